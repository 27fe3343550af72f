import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Answer } from '../../../src/domain/interview/answer.js';
import { computedValues } from '../../../src/domain/interview/computed-values.js';
import { interviewRoute } from '../../../src/domain/interview/route.js';
import { screenText } from '../../../src/domain/interview/screen-text.js';
import { readQuestionnaire } from '../../../src/domain/questionnaire/read-questionnaire.js';
import {
  findVariable,
  listVariables,
  notesOf,
  optionsOf,
  reportTableOf,
  statisticOf,
  tableLabelOf,
  themesOf,
} from '../../../src/domain/questionnaire/variables.js';
import {
  listShippedFiles,
  readShippedText,
  sampleOf,
  shippedQuestionnaire,
  usable,
  variable,
} from '../../support/questionnaires.js';
import { readReference } from '../../support/reference.js';

const publishedSchema = z.object({
  tables: z.array(
    z.object({
      table: z.union([z.number(), z.string()]).transform(String),
      rows: z.array(
        z.object({ id: z.string(), parent: z.string(), youth: z.string(), y2015: z.unknown().optional() }),
      ),
    }),
  ),
});
const published = publishedSchema
  .parse(readReference('ceo-2016-tables.json'))
  .tables.flatMap(({ table, rows }) => rows.map((row) => ({ table, ...row })));
const ceo2016 = shippedQuestionnaire('ceo-jeugd-2016');
const ceo2015 = shippedQuestionnaire('ceo-jeugd-2015');

it('the example of the documentation is right', () => {
  const page = readFileSync(new URL('../../../docs/questionnaire-format.md', import.meta.url), 'utf8');
  const example = /## An example\n\n```yaml\n(.*?)```/s.exec(page)?.[1] ?? '';
  expect(listVariables(usable(example)).map(({ id }) => id)).toEqual(['V1', 'V2', 'V3_1', 'V3_2']);
});

describe('every shipped questionnaire', () => {
  it.each(listShippedFiles())('%s is right, and named after its id', (file) => {
    const { questionnaire, findings } = readQuestionnaire(readShippedText(file), shippedQuestionnaire);
    expect(findings).toEqual([]);
    expect(`${String(questionnaire?.id)}.yaml`).toBe(file);
  });
});

describe('the questionnaire of 2016', () => {
  it.each(published)('has what table $table prints for $id', ({ id, table }) => {
    const [variableId = '', code] = id.split('=');
    const found = variable(ceo2016, variableId);
    expect(reportTableOf(found)).toBe(table);
    expect(statisticOf(found)).not.toBeNull();
    if (code !== undefined) expect(optionsOf(found).map((option) => String(option.code))).toContain(code);
  });

  it.each(published.filter(({ youth }) => youth.includes(' ')))(
    'words $id for parent and youth as printed',
    ({ id, parent, youth }) => {
      const { statement } = variable(ceo2016, id);
      const both = statement?.text.both?.['nl'];
      expect(statement?.text.parent?.['nl'] ?? both).toBe(
        parent.replace('zijn/haar', 'zijn of haar').replace('hij/zij', 'hij of zij'),
      );
      expect(statement?.text.youth?.['nl'] ?? both).toBe(youth);
    },
  );

  it('has the 23 statements of the model list', () => {
    expect(listVariables(ceo2016).filter(({ question }) => question.type === 'grid')).toHaveLength(23);
  });

  it.each([
    ['A5_1', [3, 4]],
    ['B1', [1]],
    ['D4', [3, 4]],
    ['E2', [1, 2]],
    ['H4_3', [1, 2]],
  ])('counts for %s the codes %j as positive', (id, positive) => {
    expect(statisticOf(variable(ceo2016, id))).toMatchObject({ kind: 'share', positive });
  });

  it('tells the tables a short name, and the themes of a statement or else of its grid', () => {
    expect(tableLabelOf(variable(ceo2016, 'D1'), 'nl')).toBe('respectvol behandeld');
    expect(tableLabelOf(variable(ceo2016, 'K3'), 'nl')).toMatch(/^Heeft u vragen/);
    expect(themesOf(variable(ceo2016, 'D1'))).toEqual(['kwaliteit']);
    expect(themesOf(variable(ceo2016, 'D6'))).toEqual(['kwaliteit', 'samenwerking']);
  });

  it('asks its own grid by its statements only', () => {
    expect(findVariable(ceo2016, 'A5')).toBeNull();
  });
});

