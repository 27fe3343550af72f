import type { Role } from '../../domain/access/role.js';
import { type BreakdownRow, coverageOf, type FrameTally } from '../../domain/frame/frame-breakdown.js';
import type { OrganisationRows } from '../../domain/frame/organisation-rows.js';
import type {
  Alert,
  Breadcrumb,
  Cell,
  DataTable,
  KeyFigures,
  PageHeading,
  SubNavigation,
} from '../../web/components.js';
import { formatCount, formatDate, formatPercentage } from '../../web/dutch-format.js';
import { view } from '../../web/views.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import type { Study } from '../studies/studies.service.js';
import type { FrameCounts } from './frame-report.service.js';

interface FrameReportPage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly breadcrumb: Breadcrumb;
  readonly heading: PageHeading;
  readonly state: Alert;
  readonly figures: KeyFigures;
  readonly tables: readonly DataTable[];
}

export const frameReportView = view<FrameReportPage>('frames/report');

/** What a file and a page both need to know of a column of counts. */
interface TallyColumn {
  readonly label: string;
  readonly valueOf: (tally: FrameTally) => number;
}

const TALLY_COLUMNS: readonly TallyColumn[] = [
  { label: 'Cliënten', valueOf: ({ persons }) => persons },
  { label: 'Gezinnen', valueOf: ({ families }) => families },
  { label: 'Te benaderen', valueOf: ({ eligible }) => eligible },
  { label: 'Geheim adres', valueOf: (tally) => tally.at_secret_address },
  { label: 'Misschien dubbel', valueOf: ({ uncertain }) => uncertain },
  { label: 'Zonder nummer', valueOf: (tally) => tally.without_number },
];

export function frameReportPage(study: Study, roles: readonly Role[], counts: FrameCounts): FrameReportPage {
  const { breakdown } = counts;
  const path = `${studyPath(study.slug, 'frames')}/report`;
  return {
    title: 'Verslag van het steekproefkader',
    studyName: study.name,
    navigation: studyNavigation(study.slug, roles, 'frames'),
    breadcrumb: {
      items: [{ label: 'Steekproefkader', href: studyPath(study.slug, 'frames') }],
      current: 'Verslag',
    },
    heading: {
      title: 'Verslag van het steekproefkader',
      intro:
        'Aantallen per domein, segment, organisatie en leeftijd. Elke cliënt telt één keer: in het domein waarin hij getrokken kan worden, en daar bij de hulp die het laatst begon.',
      actions: [
        { label: 'Downloaden (csv)', href: `${path}.csv`, kind: 'secondary' },
        { label: 'Downloaden (json)', href: `${path}.json`, kind: 'secondary' },
      ],
    },
    state: stateAlert(study),
    figures: figuresOf(counts),
    tables: [
      tallyTable('domains', 'Per domein', {
        rows: breakdown.per_domain.map((row) => ({
          ...row,
          name: domainLabel(study, row.domain),
          detail: '',
        })),
        total: breakdown.total,
      }),
      tallyTable('segments', 'Per segment', {
        rows: named(study, breakdown.per_segment, (row) => segmentLabel(study, row)),
        total: breakdown.total,
      }),
      tallyTable('organisations', 'Per organisatie', {
        rows: named(study, breakdown.per_organisation, ({ part }) => part ?? ''),
        total: breakdown.total,
      }),
      tallyTable('ages', `Per leeftijd op ${formatDate(breakdown.interview_on)}`, {
        rows: named(study, breakdown.per_age_band, ({ part }) => AGE_LABELS[part ?? ''] ?? ''),
        total: breakdown.total,
        note: interviewDayNote(study),
      }),
      rowTable(study, counts.rows),
    ],
  };
}

const AGE_LABELS: Readonly<Record<string, string>> = {
  '0-11': 'onder 12',
  '12-15': '12 tot en met 15',
  '16+': '16 en ouder',
};

function stateAlert({ status }: Study): Alert {
  return {
    tone: 'info',
    text:
      status === 'design'
        ? 'Deze aantallen veranderen nog met elk bestand en met elk besluit over dubbele cliënten. Bij de trekking worden zij vastgelegd.'
        : 'Deze aantallen zijn vastgelegd bij de trekking.',
  };
}

function interviewDayNote({ fieldworkStartsOn }: Study): string {
  return fieldworkStartsOn === null
    ? 'Er is nog geen begin van het veldwerk gekozen; daarom geldt 1 april na het verslagjaar.'
    : 'Dat is de eerste dag van het veldwerk. Wie dan jarig wordt, heeft de nieuwe leeftijd.';
}

function figuresOf({ breakdown: { total }, uncertainMatches, persons }: FrameCounts): KeyFigures {
  return {
    figures: [
      { label: 'Cliënten', value: formatCount(total.persons), detail: 'verschillende personen' },
      { label: 'Gezinnen', value: formatCount(total.families) },
      {
        label: 'Bereikbaar',
        value: coverageText(total),
        detail: `${formatCount(total.without_number)} zonder bruikbaar telefoonnummer`,
      },
      { label: 'In meer domeinen', value: formatCount(persons.in_more_than_one_domain) },
      { label: 'Misschien dubbel', value: formatCount(uncertainMatches), detail: 'paren zonder besluit' },
    ],
  };
}

