import { DEFAULT_CHOICES } from './table-input.js';
import { SPECIFICATION_FORMAT, type SpecifiedTable, type TableSpecification } from './table-specification.js';

/** The tables of the report on 2016, by number; each question names its table in the questionnaire (`reportTable`). */
const TABLES: readonly (readonly [number: number, title: string, questions: readonly string[]])[] = [
  [15, 'Tevredenheid over de jeugdhulp', ['B1']],
  [16, 'Rapportcijfer voor de jeugdhulp', ['B2']],
  [17, 'Wachttijd in maanden', ['A3']],
  [18, 'Tevredenheid over de wachttijd', ['A4']],
  [19, 'Toegang tot de hulp', ['A5']],
  [20, 'Gesprek met de gemeente of het wijkteam', ['A1']],
  [21, 'Via wie bij de hulpverlener terechtgekomen', ['A2']],
  [22, 'Ondersteuning uit het sociale netwerk', ['F1']],
  [23, 'Van wie die ondersteuning komt', ['F2']],
  [24, 'Samenwerking', ['E1', 'E2']],
  [25, 'Passende hulp', ['G1', 'G2']],
  [26, 'Uitvoering van de hulp', ['D']],
  [27, 'Gezond en veilig opgroeien', ['H1']],
  [28, 'Zelfredzaamheid', ['H2']],
  [29, 'Groeien naar zelfstandigheid', ['H3']],
  [30, 'Maatschappelijke participatie', ['H4']],
];

/**
 * The tables of the report of the municipality: the response, and tables 15 to 30 by domain and year, tested as the
 * report was (SPSS, Bonferroni), with totals with and without JB/JR.
 * Source: Evaluatie Rotterdams Jeugdstelsel, eindmeting (2017), chapter 4 and appendix.
 * @example REPORT_TEMPLATE.tables[1]?.name // 'Tabel 15'
 */
export const REPORT_TEMPLATE: TableSpecification = {
  format: SPECIFICATION_FORMAT,
  title: 'Rapport CEO jeugd: respons en tabellen 15 tot en met 30',
  tables: [
    { kind: 'response', name: 'Respons', title: 'Benaderde personen, gesprekken en respons' },
    ...TABLES.map(([number, title, questions]): SpecifiedTable => ({
      kind: 'comparison',
      name: `Tabel ${String(number)}`,
      title,
      questions,
      columns: ['domain', 'year'],
      procedure: 'spss',
      options: { ...DEFAULT_CHOICES, totals: 'both' },
    })),
  ],
};
