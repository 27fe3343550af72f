import { HIDDEN_TEXT } from '../../documents/figure-table.js';
import { heatMapSvg } from '../../domain/charts/heat-map.js';
import type { Role } from '../../domain/access/role.js';
import { CALL_SHARE_TEXTS } from '../../domain/quality/outcome-mix.js';
import { PATTERN_SHARES, type PatternShare, type ShownCalls } from '../../domain/quality/shown-calls.js';
import { wilsonInterval } from '../../domain/statistics/wilson-interval.js';
import type { Chart } from '../../web/components.js';
import { domainField } from '../../web/domain-choice.js';
import { formatCount, formatPercentage } from '../../web/dutch-format.js';
import { figureSection } from '../../web/figure-tables.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import type { FiguresPage } from './figures.pages.js';
import { patternTables, weekdayName } from './patterns-tables.js';
import type { CallPatterns } from './patterns.service.js';

/** What is drawn on the week. */
export const PATTERN_CHARTS = PATTERN_SHARES;

export type PatternChart = PatternShare;

/** The page about when and how often people are called. */
export function patternsPage(found: CallPatterns, roles: readonly Role[]): FiguresPage {
  const { study, domain } = found;
  const path = studyPath(study.slug, 'quality/patterns');
  const query = domain === null ? '' : `?domain=${encodeURIComponent(domain.code)}`;
  const [week, ...others] = patternTables(found);
  const charts = PATTERN_CHARTS.map((name) => ({
    chart: chartOf(found, name, `${path}/heat/${name}.svg${query}`),
    figures: null,
  }));
  return {
    title: 'Belpatroon',
    studyName: study.name,
    navigation: studyNavigation(study.slug, roles, 'quality/patterns'),
    intro:
      'Wanneer en hoe vaak er is gebeld, en wat dat opleverde. Daarmee kunt u uren en dagdelen beter kiezen.',
    actions: [
      {
        label: 'Wat deze getallen betekenen',
        href: `${studyPath(study.slug, 'response/definitions')}#belpatroon`,
        kind: 'secondary',
      },
    ],
    empty: found.isCalled
      ? null
      : { title: 'Er is nog niet gebeld', text: 'Het patroon komt hier zodra enquêteurs bellen.' },
    choice: {
      action: path,
      field: domainField(study.domains, domain),
      button: 'Tonen',
    },
    blocks: !found.isCalled
      ? []
      : [
          ...charts,
          ...[week, ...others].map((table) => ({
            chart: null,
            figures: figureSection(table, `${path}/files`, query),
          })),
        ],
  };
}

const CHART_TITLES: Readonly<Record<PatternChart, string>> = {
  contact: 'Wanneer wordt er opgenomen?',
  cooperation: 'Wanneer doen mensen mee?',
};

function chartOf(found: CallPatterns, name: PatternChart, src: string): Chart {
  return {
    id: `week-${name}`,
    title: CHART_TITLES[name],
    sentences: [CALL_SHARE_TEXTS[name].definition, ...weekSentences(found, name)],
    src,
    alt: `Vakken per dagdeel en dag met het percentage ${CALL_SHARE_TEXTS[name].label.toLowerCase()}. De getallen staan in de tabel eronder.`,
  };
}

interface Place {
  readonly words: string;
  readonly part: number;
  readonly whole: number;
}

/** Of fewer calls a percentage says nothing. */
const ENOUGH_CALLS = 30;

/** What one sees: the total, and the highest and the lowest field that have enough calls. */
function weekSentences({ pattern, week }: CallPatterns, name: PatternChart): readonly string[] {
  const total = week.all.shares[name];
  if (typeof total === 'string') return ['Er zijn te weinig telefoontjes voor een percentage.'];
  const places = pattern.dayParts
    .flatMap(({ label }, row) =>
      pattern.weekdays.flatMap((day, column): Place[] => {
        const share = week.cells[row]?.[column]?.shares[name] ?? 'none';
        return typeof share === 'string' ? [] : [{ words: `${weekdayName(day)}, ${label}`, ...share }];
      }),
    )
    .filter(({ whole }) => whole >= ENOUGH_CALLS)
    .toSorted((one, other) => other.part / other.whole - one.part / one.whole);
  const whole = `Over de hele week is het ${shareWords(total)}.`;
  const [best, worst] = [places[0], places.at(-1)];
  if (best === undefined || worst === undefined || best === worst) {
    return [whole, `Geen twee vakken hebben ${String(ENOUGH_CALLS)} telefoontjes om te vergelijken.`];
  }
  const isChance =
    wilsonInterval(best.part, best.whole, 0.95).lower <= wilsonInterval(worst.part, worst.whole, 0.95).upper;
  return [
    whole,
    `Het hoogst is het op ${best.words}: ${shareWords(best)}. Het laagst op ${worst.words}: ${shareWords(worst)}.`,
    isChance
      ? 'Dat verschil kan toeval zijn.'
      : 'Dat verschil is groter dan toeval meestal brengt; maar het hoogste en het laagste vak liggen altijd ver uit elkaar.',
  ];
}

function shareWords({ part, whole }: { readonly part: number; readonly whole: number }): string {
  return `${formatPercentage(part / whole)} (van ${formatCount(whole)})`;
}

/** The week as a drawing; `null` while nobody was called. */
export function patternChart(found: CallPatterns, name: PatternChart): string | null {
  const { pattern, week, study, isCalled } = found;
  if (!isCalled) return null;
  return heatMapSvg({
    title: `${study.name}: ${CHART_TITLES[name]}`,
    columns: pattern.weekdays.map(weekdayName),
    rows: pattern.dayParts.map(({ label }, row) => ({
      label,
      cells: pattern.weekdays.map((_, column) => heatCell(week.cells[row]?.[column], name)),
    })),
  });
}

function heatCell(cell: ShownCalls | undefined, name: PatternChart) {
  const share = cell?.shares[name] ?? 'none';
  if (share === 'none') return { share: null, text: '–', detail: '' };
  if (share === 'few') return { share: null, text: HIDDEN_TEXT, detail: '' };
  return {
    share: share.part / share.whole,
    text: formatPercentage(share.part / share.whole),
    detail: `van ${formatCount(share.whole)}`,
  };
}
