import type { Option, Questionnaire, QuestionOf, Statement } from '../../domain/questionnaire/model.js';
import { type Fields, fieldsOfCondition } from './condition-form.js';
import { changedCondition } from './condition-part.js';
import { defined, type FieldReader, languageFields, textFields } from './form-reader.js';

export const OPTION_FLAGS = ['other', 'exclusive', 'notReadAloud'] as const;

type Choice = QuestionOf<'single' | 'multiple' | 'grid'>;

/** The fields of answers: a row for each, with whether it counts in the percentage of the tables. */
export function optionFields(question: Choice): Fields {
  const { statistic } = question;
  const positive: readonly number[] = statistic?.kind === 'share' ? statistic.positive : [];
  const fields: Record<string, string> = {};
  for (const [index, option] of question.options.entries()) {
    const name = `options-${String(index)}`;
    fields[`${name}-code`] = String(option.code);
    Object.assign(fields, languageFields(`${name}-label`, option.label));
    for (const flag of OPTION_FLAGS) if (option[flag] === true) fields[`${name}-${flag}`] = 'yes';
    if (positive.includes(option.code)) fields[`${name}-positive`] = 'yes';
  }
  if (question.readOptions === true) fields['readOptions'] = 'yes';
  const isRotated = 'rotateOptions' in question || 'rotateStatements' in question;
  if (isRotated) fields['rotate'] = 'yes';
  return fields;
}

/** The fields of statements; `was` remembers which one a row is when rows are moved or codes are changed. */
export function statementFields({ respondents }: Questionnaire, statements: readonly Statement[]): Fields {
  const rows = statements.map((statement, index) => {
    const name = `statements-${String(index)}`;
    return {
      [`${name}-id`]: statement.id,
      [`${name}-was`]: statement.id,
      ...textFields(`${name}-text`, statement.text, respondents),
      ...languageFields(`${name}-label`, statement.label),
      ...fieldsOfCondition(statement.when, `${name}-when`),
    };
  });
  return Object.assign({}, ...rows) as Fields;
}

/** The answers that the form describes, and how they are read. */
export function choiceParts(reader: FieldReader, base: Choice): Readonly<Record<string, unknown>> {
  const isRotated = reader.flag('rotate') || undefined;
  return {
    options: optionRowsOf(reader).map((name) => optionOf(reader, name)),
    readOptions: reader.flag('readOptions') || (base.readOptions === false ? false : undefined),
    ...(base.type === 'grid' ? { rotateStatements: isRotated } : { rotateOptions: isRotated }),
  };
}

function optionRowsOf(reader: FieldReader): string[] {
  return reader.rows('options').map((row) => `options-${String(row)}`);
}

/** Codes of the answers that are ticked to count in the percentage. */
export function positiveCodes(reader: FieldReader): unknown[] {
  return optionRowsOf(reader)
    .filter((name) => reader.flag(`${name}-positive`))
    .map((name) => reader.number(`${name}-code`));
}

function optionOf(reader: FieldReader, name: string): unknown {
  const flags = OPTION_FLAGS.filter((flag) => reader.flag(`${name}-${flag}`)).map(
    (flag) => [flag, true] as const,
  );
  const option = { code: reader.number(`${name}-code`), label: reader.words(`${name}-label`) ?? {} };
  return { ...option, ...(Object.fromEntries(flags) as Partial<Option>) };
}

/** The statements that the form describes; what it does not show of a statement stays. */
export function statementsOf(reader: FieldReader, base: QuestionOf<'grid'>, fields: Fields): unknown[] {
  return reader.rows('statements').map((row, index) => {
    const name = `statements-${String(row)}`;
    const was = reader.text(`${name}-was`);
    const old = base.statements.find(({ id }) => id === was);
    const id = reader.text(`${name}-id`);
    return defined({
      ...old,
      id: id === '' ? `${base.id}_${String(index + 1)}` : id,
      text: reader.heard(`${name}-text`, old?.text ?? {}) ?? {},
      label: reader.words(`${name}-label`),
      when: changedCondition(old?.when, fields, `${name}-when`),
    });
  });
}

/** The statements that got another code: what refers to them follows. */
export function renamedStatements(fields: Fields): readonly (readonly [from: string, to: string])[] {
  return Object.entries(fields).flatMap(([field, was]) => {
    const row = /^(statements-\d{1,3})-was$/.exec(field)?.[1];
    const now = row === undefined ? '' : (fields[`${row}-id`] ?? '').trim();
    return row === undefined || was === '' || now === '' || now === was ? [] : [[was, now] as const];
  });
}
