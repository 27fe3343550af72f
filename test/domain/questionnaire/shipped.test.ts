import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
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
