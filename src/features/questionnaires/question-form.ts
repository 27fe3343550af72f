import { isDeepStrictEqual } from 'node:util';
import type {
  LanguageText,
  Option,
  Question,
  Questionnaire,
  QuestionOf,
  Respondent,
  RespondentText,
  Statement,
} from '../../domain/questionnaire/model.js';
import { HIDDEN_CODES } from '../../domain/questionnaire/schema.js';
import { conditionOfFields, type Fields, fieldsOfCondition } from './condition-form.js';

/** Empty rows on the form, for options and statements to add. */
export const SPARE_ROWS = 3;

type Asked = Exclude<Question, { type: 'text' }>;

/** The fields of a question on the form. What the form does not have stays as it is in the question. */
export function fieldsOfQuestion(questionnaire: Questionnaire, question: Question): Fields {
  return {
    id: question.id,
    ...textFields('text', question.text, questionnaire.respondents),
    ...languageFields('instruction', question.instruction),
    ...fieldsOfCondition(question.when),
    ...(question.type === 'text' ? {} : askedFields(questionnaire, question)),
    ...('options' in question ? optionFields(question) : {}),
    ...(question.type === 'grid' ? statementFields(questionnaire, question.statements) : {}),
    ...(question.type === 'number' ? numberFields(question) : {}),
  };
}

function askedFields({ respondents }: Questionnaire, question: Asked): Fields {
  const hidden: readonly number[] = question.hidden ?? HIDDEN_CODES;
  return {
    ...languageFields('help', question.help),
    ...textFields('probe', question.probe ?? {}, respondents),
    ...languageFields('label', question.label),
    ...Object.fromEntries(hidden.map((code) => [`hidden-${String(code)}`, 'yes'])),
    ...(question.interviewerOnly === true ? { interviewerOnly: 'yes' } : {}),
    ...(question.store === undefined ? {} : { store: 'yes' }),
    ...statisticFields(question),
  };
}

function statisticFields({ statistic }: Asked): Fields {
  if (statistic === undefined) return {};
  const positive = statistic.kind === 'share' ? statistic.positive.join(', ') : '';
  return {
    'statistic-kind': statistic.kind,
    'statistic-positive': positive,
    ...languageFields('statistic-label', statistic.label),
  };
}

function optionFields(question: QuestionOf<'single' | 'multiple' | 'grid'>): Fields {
  const fields: Record<string, string> = {};
  for (const [index, option] of question.options.entries()) {
    const name = `options-${String(index)}`;
    fields[`${name}-code`] = String(option.code);
    Object.assign(fields, languageFields(`${name}-label`, option.label));
    for (const flag of OPTION_FLAGS) if (option[flag] === true) fields[`${name}-${flag}`] = 'yes';
  }
  if (question.readOptions === true) fields['readOptions'] = 'yes';
  const isRotated = 'rotateOptions' in question || 'rotateStatements' in question;
  if (isRotated) fields['rotate'] = 'yes';
  return fields;
}

export const OPTION_FLAGS = ['other', 'exclusive', 'notReadAloud'] as const;

function statementFields({ respondents }: Questionnaire, statements: readonly Statement[]): Fields {
  const rows = statements.map((statement, index) => {
    const name = `statements-${String(index)}`;
    return {
      [`${name}-id`]: statement.id,
      ...textFields(`${name}-text`, statement.text, respondents),
      ...languageFields(`${name}-label`, statement.label),
    };
  });
  return Object.assign({}, ...rows) as Fields;
}

const NUMBERS = ['decimals', 'min', 'max', 'softMin', 'softMax'] as const;

function numberFields(question: QuestionOf<'number'>): Fields {
  const numbers = NUMBERS.map((name) => [name, question[name] === undefined ? '' : String(question[name])]);
  return { ...languageFields('unit', question.unit), ...(Object.fromEntries(numbers) as Fields) };
}

function languageFields(name: string, text: LanguageText | undefined): Fields {
  return Object.fromEntries(
    Object.entries(text ?? {}).map(([language, words]) => [`${name}-${language}`, words]),
  );
}

function textFields(name: string, text: RespondentText, respondents: readonly Respondent[]): Fields {
  const fields = respondents.map((who) => languageFields(`${name}-${who}`, text[who] ?? text.both));
  return Object.assign({}, ...fields) as Fields;
}

/**
 * The question that the form describes: not yet checked, for a form can hold anything.
 * @param base the question as it was; what the form does not have comes from it
 */
export function questionOfFields(questionnaire: Questionnaire, base: Question, fields: Fields): unknown {
  const reader = fieldReader(questionnaire, fields);
  const when =
    isSame(fieldsOfCondition(base.when), fields, 'when') || fields['when-keep'] === 'yes'
      ? base.when
      : conditionOfFields(fields);
  return defined({
    ...base,
    id: reader.text('id'),
    when,
    text: reader.heard('text', base.text) ?? {},
    instruction: reader.words('instruction'),
    ...(base.type === 'text' ? {} : askedParts(reader, base)),
    ...('options' in base ? choiceParts(reader, base) : {}),
    ...(base.type === 'grid' ? { statements: statementsOf(reader, base) } : {}),
    ...(base.type === 'number' ? numberParts(reader) : {}),
  });
}

/** Reads parts of a question from the fields of its form. */
interface FieldReader {
  text(name: string): string;
  flag(name: string): boolean;
  number(name: string): number | string | undefined;
  words(name: string): LanguageText | undefined;
  /** What parent and youth hear; `base` is kept when nothing changed, so that a shared text stays shared. */
  heard(name: string, base: RespondentText): RespondentText | undefined;
  /** The numbers of the rows that are filled in. */
  rows(name: string): readonly number[];
}

