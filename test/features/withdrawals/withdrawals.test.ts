import { expect, it } from 'vitest';
import { instant } from '../../../src/domain/calendar/instant.js';
import { tableJson } from '../../../src/domain/tables/table-json.js';
import { responseOfStudy } from '../../../src/features/response-rates/response-rates.service.js';
import { exportResponses } from '../../../src/features/responses/responses.service.js';
import { makeTable } from '../../../src/features/tables/tables.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { COMMAND, createTestApplication, type TestApplication } from '../../support/application.js';
import { type BrowserSession, signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { type InventedCase, studyInFieldwork } from '../../support/fieldwork.js';
import { answerOnPage, hiddenField } from '../../support/interview-form.js';
import { expectValidHtml } from '../../support/valid-html.js';

const EVENING = instant('2026-04-14T18:00:00+02:00');
const CASE = '/fieldwork/cases/C001';
const CHILD: InventedCase = { bornOn: '2016-05-01' };
const REQUEST = { askedBy: 'parent', askedThrough: 'call' };

async function inFieldwork(
  openDatabase: () => Promise<Parameters<typeof createTestApplication>[0]>,
  clients: readonly InventedCase[] = [CHILD],
) {
  const app = createTestApplication(await openDatabase());
  const study = await studyInFieldwork(app, clients);
  app.setClock(EVENING);
  const web = createWebApp(app);
  const leader = await signInAs(app, web, 'veldwerkleider');
  return { app, web, study, leader, path: `/studies/${study.slug}/withdrawals` };
}

/** An interviewer in the interview of the first case. */
async function interviewing(app: TestApplication, slug: string): Promise<BrowserSession> {
  const interviewer = await signInAs(app, createWebApp(app), 'enqueteur');
  await interviewer.post('/fieldwork/next', { study: slug });
  await interviewer.post(`${CASE}/call`);
  await interviewer.post(`${CASE}/consent`, { choice: 'agree' });
  await interviewer.post(`${CASE}/interview`);
  return interviewer;
}

async function finish(interviewer: BrowserSession): Promise<void> {
  let at = (await interviewer.get(`${CASE}/interview`)).headers['location'] ?? '';
  for (let count = 0; count < 100 && !at.endsWith('/end'); count += 1) {
    const page = await interviewer.get(at);
    at = (await interviewer.post(at, answerOnPage(page.text))).headers['location'] ?? '';
  }
  expect((await interviewer.post(`${CASE}/interview/complete`)).status).toBe(303);
}

/** Others in the same domain who answered the same, so that the tables show their numbers. */
async function copyInterview(app: TestApplication, copies: number): Promise<void> {
  const { read, write } = app.database;
  const response = await read('responses').first<Record<string, unknown>>();
  const answers = await read('answers').where({ question_id: 'B2' }).select<Record<string, unknown>[]>();
  for (let copy = 1; copy <= copies; copy += 1) {
    const id = app.newId();
    await write('responses').insert({ ...response, id });
    await write('answers').insert(answers.map((answer) => ({ ...answer, response_id: id })));
  }
}

describeOnEachDatabase('taking consent back', ({ openDatabase }) => {
  it('stops a running interview and deletes answers, contact data, notes and what else there is, with a proof', async () => {
    const { app, study, leader, path } = await inFieldwork(openDatabase);
    const interviewer = await interviewing(app, study.slug);
    await interviewer.post(`${CASE}/interview/S5`, { answer: '1', version: '0' });
    await interviewer.post(`${CASE}/note`, { note: 'Belt liever na zessen.' });
    const db = app.database.read;
    expect(await db('answers')).toHaveLength(1);
    await app.database.write('cases').update({ age_band: '12-15', sex: 'female', first_time: 'yes' });

    const preview = await leader.get(`${path}/cases/C001`);
    await expectValidHtml(preview.text);
    for (const words of [
      'Noor Verzonnen',
      'is nu met deze casus in gesprek',
      '1 beantwoorde vraag',
      '2 telefoonnummers',
      '1 notitie',
    ]) {
      expect(preview.text).toContain(words);
    }
    const without = await leader.post(`${path}/cases/C001`, {});
    expect(without.status).toBe(422);
    await expectValidHtml(without.text);
    expect(await db('answers')).toHaveLength(1);

    const done = await leader.post(`${path}/cases/C001`, REQUEST);
    expect(done.status).toBe(303);
    expect(await db('cases').first()).toMatchObject({
      status: 'withdrawn',
      rate_group: 'withdrawn',
      due_at: null,
      lease_interviewer_id: null,
      age_band: null,
      sex: null,
      first_time: null,
    });
    const tables: readonly string[] = [
      'answers',
      'answer_history',
      'responses',
      'vault_contacts',
      'vault_case_notes',
    ];
    for (const table of tables) expect({ table, rows: await db(table) }).toEqual({ table, rows: [] });
    expect(await db('vault_persons').pluck('first_name_sealed')).toEqual([null]);
    expect(await db('consents').whereNull('withdrawn_at')).toEqual([]);
    expect(await db('audit_log').where({ action: 'consent.withdraw' })).toHaveLength(1);
    expect((await interviewer.get(`${CASE}/interview`)).status).toBe(409);
    const saved = await interviewer.post(`${CASE}/interview/S6`, { answer: '1', version: '1' });
    expect(saved.status).toBe(409);

    const proof = await leader.get(String(done.headers['location']));
    await expectValidHtml(proof.text);
    expect(proof.text).toMatch(/[0-9A-Z]{5}-[0-9A-Z]{5}/);
    expect(proof.text).toContain('1 beantwoorde vraag');
    expect(proof.text).toContain('14-04-2026 18:00');
    for (const secret of ['Noor', 'Verzonnen', '2016', '12345678', 'C001']) {
      expect(proof.text).not.toContain(secret);
    }
    expect((await leader.post(`${path}/cases/C001`, REQUEST)).status).toBe(409);
    expect((await leader.get(`${path}/cases/C001`)).status).toBe(409);
    expect((await leader.get(`${path}/cases/C999`)).status).toBe(404);
    expect((await leader.get(`${path}/nietbestaand`)).status).toBe(404);
  });

  it(
    'takes the case out of rates, tables, files and counts that it was in before',
    { timeout: 120_000 },
    async () => {
      const { app, web, study, leader, path } = await inFieldwork(openDatabase, [
        CHILD,
        { ...CHILD, domain: 'jb_jr' },
      ]);
      await app.database.write('cases').where({ case_number: 'C002' }).update({ due_at: null });
      const interviewer = await interviewing(app, study.slug);
      await finish(interviewer);
      await copyInterview(app, 12);
      const analyst = await signInAs(app, web, 'analist', 'onderzoeker');
      const facts = async () => {
        const { total } = await responseOfStudy(app, study.slug);
        const { table } = await makeTable(app, {
          study: study.slug,
          questions: ['B2'],
          columns: ['domain'],
          procedure: 'spss',
          beside: null,
        });
        const base = tableJson(table).rows[0]?.cells.find(({ column }) => column === 'basishulp')?.base;
        const exported = await exportResponses(app, COMMAND, {
          study: study.slug,
          format: 'csv-dutch',
          withTexts: true,
          k: 1,
        });
        const parts: Uint8Array[] = [];
        for await (const chunk of exported.chunks) parts.push(chunk);
        const lines = Buffer.concat(parts).toString('utf8').trim().split('\r\n');
        const pages: Record<string, boolean> = {};
        for (const page of ['/response', '/samples', '/responses']) {
          pages[page] = (await analyst.get(`/studies/${study.slug}${page}`)).status === 200;
        }
        const live = (await leader.get(`/studies/${study.slug}/fieldwork`)).text;
        return {
          interviews: total.counts.I,
          approached: total.approached,
          base,
          respondents: exported.respondents,
          linesInFile: lines.length - 1,
          remembered: (await app.database.read('interviewed_persons')).length,
          pages,
          liveShowsCompleted: live.includes('voltooid'),
        };
      };
      expect(await facts()).toMatchObject({
        interviews: 1,
        approached: 1,
        base: 13,
        respondents: 13,
        linesInFile: 13,
        liveShowsCompleted: true,
      });
      expect((await leader.post(`${path}/cases/C001`, REQUEST)).status).toBe(303);
      expect(await facts()).toMatchObject({
        interviews: 0,
        approached: 0,
        base: 12,
        respondents: 12,
        linesInFile: 12,
        remembered: 0,
        pages: { '/response': true, '/samples': true, '/responses': true },
        liveShowsCompleted: false,
      });
    },
  );

  it('cancels an appointment and its reminder, and leaves the other children of the family alone', async () => {
    const { app, study, leader, path } = await inFieldwork(openDatabase, [CHILD, CHILD]);
    await app.database.write('vault_persons').update({ family_id: 'f1' });
    const interviewer = await signInAs(app, createWebApp(app), 'enqueteur');
    await interviewer.post('/fieldwork/next', { study: study.slug });
    const held = /C00\d/.exec((await interviewer.get('/fieldwork')).text)?.[0] ?? '';
    const own = `/fieldwork/cases/${held}`;
    await interviewer.post(`${own}/call`);
    const page = await interviewer.get(own);
    await interviewer.post(`${own}/outcome`, {
      code: 'appointment_hard',
      attemptId: hiddenField(page.text, 'attemptId') ?? '',
      callId: hiddenField(page.text, 'callId') ?? '',
      date: '2026-04-15',
      time: '19:00',
      askFor: 'parent',
    });
    const agenda = `/studies/${study.slug}/fieldwork/appointments?day=2026-04-15`;
    expect((await leader.get(agenda)).text).toContain(held);
    const preview = await leader.get(`${path}/cases/${held}`);
    expect(preview.text).toContain('De afspraak van 15-04-2026 19:00 vervalt.');
    expect((await leader.post(`${path}/cases/${held}`, REQUEST)).status).toBe(303);
    expect((await leader.get(agenda)).text).not.toContain(held);
    const statuses = await app.database.read('cases').orderBy('status').pluck('status');
    expect(statuses).toEqual(['fresh', 'withdrawn']);
    expect(await app.database.read('vault_persons').whereNotNull('last_name_sealed')).toHaveLength(1);
  });

  it('finds a case by number, telephone or name with birth date, and logs the search without them', async () => {
    const { app, leader, path } = await inFieldwork(openDatabase, [
      { ...CHILD, firstName: 'Maud' },
      { ...CHILD, firstName: 'Noor', contacts: [{ kind: 'parent', number: '+31687654399' }] },
    ]);
    const search = (fields: Record<string, string>) =>
      leader.post(`${path}/search`, { reason: 'withdrawal', ...fields });
    const found = async (fields: Record<string, string>): Promise<string[]> => {
      const answer = await search(fields);
      await expectValidHtml(answer.text);
      expect(answer.status).toBe(200);
      return [...answer.text.matchAll(/withdrawals\/cases\/(C00\d)"/g)].map((match) => match[1] ?? '');
    };
    expect(await found({ caseNumber: 'C002' })).toEqual(['C002']);
    expect(await found({ caseNumber: 'C009' })).toEqual([]);
    expect(await found({ number: '06 - 8765 4399' })).toEqual(['C002']);
    expect(await found({ number: '+31 (0)6 12345678' })).toEqual(['C001']);
    expect(await found({ last: 'VERZONNEN', born: '1-5-2016' })).toEqual(['C001', 'C002']);
    expect(await found({ last: 'van Verzonnen', given: 'maud', born: '01-05-2016' })).toEqual(['C001']);
    expect(await found({ last: 'Verzonnen', given: 'M.', born: '01-05-2016' })).toEqual(['C001']);
    expect(await found({ last: 'Verzonnen', given: 'Sem', born: '01-05-2016' })).toEqual([]);
    expect(await found({ last: 'Verzonnen', born: '02-05-2016' })).toEqual([]);

    const log = JSON.stringify(await app.database.read('audit_log').where({ action: 'case.search' }));
    for (const secret of ['Verzonnen', 'maud', '4399', '2016-05-01', '01-05-2016']) {
      expect(log.toLowerCase()).not.toContain(secret.toLowerCase());
    }
    expect(await app.database.read('audit_log').where({ action: 'case.search' })).toHaveLength(9);
    expect(await app.database.read('audit_log').where({ action: 'case.read_contact' })).toHaveLength(7);
  });

  it('asks for a reason and one way of searching, and keeps what was typed', async () => {
    const { leader, path } = await inFieldwork(openDatabase);
    const nothing = await leader.post(`${path}/search`, {});
    expect(nothing.status).toBe(422);
    await expectValidHtml(nothing.text);
    expect(nothing.text).toContain('Kies waarom u zoekt.');
    const wrong = await leader.post(`${path}/search`, {
      reason: 'question',
      last: 'Verzonnen',
      born: '31-02-2016',
    });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('value="31-02-2016"');
    const number = await leader.post(`${path}/search`, { reason: 'question', number: '061234' });
    expect(number.text).toContain('Dit telefoonnummer bestaat niet');
  });

  it('shows nobody when too many fit', async () => {
    const { leader, path } = await inFieldwork(
      openDatabase,
      Array.from({ length: 6 }, () => CHILD),
    );
    const answer = await leader.post(`${path}/search`, {
      reason: 'withdrawal',
      last: 'Verzonnen',
      born: '01-05-2016',
    });
    expect(answer.text).toContain('te veel casussen');
    expect(answer.text).not.toContain('withdrawals/cases/');
  });

  it('is for the supervisor only, and not for a case of another study', async () => {
    const { app, web, leader, path } = await inFieldwork(openDatabase);
    const other = await studyInFieldwork(app, [CHILD, CHILD]);
    for (const role of ['enqueteur', 'onderzoeker', 'analist', 'beheerder'] as const) {
      const session = await signInAs(app, web, role);
      expect((await session.get(path)).status).toBe(403);
      expect((await session.post(`${path}/search`, { reason: 'question', caseNumber: 'C001' })).status).toBe(
        403,
      );
      expect((await session.post(`${path}/cases/C001`, REQUEST)).status).toBe(403);
    }
    expect((await leader.get(`${path}/cases/C002`)).status).toBe(404);
    const done = await leader.post(`/studies/${other.slug}/withdrawals/cases/C002`, REQUEST);
    const id = String(done.headers['location']).split('/').at(-1) ?? '';
    expect((await leader.get(`${path}/${id}`)).status).toBe(404);
  });

  it('can still be done after the fieldwork closed, and not once the contact data are destroyed', async () => {
    const { app, web, study, leader, path } = await inFieldwork(openDatabase, [CHILD, CHILD]);
    const researcher = await signInAs(app, web, 'onderzoeker');
    await researcher.post(`/studies/${study.slug}/retention/close`);
    expect((await leader.post(`${path}/cases/C001`, REQUEST)).status).toBe(303);
    await researcher.post(`/studies/${study.slug}/retention/destroy`);
    const late = await leader.post(`${path}/cases/C002`, REQUEST);
    expect(late.status).toBe(409);
    expect(late.text).toContain('De contactgegevens zijn vernietigd');
    expect((await leader.get(path)).text).toMatch(/[0-9A-Z]{5}-[0-9A-Z]{5}/);
  });

  it('warns of an open care concern, keeps that until it is settled, and then deletes it', async () => {
    const { app, web, study, leader, path } = await inFieldwork(openDatabase);
    const interviewer = await signInAs(app, web, 'enqueteur');
    await interviewer.post('/fieldwork/next', { study: study.slug });
    for (const concern of ['aaaaaaaaaaaa', 'bbbbbbbbbbbb']) {
      await interviewer.post(`${CASE}/concern`, { concern, urgent: 'no', text: 'Zorgen.' });
    }
    const one = `/studies/${study.slug}/concerns/aaaaaaaaaaaa`;
    await leader.post(one, { step: 'take_in_hand' });
    await leader.post(one, { step: 'settle', note: 'Besproken.' });
    expect((await leader.get(`${path}/cases/C001`)).text).toContain('Er staat een zorgsignaal open');
    expect((await leader.get(`${path}/cases/C001`)).text).toContain('een afgehandeld zorgsignaal');
    const done = await leader.post(`${path}/cases/C001`, REQUEST);
    // The proof goes to the family.
    const proof = (await leader.get(String(done.headers['location']))).text;
    expect(proof.slice(proof.indexOf('<h1'))).not.toMatch(/zorgsignaal/i);
    expect(await app.database.read('vault_concerns').pluck('id')).toEqual(['bbbbbbbbbbbb']);
    const other = `/studies/${study.slug}/concerns/bbbbbbbbbbbb`;
    expect((await leader.get(other)).text).toContain('De contactgegevens van deze casus zijn gewist');
    await leader.post(other, { step: 'take_in_hand' });
    await leader.post(other, { step: 'settle', note: 'Besproken.' });
    expect(await app.database.read('vault_concerns')).toEqual([]);
    expect(await app.database.read('vault_concern_events')).toEqual([]);
  });
});
