import { CONTACT_ROLE_LABELS } from '../../domain/consent/consent-record.js';
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
  readonly toWhoStops: string;
  readonly between: string;
  readonly toWhoGoesOn: string;
  readonly choices: readonly { readonly value: string; readonly label: string; readonly what: string }[];
  readonly backHref: string;
}

export const handoverView = view<HandoverPage>('interviews/handover');

export function handoverPage({ record, study }: OpenInterview, { from, to, label }: Handover): HandoverPage {
  const path = interviewPath(record.caseNumber);
  const isYouth = from === 'youth';
  const [stops, goesOn] = [CONTACT_ROLE_LABELS[from], CONTACT_ROLE_LABELS[to]];
  return {
    title: `Iemand anders gaat verder · casus ${record.caseNumber}`,
    studyName: study.name,
    heading: label,
    action: `${path}/handover`,
    toWhoStops: isYouth
      ? `Vind je het goed dat je ${goesOn} de vragen verder beantwoordt? En mogen je antwoorden tot nu toe blijven staan?`
      : 'Vindt u het goed dat ik de vragen verder aan uw kind stel? En mogen uw antwoorden tot nu toe blijven staan?',
    between: `Vraag of u nu de ${goesOn} kunt spreken, en ga na wie er aan de lijn is.`,
    toWhoGoesOn: isYouth
      ? 'Wilt u de vragen verder beantwoorden? U mag op elk moment stoppen of een vraag overslaan.'
      : 'Kun je nu vrij praten? Wil je de vragen verder beantwoorden? Je mag op elk moment stoppen of een vraag overslaan.',
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