function fieldReader({ languages, respondents }: Questionnaire, fields: Fields): FieldReader {
  const text = (name: string): string => (fields[name] ?? '').trim();
  const words = (name: string): LanguageText | undefined => {
    const entries = languages.map((language) => [language, text(`${name}-${language}`)] as const);
    const filled = entries.filter(([, one]) => one !== '');
    return filled.length === 0 ? undefined : Object.fromEntries(filled);
  };
  return {
    text,
    words,
    flag: (name) => fields[name] === 'yes',
    number(name) {
      const typed = text(name).replace(',', '.');
      if (typed === '') return undefined;
      return Number.isNaN(Number(typed)) ? typed : Number(typed);
    },
    heard(name, base) {
      if (isSame(textFields(name, base, respondents), fields, name)) return isEmpty(base) ? undefined : base;
      const [first, ...others] = respondents.map((who) => words(`${name}-${who}`));
      if (first !== undefined && others.every((one) => isDeepStrictEqual(one, first))) return { both: first };
      const own = respondents.map((who) => [who, words(`${name}-${who}`)] as const);
      const filled = own.filter(([, one]) => one !== undefined);
      return filled.length === 0 ? undefined : Object.fromEntries(filled);
    },
    rows(name) {
      const pattern = new RegExp(`^${name}-(\\d{1,3})-.*(label|text)`);
      const filled = Object.entries(fields).filter(
        ([field, value]) => value.trim() !== '' && pattern.test(field),
      );
      const numbers = filled.map(([field]) => Number(pattern.exec(field)?.[1]));
      return [...new Set(numbers)].sort((left, right) => left - right);
    },
  };
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}

/** Whether the fields below a name are still those of before, line ends and outer spaces aside. */
function isSame(before: Fields | null, fields: Fields, name: string): boolean {
  if (before === null) return false;
  const below = (all: Fields): Record<string, string> =>
    Object.fromEntries(
      Object.entries(all)
        .filter(([field, value]) => field.startsWith(`${name}-`) && value.trim() !== '')
        .map(([field, value]) => [field, value.replaceAll('\r\n', '\n').trim()]),
    );
  const [old, now] = [below(before), below(fields)];
  // How comparisons are joined says nothing when there is at most one.
  if (!Object.hasOwn(old, `${name}-join`)) Reflect.deleteProperty(now, `${name}-join`);
  return isDeepStrictEqual(old, now);
}

function askedParts(reader: FieldReader, base: Asked): Readonly<Record<string, unknown>> {
  const hidden = HIDDEN_CODES.filter((code) => reader.flag(`hidden-${String(code)}`));
  const isAll = hidden.length === HIDDEN_CODES.length;
  return {
    help: reader.words('help'),
    probe: reader.heard('probe', base.probe ?? {}),
    label: reader.words('label'),
    hidden: isAll && base.hidden === undefined ? undefined : hidden,
    interviewerOnly: reader.flag('interviewerOnly') || undefined,
    store: reader.flag('store') ? 'contact' : undefined,
    statistic: statisticOf(reader, base),
  };
}

function statisticOf(reader: FieldReader, { statistic }: Asked): unknown {
  const kind = reader.text('statistic-kind');
  if (kind === '') return undefined;
  const label = reader.words('statistic-label');
  const shared = { kind, label, domains: statistic?.domains, base: statistic?.base };
  const own =
    kind === 'share' ? { positive: codesOf(reader.text('statistic-positive')) } : ownPart(kind, statistic);
  return defined({ ...shared, ...own });
}

/** What the form does not show of a statistic: as it was, or what is usual. */
function ownPart(kind: string, statistic: Asked['statistic']): Readonly<Record<string, unknown>> {
  if (kind === 'mean') return { decimals: statistic?.kind === 'mean' ? statistic.decimals : 1 };
  if (kind !== 'multiple_response') return {};
  return { percentOf: statistic?.kind === kind ? statistic.percentOf : 'respondents' };
}

function codesOf(text: string): (number | string)[] {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  return parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

type Choice = QuestionOf<'single' | 'multiple' | 'grid'>;

function choiceParts(reader: FieldReader, base: Choice): Readonly<Record<string, unknown>> {
  const isRotated = reader.flag('rotate') || undefined;
  return {
    options: reader.rows('options').map((row) => optionOf(reader, `options-${String(row)}`)),
    readOptions: reader.flag('readOptions') || (base.readOptions === false ? false : undefined),
    ...(base.type === 'grid' ? { rotateStatements: isRotated } : { rotateOptions: isRotated }),
  };
}

function optionOf(reader: FieldReader, name: string): unknown {
  const flags = OPTION_FLAGS.filter((flag) => reader.flag(`${name}-${flag}`)).map(
    (flag) => [flag, true] as const,
  );
  const option = { code: reader.number(`${name}-code`), label: reader.words(`${name}-label`) ?? {} };
  return { ...option, ...(Object.fromEntries(flags) as Partial<Option>) };
}

function statementsOf(reader: FieldReader, base: QuestionOf<'grid'>): unknown[] {
  return reader.rows('statements').map((row, index) => {
    const name = `statements-${String(row)}`;
    const old = base.statements[row];
    const id = reader.text(`${name}-id`);
    return defined({
      ...old,
      id: id === '' ? `${base.id}_${String(index + 1)}` : id,
      text: reader.heard(`${name}-text`, old?.text ?? {}) ?? {},
      label: reader.words(`${name}-label`),
    });
  });
}

function numberParts(reader: FieldReader): Readonly<Record<string, unknown>> {
  const numbers = NUMBERS.map((name) => [name, reader.number(name)] as const);
  return { unit: reader.words('unit') ?? {}, ...Object.fromEntries(numbers) };
}

/** Without the keys that have no value: in a file they are left out. */
function defined(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));
}
