import { conditionWords } from '../../domain/questionnaire/condition-words.js';
import { questionsIn } from '../../domain/questionnaire/condition.js';
import { sourcesOf } from '../../domain/questionnaire/computed.js';
import type { Questionnaire } from '../../domain/questionnaire/model.js';
import { inLanguage } from './heard-text.js';

/** Sizes in pixels. */
const ROW_HEIGHT = 34;
const BOX_WIDTH = 96;
const BOX_HEIGHT = 26;
const ARC_STEP = 14;
const TOP = 8;
const CHARACTER_WIDTH = 7.5;

/** One row of the drawing: a block or a question. */
export interface DrawnRow {
  readonly code: string;
  readonly isBlock: boolean;
  readonly x: number;
  readonly y: number;
  readonly textX: number;
  readonly textY: number;
  readonly boxWidth: number;
  readonly boxHeight: number;
  readonly label: string;
  readonly labelX: number;
}

/** The route of a questionnaire as a drawing: rows from top to bottom, and arcs from what decides to what depends. */
export interface RouteDrawing {
  readonly width: number;
  readonly height: number;
  readonly rows: readonly DrawnRow[];
  readonly arcs: readonly { readonly path: string; readonly head: string }[];
}

interface Node {
  readonly code: string;
  /** Codes that lead to this row: of the question and its statements. */
  readonly answers: readonly string[];
  readonly isBlock: boolean;
  readonly label: string;
  readonly dependsOn: readonly string[];
}

/** Draws the route; every condition stands in words beside its row, so that the arcs add and hide nothing. */
export function drawRoute(questionnaire: Questionnaire): RouteDrawing {
  const nodes = nodesOf(questionnaire);
  const links = nodes.flatMap((node, to) =>
    [...new Set(node.dependsOn.map((id) => nodes.findIndex(({ answers }) => answers.includes(id))))]
      .filter((from) => from >= 0 && from !== to)
      .map((from) => ({ from, to })),
  );
  const deepest = Math.max(0, ...links.map(({ from, to }) => depthOf(from, to)));
  const left = TOP + deepest * ARC_STEP + 2 * ARC_STEP;
  return {
    width: left + BOX_WIDTH + Math.max(600, ...nodes.map(({ label }) => label.length * CHARACTER_WIDTH)),
    height: TOP * 2 + nodes.length * ROW_HEIGHT,
    rows: nodes.map((node, index) => ({
      code: node.code,
      isBlock: node.isBlock,
      x: left,
      y: TOP + index * ROW_HEIGHT,
      textX: left + 10,
      textY: TOP + index * ROW_HEIGHT + 18,
      boxWidth: BOX_WIDTH,
      boxHeight: BOX_HEIGHT,
      label: node.label,
      labelX: left + BOX_WIDTH + 12,
    })),
    arcs: links.map(({ from, to }) => arc(from, to, left)),
  };
}

/** Longer links lie further out; beyond a point they share their place. */
function depthOf(from: number, to: number): number {
  return Math.min(8, Math.ceil(Math.sqrt(Math.abs(to - from))));
}

function arc(from: number, to: number, left: number): RouteDrawing['arcs'][number] {
  const [start, end] = [from, to].map((row) => TOP + row * ROW_HEIGHT + BOX_HEIGHT / 2) as [number, number];
  const out = left - ARC_STEP - depthOf(from, to) * ARC_STEP;
  const [x, y, o] = [left, end, out].map(String) as [string, string, string];
  return {
    path: `M ${x} ${String(start)} C ${o} ${String(start)}, ${o} ${y}, ${x} ${y}`,
    head: `M ${x} ${y} l -7 -4 v 8 z`,
  };
}

function nodesOf(questionnaire: Questionnaire): Node[] {
  const words = (when: Parameters<typeof conditionWords>[1] | undefined): string =>
    when === undefined ? '' : `alleen als ${conditionWords(questionnaire, when)}`;
  return questionnaire.blocks.flatMap((block): Node[] => [
    {
      code: block.id,
      answers: [],
      isBlock: true,
      label: [inLanguage(block.title, 'nl'), words(block.when)].filter((part) => part !== '').join(': '),
      dependsOn: block.when === undefined ? [] : decidersOf(questionnaire, questionsIn(block.when)),
    },
    ...block.questions.map((question): Node => {
      const statements = question.type === 'grid' ? question.statements : [];
      const conditions = [question.when, ...statements.map(({ when }) => when)].filter(
        (when) => when !== undefined,
      );
      return {
        code: question.id,
        answers: [question.id, ...statements.map(({ id }) => id)],
        isBlock: false,
        label: conditions.map(words).join('; '),
        dependsOn: decidersOf(questionnaire, conditions.flatMap(questionsIn)),
      };
    }),
  ]);
}

/** A computed value is decided by the questions that it follows from. */
function decidersOf({ computed = [] }: Questionnaire, ids: readonly string[]): string[] {
  return ids.flatMap((id) => {
    const value = computed.find((one) => one.id === id);
    return value === undefined ? [id] : [...sourcesOf(value)];
  });
}