function coverageText(tally: FrameTally): string {
  const coverage = coverageOf(tally);
  return coverage === null ? '–' : formatPercentage(coverage);
}

type NamedTally = FrameTally & { readonly name: string; readonly detail: string };

function named(
  study: Study,
  rows: readonly BreakdownRow[],
  nameOf: (row: BreakdownRow) => string,
): readonly NamedTally[] {
  return rows.map((row) => ({ ...row, name: nameOf(row), detail: domainLabel(study, row.domain) }));
}

function tallyTable(
  id: string,
  caption: string,
  { rows, total, note }: { rows: readonly NamedTally[]; total: FrameTally; note?: string },
): DataTable {
  return {
    id,
    caption,
    columns: [
      { label: id === 'domains' ? 'Domein' : 'Deel' },
      ...TALLY_COLUMNS.map(({ label }) => ({ label, numeric: true })),
      { label: 'Bereikbaar', numeric: true },
    ],
    rows: rows.map((row) => [
      { text: row.name, ...(row.detail === '' ? {} : { detail: row.detail }) },
      ...countCells(row),
    ]),
    totals: [[{ text: 'Totaal' }, ...countCells(total)]],
    empty: 'Er zijn nog geen cliënten.',
    notes: [
      ...(note === undefined ? [] : [note]),
      ...(id === 'domains'
        ? [
            'Een gezin telt één keer mee: bij het kind dat het eerst in het kader kwam.',
            'Bereikbaar is het deel van de cliënten met ten minste één bruikbaar telefoonnummer.',
          ]
        : []),
    ],
  };
}

function countCells(tally: FrameTally): Cell[] {
  return [
    ...TALLY_COLUMNS.map(({ valueOf }) => ({ text: formatCount(valueOf(tally)) })),
    { text: coverageText(tally) },
  ];
}

function domainLabel(study: Study, code: string): string {
  return study.domains.find((domain) => domain.code === code)?.label ?? code;
}

function segmentLabel(study: Study, { domain, part }: BreakdownRow): string {
  const segments = study.domains.find(({ code }) => code === domain)?.segments ?? [];
  if (part === null) return segments.length === 0 ? 'geen segmenten' : 'zonder segment';
  return segments.find(({ code }) => code === part)?.label ?? part;
}

function rowTable(study: Study, rows: readonly OrganisationRows[]): DataTable {
  const sum = (valueOf: (row: OrganisationRows) => number): Cell => ({
    text: formatCount(rows.reduce((total, row) => total + valueOf(row), 0)),
  });
  return {
    id: 'rows',
    caption: 'Regels per organisatie',
    columns: [{ label: 'Organisatie' }, ...ROW_COLUMNS.map(({ label }) => ({ label, numeric: true }))],
    rows: rows.map((row) => [
      { text: row.organisation, detail: domainLabel(study, row.domain) },
      ...ROW_COLUMNS.map(({ valueOf }) => ({ text: formatCount(valueOf(row)) })),
    ]),
    totals: [[{ text: 'Totaal' }, ...ROW_COLUMNS.map(({ valueOf }) => sum(valueOf))]],
    empty: 'Er zijn nog geen bestanden ingelezen.',
  };
}

const ROW_COLUMNS: readonly {
  readonly label: string;
  readonly valueOf: (row: OrganisationRows) => number;
}[] = [
  { label: 'Bestanden', valueOf: ({ files }) => files },
  { label: 'Regels', valueOf: (row) => row.data_rows },
  { label: 'Aanvaard', valueOf: (row) => row.accepted_rows },
  { label: 'Afgekeurd', valueOf: (row) => row.rejected_rows },
  { label: 'Buiten het jaar', valueOf: (row) => row.not_in_report_year },
];

/** The tables of persons as one long table, for a spreadsheet. */
export function frameReportRows(study: Study, { breakdown }: FrameCounts): (string | number)[][] {
  const line = (table: string, domain: string, part: string, tally: FrameTally): (string | number)[] => [
    table,
    domain === '' ? '' : domainLabel(study, domain),
    part,
    ...TALLY_COLUMNS.map(({ valueOf }) => valueOf(tally)),
    coverageOf(tally) === null ? '' : (coverageOf(tally) ?? 0),
  ];
  return [
    ['tabel', 'domein', 'deel', ...TALLY_COLUMNS.map(({ label }) => label.toLowerCase()), 'deel bereikbaar'],
    line('totaal', '', '', breakdown.total),
    ...breakdown.per_domain.map((row) => line('domein', row.domain, '', row)),
    ...breakdown.per_segment.map((row) => line('segment', row.domain, segmentLabel(study, row), row)),
    ...breakdown.per_organisation.map((row) => line('organisatie', row.domain, row.part ?? '', row)),
    ...breakdown.per_age_band.map((row) =>
      line(`leeftijd op ${breakdown.interview_on}`, row.domain, AGE_LABELS[row.part ?? ''] ?? '', row),
    ),
  ];
}
