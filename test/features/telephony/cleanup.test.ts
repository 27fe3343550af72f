import { afterEach, beforeEach, expect, it } from 'vitest';
import { addMinutes } from '../../../src/domain/calendar/instant.js';
import { getStudy } from '../../../src/features/studies/studies.service.js';
import { deleteAtProvider } from '../../../src/features/telephony/cleanup.service.js';
import { PROVIDER } from '../../../src/features/telephony/provider-calls.service.js';
import { compareWithProvider } from '../../../src/features/telephony/reconcile.service.js';
import { doTelephonyRound } from '../../../src/features/telephony/rounds.service.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { type FakeTwilio, startFakeTwilio, TWILIO } from '../../support/fake-twilio.js';
import { type CallingDesk, callingDesk, dialled, EVENING, recordOutcome } from '../../support/telephony.js';

let twilio: FakeTwilio;

beforeEach(async () => {
  twilio = await startFakeTwilio();
});

afterEach(async () => {
  await twilio.close();
});

const MONTHS = 31 * 24 * 60;

/** A call of one case with many legs, of a study whose contact data are destroyed. */
async function destroyedWithLegs(desk: CallingDesk, count: number): Promise<string> {
  const call = await dialled(desk);
  await recordOutcome(desk, 'refusal_hard');
  const legs = Array.from({ length: count }, (_, at) => ({
    id: `leg-${String(at)}`,
    call_id: call.id,
    kind: 'respondent',
    status: 'completed',
    provider_reference: twilio.addCall({ status: 'completed' }),
    first_seen_at: EVENING,
    ended_at: EVENING,
  }));
  for (let at = 0; at < count; at += 50) {
    await desk.app.database.write('call_legs').insert(legs.slice(at, at + 50));
  }
  await desk.app.database.write('studies').update({ status: 'destroyed' });
  return (await getStudy(desk.app.database.read, desk.slug)).id;
}

async function audited({ app }: CallingDesk): Promise<readonly unknown[]> {
  const rows = await app.database
    .read('audit_log')
    .where({ action: 'provider_data.destroy' })
    .orderBy('sequence');
  return rows.map(({ detail }: { detail: string }) => JSON.parse(detail) as unknown);
}

describeOnEachDatabase('what is deleted at the provider', ({ openDatabase }) => {
  it('is all of it, however much there is', { timeout: 120_000 }, async () => {
    const desk = await callingDesk(await openDatabase(), twilio);
    const studyId = await destroyedWithLegs(desk, 450);
    const cleanup = await deleteAtProvider(desk.app, PROVIDER, { studyId, minutes: 1 });
    expect(cleanup).toEqual({ deleted: 450, left: 0, failure: null });
    expect(twilio.calls.size).toBe(0);
    expect(await audited(desk)).toEqual([{ deleted: 450, left: 0 }]);
  });

  it('is as much as there is time for; what is left is said, and the background goes on', async () => {
    const desk = await callingDesk(await openDatabase(), twilio);
    const studyId = await destroyedWithLegs(desk, 3);
    const cleanup = await deleteAtProvider(desk.app, PROVIDER, { studyId, minutes: 0 });
    expect(cleanup).toEqual({ deleted: 0, left: 3, failure: null });
    expect(await audited(desk)).toEqual([{ deleted: 0, left: 3 }]);
    const leader = await signInAs(desk.app, desk.web, 'veldwerkleider');
    expect((await leader.get(`/studies/${desk.slug}/telephony`)).text).toMatch(
      /Nog te wissen[\s\S]{0,200}>3</,
    );
    await doTelephonyRound(desk.app);
    expect(twilio.calls.size).toBe(0);
    expect(await audited(desk)).toEqual([
      { deleted: 0, left: 3 },
      { deleted: 3, left: 0 },
    ]);
  });

  it('holds calls that no line knows too: after three months, or with the last contact data', async () => {
    const desk = await callingDesk(await openDatabase(), twilio);
    const start = { status: 'completed', duration: '9', start_time: 'Tue, 14 Apr 2026 16:00:00 +0000' };
    const back = { ...start, from: '+31612345678', to: TWILIO.callerId, direction: 'inbound' };
    twilio.addCall(back);
    const ofOthers = twilio.addCall({ ...start, from: '+31201234567', to: '+31207654321' });
    await compareWithProvider(desk.app);
    expect(await desk.app.database.read('call_legs').whereNull('call_id')).toHaveLength(1);
    const round = { studyId: null, minutes: 1 };
    expect(await deleteAtProvider(desk.app, PROVIDER, round)).toMatchObject({ deleted: 0, left: 0 });
    desk.app.setClock(addMinutes(EVENING, 3 * MONTHS + 5));
    expect(await deleteAtProvider(desk.app, PROVIDER, round)).toMatchObject({ deleted: 1, left: 0 });
    expect([...twilio.calls.keys()]).toEqual([ofOthers]);

    desk.app.setClock(EVENING);
    twilio.addCall(back);
    await compareWithProvider(desk.app);
    const studyId = await destroyedWithLegs(desk, 1);
    desk.app.setClock(addMinutes(EVENING, 5));
    const cleanup = await deleteAtProvider(desk.app, PROVIDER, { studyId, minutes: 1 });
    expect(cleanup).toMatchObject({ deleted: 2, left: 0 });
    expect([...twilio.calls.keys()]).toEqual([ofOthers]);
  });
});
