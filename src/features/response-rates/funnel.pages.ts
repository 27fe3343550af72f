import type { FigureRow, FigureTable } from '../../documents/figure-table.js';
import type { Role } from '../../domain/access/role.js';
import { barChartSvg } from '../../domain/charts/bar-chart.js';
import type { ButtonLink, Chart, EmptyState, SubNavigation } from '../../web/components.js';
import { formatCount, formatPercentage } from '../../web/dutch-format.js';
import { type FigureSection, figureSection } from '../../web/figure-tables.js';
import { view } from '../../web/views.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import { FUNNEL_TEXTS } from './funnel-texts.js';
import { FUNNEL_ENDS, FUNNEL_STEPS, type FunnelSet } from '../../domain/response/funnel.js';
import type { FunnelPart, StudyFunnel } from './funnel.service.js';
import { type CaseLink, caseLinkOf, definitionPath } from './response-paths.js';

interface FunnelPage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly actions: readonly ButtonLink[];
  readonly empty: EmptyState | null;
  readonly chart: Chart;
  readonly sections: readonly FigureSection[];
}

export const funnelView = view<FunnelPage>('response-rates/funnel');

export function funnelPage(funnel: StudyFunnel, roles: readonly Role[]): FunnelPage {
  const { study, total } = funnel;
  const path = studyPath(study.slug, 'response/funnel');
  return {
    title: 'Van steekproefkader tot interview',
    studyName: study.name,
    navigation: studyNavigation(study.slug, roles, 'response/funnel'),
    actions: [
      {
        label: 'Wat deze getallen betekenen',
        href: definitionPath(study.slug, 'trechter'),
        kind: 'secondary',
      },
    ],
    empty:
      total.counts.all > 0
        ? null
        : {
            title: 'Er zijn geen casussen',
            text: 'De trechter komt hier te staan als de steekproef is getrokken.',
          },
    chart: {
      id: 'trechter-staven',
      title: 'Van steekproef tot interview',
      sentences: funnelSentences(total),
      src: `${path}/chart.svg`,
      alt: 'Staven: hoeveel casussen elke stap bereikten. De getallen staan in de tabel eronder.',
    },
    sections: funnelTables(funnel, caseLinkOf(study.slug, roles)).map((table) =>
      figureSection(table, `${path}/files`, ''),
    ),
  };
}

function isStep(set: FunnelSet): boolean {
  return FUNNEL_STEPS.some((step) => step === set);
}

/** What one sees: how large a part of each step the next one is. */
function funnelSentences({ counts }: FunnelPart): readonly string[] {
  const shareOf = (set: FunnelSet, whole: FunnelSet): string =>
    counts[whole] === 0 ? '–' : formatPercentage(counts[set] / counts[whole]);
  return [
    `Van de ${formatCount(counts.all)} casussen in de steekproef zijn er ${formatCount(counts.in_field)} vrijgegeven en horen in het onderzoek (${shareOf('in_field', 'all')}).`,
    `Daarvan is met ${formatCount(counts.contacted)} gesproken (${shareOf('contacted', 'in_field')}). Van hen gaven ${formatCount(counts.permitted)} toestemming (${shareOf('permitted', 'contacted')}), begonnen ${formatCount(counts.started)} een interview en hebben ${formatCount(counts.I)} een voltooid interview.`,
  ];
}

/** The tables of the page: how far cases came, and where each is left. */
export function funnelTables(funnel: StudyFunnel, link: CaseLink): readonly FigureTable[] {
  const { study, parts, total } = funnel;
  const all = [...parts, total];
  const rowOf = (set: FunnelSet): FigureRow => ({
    ...FUNNEL_TEXTS[set],
    ...(isStep(set) ? { href: definitionPath(study.slug, `trechter-${set}`) } : {}),
    figures: all.map(({ domain, counts }) => ({
      value: counts[set],
      as: 'count',
      ...link({ set, part: domain?.code ?? '' }),
    })),
  });
  const columns = [
    { label: 'Casussen' },
    ...parts.map(({ domain }) => ({ label: domain?.label ?? '' })),
    { label: 'Totaal' },
  ];
  return [
    {
      id: 'trechter',
      caption: 'Hoe ver de casussen kwamen',
      columns,
      rows: [
        {
          label: 'Steekproefkader',
          detail: 'mensen in het domein waaruit is getrokken',
          href: definitionPath(study.slug, 'kader'),
          figures: all.map(({ frame }) => ({ value: frame, as: 'count' })),
        },
        ...FUNNEL_STEPS.map(rowOf),
      ],
      notes: [
        'Elke stap is een deel van de stap ervoor. Mensen die hun toestemming introkken, tellen nergens mee.',
      ],
    },
    {
      id: 'gebleven',
      caption: 'Waar de casussen bleven',
      columns,
      rows: FUNNEL_ENDS.map(rowOf),
      totals: [rowOf('all')],
      notes: [
        'Elke casus staat in één regel; samen zijn ze de steekproef. Een open casus, ook met een afspraak, staat bij de stap waar hij nu is.',
      ],
    },
  ];
}

/** The steps of the whole study as a drawing; `null` without cases. */
export function funnelChart({ study, total }: StudyFunnel): string | null {
  if (total.counts.all === 0) return null;
  return barChartSvg({
    title: `${study.name}: hoe ver de casussen kwamen`,
    bars: FUNNEL_STEPS.map((set) => ({
      label: FUNNEL_TEXTS[set].label,
      values: [total.counts[set]],
      text: `${formatCount(total.counts[set])} (${formatPercentage(total.counts[set] / total.counts.all)})`,
    })),
    write: formatCount,
    highest: total.counts.all,
  });
}
