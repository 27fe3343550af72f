import { describe, expect, it } from 'vitest';
import {
  changedFrame,
  type CodeFrame,
  codesInUse,
  type FrameChange,
  type FrameLimits,
  withParents,
} from '../../../src/domain/coding/code-frame.js';
import { codingOutcome, isInSecondShare } from '../../../src/domain/coding/coding-outcome.js';
import {
  codableQuestions,
  codedForData,
  codedForTables,
  limitsOf,
  seedFrom,
  startingFrame,
} from '../../../src/domain/coding/coded-questionnaire.js';
import { takeOverFrame } from '../../../src/domain/coding/take-over-frame.js';
import { readCodes } from '../../../src/domain/coding/read-codes.js';
import { findVariable, optionsOf, statisticOf } from '../../../src/domain/questionnaire/variables.js';
import { shippedQuestionnaire } from '../../support/questionnaires.js';

const LIMITS: FrameLimits = { onlyOneCode: false, mayGroup: true };
const QUESTIONNAIRE = shippedQuestionnaire('ceo-jeugd-2016');

function question(id: string) {
  const found = codableQuestions(QUESTIONNAIRE).find((one) => one.id === id);
  if (found === undefined) throw new Error(`no question ${id}`);
  return found;
}

const seed = seedFrom('een sleutel');
const FRAME = startingFrame(question('B3'), seed);

const texts = (label: string, parent: number | null = null) => ({
  label,
  definition: '',
  example: '',
  parent,
});

function after(frame: CodeFrame, ...changes: FrameChange[]): CodeFrame {
  let next = frame;
  for (const change of changes) {
    const changed = changedFrame(next, change, LIMITS);
    if (typeof changed === 'string') throw new Error(changed);
    next = changed;
  }
  return next;
}

const numbers = (frame: CodeFrame): number[] => codesInUse(frame).map(({ number }) => number);

