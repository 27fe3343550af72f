/** Where a text refers to a fill: `{name}`. */
const FILL = /\{([^{}]*)\}/g;

/**
 * The names of the fills in a text, each once.
 * @example fillNames('Krijgt {kind} in {jaar} hulp?') // ['kind', 'jaar']
 */
export function fillNames(text: string): string[] {
  return [...new Set([...text.matchAll(FILL)].map((match) => match[1] ?? ''))];
}

/**
 * Replaces every `{name}` in a text.
 * @param fillIn gives the text for a name
 * @example replaceFills('in {jaar}', () => '2016') // 'in 2016'
 */
export function replaceFills(text: string, fillIn: (name: string) => string): string {
  return text.replaceAll(FILL, (_match, name: string) => fillIn(name));
}
