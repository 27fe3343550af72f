import type { AnswerRecord } from '../../../src/domain/answer-file/answer-record.js';
import { instant } from '../../../src/domain/calendar/instant.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import type { Dataset, DatasetRow } from '../../../src/domain/export/dataset.js';
import { datasetRow, measureTexts } from '../../../src/domain/export/dataset-row.js';
import {
  type DatasetSource,
  describeDataset,
  exportColumns,
  withTextBytes,
} from '../../../src/domain/export/describe-dataset.js';
import { NO_TRAITS } from '../../../src/domain/study/traits.js';
import type { Answer } from '../../../src/domain/interview/answer.js';
import { DEFAULT_STUDY_DOMAINS } from '../../../src/domain/study/study-domain.js';
import { SMALL_QUESTIONNAIRE, usable } from '../../support/questionnaires.js';

export const smallQuestionnaire = usable(SMALL_QUESTIONNAIRE);

/** A text of 300 characters with every second one outside ASCII. */
export const LONG_TEXT = 'ıa'.repeat(150);

export function source(different: Partial<DatasetSource> = {}): DatasetSource {
  return {
    name: 'ceo-2026',
    title: 'Cliëntervaringsonderzoek jeugd 2026 — Übersicht',
    questionnaire: smallQuestionnaire,
    domains: DEFAULT_STUDY_DOMAINS,
    found: { segments: ['jeugd_ggz', 'onbekend_segment'], measures: ['OTS', 'voogdij'] },
    withTexts: true,
    k: 1,
    weighting: { made: null, averaged: 0 },
    snapshot: 3,
    caseCount: 4,
    madeAt: instant('2026-03-28T11:00:00Z'),
    ...different,
  };
}

function record(answers: Record<string, Answer>, different: Partial<AnswerRecord> = {}): AnswerRecord {
  return {
    domain: 'basishulp',
    respondent: 'parent',
    weight: 15.25,
    segment: null,
    measure: null,
    ageBand: '0-11',
    traits: NO_TRAITS,
    answers: new Map(Object.entries(answers)),
    ...different,
  };
}

/** Four respondents: everything filled in, every answer missing, nothing known, long and strange texts. */
export const RECORDS: readonly AnswerRecord[] = [
  record(
    {
      Q1: { kind: 'single', code: 3, otherText: 'soms, in Curaçao' },
      Q2: { kind: 'multiple', codes: [1, 3], otherText: 'de buurman' },
      Q2_1: { kind: 'text', text: 'oma' },
      Q3: { kind: 'number', value: 2.5 },
      Q4: { kind: 'number', value: 10 },
      Q5: { kind: 'date', on: civilDate('2015-12-31') },
      Q6: { kind: 'text', text: 'Zoë zei: "fijn", maar\nte laat; 100%' },
      Q7_1: { kind: 'single', code: 2, otherText: null },
      Q7_2: { kind: 'single', code: 1, otherText: null },
      Q9: { kind: 'single', code: 2, otherText: null },
    },
    { measure: 'OTS' },
  ),
  record(
    {
      Q1: { kind: 'hidden', code: 98 },
      Q2: { kind: 'hidden', code: 99 },
      Q3: { kind: 'hidden', code: 97 },
      Q4: { kind: 'hidden', code: 98 },
      Q5: { kind: 'hidden', code: 98 },
      Q6: { kind: 'hidden', code: 99 },
      Q7_1: { kind: 'hidden', code: 97 },
    },
    { domain: 'specialistisch', segment: 'jeugd_ggz', respondent: 'youth', ageBand: '16+', weight: 1 / 3 },
  ),
  record({}, { domain: 'jb_jr', respondent: null, weight: null, ageBand: null, segment: 'onbekend_segment' }),
  record(
    {
      Q3: { kind: 'number', value: 120 },
      Q4: { kind: 'number', value: 1 },
      Q6: { kind: 'text', text: LONG_TEXT },
    },
    { measure: 'voogdij', ageBand: '12-15', weight: 1000.125 },
  ),
];

export function exampleRows(different: Partial<DatasetSource> = {}): DatasetRow[] {
  const { questionnaire, withTexts } = source(different);
  const columns = exportColumns(questionnaire, withTexts);
  return RECORDS.map((one, at) => datasetRow(`r${String(at + 1)}`, one, columns));
}

/** The description of those rows, with text variables as wide as they must be. */
export function exampleDataset(different: Partial<DatasetSource> = {}): Dataset {
  const dataset = describeDataset(source(different));
  const bytes = new Map<string, number>();
  measureTexts(dataset, exampleRows(different), bytes);
  return withTextBytes(dataset, bytes);
}

/** Fifty thousand answers look like this: `count` rows of a description without texts, made up by their number. */
export function* manyRows(dataset: Dataset, count: number): Generator<DatasetRow> {
  for (let number = 0; number < count; number += 1) {
    yield dataset.variables.map(({ content }, at) => {
      switch (content.kind) {
        case 'number':
          return (number * 7 + at) % 5 === 0 ? null : content.decimals > 0 ? number / 8 : (number + at) % 10;
        case 'category':
          return content.categories[(number + at) % Math.max(1, content.categories.length)]?.code ?? null;
        case 'date':
          return '2026-01-01';
        case 'text':
          return `r${String(number)}`;
      }
    });
  }
}
