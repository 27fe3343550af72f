import { type Condition } from '../questionnaire/condition.js';
import { readExpression } from './expression.js';
import { type ChoiceList, readChoices } from './form-choices.js';
import { FormLanguages } from './form-languages.js';
import { type FormField, typeOf } from './form-field.js';
import { FormNames } from './form-names.js';
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
  readonly #codes = new Map<FormField, string>();
  readonly #losses: XlsFormLoss[] = [];
  readonly #otherTexts: OtherText[] = [];

  constructor(form: XlsForm) {
    this.languages = new FormLanguages(form);
    this.lists = readChoices(form.choices, this.languages);
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
    this.#losses.push({ place: typeof at === 'number' ? `survey, rij ${String(at)}` : at, what });
  }

  losses(): readonly XlsFormLoss[] {
    return this.#losses;
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
    this.#codes.set(field, code);
    if (code !== name && name !== '') this.lose(field.line, `De naam ${name} werd de code ${code}.`);
    const named = namedField(field, code, this.lists);
    if (named === null || this.#fields.has(name)) return;
    if (named.kind === 'words') this.#takeOtherText(field, name);
    this.#fields.set(name, named);
  }

  /** Text fields that belong to an answer “anders, namelijk”. */
  otherTexts(): readonly OtherText[] {
    return this.#otherTexts;
  }

  codeOf(field: FormField): string {
    return this.#codes.get(field) ?? '';
  }

  field(name: string): NamedField | null {
    return this.#fields.get(name) ?? null;
  }

  /** `A2_other` is only asked after one answer to `A2`. */
  #takeOtherText(field: FormField, name: string): void {
    const [only, ...more] = field.relevant;
    const expression = only === undefined || more.length > 0 ? null : readExpression(only);
    const condition = expression === null ? null : readCondition(expression, this);
    if (condition === null || !('question' in condition) || condition.is === undefined) return;
    const asked = [...this.#fields].find(([, { id }]) => id === condition.question)?.[0];
    const isNamedAfter = /^(.+)_other\d*$/.exec(name)?.[1] === asked;
    if (isNamedAfter) this.#otherTexts.push({ field, question: condition.question, code: condition.is });
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

interface OtherText {
  readonly field: FormField;
  readonly question: string;
  readonly code: number;
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
