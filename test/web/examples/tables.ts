import { instant } from '../../../src/domain/calendar/instant.js';
import { sumsOfAnswers } from '../../../src/domain/statistics/answer-sums.js';
import { buildComparisonTable } from '../../../src/domain/tables/build-comparison-table.js';
import {
  DEFAULT_CHOICES,
  type GroupSums,
  tableDefaults,
  type TableInput,
  type TableRowInput,
} from '../../../src/domain/tables/table-input.js';
import {
  SPECIFICATION_FORMAT,
  type TableSpecification,
} from '../../../src/domain/tables/table-specification.js';
import { type PlannedRow, planRows } from '../../../src/features/tables/table-rows.js';
import type { Report } from '../../../src/features/tables/reports.service.js';
import {
  reportListPage,
  reportListView,
  reportPage,
  reportView,
} from '../../../src/features/tables/reports.pages.js';
import type { SavedSpecification } from '../../../src/features/tables/specifications.service.js';
import { tableChoices } from '../../../src/features/tables/tables.forms.js';
import { tablesPage, tablesView } from '../../../src/features/tables/tables.pages.js';
import type { StudyTable } from '../../../src/features/tables/tables.service.js';
import { shippedQuestionnaire } from '../../support/questionnaires.js';
import { example } from './example.js';
import { ALL_ROLES, EARLIER_STUDY, NEW_STUDY, STUDY } from './invented-study.js';

const questionnaire = shippedQuestionnaire('ceo-jeugd-2016');
const rows = planRows(questionnaire);

/** A few rows of every block. */
const tabulated = rows.filter(({ variable }, index) => rows[index - 3]?.variable.block !== variable.block);

const years = [
  { key: '2016', label: 'CEO 2016' },
  { key: '2025', label: 'CEO 2025' },
];

/** Enough people for figures, few enough for indicative ones, and too few for any. */
const BASES: Readonly<Record<string, number>> = { basishulp: 256, specialistisch: 29, jb_jr: 8 };

function sums(plan: PlannedRow, at: number): readonly GroupSums[] {
  return years.flatMap(({ key: year }, later) =>
    STUDY.domains.map(({ code: domain }, place) => {
      const positive = 0.9 - 0.05 * (at % 9) - 0.2 * place * later;
      const base = BASES[domain] ?? 0;
      const answers = Array.from({ length: base }, (_, person) =>
        plan.kind === 'mean' ? { y: 6 + (person % 4) } : { y: person < positive * base ? 1 : 0 },
      );
      const part = { year, domain, levels: [], stratum: `${year}/${domain}` };
      return { ...part, sums: sumsOfAnswers(answers), source: 'answers' as const };
    }),
  );
}

const input: TableInput = {
  years,
  domains: STUDY.domains.map(({ code, label }) => ({ key: code, label })),
  breakdowns: [],
  strata: years.flatMap(({ key }) =>
    STUDY.domains.map(({ code }) => ({
      key: `${key}/${code}`,
      sampleSize: BASES[code] ?? 0,
      populationSize: 2_000,
    })),
  ),
  rows: tabulated.map((plan, at): TableRowInput => ({
    question: plan.variable.id,
    option: plan.option === null ? null : String(plan.option.code),
    label: plan.label,
    statistic: plan.kind,
    groups: sums(plan, at),
    filteredBy: plan.filteredBy,
    notes: [],
  })),
};

function made(columns: readonly string[]): StudyTable {
  const table = buildComparisonTable(input, tableDefaults(columns, 'design'));
  return { study: STUDY, questionnaire, rows, input, table };
}

const nothing: TableInput = { years: [], domains: [], breakdowns: [], strata: [], rows: [] };

const state = {
  roles: ALL_ROLES,
  earlier: [EARLIER_STUDY],
  weightNames: ['2016 geraakt'],
  query: '?columns=domain&part=B',
  csrfToken: 'x',
};

const specification: TableSpecification = {
  format: SPECIFICATION_FORMAT,
  title: 'Kerncijfers',
  tables: [
    { kind: 'response', name: 'Respons', title: 'Benaderde personen en gesprekken' },
    {
      kind: 'comparison',
      name: 'Tabel 1',
      title: 'Tevredenheid',
      questions: ['B1'],
      columns: ['domain'],
      procedure: 'design',
      options: DEFAULT_CHOICES,
    },
  ],
};

const SAVED: SavedSpecification = {
  id: 'invented',
  name: 'Kerncijfers',
  version: 2,
  savedAt: instant('2026-11-20T10:00:00Z'),
  specification,
};

const report: Report = {
  study: STUDY,
  title: 'Kerncijfers',
  tables: [
    {
      kind: 'response',
      name: 'Respons',
      title: 'Benaderde personen en gesprekken',
      missing: [],
      section: {
        name: 'Respons',
        title: 'Benaderde personen en gesprekken',
        columns: ['Basishulp', 'Totaal'],
        rows: [
          {
            question: '',
            label: 'Respons',
            measure: '',
            unit: 'share',
            decimals: 0,
            cells: [0.72, 0.69].map((value) => ({
              value,
              text: `${String(value * 100)}%`,
              base: null,
              letters: '',
              isHidden: false,
              isIndicative: false,
            })),
          },
        ],
        notes: ['Respons: gesprekken gedeeld door benaderde personen.'],
      },
    },
    { kind: 'comparison', name: 'Tabel 1', title: 'Tevredenheid', missing: ['B9'], made: made(['domain']) },
    { kind: 'absent', name: 'Tabel 2', title: 'Van vroeger', missing: ['Z1'] },
  ],
};

const visit = { study: STUDY, roles: ALL_ROLES, csrfToken: 'x' };

export const TABLE_EXAMPLES = [
  example(reportListView, reportListPage(visit, [[SAVED]])),
  example(
    reportView,
    reportPage(visit, { report, saved: SAVED, versions: [SAVED, { ...SAVED, id: 'first', version: 1 }] }),
  ),
  example(
    tablesView,
    tablesPage(made(['domain']), {
      ...state,
      choices: tableChoices.parse({}),
    }),
    'of domains',
  ),
  example(
    tablesView,
    tablesPage(made(['domain', 'year']), {
      ...state,
      choices: tableChoices.parse({
        part: ['B'],
        question: ['A3'],
        columns: 'domain,year',
        beside: ['ceo-jeugd-2016'],
      }),
    }),
    'of domains and years',
  ),
  example(
    tablesView,
    tablesPage(
      {
        study: NEW_STUDY,
        questionnaire,
        rows,
        input: nothing,
        table: buildComparisonTable(nothing, tableDefaults(['domain'], 'design')),
      },
      {
        ...state,
        earlier: [],
        choices: tableChoices.parse({ procedure: 'spss' }),
      },
    ),
    'without answers',
  ),
];
