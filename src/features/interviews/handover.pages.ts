import { CONTACT_ROLE_LABELS } from '../../domain/consent/consent-record.js';
import { consentLanguage } from '../../domain/consent/consent-texts.js';
import { handoverWords } from '../../domain/consent/handover-texts.js';
import type { Handover } from '../../domain/consent/handover.js';
import { view } from '../../web/views.js';
import { interviewPath } from './interview-path.js';
import type { OpenInterview } from './open-interview.service.js';

/** Somebody else goes on with the interview: first the one who stops is asked, then the one who goes on. */
export interface HandoverPage {
  readonly title: string;
  readonly studyName: string;
  readonly heading: string;
  readonly action: string;
  /** Of what is read aloud. */
  readonly language: string;
  /** What to do when there are no words in the language that is spoken; `null` otherwise. */
  readonly translate: string | null;
  readonly toWhoStops: string;
  readonly between: string;
  readonly toWhoGoesOn: string;
  readonly choices: readonly { readonly value: string; readonly label: string; readonly what: string }[];
  readonly backHref: string;
}

export const handoverView = view<HandoverPage>('interviews/handover');

export function handoverPage(
  { record, study, spokenLanguage }: OpenInterview,
  { from, to, label }: Handover,
): HandoverPage {
  const path = interviewPath(record.caseNumber);
  const language = consentLanguage(spokenLanguage);
  const words = handoverWords(language, { from, to });
  const [stops, goesOn] = [CONTACT_ROLE_LABELS[from], CONTACT_ROLE_LABELS[to]];
  return {
    title: `Iemand anders gaat verder · casus ${record.caseNumber}`,
    studyName: study.name,
    heading: label,
    action: `${path}/handover`,
    language,
    translate:
      language === spokenLanguage
        ? null
        : 'In de taal van dit gesprek is er geen tekst: vertaal deze woorden zo precies mogelijk.',
    toWhoStops: words.toWhoStops,
    between: `Vraag of u nu de ${goesOn} kunt spreken, en ga na wie er aan de lijn is.`,
    toWhoGoesOn: words.toWhoGoesOn,
    choices: [
      {
        value: 'keep',
        label: 'Beiden ja',
        what: `De antwoorden van de ${stops} blijven, en de ${goesOn} gaat verder.`,
      },
      {
        value: 'delete',
        label: 'Ja, maar zonder deze antwoorden',
        what: `De antwoorden van de ${stops} worden gewist, en de ${goesOn} begint opnieuw.`,
      },
    ],
    backHref: `${path}/stop`,
  };
}
