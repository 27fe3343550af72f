import { type z } from 'zod';
import { type FilePath, type Finding, type FindingText } from './finding.js';
import { type Questionnaire } from './model.js';
import { questionnaireSchema } from './schema.js';

/** A value that has the shape of a questionnaire, or what keeps it from having that. */
export type ShapeResult =
  | { readonly ok: true; readonly questionnaire: Questionnaire }
  | { readonly ok: false; readonly findings: readonly Finding[] };

type Issue = z.core.$ZodIssue;

/**
 * Checks that a value has the shape of a questionnaire: known keys, values of the right kind.
 * @param value as it was read from a file
 * @param lineOf gives the line of a place in that file
 */
export function readShape(value: unknown, lineOf: (path: FilePath) => number | null): ShapeResult {
  const result = questionnaireSchema.safeParse(value, { reportInput: true });
  if (result.success) return { ok: true, questionnaire: result.data };
  const findings = result.error.issues
    .flatMap((issue) => leafIssues(issue))
    .map((issue): Finding => {
      const path = issue.path.filter((key) => typeof key !== 'symbol');
      const { reason, remedy } = explain(issue);
      return {
        severity: 'error',
        rule: 'shape',
        path,
        place: pathText(path),
        line: lineOf(path),
        reason,
        remedy,
      };
    });
  return { ok: false, findings };
}

/** Of a value that fits none of several shapes, the mistakes against the shape that it resembles most. */
function leafIssues(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const [closest] = [...issue.errors].sort((left, right) => left.length - right.length);
  if (closest === undefined) return [issue];
  return closest.flatMap((nested) => leafIssues({ ...nested, path: [...issue.path, ...nested.path] }));
}

/**
 * A place in a file as text.
 * @example pathText(['blocks', 0, 'id']) // 'blocks[0].id'
 */
function pathText(path: FilePath): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${String(key)}]` : `.${key}`))
    .join('')
    .replace(/^\./, '');
}

interface Explanation {
  readonly reason: FindingText;
  readonly remedy: FindingText;
}

function explain(issue: Issue): Explanation {
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue.keys.join(', '));
  if (issue.code === 'invalid_type') {
    return issue.input === undefined ? missingPart(issue) : wrongKind(issue.expected);
  }
  if (issue.code === 'invalid_value') return choiceOf(issue.values.map(String).join(', '));
  if (issue.code === 'invalid_key') return wrongName(String(issue.path.at(-1) ?? ''));
  if (issue.code === 'too_small') return outOfBounds('groter of langer', 'larger or longer', issue.minimum);
  if (issue.code === 'too_big') return outOfBounds('kleiner of korter', 'smaller or shorter', issue.maximum);
  return {
    reason: { nl: 'Dit onderdeel heeft niet de goede vorm.', en: 'This part does not have the right form.' },
    remedy: {
      nl: 'Kijk in docs/questionnaire-format.md hoe dit onderdeel eruitziet.',
      en: 'See docs/questionnaire-format.md for what this part looks like.',
    },
  };
}

function unknownKeys(keys: string): Explanation {
  return {
    reason: { nl: `Dit kent het programma hier niet: ${keys}.`, en: `Not known here: ${keys}.` },
    remedy: { nl: 'Verbeter de spelling of haal het weg.', en: 'Correct the spelling or remove it.' },
  };
}

function missingPart(issue: Issue): Explanation {
  const name = String(issue.path.at(-1) ?? '');
  return {
    reason: { nl: `${name} ontbreekt.`, en: `${name} is missing.` },
    remedy: { nl: `Vul ${name} in.`, en: `Fill in ${name}.` },
  };
}

/** Mostly a text with a comma that was not put between quotes: YAML takes what follows for a new key. */
function wrongName(name: string): Explanation {
  return {
    reason: {
      nl: `${name} kan hier geen naam of taalcode zijn.`,
      en: `${name} cannot be a name or language code here.`,
    },
    remedy: {
      nl: 'Zet een tekst met een komma tussen aanhalingstekens, of verbeter de naam.',
      en: 'Put a text with a comma between quotes, or correct the name.',
    },
  };
}

const KINDS: Readonly<Record<string, FindingText>> = {
  string: { nl: 'een tekst', en: 'a text' },
  number: { nl: 'een getal', en: 'a number' },
  int: { nl: 'een heel getal', en: 'a whole number' },
  boolean: { nl: 'true of false', en: 'true or false' },
  array: { nl: 'een lijst', en: 'a list' },
  object: { nl: 'een onderdeel met sleutels', en: 'a part with keys' },
  record: { nl: 'een onderdeel met sleutels', en: 'a part with keys' },
};

function wrongKind(expected: string): Explanation {
  const kind = KINDS[expected] ?? { nl: expected, en: expected };
  return {
    reason: { nl: `Hier hoort ${kind.nl}.`, en: `This must be ${kind.en}.` },
    remedy: {
      nl: 'Verbeter de waarde; zet tekst met bijzondere tekens tussen aanhalingstekens.',
      en: 'Correct the value; put text with special characters between quotes.',
    },
  };
}

function choiceOf(values: string): Explanation {
  return {
    reason: { nl: 'Deze waarde kan hier niet.', en: 'This value is not possible here.' },
    remedy: { nl: `Kies uit: ${values}.`, en: `Choose from: ${values}.` },
  };
}

function outOfBounds(nl: string, en: string, limit: number | bigint): Explanation {
  return {
    reason: {
      nl: `Dit moet ${nl} zijn; de grens is ${String(limit)}.`,
      en: `This must be ${en}; the limit is ${String(limit)}.`,
    },
    remedy: { nl: 'Vul aan of haal weg.', en: 'Add to it or remove some.' },
  };
}
