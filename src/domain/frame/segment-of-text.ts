import type { StudySegment } from '../study/study-domain.js';
import { headingKey } from './column-role.js';

/** How organisations shorten the names of segments. */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  'j o': 'jeugd_en_opvoedhulp',
  'jeugd opvoedhulp': 'jeugd_en_opvoedhulp',
  ggz: 'jeugd_ggz',
  jggz: 'jeugd_ggz',
  lvb: 'jeugd_met_beperking',
  beperking: 'jeugd_met_beperking',
};

/** Words that do not tell segments apart. */
function keyOf(text: string): string {
  return headingKey(text).replaceAll(/\b(een|de|het)\b ?/g, '');
}

/**
 * The segment of a study that a client file means.
 * @param segments the segments of the domain
 * @param text as the file has it, or `null`
 * @returns the code, or `null` when there is no text or no such segment in this domain
 * @example segmentOfText(segments, 'J&O') // 'jeugd_en_opvoedhulp'
 */
export function segmentOfText(segments: readonly StudySegment[], text: string | null): string | null {
  if (text === null) return null;
  const key = keyOf(text);
  const meant = ABBREVIATIONS[key];
  return (
    segments.find(({ code, label }) => code === meant || keyOf(label) === key || keyOf(code) === key)?.code ??
    null
  );
}
