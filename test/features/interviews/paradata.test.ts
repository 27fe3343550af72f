import { expect, it } from 'vitest';
import { listInterviewerFigures } from '../../../src/features/interviews/paradata.service.js';
import { getStudy } from '../../../src/features/studies/studies.service.js';
import { createTestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { answerOnPage } from '../../support/interview-form.js';
import { answerAfter, CASE, type Field, inConversation } from '../../support/interviews.js';

/** Holds the whole interview: ten seconds for each question, one for E1, 24 months at A3, "weet niet" at B1. */
async function holdInterview(field: Field): Promise<void> {
  const { interviewer } = field;
  await interviewer.post(`${CASE}/interview`);
  let at = `${CASE}/interview/S5`;
  while (!at.endsWith('/end')) {
    const code = at.split('/').at(-1);
    if (code === 'A3') {
      const page = await interviewer.get(at);
      const asked = await interviewer.post(at, { ...answerOnPage(page.text), answer: '24' });
      at =
        (await interviewer.post(at, { ...answerOnPage(asked.text), answer: '24' })).headers['location'] ?? '';
      continue;
    }
    at = await answerAfter(field, at, {
      seconds: code === 'E1' ? 1 : 10,
      ...(code === 'B1' ? { answer: 'h98' } : {}),
    });
  }
}

describeOnEachDatabase('what an interview leaves besides its answers', ({ openDatabase }) => {
  it('is counted per interviewer, without an answer', async () => {
    const field = await inConversation(createTestApplication(await openDatabase()));
    const { app, interviewer, slug } = field;
    await holdInterview(field);
    // Back to B2: once to look at it for four seconds, once to change it.
    await answerAfter(field, `${CASE}/interview/B2`, { seconds: 4 });
    await answerAfter(field, `${CASE}/interview/B2`, { seconds: 6, answer: '9' });
    const study = await getStudy(app.database.read, slug);
    expect(await listInterviewerFigures(app, study)).toEqual([]);

    await interviewer.post(`${CASE}/interview/complete`);
    const asked = (await app.database.read('answer_history').where({ change: 'given' })).length;
    const [own, ...others] = await listInterviewerFigures(app, study);
    expect(others).toEqual([]);
    // All but A3 (in no time) and E1 (in one second) took ten seconds, and B2 ten more.
    const seconds = (asked - 2) * 10 + 1 + 10;
    expect(own).toMatchObject({
      interviewerId: interviewer.user.id,
      interviews: 1,
      lengths: [seconds],
      medianSeconds: seconds,
      dontKnow: 1,
      refused: 0,
      notApplicable: 0,
      changed: 1,
      revisited: 1,
      overridden: 1,
      // E1 in less than it takes to say its words, and A3 at once.
      tooFast: 2,
    });
    // Of the questions K2 (kept with the contact data) and K3 (a text) have no answer here.
    expect(own?.answered).toBe(asked - 2);
    expect(own?.itemNonResponse).toBeCloseTo(1 / (asked - 2), 10);
  });

  it('counts a page that is sent twice as one visit', async () => {
    const field = await inConversation(createTestApplication(await openDatabase()));
    const { app, interviewer } = field;
    await interviewer.post(`${CASE}/interview`);
    await answerAfter(field, `${CASE}/interview/S5`, { seconds: 3 });
    const page = await interviewer.get(`${CASE}/interview/S5`);
    const same = answerOnPage(page.text);
    await Promise.all([
      interviewer.post(`${CASE}/interview/S5`, same),
      interviewer.post(`${CASE}/interview/S5`, same),
    ]);
    await interviewer.post(`${CASE}/interview/S5`, same);
    const history = app.database.read('answer_history').orderBy('sequence');
    expect(await history.pluck('change')).toEqual(['given', 'seen']);
  });

  it('does not make a page stale that was opened before a question was looked at again', async () => {
    const field = await inConversation(createTestApplication(await openDatabase()));
    const { interviewer } = field;
    await interviewer.post(`${CASE}/interview`);
    await answerAfter(field, `${CASE}/interview/S5`, { seconds: 3 });
    const openBefore = await interviewer.get(`${CASE}/interview/A1`);
    await answerAfter(field, `${CASE}/interview/S5`, { seconds: 3 });
    expect((await interviewer.post(`${CASE}/interview/A1`, answerOnPage(openBefore.text))).status).toBe(303);
  });

  it('says nothing of an interview that somebody else went on with', async () => {
    const field = await inConversation(createTestApplication(await openDatabase()));
    const { app, web, interviewer, slug } = field;
    await holdInterview(field);
    await interviewer.post(`${CASE}/interview/complete`);
    const other = await signInAs(app, web, 'enqueteur');
    const begun = app.database.read('case_events').where({ kind: 'interview_started' });
    const again = { ...(await begun.first<object>()), id: app.newId(), made_by: other.user.id };
    await app.database.write('case_events').insert(again);
    const study = await getStudy(app.database.read, slug);
    expect(await listInterviewerFigures(app, study)).toEqual([]);
  });
});
