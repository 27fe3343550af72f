import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { addMinutes, instant } from '../../../src/domain/calendar/instant.js';
import {
  checkLinkState,
  CODE_LENGTH,
  CODE_SIGNS,
  readCode,
  shownCode,
} from '../../../src/domain/checks/check-link.js';
import { isFrozen } from '../../../src/domain/checks/check-rules.js';
import { exclusionReasons } from '../../../src/domain/checks/exclusion-reason.js';
import { mergeMarks } from '../../../src/domain/checks/mark-changes.js';

const NOW = instant('2026-04-14T12:00:00+02:00');
const LINK = { guessCount: 0, expiresAt: addMinutes(NOW, 1), openedAt: null, revokedAt: null };

describe('a personal link', () => {
  it.each([
    ['unopened', LINK],
    ['opened', { ...LINK, openedAt: NOW, guessCount: 9 }],
    ['locked', { ...LINK, guessCount: 10 }],
    ['expired', { ...LINK, expiresAt: NOW, guessCount: 10 }],
    ['revoked', { ...LINK, revokedAt: NOW, expiresAt: NOW, guessCount: 10 }],
  ])('is %s', (state, link) => {
    expect(checkLinkState(link, NOW)).toBe(state);
  });

  it('has a code that is read however it is typed, and nothing else is', () => {
    const codes = fc.array(fc.constantFrom(...Array.from(CODE_SIGNS)), {
      minLength: CODE_LENGTH,
      maxLength: CODE_LENGTH,
    });
    fc.assert(
      fc.property(codes, (signs) => {
        const code = signs.join('');
        expect(readCode(shownCode(code))).toBe(code);
        expect(readCode(` ${code.toLowerCase()} `)).toBe(code);
        expect(readCode(`${code}2`)).toBeNull();
      }),
    );
    expect(readCode(' 7kqm 2xrt')).toBe('7KQM2XRT');
    expect(readCode('7KQM2XR0')).toBeNull();
    expect(readCode('')).toBeNull();
  });
});

describe('the closing day', () => {
  it.each([
    ['the last minute of the day on which the clock goes forward', '2026-03-29T23:59:59+02:00', false],
    ['the first minute of the day after it', '2026-03-30T00:00:00+02:00', true],
    ['midnight in London, which is still that day no longer in Amsterdam', '2026-03-29T22:30:00Z', true],
    ['the hour that is skipped', '2026-03-29T01:30:00Z', false],
  ])('%s', (_when, moment, expected) => {
    expect(isFrozen({ closesOn: civilDate('2026-03-29'), linkDays: 14 }, instant(moment))).toBe(expected);
  });

  it('never comes when none was chosen', () => {
    expect(isFrozen({ closesOn: null, linkDays: 14 }, instant('2099-01-01T00:00:00Z'))).toBe(false);
  });
});

describe('marks that two people save', () => {
  it('keep what the other did with a client that this page did not change', () => {
    const merged = mergeMarks(
      [
        { clientKey: 'a', shown: null, chosen: 'bezwaar' },
        { clientKey: 'b', shown: null, chosen: null },
      ],
      new Map([['b', 'overleden']]),
    );
    expect(merged).toEqual({ changes: [{ clientKey: 'a', reason: 'bezwaar' }], conflicts: [] });
  });

  it('are told when both changed the same client differently, and not when they did the same', () => {
    const stored = new Map([
      ['a', 'overleden'],
      ['b', 'bezwaar'],
    ] as const);
    const wanted = [
      { clientKey: 'a', shown: null, chosen: 'bezwaar' },
      { clientKey: 'b', shown: null, chosen: 'bezwaar' },
    ] as const;
    expect(mergeMarks(wanted, stored)).toEqual({
      changes: [],
      conflicts: [{ clientKey: 'a', chosen: 'bezwaar', stored: 'overleden' }],
    });
  });

  it('are each saved, told, or already so', () => {
    const reason = fc.option(fc.constantFrom(...exclusionReasons));
    fc.assert(
      fc.property(reason, reason, reason, (shown, chosen, stored) => {
        const { changes, conflicts } = mergeMarks(
          [{ clientKey: 'a', shown, chosen }],
          new Map(stored === null ? [] : [['a', stored]]),
        );
        const isSettled = shown === chosen || chosen === stored;
        expect(changes.length + conflicts.length).toBe(isSettled ? 0 : 1);
        if (changes.length === 1) expect(shown).toBe(stored);
      }),
    );
  });
});
