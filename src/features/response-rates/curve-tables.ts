import type { Figure, FigureRow, FigureTable } from '../../documents/figure-table.js';
import { addDays, type CivilDate } from '../../domain/calendar/civil-date.js';
import { formatDate } from '../../web/dutch-format.js';
import type { ComparedCurve, Curve, StudyCurves } from './curve.service.js';
import { type CaseLink, definitionPath } from './response-paths.js';
import type { Measure } from './response.forms.js';

/** Part of the address of a chart and of the name of its table. */
export function curveId({ domain }: ComparedCurve): string {
  return `verloop-${domain?.code ?? 'alle'}`;
}

export function curveLabel({ domain }: ComparedCurve): string {
  return domain?.label ?? 'Alle domeinen';
}

/** The values of a curve that a page with this measure shows. */
export function valuesOf(curve: Curve, measure: Measure): readonly (number | null)[] {
  return measure === 'interviews' ? curve.interviews : curve.response;
}

/** What the earlier curve had reached on the same fieldwork day; after its end, what it ended with. */
export function earlierOn<Value>(values: readonly Value[], day: number): Value | null {
  return values[day] ?? values.at(-1) ?? null;
}

function earlierFigures(earlier: ComparedCurve['earlier'], day: number): FigureRow['figures'] {
  const on = (values: readonly (number | null)[] = []): number | null => earlierOn(values, day);
  return [
    { value: on(earlier?.interviews), as: 'count' },
    { value: on(earlier?.response), as: 'whole' },
  ];
}

/** Where every part stands now, beside the plan and the year before. */
export function standTable(
  { study, earlierStudy, curves, days, daysSoFar }: StudyCurves,
  link: CaseLink,
): FigureTable {
  const day = daysSoFar - 1;
  const earlierName = earlierStudy?.name ?? '';
  const rowOf = (curve: ComparedCurve): FigureRow => {
    const { measured, plan, earlier, domain } = curve;
    const part = domain?.code ?? '';
    const planned = plan.length === 0 ? null : earlierOn(plan, day);
    return {
      label: domain?.label ?? 'Totaal',
      figures: [
        { value: measured.interviews[day] ?? null, as: 'count', ...link({ set: 'I', part }) },
        { value: measured.approached[day] ?? null, as: 'count', ...link({ set: 'approached', part }) },
        { value: measured.response[day] ?? null, as: 'whole' },
        { value: planned, as: 'decimal' },
        ...(earlierStudy === null ? [] : earlierFigures(earlier, day)),
      ],
    };
  };
  const [whole, ...parts] = curves;
  return {
    id: 'stand',
    caption: `Stand na veldwerkdag ${String(daysSoFar)}${dayText(days[day])}`,
    columns: [
      { label: 'Domein' },
      { label: 'Interviews', href: definitionPath(study.slug, 'groep-I') },
      { label: 'Benaderd', href: definitionPath(study.slug, 'benaderd') },
      { label: 'Respons van de gemeente', href: definitionPath(study.slug, 'gemeente') },
      { label: 'Interviews volgens het plan', href: definitionPath(study.slug, 'plan') },
      ...(earlierStudy === null
        ? []
        : [
            { label: `Interviews in ${earlierName}`, href: definitionPath(study.slug, 'veldwerkdag') },
            { label: `Respons in ${earlierName}`, href: definitionPath(study.slug, 'veldwerkdag') },
          ]),
    ],
    rows: parts.map(rowOf),
    totals: whole === undefined ? [] : [rowOf(whole)],
    notes: [
      'Een veldwerkdag is een dag waarop volgens de belregels gebeld mag worden, en de dag van het eerste telefoontje. Wat op een andere dag gebeurde, telt bij de veldwerkdag ervoor.',
      ...(earlierStudy === null
        ? ['Van een eerder jaar is geen veldwerk in dit programma om mee te vergelijken.']
        : [`${earlierName} staat er op dezelfde veldwerkdag naast, geteld vanaf het eigen begin.`]),
    ],
  };
}

function dayText(on: CivilDate | undefined): string {
  return on === undefined ? '' : `, ${formatDate(on)}`;
}

/** The table behind one chart: a row for each fieldwork day until now. */
export function curveTable(
  { earlierStudy, days, daysSoFar }: StudyCurves,
  curve: ComparedCurve,
  { measure, link }: { readonly measure: Measure; readonly link: CaseLink },
): FigureTable {
  const { measured, plan, earlier, domain } = curve;
  const casesUntil = (day: number): ReturnType<CaseLink> =>
    measure === 'interviews' ? link({ set: 'I', part: domain?.code ?? '', until: lastDayOf(days, day) }) : {};
  const as: Figure['as'] = measure === 'interviews' ? 'count' : 'share';
  const values = valuesOf(measured, measure);
  return {
    id: curveId(curve),
    caption: `${curveLabel(curve)}: ${measure === 'interviews' ? 'interviews' : 'respons'} per veldwerkdag`,
    columns: [
      { label: 'Veldwerkdag' },
      { label: 'Datum', isText: true },
      { label: measure === 'interviews' ? 'Interviews tot en met die dag' : 'Respons tot en met die dag' },
      ...(measure === 'interviews' ? [{ label: 'Volgens het plan' }] : []),
      ...(earlierStudy === null ? [] : [{ label: earlierStudy.name }]),
    ],
    rows: days.slice(0, daysSoFar).map((on, day) => ({
      label: String(day + 1),
      figures: [
        { value: formatDate(on), as: 'text' },
        { value: values[day] ?? null, as, ...casesUntil(day) },
        ...(measure === 'interviews' ? [{ value: plan[day] ?? null, as: 'decimal' as const }] : []),
        ...(earlierStudy === null
          ? []
          : [{ value: earlier === null ? null : (valuesOf(earlier, measure)[day] ?? null), as }]),
      ],
    })),
  };
}

/** What happens before the next fieldwork day counts with this one; after the last there is no end. */
function lastDayOf(days: readonly CivilDate[], day: number): CivilDate | null {
  const next = days[day + 1];
  return next === undefined ? null : addDays(next, -1);
}
