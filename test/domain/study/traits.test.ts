import { describe, expect, it } from 'vitest';
import { firstTimeIn, traitOf } from '../../../src/domain/study/traits.js';

describe('whether somebody is a client for the first time', () => {
  it.each([
    [['2026-03-01'], 'yes'],
    [['2026-03-01', '2025-11-30'], 'no'],
    [['2026-01-01'], 'yes'],
    [['2026-03-01', null], null],
    [['2025-12-31', null], 'no'],
    [[], null],
  ] as const)('of care that began on %j is %s', (days, known) => {
    expect(firstTimeIn(2026, days)).toBe(known);
  });
});

describe('a trait in a file', () => {
  it('is a code or its Dutch label', () => {
    expect(traitOf('sex', 'male')).toBe('male');
    expect(traitOf('migration', 'niet verstrekt')).toBe('refused');
    expect(traitOf('lvb', 'misschien')).toBeNull();
  });
});
