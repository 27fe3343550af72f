import { mayDo } from '../../domain/access/permission.js';
import type { Role } from '../../domain/access/role.js';
import { type ChartLine, lineChartSvg } from '../../domain/charts/line-chart.js';
import type { ButtonLink, Chart, EmptyState, SelectField, SubNavigation } from '../../web/components.js';
import { formatCount, formatDate, formatDecimal, formatPercentage } from '../../web/dutch-format.js';
import { type FigureSection, figureSection } from '../../web/figure-tables.js';
import { view } from '../../web/views.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import { curveId, curveLabel, curveTable, earlierOn, standTable, valuesOf } from './curve-tables.js';
import type { ComparedCurve, Curve, StudyCurves } from './curve.service.js';
import { caseLinkOf } from './response-paths.js';
import { type Measure, MEASURES } from './response.forms.js';

interface CurvePage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly actions: readonly ButtonLink[];
  readonly empty: EmptyState | null;
  readonly action: string;
  readonly measure: SelectField;
  readonly stand: FigureSection | null;
  readonly curves: readonly { readonly chart: Chart; readonly figures: FigureSection }[];
}

export const curveView = view<CurvePage>('response-rates/curve');

const MEASURE_LABELS: Readonly<Record<Measure, string>> = {
  interviews: 'Interviews',
  response: 'Respons van de gemeente',
};

export function curvePage(found: StudyCurves, measure: Measure, roles: readonly Role[]): CurvePage {
  const { study, curves } = found;
  const path = studyPath(study.slug, 'response/curve');
  const link = caseLinkOf(study.slug, roles);
  const query = measure === 'interviews' ? '' : `?measure=${measure}`;
  const sectionOf = (table: Parameters<typeof figureSection>[0]): FigureSection =>
    figureSection(table, `${path}/files`, query);
  return {
    title: 'Verloop van het veldwerk',
    studyName: study.name,
    navigation: studyNavigation(study.slug, roles, 'response/curve'),
    actions: [
      {
        label: 'Wat deze getallen betekenen',
        href: `${studyPath(study.slug, 'response/definitions')}#verloop`,
        kind: 'secondary',
      },
      ...(mayDo(roles, 'fieldwork.supervise') ? dailyLinks(study.slug) : []),
    ],
    empty: curves.length > 0 ? null : NOBODY_CALLED,
    action: path,
    measure: {
      name: 'measure',
      label: 'Lijnen van',
      value: measure,
      options: MEASURES.map((value) => ({ value, label: MEASURE_LABELS[value] })),
    },
    stand: curves.length === 0 ? null : sectionOf(standTable(found, link)),
    curves: curves.map((curve) => ({
      chart: {
        id: `grafiek-${curveId(curve)}`,
        title: `${curveLabel(curve)}: ${MEASURE_LABELS[measure].toLowerCase()}`,
        sentences: curveSentences(found, curve, measure),
        src: `${path}/chart/${curveId(curve)}.svg${query}`,
        alt: `Lijnen per veldwerkdag van ${curveLabel(curve)}. De getallen staan in de tabel eronder.`,
      },
      figures: sectionOf(curveTable(found, curve, { measure, link })),
    })),
  };
}

function dailyLinks(slug: string): readonly ButtonLink[] {
  const path = `${studyPath(slug, 'response')}/daily/dagrapport`;
  return [
    { label: 'Dagrapport', href: `${path}.html`, kind: 'secondary' },
    { label: 'Dagrapport in Word', href: `${path}.docx`, kind: 'secondary' },
  ];
}

const NOBODY_CALLED: EmptyState = {
  title: 'Er is nog niemand benaderd',
  text: 'Het verloop komt hier te staan zodra er is gebeld. Van ingelezen antwoorden is niet bekend wanneer wie is benaderd.',
};

