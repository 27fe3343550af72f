import { expect, it } from 'vitest';
import { addMinutes, instant } from '../../../src/domain/calendar/instant.js';
import { addShifts } from '../../../src/features/interviewers/interviewers.service.js';
import { setTargets } from '../../../src/features/studies/studies.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { COMMAND, createTestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { type InventedCase, studyInFieldwork } from '../../support/fieldwork.js';
import { expectValidHtml } from '../../support/valid-html.js';
import { record, take } from '../../support/one-call.js';

const EVENING = instant('2026-04-14T18:00:00+02:00');
const CHILD: InventedCase = { bornOn: '2016-05-01', firstName: 'Evelien' };

describeOnEachDatabase('the live page', ({ openDatabase }) => {
  it('shows who does what since when, what was dialled and how far it is, without names of people', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [CHILD, CHILD, CHILD]);
    await setTargets(app, COMMAND, study.slug, { basishulp: 2 });
    app.setClock(EVENING);
    const web = createWebApp(app);
    const leader = await signInAs(app, web, 'veldwerkleider');
    const interviewer = await signInAs(app, web, 'enqueteur');
    const path = `/studies/${study.slug}/fieldwork`;
    expect((await leader.get(path)).text).toContain('Er is nu niemand aan het werk.');

    const first = await take(interviewer, study.slug);
    expect((await leader.get(path)).text).toContain('heeft casus voor zich');
    app.setClock(addMinutes(EVENING, 3));
    await interviewer.post(`${first}/call`);
    const calling = await leader.get(path);
    expect(calling.text).toContain('aan het bellen');
    expect(calling.text).toContain('Nog zonder uitkomst');
    await interviewer.post(`${first}/consent`, { choice: 'agree' });
    app.setClock(addMinutes(EVENING, 5));
    await interviewer.post(`${first}/interview`);
    const interviewing = await leader.get(path);
    expect(interviewing.text).toContain('in interview');
    expect(interviewing.text).toContain('18:05');
    const number = first.split('/').at(-1) ?? '';
    expect(interviewing.text).toContain(`href="/studies/${study.slug}/cases/${number}"`);

    const other = await signInAs(app, web, 'enqueteur');
    await record(other, await take(other, study.slug), 'no_answer');
    const page = await leader.get(path);
    await expectValidHtml(page.text);
    expect(page.text).toContain('Geen gehoor');
    expect(page.text).toMatch(/>\s*vrij\s*</);
    expect(page.text).toContain('0% van het doel');
    expect(page.text).not.toContain('Evelien');
    expect(page.text).not.toContain('Verzonnen');
    expect(page.text).not.toContain('+316');
  });

  it('sets interviews against a target of the whole only when each domain has a target', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [CHILD]);
    const leader = await signInAs(app, createWebApp(app), 'veldwerkleider');
    const path = `/studies/${study.slug}/fieldwork`;
    await setTargets(app, COMMAND, study.slug, { basishulp: 2 });
    const some = await leader.get(path);
    expect(some.text).toContain('nog geen doel voor elk domein');
    expect(some.text).toContain('Een totaal staat hier zodra elk domein een doel heeft');
    expect((await leader.get(`${path}/files/doelen.csv`)).text).not.toContain('Totaal');

    const every = Object.fromEntries(study.domains.map(({ code }) => [code, 2]));
    await setTargets(app, COMMAND, study.slug, every);
    expect((await leader.get(path)).text).toContain(`van ${String(2 * study.domains.length)} (0%)`);
    expect((await leader.get(`${path}/files/doelen.csv`)).text).toContain('Totaal');
  });

  it('knows who is on shift and waits', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [CHILD]);
    app.setClock(EVENING);
    const web = createWebApp(app);
    const leader = await signInAs(app, web, 'veldwerkleider');
    const { user } = await signInAs(app, web, 'enqueteur');
    const shift = { interviewerId: user.id, worksOn: '2026-04-14' as never };
    await addShifts(app, COMMAND, [{ ...shift, fromMinute: 16 * 60 + 30, untilMinute: 20 * 60 }]);
    const page = await leader.get(`/studies/${study.slug}/fieldwork`);
    expect(page.text).toMatch(/>\s*vrij\s*</);
    expect(page.text).toContain('16:30');
    app.setClock(instant('2026-04-14T20:00:00+02:00'));
    expect((await leader.get(`/studies/${study.slug}/fieldwork`)).text).toContain(
      'Er is nu niemand aan het werk.',
    );
  });

  it('counts as decisions the cases that its link leads to', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [CHILD, CHILD, CHILD]);
    app.setClock(EVENING);
    const web = createWebApp(app);
    const leader = await signInAs(app, web, 'veldwerkleider');
    const interviewer = await signInAs(app, web, 'enqueteur');
    const refused = await take(interviewer, study.slug);
    await record(interviewer, refused, 'refusal_soft');
    // Nobody speaks the language: the case waits, but not for a decision.
    await record(interviewer, await take(interviewer, study.slug), 'language_barrier', { language: 'ar' });
    const page = (await leader.get(`/studies/${study.slug}/fieldwork`)).text;
    expect(page).toContain('Wacht op een enquêteur die de taal spreekt.');
    const [, href = '', count] = /<a href="([^"]+)">Besluiten<\/a><\/dt>\s*<dd[^>]*>(\d+)</.exec(page) ?? [];
    expect(count).toBe('1');
    const listed = (await leader.get(href)).text;
    expect(listed).toContain('1 casus met deze keuze');
    expect(listed).toContain(refused.split('/').at(-1));
  });
});
