import { expect, it } from 'vitest';
import { transaction } from '../../../src/database/database.js';
import { addMinutes, instant } from '../../../src/domain/calendar/instant.js';
import { createWebApp } from '../../../src/web/app.js';
import { createTestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { drawnStudy, type InventedCase, studyInFieldwork } from '../../support/fieldwork.js';
import { hiddenField } from '../../support/interview-form.js';
import { expectValidHtml } from '../../support/valid-html.js';

const EVENING = instant('2026-04-14T18:00:00+02:00');
const CASE = '/fieldwork/cases/C001';
const CHILD: InventedCase = { bornOn: '2012-05-01', firstName: 'Yaren' };

describeOnEachDatabase('the page of a case', ({ openDatabase }) => {
  it('tells everything that happened, and nothing about who the person is', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [CHILD]);
    app.setClock(EVENING);
    const web = createWebApp(app);
    const interviewer = await signInAs(app, web, 'enqueteur');
    await interviewer.post('/fieldwork/next', { study: study.slug });
    app.setClock(addMinutes(EVENING, 1));
    await interviewer.post(`${CASE}/call`);
    await interviewer.post(`${CASE}/consent`, { choice: 'permit' });
    await interviewer.post(`${CASE}/note`, { note: 'Belt liever na het eten.' });
    app.setClock(addMinutes(EVENING, 3));
    const form = await interviewer.get(CASE);
    await interviewer.post(`${CASE}/outcome`, {
      code: 'appointment_hard',
      attemptId: hiddenField(form.text, 'attemptId') ?? '',
      callId: hiddenField(form.text, 'callId') ?? '',
      date: '2026-04-16',
      time: '19:30',
      askFor: 'youth',
    });
    const leader = await signInAs(app, web, 'veldwerkleider');
    const page = await leader.get(`/studies/${study.slug}/cases/C001`);
    await expectValidHtml(page.text);
    const told = [
      'Casus terug in de wachtrij',
      'Uitkomst: Afspraak, vast',
      'Notitie voor de volgende enquêteur',
      'Toestemming van de ouder: vragen aan de jongere',
      'Gebeld, gevraagd naar de ouder',
      'Kreeg de casus',
      '2 telefoonnummers bekend',
      'Vrijgegeven voor het veldwerk',
    ];
    const places = told.map((text) => page.text.indexOf(text));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places).not.toContain(-1);
    expect(page.text).toContain('vaste afspraak op 16-04-2026 19:30 met de jongere');
    expect(page.text).toContain('Nu niet: er is een vaste afspraak.');
    expect(page.text).toContain('1 van hoogstens 7');
    for (const secret of ['Yaren', 'Verzonnen', '12 34', '2012', 'na het eten']) {
      expect(page.text).not.toContain(secret);
    }
  });

  it('says why a case is called now', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [CHILD]);
    app.setClock(EVENING);
    const leader = await signInAs(app, createWebApp(app), 'veldwerkleider');
    const page = await leader.get(`/studies/${study.slug}/cases/C001`);
    expect(page.text).toContain('Nu aan de beurt: deze casus is nog niet gebeld.');
  });

  it('leads to the other cases of the family by their numbers', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await drawnStudy(app, [CHILD, CHILD, CHILD]);
    await transaction(app.database, async (trx) => {
      await trx('vault_persons').where('person_number', '<', 3).update({ family_id: 'family' });
    });
    const leader = await signInAs(app, createWebApp(app), 'veldwerkleider');
    const page = await leader.get(`/studies/${study.slug}/cases/C001`);
    await expectValidHtml(page.text);
    expect(page.text).toContain(`href="/studies/${study.slug}/cases/C002"`);
    expect(page.text).not.toContain(`cases/C003`);
    expect(page.text).toContain('nog niet vrijgegeven');
  });

  it('does not exist for a case of another study, and not for an interviewer', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [CHILD]);
    const web = createWebApp(app);
    const leader = await signInAs(app, web, 'veldwerkleider');
    expect((await leader.get(`/studies/${study.slug}/cases/C999`)).status).toBe(404);
    expect((await leader.get(`/studies/nowhere/cases/C001`)).status).toBe(404);
    const interviewer = await signInAs(app, web, 'enqueteur');
    expect((await interviewer.get(`/studies/${study.slug}/cases/C001`)).status).toBe(403);
  });
});
