import { LineCounter, isNode, parseDocument, stringify } from 'yaml';
import { type FilePath } from './finding.js';

/** A YAML text that was read, or why it could not be. */
export type YamlText =
  | { readonly ok: true; readonly value: unknown; readonly lineOf: (path: FilePath) => number | null }
  | { readonly ok: false; readonly line: number | null; readonly message: string };

/** The most often that a text may repeat a part by its `*name`: enough for any questionnaire, too few to fill memory. */
const MAX_ALIASES = 2000;

/**
 * Reads YAML 1.2 (of which JSON is a part). A key that stands twice is an error.
 * @param text the file's content
 * @returns the value with the line of each of its parts, or the first mistake with its line
 * @example readYaml('a: 1\nb: [x]') // value { a: 1, b: ['x'] }, lineOf(['b', 0]) 2
 */
export function readYaml(text: string): YamlText {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const [mistake] = document.errors;
  if (mistake !== undefined) {
    return { ok: false, line: lineCounter.linePos(mistake.pos[0]).line, message: mistake.message };
  }
  const lineOf = (path: FilePath): number | null => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lineCounter.linePos(node.range[0]).line;
    }
    return null;
  };
  try {
    return { ok: true, value: document.toJS({ maxAliasCount: MAX_ALIASES }) as unknown, lineOf };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return { ok: false, line: null, message: error.message };
  }
}

/**
 * Writes a value as YAML, each part in full: nothing refers to another part.
 * @example writeYaml({ a: [1] }) // 'a:\n  - 1\n'
 */
export function writeYaml(value: unknown): string {
  return stringify(value, { aliasDuplicateObjects: false, lineWidth: 110 });
}

/** Tells editors that know JSON Schema where the format of a questionnaire stands, so that they complete its keys. */
const SCHEMA_LINE = '# yaml-language-server: $schema=questionnaire.schema.json\n';

/**
 * A questionnaire as a file: with the line by which an editor helps to write it.
 * @example questionnaireFile('id: a\n').split('\n')[1] // 'id: a'
 */
export function questionnaireFile(yaml: string): string {
  return yaml.startsWith(SCHEMA_LINE) ? yaml : `${SCHEMA_LINE}${yaml}`;
}
