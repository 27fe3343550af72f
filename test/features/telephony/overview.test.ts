import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../src/database/database.js';
import { countContradictions } from '../../../src/features/telephony/overview.service.js';
import { getStudy } from '../../../src/features/studies/studies.service.js';
import { withdrawCase } from '../../../src/features/withdrawals/withdrawals.service.js';
import { COMMAND } from '../../support/application.js';
import { type BrowserSession, signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { type FakeTwilio, startFakeTwilio } from '../../support/fake-twilio.js';
import { plantCalls } from '../../support/planted-calls.js';
import { type CallingDesk, callingDesk } from '../../support/telephony.js';
import { expectValidHtml } from '../../support/valid-html.js';

let twilio: FakeTwilio;

beforeEach(async () => {
  twilio = await startFakeTwilio();
});

afterEach(async () => {
  await twilio.close();
});

/** Each of two people was called twice: once nothing came of it at the provider, once they spoke for minutes. */
async function calledTwice(database: Database): Promise<{ desk: CallingDesk; leader: BrowserSession }> {
  const clients = [{ bornOn: '2016-05-01' }, { bornOn: '2016-05-02' }];
  const desk = await callingDesk(database, twilio, { clients });
  const about = { interviewerId: desk.interviewer.user.id, minutes: 4, driver: 'twilio' };
  const study = await getStudy(database.read, desk.slug);
  await plantCalls(
    desk.app,
    study,
    ['C001', 'C002'].flatMap((caseNumber) => [
      { ...about, caseNumber, at: '2026-04-13T10:00', outcome: 'no_answer' as const },
      { ...about, caseNumber, at: '2026-04-13T19:00', outcome: 'no_answer' as const, measuredSeconds: 200 },
    ]),
  );
  const priced = { price: 0.25, price_unit: 'EUR', ended_at: desk.app.clock() };
  await database.write('call_legs').update(priced);
  return { desk, leader: await signInAs(desk.app, desk.web, 'veldwerkleider') };
}

async function withdraw({ app, slug }: CallingDesk): Promise<void> {
  const asked = { askedBy: 'parent', askedThrough: 'call', neverAgain: false } as const;
  await withdrawCase(app, COMMAND, { ...asked, slug, caseNumber: 'C001' });
}

describeOnEachDatabase('what calls took', ({ openDatabase }) => {
  it('is on the page of the case and in a file of all cases', async () => {
    const { desk, leader } = await calledTwice(await openDatabase());
    const page = await leader.get(`/studies/${desk.slug}/cases/C002`);
    await expectValidHtml(page.text);
    expect(page.text).toMatch(/1 telefoontje, 3 min 20 s gesprek, €.0,25/);
    const overview = await leader.get(`/studies/${desk.slug}/telephony`);
    await expectValidHtml(overview.text);
    const path = `/studies/${desk.slug}/telephony/files/minuten-en-kosten`;
    for (const ending of ['csv', 'xlsx']) expect(overview.text).toContain(`href="${path}.${ending}"`);
    expect((await leader.get(`${path}.csv`)).text.split('\r\n').slice(0, 3)).toEqual([
      '\uFEFFCasus;Telefoontjes;Gesprekstijd (seconden);Kosten;Munt',
      'C001;1;200;0,25;EUR',
      'C002;1;200;0,25;EUR',
    ]);
    expect((await leader.get(`${path}.xlsx`)).headers['content-type']).toContain('spreadsheetml');
    expect((await leader.get(`/studies/${desk.slug}/telephony/files/andere.csv`)).status).toBe(404);
    expect((await desk.interviewer.get(`${path}.csv`)).status).toBe(403);
  });

  it('names nobody who withdrew; only the bill stays whole', async () => {
    const database = await openDatabase();
    const { desk, leader } = await calledTwice(database);
    const study = await getStudy(database.read, desk.slug);
    const path = `/studies/${desk.slug}/telephony`;
    const before = (await leader.get(path)).text;
    expect(before.match(/C001/g)?.length).toBeGreaterThanOrEqual(3);
    expect(await countContradictions(database.read, study)).toMatchObject({ measured: 2 });

    await withdraw(desk);
    const after = (await leader.get(path)).text;
    expect(after).not.toContain('C001');
    expect(after).toContain('C002');
    expect(after).toMatch(/€.0,50/);
    expect((await leader.get(`${path}/files/minuten-en-kosten.csv`)).text).not.toContain('C001');
    expect((await leader.get(`/studies/${desk.slug}/cases/C001`)).text).not.toContain(
      'Via de telefoondienst',
    );
    expect(await countContradictions(database.read, study)).toMatchObject({ measured: 1 });
  });
});
