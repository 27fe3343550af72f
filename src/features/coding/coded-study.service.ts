import type { Application } from '../../application.js';
import type { Reader } from '../../database/database.js';
import {
  type CodeFrames,
  codedForData,
  codedForTables,
  otherOption,
} from '../../domain/coding/coded-questionnaire.js';
import type { Questionnaire } from '../../domain/questionnaire/model.js';
import type { Study } from '../studies/studies.service.js';
import { framesOf } from './code-frames.service.js';
import { listCodable } from './coded-questions.js';
import { countStates } from './coding-results.queries.js';

/** A question of which codes count. */
export interface CodedQuestion {
  readonly question: string;
  /** The code of "anders, namelijk", that gives way to the codes; `null` for an open question. */
  readonly other: number | null;
  readonly onlyOneCode: boolean;
  /** The code that a code is a part of, by the part. */
  readonly wholes: ReadonlyMap<number, number>;
}

/** What was made of the words of a study. */
export interface CodedStudy {
  readonly questions: readonly CodedQuestion[];
  /** Questions of which answers wait to be coded or decided on. */
  readonly unfinished: readonly string[];
  /** With codes as answers of the question itself: for tables. */
  readonly forTables: Questionnaire;
  /** With codes as questions of their own: for data files. */
  readonly forData: Questionnaire;
}

/** The questions of a study of which at least one answer has codes that count. */
export async function codedStudyOf(app: Application, db: Reader, study: Study): Promise<CodedStudy> {
  const questionnaire = app.questionnaires.get(study.questionnaireId);
  const counts = await countStates(db, study.id);
  const isDone = (id: string): boolean =>
    counts.some(({ questionId, state }) => questionId === id && state === 'done');
  const frames: CodeFrames = new Map([...(await framesOf(db, study))].filter(([id]) => isDone(id)));
  const questions = listCodable(app, study).flatMap(({ question }): CodedQuestion[] => {
    const frame = frames.get(question.id);
    if (frame === undefined) return [];
    const other = otherOption(question)?.code ?? null;
    const wholes = new Map(
      frame.codes.flatMap(({ number, parent }) => (parent === null ? [] : [[number, parent] as const])),
    );
    return [{ question: question.id, other, onlyOneCode: question.type === 'single', wholes }];
  });
  return {
    questions,
    unfinished: questions
      .map(({ question }) => question)
      .filter((id) => counts.some(({ questionId, state }) => questionId === id && state !== 'done')),
    forTables: codedForTables(questionnaire, frames),
    forData: codedForData(questionnaire, frames),
  };
}
