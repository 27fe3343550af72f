import { type Figure, type FigureTable, HIDDEN } from '../../documents/figure-table.js';
import { AGE_BAND_LABELS, ageBands } from '../../domain/frame/eligibility.js';
import type {
  LevelComparison,
  Missing,
  VariableComparison,
} from '../../domain/non-response/who-is-missing.js';
import { measureCode, MEASURE_LABELS } from '../../domain/interview/measure-code.js';
import { TRAITS } from '../../domain/study/traits.js';
import { formatDecimal } from '../../web/dutch-format.js';
import { countedCasesPath } from '../studies/study-navigation.js';
import {
  KNOWN_VARIABLES,
  type KnownVariable,
  OTHER_LEVELS,
  type StudyNonResponse,
} from './non-response.service.js';

export const VARIABLE_LABELS: Readonly<Record<KnownVariable, string>> = {
  domain: 'Domein',
  segment: 'Segment',
  measure: 'Maatregel',
  age: 'Leeftijd',
  sex: TRAITS.sex.label,
  firstTime: TRAITS.firstTime.label,
};

/**
 * The tables of the page, in its order.
 * @param opensCases whether numbers lead to their cases, for who may see these
 */
export function nonResponseTables(
  found: StudyNonResponse,
  opensCases = false,
): readonly [FigureTable, FigureTable, FigureTable] {
  return [representativityTable(found, opensCases), comparisonTable(found), variablesTable(found)];
}

/** The variables on which people differ at all. */
export function differing({ variables }: Missing): readonly VariableComparison[] {
  return variables.filter(({ levels }) => levels.length > 1);
}

export function variableOf({ at }: VariableComparison): KnownVariable {
  return KNOWN_VARIABLES[at] ?? 'domain';
}

const UNKNOWN_LABEL = 'Niet bekend';

function traitLabel(trait: 'sex' | 'firstTime', level: string): string | undefined {
  return Object.entries(TRAITS[trait].levels).find(([code]) => code === level)?.[1];
}

/** What a level is called. */
export function levelLabel({ study }: StudyNonResponse, variable: KnownVariable, level: string): string {
  if (level === OTHER_LEVELS) return 'Overig samen';
  const own = {
    domain: () => study.domains.find(({ id }) => id === level)?.label,
    segment: () =>
      level === ''
        ? 'Zonder segment'
        : study.domains.flatMap(({ segments }) => segments).find(({ code }) => code === level)?.label,
    measure: () => {
      const code = measureCode(level);
      return code === null ? 'Geen maatregel' : MEASURE_LABELS[code];
    },
    age: () => {
      const band = ageBands.find((one) => one === level);
      return band === undefined ? UNKNOWN_LABEL : AGE_BAND_LABELS[band];
    },
    sex: () => (level === '' ? UNKNOWN_LABEL : traitLabel('sex', level)),
    firstTime: () => (level === '' ? UNKNOWN_LABEL : traitLabel('firstTime', level)),
  }[variable]();
  return own ?? level;
}

function representativityTable(
  { study, total, domains }: StudyNonResponse,
  opensCases: boolean,
): FigureTable {
  const row = (label: string, missing: Missing, domain?: string) => ({
    label,
    figures: representativityFigures(missing, (set) =>
      opensCases ? { href: countedCasesPath(study.slug, set, domain) } : {},
    ),
  });
  return {
    id: 'representativiteit',
    caption: 'Lijken de respondenten op iedereen?',
    columns: [
      { label: 'Domein' },
      { label: 'Benaderbaar' },
      { label: 'Interviews' },
      { label: 'Respons' },
      { label: 'R-indicator', isText: true },
      { label: 'R-indicator, waarde', isFileOnly: true },
      { label: 'R-indicator, ondergrens', isFileOnly: true },
      { label: 'R-indicator, bovengrens', isFileOnly: true },
      { label: 'Variatiecoëfficiënt', isText: true },
      { label: 'Variatiecoëfficiënt, waarde', isFileOnly: true },
      { label: 'Grootste vertekening van 50%', isText: true },
    ],
    rows: domains.map(({ id, label, missing }) =>
      row(label, missing, study.domains.find((one) => one.id === id)?.code),
    ),
    totals: [row('Alle domeinen', total)],
    notes: [
      'R-indicator: 1 als iedereen dezelfde kans had om mee te doen, lager naarmate de kansen meer verschillen. Eronder het interval, 95%. Gecorrigeerd voor de grootte van de steekproef.',
      'Variatiecoëfficiënt: de spreiding van de kansen gedeeld door hun gemiddelde. Grootste vertekening: zo ver kan een percentage van 50% hooguit naast dat van iedereen liggen door wie ontbreekt, voor zover de bekende kenmerken dat laten zien.',
      'Er is geen R-indicator bij minder dan 50 benaderbare mensen, bij minder dan 5 interviews of minder dan 5 mensen zonder interview, en als van een groep niemand of iedereen meedeed. Bij < 5 zijn er van het domein minder dan 5 interviews of minder dan 5 mensen zonder interview, of zou dat van een ander domein te berekenen zijn.',
    ],
  };
}

const MOST_OF_NORMAL = 1.96;

type ResponseLink = (set: 'in_field' | 'I') => Pick<Figure, 'href'>;

