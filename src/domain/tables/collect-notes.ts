import { comparableDomains, domainsInYear } from './column-parts.js';
import type { TableCell, TableColumn, TableRow } from './comparison-table.js';
import type { TableNote } from './notes.js';
import {
  type FigureSource,
  type Heading,
  type TableInput,
  type TableOptions,
  type TableRowInput,
  UNKNOWN_LEVEL,
} from './table-input.js';

/** What the notes of a table are drawn from. */
export interface NoteSources {
  readonly input: TableInput;
  readonly options: TableOptions;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  readonly lonelyStrata: readonly string[];
}

/**
 * The notes that a table needs: they come by themselves, so that nobody can forget one.
 * @param sources the input and the finished rows
 * @example collectNotes(sources)[0] // { kind: 'procedure', procedure: 'spss', … }
 */
export function collectNotes(sources: NoteSources): TableNote[] {
  const { options, input, rows, lonelyStrata } = sources;
  const { procedure, adjustment, significanceLevel, letters, meanTest } = options;
  const printed = input.rows.filter((row) => rows.some(({ question }) => question === row.question));
  const cells = rows.flatMap((row) => row.cells);
  const reference = options.reference === null ? null : labelOf(input, options.reference);
  const notes: TableNote[] = [
    { kind: 'procedure', procedure, adjustment, significanceLevel, letters, meanTest, reference },
    ...designEffectNote(cells),
  ];
  notes.push(...scopeNotes(sources));
  notes.push(...comparabilityNotes(sources, printed), ...remarks(printed), ...sourceNotes(sources, printed));
  const ofAnswers = questionsOf(printed.filter(({ statistic }) => statistic === 'multiple-of-answers'));
  if (ofAnswers.length > 0) notes.push({ kind: 'shares-of-answers', questions: ofAnswers });
  if (lonelyStrata.length > 0) notes.push({ kind: 'lonely-unit', strata: lonelyStrata });
  if (cells.some(({ suppressed }) => suppressed)) notes.push({ kind: 'suppressed' });
  if (cells.some(({ indicative }) => indicative)) {
    notes.push({ kind: 'indicative', below: options.disclosure.indicativeBelow });
  }
  return notes;
}

/** The heading of a year, a domain or a level. */
function labelOf({ years, domains, breakdowns }: TableInput, key: string): string {
  const headings = [...years, ...domains, ...breakdowns.flatMap(({ levels }) => levels)];
  return headings.find((heading) => heading.key === key)?.label ?? key;
}

/** Kish's design effect over the shown cells, when the weights differ at all. */
function designEffectNote(cells: readonly TableCell[]): TableNote[] {
  const effects = cells.flatMap(({ base, effectiveBase, suppressed }) =>
    suppressed || base === null || !(effectiveBase !== null && effectiveBase > 0)
      ? []
      : [base / effectiveBase],
  );
  const highest = Math.max(1, ...effects);
  return highest < 1.005 ? [] : [{ kind: 'design-effect', lowest: Math.min(...effects), highest }];
}

function scopeNotes({ input, options }: NoteSources): TableNote[] {
  const notes: TableNote[] = [];
  if (options.totals === 'without' && options.leftOut !== null) {
    notes.push({ kind: 'left-out', label: options.leftOut.label });
  }
  const unknown = input.breakdowns.filter(({ levels }) => levels.some(({ key }) => key === UNKNOWN_LEVEL));
  if (options.unknown === 'left-out' && unknown.length > 0) {
    notes.push({ kind: 'unknown-left-out', breakdowns: unknown.map(({ label }) => label) });
  }
  return notes;
}

function comparabilityNotes({ input, columns }: NoteSources, printed: readonly TableRowInput[]): TableNote[] {
  if (!columns.some(({ scope }) => scope === 'comparable')) return [];
  const answered = printed.filter((row) => input.years.some(({ key }) => hasGroups(input, row, key)));
  const incomparable = questionsOf(answered.filter((row) => comparableDomains(input, row).length === 0));
  const lacking = answered.filter((row) => !incomparable.includes(row.question));
  const notes = mergeByText(lacking.flatMap((row) => likeForLike(input, row)));
  return incomparable.length > 0
    ? [...notes, { kind: 'no-comparable-groups', questions: incomparable }]
    : notes;
}

type LikeForLike = Extract<TableNote, { kind: 'like-for-like' }>;

function likeForLike(input: TableInput, row: TableRowInput): LikeForLike[] {
  const comparable = comparableDomains(input, row);
  const years = input.years.filter(({ key }) => hasGroups(input, row, key));
  const leftOut = input.domains.filter(
    ({ key }) =>
      !comparable.includes(key) && years.some((year) => domainsInYear(input, [row], year.key).includes(key)),
  );
  return leftOut.map((group) => ({
    kind: 'like-for-like',
    questions: [row.question],
    yearLabels: labels(years.filter((year) => !domainsInYear(input, [row], year.key).includes(group.key))),
    groupLabels: [group.label],
  }));
}

/** One note for all questions that lack the same groups in the same years. */
function mergeByText(notes: readonly LikeForLike[]): LikeForLike[] {
  const merged = new Map<string, LikeForLike>();
  for (const note of notes) {
    const key = JSON.stringify([note.yearLabels, note.groupLabels]);
    const questions = [...new Set([...(merged.get(key)?.questions ?? []), ...note.questions])];
    merged.set(key, { ...note, questions });
  }
  return [...merged.values()];
}

function hasGroups(input: TableInput, row: TableRowInput, year: string): boolean {
  return domainsInYear(input, [row], year).length > 0;
}

function remarks(printed: readonly TableRowInput[]): TableNote[] {
  const texts = [...new Set(printed.flatMap(({ notes }) => notes))];
  return texts.map((text) => ({
    kind: 'remark',
    questions: questionsOf(printed.filter(({ notes }) => notes.includes(text))),
    text,
  }));
}

function sourceNotes({ input, columns }: NoteSources, printed: readonly TableRowInput[]): TableNote[] {
  const yearsFrom = (...wanted: readonly FigureSource[]): string[] =>
    labels(
      input.years.filter(
        ({ key }) =>
          columns.some(({ year }) => year === key) &&
          printed.some((row) => row.groups.some((part) => part.year === key && wanted.includes(part.source))),
      ),
    );
  const published = yearsFrom('published', 'published-without-spread');
  const unspread = yearsFrom('published-without-spread');
  return [
    ...(published.length > 0 ? [{ kind: 'published', yearLabels: published } as const] : []),
    ...(unspread.length > 0 ? [{ kind: 'no-spread', yearLabels: unspread } as const] : []),
  ];
}

function questionsOf(rows: readonly TableRowInput[]): string[] {
  return [...new Set(rows.map(({ question }) => question))];
}

function labels(headings: readonly Heading[]): string[] {
  return headings.map(({ label }) => label);
}
