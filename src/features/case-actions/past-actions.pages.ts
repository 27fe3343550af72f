import type { Role } from '../../domain/access/role.js';
import { CASE_ACTION_LABELS } from '../../domain/contact/case-action.js';
import type { Cell, DataTable, ErrorSummary, Link, SummaryList, TextField } from '../../web/components.js';
import { formatCount, formatMoment } from '../../web/dutch-format.js';
import { errorSummary, type FieldErrors } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import { casePagePath } from '../studies/study-navigation.js';
import type { Study } from '../studies/studies.service.js';
import {
  actionsPath,
  countText,
  MOST_NAMED,
  reasonRows,
  reasonText,
  top,
  type Top,
} from './case-action-parts.js';
import type { ActionOverview, StoredAction } from './past-actions.service.js';

interface ActionPage extends Top {
  readonly facts: SummaryList;
  readonly cases: readonly Link[];
  readonly more: string | null;
  readonly undone: DataTable | null;
  readonly left: DataTable | null;
  /** Where to take it back; `null` when nothing of it can be. */
  readonly undo: {
    readonly action: string;
    readonly text: string;
    readonly reason: TextField;
    readonly errors: ErrorSummary;
  } | null;
}

interface ActionListPage extends Top {
  readonly actions: DataTable;
}

export const actionView = view<ActionPage>('case-actions/show');
export const actionListView = view<ActionListPage>('case-actions/list');

function actionLabel({ kind }: Pick<StoredAction, 'kind'>): string {
  return kind === 'undo' ? 'Teruggedraaid' : CASE_ACTION_LABELS[kind];
}

export function actionPage(
  overview: ActionOverview,
  roles: readonly Role[],
  typed: { readonly reason: string; readonly errors: FieldErrors } = { reason: '', errors: {} },
): ActionPage {
  const { study, action, undos, caseNumbers, undo, names } = overview;
  const by = (id: string | null): string =>
    id === null ? 'het programma' : (names.get(id) ?? 'een oud account');
  const rest = caseNumbers.length - MOST_NAMED;
  return {
    ...top(study, roles, actionLabel(action)),
    facts: {
      items: [
        { label: 'Wanneer', value: formatMoment(action.madeAt) },
        { label: 'Door', value: by(action.madeBy) },
        ...(action.interviewerId === null ? [] : [{ label: 'Enquêteur', value: by(action.interviewerId) }]),
        { label: 'Waarom', value: action.reason },
        { label: 'Casussen', value: formatCount(action.cases) },
      ],
    },
    cases: caseNumbers
      .slice(0, MOST_NAMED)
      .map((number) => ({ label: number, href: casePagePath(study.slug, number) })),
    more: rest > 0 ? `en nog ${formatCount(rest)}` : null,
    undone:
      undos.length === 0
        ? null
        : {
            id: 'teruggedraaid',
            caption: 'Teruggedraaid',
            columns: [
              { label: 'Wanneer' },
              { label: 'Casussen', numeric: true },
              { label: 'Waarom', wide: true },
              { label: 'Door' },
            ],
            rows: undos.map((one): Cell[] => [
              { text: formatMoment(one.madeAt) },
              { text: formatCount(one.cases) },
              { text: one.reason },
              { text: by(one.madeBy) },
            ]),
            empty: '',
          },
    left:
      undo.impossible.size === 0
        ? null
        : {
            id: 'blijft',
            caption: 'Niet (meer) terug te draaien',
            columns: [
              { label: 'Waarom' },
              { label: 'Casussen', numeric: true },
              { label: 'Nummers', wide: true },
            ],
            rows: reasonRows(undo.impossible, 'Blijft'),
            empty: '',
          },
    undo:
      undo.possible.length === 0
        ? null
        : {
            action: actionsPath(study.slug, `${action.id}/undo`),
            text: `Dit is terug te draaien voor ${countText(undo.possible)}: daarmee is sindsdien niets gebeurd.`,
            reason: reasonText(typed.reason, typed.errors),
            errors: errorSummary(typed.errors),
          },
  };
}

export function actionListPage(
  study: Study,
  roles: readonly Role[],
  {
    actions,
    names,
  }: { readonly actions: readonly StoredAction[]; readonly names: ReadonlyMap<string, string> },
): ActionListPage {
  return {
    ...top(study, roles, 'Wat er met casussen is gedaan'),
    actions: {
      id: 'acties',
      caption: 'De laatste honderd, de nieuwste eerst',
      columns: [
        { label: 'Wanneer' },
        { label: 'Wat' },
        { label: 'Casussen', numeric: true },
        { label: 'Waarom', wide: true },
        { label: 'Door' },
      ],
      rows: actions.map((one): Cell[] => [
        {
          text: formatMoment(one.madeAt),
          href: actionsPath(study.slug, one.undoesActionId ?? one.id),
        },
        { text: actionLabel(one) },
        { text: formatCount(one.cases) },
        { text: one.reason },
        { text: one.madeBy === null ? 'het programma' : (names.get(one.madeBy) ?? 'een oud account') },
      ]),
      empty: 'Er is nog niets gedaan. Kies casussen in de lijst.',
    },
  };
}
