import { csvLine, type CsvNotation, csvStart } from '../../csv/csv-text.js';
import type { Dataset, DatasetVariable, MeasurementLevel, VariableContent } from '../dataset.js';

const HEADINGS = [
  'variabele',
  'omschrijving',
  'vraag',
  'soort',
  'meetniveau',
  'code',
  'betekenis',
  'telt als',
];

const KINDS: Readonly<Record<VariableContent['kind'], string>> = {
  number: 'getal',
  category: 'tekstcode',
  date: 'datum (jjjj-mm-dd)',
  text: 'tekst',
};

const LEVELS: Readonly<Record<MeasurementLevel, string>> = {
  nominal: 'nominaal',
  ordinal: 'ordinaal',
  scale: 'schaal',
};

/**
 * The codebook that goes with the CSV file, itself CSV: a line per variable and per code of a variable, then the
 * multiple-response sets and the remarks.
 * @param notation the same as that of the data
 * @example codebook(dataset, 'dutch').split('\r\n')[0] // '\uFEFFvariabele;omschrijving;vraag;…'
 */
export function codebook(dataset: Dataset, notation: CsvNotation): string {
  return (
    csvStart +
    codebookLines(dataset)
      .map((cells) => csvLine(cells, notation))
      .join('')
  );
}

/**
 * The lines of the codebook, the headings first.
 * @example codebookLines(dataset)[0]?.[0] // 'variabele'
 */
export function codebookLines(dataset: Dataset): readonly (readonly Cell[])[] {
  return [
    HEADINGS,
    ...dataset.variables.flatMap(variableLines),
    ...dataset.multipleResponseSets.map(({ name, label, variables }) => [
      name,
      label,
      null,
      'meer antwoorden mogelijk',
      null,
      null,
      variables.join(' '),
      'reeks',
    ]),
    ...dataset.remarks.map((remark) => [null, remark, null, 'opmerking', null, null, null, null]),
  ];
}

type Cell = string | number | null;

function variableLines({ name, label, question, content, level, missing }: DatasetVariable): Cell[][] {
  const line = (code: Cell, meaning: string | null, counts: string | null): Cell[] => [
    name,
    label,
    question,
    KINDS[content.kind],
    LEVELS[level],
    code,
    meaning,
    counts,
  ];
  const codes = codesOf(content).map(({ code, meaning }) => line(code, meaning, 'antwoord'));
  const missingCodes = missing.map(({ value, label: meaning }) => line(value, meaning, 'ontbrekend'));
  const own = [...codes, ...missingCodes];
  return codes.length > 0 ? own : [line(null, null, null), ...own];
}

function codesOf(content: VariableContent): { code: Cell; meaning: string }[] {
  switch (content.kind) {
    case 'number':
      return content.labels.map(({ value, label }) => ({ code: value, meaning: label }));
    case 'category':
      return content.categories.map(({ code, label }) => ({ code, meaning: label }));
    case 'date':
    case 'text':
      return [];
  }
}
