import type { AnswerInput } from '../../domain/interview/read-answer.js';
import { interviewProgress, screenBefore } from '../../domain/interview/route.js';
import { screenText, type TextSetting } from '../../domain/interview/screen-text.js';
import type { Variable } from '../../domain/questionnaire/variables.js';
import type {
  Alert,
  ConversationBar,
  Progress,
  Question,
  QuestionActions,
  TextField,
} from '../../web/components.js';
import { inputOfAnswer, questionScreen } from '../../web/question-screen.js';
import { view } from '../../web/views.js';
import { confirmationOf } from './interviews.forms.js';
import { isEnoughFor, type OpenInterview } from './interviews.service.js';

export interface QuestionPage {
  readonly title: string;
  readonly studyName: string;
  readonly action: string;
  readonly alert: Alert | null;
  readonly progress: Progress;
  readonly question: Question;
  /** A text that is read aloud and has no answer. */
  readonly isText: boolean;
  readonly other: TextField | null;
  readonly version: string;
  readonly shownAt: string;
  readonly confirmed: string;
  readonly questionActions: QuestionActions;
  readonly conversationBar: ConversationBar;
}

export interface EndPage {
  readonly title: string;
  readonly studyName: string;
  readonly action: string;
  readonly caseNumber: string;
  readonly summary: string;
  /** Read aloud. */
  readonly thanks: string;
  readonly backHref: string | null;
  readonly conversationBar: ConversationBar;
}

export const questionView = view<QuestionPage>('interviews/question');
export const endView = view<EndPage>('interviews/end');

/** What is shown beside the stored answer: what was typed, and what is the matter with it. */
export interface Attempted {
  readonly input: AnswerInput;
  readonly error?: string;
  readonly confirm?: string;
}

export interface QuestionPageInput {
  readonly interview: OpenInterview;
  readonly screen: Variable;
  /** `null` when only initials are known. */
  readonly childFirstName: string | null;
  readonly shownAt: string;
  readonly attempted?: Attempted;
  readonly isStale?: boolean;
}

/** Where the interview of a case is. */
export function interviewPath(caseNumber: string): string {
  return `/fieldwork/cases/${caseNumber}/interview`;
}

export function questionPage(input: QuestionPageInput): QuestionPage {
  const { interview, screen, attempted } = input;
  const { record, study, route, response } = interview;
  const path = interviewPath(record.caseNumber);
  const setting: TextSetting = {
    sample: interview.sample,
    answers: route.answers,
    language: response.language,
    interfaceLanguage: 'nl',
    values: { childFirstName: input.childFirstName, reportYear: String(study.reportYear) },
  };
  const text = screenText(interview.questionnaire, screen, setting);
  const before = screenBefore(route, screen.id);
  const shown = attempted?.input ?? inputOfAnswer(route.answers.get(screen.id));
  return {
    title: `Vraag ${screen.id} · casus ${record.caseNumber}`,
    studyName: study.name,
    action: `${path}/${screen.id}`,
    alert: alertOf(input),
    progress: progressOf(interview),
    ...questionScreen({
      variable: screen,
      text,
      language: response.language,
      shown,
      error: attempted?.error,
    }),
    version: String(interview.position.last),
    shownAt: input.shownAt,
    confirmed: attempted?.confirm === undefined ? '' : confirmationOf(attempted.input),
    questionActions: {
      next: attempted?.confirm === undefined ? 'Volgende vraag' : 'Klopt, opslaan en verder',
      ...(before === null ? {} : { backHref: `${path}/${before.id}` }),
    },
    conversationBar: conversationBar(interview),
  };
}

function alertOf({ attempted, isStale }: QuestionPageInput): Alert | null {
  if (isStale === true) {
    return {
      tone: 'warning',
      title: 'Deze vraag was al beantwoord',
      text: 'Uw laatste klik kwam van een oudere pagina en is niet opgeslagen. Hieronder staat de vraag waar het gesprek nu is.',
    };
  }
  if (attempted?.confirm === undefined) return null;
  return { tone: 'warning', title: 'Controleer dit antwoord', text: attempted.confirm };
}

function progressOf({ route }: OpenInterview): Progress {
  const { answeredScreens, totalScreens } = interviewProgress(route);
  const text = `${String(answeredScreens)} van ${String(totalScreens)} vragen beantwoord`;
  return { id: 'voortgang', label: 'Voortgang', value: answeredScreens, max: totalScreens, text };
}

function conversationBar(interview: OpenInterview): ConversationBar {
  const { caseNumber } = interview.record;
  const outcome = (code: string): string => `/fieldwork/cases/${caseNumber}/outcome/${code}`;
  const partial = isEnoughFor(interview, 'partial')
    ? [{ label: 'Gedeeltelijk klaar', href: outcome('partial'), tone: 'neutral' as const }]
    : [];
  return {
    exits: [
      { label: 'Afbreken of afspraak', href: outcome('broken_off'), tone: 'neutral' },
      ...partial,
      { label: 'Weigering', href: outcome('refusal_hard'), tone: 'neutral' },
      { label: 'Niet in staat', href: outcome('unable'), tone: 'neutral' },
      { label: 'Onveilig of geheim', href: outcome('unsafe_or_secret'), tone: 'danger' },
      { label: 'Zorgsignaal', href: `/fieldwork/cases/${caseNumber}/concern`, tone: 'danger' },
    ],
  };
}

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
    backHref: last === undefined ? null : `${path}/${last.id}`,
    conversationBar: conversationBar(interview),
  };
}
