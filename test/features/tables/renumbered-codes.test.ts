import { expect, it } from 'vitest';
import { describeNote } from '../../../src/domain/tables/notes.js';
import { importResponses } from '../../../src/features/responses/responses.service.js';
import { createStudy } from '../../../src/features/studies/studies.service.js';
import { makeTable } from '../../../src/features/tables/tables.service.js';
import { COMMAND, createTestApplication, type TestApplication } from '../../support/application.js';
import { describeOnEachDatabase } from '../../support/databases.js';

type Codes = Readonly<Record<string, number>>;

/** One question of three answers, counted per option (V1), as a share (V2) and as a mean (V3). */
function questionnaire(id: string, codes: Codes, counted: readonly string[]): string {
  const options = Object.entries(codes).map(
    ([label, code]) => `{ code: ${String(code)}, label: { nl: ${label} } }`,
  );
  const positive = counted.map((label) => String(codes[label])).join(', ');
  const question = (name: string, statistic: string): string => `
      - id: ${name}
        type: single
        text: { both: { nl: ${name} } }
        options: [${options.join(', ')}]
        statistic: { ${statistic} }
        source: [inferred]`;
  return `id: ${id}
title: { nl: ${id} }
languages: [nl]
respondents: [parent]
completeness: { complete: { answeredShare: 1 }, partial: { answeredShare: 0.5 } }
blocks:
  - id: V
    title: { nl: Blok }
    questions:${question('V1', 'kind: distribution')}${question('V2', `kind: share, positive: [${positive}]`)}${question('V3', 'kind: mean, decimals: 1')}
`;
}

/** 30 people say nooit, 20 soms and 50 vaak, each year: whatever the numbers, nothing changed. */
const PEOPLE = [
  ['nooit', 30],
  ['soms', 20],
  ['vaak', 50],
] as const;

async function addYear(
  app: TestApplication,
  year: number,
  { codes, counted }: { readonly codes: Codes; readonly counted: readonly string[] },
): Promise<void> {
  const id = `codes-${String(year)}`;
  app.questionnaires.addPublished(questionnaire(id, codes, counted));
  const dates = { fieldworkStartsOn: null, fieldworkEndsOn: null };
  const study = { name: id, slug: id, reportYear: year, questionnaireId: id, isPractice: false, ...dates };
  await createStudy(app, COMMAND, study);
  const meaning = new Map(Object.entries(codes));
  const lines = PEOPLE.flatMap(([label, people]) => {
    const code = String(meaning.get(label) ?? meaning.get('altijd'));
    return Array.from({ length: people }, () => ['basishulp', code, code, code].join(';'));
  });
  const text = ['domain;V1;V2;V3', ...lines].join('\n');
  const bytes = Buffer.from(text);
  expect(
    await importResponses(app, COMMAND, { study: id, bytes, replaces: false, population: {} }),
  ).toMatchObject({
    ok: true,
  });
}

const OLD = { codes: { nooit: 1, soms: 2, vaak: 3 }, counted: ['vaak'] };

async function compare(app: TestApplication, columns: readonly string[], question: string) {
  const request = { study: 'codes-2016', questions: [question], columns, beside: ['codes-2015'] };
  const { table } = await makeTable(app, { ...request, procedure: 'spss' });
  const rows = table.rows.map(({ label, cells }) => [label, ...cells.map(({ value }) => value)]);
  return { rows, table, notes: table.notes.map(describeNote) };
}

describeOnEachDatabase('years of which the codes were renumbered', ({ openDatabase }) => {
  it('are compared by what the answers mean, with a note of what changed', async () => {
    const app = createTestApplication(await openDatabase());
    await addYear(app, 2015, OLD);
    await addYear(app, 2016, { codes: { vaak: 1, soms: 2, nooit: 3 }, counted: ['vaak'] });
    const options = await compare(app, ['year'], 'V1');
    expect(options.rows).toEqual([
      ['V1: vaak', 0.5, 0.5],
      ['V1: soms', 0.2, 0.2],
      ['V1: nooit', 0.3, 0.3],
    ]);
    expect(options.notes).toContain(
      'V1: in CEO 2015 betekenen antwoordcodes iets anders dan in CEO 2016: 1 is “nooit” en nu “vaak”, 3 is “vaak” en nu “nooit”. Vergeleken is op de woorden van het antwoord, niet op het nummer.',
    );
    expect((await compare(app, ['year'], 'V2')).rows).toEqual([['V2', 0.5, 0.5]]);
    // A mean of codes that were turned round cannot stand beside the other year.
    expect((await compare(app, ['year'], 'V3')).rows).toEqual([['V3', null, 1.8]]);
  });

  it('make columns of the same answer, not of the same number', async () => {
    const app = createTestApplication(await openDatabase());
    await addYear(app, 2015, OLD);
    await addYear(app, 2016, { codes: { vaak: 1, soms: 2, nooit: 3 }, counted: ['vaak'] });
    const { table, notes } = await compare(app, ['V1', 'year'], 'V2');
    const bases = table.columns.map(({ label }, at) => [label, table.rows[0]?.cells[at]?.base]);
    expect(bases.slice(0, 6)).toEqual([
      ['vaak CEO 2015', 50],
      ['vaak CEO 2016', 50],
      ['soms CEO 2015', 20],
      ['soms CEO 2016', 20],
      ['nooit CEO 2015', 30],
      ['nooit CEO 2016', 30],
    ]);
    expect(notes.join(' ')).toContain('V1: in CEO 2015 betekenen antwoordcodes iets anders');
  });

  it('leave an answer without its like alone, and say when a share counts other answers', async () => {
    const app = createTestApplication(await openDatabase());
    await addYear(app, 2015, OLD);
    await addYear(app, 2016, { codes: { nooit: 1, soms: 2, altijd: 3 }, counted: ['altijd', 'soms'] });
    const { rows } = await compare(app, ['year'], 'V1');
    expect(rows).toEqual([
      ['V1: nooit', 0.3, 0.3],
      ['V1: soms', 0.2, 0.2],
      ['V1: altijd', null, 0.5],
    ]);
    expect((await compare(app, ['year'], 'V2')).notes).toContain(
      'V2: in CEO 2015 zijn andere antwoorden geteld (“vaak”) dan in CEO 2016 (“soms”, “altijd”).',
    );
    const columns = (await compare(app, ['V1', 'year'], 'V2')).table.columns.map(({ label }) => label);
    expect(columns.slice(4, 6)).toEqual(['altijd CEO 2016', 'vaak CEO 2015']);
  });
});
