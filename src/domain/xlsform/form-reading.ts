import { type Condition } from '../questionnaire/condition.js';
import { readExpression } from './expression.js';
import { type ChoiceList, readChoices } from './form-choices.js';
import { FormLanguages } from './form-languages.js';
import { type FormField, typeOf } from './form-field.js';
import { FormNames } from './form-names.js';
import { type OtherAnswer, OtherTexts } from './other-texts.js';
import { type NamedField, type NamedFields, readCondition } from './read-condition.js';
import { FACT_PREFIX, type XlsForm, type XlsFormLoss } from './xlsform.js';

/** A form while it is read: its languages, lists and names, and what could not be said on the way. */
export class FormReading implements NamedFields {
  readonly languages: FormLanguages;
  readonly lists: ReadonlyMap<string, ChoiceList>;
  readonly self = null;
  readonly #names = new FormNames();
  readonly #blockNames = new FormNames();
  readonly #fields = new Map<string, NamedField>();
  readonly otherTexts = new OtherTexts();
  /** The code of each row. */
  readonly #codes = new Map<number, string>();
  readonly #lists = new Map<string, ChoiceList>();
  readonly #inTables = new Set<string>();
  readonly #losses: XlsFormLoss[] = [];
  readonly #rowLosses = new Map<string, number[]>();

  constructor(form: XlsForm) {
    this.languages = new FormLanguages(form);
    const choices = readChoices(form.choices, this.languages);
    this.lists = choices.lists;
    for (const { place, what } of choices.losses) this.lose(place, what);
    for (const name of this.languages.unknown) {
      this.#losses.push({
        place: 'taal',
        what: `De taal “${name}” is niet bekend. Zet de code erachter, zoals Dutch (nl).`,
      });
    }
    for (const [name, { renumbered }] of this.lists) {
      if (renumbered.length === 0 || name.startsWith(FACT_PREFIX)) continue;
      const names = renumbered.join(', ');
      this.#losses.push({ place: `lijst ${name}`, what: `Antwoorden kregen een nummer als code: ${names}.` });
    }
  }

  /**
   * Remembers what could not be said.
   * @param at the row of the sheet, or a place in words
   */
  lose(at: number | string, what: string): void {
    if (typeof at === 'string') {
      this.#losses.push({ place: at, what });
      return;
    }
    const rows = this.#rowLosses.get(what);
    if (rows === undefined) this.#rowLosses.set(what, [at]);
    else rows.push(at);
  }

  /** What many rows lose is told once. */
  losses(): readonly XlsFormLoss[] {
    const ofRows = [...this.#rowLosses].map(([what, rows]) => ({ place: `survey, ${rowsText(rows)}`, what }));
    return [...this.#losses, ...ofRows];
  }

  blockId(name: string): string {
    return this.#blockNames.code(name.replace(/^blok_/, ''), 'B');
  }

  /** The code for the head of a table, which no condition looks at. */
  tableId(name: string): string {
    return this.#names.code(name);
  }

  /** Takes up a field, so that conditions can look at it. */
  announce(field: FormField): void {
    const name = (field.row['name'] ?? '').trim();
    const code = this.#names.code(name);
    this.#codes.set(field.line, code);
    if (code !== name && name !== '')
      this.lose(field.line, `De naam ${shortened(name)} werd de code ${code}.`);
    const named = namedField(field, code, this.lists);
    if (named !== null && !this.#fields.has(name)) this.#takeName(field, name, named);
  }

  #takeName(field: FormField, name: string, named: NamedField): void {
    const answer = named.kind === 'words' ? this.#answerBehind(field, name) : null;
    if (answer !== null && this.otherTexts.take(field, answer)) return;
    this.#fields.set(name, named);
    const list = this.lists.get(typeOf(field.row).split(' ')[1] ?? '');
    if (named.codes !== null && list !== undefined) this.#lists.set(named.id, list);
    if (field.isInTable) this.#inTables.add(named.id);
  }

  codeOf({ line }: FormField): string {
    return this.#codes.get(line) ?? '';
  }

  field(name: string): NamedField | null {
    return this.#fields.get(name) ?? null;
  }

  hiddenCodes(id: string): readonly number[] {
    return this.#lists.get(id)?.hidden ?? [];
  }

  /** `A2_other` that is only asked after one answer to `A2` holds the words behind that answer. */
  #answerBehind({ relevant, isInTable }: FormField, name: string): OtherAnswer | null {
    const asked = this.#fields.get(/^(.+)_other\d*$/.exec(name)?.[1] ?? '');
    const [only, ...more] = relevant;
    if (asked === undefined || only === undefined || more.length > 0 || isInTable) return null;
    const chosen = this.#chosenCode(asked.id, only);
    const answer = this.#answersOf(asked.id).find(({ code }) => code === chosen);
    return answer === undefined ? null : { question: asked.id, ...answer };
  }

  /** What a question offers; a row of a table has no words behind its answers, and too short a list no question. */
  #answersOf(question: string): ChoiceList['options'] {
    const options = this.#lists.get(question)?.options ?? [];
    return options.length < 2 || this.#inTables.has(question) ? [] : options;
  }

  /** The answer to a question that a condition asks for, when it asks for nothing else. */
  #chosenCode(question: string, relevant: string): number | null {
    const expression = readExpression(relevant);
    const condition = expression === null ? null : readCondition(expression, this);
    if (condition === null || !('question' in condition) || condition.question !== question) return null;
    return condition.is ?? null;
  }

  /** The condition that all of these expressions state; what cannot be said is left out and told. */
  condition(relevant: readonly string[], at: number | string): { readonly when?: Condition } {
    const parts = relevant.flatMap((text): Condition[] => {
      if (/^(true\(\)|yes|1)$/i.test(text)) return [];
      const expression = readExpression(text);
      const condition = expression === null ? null : readCondition(expression, this);
      if (condition !== null) return [condition];
      this.lose(at, `De voorwaarde is weggelaten, want zij is hier niet te zeggen: ${shortened(text)}`);
      return [];
    });
    const [first, ...others] = parts;
    if (first === undefined) return {};
    return { when: others.length === 0 ? first : { all: parts } };
  }
}

/**
 * Numbers of rows as a list in words.
 * @example rowsText([3, 4, 9]) // 'rij 3, 4 en 9'
 */
function rowsText(rows: readonly number[]): string {
  const sorted = [...new Set(rows)].sort((one, other) => one - other).map(String);
  const last = sorted.pop() ?? '';
  return `rij ${sorted.length === 0 ? '' : `${sorted.join(', ')} en `}${last}`;
}

/** What a condition can do with a type; notes and the like are no answers. */
const KINDS: Readonly<Record<string, NamedField['kind']>> = {
  select_one: 'one',
  select: 'several',
  select1: 'one',
  select_multiple: 'several',
  integer: 'number',
  int: 'number',
  decimal: 'number',
  calculate: 'number',
  text: 'words',
  string: 'words',
  date: 'words',
};

function namedField(
  { row }: FormField,
  id: string,
  lists: ReadonlyMap<string, ChoiceList>,
): NamedField | null {
  const [type = '', list = ''] = typeOf(row).split(' ');
  const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  if (kind === undefined) return null;
  const isChoice = kind === 'one' || kind === 'several';
  const codes = isChoice ? (lists.get(list)?.codes ?? new Map<string, number>()) : null;
  return { id, codes, kind, isWhole: type === 'integer' || type === 'int' };
}

/** What somebody wrote, short enough to stand in a message. */
export function shortened(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
