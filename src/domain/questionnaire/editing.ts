import { type Block, type Question, type Questionnaire, type QuestionType } from './model.js';
import { listVariables } from './variables.js';

/** One change of the structure of a questionnaire. Nothing happens when its target is not there (any more). */
export type StructureEdit =
  | { readonly kind: 'add_block' }
  | { readonly kind: 'add_question'; readonly blockId: string; readonly type: QuestionType }
  | { readonly kind: 'move_block' | 'move_question'; readonly id: string; readonly by: -1 | 1 }
  | {
      readonly kind: 'copy_block' | 'copy_question' | 'remove_block' | 'remove_question';
      readonly id: string;
    };

/**
 * Carries out one change of the structure; the questionnaire that was given stays as it is.
 * @returns the changed questionnaire; the same one when the change cannot be, such as moving up what is first, or
 * removing the last question of a block
 * @example editStructure(questionnaire, { kind: 'move_question', id: 'B2', by: -1 })
 */
export function editStructure(questionnaire: Questionnaire, edit: StructureEdit): Questionnaire {
  switch (edit.kind) {
    case 'add_block':
      return withBlocks(questionnaire, [...questionnaire.blocks, newBlock(questionnaire)]);
    case 'add_question':
      return addQuestion(questionnaire, edit.blockId, edit.type);
    case 'move_block':
      return withBlocks(questionnaire, moved(questionnaire.blocks, edit.id, edit.by));
    case 'move_question':
      return moveQuestion(questionnaire, edit.id, edit.by);
    case 'copy_block':
      return copyBlock(questionnaire, edit.id);
    case 'copy_question':
      return copyQuestion(questionnaire, edit.id);
    case 'remove_block':
      return withBlocks(questionnaire, without(questionnaire.blocks, edit.id));
    case 'remove_question':
      return inEachBlock(questionnaire, (questions) => without(questions, edit.id));
  }
}

/**
 * A questionnaire to begin with: one block with one question.
 * @param id name of the version, lower case with hyphens
 * @example newQuestionnaire('proef', 'Proef').blocks[0].questions.length // 1
 */
export function newQuestionnaire(id: string, title: string): Questionnaire {
  return {
    id,
    title: { nl: title },
    languages: ['nl'],
    respondents: ['parent', 'youth'],
    completeness: { complete: { answeredShare: 1 }, partial: { answeredShare: 0.5 } },
    blocks: [{ id: 'A', title: { nl: 'Eerste blok' }, questions: [newQuestion('single', 'A1')] }],
  };
}

/**
 * Puts a changed question in the place of the old one. When its code changed, everything that refers to it follows.
 * @param id code of the question as it was
 * @param renamed statements of the question that got another code, as it was and as it is
 */
export function replaceQuestion(
  questionnaire: Questionnaire,
  id: string,
  question: Question,
  renamed: readonly (readonly [from: string, to: string])[] = [],
): Questionnaire {
  const replaced = inEachBlock(questionnaire, (questions) =>
    questions.map((one) => (one.id === id ? question : one)),
  );
  const changed = [...(question.id === id ? [] : [[id, question.id] as const]), ...renamed];
  return changed.length === 0 ? replaced : renameReferences(replaced, new Map(changed));
}

/** Puts a changed block in the place of the old one. */
export function replaceBlock(questionnaire: Questionnaire, id: string, block: Block): Questionnaire {
  return withBlocks(
    questionnaire,
    questionnaire.blocks.map((one) => (one.id === id ? block : one)),
  );
}

function withBlocks(questionnaire: Questionnaire, blocks: Block[]): Questionnaire {
  return blocks.length === 0 ? questionnaire : { ...questionnaire, blocks };
}

function inEachBlock(
  questionnaire: Questionnaire,
  change: (questions: Question[], block: Block) => Question[],
): Questionnaire {
  const blocks = questionnaire.blocks.map((block) => {
    const questions = change(block.questions, block);
    return questions.length === 0 ? block : { ...block, questions };
  });
  return { ...questionnaire, blocks };
}

function without<Item extends { id: string }>(items: readonly Item[], id: string): Item[] {
  return items.filter((item) => item.id !== id);
}

function moved<Item extends { id: string }>(items: readonly Item[], id: string, by: -1 | 1): Item[] {
  const from = items.findIndex((item) => item.id === id);
  const [one, other] = [items[from], items[from + by]];
  if (one === undefined || other === undefined) return [...items];
  return items.map((item) => (item === one ? other : item === other ? one : item));
}