function responseFigures({ sampled, responded }: Missing, link: ResponseLink): readonly Figure[] {
  const approached: Figure = { value: sampled, as: 'count', ...link('in_field') };
  return responded === null
    ? [approached, { value: HIDDEN, as: 'count' }, { value: HIDDEN, as: 'share' }]
    : [
        approached,
        { value: responded, as: 'count', ...link('I') },
        { value: sampled === 0 ? null : responded / sampled, as: 'share' },
      ];
}

function representativityFigures(missing: Missing, link: ResponseLink): readonly Figure[] {
  const { figures } = missing;
  const number = (value: number | null): Figure => ({ value, as: 'decimal' });
  const text = (value: string | null, detail?: string): Figure => ({
    value,
    as: 'text',
    ...(detail === undefined ? {} : { detail }),
  });
  const counts = responseFigures(missing, link);
  if (figures === null) {
    return [
      ...counts,
      text(null),
      number(null),
      number(null),
      number(null),
      text(null),
      number(null),
      text(null),
    ];
  }
  const { r, rStandardError, cv } = figures;
  const reach = rStandardError === null ? null : MOST_OF_NORMAL * rStandardError;
  const lower = reach === null ? null : r - reach;
  const upper = reach === null ? null : Math.min(1, r + reach);
  return [
    ...counts,
    text(
      twoDecimals(r),
      lower === null || upper === null ? undefined : `${twoDecimals(lower)} tot ${twoDecimals(upper)}`,
    ),
    number(r),
    number(lower),
    number(upper),
    text(twoDecimals(cv)),
    number(cv),
    text(pointsText(largestBias(cv))),
  ];
}

/** Two decimals, as the Dutch write them. */
export function twoDecimals(value: number): string {
  return value.toLocaleString('nl-NL', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/**
 * How far a share of 50% of the respondents can lie from that of everybody, 0–0.5, as far as the known variables tell.
 * Source: Schouten, Cobben & Bethlehem (2009): the bias of a mean is at most CV times its standard deviation.
 */
export function largestBias(cv: number): number {
  return Math.min(0.5, cv * 0.5);
}

/** A difference of shares in points, with its sign: `-4,9 punten`. */
export function pointsText(difference: number): string {
  const points = formatDecimal(Math.abs(difference) * 100);
  return `${points === '0,0' ? '' : difference < 0 ? '-' : '+'}${points} punten`;
}

function comparisonTable(found: StudyNonResponse): FigureTable {
  return {
    id: 'kenmerken',
    caption: `Wie ontbreekt, naar kenmerk: ${found.domain?.label ?? 'alle domeinen'}`,
    columns: [
      { label: 'Kenmerk' },
      { label: 'Niveau', isText: true },
      { label: 'Benaderbaar' },
      { label: 'Interviews' },
      { label: 'Respons' },
      { label: 'Deel van het kader' },
      { label: 'Deel van de interviews' },
      { label: 'Verschil', isText: true },
    ],
    rows: differing(found.chosen).flatMap((variable) =>
      variable.levels.map((level) => ({
        label: VARIABLE_LABELS[variableOf(variable)],
        figures: [
          { value: levelLabel(found, variableOf(variable), level.level), as: 'text' as const },
          ...levelFigures(level),
        ],
      })),
    ),
    empty: 'Er zijn te weinig mensen of kenmerken om te vergelijken.',
    notes: [
      'Deel van het kader: de steekproef, opgehoogd met de kans om getrokken te worden. Verschil: deel van de interviews min deel van het kader, in procentpunten; onder nul is wie ontbreekt.',
      'Een niveau met minder dan 10 mensen, of met minder dan 5 mensen met of zonder interview, gaat samen met andere. Dat gebeurt ook als het anders te berekenen zou zijn uit andere niveaus of domeinen.',
    ],
  };
}

function levelFigures({
  sampled,
  responded,
  frameShare,
  respondedShare,
}: LevelComparison): readonly Figure[] {
  return [
    { value: sampled, as: 'count' },
    { value: responded, as: 'count' },
    { value: responded / sampled, as: 'whole' },
    { value: frameShare, as: 'share' },
    { value: respondedShare, as: 'share' },
    { value: pointsText(respondedShare - frameShare), as: 'text' },
  ];
}

function variablesTable(found: StudyNonResponse): FigureTable {
  const text = (value: number): Figure => ({
    value: value.toLocaleString('nl-NL', { minimumFractionDigits: 3, maximumFractionDigits: 3 }),
    as: 'text',
  });
  return {
    id: 'partieel',
    caption: 'Welk kenmerk zorgt voor het verschil?',
    columns: [
      { label: 'Kenmerk' },
      { label: 'Samenhang met meedoen', isText: true },
      { label: 'Samenhang, waarde', isFileOnly: true },
      { label: 'Los van de andere kenmerken', isText: true },
      { label: 'Los van de andere, waarde', isFileOnly: true },
    ],
    rows: differing(found.chosen).map((variable) => ({
      label: VARIABLE_LABELS[variableOf(variable)],
      figures: [
        text(variable.unconditional),
        { value: variable.unconditional, as: 'decimal' },
        text(variable.conditional),
        { value: variable.conditional, as: 'decimal' },
      ],
    })),
    empty: 'Er zijn te weinig mensen of kenmerken om te vergelijken.',
    notes: [
      'Partiële R-indicatoren: 0 als de groepen van het kenmerk even vaak meedoen, en hooguit 0,5. De tweede kolom is wat overblijft tussen mensen die in alle andere kenmerken gelijk zijn.',
    ],
  };
}
