/** Child protection or youth probation measures that texts and conditions tell apart. */
export type MeasureCode = 'ots' | 'voogdij' | 'jeugdreclassering';

/** How each is called on a page. */
export const MEASURE_LABELS: Readonly<Record<MeasureCode, string>> = {
  ots: 'Ondertoezichtstelling',
  voogdij: 'Voogdij',
  jeugdreclassering: 'Jeugdreclassering',
};

const MEASURES: readonly (readonly [RegExp, MeasureCode])[] = [
  [/voogdij/i, 'voogdij'],
  [/\bots\b|ondertoezicht/i, 'ots'],
  [/reclassering|\bjr\b/i, 'jeugdreclassering'],
];

/**
 * The measure of a client as a client file words it.
 * @param text such as `OTS`, `voorlopige OTS`, `voogdij`, `jeugdreclassering`
 * @returns `null` for no measure and for a word that is not known; when several are named, voogdij before ots before
 * jeugdreclassering
 * @example measureCode('voorlopige OTS') // 'ots'
 */
export function measureCode(text: string | null): MeasureCode | null {
  return MEASURES.find(([pattern]) => pattern.test(text ?? ''))?.[1] ?? null;
}
