import type { AnswerColumn } from '../answer-file/answer-columns.js';
import { isTextColumn, listAnswerColumns } from '../answer-file/answer-columns.js';
import type { Instant } from '../calendar/instant.js';
import { AGE_BAND_LABELS, ageBands } from '../frame/eligibility.js';
import { MAX_TEXT_CHARACTERS } from '../interview/answer-problem.js';
import { replaceFills } from '../questionnaire/fills.js';
import type { Fill, LanguageText, Questionnaire, RespondentText } from '../questionnaire/model.js';
import { optionsOf, statisticOf, tableLabelOf, type Variable } from '../questionnaire/variables.js';
import type { StudyDomain } from '../study/study-domain.js';
import { levelsOfTrait, TRAIT_NAMES, TRAITS } from '../study/traits.js';
import { type DatasetWeighting, remarksOf } from './dataset-remarks.js';
import type {
  Category,
  Dataset,
  DatasetVariable,
  MeasurementLevel,
  MultipleResponseSet,
  ValueLabel,
  VariableContent,
} from './dataset.js';
import { missingCodes } from '../answer-file/missing-codes.js';

/** What a data file is made of, besides its rows. */
export interface DatasetSource {
  /** Short name without spaces, such as the study's. */
  readonly name: string;
  readonly title: string;
  readonly questionnaire: Questionnaire;
  readonly domains: readonly StudyDomain[];
  /** The segments and measures that occur in the rows. */
  readonly found: { readonly segments: readonly string[]; readonly measures: readonly string[] };
  /** Whether open answers and texts at "other" go along: they can tell who somebody is. */
  readonly withTexts: boolean;
  /** Backgrounds are left out until at least so many respondents share theirs; 1 leaves out nothing. */
  readonly k: number;
  readonly weighting: DatasetWeighting;
  /** The number of this state of the data. */
  readonly snapshot: number;
  readonly caseCount: number;
  readonly madeAt: Instant;
}

const LANGUAGE = 'nl';
const MAX_BYTES_PER_CHARACTER = 4;
const KEY_BYTES = 36;

/**
 * Describes the data file of a study: response number, domain, respondent, weight, segment, measure, age band and traits,
 * then every answer in the order of the questionnaire. The options of a multiple response are variables with 0 and
 * 1 and form a set. Labels are Dutch; when a question has no Dutch, its first language.
 * @param source questionnaire, domains, what occurs in the rows, and whether texts go along
 * @example describeDataset(source).variables.map(({ name }) => name) // ['response', 'domain', …, 'B1', …]
 */
export function describeDataset(source: DatasetSource): Dataset {
  const columns = exportColumns(source.questionnaire, source.withTexts);
  const { name, title, caseCount, madeAt } = source;
  const filled = fillingOf(source.questionnaire);
  return {
    name,
    title,
    remarks: remarksOf(source),
    variables: [...sampleVariables(source), ...columns.map((column) => answerVariable(column, filled))],
    multipleResponseSets: multipleResponseSets(columns, filled),
    weight: 'weight',
    caseCount,
    madeAt,
  };
}

/**
 * The columns of answers in a data file.
 * @param withTexts whether open answers and texts at "other" go along
 * @example exportColumns(questionnaire, false).map(({ name }) => name) // ['A1', 'A2_1', 'A2_2', …]
 */
export function exportColumns(questionnaire: Questionnaire, withTexts: boolean): AnswerColumn[] {
  return listAnswerColumns(questionnaire).filter((column) => withTexts || !isTextColumn(column));
}

/**
 * The description with text variables as wide as their longest text. Without it a text may take 16,000 bytes, for
 * which every row of a system file has room.
 * @param bytes length in UTF-8 of the longest text per variable; a variable that is absent has only empty texts
 * @example withTextBytes(dataset, new Map([['Q6', 300]]))
 */
export function withTextBytes(dataset: Dataset, bytes: ReadonlyMap<string, number>): Dataset {
  return {
    ...dataset,
    variables: dataset.variables.map((variable) =>
      variable.content.kind === 'text'
        ? { ...variable, content: { kind: 'text', maxBytes: Math.max(1, bytes.get(variable.name) ?? 0) } }
        : variable,
    ),
  };
}

function sampleVariables({ domains, found, weighting }: DatasetSource): DatasetVariable[] {
  const segments = domains.flatMap((domain) => domain.segments);
  const unasked = { question: null, missing: [] };
  return [
    {
      ...unasked,
      name: 'response',
      label: 'antwoordnummer',
      level: 'nominal',
      content: { kind: 'text', maxBytes: KEY_BYTES },
    },
    { ...unasked, name: 'domain', label: 'domein', level: 'nominal', content: categories(domains) },
    {
      ...unasked,
      name: 'respondent',
      label: 'wie het gesprek voerde',
      level: 'nominal',
      content: categories([
        { code: 'parent', label: 'ouder of verzorger' },
        { code: 'youth', label: 'jongere' },
      ]),
    },
    {
      ...unasked,
      name: 'weight',
      label: `weegfactor${nameOf(weighting)}: aantal cliënten waarvoor deze respondent staat`,
      level: 'scale',
      content: { kind: 'number', decimals: 4, labels: [] },
    },
    {
      ...unasked,
      name: 'segment',
      label: 'segment',
      level: 'nominal',
      content: categories([...segments, ...unlisted(found.segments, segments)]),
    },
    {
      ...unasked,
      name: 'measure',
      label: 'maatregel',
      level: 'nominal',
      content: categories(unlisted(found.measures, [])),
    },
    {
      ...unasked,
      name: 'age_band',
      label: 'leeftijdsgroep',
      level: 'ordinal',
      content: categories(ageBands.map((code) => ({ code, label: AGE_BAND_LABELS[code] }))),
    },
    ...TRAIT_NAMES.map((trait): DatasetVariable => ({
      ...unasked,
      name: TRAITS[trait].column,
      label: TRAITS[trait].label.toLowerCase(),
      level: 'nominal',
      content: categories(levelsOfTrait(trait).map(([code, label]) => ({ code, label }))),
    })),
  ];
}