/** Past the first or last place of its block a question goes to the block beside it. */
function moveQuestion(questionnaire: Questionnaire, id: string, by: -1 | 1): Questionnaire {
  const { blocks } = questionnaire;
  const from = blocks.findIndex(({ questions }) => questions.some((question) => question.id === id));
  const block = blocks[from];
  const question = block?.questions.find((one) => one.id === id);
  if (block === undefined || question === undefined) return questionnaire;
  const edge = by === -1 ? block.questions[0] : block.questions.at(-1);
  if (edge !== question) {
    return inEachBlock(questionnaire, (questions, one) =>
      one === block ? moved(questions, id, by) : questions,
    );
  }
  const beside = blocks[from + by];
  if (beside === undefined || block.questions.length === 1) return questionnaire;
  return inEachBlock(questionnaire, (questions, one) => {
    if (one === block) return without(questions, id);
    if (one !== beside) return questions;
    return by === -1 ? [...questions, question] : [question, ...questions];
  });
}

function addQuestion(questionnaire: Questionnaire, blockId: string, type: QuestionType): Questionnaire {
  const id = freeId(takenIds(questionnaire), blockId);
  return inEachBlock(questionnaire, (questions, block) =>
    block.id === blockId ? [...questions, newQuestion(type, id)] : questions,
  );
}

function copyQuestion(questionnaire: Questionnaire, id: string): Questionnaire {
  const taken = takenIds(questionnaire);
  return inEachBlock(questionnaire, (questions, block) =>
    questions.flatMap((question) =>
      question.id === id ? [question, renamedCopy(question, freeId(taken, block.id))] : [question],
    ),
  );
}

function copyBlock(questionnaire: Questionnaire, id: string): Questionnaire {
  const taken = takenIds(questionnaire);
  const blockIds = new Set(questionnaire.blocks.map((block) => block.id));
  const blocks = questionnaire.blocks.flatMap((block) => {
    if (block.id !== id) return [block];
    const newId = freeBlockId(blockIds);
    const questions = block.questions.map((question) => renamedCopy(question, freeId(taken, newId)));
    return [block, { ...block, id: newId, questions }];
  });
  return { ...questionnaire, blocks };
}

function renamedCopy(question: Question, id: string): Question {
  if (question.type !== 'grid') return { ...question, id };
  const statements = question.statements.map((statement, index) => ({
    ...statement,
    id: `${id}_${String(index + 1)}`,
  }));
  return { ...question, id, statements };
}

function newBlock(questionnaire: Questionnaire): Block {
  const id = freeBlockId(new Set(questionnaire.blocks.map((block) => block.id)));
  return { id, title: {}, questions: [newQuestion('single', freeId(takenIds(questionnaire), id))] };
}

function freeBlockId(taken: ReadonlySet<string>): string {
  const free = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('').find((letter) => !taken.has(letter));
  return free ?? `Z${String(taken.size)}`;
}

function takenIds(questionnaire: Questionnaire): Set<string> {
  return new Set([
    ...listVariables(questionnaire).map(({ id }) => id),
    ...questionnaire.blocks.flatMap(({ questions }) => questions.map(({ id }) => id)),
    ...(questionnaire.computed ?? []).map(({ id }) => id),
  ]);
}

/** The next code in a block: its letter and the first number that is free. Marks it as taken. */
function freeId(taken: Set<string>, blockId: string): string {
  let number = 1;
  while (taken.has(`${blockId}${String(number)}`)) number += 1;
  const id = `${blockId}${String(number)}`;
  taken.add(id);
  return id;
}

function newQuestion(type: QuestionType, id: string): Question {
  const asked = { id, text: {} };
  const options = [1, 2].map((code) => ({ code, label: {} }));
  switch (type) {
    case 'single':
    case 'multiple':
      return { type, ...asked, options };
    case 'number':
      return { type, ...asked, unit: {}, decimals: 0, min: 0, max: 100 };
    case 'grid':
      return { type, ...asked, options, readOptions: true, statements: [{ id: `${id}_1`, text: {} }] };
    case 'grade':
    case 'date':
    case 'open':
    case 'text':
      return { type, ...asked };
  }
}

const REFERRING_KEYS = new Set(['question', 'moreThan', 'lessThan']);
const REFERRING_LISTS = new Set(['required', 'sum', 'mean', 'of']);

/** References stand under few names at any depth: it is enough to look at those. All at once, so that codes can swap. */
export function renameReferences(
  questionnaire: Questionnaire,
  names: ReadonlyMap<string, string>,
): Questionnaire {
  const renamed = (id: unknown): unknown => (typeof id === 'string' ? (names.get(id) ?? id) : id);
  return JSON.parse(JSON.stringify(questionnaire), (key, value: unknown) => {
    if (REFERRING_KEYS.has(key)) return renamed(value);
    return REFERRING_LISTS.has(key) && Array.isArray(value) ? value.map(renamed) : value;
  }) as Questionnaire;
}
