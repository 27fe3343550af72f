import type { Role } from '../../domain/access/role.js';
import { localTime } from '../../domain/calendar/instant.js';
import type { WeightReport, WeightSummary } from '../../domain/statistics/weighting/make-weights.js';
import type { Alert, DataTable, KeyFigures, PageHeading, SubNavigation } from '../../web/components.js';
import { formatCount, formatDate } from '../../web/dutch-format.js';
import { view } from '../../web/views.js';
import type { Study } from '../studies/studies.service.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import type { MarginChoice } from './checked-settings.js';
import { UNKNOWN } from './weighting-groups.js';
import { METHODS, twoDecimals } from './weights.pages.js';
import type { WeightSet } from './weights.service.js';

interface WeightSetPage {
  readonly title: string;
  readonly navigation: SubNavigation;
  readonly heading: PageHeading;
  readonly warnings: readonly Alert[];
  readonly figures: KeyFigures;
  readonly steps: DataTable;
  readonly cells: DataTable | null;
  readonly margins: readonly DataTable[];
  readonly trimming: string | null;
}

export const weightSetView = view<WeightSetPage>('weights/set');

/** The report of weights that were made: what was done, step by step. */
export function weightSetPage(
  study: Study,
  set: WeightSet,
  { roles, choices }: { readonly roles: readonly Role[]; readonly choices: readonly MarginChoice[] },
): WeightSetPage {
  const { name, version, settings, report, madeAt } = set;
  const { final } = report;
  const tables = `${studyPath(study.slug, 'tables')}?weights=${encodeURIComponent(name)}`;
  return {
    title: `Gewichten ${name}`,
    navigation: studyNavigation(study.slug, roles, 'weights'),
    heading: {
      title: `Gewichten “${name}”`,
      intro: `Versie ${String(version)}, gemaakt op ${formatDate(localTime(madeAt).date)}. ${METHODS[settings.method]}.`,
      actions: [
        { label: 'Tabellen met deze gewichten', href: tables, kind: 'primary' },
        { label: 'Alle gewichten', href: studyPath(study.slug, 'weights'), kind: 'secondary' },
      ],
    },
    warnings: warningsOf(report),
    figures: {
      figures: [
        { label: 'Interviews', value: formatCount(report.interviews) },
        {
          label: 'Cliënten waarvoor zij staan',
          value: formatCount(Math.round(final.sum)),
        },
        {
          label: 'Ontwerpeffect (Kish)',
          value: twoDecimals(final.designEffect),
          detail: `de weging maakt de variantie ${twoDecimals(final.designEffect)} keer zo groot`,
        },
        {
          label: 'Effectieve basis',
          value: formatCount(Math.round(report.interviews / final.designEffect)),
          detail: 'zoveel interviews zonder weging zeggen evenveel',
        },
      ],
    },
    steps: {
      id: 'stappen',
      caption: 'Gewichten na elke stap',
      columns: [
        { label: 'Stap' },
        { label: 'Laagste', numeric: true },
        { label: 'Hoogste', numeric: true },
        { label: 'Som', numeric: true },
        { label: 'Ontwerpeffect', numeric: true },
      ],
      rows: [
        stepRow('Kans om getrokken te worden', report.design),
        stepRow('Ophogen voor non-respons', report.raised),
        ...(settings.method === 'none' && report.trimming === null ? [] : [stepRow(lastStep(set), final)]),
      ],
      empty: '',
    },
    cells: report.cells.length === 0 ? null : cellsTable(report),
    margins: report.margins.map((levels, at) =>
      marginTable(
        levels,
        choices.find(({ key }) => key === settings.margins[at]?.by),
        at,
      ),
    ),
    trimming: trimmingText(report),
  };
}

function lastStep({ settings, report }: WeightSet): string {
  if (report.trimming === null) return 'Aanpassen aan bekende aantallen';
  return settings.method === 'none' ? 'Afkappen' : 'Aanpassen aan bekende aantallen, en afkappen';
}

