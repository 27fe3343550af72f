import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { conditionSchema } from '../../src/domain/questionnaire/condition.js';
import { readQuestionnaire } from '../../src/domain/questionnaire/read-questionnaire.js';
import { computedSchema, questionSchema } from '../../src/domain/questionnaire/schema.js';
import { listVariables } from '../../src/domain/questionnaire/variables.js';
import { listShippedFiles, readShippedText, usable } from '../support/questionnaires.js';

const page = readFileSync(new URL('../../docs/questionnaire-format.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = '']) => text);

/** What each piece of YAML on the page is an example of. */
const PIECES: Readonly<Record<string, z.ZodType>> = {
  text: questionSchema,
  checks: questionSchema,
  computed: z.array(computedSchema).min(1),
};

describe('the page on the format', () => {
  it('has an example of a whole questionnaire that is right', () => {
    const [example = ''] = examples.filter((text) => text.includes('\nblocks:'));
    expect(readQuestionnaire(example).findings).toEqual([]);
    expect(listVariables(usable(example)).map(({ id }) => id)).toEqual(['V1', 'V2', 'V3_1', 'V3_2']);
  });

  it('has examples of parts that the program takes', () => {
    const pieces = examples.flatMap((text): [string, unknown][] => {
      const value = z.record(z.string(), z.unknown()).nullable().parse(parse(text));
      const [key = '', ...more] = Object.keys(value ?? {});
      return more.length > 0 || value === null ? [] : [[key, value[key]]];
    });
    expect(pieces.map(([key]) => key)).toEqual(['text', 'checks', 'computed']);
    const question = { id: 'A1', type: 'open', text: { both: { nl: 'Wat?' } } };
    for (const [key, value] of pieces) {
      const schema = PIECES[key] ?? z.never();
      expect(
        schema.safeParse(key === 'computed' ? value : { ...question, [key]: value }).error,
        key,
      ).toBeUndefined();
    }
  });

  it('has conditions that the program takes', () => {
    const rows = [...page.matchAll(/^\| (`\{.*?\}`.*?) \| .*\|$/gm)].map(([, cell = '']) => cell);
    const written = rows.flatMap((cell) =>
      [...cell.matchAll(/`(\{[^`…]*\})`/g)].map(([, text = '']) => text),
    );
    expect(written.length).toBeGreaterThan(6);
    for (const text of written) expect(conditionSchema.safeParse(parse(text)).error, text).toBeUndefined();
  });

  it('says how an editor completes keys, as the shipped files and a downloaded one do', () => {
    const [line = ''] = examples.filter((text) => text.startsWith('# yaml-language-server'));
    for (const file of listShippedFiles()) expect(readShippedText(file).startsWith(line), file).toBe(true);
  });
});
