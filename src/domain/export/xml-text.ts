/** An attribute without a value is left out. */
export type XmlAttributes = Readonly<Record<string, string | null>>;

/** Control characters, halves of a character and two more that no XML file may hold; tabs and line ends may. */
const FORBIDDEN = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * A text for XML and HTML, in content or between double quotes; characters that XML forbids are left out.
 * @example xmlText('R&D "1 < 2"') // 'R&amp;D &quot;1 &lt; 2&quot;'
 */
export function xmlText(text: string): string {
  return text.replace(FORBIDDEN, '').replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

/**
 * An element with text in it.
 * @param text is escaped
 * @example textElement('labl', 'ja & nee') // '<labl>ja &amp; nee</labl>'
 */
export function textElement(name: string, text: string, attributes: XmlAttributes = {}): string {
  return element(name, [xmlText(text)], attributes);
}

/**
 * An element with other elements in it.
 * @param content pieces of XML, not escaped
 * @example element('var', [textElement('labl', 'ja')], { name: 'B1' }) // '<var name="B1"><labl>ja</labl></var>'
 */
export function element(name: string, content: readonly string[], attributes: XmlAttributes = {}): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => ` ${key}="${xmlText(value ?? '')}"`)
    .join('');
  const inside = content.join('');
  return inside === '' ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>`;
}
