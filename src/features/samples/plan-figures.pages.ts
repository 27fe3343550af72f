import type { PlannedDomain, PlannedNumbers, PlannedPart } from '../../domain/sampling/sample-plan.js';
import type { Alert, ButtonLink, Cell, DataTable, ErrorSummary, KeyFigures } from '../../web/components.js';
import { formatCount, formatDecimal } from '../../web/dutch-format.js';
import { errorSummary, type FieldErrors } from '../../web/form-errors.js';
import type { Domain } from '../studies/studies.service.js';
import { studyPath } from '../studies/study-navigation.js';
import type { StudyPlan } from './sample-plan.service.js';

/** What a plan comes to, as it stands beside the settings. */
export interface PlanFigures {
  readonly title: string;
  /** In one sentence, which is announced when settings change. */
  readonly summary: string;
  readonly errors: ErrorSummary;
  readonly alerts: readonly Alert[];
  readonly figures: KeyFigures | null;
  readonly table: DataTable | null;
  readonly assumptions: DataTable | null;
  readonly draw: ButtonLink | null;
}

/** The figures of settings that cannot be worked out. */
export function planMistakes(errors: FieldErrors): PlanFigures {
  return {
    title: 'Uitkomst',
    summary: 'Met deze instellingen is er nog geen uitkomst.',
    errors: errorSummary(errors),
    alerts: [],
    figures: null,
    table: null,
    assumptions: null,
    draw: null,
  };
}

/**
 * The figures of a plan.
 * @param query the settings as they stand in the address, to take along to the draw; `null` when nothing can be drawn
 */
export function planFigures(plan: StudyPlan, query: string | null): PlanFigures {
  const { total } = plan.plan;
  const interviews = formatCount(Math.round(total.interviews));
  return {
    title: 'Uitkomst',
    summary: `Trek ${formatCount(total.drawn)} cliënten: naar verwachting ${interviews} interviews${
      total.margin === null ? '' : ` en een foutmarge van ${shownMargin(total.margin)} procentpunt in totaal`
    }.`,
    errors: { errors: [] },
    alerts: alertsOf(plan),
    figures: keyFigures(plan),
    table: planTable(plan),
    assumptions: assumptionsTable(plan),
    draw: query === null || total.drawn === 0 ? null : drawLink(plan, query),
  };
}

function points(share: number): string {
  return formatDecimal(share * 100);
}

function drawLink({ study: { slug } }: StudyPlan, query: string): ButtonLink {
  const href = `${studyPath(slug, 'samples')}?plan=${encodeURIComponent(query)}#trekken`;
  return { label: 'Met deze aantallen naar de trekking', href, kind: 'primary' };
}

function alertsOf({ plan, choices }: StudyPlan): readonly Alert[] {
  const { unplaced } = plan;
  const alerts: Alert[] = [];
  if (unplaced > 0) {
    const what = choices.counts === 'drawn' ? 'cliënten' : 'interviews';
    alerts.push({
      tone: 'warning',
      title: `${formatCount(unplaced)} ${what} passen niet`,
      text: 'Het kader of een bovengrens is te klein. De uitkomst hieronder is wat wel past.',
    });
  }
  if (unplaced < 0) {
    alerts.push({
      tone: 'warning',
      title: 'De ondergrenzen vragen meer dan het totaal',
      text: `Samen komen ze ${formatCount(-unplaced)} hoger uit. De uitkomst hieronder houdt de ondergrenzen aan.`,
    });
  }
  return alerts;
}

function keyFigures({ plan, basis }: StudyPlan): KeyFigures {
  const { total } = plan;
  const effect = total.designEffect;
  return {
    figures: [
      {
        label: 'Te trekken',
        value: formatCount(total.drawn),
        detail: `van ${formatCount(total.frameSize)} in het kader`,
      },
      {
        label: 'Verwachte interviews',
        value: formatCount(Math.round(total.interviews)),
        detail: `na ${formatCount(Math.round(total.excluded))} uitgesloten en non-respons`,
      },
      {
        label: 'Foutmarge totaal',
        value: total.margin === null ? '–' : `± ${shownMargin(total.margin)}`,
        detail: effect === null ? 'procentpunt' : `procentpunt; weegeffect ${factor(effect)}`,
      },
      {
        label: 'Verschil dat opvalt',
        value: total.detectable === null ? '–' : points(total.detectable),
        detail:
          basis.earlier === null
            ? 'geen eerder jaar gekozen'
            : comparedWith(plan.compared, basis.earlier.reportYear),
      },
      {
        label: 'Telefoontjes',
        value: formatCount(Math.round(total.calls)),
        detail: 'zo vaak wordt er ongeveer gebeld',
      },
    ],
  };
}

