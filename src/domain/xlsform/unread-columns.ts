import { isRequired } from './form-field.js';
import { type SheetRow } from './xlsform.js';

/** Whom what is lost is told. */
interface Told {
  lose(at: number | string, what: string): void;
}

/** What is lost with a column, in words that do not need the reference table of XLSForm. */
const LOST: Readonly<Record<string, string>> = {
  default: 'Een antwoord dat vooraf is ingevuld.',
  choice_filter: 'Een filter op de antwoorden.',
  read_only: 'Dat het antwoord niet te wijzigen is.',
  readonly: 'Dat het antwoord niet te wijzigen is.',
  trigger: 'Dat een antwoord opnieuw wordt berekend.',
  appearance: 'Hoe het eruitziet (appearance).',
  hint: 'De aanwijzing (hint).',
  guidance_hint: 'De toelichting (guidance_hint).',
  constraint: 'De controle op het antwoord (constraint).',
  constraint_message: 'De melding bij een verkeerd antwoord.',
  required_message: 'De melding als het antwoord ontbreekt.',
  relevant: 'De voorwaarde (relevant).',
  relevance: 'De voorwaarde (relevant).',
  label: 'De tekst (label).',
  parameters: 'De instellingen in parameters.',
  repeat_count: 'Hoe vaak de groep zich herhaalt.',
};

const MEDIA = /^(media|image|audio|video|big-image)$/;

/**
 * Tells of every filled cell of a row that nobody reads, so that nothing is lost without a word.
 * @param at the row of the sheet, or a place in words
 * @param read the columns of which something is done with what stands there
 */
export function tellUnread(reading: Told, at: number | string, row: SheetRow, read: readonly string[]): void {
  for (const what of unreadColumns(row, read)) reading.lose(at, what);
}

/** What is lost with the filled cells that nobody reads, each once. */
export function unreadColumns(row: SheetRow, read: readonly string[]): readonly string[] {
  const unread = Object.entries(row).flatMap(([heading, value]) => {
    const column = columnOf(heading);
    return value.trim() === '' || read.includes(column) ? [] : [lossOf(column, heading)];
  });
  return [...new Set(unread)];
}

function lossOf(column: string, heading: string): string {
  if (MEDIA.test(column)) return 'Beeld of geluid.';
  return LOST[column] ?? `De kolom ${heading}.`;
}

/** The name of a column without a language or what else follows on it. */
function columnOf(heading: string): string {
  return (heading.split(/::?/)[0] ?? '').trim();
}

/** An answer that must be given under a condition only is here one that may stay open. */
export function tellRequired(reading: Told, line: number, row: SheetRow): void {
  const required = (row['required'] ?? '').trim();
  if (isRequired(row) || /^(no|false|false\(\)|0|)$/i.test(required)) return;
  reading.lose(line, 'Wanneer het antwoord verplicht is: daar staat een voorwaarde.');
}
