import { expect, it } from 'vitest';
import { BREAKDOWNS } from '../../../src/domain/response/breakdown.js';
import { CASE_SETS } from '../../../src/domain/response/case-set.js';
import { createWebApp } from '../../../src/web/app.js';
import { createTestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { tablesOf } from '../../support/html-tables.js';
import { expectNumbersToAddUp } from '../../support/walked-numbers.js';
import { studyWithGroups } from '../../support/response-cases.js';
import { expectValidHtml } from '../../support/valid-html.js';

const GROUPS = {
  basishulp: {
    I: 21,
    P: 2,
    R: 6,
    NC: 5,
    O: 2,
    UH: 2,
    UO: 1,
    NE: 3,
    open: 9,
    excluded: 3,
    withdrawn: 2,
    unreleased: 8,
  },
  specialistisch: { I: 61, P: 3, R: 11, NC: 4, UO: 2, open: 5, excluded: 2, unreleased: 4 },
  jb_jr: { I: 7, R: 3, NC: 1, NE: 1, open: 2, withdrawn: 1 },
};
const SAMPLE = 168;
const SLOW = 240_000;

describeOnEachDatabase('the numbers on the pages of the response', ({ openDatabase }) => {
  it.each(BREAKDOWNS)('by %s add up, and open as many cases as they say', { timeout: SLOW }, async (by) => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    await studyWithGroups(app, GROUPS);
    const supervisor = await signInAs(app, web, 'veldwerkleider');
    let followed = 0;
    for (const query of [`?by=${by}`, `?by=${by}&domain=basishulp`]) {
      const page = await supervisor.get(`/studies/ceo-2025/response${query}`);
      await expectValidHtml(page.text);
      const tables = tablesOf(page.text);
      expect(tables.map(({ id }) => id)).toEqual(['respons', 'casussen', 'aapor', 'aapor-gewogen']);
      followed += await expectNumbersToAddUp(supervisor, tables);
    }
    expect(followed).toBeGreaterThan(30);
  });

  it('give the sample without who withdrew, whom no list shows', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    await studyWithGroups(app, GROUPS);
    const supervisor = await signInAs(app, web, 'veldwerkleider');
    const [, counts] = tablesOf((await supervisor.get('/studies/ceo-2025/response')).text);
    expect(counts?.totals[0]?.at(-1)?.text).toBe(String(SAMPLE));
    const withdrawn = await app.database
      .read('cases')
      .where({ rate_group: 'withdrawn' })
      .pluck('case_number');
    expect(withdrawn).toHaveLength(3);
    for (let page = 1; page <= 4; page += 1) {
      const { text } = await supervisor.get(`/studies/ceo-2025/response/cases?set=all&page=${String(page)}`);
      for (const number of withdrawn as string[]) expect(text).not.toContain(number);
    }
  });

  it('stand on a page of which every link leads somewhere, as does the list of every set of cases', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    await studyWithGroups(app, GROUPS);
    const supervisor = await signInAs(app, web, 'veldwerkleider');
    const { text } = await supervisor.get('/studies/ceo-2025/response');
    const links = new Set(
      [...text.matchAll(/<(?:a|img) [^>]*(?:href|src)="(\/[^"]*)"/g)].map(([, href]) => href ?? ''),
    );
    const paths = [
      ...[...links].map((href) => href.replaceAll('&amp;', '&')),
      ...CASE_SETS.map((set) => `/studies/ceo-2025/response/cases?set=${set}`),
    ];
    for (const path of paths) {
      const { status } = await supervisor.get(path);
      expect({ path, isThere: status === 200 || status === 303 }).toEqual({ path, isThere: true });
    }
  });

  it('open cases for the supervisor and the researcher, and are only numbers for an analyst', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    await studyWithGroups(app, GROUPS);
    const list = '/studies/ceo-2025/response/cases?set=I&by=domain&part=jb_jr';
    const supervisor = await signInAs(app, web, 'veldwerkleider');
    const seen = await supervisor.get(list);
    await expectValidHtml(seen.text);
    expect(seen.text).toContain('7 casussen: Interviews, Jeugdbescherming en jeugdreclassering.');
    expect(tablesOf(seen.text)[0]?.rows[0]?.[0]?.href).toMatch(/^\/studies\/ceo-2025\/cases\/\d+$/);
    const researcher = await signInAs(app, web, 'onderzoeker');
    const read = await researcher.get(list);
    expect(read.status).toBe(200);
    expect(tablesOf(read.text)[0]?.rows[0]?.[0]?.href).toBeNull();
    const analyst = await signInAs(app, web, 'analist');
    expect((await analyst.get(list)).status).toBe(403);
    expect((await analyst.get('/studies/ceo-2025/response')).text).not.toContain('/response/cases');
  });

  it('take nonsense in the address for no choice, and know no part or domain that is not there', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    await studyWithGroups(app, GROUPS);
    const supervisor = await signInAs(app, web, 'veldwerkleider');
    const path = '/studies/ceo-2025/response';
    for (const query of ['?by=naam&set=x&page=-1', '?by[]=a&set[]=b', '?page=1e99']) {
      expect((await supervisor.get(path + query)).status).toBe(200);
      expect((await supervisor.get(`${path}/cases${query}`)).status).toBe(200);
    }
    for (const query of [
      '?domain=bestaat_niet',
      '?by=week&part=9999-W99x',
      '?by=segment&part=%27%20or%201=1',
      '?by=daypart&part=nacht',
    ]) {
      expect((await supervisor.get(`${path}/cases${query}`)).status).toBe(404);
    }
    expect((await supervisor.get(`${path}/rates/aapor.pdf`)).status).toBe(404);
    expect((await supervisor.get(`${path}/rates/geheim.csv`)).status).toBe(404);
  });

  it('go out as CSV and Excel, and the log says so', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    await studyWithGroups(app, GROUPS);
    const analyst = await signInAs(app, web, 'analist');
    const csv = await analyst.get('/studies/ceo-2025/response/rates/casussen.csv?by=age');
    expect(csv.headers['content-disposition']).toContain('ceo-2025-casussen.csv');
    expect(csv.text).toContain(
      'Aantal casussen;0 tot en met 11 jaar;12 tot en met 15 jaar;16 jaar en ouder;Niet bekend;Totaal',
    );
    expect(csv.text).toMatch(/\r\nSteekproef;[\d;]+;168\r\n/);
    const xlsx = await analyst.get('/studies/ceo-2025/response/rates/aapor.xlsx');
    expect(xlsx.headers['content-type']).toContain('spreadsheetml');
    const log = await app.database.read('audit_log').where({ action: 'figures.export' }).select('detail');
    expect(log).toHaveLength(2);
  });
});
