import { expect, it } from 'vitest';
import { transaction } from '../../../src/database/database.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { instant } from '../../../src/domain/calendar/instant.js';
import type { ObjectionSubject } from '../../../src/domain/objection/objection-texts.js';
import type { Seed } from '../../../src/domain/sampling/random.js';
import type { E164 } from '../../../src/domain/telephone/telephone-number.js';
import { startFieldwork } from '../../../src/features/fieldwork/fieldwork-start.service.js';
import { importDelivery } from '../../../src/features/frames/frames.service.js';
import {
  addToList,
  findObjections,
  loadObjectionList,
} from '../../../src/features/objections/objections.service.js';
import { drawStudySample } from '../../../src/features/samples/samples.service.js';
import { samplingReport } from '../../../src/features/samples/sampling-report.service.js';
import { getStudy, type Study } from '../../../src/features/studies/studies.service.js';
import { parseKeyRing } from '../../../src/vault/keys.js';
import { createVault } from '../../../src/vault/vault.js';
import { createWebApp } from '../../../src/web/app.js';
import { COMMAND, createTestApplication, TEST_KEY, type TestApplication } from '../../support/application.js';
import { type BrowserSession, signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { drawnStudy, studyInFieldwork } from '../../support/fieldwork.js';
import { makeStudy } from '../../support/frames.js';
import { hiddenField } from '../../support/interview-form.js';
import { expectValidHtml } from '../../support/valid-html.js';

const EVENING = instant('2026-04-14T18:00:00+02:00');
const CASE = '/fieldwork/cases/C001';
const CHILD = { bornOn: '2016-05-01' };
const CHILD_ON_LIST: ObjectionSubject = {
  kind: 'person',
  bornOn: civilDate('2016-05-01'),
  given: 'Noor',
  last: 'Verzonnen',
};
const PARENT_NUMBER: ObjectionSubject = { kind: 'number', number: '+31612345678' as E164 };

const HEADING = 'client_id;achternaam;voornaam;geboortedatum;postcode;begin;eind;tel_ouder';
const ROWS = [
  'A-1;Verzonnen;Noor;01-05-2016;3011 AA;01-02-2025;;0612345678',
  'A-2;Bedacht;S.;02-06-2015;3011 AB;01-02-2025;;0612345670',
  'A-3;Nooit;Sem;03-07-2014;3011 AC;01-02-2025;;0612345671',
  'A-4;Fictief;Maud;04-08-2013;3011 AD;01-02-2025;;0612345672',
];

async function importRows(app: TestApplication, study: Study) {
  const bytes = Buffer.from([HEADING, ...ROWS].join('\n'));
  return importDelivery(app, COMMAND, study, {
    name: 'clienten.csv',
    bytes,
    domain: 'basishulp',
    organisation: 'Wijkteam',
  });
}

const list = (app: TestApplication, ...subjects: ObjectionSubject[]) =>
  addToList(app, COMMAND, subjects, 'by_hand');

async function withCase(app: TestApplication): Promise<BrowserSession> {
  const study = await studyInFieldwork(app, [
    {
      ...CHILD,
      contacts: [
        { kind: 'parent', number: '+31612345678' },
        { kind: 'parent', number: '+31687654321' },
      ],
    },
  ]);
  app.setClock(EVENING);
  const interviewer = await signInAs(app, createWebApp(app), 'enqueteur');
  await interviewer.post('/fieldwork/next', { study: study.slug });
  return interviewer;
}

describeOnEachDatabase('the objection list', ({ openDatabase }) => {
  it('is filled, asked and emptied by a researcher on one page', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const researcher = await signInAs(app, web, 'onderzoeker');
    const wrong = await researcher.post('/objections', { step: 'add', number: '06', last: 'Verzonnen' });
    expect(wrong.status).toBe(422);
    await expectValidHtml(wrong.text);
    expect(wrong.text).toContain('value="Verzonnen"');
    const person = { given: 'Noor', last: 'Verzonnen', born: '1-5-2016' };
    const both = { number: '06-12345678', ...person };
    expect((await researcher.post('/objections', { step: 'add', ...both })).status).toBe(303);
    expect((await researcher.post('/objections', { step: 'add', ...both })).status).toBe(303);
    expect(await app.database.read('objections').orderBy('kind').pluck('kind')).toEqual(['number', 'person']);
    const nothing = await researcher.post('/objections', { step: 'look_up', number: '0612345679' });
    expect(nothing.text).toContain('Dit staat niet op de bezwaarlijst.');
    const found = await researcher.post('/objections', { step: 'look_up', ...person });
    await expectValidHtml(found.text);
    const id = /\/objections\/(\w+)\/remove/.exec(found.text)?.[1] ?? '';
    expect((await researcher.post(`/objections/${id}/remove`, {})).status).toBe(422);
    expect((await researcher.post(`/objections/${id}/remove`, { [`reason-${id}`]: 'asked' })).status).toBe(
      303,
    );
    expect((await researcher.post(`/objections/${id}/remove`, { [`reason-${id}`]: 'asked' })).status).toBe(
      404,
    );
    expect(await app.database.read('objections').pluck('kind')).toEqual(['number']);
    for (const role of ['enqueteur', 'veldwerkleider', 'analist', 'beheerder'] as const) {
      const other = await signInAs(app, web, role);
      expect((await other.get('/objections')).status).toBe(403);
      expect((await other.post('/objections', { step: 'look_up', number: '0612345678' })).status).toBe(403);
    }
  });

  it('holds hashes only, also in the log, and is found again after a new key was added', async () => {
    const app = createTestApplication(await openDatabase());
    await list(app, CHILD_ON_LIST, PARENT_NUMBER);
    const db = app.database.read;
    const stored = JSON.stringify([await db('objections'), await db('audit_log')]);
    for (const secret of ['Noor', 'erzonnen', '2016-05-01', '12345678']) expect(stored).not.toContain(secret);
    const newKey = Buffer.alloc(32, 9).toString('base64');
    const rotated = { ...app, vault: createVault(parseKeyRing(`${TEST_KEY},${newKey}`, 'test')) };
    expect(await findObjections(rotated, COMMAND, CHILD_ON_LIST)).toHaveLength(1);
    expect(await findObjections(rotated, COMMAND, PARENT_NUMBER)).toHaveLength(1);
    const other = { ...app, vault: createVault(parseKeyRing(newKey, 'test')) };
    expect(await findObjections(other, COMMAND, PARENT_NUMBER)).toEqual([]);
  });

  it('knows somebody by an initial only where no more is known', async () => {
    const app = createTestApplication(await openDatabase());
    const [full, initial] = [CHILD_ON_LIST, { ...CHILD_ON_LIST, given: 'N.' }];
    await list(app, full);
    expect(await findObjections(app, COMMAND, initial)).toHaveLength(1);
    expect(await findObjections(app, COMMAND, { ...CHILD_ON_LIST, given: 'Nel' })).toEqual([]);
    const whole = await loadObjectionList(app, app.database.read);
    const person = { bornOn: civilDate('2016-05-01'), last: 'VERZONNEN' };
    expect(['Noor', 'N.', 'Nel', 'S.'].map((given) => whole.hasPerson({ ...person, given }))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('comes in as a file, all of it or nothing', async () => {
    const app = createTestApplication(await openDatabase());
    const researcher = await signInAs(app, createWebApp(app), 'onderzoeker');
    const send = (text: string) =>
      researcher.upload('/objections/import', {
        field: 'file',
        name: 'bezwaar.csv',
        bytes: Buffer.from(text),
      });
    const bad = await send('telefoon\n0612345678\n12\n');
    expect(bad.status).toBe(422);
    await expectValidHtml(bad.text);
    expect(bad.text).toContain('Dit telefoonnummer bestaat niet');
    expect(await app.database.read('objections')).toEqual([]);
    expect((await send('telefoon\n0612345678\n0612345678\n')).status).toBe(303);
    expect(await app.database.read('objections').pluck('source')).toEqual(['file']);
    const binary = await researcher.upload('/objections/import', {
      field: 'file',
      name: 'x.csv',
      bytes: Buffer.from([0, 1, 2, 0, 255, 0, 3]),
    });
    expect(binary.status).toBe(422);
  });

  it('is asked when a client file comes in: rows are counted and shown, and the organisation does not hear of it', async () => {
    const app = createTestApplication(await openDatabase());
    await list(app, CHILD_ON_LIST, { kind: 'number', number: '+31612345671' as E164 });
    const study = await makeStudy(app);
    const delivery = await importRows(app, study);
    expect(delivery).toMatchObject({ acceptedRows: 4, personCount: 4, objectionCount: 2 });
    const researcher = await signInAs(app, createWebApp(app), 'onderzoeker');
    const page = await researcher.get(`/studies/${study.slug}/frames/deliveries/${delivery.id}`);
    await expectValidHtml(page.text);
    expect(page.text).toContain('2 regels');
    expect(page.text).toContain('Deze cliënt staat op de bezwaarlijst');
    const file = await researcher.get(`/studies/${study.slug}/frames/deliveries/${delivery.id}/problems.csv`);
    expect(file.status).toBe(200);
    expect(file.text).not.toContain('bezwaar');
    expect(await app.database.read('vault_care_records').orderBy('line_number').pluck('has_number')).toEqual([
      1, 1, 0, 1,
    ]);
  });

  it('is asked at the draw, also about who came in before they objected', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await makeStudy(app);
    await importRows(app, study);
    const bedacht = {
      kind: 'person',
      bornOn: civilDate('2015-06-02'),
      given: 'Sara',
      last: 'Bedacht',
    } as const;
    await list(app, CHILD_ON_LIST, bedacht, { kind: 'number', number: '+31612345672' as E164 });
    const drawn = await drawStudySample(app, COMMAND, study.slug, {
      seed: 1 as Seed,
      sizes: { basishulp: 2 },
      reason: null,
    });
    const now = await getStudy(app.database.read, study.slug);
    const report = await samplingReport(app.database.read, now, drawn);
    expect(report).toMatchObject({ on_objection_list: 2 });
    expect(report.per_stratum['basishulp']).toMatchObject({ frame_size: 4, left_out: 2, selectable_size: 2 });
    const problems = await app.database.read('vault_contacts').orderBy('problem').pluck('problem');
    expect(problems.filter((problem) => problem === 'objection')).toHaveLength(1);
    const researcher = await signInAs(app, createWebApp(app), 'onderzoeker');
    const page = await researcher.get(`/studies/${study.slug}/samples`);
    await expectValidHtml(page.text);
    expect(page.text).toContain('Op de bezwaarlijst');
    const tooMany = drawStudySample(app, COMMAND, study.slug, {
      seed: 2 as Seed,
      sizes: { basishulp: 3 },
      reason: 'meer',
    });
    await expect(tooMany).rejects.toThrow('zonder wie op de bezwaarlijst staat');
  });

  it('is asked when cases go into the field', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await drawnStudy(app, [CHILD, { ...CHILD, firstName: 'Maud' }]);
    await list(app, CHILD_ON_LIST);
    expect(await startFieldwork(app, COMMAND, study.slug)).toBe(1);
    const cases = await app.database
      .read('cases')
      .orderBy('case_number')
      .select('status', 'exclusion_reason');
    expect(cases).toEqual([
      { status: 'excluded', exclusion_reason: 'bezwaar' },
      { status: 'fresh', exclusion_reason: null },
    ]);
  });

  it('keeps a number that came on it after the draw from being dialled: the next one comes up', async () => {
    const app = createTestApplication(await openDatabase());
    const interviewer = await withCase(app);
    await list(app, PARENT_NUMBER);
    expect((await interviewer.post(`${CASE}/call`)).status).toBe(303);
    const page = await interviewer.get(CASE);
    expect(page.text).not.toContain('12\u00a034\u00a056\u00a078');
    expect(page.text).toContain('87\u00a065\u00a043\u00a021');
    expect(await app.database.read('calls')).toHaveLength(1);
    const log = await app.database.read('audit_log').where({ action: 'objection.heed' });
    expect(log).toHaveLength(1);
  });

  it('dials nobody when all numbers are on it', async () => {
    const app = createTestApplication(await openDatabase());
    const interviewer = await withCase(app);
    await list(app, PARENT_NUMBER, { kind: 'number', number: '+31687654321' as E164 });
    expect((await interviewer.post(`${CASE}/call`)).status).toBe(409);
    expect(await app.database.read('calls')).toEqual([]);
    expect((await interviewer.get(CASE)).text).toContain('Er is geen nummer dat nu mag worden gebeld');
    await interviewer.post(`${CASE}/give-back`);
    expect(await app.database.read('cases').pluck('due_at')).toEqual([null]);
  });

  it('takes out a person who came on it after the draw, before anything is dialled', async () => {
    const app = createTestApplication(await openDatabase());
    const interviewer = await withCase(app);
    await list(app, CHILD_ON_LIST);
    const refused = await interviewer.post(`${CASE}/call`);
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('staat op de bezwaarlijst');
    const db = app.database.read;
    expect(await db('calls')).toEqual([]);
    expect(
      await db('cases').first('status', 'exclusion_reason', 'rate_group', 'lease_interviewer_id'),
    ).toEqual({
      status: 'excluded',
      exclusion_reason: 'bezwaar',
      rate_group: 'excluded',
      lease_interviewer_id: null,
    });
    expect(await db('vault_contacts')).toEqual([]);
    expect(await db('audit_log').where({ action: 'consent.refuse' })).toHaveLength(1);
  });

  it('takes in whoever withdraws or refuses for good, and outlives the study', async () => {
    const app = createTestApplication(await openDatabase());
    const interviewer = await withCase(app);
    await interviewer.post(`${CASE}/call`);
    const form = await interviewer.get(`${CASE}/outcome/refusal_hard`);
    await expectValidHtml(form.text);
    expect(form.text).toContain('Wil nooit meer worden benaderd');
    await interviewer.post(`${CASE}/outcome`, {
      code: 'refusal_hard',
      attemptId: hiddenField(form.text, 'attemptId') ?? '',
      callId: hiddenField(form.text, 'callId') ?? '',
      neverAgain: 'yes',
    });
    const kinds = async () => app.database.read('objections').orderBy('kind').pluck('kind');
    expect(await kinds()).toEqual(['number', 'person']);
    expect(await findObjections(app, COMMAND, PARENT_NUMBER)).toHaveLength(1);

    const other = await studyInFieldwork(app, [
      {
        ...CHILD,
        firstName: 'Maud',
        contacts: [
          { kind: 'parent', number: '+31612345999' },
          { kind: 'youth', number: '+31612345998' },
        ],
      },
    ]);
    const leader = await signInAs(app, createWebApp(app), 'veldwerkleider', 'onderzoeker');
    await leader.post(`/studies/${other.slug}/withdrawals/cases/C001`, {
      askedBy: 'parent',
      askedThrough: 'letter',
      neverAgain: 'yes',
    });
    expect(await kinds()).toEqual(['number', 'number', 'person', 'person']);
    expect(await findObjections(app, COMMAND, { kind: 'number', number: '+31612345998' as E164 })).toEqual(
      [],
    );
    await app.database.write('studies').update({ status: 'closed' });
    await leader.post(`/studies/${other.slug}/retention/destroy`);
    expect(await kinds()).toHaveLength(4);
  });

  it('keeps what two people add at the same moment once', async () => {
    const app = createTestApplication(await openDatabase());
    await Promise.all([list(app, CHILD_ON_LIST), list(app, CHILD_ON_LIST, PARENT_NUMBER)]);
    expect(await app.database.read('objections')).toHaveLength(2);
    await transaction(app.database, async (trx) => {
      expect((await loadObjectionList(app, trx)).isEmpty).toBe(false);
    });
  });
});