describe('the questionnaire of 2015', () => {
  it('has exactly the questions with a published result over 2015', () => {
    const rows2015 = published.filter((row) => row.y2015 !== undefined).map(({ id }) => id);
    expect(
      listVariables(ceo2015)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(rows2015.sort());
  });

  it('keeps codes and statistic of 2016, so that the years can stand side by side', () => {
    for (const old of listVariables(ceo2015)) {
      const now = variable(ceo2016, old.id);
      expect(optionsOf(old), old.id).toEqual(optionsOf(now));
      expect(statisticOf(old)?.kind, old.id).toBe(statisticOf(now)?.kind);
    }
  });

  it.each([
    ['A3', 'base'],
    ['A4', 'base'],
    ['A1', 'base'],
    ['G1', 'base'],
    ['H2_1', 'wording'],
    ['H3_3', 'wording'],
  ])('says of %s that its %s differs', (id, kind) => {
    expect(notesOf(variable(ceo2015, id)).map((note) => note.kind)).toEqual([kind]);
  });

  it('says that its sample was drawn in another way', () => {
    expect(ceo2015.notes?.map(({ kind }) => kind)).toEqual(['sampling']);
  });
});

describe('the proposal for 2026', () => {
  const ceo2026 = shippedQuestionnaire('ceo-jeugd-2026');

  it('asks everything of 2016 under the same code, but for the question that asked two things', () => {
    const ids = new Set(listVariables(ceo2026).map(({ id }) => id));
    const gone = listVariables(ceo2016).filter(({ id }) => !ids.has(id));
    expect(gone.map(({ id }) => id)).toEqual(['G1']);
    expect(ids).toContain('G1_1');
    expect(ids).toContain('G1_2');
  });

  it('says of every question that was worded or scaled differently, that it was', () => {
    for (const now of listVariables(ceo2026)) {
      const before = findVariable(ceo2016, now.id);
      if (before === null) continue;
      const isSame =
        JSON.stringify(optionsOf(now)) === JSON.stringify(optionsOf(before)) &&
        JSON.stringify(now.statement?.text ?? now.question.text) ===
          JSON.stringify(before.statement?.text ?? before.question.text);
      expect(isSame || notesOf(now).length > 0, now.id).toBe(true);
    }
  });

  it.each([
    [1, 1, 1],
    [1, 2, 2],
    [2, 1, 2],
    [2, 2, 2],
    [1, null, undefined],
    [2, null, 2],
  ])('makes the old question of the new ones: enough %s, right kind %s → %s', (enough, kind, old) => {
    const given = new Map<string, Answer>();
    for (const [id, code] of [
      ['G1_1', enough],
      ['G1_2', kind],
    ] as const) {
      if (code !== null) given.set(id, { kind: 'single', code, otherText: null });
    }
    expect(computedValues(ceo2026, { sample: sampleOf(), answers: given }).get('G1')).toBe(old);
  });

  it('asks who was not content with both what they would like', () => {
    const yes: Answer = { kind: 'single', code: 1, otherText: null };
    const no: Answer = { kind: 'single', code: 2, otherText: null };
    const asked = (enough: Answer, kind: Answer): boolean =>
      interviewRoute(
        ceo2026,
        sampleOf(),
        new Map([
          ['G1_1', enough],
          ['G1_2', kind],
        ]),
      ).screens.some(({ id }) => id === 'G2');
    expect([asked(yes, yes), asked(yes, no), asked(no, yes)]).toEqual([false, true, true]);
  });
});

describe('the examples in other languages', () => {
  it.each([
    ['voorbeeld-engels', 'en', 'Are you satisfied with the help that your child received in 2026?'],
    ['voorbeeld-turks', 'tr', 'Çocuğunuzun aldığı yardımdan memnun musunuz?'],
  ])('%s is heard in its own language and in Dutch', (id, language, words) => {
    const questionnaire = shippedQuestionnaire(id);
    const heard = (spoken: string): string | null =>
      screenText(questionnaire, variable(questionnaire, 'V1'), {
        sample: sampleOf(),
        answers: new Map(),
        language: spoken,
        interfaceLanguage: 'nl',
        values: { childFirstName: null, reportYear: '2026' },
      }).readAloud;
    expect(heard(language)).toBe(words);
    expect(heard('nl')).toMatch(/^Bent u tevreden/);
  });
});