function stepRow(label: string, { lowest, highest, sum, designEffect }: WeightSummary): { text: string }[] {
  return [
    { text: label },
    { text: twoDecimals(lowest) },
    { text: twoDecimals(highest) },
    { text: formatCount(Math.round(sum)) },
    { text: twoDecimals(designEffect) },
  ];
}

function cellsTable({ cells }: WeightReport): DataTable {
  return {
    id: 'non-respons',
    caption: 'Ophogen voor non-respons',
    columns: [
      { label: 'Stratum' },
      { label: 'Groep', wide: true },
      { label: 'Benaderbaar', numeric: true },
      { label: 'Interviews', numeric: true },
      { label: 'Factor', numeric: true },
    ],
    rows: cells.map(({ stratum, members, cases, interviews, factor }) => [
      { text: stratum },
      { text: members.map(cellName).join('; ') },
      { text: formatCount(cases) },
      { text: formatCount(interviews) },
      { text: twoDecimals(factor) },
    ]),
    empty: '',
    notes: [
      'Benaderbaar: getrokken personen zonder wie is uitgesloten, niet tot de doelgroep hoort of zich heeft teruggetrokken. Wie werd geïnterviewd staat voor de anderen in dezelfde groep.',
    ],
  };
}

function cellName(levels: readonly string[]): string {
  const known = levels.map((level) => (level === '' ? 'niet bekend' : level));
  return known.length === 0 ? 'iedereen' : known.join(', ');
}

function marginTable(
  levels: WeightReport['margins'][number],
  choice: MarginChoice | undefined,
  at: number,
): DataTable {
  return {
    id: `kenmerk-${String(at + 1)}`,
    caption: choice?.label ?? 'Kenmerk',
    columns: [
      { label: 'Niveau' },
      { label: 'Bekend aantal', numeric: true },
      { label: 'Ervoor', numeric: true },
      { label: 'Erna', numeric: true },
    ],
    rows: levels.map(({ level, total, before, after }) => [
      {
        text:
          choice?.levels.find(({ key }) => key === level)?.label ??
          (level === UNKNOWN ? 'Niet bekend' : level),
      },
      ...[total, before, after].map((value) => ({ text: formatCount(Math.round(value)) })),
    ]),
    empty: '',
  };
}

function trimmingText({ trimming }: WeightReport): string | null {
  if (trimming === null) return null;
  const { limits, trimmed, movedWeight, rounds } = trimming;
  const range = [
    ...(limits.lowest > 0 ? [`onder ${twoDecimals(limits.lowest)}`] : []),
    ...(limits.highest < Number.MAX_VALUE ? [`boven ${twoDecimals(limits.highest)}`] : []),
  ].join(' of ');
  if (trimmed === 0) return `Geen enkel gewicht lag ${range}: er is niets afgekapt.`;
  return `${formatCount(trimmed)} ${trimmed === 1 ? 'gewicht lag' : 'gewichten lagen'} ${range} en ${trimmed === 1 ? 'is' : 'zijn'} afgekapt. Daarbij is voor ${formatCount(Math.round(movedWeight))} cliënten aan gewicht over de anderen verdeeld, in ${formatCount(rounds)} ${rounds === 1 ? 'ronde' : 'rondes'}.`;
}

function warningsOf({ trimming, margins }: WeightReport): Alert[] {
  const isFitted = margins.length > 0;
  const warnings: Alert[] = [];
  if (trimming?.isWithinLimits === false) {
    warnings.push({
      tone: 'warning',
      title: 'Niet elk gewicht ligt binnen de grenzen',
      text: isFitted
        ? 'De grenzen en de bekende aantallen gaan niet samen. De aantallen kloppen; sommige gewichten liggen buiten de grenzen. Kies ruimere grenzen of minder kenmerken.'
        : 'Kies ruimere grenzen.',
    });
  }
  return warnings;
}
