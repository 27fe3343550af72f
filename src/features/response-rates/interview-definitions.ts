import type { InterviewerFigures } from '../../domain/interview/interviewer-figures.js';
import { CALL_RESULTS } from '../../domain/quality/outcome-mix.js';
import { isFew, LEAST_SHOWN } from '../../domain/quality/small-counts.js';
import { median } from '../../domain/statistics/robust-spread.js';
import { formatCount, formatSeconds } from '../../web/dutch-format.js';
import type { InterviewersOfStudy } from '../quality/interviewers.service.js';
import { type Definition, OWN_RULE, shareExample } from './definition.js';

const NOTHING = 'Nog niet te berekenen: er zijn nog niet genoeg interviews.';
const FEW = `Een van de aantallen is kleiner dan ${String(LEAST_SHOWN)} en wordt niet getoond.`;

const NO_ANSWER = '(weet niet + wil niet zeggen) / beantwoorde vragen';
const TOO_FAST = 'te snel beantwoord / voorgelezen vragen met een tijd';

type Team = Pick<InterviewersOfStudy, 'team' | 'interviews'>;

const INTERVIEW = CALL_RESULTS.indexOf('interview');

/** Those in the table of the page: a sum of more would tell what is hidden of the others. */
function shownOf({ team, interviews }: Team): readonly InterviewerFigures[] {
  return team.rows
    .filter(({ interviewerIds, shown }) => interviewerIds.length === 1 && shown[INTERVIEW] === true)
    .flatMap(({ interviewerIds }) => interviews.get(interviewerIds.join()) ?? [])
    .filter((own) => own.interviews >= LEAST_SHOWN);
}

/** What stands in the table of interviews on the page of the interviewers, of everybody in it together. */
export function interviewDefinitions(found: Team): readonly Definition[] {
  const all = shownOf(found);
  const sum = (of: (one: (typeof all)[number]) => number): number =>
    all.reduce((total, one) => total + of(one), 0);
  const interviews = sum((one) => one.interviews);
  const [dontKnow, refused] = [sum((one) => one.dontKnow), sum((one) => one.refused)];
  const isShown = interviews >= LEAST_SHOWN;
  return [
    {
      id: 'interviews-van-begin-tot-eind',
      term: 'Interviews van begin tot eind',
      meaning:
        'Voltooide en gedeeltelijke interviews die één enquêteur helemaal zelf hield. Het voorbeeld telt wie in de tabel staat. Zijn de contactgegevens vernietigd, dan is dat niet meer bekend.',
      formula: null,
      example: isShown ? `${formatCount(interviews)} interviews.` : NOTHING,
      source: OWN_RULE,
    },
    {
      id: 'interviewlengte',
      term: 'Lengte van een interview (mediaan)',
      meaning:
        'De tijd dat vragen op het scherm stonden, zonder pauzes tussen telefoontjes. De mediaan is het middelste interview: de helft duurde korter.',
      formula: null,
      example: isShown
        ? `Van ${formatCount(interviews)} interviews is de middelste ${formatSeconds(Math.round(median(all.flatMap(({ lengths }) => lengths))))}.`
        : NOTHING,
      source: OWN_RULE,
    },
    shareDefinition(
      {
        id: 'weet-niet',
        term: 'Weet niet of wil niet zeggen',
        meaning: 'Vragen zonder inhoudelijk antwoord. „Niet van toepassing” is wel een antwoord.',
        formula: NO_ANSWER,
        source: 'AAPOR, Standard Definitions: item nonresponse.',
      },
      { 'weet niet': dontKnow, 'wil niet zeggen': refused, 'beantwoorde vragen': sum((one) => one.answered) },
      [dontKnow, refused],
      sum((one) => one.answered),
    ),
    shareDefinition(
      {
        id: 'te-snel',
        term: 'Te snel beantwoord',
        meaning: 'Vragen die een antwoord kregen voordat ze voorgelezen kunnen zijn.',
        formula: TOO_FAST,
        source: OWN_RULE,
      },
      {
        'te snel beantwoord': sum((one) => one.tooFast),
        'voorgelezen vragen met een tijd': sum((one) => one.timed),
      },
      [sum((one) => one.tooFast)],
      sum((one) => one.timed),
    ),
  ];
}

/** @param parts what stands above the line, each on its own */
function shareDefinition(
  definition: Omit<Definition, 'example' | 'formula'> & { readonly formula: string },
  values: Readonly<Record<string, number>>,
  parts: readonly number[],
  whole: number,
): Definition {
  const part = parts.reduce((sum, one) => sum + one, 0);
  const hides = [...parts, whole - part].some(isFew);
  return {
    ...definition,
    example: whole === 0 ? NOTHING : hides ? FEW : shareExample(definition.formula, values, part / whole),
  };
}
