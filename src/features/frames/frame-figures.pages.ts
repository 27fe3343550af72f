import type { Alert, DataTable, KeyFigures } from '../../web/components.js';
import { formatCount, formatDate, formatPercentage } from '../../web/dutch-format.js';
import type { Study } from '../studies/studies.service.js';
import { framePath } from './frame-visit.js';
import { type FrameCounts, interviewDayOf } from './frame-report.service.js';

/** The counts of a frame as its page shows them; nothing while nobody is in it. */
export interface FrameFigures {
  readonly figures: KeyFigures | null;
  readonly notices: readonly Alert[];
  readonly persons: DataTable | null;
  readonly ages: DataTable | null;
}

/** What there is to count once somebody is in the frame. */
export function frameFigures(study: Study, counts: FrameCounts | null): FrameFigures {
  if (counts === null || counts.persons.total === 0) {
    return { figures: null, notices: [], persons: null, ages: null };
  }
  return {
    figures: figuresOf(counts),
    notices: noticesOf(study, counts),
    persons: personTable(study, counts),
    ages: ageTable(study, counts),
  };
}

function figuresOf({ persons, families, atSecretAddress, withoutNumber }: FrameCounts): KeyFigures {
  const share = (count: number): string => formatPercentage(count / persons.total);
  return {
    figures: [
      { label: 'Cliënten', value: formatCount(persons.total), detail: 'verschillende personen' },
      { label: 'Gezinnen', value: formatCount(families) },
      {
        label: 'In meer domeinen',
        value: formatCount(persons.in_more_than_one_domain),
        detail: `${share(persons.in_more_than_one_domain)} van de cliënten`,
      },
      {
        label: 'Zonder bruikbaar nummer',
        value: formatCount(withoutNumber),
        detail: `${share(withoutNumber)} van de cliënten`,
      },
      { label: 'Geheim adres', value: formatCount(atSecretAddress), detail: 'worden niet benaderd' },
    ],
  };
}

function noticesOf(study: Study, { uncertainMatches }: FrameCounts): readonly Alert[] {
  if (uncertainMatches === 0) return [];
  const text =
    'Zij lijken op elkaar, maar niet zeker genoeg. Zolang niemand beslist, tellen zij als twee personen.';
  return [
    {
      tone: 'warning',
      title:
        uncertainMatches === 1
          ? 'Eén paar cliënten is misschien dezelfde persoon'
          : `${formatCount(uncertainMatches)} paren cliënten zijn misschien dezelfde persoon`,
      text,
      link: { label: 'Bekijk wie het zijn en beslis', href: framePath(study, 'matches') },
    },
  ];
}

function personTable(study: Study, { persons }: FrameCounts): DataTable {
  const total = Object.values(persons.per_domain_after_priority).reduce((sum, count) => sum + count, 0);
  return {
    id: 'persons',
    caption: 'Cliënten per domein',
    columns: [
      { label: 'Domein' },
      { label: 'Komt er voor', numeric: true },
      { label: 'Te trekken', numeric: true },
    ],
    rows: study.domains.map(({ code, label }) => [
      { text: label },
      { text: formatCount(persons.per_domain[code] ?? 0) },
      { text: formatCount(persons.per_domain_after_priority[code] ?? 0) },
    ]),
    totals: [[{ text: 'Totaal' }, { text: '' }, { text: formatCount(total) }]],
    empty: '',
    notes: ['Wie in meer domeinen voorkomt, is te trekken in het domein met de hoogste voorrang.'],
  };
}

function ageTable(study: Study, { persons }: FrameCounts): DataTable {
  const rows: readonly (readonly [keyof typeof persons.per_age_band, string])[] = [
    ['0-11', 'Onder 12: de ouder'],
    ['12-15', '12 tot en met 15: de ouder of de jongere'],
    ['16+', '16 en ouder: de jongere'],
  ];
  return {
    id: 'ages',
    caption: `Wie er gevraagd wordt, naar leeftijd op ${formatDate(interviewDayOf(study))}`,
    columns: [{ label: 'Leeftijd' }, { label: 'Cliënten', numeric: true }, { label: 'Deel', numeric: true }],
    rows: rows.map(([band, label]) => [
      { text: label },
      { text: formatCount(persons.per_age_band[band]) },
      { text: formatPercentage(persons.per_age_band[band] / persons.total) },
    ]),
    empty: '',
  };
}
