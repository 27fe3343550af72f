import type { Actor, Application } from '../../application.js';
import type { Questionnaire } from '../../domain/questionnaire/model.js';
import { listVariables } from '../../domain/questionnaire/variables.js';
import { buildComparisonTable } from '../../domain/tables/build-comparison-table.js';
import type { ComparisonTable } from '../../domain/tables/comparison-table.js';
import type { TableNote } from '../../domain/tables/notes.js';
import {
  type Axis,
  type ChosenOptions,
  DEFAULT_CHOICES,
  type DisclosureRules,
  type LeftOut,
  type Procedure,
  tableDefaults,
  type TableInput,
} from '../../domain/tables/table-input.js';
import { UserProblem } from '../../errors.js';
import { recordEvent } from '../audit/audit.service.js';
import { getStudy, listStudies, type Study } from '../studies/studies.service.js';
import { checkedAxes, levelRemarks, sourcesOf } from './breakdowns.js';
import { codingRemarks } from './coding-remarks.js';
import { type MeasuredYear, tableInputOf } from './measured-year.js';
import { codedOnce, measureOnce, nothingRead, type ReadOnce } from './read-once.js';
import { type PlannedRow, planRows } from './table-rows.js';
import { weightNotes } from './weight-notes.js';

/** What somebody wants to see. */
export interface TableRequest {
  readonly study: string;
  /** Codes of questions, statements or whole grids; `null` for all. */
  readonly questions: readonly string[] | null;
  /** One axis or two, as `listAxes` names them. */
  readonly columns: readonly Axis[];
  readonly procedure: Procedure;
  /** Slugs of the studies beside this one; `null` for the earlier ones when years are compared. */
  readonly beside: readonly string[] | null;
  /** What is not as usual with this procedure. */
  readonly options?: Partial<ChosenOptions>;
}

/** A table with what its page and files need beside it. */
export interface StudyTable {
  readonly study: Study;
  readonly questionnaire: Questionnaire;
  readonly rows: readonly PlannedRow[];
  readonly table: ComparisonTable;
  /** The sums that the table was made of. */
  readonly input: TableInput;
}

/**
 * Makes a comparison table of the complete interviews of a study, beside other years when asked. Disclosure is judged
 * on all questions, by the strictest rules of the studies in the table.
 * @param read what was read before, for several tables at once
 * @throws UserProblem `not_found` for a study, `invalid_input` for a question or two studies on one year
 */
export async function makeTable(
  app: Application,
  request: TableRequest,
  read: ReadOnce = nothingRead(),
): Promise<StudyTable> {
  const study = await getStudy(app.database.read, request.study);
  const { forTables: questionnaire } = await codedOnce(app, read, study);
  const rows = planRows(questionnaire);
  const questions = chosenQuestions(questionnaire, rows, request.questions);
  const columns = checkedAxes(questionnaire, request.columns);
  const { procedure, options } = request;
  const weights = procedure === 'design' ? (options?.weights ?? '') : '';
  const wanted = { procedure, weights, columns: request.columns };
  const others: MeasuredYear[] = [];
  for (const other of await studiesBeside(app, study, request)) {
    const year = await measureOnce(app, read, other, wanted);
    const isNamed = request.beside !== null;
    if (isNamed || (hasFigures(year) && others.every(({ heading }) => heading.key !== year.heading.key))) {
      others.push(year);
    }
  }
  const own = await measureOnce(app, read, study, wanted);
  const years = [...others, own];
  const input = tableInputOf(years, columns);
  const table = buildComparisonTable(input, {
    ...tableDefaults(columns, request.procedure, { ...DEFAULT_CHOICES, ...request.options }),
    leftOut: leftOutOf(study),
    disclosure: strictest(years.map((year) => year.study)),
    questions,
  });
  return {
    study,
    questionnaire,
    rows,
    input,
    table: { ...table, notes: [...table.notes, ...notesOfStudies(years, request)] },
  };
}

/** Writes to the audit log that tables left the program as a file, with the SHA-256 of the file. */
export async function recordTableExport(
  app: Application,
  actor: Actor,
  study: Study,
  detail: Readonly<Record<string, string | number>>,
): Promise<void> {
  await recordEvent(app, actor, {
    action: 'tables.export',
    objectKind: 'study',
    objectId: study.id,
    detail,
  });
}

