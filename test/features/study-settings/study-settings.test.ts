import { expect, it } from 'vitest';
import { instant } from '../../../src/domain/calendar/instant.js';
import { settingFields } from '../../../src/domain/study/setting-fields.js';
import { DEFAULT_STUDY_RULES } from '../../../src/domain/study/study-rules.js';
import { settingIsFixed } from '../../../src/domain/study/rule-changes.js';
import { getStudy, type Study } from '../../../src/features/studies/studies.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { createTestApplication, type TestApplication } from '../../support/application.js';
import { type BrowserSession, signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { studyInFieldwork } from '../../support/fieldwork.js';
import { makeStudy } from '../../support/frames.js';
import { hiddenField } from '../../support/interview-form.js';
import { expectValidHtml } from '../../support/valid-html.js';

/** What a browser sends when somebody changes some fields and leaves the others. */
async function form(
  session: BrowserSession,
  study: Study,
  changes: Record<string, string | string[]>,
): Promise<Record<string, string | string[]>> {
  const page = await session.get(`/studies/${study.slug}/settings`);
  const shown = settingFields(study.rules).filter(
    ({ setting }) => settingIsFixed(setting, study.status) === null,
  );
  const values = shown.map((field) => [field.name, [...field.show(study.rules)]] as const);
  return {
    version: hiddenField(page.text, 'version') ?? '',
    ...Object.fromEntries(values),
    ...changes,
  };
}

async function rulesOf(app: TestApplication, { slug }: Study) {
  return (await getStudy(app.database.read, slug)).rules;
}

describeOnEachDatabase('the settings of a study', ({ openDatabase }) => {
  it('show their default and its reason, and change for a researcher, with an entry in the log', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await makeStudy(app);
    const researcher = await signInAs(app, createWebApp(app), 'onderzoeker');
    const path = `/studies/${study.slug}/settings`;
    const page = await researcher.get(path);
    await expectValidHtml(page.text);
    expect(page.text).toContain('Jeugdwet art. 7.3.5');
    expect(page.text).toContain('Standaard: 16.');
    const fields = await form(researcher, study, {
      'consent-ownConsentFromAge': '17',
      'calling-hours-1': '10:00-20:30',
      'calling-dayParts-ochtend': '10:00-12:00',
      'calling-closedHolidays': ['new_year', 'good_friday'],
      'sampling-oneChildPerFamily': [],
    });
    // Monday is open from ten on, while the other days of the day-parts are not: then nothing is saved.
    const refused = await researcher.post(path, fields);
    expect(refused.status).toBe(422);
    await expectValidHtml(refused.text);
    expect(refused.text).toContain('value="17"');
    expect(await rulesOf(app, study)).toEqual(DEFAULT_STUDY_RULES);

    const right = { ...fields, 'calling-hours-1': '09:00-20:30' };
    expect((await researcher.post(path, right)).status).toBe(303);
    const rules = await rulesOf(app, study);
    expect(rules.consent.ownConsentFromAge).toBe(17);
    expect(rules.calling.closedHolidays).toEqual(['new_year', 'good_friday']);
    expect(rules.calling.dayParts[0]).toMatchObject({ fromMinute: 600, untilMinute: 720 });
    expect(rules.sampling.oneChildPerFamily).toBe(false);
    const log = await app.database
      .read('audit_log')
      .where({ action: 'study.set_rules' })
      .first<{ detail: string }>('detail');
    expect(JSON.parse(log.detail)).toMatchObject({ 'consent.ownConsentFromAge': '16 → 17' });
    // The same form once more was made for the rules before.
    expect((await researcher.post(path, right)).status).toBe(409);
  });

  it('refuse what the law or the scheduler cannot do, and keep what was typed', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await makeStudy(app);
    const researcher = await signInAs(app, createWebApp(app), 'onderzoeker');
    const path = `/studies/${study.slug}/settings`;
    for (const [name, text, message] of [
      ['consent-ownConsentFromAge', '14', 'Een jongere beslist vanaf 16 jaar zelf'],
      ['consent-parentOnlyBelowAge', '8', 'Een kind onder de 12 wordt nooit gebeld'],
      ['retention-contactMonths', '6', 'hoogstens 3 maanden'],
      ['disclosure-suppressBelowBase', '2', 'minder dan 5 personen'],
      ['calling-attemptsLimit', 'zeven', 'Vul een heel getal in.'],
      ['calling-dayParts-na_school', '15:00-17:15', 'eindigt op een heel of half uur'],
    ] as const) {
      const answer = await researcher.post(path, await form(researcher, study, { [name]: text }));
      expect({ name, status: answer.status }).toEqual({ name, status: 422 });
      expect(answer.text).toContain(message);
      expect(answer.text).toContain(`href="#${name}"`);
    }
    expect(await rulesOf(app, study)).toEqual(DEFAULT_STUDY_RULES);
  });

  it('refuse during fieldwork what is unsafe then, and plan open cases anew for what is not', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [{ bornOn: '2016-05-01' }]);
    const researcher = await signInAs(app, createWebApp(app), 'onderzoeker');
    const path = `/studies/${study.slug}/settings`;
    const page = await researcher.get(path);
    await expectValidHtml(page.text);
    expect(page.text).not.toContain('name="consent-ownConsentFromAge"');
    expect(page.text).toContain('gold voor deze leeftijdsgrens');
    for (const [name, text] of [
      ['consent-ownConsentFromAge', '18'],
      ['retention-interviewedYears', '5'],
      ['disclosure-protectBelowCount', '2'],
    ] as const) {
      const answer = await researcher.post(path, await form(researcher, study, { [name]: text }));
      expect({ name, status: answer.status }).toEqual({ name, status: 422 });
      expect(answer.text).toContain('Dit kan niet meer worden gewijzigd');
    }
    app.setClock(instant('2026-04-14T18:00:00+02:00'));
    const interviewer = await signInAs(app, createWebApp(app), 'enqueteur');
    await interviewer.post('/fieldwork/next', { study: study.slug });
    await interviewer.post('/fieldwork/cases/C001/call');
    const call = await interviewer.get('/fieldwork/cases/C001');
    await interviewer.post('/fieldwork/cases/C001/outcome', {
      code: 'no_answer',
      attemptId: hiddenField(call.text, 'attemptId') ?? '',
      callId: hiddenField(call.text, 'callId') ?? '',
    });
    expect(await app.database.read('cases').whereNotNull('due_at')).toHaveLength(1);
    const supervisor = await signInAs(app, createWebApp(app), 'onderzoeker');
    const changed = await form(supervisor, study, { 'calling-attemptsLimit': '1' });
    expect((await supervisor.post(path, changed)).status).toBe(303);
    expect(await app.database.read('cases').pluck('due_at')).toEqual([null]);
  });

  it('can be read by who follows the study, and changed by a researcher only', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const study = await makeStudy(app);
    const path = `/studies/${study.slug}/settings`;
    for (const role of ['veldwerkleider', 'analist'] as const) {
      const session = await signInAs(app, web, role);
      const page = await session.get(path);
      await expectValidHtml(page.text);
      expect(page.text).not.toContain('Instellingen bewaren');
      expect((await session.post(path, {})).status).toBe(403);
    }
    expect((await (await signInAs(app, web, 'enqueteur')).get(path)).status).toBe(403);
    expect(
      (await (await signInAs(app, web, 'onderzoeker')).get('/studies/nietbestaand/settings')).status,
    ).toBe(404);
  });

  it('name outcomes, leave them out and set their waits, from now on and with an entry in the log', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [{ bornOn: '2016-05-01' }]);
    app.setClock(instant('2026-04-14T18:00:00+02:00'));
    const web = createWebApp(app);
    const researcher = await signInAs(app, web, 'onderzoeker');
    const interviewer = await signInAs(app, web, 'enqueteur');
    const path = `/studies/${study.slug}/settings`;
    const page = await researcher.get(path);
    expect(page.text).toContain('Telt als AAPOR 2.22, groep NC');
    const twice = await researcher.post(
      path,
      await form(researcher, study, { 'outcomes-labels-busy': 'Geen gehoor' }),
    );
    expect(twice.status).toBe(422);
    expect(twice.text).toContain('Een andere uitkomst heet ook zo.');
    const changes = {
      'outcomes-labels-busy': 'In gesprek',
      'calling-delayMinutes-busy': '45',
      'outcomes-offered-voicemail': [],
      'outcomes-substatuses-refusal_hard': 'Geen tijd\n\n Geen vertrouwen in onderzoek ',
      // Refusing is always possible, whatever is sent.
      'outcomes-offered-refusal_hard': [],
    };
    expect((await researcher.post(path, await form(researcher, study, changes))).status).toBe(303);
    const rules = await rulesOf(app, study);
    expect(rules.outcomes).toEqual({
      labels: { busy: 'In gesprek' },
      notOffered: ['voicemail'],
      substatuses: { refusal_hard: ['Geen tijd', 'Geen vertrouwen in onderzoek'] },
    });
    const log = await app.database
      .read('audit_log')
      .where({ action: 'study.set_rules' })
      .first<{ detail: string } | undefined>('detail');
    expect(log?.detail).toContain('In gesprek');

    await interviewer.post('/fieldwork/next', { study: study.slug });
    await interviewer.post('/fieldwork/cases/C001/call');
    const call = await interviewer.get('/fieldwork/cases/C001');
    expect(call.text).toContain('In gesprek');
    expect(call.text).toContain('Weigering, hard');
    expect(call.text).not.toContain('Voicemail (niets inspreken)');
    const refusal = await interviewer.get('/fieldwork/cases/C001/outcome/refusal_hard');
    await expectValidHtml(refusal.text);
    expect(refusal.text).toContain('Geen vertrouwen in onderzoek');
    const recorded = (code: string, substatus = '') =>
      interviewer.post('/fieldwork/cases/C001/outcome', {
        code,
        substatus,
        attemptId: hiddenField(call.text, 'attemptId') ?? '',
        callId: hiddenField(call.text, 'callId') ?? '',
      });
    expect((await recorded('voicemail')).status).toBe(409);
    expect((await recorded('busy')).status).toBe(303);
    expect(await app.database.read('cases').pluck('due_at')).toEqual(['2026-04-14T16:45:00.000Z']);
    expect(await app.database.read('outcomes').pluck('code')).toEqual(['busy']);

    // Under an outcome the study has finer ones: of those one is kept, and no other words.
    expect((await interviewer.get('/fieldwork')).text).toContain('casus C001, In gesprek');
    const back = await interviewer.get('/fieldwork/last-outcome');
    expect(back.text).toContain('In gesprek');
    const outcomeId = hiddenField(back.text, 'outcomeId') ?? '';
    await interviewer.post('/fieldwork/last-outcome', { outcomeId, reason: 'Verkeerde knop.' });
    const unknown = await recorded('refusal_hard', 'Iets anders');
    expect(unknown.status).toBe(422);
    expect(unknown.text).toContain('Kies een regel uit de lijst.');
    expect((await recorded('refusal_hard', 'Geen tijd')).status).toBe(303);
    const leader = await signInAs(app, web, 'veldwerkleider');
    const history = await leader.get(`/studies/${study.slug}/cases/C001`);
    expect(history.text).toContain('Uitkomst: Weigering, hard (Geen tijd)');
    expect(history.text).toContain('Uitkomst: In gesprek');
    const report = await leader.get(`/studies/${study.slug}/response/daily/dagrapport.html`);
    expect(report.text).toMatch(/Weigering, hard: Geen tijd[^]*?>\s*1\s*</);
  });
});
