import { expect, it } from 'vitest';
import { tableJson } from '../../../src/domain/tables/table-json.js';
import { exportResponses } from '../../../src/features/responses/responses.service.js';
import type { DataFormat } from '../../../src/features/responses/responses.forms.js';
import { getStudy } from '../../../src/features/studies/studies.service.js';
import { makeTable } from '../../../src/features/tables/tables.service.js';
import { makeWeights } from '../../../src/features/weights/weights.service.js';
import { createToken } from '../../../src/features/api-tokens/api-tokens.service.js';
import { createWebApp } from '../../../src/web/app.js';
import request from 'supertest';
import { COMMAND, createTestApplication, type TestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { importPublishedStudies } from '../../support/published-studies.js';
import { expectValidHtml } from '../../support/valid-html.js';
import { hasRPackage, hasTool, runTool, temporaryFile } from '../../domain/export/tools.js';

/** Invented numbers of clients; the interviews are 256, 257 and 101. */
const CLIENTS = { basishulp: 2000, specialistisch: 1000, jb_jr: 600 };
const INTERVIEWS = { basishulp: 256, specialistisch: 257, jb_jr: 101 };

async function make(app: TestApplication, clients: Readonly<Record<string, number>> = CLIENTS) {
  return makeWeights(app, COMMAND, {
    study: 'ceo-2016',
    name: 'aantallen',
    settings: {
      cells: [],
      method: 'post-stratified',
      margins: [{ by: 'domain', totals: clients }],
      trim: null,
    },
  });
}

async function fileOf(app: TestApplication, format: DataFormat, weights: string, k = 5): Promise<Buffer> {
  const input = { study: 'ceo-2016', format, withTexts: false, k, weights };
  const { chunks } = await exportResponses(app, COMMAND, input);
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

/** Domain and weight of each respondent in a CSV file. */
function weightsIn(csv: string): [string, string][] {
  const [, ...lines] = csv.trim().split(/\r?\n/);
  return lines.map((line) => {
    const [, domain = '', , weight = ''] = line.split(',');
    return [domain, weight];
  });
}

/** The weighted share of yes on B1 in the total of our own table. */
async function shareInTable(app: TestApplication): Promise<number> {
  const { table } = await makeTable(app, {
    study: 'ceo-2016',
    questions: ['B1'],
    columns: ['domain'],
    procedure: 'design',
    beside: null,
    options: { weights: 'aantallen' },
  });
  const total = tableJson(table).rows[0]?.cells.find(({ column }) => column === 'total');
  return total?.value ?? NaN;
}

describeOnEachDatabase('a data file with weights that were made', ({ openDatabase }) => {
  async function start(): Promise<TestApplication> {
    const app = createTestApplication(await openDatabase());
    await importPublishedStudies(app);
    return app;
  }

  it('has them in the column weight, and those of the draw without a name', async () => {
    const app = await start();
    await make(app);
    for (const [domain, weight] of weightsIn((await fileOf(app, 'csv', 'aantallen')).toString('utf8'))) {
      const key = domain as keyof typeof CLIENTS;
      expect(Number(weight)).toBeCloseTo(CLIENTS[key] / INTERVIEWS[key], 10);
    }
    const usual = weightsIn((await fileOf(app, 'csv', '')).toString('utf8'));
    expect(new Set(usual.map(([, weight]) => weight))).toEqual(new Set(['1']));
  });

  it('says which in codebook, SPSS, Stata and DDI, and a version can be asked for', async () => {
    const app = await start();
    await make(app);
    await make(app, { ...CLIENTS, jb_jr: 1200 });
    for (const format of ['codebook', 'sav', 'dta', 'ddi'] as const) {
      const text = (await fileOf(app, format, 'aantallen')).toString('utf8');
      expect(text).toContain('weegfactor “aantallen”, versie 2: aantal cliënten');
      expect(text.replaceAll(/\s+/g, ' ')).toContain('aangepast aan bekende aantallen (poststratificatie)');
    }
    const ofJbJr = async (weights: string): Promise<number> => {
      const own = weightsIn((await fileOf(app, 'csv', weights)).toString('utf8'));
      return own.reduce((sum, [domain, weight]) => sum + (domain === 'jb_jr' ? Number(weight) : 0), 0);
    };
    expect(await ofJbJr('aantallen')).toBeCloseTo(1200, 8);
    expect(await ofJbJr('aantallen:1')).toBeCloseTo(600, 8);
    await expect(fileOf(app, 'csv', 'geen')).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('leaves empty what interviews of later have, and says how many', async () => {
    const app = await start();
    await make(app);
    const { id: studyId } = await getStudy(app.database.read, 'ceo-2016');
    const [later] = (await app.database.read('responses').where({ study_id: studyId }).limit(1)) as {
      id: string;
    }[];
    await app.database.write('response_weights').where({ response_id: later?.id }).delete();
    const weights = weightsIn((await fileOf(app, 'csv', 'aantallen', 1)).toString('utf8'));
    expect(weights.filter(([, weight]) => weight === '')).toHaveLength(1);
    const ddi = (await fileOf(app, 'ddi', 'aantallen', 1)).toString('utf8');
    expect(ddi).toContain('van na het maken van de gewichten: 1 respondenten. Zij tellen');
    // One empty cell among five would tell who was interviewed last.
    const shared = weightsIn((await fileOf(app, 'csv', 'aantallen')).toString('utf8'));
    expect(shared.filter(([, weight]) => weight === '')).toHaveLength(0);
    const total = (list: typeof shared): number => list.reduce((sum, [, weight]) => sum + Number(weight), 0);
    expect(total(shared)).toBeCloseTo(total(weights), 6);
    const said = (await fileOf(app, 'ddi', 'aantallen')).toString('utf8').replaceAll(/\s+/g, ' ');
    expect(said).toContain('Daarvan hebben er 1 het gemiddelde van een groepje');
  });

  it('averages a weight that gives back the age band that was left out', async () => {
    const app = await start();
    const study = await getStudy(app.database.read, 'ceo-2016');
    const rare = (await app.database.read('responses').where({ study_id: study.id }).limit(1)) as {
      id: string;
      domain_id: string;
    }[];
    const { id = '', domain_id: domainId = '' } = rare[0] ?? {};
    await app.database.write('responses').update({ age_band: '0-11' });
    await app.database.write('responses').where({ id }).update({ age_band: '16+' });
    await makeWeights(app, COMMAND, {
      study: 'ceo-2016',
      name: 'leeftijd',
      settings: {
        cells: [],
        method: 'post-stratified',
        margins: [{ by: 'age_band', totals: { '0-11': 3000, '16+': 40 } }],
        trim: null,
      },
    });
    const exact = (await fileOf(app, 'csv', 'leeftijd', 1)).toString('utf8');
    expect(weightsIn(exact).filter(([, weight]) => Number(weight) > 39)).toHaveLength(1);
    const shown = weightsIn((await fileOf(app, 'csv', 'leeftijd')).toString('utf8'));
    const code = study.domains.find(({ id: own }) => own === domainId)?.code;
    const counts = new Map<string, number>();
    for (const [domain, weight] of shown) {
      if (domain === code) counts.set(weight, (counts.get(weight) ?? 0) + 1);
    }
    expect(Math.min(...counts.values())).toBeGreaterThanOrEqual(5);
    const sum = (own: [string, string][]): number =>
      own.reduce((total, [, weight]) => total + Number(weight), 0);
    expect(sum(shown)).toBeCloseTo(3040, 6);
    expect((await fileOf(app, 'ddi', 'leeftijd')).toString('utf8')).toContain(
      'het gemiddelde van een groepje',
    );
  });

  it('is chosen on the page, and through the API as on the command line', async () => {
    const app = await start();
    const web = createWebApp(app);
    const analyst = await signInAs(app, web, 'analist');
    const page = '/studies/ceo-2016/responses';
    expect((await analyst.get(page)).text).not.toContain('name="weights"');
    await make(app);
    const choice = await analyst.get(page);
    expect(choice.text).toContain('name="weights"');
    await expectValidHtml(choice.text);
    const own = await analyst.post(`${page}/export`, { format: 'csv', weights: 'aantallen' });
    const expected = (await fileOf(app, 'csv', 'aantallen')).toString('utf8');
    expect(own.text).toBe(expected);
    expect((await analyst.post(`${page}/export`, { format: 'csv', weights: 'geen' })).status).toBe(404);

    const { id, name, roles } = analyst.user;
    const owner = { kind: 'user', id, name, roles, origin: null } as const;
    const token = await createToken(app, owner, { label: 'R', validDays: 30 });
    const call = (address: string) =>
      request(web).get(`/api/v1/studies/ceo-2016/${address}`).set('Authorization', `Bearer ${token}`);
    expect((await call('responses?weights=aantallen')).text).toBe(expected);
    expect((await call('responses?weights=geen')).status).toBe(404);
    const table = JSON.parse((await call('tables?question=B1&weights=aantallen')).text) as {
      rows: { cells: { column: string; value: number }[] }[];
    };
    const total = table.rows[0]?.cells.find(({ column }) => column === 'total');
    expect(total?.value).toBe(await shareInTable(app));
  });

  if (hasTool('pspp', 'de gewichten van een .sav in PSPP')) {
    it('weighs in PSPP as in our table', async () => {
      const app = await start();
      await make(app);
      const path = temporaryFile('antwoorden.sav', await fileOf(app, 'sav', 'aantallen'));
      const syntax = temporaryFile(
        'lees.sps',
        `GET FILE='${path}'.\nSHOW WEIGHT.\nSELECT IF (B1 < 97).\nCOMPUTE ja = 1000000 * (B1 = 1).\nFORMATS ja (F16.4).\nDESCRIPTIVES ja /STATISTICS=MEAN.\n`,
      );
      const output = runTool('pspp', ['-o', '-', '-O', 'format=csv', syntax]);
      expect(output).toContain('WEIGHT is weight');
      const mean = Number(/^ja,[\d.]+,([\d.]+)$/m.exec(output)?.[1]);
      expect(mean).toBeCloseTo(1e6 * (await shareInTable(app)), 1);
    });
  }

  if (hasTool('readstat', 'de gewichten van .sav en .dta in ReadStat')) {
    it('is read by ReadStat with the same weights from SPSS and Stata files', async () => {
      const app = await start();
      await make(app);
      const expected = weightsIn((await fileOf(app, 'csv', 'aantallen')).toString('utf8'));
      for (const format of ['sav', 'dta'] as const) {
        const path = temporaryFile(`antwoorden.${format}`, await fileOf(app, format, 'aantallen'));
        const [, ...lines] = runTool('readstat', [path, '-']).trim().split('\n');
        const read = lines.flatMap((line) => line.split(',')[3] ?? []).slice(0, expected.length);
        const numbers = read.map(Number);
        expect(numbers).toHaveLength(614);
        for (const [at, weight] of numbers.entries())
          expect(weight).toBeCloseTo(Number(expected[at]?.[1]), 5);
      }
    });
  }

  if (hasRPackage('haven', 'de gewichten in R') && hasRPackage('survey', 'de gewichten in R')) {
    it('weighs in R as in our table, from each kind of file', async () => {
      const app = await start();
      await make(app);
      const files = await Promise.all(
        (['csv', 'sav', 'dta'] as const).map(async (format) =>
          temporaryFile(`antwoorden.${format}`, await fileOf(app, format, 'aantallen')),
        ),
      );
      const script = `read <- list(function(f) read.csv(f, fileEncoding = "UTF-8-BOM"), haven::read_sav, haven::read_dta)
        for (one in 1:3) { d <- read[[one]](c(${files.map((file) => `"${file}"`).join(',')})[one])
          d$yes <- ifelse(is.na(d$B1) | d$B1 > 96, NA, d$B1 == 1)
          design <- survey::svydesign(~1, strata = ~domain, weights = ~weight, data = d)
          cat(format(coef(survey::svymean(~as.numeric(yes), design, na.rm = TRUE))[[1]], digits = 15), "\\n") }`;
      const shares = runTool('Rscript', ['-e', `suppressMessages({library(survey)}); ${script}`])
        .split('\n')
        .map(Number)
        .filter((share) => share > 0);
      const expected = await shareInTable(app);
      expect(shares).toHaveLength(3);
      for (const share of shares) expect(share).toBeCloseTo(expected, 12);
    });
  }
});
