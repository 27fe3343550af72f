import type { CaseDecision } from '../../domain/contact/case-action.js';
import type { Cell, DataTable } from '../../web/components.js';
import { formatCount, formatMoment } from '../../web/dutch-format.js';
import { MOST_COUNTED } from '../cases/waiting-cases.service.js';
import type { CaseFile } from '../cases/cases.service.js';
import type { Decisions, StuckCase } from '../fieldwork/supervision.service.js';
import type { Study } from '../studies/studies.service.js';
import { caseDecisionPath, casePagePath } from '../studies/study-navigation.js';
import { MOST_DECISIONS } from './live-page.service.js';

/** The soft refusals. */
export function refusalsTable({ study, toDecide, waiting }: Decisions): DataTable {
  return {
    id: 'besluiten',
    caption: 'Zachte weigeringen waarover u beslist',
    columns: [{ label: 'Casus' }, { label: 'Geweigerd op' }, { label: 'Besluit' }],
    rows: toDecide.map((file): Cell[] => [
      caseCell(study, file),
      { text: file.state.lastRefusalAt === null ? '' : formatMoment(file.state.lastRefusalAt) },
      decideCell(study, file),
    ]),
    empty: 'Er wacht geen besluit.',
    notes: [
      ...restNote(waiting.refusal - toDecide.length),
      `Wie zacht weigerde, wordt hooguit één keer nog gebeld: na ${daysText(study)}, door een andere enquêteur.`,
    ],
  };
}

function daysText({ rules }: Study): string {
  const { fromDays, untilDays } = rules.calling.conversion;
  const until = `${formatCount(untilDays)} ${untilDays === 1 ? 'dag' : 'dagen'}`;
  return fromDays === untilDays ? until : `${formatCount(fromDays)} tot ${until}`;
}

/** Appointments that were not kept, and cases without a next call; of those first the ones that an attempt may help. */
export function stuckTable({ study, stuck, waiting }: Decisions): DataTable {
  const listed = stuck.toSorted((one, other) => urgency(other) - urgency(one)).slice(0, MOST_DECISIONS);
  const all = Object.values(waiting).reduce((sum, count) => sum + count, 0) - waiting.refusal;
  return {
    id: 'vast',
    caption: 'Casussen die blijven liggen',
    columns: [{ label: 'Casus' }, { label: 'Waarom', wide: true }, { label: 'Besluit' }],
    rows: listed.map((one): Cell[] => [
      { ...caseCell(study, one.file), ...lateBadge(one) },
      whyCell(one),
      decideCell(study, one.file, proposalFor(one)),
    ]),
    empty: 'Elke open casus heeft een volgende belpoging, en geen afspraak is te laat.',
    notes: restNote(all - listed.length),
  };
}

function urgency({ waitsFor, mayExtend }: StuckCase): number {
  return waitsFor === 'late' ? 2 : Number(mayExtend);
}

function lateBadge({ waitsFor }: StuckCase): Pick<Cell, 'badge'> {
  return waitsFor === 'late' ? { badge: { text: 'te laat', tone: 'danger' } } : {};
}

function whyCell({ file, waitsFor, reason, missingEffort }: StuckCase): Cell {
  const { appointment } = file.state;
  if (waitsFor === 'late' && appointment !== null) {
    return { text: reason, detail: `De afspraak was op ${formatMoment(appointment.at)}.` };
  }
  return missingEffort.length === 0
    ? { text: reason }
    : { text: reason, detail: `Voor een volledige inzet: ${missingEffort.join(', ')}.` };
}

/** What is chosen already on the page of the decision: the first thing that helps. */
function proposalFor({ file, waitsFor, mayExtend, mayClose }: StuckCase): CaseDecision | undefined {
  if (file.state.isPaused) return 'resume';
  if (waitsFor === 'late' || waitsFor === 'assigned_away') return 'assign';
  return mayExtend ? 'extend' : mayClose ? 'give_up' : undefined;
}

function decideCell(study: Study, { record: { caseNumber } }: CaseFile, proposal?: CaseDecision): Cell {
  return {
    text: `Beslis over ${caseNumber}`,
    href: caseDecisionPath(study.slug, caseNumber, proposal),
  };
}

function caseCell(study: Study, { record: { caseNumber } }: CaseFile): Cell {
  return { text: caseNumber, href: casePagePath(study.slug, caseNumber) };
}

function restNote(rest: number): readonly string[] {
  return rest <= 0
    ? []
    : [
        `En nog ${formatCount(Math.min(rest, MOST_COUNTED))}${rest > MOST_COUNTED - MOST_DECISIONS ? ' of meer' : ''}. Die staan in de lijst onder Casussen.`,
      ];
}
