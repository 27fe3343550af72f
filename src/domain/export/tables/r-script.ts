import type { ComparisonTable } from '../../tables/comparison-table.js';
import type { Procedure, TableInput } from '../../tables/table-input.js';
import { isFitted, rData, type RFrame, type RLine } from './r-data.js';
import { BASE_PROGRAM, CHECK_PROGRAM, SURVEY_PROGRAM } from './r-program.js';

const PROGRAMS: Readonly<Record<Procedure, string>> = { design: SURVEY_PROGRAM, spss: BASE_PROGRAM };

/**
 * An R script with its data that computes every number of a table again and compares it with what the table says:
 * by the survey package (procedure `design`) or by base R (`spss`). The data are sums per part of the table. For the
 * survey package the script invents respondents that add up to these sums, so that no answer of a person and nothing
 * of a hidden figure leaves the program.
 * @param input the sums that the table was made of
 * @param table as `buildComparisonTable` made it of them
 * @param title for the heading
 * @example rScript(input, table, 'CEO 2016').startsWith('# CEO 2016') // true
 */
export function rScript(input: TableInput, table: ComparisonTable, title: string): string {
  const { options } = table;
  const data = Object.entries(rData(input, table)).map(([name, own]: [string, RFrame]) =>
    readFrame(name, own),
  );
  return [
    `# ${oneLine(title)}`,
    '# Rekent alle cijfers en toetsen van de tabel na. Uitvoeren: Rscript dit-bestand.R',
    '#',
    ...table.rows.map((row, at) => `# rij ${String(at + 1)}: ${row.question} ${oneLine(row.label)}`),
    '',
    ...(isFitted(input, table)
      ? [
          '# De gewichten zijn aan bekende aantallen aangepast; de F-toets van een hele rij staat hier daarom niet bij.',
        ]
      : []),
    `fitted <- ${isFitted(input, table) ? 'TRUE' : 'FALSE'}`,
    `level <- ${rNumber(options.significanceLevel)}`,
    `adjustment <- "${ADJUSTMENTS[options.adjustment]}"`,
    `tukey <- ${options.meanTest === 'tukey' && options.reference === null ? 'TRUE' : 'FALSE'}`,
    `lonely <- "${options.lonelyUnit === 'refuse' ? 'certainty' : options.lonelyUnit}"`,
    `beta <- ${options.interval === 'beta' ? 'TRUE' : 'FALSE'}`,
    '',
    ...data,
    PROGRAMS[options.procedure],
    CHECK_PROGRAM,
  ].join('\n');
}

const ADJUSTMENTS = {
  none: 'none',
  bonferroni: 'bonferroni',
  holm: 'holm',
  'benjamini-hochberg': 'BH',
} as const satisfies Readonly<Record<ComparisonTable['options']['adjustment'], string>>;

/** A title or label could hold a line end, after which the rest would be run as R. */
function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

function readFrame(name: string, { names, lines }: RFrame): string {
  const columns = names.map((column, at) => `  ${column} = ${vector(lines, at)}`);
  return `${name} <- data.frame(\n${columns.join(',\n')}\n)\n`;
}

function vector(lines: readonly RLine[], at: number): string {
  const values = lines.map((line) => line[at] ?? null);
  if (values.length === 0) return 'numeric(0)';
  return `c(${values.map(rValue).join(', ')})`;
}

function rValue(value: string | number | null): string {
  if (value === null) return 'NA';
  return typeof value === 'number' ? rNumber(value) : rText(value);
}

/** The shortest text that is read back as the same number. */
function rNumber(value: number): string {
  return String(value);
}

/** Everything that is not plain is written by its number, so that a text can never end early. */
function rText(text: string): string {
  const escaped = Array.from(text, (character) =>
    /[\w ./|:+-]/.test(character) ? character : `\\U{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
  return `"${escaped.join('')}"`;
}
