/** A value of a form or an address as text; `''` when it is not there, or not one text. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** What was typed in a field, to check it or to show the form again with nothing lost; `''` when it is not there. */
export function typedText(fields: Readonly<Record<string, unknown>>, name: string): string {
  return textOf(fields[name]);
}
