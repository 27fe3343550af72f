import { MEASURE_LABELS } from '../interview/measure-code.js';

/** What backgrounds are called on pages and in files; domains and segments have the names that their study gives. */
export const BACKGROUND_LABELS = {
  measure: MEASURE_LABELS,
  respondent: { parent: 'Ouder', youth: 'Jongere' },
  ageBand: { '0-11': '0 t/m 11 jaar', '12-15': '12 t/m 15 jaar', '16+': '16 jaar en ouder' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;
