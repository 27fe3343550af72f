import { expect, it } from 'vitest';
import { transaction } from '../../../src/database/database.js';
import { addMinutes, instant } from '../../../src/domain/calendar/instant.js';
import { takeNextCase } from '../../../src/features/cases/case-claims.service.js';
import { recordOutcome } from '../../../src/features/cases/case-outcomes.service.js';
import { inOwnCase } from '../../../src/features/cases/own-case.service.js';
import { updateRules } from '../../../src/features/studies/studies.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { COMMAND, createTestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { studyInFieldwork } from '../../support/fieldwork.js';

const EVENING = instant('2026-04-14T18:00:00+02:00');

describeOnEachDatabase('appointments', ({ openDatabase }) => {
  it('stand in the agenda, in the own list, and with the late ones when nobody called', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const study = await studyInFieldwork(app, [{ bornOn: '2016-05-01' }]);
    app.setClock(EVENING);
    const interviewer = await signInAs(app, web, 'enqueteur');
    const supervisor = await signInAs(app, web, 'veldwerkleider');
    const interviewerId = interviewer.user.id;
    const taken = await takeNextCase(app, study, interviewerId);
    const key = { interviewerId, caseNumber: taken?.caseNumber ?? '' };
    await inOwnCase(app, COMMAND, key, async (trx, { file }) => {
      await trx('calls').insert({
        id: 'call',
        attempt_id: file.state.heldBy?.attemptId,
        case_id: file.record.id,
        contact_id: file.state.numbers[0]?.numberId,
        asked_for: 'parent',
        driver: 'manual',
        dialled_at: app.clock(),
      });
    });
    app.setClock(addMinutes(EVENING, 2));
    const at = instant('2026-04-14T18:30:00+02:00');
    await inOwnCase(app, COMMAND, key, (trx, own) =>
      recordOutcome(app, trx, own, {
        code: 'appointment_hard',
        appointment: { at, firmness: 'hard', withRole: 'parent' },
        language: null,
        note: null,
      }),
    );

    const path = `/studies/${study.slug}/fieldwork`;
    const agenda = (await supervisor.get(`${path}/appointments?day=2026-04-14`)).text;
    expect(agenda).toContain('18.30 C001 (vast, ouder)');
    expect(agenda).toContain('Geen afspraak is te laat.');
    expect((await supervisor.get(`${path}/appointments?day=2026-04-15`)).text).not.toContain('C001');
    expect((await interviewer.get('/fieldwork/appointments')).text).toContain('14-04-2026 18:30');

    const why = (await supervisor.get(`${path}/why?case=C001`)).text;
    expect(why).toContain('Nu niet: er is een vaste afspraak. Wel vanaf dinsdag 14 april 18.25 uur.');
    expect((await supervisor.get(`${path}/why?case=C999`)).status).toBe(404);

    app.setClock(addMinutes(at, 16));
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
});
