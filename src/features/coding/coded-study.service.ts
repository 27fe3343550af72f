import type { Application } from '../../application.js';
import type { Reader } from '../../database/database.js';
import type { CodeFrame } from '../../domain/coding/code-frame.js';
import type { CodingState } from '../../domain/coding/coding-outcome.js';
import {
  type CodeFrames,
  codedForData,
  codedForTables,
  otherOption,
} from '../../domain/coding/coded-questionnaire.js';
import type { Questionnaire } from '../../domain/questionnaire/model.js';
import type { Study } from '../studies/studies.service.js';
import { framesOf } from './code-frames.service.js';
import { listCodable, type StudyAndQuestion } from './coded-questions.service.js';
import { countStates, hasUncollected } from './coding.service.js';

/** A question of which codes count. */
export interface CodedQuestion {
  readonly question: string;
  /** The code of "anders, namelijk", that gives way to the codes; `null` for an open question. */
  readonly other: number | null;
  readonly onlyOneCode: boolean;
  /** Version of the frame that the codes are of. */
  readonly frameVersion: number;
  /** The code that a code is a part of, by the part. */
  readonly wholes: ReadonlyMap<number, number>;
}

/** What was made of the words of a study. */
export interface CodedStudy {
  readonly questions: readonly CodedQuestion[];
  /** Those of which answers wait: to be collected, coded or decided on. */
  readonly unfinished: readonly CodedQuestion[];
  /** With codes as answers of the question itself: for tables. */
  readonly forTables: Questionnaire;
  /** With codes as questions of their own: for data files. */
  readonly forData: Questionnaire;
}

/** The questions of a study of which at least one answer has codes that count. */
export async function codedStudyOf(app: Application, db: Reader, study: Study): Promise<CodedStudy> {
  const questionnaire = app.questionnaires.get(study.questionnaireId);
  const counts = await countStates(db, study.id);
  const stored = await framesOf(db, study);
  const isIn = (id: string, isWanted: (state: CodingState) => boolean): boolean =>
    counts.some(({ questionId, state }) => questionId === id && isWanted(state));
  const frames: CodeFrames = new Map(
    [...stored].flatMap(([id, { frame }]) =>
      isIn(id, (state) => state === 'done') ? [[id, frame] as const] : [],
    ),
  );
  const questions: CodedQuestion[] = [];
  const unfinished: CodedQuestion[] = [];
  for (const about of listCodable(app, study)) {
    const frame = frames.get(about.question.id);
    if (frame === undefined) continue;
    const coded = codedQuestion(about, frame, stored.get(about.question.id)?.version ?? 0);
    questions.push(coded);
    const waits = isIn(about.question.id, (state) => state !== 'done');
    if (waits || (await hasUncollected(db, about))) unfinished.push(coded);
  }
  return {
    questions,
    unfinished,
    forTables: codedForTables(questionnaire, frames),
    forData: codedForData(questionnaire, frames),
  };
}

function codedQuestion(
  { question }: StudyAndQuestion,
  { codes }: CodeFrame,
  frameVersion: number,
): CodedQuestion {
  return {
    question: question.id,
    other: otherOption(question)?.code ?? null,
    onlyOneCode: question.type === 'single',
    frameVersion,
    wholes: new Map(
      codes.flatMap(({ number, parent }) => (parent === null ? [] : [[number, parent] as const])),
    ),
  };
}
