import { expect, it } from 'vitest';
import { instant } from '../../../src/domain/calendar/instant.js';
import { checkCounts } from '../../../src/features/case-counts/case-counts.service.js';
import { closeFieldwork } from '../../../src/features/fieldwork/fieldwork-close.service.js';
import { COMMAND, createTestApplication, type TestApplication } from '../../support/application.js';
import { type BrowserSession, signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { hiddenField } from '../../support/interview-form.js';
import { answerOn, CASE, EVENING, type Field, inConversation } from '../../support/interviews.js';
import { expectValidHtml } from '../../support/valid-html.js';

const CHILD = { bornOn: '2016-05-01', contacts: [{ kind: 'parent', number: '+31612345678' }] } as const;
const MORE_THAN_HALF = 30;
const TOO_FEW = 5;

async function record(interviewer: BrowserSession, code: string, from = CASE): Promise<void> {
  const page = await interviewer.get(from);
  const sent = await interviewer.post(`${CASE}/outcome`, {
    code,
    attemptId: hiddenField(page.text, 'attemptId') ?? '',
    callId: hiddenField(page.text, 'callId') ?? '',
  });
  expect(sent.status).toBe(303);
}

/** An interview of which the line dropped after so many questions. */
async function brokenOff(app: TestApplication, questions: number): Promise<Field> {
  const field = await inConversation(app, CHILD);
  await field.interviewer.post(`${CASE}/interview`);
  expect(await answerOn(field.interviewer, questions)).not.toMatch(/end$/);
  await record(field.interviewer, 'broken_off', `${CASE}/outcome/broken_off`);
  expect(await stateOf(app)).toEqual(['broken_off', 'open', 'in_progress']);
  return field;
}

async function stateOf({ database }: TestApplication): Promise<readonly unknown[]> {
  const row = await database.read('cases').first<{ status: string; rate_group: string }>();
  return [row.status, row.rate_group, ...(await database.read('responses').pluck<string[]>('status'))];
}

describeOnEachDatabase('an interview that broke off', ({ openDatabase }) => {
  it('counts as partial when the fieldwork closes and enough was answered', async () => {
    const app = createTestApplication(await openDatabase());
    const { slug } = await brokenOff(app, MORE_THAN_HALF);
    app.setClock(instant('2026-06-30T12:00:00+02:00'));
    expect(await closeFieldwork(app, COMMAND, slug)).toBe(1);
    expect(await stateOf(app)).toEqual(['partial', 'P', 'partial']);
    expect(await app.database.read('responses').pluck('finished_on')).toEqual([EVENING.slice(0, 10)]);
    expect(await checkCounts(app, COMMAND)).toEqual({ cases: 0, dials: 0 });
  });

  it('counts as a refusal when the fieldwork closes and too little was answered', async () => {
    const app = createTestApplication(await openDatabase());
    const { slug } = await brokenOff(app, TOO_FEW);
    await closeFieldwork(app, COMMAND, slug);
    expect(await stateOf(app)).toEqual(['refused', 'R', 'in_progress']);
    expect(await checkCounts(app, COMMAND)).toEqual({ cases: 0, dials: 0 });
  });

  it('counts as a refusal when who answered does not agree any more', async () => {
    const app = createTestApplication(await openDatabase());
    const { slug } = await brokenOff(app, MORE_THAN_HALF);
    await app.database.write('consents').update({ decision: 'refused' });
    await closeFieldwork(app, COMMAND, slug);
    expect(await stateOf(app)).toEqual(['refused', 'R', 'in_progress']);
  });

  it('waits for the supervisor when the last number fails, who closes it as partial', async () => {
    const app = createTestApplication(await openDatabase());
    const { slug, web } = await brokenOff(app, MORE_THAN_HALF);
    app.setClock(instant('2026-04-15T19:00:00+02:00'));
    const again = await signInAs(app, web, 'enqueteur');
    await again.post('/fieldwork/next', { study: slug });
    await again.post(`${CASE}/call`);
    await record(again, 'wrong_number');
    expect(await stateOf(app)).toEqual(['broken_off', 'open', 'in_progress']);
    const leader = await signInAs(app, web, 'veldwerkleider');
    const path = `/studies/${slug}/cases/C001`;
    const page = await leader.get(`${path}/decision`);
    await expectValidHtml(page.text);
    expect(page.text).toContain('Een afgebroken interview met genoeg antwoorden telt als gedeeltelijk.');
    const closed = await leader.post(`${path}/decision`, { action: 'give_up', reason: 'Nummer klopt niet.' });
    expect(closed.status).toBe(303);
    expect(await stateOf(app)).toEqual(['partial', 'P', 'partial']);
    expect((await leader.get(path)).text).toContain('het afgebroken interview telt als gedeeltelijk');
    const log = app.database.read('audit_log').where({ action: 'case.give_up' });
    expect((await log.first<{ detail: string }>()).detail).toContain('partial');
    expect(await checkCounts(app, COMMAND)).toEqual({ cases: 0, dials: 0 });
  });
});
