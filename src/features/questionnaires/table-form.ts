import type { Note, Question, Questionnaire } from '../../domain/questionnaire/model.js';
import { type Fields, fieldsOfCondition } from './condition-form.js';
import { changedCondition } from './condition-part.js';
import { positiveCodes } from './choice-form.js';
import { defined, type FieldReader, languageFields } from './form-reader.js';

type Asked = Exclude<Question, { type: 'text' }>;
type Statistic = NonNullable<Asked['statistic']>;

export const SOURCE_NAMES = ['reported', 'paraphrased', 'vng', 'inferred'] as const;

/** The fields of what tables and reports need of a question. */
export function tableFields(question: Asked): Fields {
  const { themes = [], source = [], reportTable, sourceNote } = question;
  return {
    ...languageFields('label', question.label),
    ...statisticFields(question.statistic),
    ...Object.fromEntries(themes.map((theme) => [`theme-${theme}`, 'yes'])),
    ...Object.fromEntries(source.map((one) => [`source-${one}`, 'yes'])),
    ...(reportTable === undefined ? {} : { reportTable }),
    ...(sourceNote === undefined ? {} : { sourceNote }),
    ...noteFields(question.notes),
  };
}

function statisticFields(statistic: Statistic | undefined): Fields {
  if (statistic === undefined) return {};
  const { kind, domains = [] } = statistic;
  return {
    'statistic-kind': kind,
    ...languageFields('statistic-label', statistic.label),
    ...Object.fromEntries(domains.map((domain) => [`statistic-domain-${domain}`, 'yes'])),
    ...(kind === 'mean' ? { 'statistic-decimals': String(statistic.decimals) } : {}),
    ...(kind === 'multiple_response' ? { 'statistic-percentOf': statistic.percentOf } : {}),
    ...fieldsOfCondition(statistic.base, 'base'),
  };
}

/** The fields of remarks under the tables. */
export function noteFields(notes: readonly Note[] = []): Fields {
  const rows = notes.map(({ kind, text }, index) => ({
    [`notes-${String(index)}-kind`]: kind,
    ...languageFields(`notes-${String(index)}-text`, text),
  }));
  return Object.assign({}, ...rows) as Fields;
}

/** The remarks of a form; `undefined` for none. */
export function notesOf(reader: FieldReader): unknown[] | undefined {
  const notes = reader.rows('notes').map((row) => ({
    kind: reader.text(`notes-${String(row)}-kind`),
    text: reader.words(`notes-${String(row)}-text`),
  }));
  return notes.length === 0 ? undefined : notes;
}

/** What the form says for tables and reports. */
export function tableParts(
  reader: FieldReader,
  base: Asked,
  { fields, questionnaire }: { fields: Fields; questionnaire: Questionnaire },
): Readonly<Record<string, unknown>> {
  // What is ticked, in the order in which it stood; what is new comes last.
  const inOrder = (
    old: readonly string[],
    names: readonly string[],
    prefix: string,
  ): string[] | undefined => {
    const known = [...old, ...names.filter((name) => !old.includes(name))];
    const ticked = known.filter((name) => reader.flag(`${prefix}-${name}`));
    return ticked.length === 0 ? undefined : ticked;
  };
  const themes = Object.keys(questionnaire.themes ?? {});
  return {
    label: reader.words('label'),
    statistic: statisticOf(reader, base, fields),
    themes: inOrder(base.themes ?? [], themes, 'theme'),
    source: inOrder(base.source ?? [], SOURCE_NAMES, 'source'),
    reportTable: reader.text('reportTable') || undefined,
    sourceNote: reader.text('sourceNote') || undefined,
    notes: notesOf(reader),
  };
}

function statisticOf(reader: FieldReader, { statistic }: Asked, fields: Fields): unknown {
  const kind = reader.text('statistic-kind');
  if (kind === '') return undefined;
  const domains = Object.keys(fields).flatMap((name) => /^statistic-domain-(.+)$/.exec(name)?.[1] ?? []);
  const before = statistic?.domains ?? [];
  const sorted = [
    ...before.filter((one) => domains.includes(one)),
    ...domains.filter((one) => !before.includes(one)),
  ];
  return defined({
    kind,
    ...ownPart(kind, reader, statistic),
    label: reader.words('statistic-label'),
    domains: sorted.length === 0 ? undefined : sorted,
    base: changedCondition(statistic?.base, fields, 'base'),
  });
}

function ownPart(
  kind: string,
  reader: FieldReader,
  old: Statistic | undefined,
): Readonly<Record<string, unknown>> {
  if (kind === 'share') {
    const ticked = positiveCodes(reader);
    const before: readonly unknown[] = old?.kind === 'share' ? old.positive : [];
    const kept = before.filter((code) => ticked.includes(code));
    return { positive: [...kept, ...ticked.filter((code) => !kept.includes(code))] };
  }
  if (kind === 'mean') return { decimals: reader.number('statistic-decimals') ?? 1 };
  if (kind !== 'multiple_response') return {};
  return { percentOf: reader.text('statistic-percentOf') || 'respondents' };
}
