import {
  CALL_RESULT_LABELS,
  CALL_RESULTS,
  CALL_SHARE_TEXTS,
  CALL_SHARES,
  type CallResult,
  type CallShareName,
  type Share,
  SHARE_PARTS,
} from '../../domain/quality/outcome-mix.js';
import type { InterviewersOfStudy } from '../quality/interviewers.service.js';
import { HIDDEN_TEXT } from '../../documents/figure-table.js';
import type { TeamRecord } from '../../domain/quality/interviewer-records.js';
import { LEAST_SHOWN } from '../../domain/quality/small-counts.js';
import { funnelLimits } from '../../domain/statistics/funnel-limits.js';
import { wilsonInterval } from '../../domain/statistics/wilson-interval.js';
import { formatCount, formatDecimal } from '../../web/dutch-format.js';
import { studyPath } from '../studies/study-navigation.js';
import { type Definition, type DefinitionGroup, OWN_RULE, shareExample } from './definition.js';
import { filledFormula } from './filled-formula.js';
import { interviewDefinitions } from './interview-definitions.js';

/** What stands on the page of the interviewers, of everybody together. */
export function interviewerDefinitions(
  slug: string,
  { team, interviews }: Pick<InterviewersOfStudy, 'team' | 'interviews'>,
): DefinitionGroup {
  return {
    id: 'enqueteurs',
    title: 'Enquêteurs en hun telefoontjes',
    intro: `De voorbeelden zijn van alle enquêteurs samen. Van minder dan ${String(LEAST_SHOWN)} wordt geen getal getoond.`,
    page: { label: 'Enquêteurs', href: studyPath(slug, 'quality/interviewers') },
    definitions: [
      ...timeDefinitions(team.everybody),
      mixDefinition(team.everybody),
      ...CALL_SHARES.map((name) => shareDefinition(team.everybody, name)),
      intervalDefinition(team.everybody),
      chanceDefinition(team.everybody),
      ...interviewDefinitions({ team, interviews }),
    ],
  };
}

const NOTHING = 'Nog niet te berekenen: er is nog niet genoeg gebeld.';

type Everybody = TeamRecord['everybody'];

function mixDefinition({ mix, shown, time }: Everybody): Definition {
  const parts = CALL_RESULTS.map((result, at) =>
    shown[at] === true ? `${wordOf(result)} ${formatCount(mix[result])}` : `${wordOf(result)} ${HIDDEN_TEXT}`,
  );
  return {
    id: 'uitkomsten-van-telefoontjes',
    term: 'Wat er van de telefoontjes kwam',
    meaning:
      'Elk telefoontje met een uitkomst staat in één kolom, met de uitkomst zoals die nu staat. Interview: voltooid of gedeeltelijk. Ander contact: gesproken, zonder interview, weigering of afspraak. Geen contact: niemand opgenomen, of alleen een ander. Nummer of lijn: verkeerd nummer, buiten gebruik of een technisch probleem.',
    formula: null,
    example: time.calls < LEAST_SHOWN ? NOTHING : `${capital(parts.join(', '))}.`,
    source: OWN_RULE,
  };
}

/** Limits are closer the more calls there are; those of the example are for so many. */
const CALLS_IN_EXAMPLE = 50;

function chanceDefinition({ shares: { contact } }: Everybody): Definition {
  return {
    id: 'toeval',
    term: 'Ten opzichte van iedereen',
    meaning:
      'Of het percentage van een enquêteur past bij wat toeval brengt aan iemand die werkt zoals iedereen samen. Binnen de binnenste grenzen komt 19 van 20 keer voor, binnen de buitenste 499 van 500 keer.',
    formula: 'P(hooguit k van n | p) = Σ (n boven i) × pⁱ × (1 − p)ⁿ⁻ⁱ, voor i = 0 tot en met k',
    example: typeof contact === 'string' ? NOTHING : chanceExample(contact.part / contact.whole),
    source: 'Spiegelhalter (2005), Statistics in Medicine 24; exacte binomiale verdeling.',
  };
}

function chanceExample(share: number): string {
  const limits = [0.95, 0.998].map((confidence) => {
    const { lower, upper } = funnelLimits(CALLS_IN_EXAMPLE, share, confidence);
    return `${percentage(lower)} tot ${percentage(upper)}`;
  });
  return `Contact, met p = ${percentage(share)} en n = ${String(CALLS_IN_EXAMPLE)}: binnenste grenzen ${limits.join(', buitenste ')}.`;
}

