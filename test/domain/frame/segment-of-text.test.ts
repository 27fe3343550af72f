import { describe, expect, it } from 'vitest';
import { segmentOfText } from '../../../src/domain/frame/segment-of-text.js';
import { DEFAULT_STUDY_DOMAINS } from '../../../src/domain/study/study-domain.js';

const segments = DEFAULT_STUDY_DOMAINS.find(({ code }) => code === 'specialistisch')?.segments ?? [];

describe('the segment that a file means', () => {
  it.each([
    ['J&O', 'jeugd_en_opvoedhulp'],
    ['Jeugd- en opvoedhulp', 'jeugd_en_opvoedhulp'],
    ['jeugd-GGZ', 'jeugd_ggz'],
    ['JEUGD GGZ', 'jeugd_ggz'],
    ['jeugd met beperking', 'jeugd_met_beperking'],
    ['Jeugd met een beperking', 'jeugd_met_beperking'],
    ['jeugd_met_beperking', 'jeugd_met_beperking'],
  ])('of %s is %s', (text, code) => {
    expect(segmentOfText(segments, text)).toBe(code);
  });

  it.each([null, '', 'crisisopvang'])('is not known for %s', (text) => {
    expect(segmentOfText(segments, text)).toBeNull();
  });

  it('is never one of another domain', () => {
    expect(segmentOfText([], 'J&O')).toBeNull();
  });
});
