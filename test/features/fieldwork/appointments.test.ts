import { expect, it } from 'vitest';
import { transaction } from '../../../src/database/database.js';
import { addMinutes, instant } from '../../../src/domain/calendar/instant.js';
import { doAction } from '../../../src/features/case-actions/case-actions.service.js';
import { takeNextCase } from '../../../src/features/cases/case-claims.service.js';
import { recordOutcome } from '../../../src/features/cases/case-outcomes.service.js';
import { inOwnCase } from '../../../src/features/cases/own-case.service.js';
import { type Study, updateRules } from '../../../src/features/studies/studies.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { COMMAND, createTestApplication, type TestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { studyInFieldwork } from '../../support/fieldwork.js';

const EVENING = instant('2026-04-14T18:00:00+02:00');

const HALF_PAST_SIX = instant('2026-04-14T18:30:00+02:00');

/** An interviewer calls, and agrees half past six. */
async function agreeOn(app: TestApplication, study: Study, interviewerId: string): Promise<void> {
  const taken = await takeNextCase(app, study, interviewerId);
  const key = { interviewerId, caseNumber: taken?.caseNumber ?? '' };
  await inOwnCase(app, COMMAND, key, async (trx, { file }) => {
    await trx('calls').insert({
      id: app.newId(),
      attempt_id: file.state.heldBy?.attemptId,
      case_id: file.record.id,
      contact_id: file.state.numbers[0]?.numberId,
      asked_for: 'parent',
      driver: 'manual',
      dialled_at: app.clock(),
    });
  });
  app.setClock(addMinutes(EVENING, 2));
  await inOwnCase(app, COMMAND, key, (trx, own) =>
    recordOutcome(app, trx, own, {
      code: 'appointment_hard',
      appointment: { at: HALF_PAST_SIX, firmness: 'hard', withRole: 'parent' },
      language: null,
      note: null,
    }),
  );
}

describeOnEachDatabase('appointments', ({ openDatabase }) => {
  it('stand in the agenda, in the own list, and with the late ones when nobody called', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const study = await studyInFieldwork(app, [{ bornOn: '2016-05-01' }]);
    app.setClock(EVENING);
    const interviewer = await signInAs(app, web, 'enqueteur');
    const supervisor = await signInAs(app, web, 'veldwerkleider');
    await agreeOn(app, study, interviewer.user.id);

    const path = `/studies/${study.slug}/fieldwork`;
    const agenda = (await supervisor.get(`${path}/appointments?day=2026-04-14`)).text;
    expect(agenda).toContain('18.30 C001 (vast, ouder)');
    expect(agenda).toContain('Geen afspraak is te laat.');
    expect((await supervisor.get(`${path}/appointments?day=2026-04-15`)).text).not.toContain('C001');
    expect((await interviewer.get('/fieldwork/appointments')).text).toContain('14-04-2026 18:30');

    const why = (await supervisor.get(`${path}/why?case=C001`)).text;
    expect(why).toContain('Nu niet: er is een vaste afspraak. Wel vanaf dinsdag 14 april 18.25 uur.');
    expect((await supervisor.get(`${path}/why?case=C999`)).status).toBe(404);

    app.setClock(addMinutes(HALF_PAST_SIX, 16));
    expect((await supervisor.get(`${path}/appointments`)).text).toContain('te laat');
    expect((await interviewer.get('/fieldwork/appointments')).text).toContain('te laat');

    // Every margin is that of the settings of the study.
    const { rules } = study;
    const appointments = { ...rules.calling.appointments, hardEarlyMinutes: 10, hardLateMinutes: 20 };
    const calling = { ...rules.calling, appointments, conversion: { fromDays: 3, untilDays: 4 } };
    await transaction(app.database, (trx) => updateRules(trx, study.id, { ...rules, calling }));
    const changed = (await supervisor.get(`${path}/appointments`)).text;
    expect(changed).toContain('Geen afspraak is te laat.');
    expect(changed).toContain('te laat na 20 minuten, een zachte na 3 uur');
    expect((await interviewer.get('/fieldwork/appointments')).text).toContain('vanaf 10 minuten ervoor');
    expect((await supervisor.get(path)).text).toContain('na 3 tot 4 dagen');
    expect((await supervisor.get(`/studies/${study.slug}/quality/patterns`)).text).toContain(
      'vanaf 10 minuten ervoor: een vaste afspraak tot 20 minuten erna, een zachte tot 3 uur erna',
    );
  });

  it('are of whom the case is assigned to, in every list', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const study = await studyInFieldwork(app, [{ bornOn: '2016-05-01' }]);
    app.setClock(EVENING);
    const maker = await signInAs(app, web, 'enqueteur');
    const other = await signInAs(app, web, 'enqueteur');
    const supervisor = await signInAs(app, web, 'veldwerkleider');
    await agreeOn(app, study, maker.user.id);
    const which = { slug: study.slug, caseNumbers: ['C001'], seenAt: app.clock() };
    const assigned = { action: 'assign', interviewerId: other.user.id, reason: 'Spreekt Turks.' } as const;
    await doAction(app, COMMAND, { ...which, ...assigned });
    expect((await other.get('/fieldwork/appointments')).text).toContain('14-04-2026 18:30');
    expect((await maker.get('/fieldwork/appointments')).text).toContain('U heeft geen afspraken open.');
    await app.database.write('users').where({ id: other.user.id }).update({ name: 'Elif Belt' });
    app.setClock(addMinutes(HALF_PAST_SIX, 16));
    const path = `/studies/${study.slug}/fieldwork`;
    expect((await supervisor.get(`${path}/appointments`)).text).toContain('Elif Belt');
    expect((await supervisor.get(path)).text).toContain('Elif Belt');
  });

  it('of other studies count in the half hour, without saying of whom', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const study = await studyInFieldwork(app, [{ bornOn: '2016-05-01' }]);
    const other = await studyInFieldwork(app, [{ bornOn: '2016-05-01' }]);
    app.setClock(EVENING);
    const supervisor = await signInAs(app, web, 'veldwerkleider');
    await agreeOn(app, other, (await signInAs(app, web, 'enqueteur')).user.id);
    const agenda = await supervisor.get(`/studies/${study.slug}/fieldwork/appointments?day=2026-04-14`);
    expect(agenda.text).toContain('En 1 in een ander onderzoek.');
    expect(agenda.text).not.toContain('C001');
  });
});
