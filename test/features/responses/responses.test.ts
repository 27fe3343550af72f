import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Application } from '../../../src/application.js';
import { getStudy } from '../../../src/features/studies/studies.service.js';
import { createStudy } from '../../../src/features/studies/studies.service.js';
import {
  exportResponses,
  importPublished,
  importResponses,
} from '../../../src/features/responses/responses.service.js';
import type { DataFormat } from '../../../src/features/responses/responses.forms.js';
import { createWebApp } from '../../../src/web/app.js';
import { COMMAND, createTestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { expectValidHtml } from '../../support/valid-html.js';
import { readSav } from '../../domain/export/sav-reader.js';

const FILE = [
  'domain;respondent;segment;measure;age_band;A2_1;A2_8;A2_other;B1;B2;B3',
  'basishulp;parent;;;0-11;1;1;via de kerk;1;8;=zij luisterden',
  'basishulp;youth;;;16+;;;;2;98;97',
  'specialistisch;;jeugd_ggz;;;97;97;;1;7;',
  'jb_jr;parent;;ots;12-15;;;;;;te streng',
].join('\n');

const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');

async function studyFor2016(app: Application): Promise<void> {
  await createStudy(app, COMMAND, {
    name: 'CEO 2016',
    slug: 'ceo-2016',
    reportYear: 2016,
    questionnaireId: 'ceo-jeugd-2016',
    isPractice: false,
    fieldworkStartsOn: null,
    fieldworkEndsOn: null,
  });
}

async function exported(app: Application, withTexts: boolean): Promise<string> {
  return (await exportedFile(app, 'csv-dutch', withTexts)).toString('utf8');
}

async function exportedFile(
  app: Application,
  format: DataFormat,
  withTexts: boolean,
  k = 1,
): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  const { chunks } = await exportResponses(app, COMMAND, { study: 'ceo-2016', format, withTexts, k });
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

const input = (text: string, replaces = false) => ({
  study: 'ceo-2016',
  bytes: bytes(text),
  replaces,
  population: {},
});

describeOnEachDatabase('answers from elsewhere', ({ openDatabase }) => {
  it('come in, and go out in the form in which they came', async () => {
    const app = createTestApplication(await openDatabase());
    await studyFor2016(app);
    expect(await importResponses(app, COMMAND, input(FILE))).toEqual({
      ok: true,
      imported: { basishulp: 2, specialistisch: 1, jb_jr: 1 },
    });
    const out = await exported(app, true);
    expect(out).toContain(';via de kerk;');
    expect(out).toContain("'=zij luisterden");
    expect(await importResponses(app, COMMAND, input(out.slice(1), true))).toMatchObject({ ok: true });
    const cells = (text: string): string[] =>
      text
        .split('\r\n')
        .map((line) => line.slice(line.indexOf(';')))
        .sort();
    expect(cells(await exported(app, true))).toEqual(cells(out));
  });

  it('keep the words of respondents sealed, and out of an export that does not ask for them', async () => {
    const app = createTestApplication(await openDatabase());
    await studyFor2016(app);
    await importResponses(app, COMMAND, input(FILE));
    const stored = await app.database.read('answers').whereNotNull('text_sealed');
    expect(stored).toHaveLength(3);
    expect(JSON.stringify(stored)).not.toMatch(/kerk|luisterden|streng/);
    const out = await exported(app, false);
    expect(out).not.toMatch(/kerk|luisterden|streng|B3|other/);
    const log = await app.database.read('audit_log').where({ action: 'responses.export' });
    expect(log.map(({ detail }: { detail: string }) => detail)).toEqual([
      '{"format":"csv-dutch","texts":false,"k":1}',
    ]);
  });

  it('leave as SPSS, Stata, DDI and codebook, with the hash of each file in the audit log', async () => {
    const app = createTestApplication(await openDatabase());
    await studyFor2016(app);
    await importResponses(app, COMMAND, input(FILE));
    const sav = await exportedFile(app, 'sav', true);
    const read = readSav(sav);
    expect(read.caseCount).toBe(4);
    expect(read.cases).toHaveLength(4);
    expect(sav.includes('via de kerk')).toBe(true);
    expect((await exportedFile(app, 'dta', false)).toString('latin1')).toContain('<release>118</release>');
    expect((await exportedFile(app, 'ddi', false)).toString('utf8')).toContain('<caseQnty>4</caseQnty>');
    expect((await exportedFile(app, 'codebook', false)).toString('utf8')).toContain('B1;tevreden over de');
    const log = await app.database
      .read('audit_log')
      .where({ action: 'responses.exported' })
      .orderBy('sequence');
    const [first] = log.map(({ detail }: { detail: string }): unknown => JSON.parse(detail));
    const sha256 = createHash('sha256').update(sav).digest('hex');
    expect(log).toHaveLength(4);
    expect(first).toEqual({ format: 'sav', respondents: 4, snapshot: 1, bytes: sav.length, sha256 });
  });

  it('are written down as failed when the file was not taken whole', async () => {
    const app = createTestApplication(await openDatabase());
    await studyFor2016(app);
    await importResponses(app, COMMAND, input(FILE));
    const { chunks } = await exportResponses(app, COMMAND, {
      study: 'ceo-2016',
      format: 'sav',
      withTexts: false,
      k: 1,
    });
    await chunks.next();
    await chunks.return(undefined);
    const log = await app.database.read('audit_log').where({ action: 'responses.exported' });
    expect(log.map(({ result }: { result: string }) => result)).toEqual(['failed']);
  });

  it('leave without the backgrounds that fewer than k share, and the file says so', async () => {
    const app = createTestApplication(await openDatabase());
    await studyFor2016(app);
    const line = (background: string) => `${background};1`;
    const rows = [
      ...Array.from({ length: 5 }, () => line('basishulp;parent;;;0-11')),
      line('basishulp;parent;;ots;0-11'),
      line('jb_jr;youth;;ots;16+'),
    ];
    await importResponses(
      app,
      COMMAND,
      input(['domain;respondent;segment;measure;age_band;B1', ...rows].join('\n')),
    );
    const backgroundsWith = async (k: number): Promise<string[]> => {
      const [, ...lines] = (await exportedFile(app, 'csv', false, k)).toString('utf8').trim().split(/\r?\n/);
      return lines
        .map((text) =>
          text
            .split(',')
            .filter((_, at) => [1, 2, 4, 5, 6].includes(at))
            .join(' '),
        )
        .sort();
    };
    expect(await backgroundsWith(1)).toContain('basishulp parent  ots 0-11');
    const coarse = await backgroundsWith(5);
    expect(coarse.filter((one) => one === 'basishulp parent   0-11')).toHaveLength(6);
    // One respondent in a domain cannot hide: all but the domain is left out.
    expect(coarse).toContain('jb_jr    ');
    expect((await exportedFile(app, 'ddi', false, 5)).toString('utf8')).toContain(
      'minder dan 5 respondenten',
    );
    expect((await exportedFile(app, 'ddi', false, 1)).toString('utf8')).not.toContain('minder dan');
  });

  it('carry the number of the state of the data: the same until somebody comes in or goes out', async () => {
    const app = createTestApplication(await openDatabase());
    await studyFor2016(app);
    const numberOf = async (): Promise<number> => {
      const request = { study: 'ceo-2016', format: 'ddi', withTexts: false, k: 5 } as const;
      return (await exportResponses(app, COMMAND, request)).snapshot;
    };
    await importResponses(app, COMMAND, input(FILE));
    expect([await numberOf(), await numberOf()]).toEqual([1, 1]);
    await importResponses(app, COMMAND, input(FILE, true));
    expect([await numberOf(), await numberOf()]).toEqual([2, 2]);
    expect(await Promise.all([numberOf(), numberOf()])).toEqual([2, 2]);
    expect((await exportedFile(app, 'ddi', false)).toString('utf8')).toContain('Momentopname 2');
  });

  it('stand for all clients of their domain when the population is given', async () => {
    const app = createTestApplication(await openDatabase());
    await studyFor2016(app);
    const population = { basishulp: 3900, jb_jr: 1100 };
    await importResponses(app, COMMAND, { ...input(FILE), population });
    const weights = await app.database.read('responses').orderBy('design_weight').pluck('design_weight');
    expect(weights).toEqual([1, 1100, 1950, 1950]);
    const { domains } = await getStudy(app.database.read, 'ceo-2016');
    expect(domains.map(({ populationSize }) => populationSize)).toEqual([3900, null, 1100]);
  });

  it('are refused with a population smaller than the respondents, or of an unknown domain', async () => {
    const app = createTestApplication(await openDatabase());
    await studyFor2016(app);
    for (const population of [{ basishulp: 1 }, { wijk: 10 }, { basishulp: NaN }]) {
      await expect(importResponses(app, COMMAND, { ...input(FILE), population })).rejects.toMatchObject({
        kind: 'invalid_input',
      });
    }
    expect(await app.database.read('responses')).toEqual([]);
  });

  it('come back from our own SPSS file as they went out', async () => {
    const app = createTestApplication(await openDatabase());
    await studyFor2016(app);
    await importResponses(app, COMMAND, input(FILE));
    const before = await exported(app, true);
    const sav = await exportedFile(app, 'sav', true);
    const again = await importResponses(app, COMMAND, { ...input('', true), bytes: sav });
    expect(again).toEqual({ ok: true, imported: { basishulp: 2, specialistisch: 1, jb_jr: 1 } });
    const withoutNumbers = (text: string) =>
      text
        .split('\r\n')
        .map((line) => line.split(';').slice(1).join(';'))
        .sort();
    expect(withoutNumbers(await exported(app, true))).toEqual(withoutNumbers(before));
  });

  it('may have names and codes of their own, with a mapping that is proposed first', async () => {
    const app = createTestApplication(await openDatabase());
    await studyFor2016(app);
    const file = input('hulp;v12;naam\n1;1;x\n2;9;y');
    const refused = await importResponses(app, COMMAND, file);
    expect(refused.ok ? null : refused.mapping).toBe('hulp -> -\nv12 -> -\nnaam -> -\n');
    const mapping = 'hulp -> domain: 1=basishulp, 2=jb_jr\nv12 -> B1: 9=98\nnaam -> -';
    const wrong = await importResponses(app, COMMAND, { ...file, mapping: mapping.replace('B1', 'B77') });
    expect(wrong.ok ? null : wrong.faults.map(({ line }) => line)).toEqual([2]);
    expect(await importResponses(app, COMMAND, { ...file, mapping })).toEqual({
      ok: true,
      imported: { basishulp: 1, jb_jr: 1 },
    });
  });

  it('show the proposed mapping on the page, to be checked and sent again', async () => {
    const app = createTestApplication(await openDatabase());
    await studyFor2016(app);
    const analyst = await signInAs(app, createWebApp(app), 'analist');
    const file = { field: 'file', name: 'oud.csv', bytes: bytes('domein;q7\nbasishulp;1') };
    const proposed = await analyst.upload('/studies/ceo-2016/responses/import', file);
    expect(proposed.status).toBe(422);
    expect(proposed.text).toContain('domein -&gt; domain\nq7 -&gt; -');
    await expectValidHtml(proposed.text);
    const mapping = 'domein -> domain\nq7 -> B1';
    const sent = await analyst.upload('/studies/ceo-2016/responses/import', file, { mapping });
    expect(sent.status).toBe(303);
  });

  it('are not taken over when one line is wrong', async () => {
    const app = createTestApplication(await openDatabase());
    await studyFor2016(app);
    const outcome = await importResponses(app, COMMAND, input(`${FILE}\nbasishulp;;;;;;;;3;;`));
    expect(outcome).toMatchObject({ ok: false, faults: [{ line: 6, column: 'B1' }] });
    expect(await app.database.read('responses')).toEqual([]);
  });

  it('are not mixed with what was imported before, unless they replace it', async () => {
    const app = createTestApplication(await openDatabase());
    await studyFor2016(app);
    await importResponses(app, COMMAND, input(FILE));
    await expect(importResponses(app, COMMAND, input(FILE))).rejects.toMatchObject({
      kind: 'already_exists',
    });
    await importResponses(app, COMMAND, input('domain;B1\nbasishulp;1', true));
    expect(await app.database.read('responses')).toHaveLength(1);
    expect(await app.database.read('answers')).toHaveLength(1);
  });

  it('takes over one of two files that are imported at the same moment', async () => {
    const app = createTestApplication(await openDatabase());
    await studyFor2016(app);
    const both = await Promise.allSettled([
      importResponses(app, COMMAND, input(FILE)),
      importResponses(app, COMMAND, input(FILE)),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await app.database.read('responses').select()).toHaveLength(4);
  });

  it('do not come into a study that has a sample', async () => {
    const app = createTestApplication(await openDatabase());
    await studyFor2016(app);
    await app.database.write('studies').update({ status: 'fieldwork' });
    await expect(importResponses(app, COMMAND, input(FILE))).rejects.toMatchObject({ kind: 'wrong_state' });
  });

  it('may be printed figures only', async () => {
    const app = createTestApplication(await openDatabase());
    await studyFor2016(app);
    const text = 'question;domain;base;value;sd\nB1;basishulp;219;0,94;\nB2;;505;7,7;1,6';
    expect(await importPublished(app, COMMAND, input(text))).toEqual({
      ok: true,
      imported: { basishulp: 1, '': 1 },
    });
    expect(
      await app.database.read('published_results').orderBy('question_id').select('value', 'base'),
    ).toEqual([
      { value: 0.94, base: 219 },
      { value: 7.7, base: 505 },
    ]);
  });
});

describeOnEachDatabase('the page with answers', ({ openDatabase }) => {
  it('takes a file from a researcher, and tells what is wrong with another', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    await studyFor2016(app);
    const researcher = await signInAs(app, web, 'onderzoeker');
    const page = '/studies/ceo-2016/responses';
    await expectValidHtml((await researcher.get(page)).text);

    const wrong = { field: 'file', name: 'fout.csv', bytes: bytes('domain;B1\nbasishulp;9') };
    const refused = await researcher.upload(`${page}/import`, wrong, { population_basishulp: '3.900' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('‘9’ is geen antwoord op deze vraag.');
    expect(refused.text).toContain('value="3.900"');
    await expectValidHtml(refused.text);

    const size = await researcher.upload(
      `${page}/import`,
      { ...wrong, bytes: bytes(FILE) },
      { population_jb_jr: 'veel' },
    );
    expect(size.status).toBe(422);
    expect(size.text).toContain('Vul een heel aantal cliënten in, of laat het veld leeg.');
    expect((await researcher.post(`${page}/import`)).text).toContain('Kies een bestand.');
    expect((await researcher.post(`${page}/published`)).text).toContain('Kies een bestand.');

    const right = { field: 'file', name: 'goed.csv', bytes: bytes(FILE) };
    const taken = await researcher.upload(`${page}/import`, right, { population_basishulp: '3.900' });
    expect(taken.status).toBe(303);
    const after = await researcher.get(page);
    expect(after.text).toContain('Ingelezen: 4 respondenten.');
    expect(after.text).not.toContain('Download de antwoorden');
    await expectValidHtml(after.text);
  });

  it('lets an analyst export, and nobody else', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    await studyFor2016(app);
    await importResponses(app, COMMAND, input(FILE));
    const analyst = await signInAs(app, web, 'analist');
    const file = await analyst.post('/studies/ceo-2016/responses/export');
    expect(file.status).toBe(200);
    expect(file.headers['content-disposition']).toBe('attachment; filename=ceo-2016-antwoorden.csv');
    expect(file.headers['cache-control']).toContain('no-store');
    expect(file.text.split('\r\n')).toHaveLength(6);
    const page = await analyst.get('/studies/ceo-2016/responses');
    expect(page.text).toContain('SPSS (.sav)');
    expect(page.text).toContain('Hoe herkenbaar zijn respondenten?');
    await expectValidHtml(page.text);
    const stata = await analyst.post('/studies/ceo-2016/responses/export', { format: 'dta' });
    expect(stata.headers['content-disposition']).toBe('attachment; filename=ceo-2016-antwoorden.dta');
    expect((await analyst.post('/studies/ceo-2016/responses/export', { format: 'exe' })).status).toBe(422);
    const researcher = await signInAs(app, web, 'onderzoeker');
    expect((await researcher.post('/studies/ceo-2016/responses/export')).status).toBe(403);
  });
});
