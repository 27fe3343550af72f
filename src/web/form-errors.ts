import type { z } from 'zod';

/** The first message of each field that is wrong, in the order of the form. */
export type FieldErrors = Readonly<Record<string, string>>;

/** A checked form: its values, or what is wrong with it. A mistake in a form is a value, not an exception. */
export type CheckedForm<Values> =
  { readonly ok: true; readonly values: Values } | { readonly ok: false; readonly errors: FieldErrors };

/** Checks the fields of a form against its schema. */
export function checkForm<Schema extends z.ZodType>(
  schema: Schema,
  fields: unknown,
): CheckedForm<z.infer<Schema>> {
  const checked = schema.safeParse(fields);
  if (checked.success) return { ok: true, values: checked.data };
  const errors: Record<string, string> = {};
  for (const issue of checked.error.issues) errors[issue.path.join('.')] ??= issue.message;
  return { ok: false, errors };
}

/** For the summary above the form, with a link to each field. */
export function errorSummary(errors: FieldErrors): { errors: { field: string; message: string }[] } {
  return { errors: Object.entries(errors).map(([field, message]) => ({ field, message })) };
}

/** For a field's own model: nothing when the field is right. */
export function fieldError(errors: FieldErrors, field: string): { error?: string } {
  const error = errors[field];
  return error === undefined ? {} : { error };
}
