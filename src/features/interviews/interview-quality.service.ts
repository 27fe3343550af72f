import type { Application } from '../../application.js';
import { outlyingLengths, type OutlyingLength } from '../../domain/quality/outlying-lengths.js';
import { listVariables, tableLabelOf } from '../../domain/questionnaire/variables.js';
import type { Study } from '../studies/studies.service.js';
import {
  type GridTally,
  type InterviewLength,
  listLengths,
  type QuestionTally,
  tallyGrid,
  tallyStops,
} from './interview-quality.queries.js';

/** How the interviews of a study went, without what was answered. */
export interface InterviewQuality {
  /** Complete interviews of which the length is known. */
  readonly timed: number;
  readonly outlying: readonly OutlyingLength<InterviewLength>[];
  readonly grids: readonly (GridTally & { readonly id: string; readonly label: string })[];
  /** In the order of the questionnaire; only questions after which somebody stopped. */
  readonly stops: readonly (QuestionTally & { readonly label: string })[];
}

/** Fewer statements with the same answer are no pattern. */
const LEAST_STATEMENTS = 3;

const LANGUAGE = 'nl';

/** Strange lengths, grids with one answer throughout, and where people stop. */
export async function interviewQuality(app: Application, study: Study): Promise<InterviewQuality> {
  const db = app.database.read;
  const variables = listVariables(app.questionnaires.get(study.questionnaireId));
  const grids = new Map<string, { label: string; statements: string[] }>();
  for (const variable of variables.filter(({ statement }) => statement !== null)) {
    const { id } = variable.question;
    const label = tableLabelOf({ ...variable, statement: null }, LANGUAGE);
    const own = grids.get(id) ?? { label, statements: [] };
    grids.set(id, { ...own, statements: [...own.statements, variable.id] });
  }
  const tallies: InterviewQuality['grids'][number][] = [];
  for (const [id, { label, statements }] of grids) {
    if (statements.length < LEAST_STATEMENTS) continue;
    tallies.push({ id, label, ...(await tallyGrid(db, study.id, statements, LEAST_STATEMENTS)) });
  }
  const lengths = await listLengths(db, study.id);
  const stops = await tallyStops(db, study.id);
  return {
    timed: lengths.length,
    outlying: outlyingLengths(lengths, ({ respondent }) => respondent),
    grids: tallies,
    stops: variables.flatMap((variable) => {
      const own = stops.find(({ questionId }) => questionId === variable.id);
      return own === undefined ? [] : [{ ...own, label: tableLabelOf(variable, LANGUAGE) }];
    }),
  };
}
