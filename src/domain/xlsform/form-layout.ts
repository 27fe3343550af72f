import { type FormField, typeOf } from './form-field.js';
import { type FormReading } from './form-reading.js';
import { tellUnread } from './unread-columns.js';
import { FACT_GROUP, FACT_PREFIX, type SheetRow } from './xlsform.js';

/** A table of statements on one scale. */
export interface FormTable {
  readonly kind: 'table';
  readonly row: SheetRow;
  readonly line: number;
  readonly relevant: readonly string[];
  readonly fields: readonly FormField[];
}

/** Rows that belong together, with the conditions of the whole. */
export interface FormBlock {
  readonly id: string;
  /** `null` for what stands outside every group. */
  readonly row: SheetRow | null;
  readonly relevant: readonly string[];
  readonly fields: (FormField | FormTable)[];
}

interface OpenGroup {
  readonly row: SheetRow;
  readonly line: number;
  readonly as: 'block' | 'table' | 'facts' | 'flat';
  readonly fields: FormField[];
}

const TABLE = /\b(table-list|matrix|kobo--matrix|w\d+\s+horizontal-compact)\b/;

/**
 * The groups of a form as blocks and tables. Outer groups are blocks; a group in a group that is no table is taken
 * out, and its condition goes to its questions.
 */
export function layOut(
  survey: readonly SheetRow[],
  reading: FormReading,
): { readonly blocks: readonly FormBlock[]; readonly fields: readonly FormField[] } {
  const layout = new Layout(reading);
  for (const [place, row] of survey.entries()) layout.take(row, place + 2);
  return layout.finish(survey.length + 1);
}

/** The groups that are open while the rows are gone through. */
class Layout {
  readonly #reading: FormReading;
  readonly #blocks: FormBlock[] = [];
  readonly #fields: FormField[] = [];
  readonly #open: OpenGroup[] = [];
  #block: FormBlock | null = null;

  constructor(reading: FormReading) {
    this.#reading = reading;
  }

  take(row: SheetRow, line: number): void {
    const type = typeOf(row);
    if (/^begin[ _](group|repeat)$/.test(type)) this.#begin(row, line, type.endsWith('repeat'));
    else if (/^end[ _](group|repeat)$/.test(type)) this.#end(line);
    else if (this.#isFact(row)) return;
    else if (isDisabled(row)) this.#reading.lose(line, 'Een rij die in het formulier uit staat (disabled).');
    else if (type !== '') this.#takeField(row, line);
    else if (Object.values(row).some((value) => value.trim() !== '')) {
      this.#reading.lose(line, 'Een rij zonder soort (type) is overgeslagen.');
    }
  }

  finish(line: number): { readonly blocks: readonly FormBlock[]; readonly fields: readonly FormField[] } {
    if (this.#open.length > 0) this.#reading.lose(line, 'Een groep eindigt niet.');
    return { blocks: this.#blocks, fields: this.#fields };
  }

  #begin(row: SheetRow, line: number, isRepeat: boolean): void {
    const as = kindOf(row, this.#open);
    this.#open.push({ row, line, as, fields: [] });
    if (isRepeat) this.#reading.lose(line, 'Een groep die zich herhaalt wordt één keer gevraagd.');
    if (as === 'flat') {
      this.#reading.lose(line, 'Een groep in een groep is opgegaan in het blok; haar naam is weg.');
    }
    if (as === 'flat' || as === 'block') {
      tellUnread(this.#reading, line, row, ['type', 'name', 'label', 'relevant', 'relevance']);
    }
    if (as !== 'block') return;
    this.#block = { id: this.#reading.blockId(row['name'] ?? ''), row, relevant: own(row), fields: [] };
    this.#blocks.push(this.#block);
  }

  #end(line: number): void {
    const closed = this.#open.pop();
    if (closed === undefined) this.#reading.lose(line, 'Hier eindigt een groep die niet begon.');
    if (closed?.as === 'block') this.#block = null;
    if (closed?.as !== 'table') return;
    const { row, line: begin, fields } = closed;
    if (fields.length === 0) {
      this.#reading.lose(begin, 'Een tabel zonder vragen is weggelaten.');
      return;
    }
    this.#currentBlock().fields.push({
      kind: 'table',
      row,
      line: begin,
      relevant: [...taken(this.#open), ...own(row)],
      fields,
    });
  }

  #isFact(row: SheetRow): boolean {
    return this.#open.some(({ as }) => as === 'facts') || (row['name'] ?? '').startsWith(FACT_PREFIX);
  }

  /** The condition of a table is that of its head; what is inside of it goes to the row. */
  #takeField(row: SheetRow, line: number): void {
    const place = this.#open.findLastIndex(({ as }) => as === 'table');
    const table = this.#open[place];
    const inside = taken(this.#open.slice(place + 1));
    const isInTable = table !== undefined;
    const field: FormField = { kind: 'field', row, line, relevant: [...inside, ...own(row)], isInTable };
    this.#fields.push(field);
    (table ?? this.#currentBlock()).fields.push(field);
  }

  /** What stands outside every group goes to a block without a name; what follows on it too. */
  #currentBlock(): FormBlock {
    if (this.#block !== null && this.#open.some(({ as }) => as === 'block')) return this.#block;
    const last = this.#blocks.at(-1);
    if (last?.row === null) return last;
    const block: FormBlock = { id: this.#reading.blockId('Blok'), row: null, relevant: [], fields: [] };
    this.#blocks.push(block);
    return block;
  }
}

function kindOf(row: SheetRow, open: readonly OpenGroup[]): OpenGroup['as'] {
  if (row['name'] === FACT_GROUP) return 'facts';
  if (TABLE.test(row['appearance'] ?? '')) return 'table';
  return open.some(({ as }) => as === 'block' || as === 'table') ? 'flat' : 'block';
}

function isDisabled(row: SheetRow): boolean {
  return /^(yes|true|true\(\)|1)$/i.test((row['disabled'] ?? '').trim());
}

function own(row: SheetRow): string[] {
  const relevant = (row['relevant'] ?? row['relevance'] ?? '').trim();
  return relevant === '' ? [] : [relevant];
}

/** The conditions of groups that are no blocks. */
function taken(open: readonly OpenGroup[]): string[] {
  return open.filter(({ as }) => as === 'flat' || as === 'table').flatMap(({ row }) => own(row));
}
