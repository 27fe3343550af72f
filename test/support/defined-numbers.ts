/** Every page of figures links to what its numbers mean. */
export const PAGES_OF_FIGURES = [
  'fieldwork',
  'response',
  'response/curve',
  'response/funnel',
  'quality/interviewers',
  'quality/patterns',
  'quality/conversations',
  'quality/verification',
  'quality/non-response',
];

export interface Facts {
  readonly formula: string;
  readonly example: string;
  readonly source: string;
}

/** What a page says of a number, by the id of the heading of its row. */
export function factsOf(html: string, id: string): Facts {
  const [, after = ''] = html.split(` id="${id}">`);
  const [own = ''] = after.split('</tr>');
  const [first = '', source = ''] = [...own.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell]) => cell ?? '');
  const [formula = '', example] = first.replace('</span>', '').split('<span class="veldwerk-detail">');
  return { formula: example === undefined ? '' : formula, example: example ?? formula, source };
}
