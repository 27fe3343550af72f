import type { Role } from '../../domain/access/role.js';
import { barChartSvg } from '../../domain/charts/bar-chart.js';
import { BREAKDOWNS, type PartResponse } from '../../domain/response/breakdown.js';
import type { ResponseSummary } from '../../domain/response/response-summary.js';
import type {
  Alert,
  ButtonLink,
  Chart,
  EmptyState,
  KeyFigures,
  SelectField,
  SubNavigation,
} from '../../web/components.js';
import { domainField } from '../../web/domain-choice.js';
import { formatCount, formatPercentage } from '../../web/dutch-format.js';
import { type FigureSection, figureSection } from '../../web/figure-tables.js';
import { view } from '../../web/views.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import type { StudyBreakdown } from './breakdown.service.js';
import { caseLinkOf, responsePath } from './response-paths.js';
import { BREAKDOWN_LABELS, responseTables, sampleSize } from './response-tables.js';
import { viewQuery } from './response.forms.js';

interface ResponseRatesPage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly actions: readonly ButtonLink[];
  readonly empty: EmptyState | null;
  readonly open: Alert | null;
  readonly action: string;
  readonly by: SelectField;
  readonly domain: SelectField;
  readonly figures: KeyFigures;
  readonly chart: Chart | null;
  readonly sections: readonly FigureSection[];
}

export const responseRatesView = view<ResponseRatesPage>('response-rates/overview');

export function responseRatesPage(response: StudyBreakdown, roles: readonly Role[]): ResponseRatesPage {
  const { study, by, domain, total } = response;
  const link = caseLinkOf(study.slug, roles);
  const path = responsePath(study.slug);
  const query = viewQuery({ by, domain: domain?.code ?? null });
  const { summary } = total;
  return {
    title: 'Respons',
    studyName: study.name,
    navigation: studyNavigation(study.slug, roles, 'response'),
    actions: [
      {
        label: 'Wat deze getallen betekenen',
        href: studyPath(study.slug, 'response/definitions'),
        kind: 'secondary',
      },
    ],
    empty: sampleSize(summary) + summary.counts.withdrawn === 0 ? NO_CASES : null,
    open: summary.counts.open === 0 ? null : openAlert(summary),
    action: path,
    by: {
      name: 'by',
      label: 'Uitsplitsen naar',
      value: by,
      options: BREAKDOWNS.map((value) => ({ value, label: BREAKDOWN_LABELS[value].label })),
    },
    domain: domainField(study.domains, domain),
    figures: keyFigures(response),
    chart: summary.approached === 0 ? null : chartOf(response, `${path}/chart.svg${query}`),
    sections: responseTables(response, link).map((table) => figureSection(table, `${path}/rates`, query)),
  };
}

const NO_CASES: EmptyState = {
  title: 'Er zijn geen casussen',
  text: 'De respons komt hier te staan als de steekproef is getrokken. Van ingelezen antwoorden is niet bekend wie er is benaderd.',
};

function openAlert({ counts }: ResponseSummary): Alert {
  const isOne = counts.open === 1;
  return {
    tone: 'info',
    title: 'Voorlopige cijfers',
    text: `${formatCount(counts.open)} ${isOne ? 'casus is' : 'casussen zijn'} nog open. Een open casus telt bij de respons van de gemeente mee zodra er is gebeld, en in de percentages van AAPOR nog niet. Een afspraak is open, en geen weigering.`,
  };
}

function keyFigures({ total }: StudyBreakdown): KeyFigures {
  const { counts, approached, municipalRate: rate, released } = total.summary;
  const share = (count: number): string =>
    approached === 0 ? '' : `${formatPercentage(count / approached)} van de benaderde personen`;
  return {
    figures: [
      {
        label: 'Respons',
        value: rate === null ? '–' : formatPercentage(rate),
        detail: `${formatCount(counts.I)} ${counts.I === 1 ? 'interview' : 'interviews'} van ${formatCount(approached)} benaderde personen`,
      },
      {
        label: 'Benaderd',
        value: formatCount(approached),
        detail: `ten minste één keer gebeld, van ${formatCount(released)} vrijgegeven`,
      },
      { label: 'Interviews', value: formatCount(counts.I), detail: 'voltooide gesprekken' },
      { label: 'Weigeringen', value: formatCount(counts.R), detail: share(counts.R) },
      { label: 'Geen contact', value: formatCount(counts.NC), detail: share(counts.NC) },
    ].map(({ detail, ...figure }) => (detail === '' ? figure : { ...figure, detail })),
  };
}

function chartOf(response: StudyBreakdown, src: string): Chart {
  const word = BREAKDOWN_LABELS[response.by].label.toLowerCase();
  return {
    id: 'respons-staven',
    title: `De respons van de gemeente naar ${word}`,
    sentences: responseSentences(response),
    src,
    alt: `Staven: de respons van de gemeente naar ${word}. De getallen staan in de tabel eronder.`,
  };
}

/** Of fewer people a percentage says nothing. */
const ENOUGH_APPROACHED = 10;

/** What one sees: the total, and the highest and the lowest part that have enough people. */
function responseSentences({ parts, total }: StudyBreakdown): readonly string[] {
  const whole = `In totaal is de respons ${rateWords(total)}.`;
  const compared = parts
    .filter(({ summary }) => summary.approached >= ENOUGH_APPROACHED && summary.municipalRate !== null)
    .toSorted((one, other) => (other.summary.municipalRate ?? 0) - (one.summary.municipalRate ?? 0));
  const [highest] = compared;
  const lowest = compared.at(-1);
  if (highest === undefined || lowest === undefined || shownRate(highest) === shownRate(lowest)) {
    return [whole];
  }
  return [
    whole,
    `Het hoogst is de respons bij ${quoted(highest)}: ${rateWords(highest)}. Het laagst bij ${quoted(lowest)}: ${rateWords(lowest)}.`,
    ...(compared.length < parts.length
      ? ['Delen met minder dan 10 benaderde personen zijn hierbij niet vergeleken.']
      : []),
  ];
}

function quoted({ label }: PartResponse): string {
  return `‘${label}’`;
}

function shownRate({ summary: { municipalRate } }: PartResponse): string {
  return municipalRate === null ? 'nog niet bekend' : formatPercentage(municipalRate);
}

function rateWords(part: PartResponse): string {
  const { counts, approached } = part.summary;
  return `${shownRate(part)} (${formatCount(counts.I)} van ${formatCount(approached)})`;
}

/** The chart of the page as a drawing; `null` while nobody was approached. */
export function responseChart({ study, by, parts, total }: StudyBreakdown): string | null {
  if (total.summary.approached === 0) return null;
  return barChartSvg({
    title: `${study.name}: respons van de gemeente naar ${BREAKDOWN_LABELS[by].label.toLowerCase()}`,
    bars: [...parts, total]
      .filter(({ summary }) => summary.approached > 0)
      .map((part) => ({
        label: part.label,
        values: [part.summary.municipalRate ?? 0],
        text: rateWords(part),
      })),
    write: formatPercentage,
    highest: 1,
  });
}
