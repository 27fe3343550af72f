import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  readRecoveryCode,
  RECOVERY_CODE_BYTES,
  writeRecoveryCode,
} from '../../../src/domain/access/recovery-code.js';

describe('a recovery code', () => {
  it('is four groups of four', () => {
    expect(writeRecoveryCode(new Uint8Array(RECOVERY_CODE_BYTES))).toBe('0000-0000-0000-0000');
    expect(() => writeRecoveryCode(new Uint8Array(3))).toThrow(RangeError);
  });

  it('is read as it was written, in small letters and without dashes too', () => {
    const bytes = fc.uint8Array({ minLength: RECOVERY_CODE_BYTES, maxLength: RECOVERY_CODE_BYTES });
    fc.assert(
      fc.property(bytes, (random) => {
        const code = writeRecoveryCode(random);
        expect(readRecoveryCode(code)).toBe(code);
        expect(readRecoveryCode(` ${code.toLowerCase().replaceAll('-', ' ')}`)).toBe(code);
      }),
    );
  });

  it('takes look-alikes for what they look like', () => {
    expect(readRecoveryCode('o000 0000-0000-000l')).toBe('0000-0000-0000-0001');
  });

  it.each(['', '123456', '0000-0000-0000-000', '0000-0000-0000-000U', '0000-0000-0000-00000'])(
    'is not %j',
    (typed) => {
      expect(readRecoveryCode(typed)).toBeNull();
    },
  );
});
