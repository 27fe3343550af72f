import { expect, it } from 'vitest';
import { addMinutes, instant } from '../../../src/domain/calendar/instant.js';
import { createTestApplication, type TestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { hiddenField } from '../../support/interview-form.js';
import { answerOn, CASE, EVENING, inConversation } from '../../support/interviews.js';
import { expectValidHtml } from '../../support/valid-html.js';

const THIRTEEN = { bornOn: '2012-10-01' };

async function spoken({ database }: TestApplication): Promise<unknown> {
  return database.read('consents').orderBy(['given_at', 'id']).select('subject', 'language', 'text_version');
}

describeOnEachDatabase('the language of a conversation', ({ openDatabase }) => {
  it('is from its beginning the one that the case waited for', async () => {
    const app = createTestApplication(await openDatabase());
    const { interviewer, web, slug } = await inConversation(app, THIRTEEN, []);
    const page = await interviewer.get(CASE);
    await interviewer.post(`${CASE}/outcome`, {
      code: 'language_barrier',
      attemptId: hiddenField(page.text, 'attemptId') ?? '',
      callId: hiddenField(page.text, 'callId') ?? '',
      language: 'tr',
    });
    app.setClock(instant('2026-04-15T18:00:00+02:00'));
    const elif = await signInAs(app, web, 'enqueteur');
    await app.database.write('user_languages').insert({ user_id: elif.user.id, language: 'tr' });
    await elif.post('/fieldwork/next', { study: slug });
    await elif.post(`${CASE}/call`);
    expect((await elif.get(CASE)).text).toContain('annesi, babası veya bakıcısı');
    await elif.post(`${CASE}/consent`, { choice: 'permit' });
    expect(await spoken(app)).toEqual([
      { subject: 'youth_participation', language: 'tr', text_version: '2026-2' },
    ]);
  });

  it('is recorded as it was spoken, with the words that were translated aloud', async () => {
    const app = createTestApplication(await openDatabase());
    const { interviewer } = await inConversation(app, THIRTEEN, []);
    const page = await interviewer.get(`${CASE}?identity=parent&language=ar`);
    await expectValidHtml(page.text);
    expect(page.text).toContain('Taal: Arabisch. Hiervoor is er geen tekst: vertaal deze woorden');
    expect(page.text).toContain('Mag ik uw kind vragen');
    expect(hiddenField(page.text, 'language')).toBe('ar');
    await interviewer.post(`${CASE}/consent`, { choice: 'instead', language: 'ar' });
    await interviewer.post(`${CASE}/interview`);
    app.setClock(addMinutes(EVENING, 5));
    const handover = await interviewer.get(`${CASE}/interview/handover`);
    await expectValidHtml(handover.text);
    expect(handover.text).toContain('vertaal deze woorden zo precies mogelijk');
    await interviewer.post(`${CASE}/interview/handover`, { answers: 'keep' });
    app.setClock(addMinutes(EVENING, 10));
    expect(await answerOn(interviewer)).toMatch(/end$/);
    const asked = { language: 'ar', text_version: 'nl 2026-3, mondeling vertaald' };
    const handedOver = { language: 'ar', text_version: 'nl overdracht-2026-1, mondeling vertaald' };
    const followUp = {
      language: 'ar',
      text_version: expect.stringMatching(/^ceo-jeugd-2016\/\w+, mondeling vertaald$/) as string,
    };
    expect(await spoken(app)).toEqual([
      { subject: 'youth_participation', ...asked },
      { subject: 'parent_instead', ...asked },
      { subject: 'youth_participation', ...handedOver },
      { subject: 'own_participation', ...handedOver },
      { subject: 'follow_up', ...followUp },
    ]);
  });
});

describeOnEachDatabase('a guardian', ({ openDatabase }) => {
  it('hears of the young person in guardianship, not of a child of their own', async () => {
    const app = createTestApplication(await openDatabase());
    const contacts = [{ kind: 'guardian', number: '+31612345678' }] as const;
    const ward = { ...THIRTEEN, measure: 'voogdij', contacts };
    const { interviewer } = await inConversation(app, ward, []);
    const asked = (await interviewer.get(`${CASE}?identity=guardian`)).text;
    expect(asked).toContain('Mag ik de jongere van wie u voogd bent vragen om mee te doen');
    await interviewer.post(`${CASE}/consent`, { choice: 'instead' });
    await interviewer.post(`${CASE}/interview`);
    const handover = (await interviewer.get(`${CASE}/interview/handover`)).text;
    expect(handover).toContain('de jongere van wie u voogd bent');
    expect(asked + handover).not.toContain('uw kind');
  });
});
