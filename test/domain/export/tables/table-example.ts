import { instant } from '../../../../src/domain/calendar/instant.js';
import { type TableDocument, tableDocument } from '../../../../src/domain/export/tables/table-document.js';
import { sumsOfAnswers } from '../../../../src/domain/statistics/answer-sums.js';
import { buildComparisonTable } from '../../../../src/domain/tables/build-comparison-table.js';
import type { ComparisonTable } from '../../../../src/domain/tables/comparison-table.js';
import {
  type GroupSums,
  type Procedure,
  tableDefaults,
  type TableInput,
} from '../../../../src/domain/tables/table-input.js';
import { row, table } from '../../tables/table-builder.js';

/** Grades of so many people, with weights that differ from person to person. */
function grades(year: string, domain: string, count: number): GroupSums {
  const answers = Array.from({ length: count }, (_, at) => ({ y: 4 + ((at * 7) % 6), w: 1 + (at % 5) / 3 }));
  const place = { year, domain, levels: [], stratum: `${year}/${domain}` };
  return { ...place, sums: sumsOfAnswers(answers), source: 'answers' };
}

/** A share, a share with a small base, a share of one person, a mean, and a multiple response. */
export function exampleInput(): TableInput {
  const shares = [
    row(
      'B1',
      [
        ['2015', 'basishulp', 219, 206],
        ['2016', 'basishulp', 256, 215],
        ['2015', 'specialistisch', 286, 255],
        ['2016', 'specialistisch', 257, 211],
        ['2016', 'jb_jr', 71, 58],
      ],
      { label: 'tevreden over de jeugdhulp (ı & <ü>)', notes: ['de vraag is anders gesteld.'] },
    ),
    row('C1', [
      ['2016', 'basishulp', 128, 100],
      ['2016', 'specialistisch', 131, 60],
      ['2016', 'jb_jr', 22, 12],
    ]),
    row('G1', [
      ['2016', 'basishulp', 105, 90],
      ['2016', 'specialistisch', 87, 60],
      ['2016', 'jb_jr', 20, 1],
    ]),
    row(
      'A2',
      [
        ['2016', 'basishulp', 200, 120],
        ['2016', 'specialistisch', 200, 100],
        ['2016', 'jb_jr', 90, 40],
      ],
      { option: '1', statistic: 'multiple-of-answers', label: 'familie' },
    ),
    row(
      'A2',
      [
        ['2016', 'basishulp', 200, 60],
        ['2016', 'specialistisch', 200, 80],
        ['2016', 'jb_jr', 90, 30],
      ],
      { option: '2', statistic: 'multiple-of-answers', label: 'buren' },
    ),
  ];
  const mean = {
    ...row('B2', [], { label: 'rapportcijfer', statistic: 'mean' }),
    groups: [
      grades('2015', 'basishulp', 210),
      grades('2016', 'basishulp', 250),
      grades('2015', 'specialistisch', 280),
      grades('2016', 'specialistisch', 249),
      grades('2016', 'jb_jr', 65),
    ],
  };
  return table([...shares, mean]);
}

export function exampleTable(columns: readonly string[], procedure: Procedure): ComparisonTable {
  return buildComparisonTable(exampleInput(), tableDefaults(columns, procedure));
}

export function exampleDocument(columns: readonly string[] = ['domain']): TableDocument {
  return tableDocument(exampleTable(columns, 'design'), {
    title: 'CEO jeugd 2016 — tabellen',
    madeAt: instant('2026-03-28T11:00:00Z'),
    sections: [
      { title: 'Tevredenheid', questions: ['B1', 'B2'] },
      { title: 'Toegang & hulp', questions: ['C1', 'G1', 'A2'] },
      { title: 'Niet gesteld', questions: ['Z9'] },
    ],
    describeRow: ({ statistic }) =>
      statistic === 'mean'
        ? { measure: 'gemiddeld rapportcijfer', decimals: 1 }
        : { measure: '% ja', decimals: 0 },
  });
}
