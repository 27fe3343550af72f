import { expect, it } from 'vitest';
import { addMinutes, instant } from '../../../src/domain/calendar/instant.js';
import { createTestApplication } from '../../support/application.js';
import { type BrowserSession, signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { hiddenField } from '../../support/interview-form.js';
import { CASE, EVENING, type Field, inConversation } from '../../support/interviews.js';
import { expectValidHtml } from '../../support/valid-html.js';

const MARIE = { kind: 'parent', name: 'Marie de Wit', number: '+31612345678' } as const;
const PIET = { kind: 'parent', name: 'Piet Bakker', number: '+31687654321' } as const;
const YOUTH = { kind: 'youth', number: '+31611111111' } as const;
const FOURTEEN = { bornOn: '2012-01-01', contacts: [MARIE, PIET, YOUTH] };
const OFFER = 'Wilt u de vragen zelf beantwoorden?';

async function record(interviewer: BrowserSession, code: string, more: Record<string, string> = {}) {
  const page = await interviewer.get(CASE);
  return interviewer.post(`${CASE}/outcome`, {
    code,
    attemptId: hiddenField(page.text, 'attemptId') ?? '',
    callId: hiddenField(page.text, 'callId') ?? '',
    ...more,
  });
}

/** Whoever calls the case at a later moment. */
async function callAt({ app, web, slug }: Field, moment: string): Promise<BrowserSession> {
  app.setClock(instant(moment));
  const interviewer = await signInAs(app, web, 'enqueteur');
  const next = await interviewer.post('/fieldwork/next', { study: slug });
  expect(next.headers['location']).toBe(CASE);
  expect((await interviewer.post(`${CASE}/call`)).status).toBe(303);
  return interviewer;
}

/** Piet gave permission, on the number that he was agreed to be on; the young person is called at Marie's, as he said. */
async function withYouthAtMaries(field: Field): Promise<BrowserSession> {
  const { interviewer, app } = field;
  const [maries = '', piets = ''] = await app.database
    .read('vault_contacts')
    .orderBy('position')
    .pluck<string[]>('id');
  const hour = { time: '18:00', acceptedConflict: '' };
  await record(interviewer, 'appointment_hard', {
    ...hour,
    date: '2026-04-15',
    askFor: 'parent',
    number: piets,
  });
  const second = await callAt(field, '2026-04-15T18:05:00+02:00');
  expect((await second.get(CASE)).text).toContain('Piet Bakker');
  await second.post(`${CASE}/consent`, { choice: 'permit' });
  await record(second, 'appointment_hard', { ...hour, date: '2026-04-16', askFor: 'youth', number: maries });
  return callAt(field, '2026-04-16T18:05:00+02:00');
}

describeOnEachDatabase('two parents who may live apart', ({ openDatabase }) => {
  it('are each asked for by the name of whoever has the number that is dialled', async () => {
    const app = createTestApplication(await openDatabase());
    const { interviewer } = await inConversation(app, { bornOn: '2016-05-01', contacts: [MARIE, PIET] }, []);
    const first = (await interviewer.get(CASE)).text;
    expect([first.includes('Marie de Wit'), first.includes('Piet Bakker')]).toEqual([true, false]);
    await record(interviewer, 'wrong_number');
    app.setClock(addMinutes(EVENING, 1));
    const before = (await interviewer.get(CASE)).text;
    expect([before.includes('Marie de Wit'), before.includes('Piet Bakker')]).toEqual([false, true]);
    await interviewer.post(`${CASE}/call`);
    const second = (await interviewer.get(CASE)).text;
    expect(second).toContain('spreek ik met Piet Bakker, de ouder');
    expect(second).not.toContain('Marie de Wit');
  });

  it('are not told of each other: the offer after the young person says no goes to who gave permission', async () => {
    const app = createTestApplication(await openDatabase());
    const field = await inConversation(app, FOURTEEN, []);
    let interviewer = await withYouthAtMaries(field);
    expect((await interviewer.post(`${CASE}/consent`, { choice: 'decline' })).status).toBe(303);
    const page = await interviewer.get(`${CASE}?identity=parent`);
    await expectValidHtml(page.text);
    expect(page.text).toContain('Vraag op dit nummer niets meer');
    for (const hidden of [OFFER, 'Marie de Wit', 'Piet Bakker', '06\u00a012']) {
      expect(page.text).not.toContain(hidden);
    }
    expect((await interviewer.post(`${CASE}/consent`, { choice: 'instead' })).status).toBe(403);
    const [atMaries = ''] = await app.database
      .read('vault_contacts')
      .orderBy('position')
      .pluck<string[]>('id');
    const again = { date: '2026-04-17', askFor: 'parent', number: atMaries, acceptedConflict: '' };
    expect((await record(interviewer, 'appointment_hard', { ...again, time: '18:00' })).status).toBe(403);
    await record(interviewer, 'other_person', { note: '' });
    const [due] = await app.database.read('cases').pluck<string[]>('due_at');
    interviewer = await callAt(field, due ?? '');
    const offered = (await interviewer.get(CASE)).text;
    expect(offered).toContain('spreek ik met Piet Bakker, de ouder');
    expect((await interviewer.get(`${CASE}?identity=parent`)).text).toContain(OFFER);
  });

  it('do not both hear of an interview: the other one does not go on in the place of the young person', async () => {
    const app = createTestApplication(await openDatabase());
    const interviewer = await withYouthAtMaries(await inConversation(app, FOURTEEN, []));
    await interviewer.post(`${CASE}/consent`, { choice: 'agree' });
    expect((await interviewer.post(`${CASE}/interview`)).status).toBe(303);
    expect((await interviewer.get(`${CASE}/interview/stop`)).text).not.toContain('De ouder gaat verder');
    expect((await interviewer.post(`${CASE}/interview/handover`, { answers: 'keep' })).status).toBe(403);
    expect(await app.database.read('consents').where({ subject: 'parent_instead' })).toEqual([]);
  });
});
