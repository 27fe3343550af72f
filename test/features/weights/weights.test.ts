import { expect, it } from 'vitest';
import { tableJson } from '../../../src/domain/tables/table-json.js';
import { getStudy } from '../../../src/features/studies/studies.service.js';
import { makeTable } from '../../../src/features/tables/tables.service.js';
import { getWeightSet, listWeightSets, weightsOf } from '../../../src/features/weights/weights.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { createTestApplication, type TestApplication } from '../../support/application.js';
import { type BrowserSession, signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { importPublishedStudies } from '../../support/published-studies.js';
import { expectValidHtml } from '../../support/valid-html.js';

const PAGE = '/studies/ceo-2016/weights';
/** Invented numbers of clients; the interviews are 256, 257 and 101. */
const FORM = {
  name: 'aantallen',
  by: 'domain',
  method: 'post-stratified',
  total_domain_basishulp: '2.000',
  total_domain_specialistisch: '1000',
  total_domain_jb_jr: '600',
};

/** Value of the column of the first row. */
async function shares(app: TestApplication, weights: string): Promise<ReadonlyMap<string, number>> {
  const made = await makeTable(app, {
    study: 'ceo-2016',
    questions: ['B1'],
    columns: ['domain'],
    procedure: 'design',
    beside: null,
    options: { weights },
  });
  const cells = tableJson(made.table).rows[0]?.cells ?? [];
  return new Map(cells.map(({ column, value }) => [column, value ?? NaN]));
}

describeOnEachDatabase('weights of a study', ({ openDatabase }) => {
  async function start(): Promise<{ app: TestApplication; analyst: BrowserSession }> {
    const app = createTestApplication(await openDatabase());
    await importPublishedStudies(app);
    return { app, analyst: await signInAs(app, createWebApp(app), 'analist') };
  }

  it('are made on the page, and give each domain its number of clients', async () => {
    const { app, analyst } = await start();
    const chosen = await analyst.get(`${PAGE}?by=domain`);
    expect(chosen.text).toContain('nu 256 interviews');
    await expectValidHtml(chosen.text);

    const made = await analyst.post(PAGE, FORM);
    expect(made.status).toBe(303);
    const report = await analyst.get(made.headers['location'] ?? '');
    await expectValidHtml(report.text);
    expect(report.text).toContain('3.600');

    const study = await getStudy(app.database.read, 'ceo-2016');
    const set = await getWeightSet(app.database.read, study, 'aantallen');
    const ids = await app.database.read('responses').where({ study_id: study.id }).pluck<string[]>('id');
    const weights = [...(await weightsOf(app.database.read, set, ids)).values()];
    expect(weights).toHaveLength(256 + 257 + 101);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(3600, 6);
    // Within a domain every interview stands for as many clients.
    const distinct = [...new Set(weights.map((weight) => weight.toFixed(6)))].sort();
    expect(distinct).toEqual(
      [(2000 / 256).toFixed(6), (1000 / 257).toFixed(6), (600 / 101).toFixed(6)].sort(),
    );
  });

  it('weigh the total of a table, and leave each domain as it is', async () => {
    const { app, analyst } = await start();
    await analyst.post(PAGE, FORM);
    const usual = await shares(app, '');
    const weighted = await shares(app, 'aantallen');
    // Everybody with a share of B1 was asked, but for those of JB/JR without youth care: 71 of 101 interviews.
    const clients = { basishulp: 2000, specialistisch: 1000, jb_jr: (600 * 71) / 101 };
    let sum = 0;
    let asked = 0;
    for (const [domain, number] of Object.entries(clients)) {
      const share = usual.get(domain) ?? NaN;
      expect(weighted.get(domain)).toBeCloseTo(share, 12);
      sum += number * share;
      asked += number;
    }
    expect(usual.get('total')).not.toBeCloseTo(sum / asked, 4);
    expect(weighted.get('total')).toBeCloseTo(sum / asked, 9);
  });

  it('keep every version, and are chosen by name on the page of tables', async () => {
    const { app, analyst } = await start();
    expect((await analyst.get('/studies/ceo-2016/tables')).text).not.toContain('name="weights"');
    await analyst.post(PAGE, FORM);
    await analyst.post(PAGE, { ...FORM, total_domain_jb_jr: '700' });
    const study = await getStudy(app.database.read, 'ceo-2016');
    const sets = await listWeightSets(app.database.read, study);
    expect(sets.map(({ name, version }) => [name, version])).toEqual([
      ['aantallen', 2],
      ['aantallen', 1],
    ]);
    const page = await analyst.get('/studies/ceo-2016/tables?weights=aantallen&part=B');
    expect(page.text).toContain('name="weights"');
    expect(page.text).toContain('is gewogen met “aantallen”, versie 2');
    await expectValidHtml(page.text);
  });

  it('are refused with what to do, and nothing typed is lost', async () => {
    const { app, analyst } = await start();
    const answer = await analyst.post(PAGE, { ...FORM, name: '', total_domain_jb_jr: 'veel', highest: '9' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Geef de gewichten een naam.');
    expect(answer.text).toContain('een aantal cliënten boven 0 in.');
    expect(answer.text).toContain('value="veel"');
    expect(answer.text).toContain('value="9"');
    const study = await getStudy(app.database.read, 'ceo-2016');
    expect(await listWeightSets(app.database.read, study)).toEqual([]);
  });

  it('say so when the limits leave nobody', async () => {
    const { analyst } = await start();
    const answer = await analyst.post(PAGE, { ...FORM, lowest: '1000', highest: '2000' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Kies ruimere grenzen');
  });
});
