import { localTime } from '../../calendar/instant.js';
import type {
  Dataset,
  DatasetVariable,
  MeasurementLevel,
  MultipleResponseSet,
  VariableContent,
} from '../dataset.js';
import { element, textElement } from '../xml-text.js';

const NAMESPACE = 'ddi:codebook:2_5';
const SCHEMA = 'https://ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd';
const FILE = 'F1';

const NATURES: Readonly<Record<MeasurementLevel, string>> = {
  nominal: 'nominal',
  ordinal: 'ordinal',
  scale: 'ratio',
};

const REPRESENTATIONS: Readonly<Record<VariableContent['kind'], string>> = {
  number: 'numeric',
  category: 'code',
  date: 'datetime',
  text: 'text',
};

/**
 * Describes the CSV file of a study in DDI-Codebook 2.5: study, file, variables with labels, questions, codes and
 * missing codes, multiple-response groups, weight. No counts of answers: they could tell of a few people.
 * Source: DDI Alliance, DDI-Codebook 2.5, codebook.xsd.
 * @example ddiCodebook(dataset).includes('<codeBook xmlns="ddi:codebook:2_5"') // true
 */
export function ddiCodebook(dataset: Dataset): string {
  const ids = new Map(dataset.variables.map(({ name }, at) => [name, `V${String(at + 1)}`]));
  const codeBook = element(
    'codeBook',
    [
      element('docDscr', [citation(`Codeboek: ${dataset.title}`, dataset)]),
      element('stdyDscr', [citation(dataset.title, dataset)]),
      fileDescription(dataset),
      element('dataDscr', [
        ...dataset.multipleResponseSets.map((set, at) => variableGroup(set, at, ids)),
        ...dataset.variables.map((variable, at) => variableDescription(variable, at, dataset, ids)),
      ]),
    ],
    {
      xmlns: NAMESPACE,
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      'xsi:schemaLocation': `${NAMESPACE} ${SCHEMA}`,
      version: '2.5',
      'xml:lang': 'nl',
    },
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${codeBook}\n`;
}

function citation(title: string, { name, madeAt }: Dataset): string {
  const { date } = localTime(madeAt);
  return element('citation', [
    element('titlStmt', [textElement('titl', title), textElement('IDNo', name)]),
    element('prodStmt', [textElement('prodDate', date, { date }), textElement('software', 'Veldwerk')]),
  ]);
}

function fileDescription({ name, caseCount, variables, remarks }: Dataset): string {
  return element(
    'fileDscr',
    [
      element('fileTxt', [
        textElement('fileName', `${name}.csv`),
        element('dimensns', [
          textElement('caseQnty', String(caseCount)),
          textElement('varQnty', String(variables.length)),
        ]),
        textElement('fileType', 'CSV', { charset: 'UTF-8' }),
        textElement('format', 'delimited'),
      ]),
      ...remarks.map((remark) => textElement('notes', remark)),
    ],
    { ID: FILE },
  );
}

function variableGroup(
  { name, label, variables }: MultipleResponseSet,
  at: number,
  ids: ReadonlyMap<string, string>,
): string {
  return element('varGrp', [textElement('labl', label)], {
    ID: `G${String(at + 1)}`,
    type: 'multipleResp',
    name,
    var: variables.map((variable) => ids.get(variable) ?? '').join(' '),
  });
}

function variableDescription(
  variable: DatasetVariable,
  at: number,
  { weight }: Dataset,
  ids: ReadonlyMap<string, string>,
): string {
  const { name, label, question, content, level, missing } = variable;
  const isContinuous = level === 'scale' && content.kind === 'number';
  return element(
    'var',
    [
      element('location', [], { StartPos: String(at + 1), fileid: FILE }),
      textElement('labl', label),
      ...(question === null ? [] : [element('qstn', [textElement('qstnLit', question)])]),
      ...(missing.length === 0
        ? []
        : [
            element(
              'invalrng',
              missing.map(({ value }) => element('item', [], { VALUE: String(value) })),
            ),
          ]),
      ...categories(variable),
      format(content),
    ],
    {
      ID: ids.get(name) ?? null,
      name,
      files: FILE,
      wgt: name === weight ? 'wgt' : null,
      'wgt-var': question === null ? null : weightId(weight, ids),
      dcml: content.kind === 'number' ? String(content.decimals) : null,
      intrvl: isContinuous ? 'contin' : 'discrete',
      nature: content.kind === 'date' ? 'interval' : NATURES[level],
      representationType: representationOf(content),
    },
  );
}

function weightId(weight: string | null, ids: ReadonlyMap<string, string>): string | null {
  return weight === null ? null : (ids.get(weight) ?? null);
}

function representationOf(content: VariableContent): string {
  const hasCodes = content.kind === 'number' && content.labels.length > 0;
  return hasCodes ? 'code' : REPRESENTATIONS[content.kind];
}

function categories({ content, missing }: DatasetVariable): string[] {
  const codes = codesOf(content).map(({ code, label }) => category(code, label, null));
  return [...codes, ...missing.map(({ value, label }) => category(String(value), label, 'Y'))];
}

function category(code: string, label: string, missing: 'Y' | null): string {
  return element('catgry', [textElement('catValu', code), textElement('labl', label)], { missing });
}

function codesOf(content: VariableContent): { code: string; label: string }[] {
  switch (content.kind) {
    case 'number':
      return content.labels.map(({ value, label }) => ({ code: String(value), label }));
    case 'category':
      return content.categories.map(({ code, label }) => ({ code, label }));
    case 'date':
    case 'text':
      return [];
  }
}

function format({ kind }: VariableContent): string {
  return element('varFormat', [], {
    type: kind === 'number' ? 'numeric' : 'character',
    schema: kind === 'date' ? 'ISO' : null,
    category: kind === 'date' ? 'date' : null,
  });
}
