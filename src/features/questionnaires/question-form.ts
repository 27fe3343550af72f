import type { Question, Questionnaire, QuestionOf } from '../../domain/questionnaire/model.js';
import { HIDDEN_CODES } from '../../domain/questionnaire/schema.js';
import { checkFields, checksOf } from './check-form.js';
import { choiceParts, optionFields, statementFields, statementsOf } from './choice-form.js';
import { type Fields, fieldsOfCondition } from './condition-form.js';
import { changedCondition } from './condition-part.js';
import { defined, type FieldReader, fieldReader, languageFields, textFields } from './form-reader.js';
import { tableFields, tableParts } from './table-form.js';

type Asked = Exclude<Question, { type: 'text' }>;

/** The fields of a question on the form. What the form does not have stays as it is in the question. */
export function fieldsOfQuestion(questionnaire: Questionnaire, question: Question): Fields {
  return {
    id: question.id,
    ...textFields('text', question.text, questionnaire.respondents),
    ...languageFields('instruction', question.instruction),
    ...fieldsOfCondition(question.when, 'when'),
    ...(question.type === 'text' ? {} : askedFields(questionnaire, question)),
    ...('options' in question ? optionFields(question) : {}),
    ...(question.type === 'grid' ? statementFields(questionnaire, question.statements) : {}),
    ...(question.type === 'number' ? numberFields(question) : {}),
    ...(question.type === 'open' ? codeFrameFields(question) : {}),
  };
}

function askedFields({ respondents }: Questionnaire, question: Asked): Fields {
  const hidden: readonly number[] = question.hidden ?? HIDDEN_CODES;
  return {
    ...languageFields('help', question.help),
    ...textFields('probe', question.probe ?? {}, respondents),
    ...Object.fromEntries(hidden.map((code) => [`hidden-${String(code)}`, 'yes'])),
    ...(question.interviewerOnly === true ? { interviewerOnly: 'yes' } : {}),
    ...(question.store === undefined ? {} : { store: 'yes' }),
    ...checkFields(question.checks),
    ...tableFields(question),
  };
}

const NUMBERS = ['decimals', 'min', 'max', 'softMin', 'softMax'] as const;

function numberFields(question: QuestionOf<'number'>): Fields {
  const numbers = NUMBERS.map((name) => [
    name,
    question[name] === undefined ? '' : String(question[name]).replace('.', ','),
  ]);
  return { ...languageFields('unit', question.unit), ...(Object.fromEntries(numbers) as Fields) };
}

function codeFrameFields({ codeFrame = [] }: QuestionOf<'open'>): Fields {
  const rows = codeFrame.map(({ code, label }, index) => ({
    [`frame-${String(index)}-code`]: String(code),
    ...languageFields(`frame-${String(index)}-label`, label),
  }));
  return Object.assign({}, ...rows) as Fields;
}

/**
 * The question that the form describes: not yet checked, for a form can hold anything.
 * @param base the question as it was; what the form does not have comes from it
 */
export function questionOfFields(questionnaire: Questionnaire, base: Question, fields: Fields): unknown {
  const reader = fieldReader(questionnaire, fields);
  return defined({
    ...base,
    id: reader.text('id'),
    when: changedCondition(base.when, fields, 'when'),
    text: reader.heard('text', base.text) ?? {},
    instruction: reader.words('instruction'),
    ...(base.type === 'text' ? {} : askedParts(reader, base)),
    ...(base.type === 'text' ? {} : tableParts(reader, base, { fields, questionnaire })),
    ...(base.type === 'text' ? {} : { checks: checksOf(reader, base.checks, fields) }),
    ...('options' in base ? choiceParts(reader, base) : {}),
    ...(base.type === 'grid' ? { statements: statementsOf(reader, base, fields) } : {}),
    ...(base.type === 'number' ? numberParts(reader) : {}),
    ...(base.type === 'open' ? { codeFrame: codeFrameOf(reader) } : {}),
  });
}

function askedParts(reader: FieldReader, base: Asked): Readonly<Record<string, unknown>> {
  const hidden = HIDDEN_CODES.filter((code) => reader.flag(`hidden-${String(code)}`));
  const isAll = hidden.length === HIDDEN_CODES.length;
  return {
    help: reader.words('help'),
    probe: reader.heard('probe', base.probe ?? {}),
    hidden: isAll && base.hidden === undefined ? undefined : hidden,
    interviewerOnly: reader.flag('interviewerOnly') || undefined,
    store: reader.flag('store') ? 'contact' : undefined,
  };
}

function numberParts(reader: FieldReader): Readonly<Record<string, unknown>> {
  const numbers = NUMBERS.map((name) => [name, reader.number(name)] as const);
  return { unit: reader.words('unit') ?? {}, ...Object.fromEntries(numbers) };
}

function codeFrameOf(reader: FieldReader): unknown[] | undefined {
  const frame = reader.rows('frame').map((row) => ({
    code: reader.number(`frame-${String(row)}-code`),
    label: reader.words(`frame-${String(row)}-label`),
  }));
  return frame.length === 0 ? undefined : frame;
}