/** Studies that could stand beside this one: the earlier years that are over or were imported. */
export async function listEarlierStudies(app: Application, study: Study): Promise<readonly Study[]> {
  const all = await listStudies(app.database.read);
  return all
    .filter(({ reportYear, status, isPractice }) => {
      const isOver = status === 'closed' || status === 'destroyed' || status === 'design';
      return reportYear < study.reportYear && isOver && isPractice === study.isPractice;
    })
    .sort((a, b) => a.reportYear - b.reportYear || a.slug.localeCompare(b.slug));
}

async function studiesBeside(
  app: Application,
  study: Study,
  request: TableRequest,
): Promise<readonly Study[]> {
  if (request.beside === null) {
    return request.columns.includes('year') ? listEarlierStudies(app, study) : [];
  }
  const named: Study[] = [];
  for (const slug of request.beside) named.push(await getStudy(app.database.read, slug));
  const years = [study, ...named].map(({ reportYear }) => reportYear);
  if (new Set(years).size < years.length) {
    throw new UserProblem('invalid_input', 'Elk onderzoek in de tabel moet over een ander jaar gaan.');
  }
  return named.sort((a, b) => a.reportYear - b.reportYear);
}

function chosenQuestions(
  questionnaire: Questionnaire,
  rows: readonly PlannedRow[],
  wanted: readonly string[] | null,
): readonly string[] | null {
  if (wanted === null) return null;
  const variables = listVariables(questionnaire);
  return wanted.flatMap((id) => {
    const meant = variables.filter(({ id: own, question }) => own === id || question.id === id);
    const tabulated = meant.filter((variable) => rows.some((row) => row.variable.id === variable.id));
    if (tabulated.length === 0) {
      throw new UserProblem(
        'invalid_input',
        `De vraag ${id} is er niet, of heeft geen uitkomst voor tabellen.`,
      );
    }
    return tabulated.map((variable) => variable.id);
  });
}

/** Youth protection and probation: not voluntary, and missing in 2015, so often left out of a total. */
function leftOutOf({ domains }: Study): LeftOut | null {
  const codes = domains.map(({ code }) => code).filter((code) => code === 'jb_jr');
  return codes.length === 0 ? null : { domains: codes, label: 'JB/JR' };
}

function hasFigures({ sums, published }: MeasuredYear): boolean {
  return sums.codes.size > 0 || published.length > 0;
}

function strictest(studies: readonly Study[]): DisclosureRules {
  const rules = studies.map((study) => study.rules.disclosure);
  return {
    minimumBase: Math.max(...rules.map(({ suppressBelowBase }) => suppressBelowBase)),
    indicativeBelow: Math.max(...rules.map(({ indicativeBelowBase }) => indicativeBelowBase)),
    revealingCount: Math.max(...rules.map(({ protectBelowCount }) => protectBelowCount)) - 1,
  };
}

/** Remarks on whole studies: how a year was sampled, and what is not known of it. */
function notesOfStudies(
  years: readonly MeasuredYear[],
  { procedure, columns, options }: TableRequest,
): TableNote[] {
  const shown = columns.includes('year') ? years : years.slice(-1);
  const remarks = shown.length > 1 ? shown.flatMap(({ questionnaire }) => questionnaire.notes ?? []) : [];
  const withoutFrame = shown.filter(({ design, sampleSizes }) =>
    [...sampleSizes.keys()].some((code) => design.populationOf(code) === null),
  );
  const texts = remarks.map(({ text }) => text['nl'] ?? '');
  const printed = shown.filter(({ sums, published }) => sums.codes.size === 0 && published.length > 0);
  const notes: TableNote[] =
    sourcesOf(columns).length > 0 && printed.length > 0
      ? [{ kind: 'no-background', yearLabels: printed.map(({ heading }) => heading.label) }]
      : [];
  if (procedure === 'design' && withoutFrame.length > 0) {
    const labels = withoutFrame.map(({ heading }) => heading.label).join(', ');
    texts.push(
      `Van ${labels} is niet van elk domein bekend hoeveel cliënten er zijn; daar is zonder eindige-populatiecorrectie gerekend.`,
    );
  }
  texts.push(...shown.flatMap(codingRemarks));
  texts.push(...levelRemarks(columns, shown));
  const remarked = texts.filter((text) => text !== '');
  if (procedure === 'design') notes.push(...weightNotes(shown, options?.weights ?? ''));
  return [...notes, ...remarked.map((text) => ({ kind: 'remark-on-year', text }) as const)];
}
