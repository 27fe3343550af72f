import type { Cell, DataTable, PostButton } from '../../web/components.js';
import { formatCount, formatMoment } from '../../web/dutch-format.js';
import { MOST_COUNTED } from '../cases/waiting-cases.service.js';
import type { CaseFile } from '../cases/cases.service.js';
import type { Decisions, SupervisorDecision } from '../fieldwork/supervision.service.js';
import type { Study } from '../studies/studies.service.js';
import { casePagePath, studyPath } from '../studies/study-navigation.js';
import { MOST_DECISIONS } from './live-page.service.js';

const DECISION_LABELS: Readonly<Record<SupervisorDecision, string>> = {
  allow: 'Nog één keer bellen',
  refuse: 'Sluiten als weigering',
  extend: 'Eén poging erbij',
  resume: 'Weer bellen',
  give_up: 'Sluiten',
};

/** Decisions after which somebody is called again. */
const GOES_ON: readonly SupervisorDecision[] = ['allow', 'extend', 'resume'];

function decide(path: string, csrfToken: string, file: CaseFile, decision: SupervisorDecision): PostButton {
  const { caseNumber } = file.record;
  return {
    action: `${path}/decide`,
    csrfToken,
    label: DECISION_LABELS[decision],
    about: `voor casus ${caseNumber}`,
    kind: GOES_ON.includes(decision) ? 'secondary' : 'subtle',
    fields: [
      { name: 'caseNumber', value: caseNumber },
      { name: 'decision', value: decision },
    ],
  };
}

/** Soft refusals, each with its two answers. */
export function refusalsTable({ study, toDecide, waiting }: Decisions, csrfToken: string): DataTable {
  const path = studyPath(study.slug, 'fieldwork');
  return {
    id: 'besluiten',
    caption: 'Zachte weigeringen waarover u beslist',
    columns: [
      { label: 'Casus' },
      { label: 'Geweigerd op' },
      { label: 'Nog één keer' },
      { label: 'Niet meer' },
    ],
    rows: toDecide.map((file): Cell[] => [
      caseCell(study, file),
      { text: file.state.lastRefusalAt === null ? '' : formatMoment(file.state.lastRefusalAt) },
      { text: '', action: decide(path, csrfToken, file, 'allow') },
      { text: '', action: decide(path, csrfToken, file, 'refuse') },
    ]),
    empty: 'Er wacht geen besluit.',
    notes: [
      ...restNote(waiting.refusal - toDecide.length),
      'Wie zacht weigerde, wordt hooguit één keer nog gebeld: na 7 tot 10 dagen, door een andere enquêteur.',
    ],
  };
}

/** Cases without a next call; first those that one more attempt may still help. */
export function stuckTable({ study, stuck, waiting }: Decisions, csrfToken: string): DataTable {
  const path = studyPath(study.slug, 'fieldwork');
  const inOrder = stuck.toSorted((one, other) => Number(other.mayExtend) - Number(one.mayExtend));
  const all = waiting.stuck + waiting.paused + waiting.language + waiting.over;
  return {
    id: 'vast',
    caption: 'Casussen zonder volgende belpoging',
    columns: [
      { label: 'Casus' },
      { label: 'Waarom', wide: true },
      { label: 'Verder bellen' },
      { label: 'Sluiten' },
    ],
    rows: inOrder
      .slice(0, MOST_DECISIONS)
      .map(({ file, reason, missingEffort, mayExtend, mayClose }): Cell[] => [
        caseCell(study, file),
        {
          text: reason,
          ...(missingEffort.length === 0
            ? {}
            : { detail: `Voor een volledige inzet: ${missingEffort.join(', ')}.` }),
        },
        goOn(file, mayExtend, (decision) => decide(path, csrfToken, file, decision)),
        mayClose ? { text: '', action: decide(path, csrfToken, file, 'give_up') } : { text: '–' },
      ]),
    empty: 'Elke open casus heeft een volgende belpoging.',
    notes: restNote(all - Math.min(inOrder.length, MOST_DECISIONS)),
  };
}

function goOn(
  { state }: CaseFile,
  mayExtend: boolean,
  button: (decision: SupervisorDecision) => PostButton,
): Cell {
  if (state.isPaused) return { text: '', action: button('resume') };
  return mayExtend ? { text: '', action: button('extend') } : { text: '–' };
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