function factor(effect: number): string {
  return effect.toFixed(2).replace('.', ',');
}

function comparedWith(compared: readonly string[], year: number): string {
  const many = compared.length === 1 ? '1 domein' : `${String(compared.length)} domeinen`;
  return compared.length === 0
    ? `geen interviews in ${String(year)}`
    : `procentpunt met ${String(year)}, ${many}`;
}

/** The sizes of a plan with what may be expected of them. */
export function planTable({ study, plan, basis }: StudyPlan): DataTable {
  const year = basis.earlier === null ? 'eerder jaar' : String(basis.earlier.reportYear);
  return {
    id: 'plan',
    caption: 'Het plan per domein',
    columns: [
      { label: 'Domein' },
      { label: 'In het kader', numeric: true },
      { label: 'Te trekken', numeric: true },
      { label: 'Interviews', numeric: true },
      { label: 'Foutmarge', numeric: true },
      { label: 'Verschil', numeric: true },
      { label: 'Bellen', numeric: true },
    ],
    rows: study.domains.flatMap((domain) => {
      const planned = plan.domains.find(({ code }) => code === domain.code);
      return planned === undefined ? [] : rowsOf(domain, planned);
    }),
    totals: [row('Totaal', plan.total, [shownMargin(plan.total.margin), shown(plan.total.detectable)])],
    empty: '',
    notes: [
      `Foutmarge, en verschil met ${year} dat opvalt: in procentpunten, met de correctie voor een klein kader. Verwachte aantallen zijn afgerond.`,
      ...(study.rules.sampling.oneChildPerFamily
        ? [
            'Van elk gezin wordt één kind getrokken: er zijn daardoor wat minder cliënten te trekken dan in het kader staan.',
          ]
        : []),
    ],
  };
}

function shown(share: number | null): string {
  return share === null ? '–' : points(share);
}

/** A wider margin than a half says nothing about a percentage: the formula does not hold for so few interviews. */
const WIDEST_MARGIN = 0.5;

function shownMargin(share: number | null): string {
  return share !== null && share > WIDEST_MARGIN ? 'boven 50' : shown(share);
}

function row(label: string, numbers: PlannedNumbers, precision: readonly string[], detail?: string): Cell[] {
  const expected = (value: number): Cell => ({ text: formatCount(Math.round(value)) });
  return [
    { text: label, ...(detail === undefined ? {} : { detail }) },
    { text: formatCount(numbers.frameSize) },
    {
      text: formatCount(numbers.drawn),
      detail: `${formatCount(Math.round(numbers.excluded))} uitgesloten`,
    },
    expected(numbers.interviews),
    ...precision.map((text) => ({ text })),
    expected(numbers.calls),
  ];
}

function rowsOf(domain: Domain, planned: PlannedDomain): (readonly Cell[])[] {
  const own = row(domain.label, planned, [shownMargin(planned.margin), shown(planned.detectable)]);
  if (planned.parts.length < 2) return [own];
  return [own, ...planned.parts.map((part) => row(segmentLabel(domain, part), part, ['', ''], 'segment'))];
}

function segmentLabel({ segments }: Domain, { segment }: PlannedPart): string {
  return segments.find(({ code }) => code === segment)?.label ?? 'Zonder segment';
}

/** The figures that a plan rests on, with where each comes from. */
export function assumptionsTable({ study, assumptions, choices }: StudyPlan): DataTable {
  const usesSpread = ['neyman', 'power', 'cost'].includes(choices.rule);
  const two = (value: number | null): Cell => ({ text: value === null ? '–' : factor(value) });
  return {
    id: 'assumptions',
    caption: 'Waarmee is gerekend',
    columns: [
      { label: 'Domein' },
      { label: 'Uitgesloten', numeric: true },
      { label: 'Respons', numeric: true },
      { label: 'Bellen per casus', numeric: true },
      ...(usesSpread
        ? [
            { label: 'Standaarddeviatie', numeric: true },
            { label: 'Gemiddelde', numeric: true },
          ]
        : []),
    ],
    rows: study.domains.flatMap(({ code, label }) => {
      const own = assumptions[code];
      if (own === undefined) return [];
      const { exclusionRate, responseRate, callsPerCase } = own;
      return [
        [
          { text: label },
          { text: `${points(exclusionRate.value)}%`, detail: exclusionRate.source },
          { text: `${points(responseRate.value)}%`, detail: responseRate.source },
          { text: formatDecimal(callsPerCase.value), detail: callsPerCase.source },
          ...(usesSpread ? [two(own.deviation), two(own.mean)] : []),
        ],
      ];
    }),
    empty: '',
    ...(choices.reason === '' ? {} : { notes: [`Ingevulde percentages: ${choices.reason}`] }),
  };
}
