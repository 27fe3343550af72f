import { type Option, type Question } from '../questionnaire/model.js';
import { type ChoiceList } from './form-choices.js';
import { type FormField, isRequired, typeOf } from './form-field.js';
import { type FormReading } from './form-reading.js';
import { checksOf, commonOf, constraintOf } from './read-field.js';

/** A question with a list of answers; `null` without such a list. */
export function readChoice(
  reading: FormReading,
  field: FormField,
  type: 'single' | 'multiple',
): Question | null {
  const [, name = '', extra = '', ...more] = typeOf(field.row).split(' ');
  const list = listOf(reading, field, name);
  if (list === null) return null;
  if ((extra !== '' && extra !== 'or_other') || more.length > 0) {
    reading.lose(field.line, `Wat er achter de lijst ${name} staat.`);
  }
  const constraint = constraintOf(reading, field);
  const offered = extra === 'or_other' ? addedOther(reading, list.options) : list.options;
  const options = offered.map((option) => ({
    ...option,
    ...(constraint.alone.includes(option.code) ? { exclusive: true as const } : {}),
    ...(isOther(reading, field, option) ? { other: true as const } : {}),
  }));
  return {
    type,
    ...commonOf(reading, field),
    options,
    ...hiddenOf(list, field),
    ...rotation(reading, field),
    ...checksOf(reading, field, constraint),
  };
}

function rotation(reading: FormReading, { row, line }: FormField): { rotateOptions?: true } {
  const parameters = (row['parameters'] ?? '').trim();
  if (parameters === '') return {};
  if (!/^randomize\s*=\s*(true|false)$/i.test(parameters)) {
    reading.lose(line, 'De instellingen in parameters, behalve dat de volgorde wisselt.');
  }
  return /\brandomize\s*=\s*true\b/i.test(parameters) ? { rotateOptions: true } : {};
}

/** The list of answers with a name; without one, or with too few, there is no question. */
export function listOf(reading: FormReading, { line }: FormField, name: string): ChoiceList | null {
  const list = reading.lists.get(name);
  if (list !== undefined && list.options.length > 1) return list;
  reading.lose(
    line,
    list === undefined
      ? `De lijst ${name} staat niet in choices; de vraag is weggelaten.`
      : `De lijst ${name} heeft minder dan twee antwoorden; de vraag is weggelaten.`,
  );
  return null;
}

/** Answers that are never read aloud: those of the list, or none where an answer is required. */
export function hiddenOf(list: ChoiceList, { row }: FormField): { hidden?: (97 | 98 | 99)[] } {
  if (list.hidden.length === 3) return {};
  const own = new Set(list.options.map(({ code }) => code));
  if (list.hidden.length > 0 || isRequired(row)) return { hidden: [...list.hidden] };
  const free = ([97, 98, 99] as const).filter((code) => !own.has(code));
  return free.length === 3 ? {} : { hidden: free };
}

const OTHER_LABELS: Readonly<Record<string, string>> = {
  nl: 'anders, namelijk',
  en: 'other, please specify',
};

function addedOther({ languages }: FormReading, options: readonly Option[]): readonly Option[] {
  const highest = Math.max(0, ...options.map(({ code }) => code).filter((code) => code < 97));
  const label = Object.fromEntries(
    languages.codes.map((code) => [code, OTHER_LABELS[code] ?? OTHER_LABELS['nl'] ?? '']),
  );
  return [...options, { code: highest + 1, label, other: true }];
}

/** A text field behind a question that is only asked after one of its answers belongs to that answer. */
function isOther(reading: FormReading, field: FormField, { code, other }: Option): boolean {
  return other === true || reading.otherTexts.has(reading.codeOf(field), code);
}
