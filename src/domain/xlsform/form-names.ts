/**
 * Gives every field of a form a code of its own, as close to its name as a questionnaire allows.
 * @example new FormNames().code('naam kind') // 'NaamKind'
 */
export class FormNames {
  readonly #taken = new Set<string>();

  /**
   * A code that no other field has.
   * @param fallback the letter to begin with when nothing of the name is left
   */
  code(name: string, fallback = 'V'): string {
    const parts = name.split(/[^A-Za-z0-9]+/).filter((part) => part !== '');
    const joined =
      name.includes('_') && !/[^A-Za-z0-9_]/.test(name) ? parts.join('_') : capitals(parts).join('');
    const cleaned = /^[A-Za-z]/.test(joined) ? joined : `${fallback}${joined}`;
    return this.#free(cleaned.charAt(0).toUpperCase() + cleaned.slice(1));
  }

  #free(wanted: string): string {
    let code = wanted;
    for (let number = 2; this.#taken.has(code.toLowerCase()); number += 1)
      code = `${wanted}_${String(number)}`;
    this.#taken.add(code.toLowerCase());
    return code;
  }
}

function capitals(parts: readonly string[]): string[] {
  return parts.map((part, place) => (place === 0 ? part : part.charAt(0).toUpperCase() + part.slice(1)));
}
