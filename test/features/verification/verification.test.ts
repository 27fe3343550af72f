import { expect, it } from 'vitest';
import { instant } from '../../../src/domain/calendar/instant.js';
import { breakDownResponse } from '../../../src/features/response-rates/breakdown.service.js';
import { checkCounts } from '../../../src/features/case-counts/case-counts.service.js';
import { getVerification } from '../../../src/features/verification/verification.service.js';
import { withdrawCase } from '../../../src/features/withdrawals/withdrawals.service.js';
import { COMMAND, createTestApplication, type TestApplication } from '../../support/application.js';
import { type BrowserSession, signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import type { InventedCase } from '../../support/fieldwork.js';
import { tablesOf } from '../../support/html-tables.js';
import { hiddenField } from '../../support/interview-form.js';
import { answerOn, CASE, type Field, inConversation } from '../../support/interviews.js';
import { expectSums } from '../../support/walked-numbers.js';
import { expectValidHtml } from '../../support/valid-html.js';

const NUMBER = '06\u00a012\u00a034\u00a056\u00a078';

interface Held extends Field {
  readonly leader: BrowserSession;
  readonly path: string;
  readonly task: string;
}

/** A complete interview with the parent of a child, all of which are verified. */
async function heldInterview(app: TestApplication, client?: InventedCase): Promise<Held> {
  const field = await inConversation(app, client);
  await field.interviewer.post(`${CASE}/interview`);
  await answerOn(field.interviewer);
  await field.interviewer.post(`${CASE}/interview/complete`);
  const leader = await signInAs(app, field.web, 'veldwerkleider');
  const path = `/studies/${field.slug}/quality/verification`;
  const page = await leader.get(path);
  expect(page.text).toContain('Er is nog geen deel gekozen');
  expect(tablesOf(page.text)).toEqual([]);
  expect((await leader.post(path, { percent: '100' })).status).toBe(303);
  return { ...field, leader, path, task: `${path}/C001` };
}

/** All that no second call may touch. */
async function untouched(app: TestApplication, slug: string): Promise<object> {
  const db = app.database.read;
  return {
    cases: await db('cases').select(),
    calls: await db('calls').select(),
    outcomes: await db('outcomes').select(),
    events: await db('case_events').select(),
    response: await breakDownResponse(app, { slug, by: 'domain', domain: null }),
  };
}

async function record(
  leader: BrowserSession,
  task: string,
  outcome: string,
): ReturnType<BrowserSession['post']> {
  const page = await leader.get(task);
  return leader.post(`${task}/outcome`, { callId: hiddenField(page.text, 'callId') ?? '', outcome });
}

function countsOf(html: string): readonly (string | undefined)[] {
  const table = tablesOf(html).find(({ id }) => id === 'controle');
  return [...(table?.rows ?? []), ...(table?.totals ?? [])].map((row) => row[1]?.text);
}

describeOnEachDatabase('the second call about an interview', ({ openDatabase }) => {
  it('is chosen by chance, made on another day and written down, and touches no count', async () => {
    const app = createTestApplication(await openDatabase());
    const { leader, path, task, slug, web } = await heldInterview(app);
    const before = await untouched(app, slug);
    const list = await leader.get(path);
    await expectValidHtml(list.text);
    expect(list.text).toContain('1 van 1 interview in de controle.');
    expect(countsOf(list.text)).toEqual(['0', '0', '0', '0', '0', '1', '1']);

    const first = await leader.get(task);
    await expectValidHtml(first.text);
    expect(first.text).not.toContain('Noor');
    await leader.post(`${task}/call`);
    const shown = await leader.get(task);
    await expectValidHtml(shown.text);
    expect(shown.text).toContain(NUMBER);
    expect(shown.text).toContain('de ouder of verzorger van Noor Verzonnen');
    const empty = await leader.post(`${task}/outcome`, { callId: '' });
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('Kies wat eruit kwam.');
    expect((await record(leader, task, 'not_reached')).headers['location']).toBe(path);
    expect((await leader.post(`${task}/call`)).text).toContain('is vandaag al gebeld');

    app.setClock(instant('2026-04-15T18:00:00+02:00'));
    const other = await signInAs(app, web, 'veldwerkleider');
    await other.post(`${task}/call`);
    // The same form again makes no second call.
    await other.post(`${task}/call`);
    expect((await record(other, task, 'partly')).status).toBe(303);
    expect((await other.post(`${task}/call`)).text).toContain('De controle van dit interview is klaar.');
    const done = await other.get(path);
    await expectValidHtml(done.text);
    expect(countsOf(done.text)).toEqual(['0', '1', '0', '0', '0', '0', '1']);
    for (const table of tablesOf(done.text).filter(({ id }) => id === 'controle')) expectSums(table);
    expect((await other.get(`${path}/files/controle.csv`)).text).toContain('\r\nDeels bevestigd;1;1\r\n');
    expect((await other.get(`${path}/files/controle.xlsx`)).status).toBe(200);

    expect(await untouched(app, slug)).toEqual(before);
    expect(await checkCounts(app, COMMAND)).toEqual({ cases: 0, dials: 0 });
    const log: { action: string; result: string; detail: string }[] = await app.database
      .read('audit_log')
      .orderBy('sequence')
      .select('action', 'result', 'detail');
    const reads = log.filter(({ detail }) => detail.includes('"reason":"verification"'));
    expect(reads.every(({ action }) => action === 'case.read_contact') && reads.length > 1).toBe(true);
    expect(log.filter(({ action }) => action === 'verification.call').map(({ result }) => result)).toEqual([
      'done',
      'refused',
      'done',
      'refused',
    ]);
    expect(log.filter(({ action }) => action === 'verification.record')).toHaveLength(2);
  });

  it('shows no number of who withdrew, and counts them nowhere', async () => {
    const app = createTestApplication(await openDatabase());
    const { leader, path, task, slug } = await heldInterview(app);
    await leader.post(`${task}/call`);
    expect((await leader.get(task)).text).toContain(NUMBER);
    await withdrawCase(app, COMMAND, {
      slug,
      caseNumber: 'C001',
      askedBy: 'parent',
      askedThrough: 'call',
      neverAgain: false,
    });
    const gone = await leader.get(task);
    expect(gone.status).toBe(404);
    expect(gone.text).not.toContain(NUMBER);
    expect((await getVerification(app, slug)).chosen).toEqual([]);
    expect(countsOf((await leader.get(path)).text).at(-1)).toBe('0');
  });

  it('is not made when a birthday since the interview changed who decides', async () => {
    const app = createTestApplication(await openDatabase());
    const { task, web } = await heldInterview(app, { bornOn: '2014-04-15' });
    app.setClock(instant('2026-04-15T18:00:00+02:00'));
    const leader = await signInAs(app, web, 'veldwerkleider');
    expect((await leader.get(task)).text).toContain('werd intussen 12 of 16');
    expect((await leader.post(`${task}/call`)).status).toBe(403);
    expect(await app.database.read('verification_calls')).toEqual([]);
  });

  it('is of nobody outside the share, not of who held the interview, and only for who supervises', async () => {
    const app = createTestApplication(await openDatabase());
    const { leader, path, task, interviewer, slug, web } = await heldInterview(app);
    for (const percent of ['', '101', '-1', 'tien', '2,5']) {
      const wrong = await leader.post(path, { percent });
      expect(wrong.status).toBe(422);
      expect(wrong.text).toContain('Vul een heel getal in van 0 tot en met 100.');
      expect(wrong.text).toContain(`value="${percent}"`);
    }
    await app.database.write('outcomes').where({ code: 'complete' }).update({ recorded_by: leader.user.id });
    expect((await leader.get(task)).text).toContain('U hield dit interview zelf.');
    await leader.post(path, { percent: '0' });
    expect((await leader.get(task)).status).toBe(404);
    expect((await leader.post(`${task}/call`)).status).toBe(404);
    expect((await leader.get(`${path}/C999`)).status).toBe(404);
    for (const session of [interviewer, await signInAs(app, web, 'onderzoeker')]) {
      for (const address of [path, task]) expect((await session.get(address)).status).toBe(403);
      expect((await session.post(`${task}/call`)).status).toBe(403);
    }
    expect(await app.database.read('verification_calls')).toEqual([]);
    expect((await getVerification(app, slug)).percent).toBe(0);
  });
});
