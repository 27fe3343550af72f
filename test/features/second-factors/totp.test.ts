import { describe, expect, it } from 'vitest';
import { instantOf } from '../../../src/domain/calendar/instant.js';
import { newSecret, secretAddress, timeStepOfCode } from '../../../src/features/second-factors/totp.js';

/** `12345678901234567890` in base 32, the secret of RFC 6238, appendix B. */
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('codes of an app', () => {
  // The last six digits of the eight that RFC 6238 prints for SHA-1.
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
  ])('are those of RFC 6238 at second %i', (second, code) => {
    expect(timeStepOfCode(RFC_SECRET, code, instantOf(second * 1000))).toBe(Math.floor(second / 30));
  });

  it('are taken half a minute early or late, and no longer', () => {
    const at = (second: number): number | null =>
      timeStepOfCode(RFC_SECRET, '081804', instantOf(second * 1000));
    const step = Math.floor(1_111_111_109 / 30);
    expect([at(1_111_111_109 - 30), at(1_111_111_109 + 30)]).toEqual([step, step]);
    expect([at(1_111_111_109 - 90), at(1_111_111_109 + 90)]).toEqual([null, null]);
  });

  it.each(['', '12345', 'abcdef', '1234567', '28708２'])('are six digits, and not %j', (code) => {
    expect(timeStepOfCode(RFC_SECRET, code, instantOf(59_000))).toBeNull();
  });

  it('come from a secret of 160 bits that differs each time', () => {
    expect(newSecret()).toMatch(/^[A-Z2-7]{32}$/);
    expect(newSecret()).not.toBe(newSecret());
    expect(secretAddress(RFC_SECRET, 'a@example.org')).toContain(`secret=${RFC_SECRET}`);
  });
});
