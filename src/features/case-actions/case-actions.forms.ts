import { z } from 'zod';
import { CASE_ACTIONS, type CaseAction } from '../../domain/contact/case-action.js';
import type { CheckedForm } from '../../web/form-errors.js';
import { MOST_CASES } from './case-actions.service.js';

/** Why somebody does this; shown in the history of each case. */
export const reasonField = z
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

export function checkAction(typed: TypedAction): CheckedForm<ChosenAction> {
  const errors: Record<string, string> = {};
  const action = CASE_ACTIONS.find((one) => one === typed.action);
  if (action === undefined) errors['action'] = 'Kies wat u met de casussen wilt doen.';
  if (action === 'assign' && typed.interviewer === '') errors['interviewer'] = 'Kies een enquêteur.';
  const reason = reasonField.safeParse(typed.reason);
  if (!reason.success) errors['reason'] = reason.error.issues[0]?.message ?? '';
  if (action === undefined || !reason.success || Object.keys(errors).length > 0) return { ok: false, errors };
  const interviewerId = action === 'assign' ? typed.interviewer : null;
  return { ok: true, values: { action, interviewerId, reason: reason.data } };
}

/** Numbers of cases as one field holds them, with spaces between. */
export function caseNumbersOf(fields: Fields): readonly string[] {
  const text = textOf(fields['cases']);
  return [...new Set(text.split(' ').filter((number) => number !== ''))].slice(0, MOST_CASES);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
