import type { Role } from '../../domain/access/role.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { ReportDocument, ReportSection, ReportTable } from '../../documents/report-word.js';
import type { ButtonLink, DataTable, SubNavigation, SummaryList } from '../../web/components.js';
import { formatCount, formatMoment } from '../../web/dutch-format.js';
import { view } from '../../web/views.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import { drawFacts, earlierTable, strataTable } from './draw-tables.pages.js';
import { assumptionsTable, planTable } from './plan-figures.pages.js';
import { ruleLabel } from './plan-labels.js';
import { exclusionTable } from './samples.pages.js';
import type { SamplingReportFacts } from './sampling-report.service.js';

/** A part of the report on the screen. */
interface ShownSection {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly facts: SummaryList | null;
  readonly tables: readonly DataTable[];
}

interface SamplingReportPage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly subtitle: string;
  readonly actions: readonly ButtonLink[];
  readonly sections: readonly ShownSection[];
}

export const samplingReportView = view<SamplingReportPage>('samples/report');

/** The sampling report as a page, that is a document on paper. */
export function samplingReportPage(facts: SamplingReportFacts, roles: readonly Role[]): SamplingReportPage {
  const { study } = facts;
  const path = studyPath(study.slug, 'samples');
  return {
    title: 'Steekproefverslag',
    studyName: study.name,
    navigation: studyNavigation(study.slug, roles, 'samples'),
    subtitle: subtitleOf(facts),
    actions: [
      { label: 'Naar de trekking', href: path, kind: 'secondary' },
      { label: 'Word', href: `${path}/report/word`, kind: 'secondary' },
      { label: 'JSON', href: `${path}/report/json`, kind: 'secondary' },
    ],
    sections: sectionsOf(facts),
  };
}

/** The same report as a document. */
export function samplingReportDocument(facts: SamplingReportFacts): ReportDocument {
  return {
    title: `Steekproefverslag ${facts.study.name}`,
    subtitle: subtitleOf(facts),
    sections: sectionsOf(facts).map((section): ReportSection => ({
      title: section.title,
      paragraphs: section.paragraphs,
      facts: section.facts?.items ?? [],
      tables: section.tables.map(plainTable),
    })),
  };
}

function plainTable({ caption, columns, rows, totals, notes }: DataTable): ReportTable {
  return { caption, columns, rows: [...rows, ...(totals ?? [])], notes: notes ?? [] };
}

function subtitleOf({ draw, drawnBy }: SamplingReportFacts): string {
  return `Getrokken op ${formatMoment(draw.drawnAt as Instant)} door ${drawnBy}.`;
}

function sectionsOf(facts: SamplingReportFacts): readonly ShownSection[] {
  const { study, draw, draws, common, exclusions } = facts;
  const taken = exclusionTable(study, exclusions);
  const earlier = earlierTable(study, draws, common);
  return [
    frameSection(facts),
    ...planSection(facts),
    {
      title: 'De trekking',
      paragraphs: [
        'Met hetzelfde kader, hetzelfde startgetal en dezelfde versie van het algoritme komt precies deze steekproef.',
      ],
      facts: {
        items: [...drawFacts(draw).items, { label: 'Controlegetal voluit', value: inGroups(draw.frameHash) }],
      },
      tables: [strataTable(study, draw)],
    },
    replicateSection(facts),
    ...(taken === null ? [] : [plainSection('Uit de steekproef gehaald', taken)]),
    ...(earlier === null ? [] : [plainSection('Eerdere trekkingen', earlier)]),
  ];
}

/** In groups of eight, that fit on a line of any width. */
function inGroups(hash: string): string {
  return hash.match(/.{1,8}/g)?.join(' ') ?? '';
}

function plainSection(title: string, table: DataTable): ShownSection {
  return { title, paragraphs: [], facts: null, tables: [table] };
}

function frameSection({ frame }: SamplingReportFacts): ShownSection {
  const { files, persons } = frame;
  const rejected = (counts: Readonly<Partial<Record<string, number>>>): number =>
    Object.values(counts).reduce<number>((sum, rows) => sum + (rows ?? 0), 0);
  return {
    title: 'Het steekproefkader',
    paragraphs: [],
    facts: {
      items: [
        { label: 'Personen', value: formatCount(persons.total) },
        { label: 'In meer dan één domein gevonden', value: formatCount(persons.in_more_than_one_domain) },
        { label: 'Gezinnen', value: formatCount(frame.families) },
        { label: 'Op een geheim adres', value: formatCount(frame.atSecretAddress) },
        { label: 'Zonder bruikbaar telefoonnummer', value: formatCount(frame.withoutNumber) },
        { label: 'Misschien dezelfde als een ander', value: formatCount(frame.uncertainMatches) },
      ],
    },
    tables: [
      {
        id: 'files',
        caption: 'Bestanden en regels',
        columns: [
          { label: 'Bestand' },
          { label: 'Regels', numeric: true },
          { label: 'Aanvaard', numeric: true },
          { label: 'Afgekeurd', numeric: true },
          { label: 'Buiten het verslagjaar', numeric: true },
          { label: 'Personen', numeric: true },
        ],
        rows: files.map((file) => [
          { text: file.file },
          { text: formatCount(file.data_rows) },
          { text: formatCount(file.accepted_rows) },
          { text: formatCount(rejected(file.rejected)) },
          { text: formatCount(file.not_in_report_year) },
          { text: formatCount(file.persons) },
        ]),
        empty: 'Er zijn geen bestanden ingelezen.',
      },
    ],
  };
}

function planSection({ draw, plan }: SamplingReportFacts): readonly ShownSection[] {
  if (plan === null || draw.settings.plan === null) return [];
  const { choices } = plan;
  const counted = choices.counts === 'drawn' ? 'te trekken cliënten' : 'interviews';
  return [
    {
      title: 'Het plan',
      paragraphs: [
        `Verdeling: ${ruleLabel(choices.rule)}. De aantallen van het plan zijn ${counted}.`,
        draw.settings.plan.isFollowed
          ? 'De aantallen zijn getrokken zoals ze in het plan stonden.'
          : 'De aantallen zijn na het plan met de hand gewijzigd, of het plan komt nu anders uit.',
      ],
      facts: null,
      tables: [planTable(plan), assumptionsTable(plan)],
    },
  ];
}

function replicateSection({ replicates, releases }: SamplingReportFacts): ShownSection {
  const numbers = [...new Set(replicates.map(({ replicate }) => replicate))];
  return plainSection('Deelsteekproeven', {
    id: 'replicates',
    caption: 'Delen van de steekproef',
    columns: [
      { label: 'Deel' },
      { label: 'Getrokken', numeric: true },
      { label: 'Uitgesloten', numeric: true },
      { label: 'Vrijgegeven', numeric: true },
      { label: 'Wanneer en waarom', wide: true },
    ],
    rows: numbers.map((number) => {
      const own = replicates.filter(({ replicate }) => replicate === number);
      const sum = (of: (one: (typeof own)[number]) => number): string =>
        formatCount(own.reduce((total, one) => total + of(one), 0));
      const release = releases.find(({ replicate }) => replicate === number);
      const at = own.find(({ releasedAt }) => releasedAt !== null)?.releasedAt ?? null;
      const why = release === undefined ? '' : `: ${release.reason}`;
      return [
        { text: `Deel ${String(number)}` },
        { text: sum(({ cases }) => cases) },
        { text: sum(({ excluded }) => excluded) },
        { text: sum(({ released }) => released) },
        { text: at === null ? 'nog niet' : `${formatMoment(at as Instant)}${why}` },
      ];
    }),
    empty: '',
  });
}