function nameOf({ made }: DatasetWeighting): string {
  return made === null ? '' : ` “${made.name}”, versie ${String(made.version)}`;
}

type CodeAndLabel = Pick<Category, 'code' | 'label'>;

function unlisted(found: readonly string[], listed: readonly CodeAndLabel[]): CodeAndLabel[] {
  const others = new Set(found.filter((code) => !listed.some((one) => one.code === code)));
  return [...others].sort().map((code) => ({ code, label: code }));
}

/** Numbered from 1 in their order; a code that two domains share is one category. */
function categories(codes: readonly CodeAndLabel[]): VariableContent {
  const unique = [...new Map(codes.map((one) => [one.code, one])).values()];
  return {
    kind: 'category',
    categories: unique.map(({ code, label }, at) => ({ code, label, value: at + 1 })),
  };
}

function answerVariable(column: AnswerColumn, filled: Filled): DatasetVariable {
  const { name, variable } = column;
  return {
    name,
    label: filled(labelOf(column)),
    question: filled(questionText(variable)),
    content: contentOf(column),
    level: levelOf(column),
    missing: column.part.kind === 'other' ? [] : missingCodes(variable),
  };
}

type Filled = (text: string) => string;

/** A text with what the interviewer reads when nothing more is known of the case. */
function fillingOf({ fills = {} }: Questionnaire): Filled {
  const wordsOf = (fill: Fill): RespondentText | undefined =>
    'value' in fill ? fill.otherwise : fill.cases.at(-1)?.text;
  return (text) =>
    replaceFills(text, (name) => {
      const fill = fills[name];
      const words = fill === undefined ? undefined : wordsOf(fill);
      return words === undefined ? `{${name}}` : forAnybody(words);
    });
}

function forAnybody(text: RespondentText): string {
  return inDutch(text.both ?? text.parent ?? text.youth ?? {});
}

function labelOf({ variable, part }: AnswerColumn): string {
  const label = tableLabelOf(variable, LANGUAGE);
  switch (part.kind) {
    case 'value':
      return label;
    case 'other':
      return `${label}: anders, namelijk`;
    case 'option': {
      const option = optionsOf(variable).find(({ code }) => code === part.code);
      return `${label}: ${inDutch(option?.label ?? {})}`;
    }
  }
}

function questionText({ question, statement }: Variable): string {
  const texts = [question.text, ...(statement === null ? [] : [statement.text])];
  return texts.map(forAnybody).join(' ');
}

function inDutch(text: LanguageText): string {
  return text[LANGUAGE] ?? Object.values(text)[0] ?? '';
}

const YES_NO: readonly ValueLabel[] = [
  { value: 0, label: 'niet genoemd' },
  { value: 1, label: 'genoemd' },
];

function contentOf({ variable, part }: AnswerColumn): VariableContent {
  switch (part.kind) {
    case 'option':
      return { kind: 'number', decimals: 0, labels: YES_NO };
    case 'other':
      return freeText();
    case 'value':
      return valueContent(variable);
  }
}

function valueContent(variable: Variable): VariableContent {
  const { question } = variable;
  if (question.type === 'open') return freeText();
  if (question.type === 'date') return { kind: 'date' };
  const labels = optionsOf(variable).map(({ code, label }) => ({ value: code, label: inDutch(label) }));
  return { kind: 'number', decimals: question.type === 'number' ? question.decimals : 0, labels };
}

function freeText(): VariableContent {
  return { kind: 'text', maxBytes: MAX_TEXT_CHARACTERS * MAX_BYTES_PER_CHARACTER };
}

/**
 * A number is a scale; a statement of a grid, and a single choice of which a table adds up several options
 * (agree and strongly agree), have an order.
 */
function levelOf({ variable, part }: AnswerColumn): MeasurementLevel {
  const { question } = variable;
  if (part.kind !== 'value' || question.type === 'open') return 'nominal';
  if (question.type === 'grid') return 'ordinal';
  if (question.type !== 'single') return 'scale';
  const statistic = statisticOf(variable);
  return statistic?.kind === 'share' && statistic.positive.length > 1 ? 'ordinal' : 'nominal';
}

function multipleResponseSets(columns: readonly AnswerColumn[], filled: Filled): MultipleResponseSet[] {
  const sets = new Map<Variable, string[]>();
  for (const { name, variable, part } of columns) {
    if (part.kind === 'option') sets.set(variable, [...(sets.get(variable) ?? []), name]);
  }
  return [...sets].map(([variable, variables]) => ({
    name: variable.id,
    label: filled(tableLabelOf(variable, LANGUAGE)),
    variables,
  }));
}