describe('the frame of another year', () => {
  const added = (label: string): FrameChange => ({ kind: 'added', code: texts(label) });
  const before = after(startingFrame(question('A2'), seed), added('kerk of moskee'), added('sportclub'));

  it('keeps every code: also those of which an option has the number, or the meaning, by now', () => {
    // By now there is an option 9, sport is one of the options, and option 1 is gone.
    const own: CodeFrame = {
      ...before,
      codes: before.codes
        .filter(({ number }) => number > 1 && number < 9)
        .concat([
          { ...texts('via internet'), number: 9, isOption: true, replacedBy: null },
          { ...texts('Sportclub'), number: 11, isOption: true, replacedBy: null },
        ]),
    };
    const taken = takeOverFrame(own, before);
    const labels = new Map(taken.codes.map(({ number, label }) => [number, label]));
    expect(labels.get(9)).toBe('via internet');
    expect(labels.get(11)).toBe('Sportclub');
    expect(labels.get(1)).toBe('school of schoolmaatschappelijk werk (SMW)');
    expect(labels.get(12)).toBe('kerk of moskee');
    expect([...labels.values()].filter((label) => label.toLowerCase() === 'sportclub')).toHaveLength(1);
    expect(new Set(labels.keys()).size).toBe(taken.codes.length);
  });
  it('leaves numbers that are free as they were, and what replaces what', () => {
    const merged = after(before, { kind: 'merged', number: 10, into: 9 });
    const taken = takeOverFrame(startingFrame(question('A2'), seed), merged);
    expect(taken.codes.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(taken.codes.at(-1)?.replacedBy).toEqual([9]);
  });
});

describe('a code frame', () => {
  it('begins with the codes of the questionnaire, or with the categories of the question', () => {
    expect(numbers(FRAME)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const ofA2 = startingFrame(question('A2'), seed);
    expect(numbers(ofA2)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(ofA2.codes.every(({ isOption }) => isOption)).toBe(true);
    expect(numbers(startingFrame(question('K1'), seed))).toEqual([]);
  });

  it('knows every question with words', () => {
    expect(codableQuestions(QUESTIONNAIRE).map(({ id }) => id)).toEqual(['S5', 'A2', 'B3', 'B4', 'F2', 'K1']);
  });

  it('adds, renames and groups codes, each parent before its parts', () => {
    const grown = after(
      FRAME,
      { kind: 'added', code: texts('contact') },
      { kind: 'added', code: texts('belt terug', 11) },
      { kind: 'changed', number: 1, code: { ...texts('luistert', 11), definition: 'neemt de tijd' } },
    );
    expect(numbers(grown)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 12]);
    expect(withParents(grown, [12, 2])).toEqual([2, 11, 12]);
    expect(grown.codes[0]).toMatchObject({ label: 'luistert', definition: 'neemt de tijd' });
  });

  it('merges and splits, and never uses a number again', () => {
    const changed = after(
      FRAME,
      { kind: 'merged', number: 2, into: 1 },
      { kind: 'split', number: 4, labels: ['effect op gedrag', 'effect op school'] },
      { kind: 'removed', number: 12 },
      { kind: 'added', code: texts('nieuw') },
    );
    expect(numbers(changed)).toEqual([1, 3, 5, 6, 7, 8, 9, 10, 11, 13]);
    expect(changed.codes.find(({ number }) => number === 2)?.replacedBy).toEqual([1]);
    expect(changed.codes.find(({ number }) => number === 4)?.replacedBy).toEqual([11, 12]);
    expect(changed.codes.find(({ number }) => number === 12)?.replacedBy).toEqual([]);
  });

  it('keeps 97 to 99 free', () => {
    const full = { ...FRAME, codes: FRAME.codes.map((code) => ({ ...code, number: code.number + 79 })) };
    const grown = Array.from({ length: 10 }, (_, at) => at).reduce<CodeFrame>(
      (frame, at) => after(frame, { kind: 'added', code: texts(`code ${String(at)}`) }),
      full,
    );
    expect(numbers(grown).filter((number) => number >= 97 && number <= 99)).toEqual([]);
  });

  const grouped = after(FRAME, { kind: 'added', code: texts('deel', 1) });
  it.each<[FrameChange, string]>([
    [{ kind: 'added', code: texts(' ') }, 'no-label'],
    [{ kind: 'added', code: texts('Snelle start') }, 'label-used'],
    [{ kind: 'added', code: texts('x', 11) }, 'no-parent'],
    [{ kind: 'changed', number: 1, code: texts('x', 2) }, 'has-parts'],
    [{ kind: 'changed', number: 2, code: texts('x', 2) }, 'no-parent'],
    [{ kind: 'changed', number: 44, code: texts('x') }, 'no-such-code'],
    [{ kind: 'merged', number: 3, into: 3 }, 'same-code'],
    [{ kind: 'merged', number: 1, into: 2 }, 'has-parts'],
    [{ kind: 'merged', number: 3, into: 44 }, 'no-such-code'],
    [{ kind: 'split', number: 3, labels: ['een'] }, 'too-few-parts'],
    [{ kind: 'share', secondPercent: 101 }, 'no-percentage'],
  ])('refuses %j', (change, problem) => {
    expect(changedFrame(grouped, change, LIMITS)).toBe(problem);
  });

  it('leaves the categories of a question as respondents heard them', () => {
    const ofA2 = startingFrame(question('A2'), seed);
    const limits = limitsOf(question('A2'));
    expect(changedFrame(ofA2, { kind: 'changed', number: 1, code: texts('school') }, limits)).toBe(
      'is-option',
    );
    expect(changedFrame(ofA2, { kind: 'merged', number: 1, into: 2 }, limits)).toBe('is-option');
    expect(changedFrame(ofA2, { kind: 'added', code: texts('kerk', 1) }, limits)).toBe('no-parent');
  });
});

describe('codes as they are typed', () => {
  it.each([
    ['3', { codes: [3], isDoubted: false }],
    [' 10, 3 3', { codes: [3, 10], isDoubted: false }],
    ['3 10?', { codes: [3, 10], isDoubted: true }],
    ['', { reason: 'none', part: '' }],
    ['?', { reason: 'none', part: '' }],
    ['3 x', { reason: 'not-a-number', part: 'x' }],
    ['3 44', { reason: 'no-such-code', part: '44' }],
  ])('%j is read', (typed, read) => {
    expect(readCodes(typed, FRAME, LIMITS)).toEqual(read);
  });

  it('are one for a question with one answer', () => {
    const limits = { ...LIMITS, onlyOneCode: true };
    expect(readCodes('1 2', FRAME, limits)).toEqual({ reason: 'only-one', part: '1 2' });
  });
});

describe('what counts of an answer', () => {
  const coding = (codes: number[], isDoubted = false) => ({ codes, isDoubted });
  const none = { first: null, second: null, decided: null, isDouble: false };

  it.each([
    [none, 'to_code', []],
    [{ ...none, first: coding([1]) }, 'done', [1]],
    [{ ...none, first: coding([1], true) }, 'to_decide', []],
    [{ ...none, first: coding([1], true), decided: [2] }, 'done', [2]],
    [{ ...none, first: coding([1]), isDouble: true }, 'to_check', []],
    [{ ...none, first: coding([1, 2]), second: coding([2, 1]), isDouble: true }, 'done', [1, 2]],
    [{ ...none, first: coding([1]), second: coding([1], true), isDouble: true }, 'to_decide', []],
    [{ ...none, first: coding([1]), second: coding([2]), isDouble: true }, 'to_decide', []],
    [{ ...none, first: coding([1]), second: coding([2]), decided: [1, 2], isDouble: true }, 'done', [1, 2]],
  ])('%j is %s', (answer, state, codes) => {
    expect(codingOutcome(answer)).toEqual({ state, codes });
  });

  it('is seen by a second coder in a share that a seed fixes and that only grows', () => {
    const answers = Array.from({ length: 4000 }, (_, at) => `antwoord${String(at)}`);
    const chosen = (percent: number) => answers.filter((answer) => isInSecondShare(seed, percent, answer));
    expect(chosen(0)).toEqual([]);
    expect(chosen(100)).toEqual(answers);
    const tenth = chosen(10);
    // Six standard deviations around 400.
    expect(Math.abs(tenth.length - 400)).toBeLessThan(114);
    const larger = new Set(chosen(25));
    expect(tenth.every((answer) => larger.has(answer))).toBe(true);
    expect(chosen(10)).toEqual(tenth);
  });
});

describe('a coded questionnaire', () => {
  const frame = after(FRAME, { kind: 'added', code: texts('deel', 1) }, { kind: 'removed', number: 9 });
  const ofA2 = startingFrame(question('A2'), seed);
  const added = changedFrame(ofA2, { kind: 'added', code: texts('kerk') }, limitsOf(question('A2')));
  if (typeof added === 'string') throw new Error(added);
  const frames = new Map([
    ['B3', frame],
    ['A2', added],
  ]);

  it('has codes as answer categories in tables', () => {
    const coded = codedForTables(QUESTIONNAIRE, frames);
    const b3 = findVariable(coded, 'B3');
    if (b3 === null) throw new Error('no B3');
    expect(optionsOf(b3).map(({ code }) => code)).toEqual([1, 11, 2, 3, 4, 5, 6, 7, 8, 10]);
    expect(optionsOf(b3)[1]?.label).toEqual({ nl: 'luistert en is betrokken: deel' });
    expect(statisticOf(b3)).toMatchObject({ kind: 'multiple_response', percentOf: 'respondents' });
    const a2 = findVariable(coded, 'A2');
    if (a2 === null) throw new Error('no A2');
    expect(optionsOf(a2).map(({ code }) => code)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 98, 9]);
    expect(findVariable(coded, 'B4')?.question.type).toBe('open');
  });

  it('has codes behind the answer in data', () => {
    const coded = codedForData(QUESTIONNAIRE, frames);
    expect(findVariable(coded, 'B3')?.question.type).toBe('open');
    expect(findVariable(coded, 'B3_codes')?.question.type).toBe('multiple');
    expect(findVariable(coded, 'A2_codes')?.question.type).toBe('multiple');
  });
});
