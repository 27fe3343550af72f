import { z } from 'zod';
import { type Instant, instant } from '../../domain/calendar/instant.js';
import {
  CASE_ACTIONS,
  CASE_DECISIONS,
  type CaseAction,
  type CaseDecision,
} from '../../domain/contact/case-action.js';
import { type CheckedForm, checkForm } from '../../web/form-errors.js';
import { MOST_CASES } from './case-actions.service.js';

/** Why somebody does this; shown in the history of each case. */
const reasonField = z
  .string()
  .trim()
  .min(1, 'Schrijf op waarom u dit doet.')
  .max(200, 'Gebruik hoogstens 200 tekens.');

export const reasonForm = z.object({ reason: reasonField });

/** What was chosen for the cases, shown again when something is wrong with it. */
export interface TypedAction {
  readonly action: string;
  readonly interviewer: string;
  readonly reason: string;
}

export const NOTHING_TYPED: TypedAction = { action: '', interviewer: '', reason: '' };

type Fields = Readonly<Record<string, unknown>>;

export function typedAction(fields: Fields): TypedAction {
  return {
    action: textOf(fields['action']),
    interviewer: textOf(fields['interviewer']),
    reason: textOf(fields['reason']),
  };
}

/** An action that was chosen in full. */
export interface ChosenAction {
  readonly action: CaseAction;
  readonly interviewerId: string | null;
  readonly reason: string;
}

const actionForm = z.object({
  action: z.enum(CASE_ACTIONS, 'Kies wat u met de casussen wilt doen.'),
  reason: reasonField,
});

const decisionForm = actionForm.extend({
  action: z.enum(CASE_DECISIONS, 'Kies wat u met deze casus wilt doen.'),
});

export function checkAction(typed: TypedAction): CheckedForm<ChosenAction> {
  return withInterviewer(typed, checkForm(actionForm, typed));
}

/** The same for one case, which can also be closed. */
export function checkDecision(
  typed: TypedAction,
): CheckedForm<Omit<ChosenAction, 'action'> & { readonly action: CaseDecision }> {
  return withInterviewer(typed, checkForm(decisionForm, typed));
}

function withInterviewer<Action>(
  typed: TypedAction,
  form: CheckedForm<{ readonly action: Action; readonly reason: string }>,
): CheckedForm<{
  readonly action: Action;
  readonly reason: string;
  readonly interviewerId: string | null;
}> {
  const isAssigned = typed.action === 'assign';
  if (isAssigned && typed.interviewer === '') {
    return { ok: false, errors: { ...(form.ok ? {} : form.errors), interviewer: 'Kies een enquêteur.' } };
  }
  if (!form.ok) return form;
  return { ok: true, values: { ...form.values, interviewerId: isAssigned ? typed.interviewer : null } };
}

/** When the cases were looked at; an old page without it saw nothing. */
export function seenAtOf(fields: Fields): Instant {
  const text = textOf(fields['seenAt']);
  return z.iso.datetime().safeParse(text).success ? instant(text) : NEVER;
}

const NEVER = instant('1970-01-01T00:00:00Z');

/** Numbers of cases as one field holds them, with spaces between. */
export function caseNumbersOf(fields: Fields): readonly string[] {
  const text = textOf(fields['cases']);
  return [...new Set(text.split(' ').filter((number) => number !== ''))].slice(0, MOST_CASES);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
