import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Answer } from '../../../src/domain/interview/answer.js';
import { computedValues } from '../../../src/domain/interview/computed-values.js';
import { interviewRoute } from '../../../src/domain/interview/route.js';
import { screenText } from '../../../src/domain/interview/screen-text.js';
import { readQuestionnaire } from '../../../src/domain/questionnaire/read-questionnaire.js';
import {
  findVariable,
  hiddenCodesOf,
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

/** What the reconstruction from the reports says of each question: marks of its wording, and codes of its answers. */
const RECONSTRUCTED: readonly (readonly [id: string, source: string, codes: string])[] = [
  ['S4', 'inferred', '1 2'],
  ['S5', 'inferred', '1 2 3 4 5'],
  ['A1', 'paraphrased', '1 2'],
  ['A2', 'reported', '1 2 3 4 5 6 7 8 98'],
  ['A3', 'paraphrased', ''],
  ['A4', 'paraphrased', '1 2'],
  ['A5', 'reported vng', '1 2 3 4'],
  ['B1', 'reported', '1 2'],
  ['B2', 'paraphrased', ''],
  ['B3', 'paraphrased', ''],
  ['B4', 'paraphrased', ''],
  ['C1', 'paraphrased', '1 2'],
  ['C2', 'reported', ''],
  ['D', 'reported vng', '1 2 3 4'],
  ['E1', 'paraphrased', '1 2'],
  ['E2', 'paraphrased', '1 2 3 4 5'],
  ['F1', 'reported', '1 2'],
  ['F2', 'reported', '1 2 3 4 5'],
  ['G1', 'paraphrased', '1 2'],
  ['G2', 'reported', '1 2 3'],
  ['H1', 'reported vng', '1 2 3 4 5'],
  ['H2', 'reported vng', '1 2 3 4 5'],
  ['H3', 'reported vng', '1 2 3 4 5'],
  ['H4', 'reported vng', '1 2 3 4 5'],
  ['K1', 'inferred', ''],
  ['K2', 'inferred', '1 2'],
  ['K3', '', ''],
  ['K4_1', 'inferred', '1 2 3 4 5'],
  ['K4_2', 'inferred', '1 2 3'],
];

describe('the questionnaire of 2016 beside its reconstruction', () => {
  const questions = ceo2016.blocks.flatMap((block) => block.questions);

  it('has its questions in that order, with those answers and that certainty of the wording', () => {
    expect(
      questions.map((question) => [
        question.id,
        'source' in question ? question.source.join(' ') : '',
        'options' in question ? question.options.map(({ code }) => code).join(' ') : '',
      ]),
    ).toEqual(RECONSTRUCTED);
  });

  it('has 3 + 7 + 4 + 3 + 3 + 3 statements, and every statement may get 97, 98 and 99', () => {
    const grids = questions.filter(({ type }) => type === 'grid');
    expect(grids.map((grid) => ('statements' in grid ? grid.statements.length : 0))).toEqual([
      3, 7, 4, 3, 3, 3,
    ]);
    for (const one of listVariables(ceo2016))
      if (one.statement !== null) expect(hiddenCodesOf(one), one.id).toEqual([97, 98, 99]);
  });

  it('asks for months from 0 to 60 with one decimal, and asks again above 12', () => {
    expect(variable(ceo2016, 'A3').question).toMatchObject({ min: 0, max: 60, decimals: 1, softMax: 12 });
  });

  it.each([
    ['basishulp', null, 'A1 A2 A3 A4 B1 E1 F1 G1 H4_3', 'S4 C1 C2'],
    ['specialistisch', null, 'A1 A2 A3 A4 B1 E1 F1 G1 H4_3', 'S4 C1 C2'],
    ['jb_jr', 1, 'S4 A1 A5_1 B1 C1 C2 D7 H4_3', 'A2 A3 A4'],
    ['jb_jr', 2, 'S4 C1 C2 K1', 'A1 A2 A3 A4 A5_1 B1 D1 E1 F1 G1 H1_1'],
  ])('asks %s (S4: %s) for %s and not for %s', (domain, code, asked, notAsked) => {
    const answers = new Map<string, Answer>(
      code === null ? [] : [['S4', { kind: 'single', code, otherText: null }]],
    );
    const route = interviewRoute(ceo2016, sampleOf({ domain }), answers).screens.map(({ id }) => id);
    expect(route).toEqual(expect.arrayContaining(asked.split(' ')));
    expect(route.filter((id) => notAsked.split(' ').includes(id))).toEqual([]);
  });

  it('asks further only after those answers', () => {
    const after = (id: string, code: number): string[] =>
      interviewRoute(
        ceo2016,
        sampleOf(),
        new Map([[id, { kind: 'single', code, otherText: null }]]),
      ).screens.map((screen) => screen.id);
    expect([after('E1', 1).includes('E2'), after('E1', 2).includes('E2')]).toEqual([true, false]);
    expect([after('F1', 1).includes('F2'), after('F1', 2).includes('F2')]).toEqual([true, false]);
    expect([after('G1', 2).includes('G2'), after('G1', 1).includes('G2')]).toEqual([true, false]);
  });

  it.each([
    ['A1', /CEO 2017/],
    ['A2', /Stichting MEE/],
    ['B2', /zonder JB\/JR/],
    ['C1', /71 als basis/],
    ['D', /volgorde van de stellingen/],
    ['E2', /drie zijn aangenomen/],
    ['G1', /twee dingen tegelijk.*voldoende of.*basis van 584/s],
  ])('notes at %s what the report leaves open', (id, note) => {
    const question = questions.find((one) => one.id === id);
    expect(question !== undefined && 'sourceNote' in question ? question.sourceNote : '').toMatch(note);
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
