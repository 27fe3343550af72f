import type { Request } from 'express';
import type { Alert } from '../../web/components.js';
import type { FieldErrors } from '../../web/form-errors.js';
import type { Fields } from './condition-form.js';
import { isCurrent } from './current-draft.js';
import type { EditInput } from './draft-rows.js';
import type { Draft } from './drafts.service.js';

/** A form of a draft as it is shown: as it is saved, or as it was typed. */
export interface DraftForm extends EditInput {
  readonly isTyped: boolean;
  /** Whether the browser gave back what was typed before and not saved. */
  readonly isRestored?: boolean;
  readonly alert?: Alert;
}

/** Why a sent form is shown again: to give back what was typed before, or because it cannot be saved. */
export type WhyShown = 'restored' | 'behind' | 'wrong';

/** A form with what is saved. */
export function savedForm(values: Fields): DraftForm {
  return { values, errors: {}, isTyped: false };
}

/** Why a sent form is not saved; `null` when it can be. */
export function whyShown(
  draft: Draft,
  request: Request,
  values: Fields,
  errors: FieldErrors,
): WhyShown | null {
  if (values['then'] === 'restore') return 'restored';
  if (!isCurrent(draft, request)) return 'behind';
  return Object.keys(errors).length > 0 ? 'wrong' : null;
}

const STATUS: Readonly<Record<WhyShown, number>> = { restored: 200, behind: 409, wrong: 422 };

const BEHIND: Alert = {
  tone: 'warning',
  title: 'Dit concept is intussen gewijzigd',
  text: 'Dat gebeurde in een ander venster of door iemand anders. Hieronder staat nog wat u typte. Kijk of het klopt en sla het dan nog eens op.',
};

/** A form with what was typed, and the status of the page on which it is shown again. */
export function typedForm(
  values: Fields,
  errors: FieldErrors,
  why: WhyShown,
): { readonly status: number; readonly form: DraftForm } {
  const form = {
    values,
    errors: why === 'wrong' ? errors : {},
    isTyped: true,
    isRestored: why === 'restored',
    ...(why === 'behind' ? { alert: BEHIND } : {}),
  };
  return { status: STATUS[why], form };
}

/** Where to go on after a save: the address tells the browser that the form it kept has arrived. */
export function afterSave({ mark = '' }: Fields, place: string): string {
  if (!/^[0-9a-f]{16}$/.test(mark)) return place;
  const [path = '', anchor] = place.split('#');
  return `${path}?saved=${mark}${anchor === undefined ? '' : `#${anchor}`}`;
}
