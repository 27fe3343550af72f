import type { Response } from 'supertest';
import { expect, it } from 'vitest';
import { createWebApp } from '../../../src/web/app.js';
import { createTestApplication } from '../../support/application.js';
import { type BrowserSession, signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { expectValidHtml } from '../../support/valid-html.js';

const PARENT = { step: 'start', respondent: 'parent', age: '8', domain: 'basishulp', language: 'nl' };

/** The hidden fields of the page, as a browser sends them along. */
function carried({ text }: Response): Record<string, string> {
  const fields = [...text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)];
  return Object.fromEntries(
    fields.map(([, name = '', value = '']) => [
      name,
      value.replaceAll('&#34;', '"').replaceAll('&amp;', '&'),
    ]),
  );
}

function questionOf({ text }: Response): string | undefined {
  return /veldwerk-question__code">([^<]+)</.exec(text)?.[1];
}

async function answer(session: BrowserSession, page: Response, given: Record<string, string | string[]>) {
  return session.post('/questionnaires/ceo-jeugd-2016/try', { ...carried(page), step: 'next', ...given });
}

describeOnEachDatabase('trying a questionnaire', ({ openDatabase }) => {
  async function signedIn(): Promise<{ session: BrowserSession; rowCounts: () => Promise<unknown> }> {
    const app = createTestApplication(await openDatabase());
    const session = await signInAs(app, createWebApp(app), 'analist');
    const rowCounts = async (): Promise<unknown> =>
      Promise.all(
        ['responses', 'answers', 'answer_history', 'audit_log'].map((table) =>
          app.database.read(table).count({ rows: '*' }),
        ),
      );
    return { session, rowCounts };
  }

  it('goes through the whole list as a parent and stores nothing', async () => {
    const { session, rowCounts } = await signedIn();
    const before = await rowCounts();
    let page = await session.post('/questionnaires/ceo-jeugd-2016/try', PARENT);
    await expectValidHtml(page.text);
    const seen: string[] = [];
    while (!page.text.includes('Einde van de vragenlijst')) {
      seen.push(questionOf(page) ?? '');
      page = await answer(session, page, { answer: ['h99'] });
      if (page.status === 422) page = await answer(session, page, { answer: ['1'] });
      expect(seen.length).toBeLessThan(80);
    }
    expect(seen[0]).toBe('S5');
    expect(seen).toContain('B1');
    expect(seen).not.toContain('C1');
    expect(page.text).toContain('Dit gesprek telt als volledig. Er is niets bewaard.');
    await expectValidHtml(page.text);
    expect(await rowCounts()).toEqual(before);
  });

  it('goes back with what was answered, and tells which answers fall off', async () => {
    const { session } = await signedIn();
    let page = await session.post('/questionnaires/ceo-jeugd-2016/try', { ...PARENT, domain: 'jb_jr' });
    expect(questionOf(page)).toBe('S4');
    page = await answer(session, page, { answer: '1' });
    page = await answer(session, page, { answer: '1' });
    expect(questionOf(page)).toBe('A1');
    page = await answer(session, page, { answer: '2' });
    for (const expected of ['A1', 'S5', 'S4']) {
      page = await answer(session, page, { step: 'back' });
      expect(questionOf(page)).toBe(expected);
      expect(page.text).toContain(' checked>');
    }
    page = await answer(session, page, { answer: '2' });
    expect(page.text).toContain('Door dit antwoord vervalt het antwoord op A1.');
  });

  it('refuses what cannot be and asks about what is odd, with what was typed still there', async () => {
    const { session } = await signedIn();
    let page = await session.post('/questionnaires/ceo-jeugd-2016/try', PARENT);
    page = await answer(session, page, {});
    expect(page.status).toBe(422);
    expect(page.text).toContain('Er is nog geen antwoord gekozen.');
    for (const given of ['1', '1', '1']) page = await answer(session, page, { answer: given });
    expect(questionOf(page)).toBe('A3');
    page = await answer(session, page, { answer: '14' });
    expect(page.text).toContain('14 is ongewoon.');
    expect(page.text).toContain('value="14"');
    expect(questionOf(await answer(session, page, { answer: '14' }))).toBe('A4');
  });

  it('asks for an age that can be', async () => {
    const { session } = await signedIn();
    const page = await session.post('/questionnaires/ceo-jeugd-2016/try', { ...PARENT, age: '99' });
    expect(page.status).toBe(422);
    expect(page.text).toContain('Vul een leeftijd van 0 tot en met 23 in.');
    await expectValidHtml(page.text);
  });

  it('begins again when the answers were changed into something that they cannot be', async () => {
    const { session } = await signedIn();
    const page = await session.post('/questionnaires/ceo-jeugd-2016/try', {
      ...PARENT,
      step: 'next',
      question: 'S5',
      answers: '[{"questionId":"S5","item":"value","number":null,"text":null}]',
      answer: '1',
    });
    expect(page.status).toBe(200);
    expect(questionOf(page)).toBe('A1');
  });
});