/** What one sees: where the line is now, and how that compares. */
export function curveSentences(
  { study, earlierStudy, days, daysSoFar }: StudyCurves,
  { measured, plan, earlier, domain }: ComparedCurve,
  measure: Measure,
): readonly string[] {
  const day = daysSoFar - 1;
  const on = days[day];
  const when = `Na veldwerkdag ${String(daysSoFar)}${on === undefined ? '' : ` (${formatDate(on)})`}`;
  const now = [
    `${when}: ${standText(measured, day, measure)}.`,
    ...(measure === 'interviews' ? planSentence(measured.interviews[day] ?? 0, earlierOn(plan, day)) : []),
  ];
  if (earlierStudy === null) return now;
  return [
    ...now,
    ...(earlier === null ? [] : [earlierSentence(earlierStudy.name, earlier, day, measure)]),
    ...(domain === null && !hasSameDomains(study, earlierStudy)
      ? [`${earlierStudy.name} had andere domeinen: vergelijk het totaal niet, maar de domeinen.`]
      : []),
  ];
}

function standText({ interviews, approached, response }: Curve, day: number, measure: Measure): string {
  const done = interviews[day] ?? 0;
  if (measure === 'interviews') return interviewsText(done);
  return `${shareText(response[day])} (${formatCount(done)} van ${formatCount(approached[day] ?? 0)})`;
}

function earlierSentence(
  name: string,
  { interviews, response }: NonNullable<ComparedCurve['earlier']>,
  day: number,
  measure: Measure,
): string {
  const reached =
    measure === 'interviews'
      ? interviewsText(earlierOn(interviews, day) ?? 0)
      : shareText(earlierOn(response, day));
  const isOver = day < interviews.length ? '' : '; dat veldwerk was toen al klaar';
  return `In ${name} was dat op dezelfde veldwerkdag ${reached}${isOver}.`;
}

function hasSameDomains(one: StudyCurves['study'], other: StudyCurves['study']): boolean {
  const codesOf = ({ domains }: StudyCurves['study']): string =>
    domains
      .map(({ code }) => code)
      .toSorted()
      .join();
  return codesOf(one) === codesOf(other);
}

function planSentence(interviews: number, planned: number | null): readonly string[] {
  if (planned === null) return [];
  const ahead = interviews - planned;
  const distance = formatDecimal(Math.abs(ahead));
  if (Math.abs(ahead) < 0.05) return ['Dat is precies volgens het plan.'];
  return [
    `Volgens het plan zouden het er ${formatDecimal(planned)} zijn: ${distance} ${ahead < 0 ? 'te weinig' : 'meer dan gepland'}.`,
  ];
}

function interviewsText(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'interview' : 'interviews'}`;
}

function shareText(share: number | null | undefined): string {
  return share === null || share === undefined ? 'nog geen respons' : `${formatPercentage(share)} respons`;
}

/** The lines of one part as a drawing. `null` when there is nothing to draw. */
export function curveChart(found: StudyCurves, curve: ComparedCurve, measure: Measure): string | null {
  const { study, earlierStudy, days } = found;
  const { measured, plan, earlier } = curve;
  const lines: readonly ChartLine[] = [
    { label: study.name, values: valuesOf(measured, measure), kind: 'measured' },
    ...(measure === 'interviews' ? [{ label: 'Plan', values: plan, kind: 'planned' as const }] : []),
    ...(earlierStudy === null || earlier === null
      ? []
      : [
          {
            label: earlierStudy.name,
            values: valuesOf(earlier, measure).slice(0, days.length),
            kind: 'earlier' as const,
          },
        ]),
  ];
  return lineChartSvg({
    title: `${study.name}, ${curveLabel(curve)}: ${MEASURE_LABELS[measure].toLowerCase()} per veldwerkdag`,
    steps: days.map((_, day) => `dag ${String(day + 1)}`),
    lines,
    write: measure === 'interviews' ? (value) => formatCount(Math.round(value)) : formatPercentage,
    ...(measure === 'interviews' ? { leastTick: 1 } : {}),
  });
}
