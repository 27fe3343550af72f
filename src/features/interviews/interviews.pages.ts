import { interviewProgress, nextScreen } from '../../domain/interview/route.js';
import type { OutcomeCode } from '../../domain/contact/outcome.js';
import { studyOutcomes } from '../../domain/contact/study-outcomes.js';
import type { Link } from '../../web/components.js';
import type { InterviewBar } from '../../web/interview-components.js';
import { view } from '../../web/views.js';
import { interviewPath } from './interview-path.js';
import {
  type EarlierAnswer,
  earlierAnswers,
  interviewSide,
  type InterviewSide,
} from './interview-side.pages.js';
import type { Handover } from '../../domain/consent/handover.js';
import { isEnoughFor } from './settling.service.js';
import type { OpenInterview } from './open-interview.service.js';

export interface EndPage {
  readonly title: string;
  readonly studyName: string;
  readonly action: string;
  readonly caseNumber: string;
  readonly summary: string;
  /** Read aloud. */
  readonly thanks: string;
  readonly bar: InterviewBar;
  readonly side: InterviewSide;
}

export const endView = view<EndPage>('interviews/end');

export function endPage(interview: OpenInterview): EndPage {
  const { record, study, route, response } = interview;
  const path = interviewPath(record.caseNumber);
  const [your, name] = response.respondent === 'youth' ? ['je', 'Je'] : ['uw', 'Uw'];
  const last = route.screens.at(-1);
  return {
    title: `Einde van het interview · casus ${record.caseNumber}`,
    studyName: study.name,
    action: `${path}/complete`,
    caseNumber: record.caseNumber,
    summary: `Alle ${String(route.screens.length)} vragen zijn gesteld en opgeslagen.`,
    thanks: `Dat waren alle vragen. Hartelijk dank voor ${your} tijd. ${name} antwoorden worden los van ${your} naam bewaard.`,
    bar: {
      next: 'Interview afronden',
      ...(last === undefined ? {} : { back: { href: `${path}/${last.id}` } }),
      stop: { href: `${path}/stop` },
    },
    side: interviewSide(interview),
  };
}

/** How an interview can end before its last question. */
export interface StopPage {
  readonly title: string;
  readonly studyName: string;
  readonly intro: string;
  readonly endings: readonly Ending[];
  readonly others: readonly Link[];
  readonly backHref: string;
  readonly backLabel: string;
}

interface Ending {
  readonly key: string;
  readonly label: string;
  readonly what: string;
  readonly href: string;
  readonly isDanger: boolean;
}

export const stopView = view<StopPage>('interviews/stop');

export function stopPage(
  interview: OpenInterview,
  legal: readonly OutcomeCode[],
  handover: Handover | null,
): StopPage {
  const { caseNumber } = interview.record;
  const path = interviewPath(caseNumber);
  const current = nextScreen(interview.route);
  const outcomes = studyOutcomes(interview.study.rules.outcomes);
  const { answeredScreens, totalScreens } = interviewProgress(interview.route);
  const endings = endingsOf(interview, legal, handover).map((ending, index) => ({
    ...ending,
    key: String(index + 1),
  }));
  return {
    title: `Gesprek stoppen · casus ${caseNumber}`,
    studyName: interview.study.name,
    intro: `Alles tot hier is opgeslagen: ${String(answeredScreens)} van ${String(totalScreens)} vragen. Wat is er aan de hand?`,
    endings,
    others: OTHERS.filter((code) => legal.includes(code)).map((code) => ({
      label: outcomes[code].label,
      href: outcomePath(caseNumber, code),
    })),
    backHref: path,
    backLabel: current === null ? 'Terug naar het einde' : `Terug naar vraag ${current.id}`,
  };
}

const OTHERS: readonly OutcomeCode[] = ['not_client_in_year', 'deceased', 'duplicate'];

type Unkeyed = Omit<Ending, 'key'>;

function endingsOf(
  interview: OpenInterview,
  legal: readonly OutcomeCode[],
  handover: Handover | null,
): readonly Unkeyed[] {
  const { caseNumber } = interview.record;
  const outcome = (code: OutcomeCode, label: string, what: string): readonly Unkeyed[] =>
    legal.includes(code)
      ? [{ label, what, href: outcomePath(caseNumber, code), isDanger: code === 'unsafe_or_secret' }]
      : [];
  const partial = isEnoughFor(interview, 'partial')
    ? outcome('partial', 'Gedeeltelijk klaar', 'Wil niet verder; wat er is, telt mee.')
    : [];
  return [
    ...outcome('broken_off', 'Afspraak om verder te gaan', 'U gaat later verder bij deze vraag.'),
    ...outcome('broken_off', 'Afgebroken', 'Opgehangen of weggevallen, zonder afspraak.'),
    ...outcome('refusal_hard', 'Weigering', 'Wil niet verder en niet meer gebeld worden.'),
    ...partial,
    ...outcome('language_barrier', 'Andere taal nodig', 'Iemand die de taal spreekt, gaat verder.'),
    ...(handover === null
      ? []
      : [
          {
            label: 'Iemand anders gaat verder',
            what: `${handover.label}, nu meteen.`,
            href: `${interviewPath(caseNumber)}/handover`,
            isDanger: false,
          },
        ]),
    ...outcome('unable', 'Niet in staat', 'Het gesprek lukt niet, ook later niet.'),
    ...outcome('unsafe_or_secret', 'Onveilig of geheim', 'Namen, nummers en antwoorden worden gewist.'),
    {
      label: 'Zorgsignaal',
      what: 'Zorgen om een kind: een apart formulier voor de veldwerkleider. Het gesprek kan daarna doorgaan.',
      href: `/fieldwork/cases/${caseNumber}/concern`,
      isDanger: true,
    },
  ];
}

function outcomePath(caseNumber: string, code: OutcomeCode): string {
  return `/fieldwork/cases/${caseNumber}/outcome/${code}`;
}

/** Where an interview goes on that broke off. */
export interface RecapPage {
  readonly title: string;
  readonly studyName: string;
  readonly aloud: string;
  readonly summary: string;
  readonly answers: readonly EarlierAnswer[];
  readonly nextHref: string;
  readonly nextLabel: string;
}

export const recapView = view<RecapPage>('interviews/recap');

const RECALLED = 5;

export function recapPage(interview: OpenInterview): RecapPage {
  const { record, study, route, response } = interview;
  const next = nextScreen(route);
  const { answeredScreens, totalScreens } = interviewProgress(route);
  const you = response.respondent === 'youth' ? 'je' : 'u';
  const title = next?.block.title;
  const about = title === undefined ? '' : (title[response.language] ?? Object.values(title)[0] ?? '');
  return {
    title: `Verder met het interview · casus ${record.caseNumber}`,
    studyName: study.name,
    aloud:
      about === ''
        ? `Fijn dat ${you} weer tijd heeft. Alle vragen waren al gesteld.`
        : `We gaan verder waar we waren gebleven. De vragen gaan nu over: ${about.toLowerCase()}.`,
    summary: `${String(answeredScreens)} van ${String(totalScreens)} vragen zijn beantwoord en bewaard.`,
    answers: earlierAnswers(interview).slice(0, RECALLED),
    nextHref: `${interviewPath(record.caseNumber)}/${next?.id ?? 'end'}`,
    nextLabel: next === null ? 'Verder' : `Verder met vraag ${next.id}`,
  };
}
