import type { Figure, FigureRow, FigureTable } from '../../documents/figure-table.js';
import type { Breakdown, PartResponse } from '../../domain/response/breakdown.js';
import type { CaseSet } from '../../domain/response/case-set.js';
import { RATE_NAMES, type ResponseRates } from '../../domain/response/rates.js';
import { RATE_GROUPS } from '../../domain/contact/outcome.js';
import type { StudyBreakdown } from './breakdown.service.js';
import { GROUP_TEXTS, RATE_TEXTS } from './rate-texts.js';
import { type CaseLink, definitionPath } from './response-paths.js';

/** By what the response is broken down, on the screen. */
export const BREAKDOWN_LABELS: Readonly<
  Record<Breakdown, { readonly label: string; readonly note: string }>
> = {
  domain: { label: 'Domein', note: '' },
  segment: { label: 'Segment', note: '' },
  replicate: {
    label: 'Deelsteekproef',
    note: 'Een deelsteekproef die later is vrijgegeven, heeft minder tijd gehad en loopt dus achter.',
  },
  age: {
    label: 'Leeftijd',
    note: 'Leeftijd van het kind op de eerste dag van het veldwerk. Van wie is uitgesloten, is de leeftijd gewist.',
  },
  asked: {
    label: 'Wie is gevraagd',
    note: 'Wie het laatst ja of nee zei, of anders degene voor wie het laatste telefoontje was.',
  },
  week: {
    label: 'Week van het eerste telefoontje',
    note: 'Wie later voor het eerst is gebeld, heeft minder tijd gehad.',
  },
  daypart: {
    label: 'Dagdeel van het laatste telefoontje',
    note: 'Een casus telt in het dagdeel waarin voor het laatst is gebeld: daar viel de uitkomst.',
  },
};

/** All tables of the page: the main figures, where the cases are, the rates, and these weighted. */
export function responseTables(response: StudyBreakdown, link: CaseLink): readonly FigureTable[] {
  return [
    mainTable(response, link),
    countsTable(response, link),
    ratesTable(response, {
      id: 'aapor',
      caption: 'Percentages volgens AAPOR',
      ratesOf: ({ summary }) => summary.rates,
      notes: [
        'Bron: AAPOR Standard Definitions. U = UH + UO. Open casussen tellen nog niet mee.',
        'e is het geschatte deel van de onbekende casussen dat in het onderzoek hoort, afgeleid uit de casussen waarvan dat wel bekend is (methode CASRO).',
      ],
    }),
    ratesTable(response, {
      id: 'aapor-gewogen',
      caption: 'Percentages volgens AAPOR, gewogen met het ontwerpgewicht',
      ratesOf: ({ weightedRates }) => weightedRates,
      notes: [
        'Elke casus telt zo zwaar als het aantal mensen in het steekproefkader waarvoor hij staat. AAPOR vraagt dit als niet iedereen dezelfde kans had om getrokken te worden.',
      ],
    }),
  ];
}

/** One part per row: what most people look for. */
function mainTable(response: StudyBreakdown, link: CaseLink): FigureTable {
  const { by, parts, total } = response;
  const count = (part: PartResponse, set: CaseSet, value: number): Figure => ({
    value,
    as: 'count',
    ...link({ set, by, part: part.code, domain: response.domain?.code ?? null }),
  });
  const rowOf = (part: PartResponse): FigureRow => {
    const { summary } = part;
    return {
      label: part.label,
      figures: [
        count(part, 'released', summary.released),
        count(part, 'approached', summary.approached),
        count(part, 'I', summary.counts.I),
        { value: summary.municipalRate, as: 'whole' },
        { value: summary.rates.RR1, as: 'share' },
        { value: summary.rates.COOP1, as: 'share' },
        { value: summary.rates.REF1, as: 'share' },
        { value: summary.rates.CON1, as: 'share' },
      ],
    };
  };
  const { note } = BREAKDOWN_LABELS[by];
  return {
    id: 'respons',
    caption: `Respons naar ${BREAKDOWN_LABELS[by].label.toLowerCase()}`,
    columns: [
      { label: BREAKDOWN_LABELS[by].label },
      ...MAIN_COLUMNS.map(({ label, id }) => ({ label, href: definitionPath(response.study.slug, id) })),
    ],
    rows: parts.map(rowOf),
    totals: [rowOf(total)],
    notes: [`Respons van de gemeente: ${MUNICIPAL_DEFINITION}`, ...(note === '' ? [] : [note])],
  };
}

