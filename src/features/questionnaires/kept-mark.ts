import { createHash } from 'node:crypto';

/**
 * Tells one state of a part of a draft from another: what a browser keeps of a form is only given back when the part
 * is still as it was when the form was opened.
 */
export function keptMark(part: unknown): string {
  return createHash('sha256').update(JSON.stringify(part)).digest('hex').slice(0, 16);
}
