import { describe, expect, it } from 'vitest';
import {
  CONCERN_STATES,
  CONCERN_STEPS,
  type ConcernState,
  type ConcernStep,
  concernStateAfter,
  concernStepsFrom,
  needsNote,
} from '../../../src/domain/concern/concern-state.js';

describe('a care concern', () => {
  it.each<[ConcernState, ConcernStep, ConcernState | null]>([
    ['new', 'take_in_hand', 'in_hand'],
    ['new', 'note', null],
    ['new', 'settle', null],
    ['new', 'reopen', null],
    ['in_hand', 'take_in_hand', null],
    ['in_hand', 'note', 'in_hand'],
    ['in_hand', 'settle', 'settled'],
    ['in_hand', 'reopen', null],
    ['settled', 'take_in_hand', null],
    ['settled', 'note', null],
    ['settled', 'settle', null],
    ['settled', 'reopen', 'in_hand'],
  ])('that is %s and gets the step %s becomes %s', (state, step, next) => {
    expect(concernStateAfter(state, step)).toBe(next);
    expect(concernStepsFrom(state).includes(step)).toBe(next !== null);
  });

  it('can always be taken further', () => {
    for (const state of CONCERN_STATES) expect(concernStepsFrom(state)).not.toEqual([]);
  });

  it('is settled or opened again only with a note', () => {
    expect(CONCERN_STEPS.filter(needsNote)).toEqual(['note', 'settle', 'reopen']);
  });
});