const MAIN_COLUMNS = [
  { label: 'Vrijgegeven', id: 'vrijgegeven' },
  { label: 'Benaderd', id: 'benaderd' },
  { label: 'Interviews', id: 'groep-I' },
  { label: 'Respons van de gemeente', id: 'gemeente' },
  ...(['RR1', 'COOP1', 'REF1', 'CON1'] as const).map((id) => ({ label: RATE_TEXTS[id].label, id })),
];

/** The municipality's own rate in words. */
export const MUNICIPAL_DEFINITION =
  'voltooide interviews gedeeld door benaderde personen. Benaderd is wie is vrijgegeven en ten minste één keer is gebeld. Uitgesloten mensen en mensen die hun toestemming introkken, tellen niet mee.';

/** Every case is in one of these; together they are the sample. */
const SHOWN_GROUPS = RATE_GROUPS.filter((group) => group !== 'withdrawn');

function columnsOf({ parts }: StudyBreakdown, first: string): FigureTable['columns'] {
  return [{ label: first }, ...parts.map(({ label }) => ({ label })), { label: 'Totaal' }];
}

function countsTable(response: StudyBreakdown, link: CaseLink): FigureTable {
  const { by, parts, total } = response;
  const all = [...parts, total];
  const rowOf = (set: CaseSet, of: (part: PartResponse) => number): FigureRow => ({
    ...termOf(set),
    figures: all.map((part) => ({
      value: of(part),
      as: 'count',
      ...link({ set, by, part: part.code, domain: response.domain?.code ?? null }),
    })),
  });
  const { withdrawn } = total.summary.counts;
  return {
    id: 'casussen',
    caption: 'Waar de casussen staan',
    columns: columnsOf(response, 'Aantal casussen'),
    rows: [
      rowOf('unreleased', ({ summary }) => summary.unreleased),
      ...SHOWN_GROUPS.map((group) => rowOf(group, ({ summary }) => summary.counts[group])),
    ],
    totals: [rowOf('all', ({ summary }) => sampleSize(summary))],
    notes: [
      withdrawn === 0
        ? 'Niemand trok zijn toestemming in.'
        : `${String(withdrawn)} ${withdrawn === 1 ? 'persoon trok' : 'mensen trokken'} de toestemming in. Die ${withdrawn === 1 ? 'casus staat' : 'casussen staan'} in geen enkel getal en in geen lijst.`,
    ],
  };
}

/** All cases but those that withdrew. */
export function sampleSize({ counts, unreleased }: PartResponse['summary']): number {
  return unreleased + SHOWN_GROUPS.reduce((sum, group) => sum + counts[group], 0);
}

function termOf(set: CaseSet): Pick<FigureRow, 'label' | 'detail'> {
  if (set === 'unreleased')
    return { label: 'Nog niet vrijgegeven', detail: 'bestaat nog niet voor enquêteurs' };
  if (set in GROUP_TEXTS) {
    const { label, meaning } = GROUP_TEXTS[set as keyof typeof GROUP_TEXTS];
    return { label, detail: meaning };
  }
  return { label: 'Steekproef', detail: 'alle casussen samen' };
}

function ratesTable(
  response: StudyBreakdown,
  {
    ratesOf,
    ...table
  }: Pick<FigureTable, 'id' | 'caption' | 'notes'> & {
    readonly ratesOf: (part: PartResponse) => ResponseRates;
  },
): FigureTable {
  const { parts, total } = response;
  const rowOf = (label: string, detail: string, name: keyof ResponseRates): FigureRow => ({
    label,
    detail,
    href: definitionPath(response.study.slug, name),
    figures: [...parts, total].map((part) => ({ value: ratesOf(part)[name], as: 'share' })),
  });
  return {
    ...table,
    columns: columnsOf(response, 'Percentage'),
    rows: [
      ...RATE_NAMES.map((name) => rowOf(RATE_TEXTS[name].label, RATE_TEXTS[name].formula, name)),
      rowOf('e', E_FORMULA, 'e'),
    ],
  };
}

export const E_FORMULA = '(I + P + R + NC + O) / (I + P + R + NC + O + NE)';
