import { type Condition } from './condition.js';
import { type FilePath, type Finding, type FindingRule, type FindingText } from './finding.js';
import { type Block, type Question, type Questionnaire, type Statement } from './model.js';

/** A place in a questionnaire that a finding can point at. */
export interface Place {
  readonly path: FilePath;
  /** The place in words, such as `A5 › A5_2`. */
  readonly place: string;
}

/** A question or a statement where it stands in the file. */
export interface AskedPlace extends Place {
  readonly block: Block;
  readonly question: Question;
  /** `null` for the question itself. */
  readonly statement: Statement | null;
  /** The conditions under which it is asked: of its block, its question and itself. */
  readonly conditions: readonly Condition[];
  /** Number of variables that are asked before it: only those can be referred to. */
  readonly variablesBefore: number;
}

/** A finding still without the line of the file. */
export function findingAt(
  at: Place,
  rule: FindingRule,
  texts: { readonly reason: FindingText; readonly remedy: FindingText },
  severity: Finding['severity'] = 'error',
): Finding {
  return { severity, rule, path: at.path, place: at.place, line: null, ...texts };
}

/** A place inside another one. */
export function placeInside(outer: Place, keys: FilePath, name: string): Place {
  return { path: [...outer.path, ...keys], place: outer.place === '' ? name : `${outer.place} › ${name}` };
}

/** The blocks with their places. */
export function listBlockPlaces(questionnaire: Questionnaire): (Place & { readonly block: Block })[] {
  return questionnaire.blocks.map((block, index) => ({
    path: ['blocks', index],
    place: `blok ${block.id}`,
    block,
  }));
}

/** Every question, and after a grid its statements, in the order of the file. */
export function listAskedPlaces(questionnaire: Questionnaire): AskedPlace[] {
  let variablesBefore = 0;
  const places: AskedPlace[] = [];
  for (const { block, path: blockPath } of listBlockPlaces(questionnaire)) {
    for (const [index, question] of block.questions.entries()) {
      const path = [...blockPath, 'questions', index];
      const conditions = defined([block.when, question.when]);
      places.push({
        path,
        place: question.id,
        block,
        question,
        statement: null,
        conditions,
        variablesBefore,
      });
      const statements = question.type === 'grid' ? question.statements : [];
      for (const [row, statement] of statements.entries()) {
        places.push({
          path: [...path, 'statements', row],
          place: `${question.id} › ${statement.id}`,
          block,
          question,
          statement,
          conditions: defined([...conditions, statement.when]),
          variablesBefore,
        });
        variablesBefore += 1;
      }
      if (question.type !== 'grid') variablesBefore += 1;
    }
  }
  return places;
}

function defined(conditions: readonly (Condition | undefined)[]): Condition[] {
  return conditions.filter((condition) => condition !== undefined);
}
