/** A space at which no line breaks. */
const TIE = '\u00a0';

/**
 * A number as people read it, on one line; a foreign one keeps its country.
 * @param e164 for example `+31612345678`
 * @example readableNumber('+31612345678') // '06 12 34 56 78'
 */
export function readableNumber(e164: string): string {
  if (!e164.startsWith('+31')) return e164;
  const national = `0${e164.slice(3)}`;
  if (national.startsWith('06'))
    return national.replace(/^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, ['$1', '$2', '$3', '$4', '$5'].join(TIE));
  return national.replace(/^(\d{3})(\d{3})(\d\d)(\d\d)$/, ['$1', '$2', '$3', '$4'].join(TIE));
}