function percentage(share: number): string {
  return `${formatDecimal(share * 100)}%`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const PER_HOUR = 'telefoontjes / uren';

function timeDefinitions({ time }: Everybody): readonly Definition[] {
  const { hours, calls, callsPerHour, shareOnCalls } = time;
  const isShown = calls >= LEAST_SHOWN;
  return [
    {
      id: 'telefoontjes',
      term: 'Telefoontjes',
      meaning: 'Elk gekozen nummer, ook als het bezet was of niet werkte.',
      formula: null,
      example: isShown ? `${formatCount(calls)} telefoontjes.` : NOTHING,
      source: OWN_RULE,
    },
    {
      id: 'dagen',
      term: 'Dagen',
      meaning: 'Dagen van de kalender waarop iemand ten minste één nummer koos.',
      formula: null,
      example: isShown ? `Alle enquêteurs bij elkaar opgeteld: ${formatCount(time.days)} dagen.` : NOTHING,
      source: OWN_RULE,
    },
    {
      id: 'uren',
      term: 'Uren',
      meaning:
        'Van het eerste telefoontje van een dag tot het einde van het laatste, alle dagen samen. Pauzes tellen mee.',
      formula: null,
      example: isShown ? `${formatDecimal(hours)} uur op ${formatCount(time.days)} dagen.` : NOTHING,
      source: OWN_RULE,
    },
    {
      id: 'per-uur',
      term: 'Telefoontjes per uur',
      meaning: 'Hoe vaak iemand in een uur kiest.',
      formula: PER_HOUR,
      example:
        isShown && callsPerHour !== null
          ? `${filledFormula(PER_HOUR, { telefoontjes: calls, uren: hours })} = ${formatDecimal(callsPerHour)}`
          : NOTHING,
      source: OWN_RULE,
    },
    {
      id: 'aan-de-telefoon',
      term: 'Deel aan de telefoon',
      meaning:
        'Van kiezen tot de uitkomst voor het eerst is vastgelegd, interviews meegeteld, als deel van de uren.',
      formula: AT_CALLS,
      example:
        isShown && shareOnCalls !== null
          ? shareExample(
              AT_CALLS,
              { 'uren aan de telefoon': hours * shareOnCalls, uren: hours },
              shareOnCalls,
            )
          : NOTHING,
      source: OWN_RULE,
    },
  ];
}

const AT_CALLS = 'uren aan de telefoon / uren';

const SHARE_SOURCES: Readonly<Record<CallShareName, string>> = {
  contact: 'AAPOR, Standard Definitions: contact, hier per telefoontje in plaats van per casus.',
  cooperation: 'AAPOR, Standard Definitions: COOP4, hier per gesprek in plaats van per casus.',
  refusal: 'AAPOR, Standard Definitions: weigering, hier per gesprek in plaats van per casus.',
};

const FEW = 'Een van de aantallen is kleiner dan 5 en wordt niet getoond.';

function shareDefinition({ mix, shares, shown }: Everybody, name: CallShareName): Definition {
  const { part, whole } = SHARE_PARTS[name];
  const formula = `${sumText(part)} / ${sumText(whole)}`;
  const share = shares[name];
  const isShown = share !== 'few' && whole.every((result) => shown[CALL_RESULTS.indexOf(result)] === true);
  const values = Object.fromEntries(CALL_RESULTS.map((result) => [wordOf(result), mix[result]]));
  const { label, definition } = CALL_SHARE_TEXTS[name];
  return {
    id: `telefoontjes-${name}`,
    term: `${label} van enquêteurs`,
    meaning: definition,
    formula,
    example: isShown
      ? shareExample(formula, values, share === 'none' ? null : share.part / share.whole)
      : FEW,
    source: SHARE_SOURCES[name],
  };
}

function sumText(results: readonly CallResult[]): string {
  const words = results.map(wordOf);
  return words.length === 1 ? words.join('') : `(${words.join(' + ')})`;
}

function wordOf(result: CallResult): string {
  return CALL_RESULT_LABELS[result].toLowerCase();
}

const WILSON = '(p + z² / 2n ± z × √(p × (1 − p) / n + z² / 4n²)) / (1 + z² / n), z = 1,96';

function intervalDefinition({ shares: { contact } }: Everybody): Definition {
  return {
    id: 'interval',
    term: 'Interval',
    meaning:
      'Hoe ver een percentage door toeval van het werkelijke kan liggen, met 95% zekerheid. Hoe meer telefoontjes, hoe smaller.',
    formula: WILSON,
    example: typeof contact === 'string' ? NOTHING : intervalExample(contact),
    source: 'Wilson (1927), JASA 22; aanbevolen door Brown, Cai en DasGupta (2001).',
  };
}

function intervalExample({ part, whole }: Share): string {
  const { lower, upper } = wilsonInterval(part, whole, 0.95);
  const [share = '', from = '', until = ''] = [part / whole, lower, upper].map(
    (one) => `${formatDecimal(one * 100)}%`,
  );
  return `Contact, met p = ${share} en n = ${formatCount(whole)}: van ${from} tot ${until}.`;
}
