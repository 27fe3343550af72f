import { expect, it } from 'vitest';
import { createWebApp } from '../../../src/web/app.js';
import { createTestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { readShippedText } from '../../support/questionnaires.js';
import { expectValidHtml } from '../../support/valid-html.js';

describeOnEachDatabase('reading questionnaires', ({ openDatabase }) => {
  it('lists every version, with its languages', async () => {
    const app = createTestApplication(await openDatabase());
    const researcher = await signInAs(app, createWebApp(app), 'onderzoeker');
    const { text } = await researcher.get('/questionnaires');
    for (const { id } of app.questionnaires.list()) expect(text).toContain(`/questionnaires/${id}"`);
    await expectValidHtml(text);
  });

  it('shows every shipped version in each of its languages as valid pages', async () => {
    const app = createTestApplication(await openDatabase());
    const analyst = await signInAs(app, createWebApp(app), 'analist');
    for (const { id, languages } of app.questionnaires.list()) {
      for (const language of languages) {
        const { status, text } = await analyst.get(`/questionnaires/${id}?language=${language}`);
        expect(status).toBe(200);
        await expectValidHtml(text);
      }
    }
  });

  it('shows what parent and youth hear, the route in words, instructions, hidden codes and provenance', async () => {
    const app = createTestApplication(await openDatabase());
    const supervisor = await signInAs(app, createWebApp(app), 'veldwerkleider');
    const { text } = await supervisor.get('/questionnaires/ceo-jeugd-2016');
    expect(text).toContain('Bent u tevreden over die wachttijd?');
    expect(text).toContain('Ben je tevreden over die wachttijd?');
    expect(text).toContain('het antwoord op F1 is “ja”');
    expect(text).toContain('Niet voorlezen. Meer antwoorden mogelijk.');
    expect(text).toContain('97 niet van toepassing, 98 weet niet, 99 wil niet zeggen');
    expect(text).toContain('modelvragenlijst van de VNG');
    expect(text).not.toContain('Concept maken');
  });

  it('gives the file as it was written', async () => {
    const app = createTestApplication(await openDatabase());
    const analyst = await signInAs(app, createWebApp(app), 'analist');
    const answer = await analyst.get('/questionnaires/ceo-jeugd-2015/file');
    expect(answer.headers['content-disposition']).toContain('ceo-jeugd-2015.yaml');
    expect(answer.text).toBe(readShippedText('ceo-jeugd-2015.yaml'));
  });

  it('draws the route, with an arc from each question that decides to what depends on it', async () => {
    const app = createTestApplication(await openDatabase());
    const analyst = await signInAs(app, createWebApp(app), 'analist');
    for (const { id } of app.questionnaires.list()) {
      await expectValidHtml((await analyst.get(`/questionnaires/${id}/route`)).text);
    }
    const { text } = await analyst.get('/questionnaires/voorbeeld-engels/route');
    expect(text).toContain('alleen als het antwoord op V1 is “nee”');
    expect(text.match(/class="veldwerk-route__arc"/g)).toHaveLength(1);
  });

  it('compares two versions question by question', async () => {
    const app = createTestApplication(await openDatabase());
    const analyst = await signInAs(app, createWebApp(app), 'analist');
    await expectValidHtml((await analyst.get('/questionnaires/ceo-jeugd-2026/compare')).text);
    const { text } = await analyst.get('/questionnaires/ceo-jeugd-2026/compare?with=ceo-jeugd-2016');
    expect(text).toContain('niet aanwezig');
    expect(text).toContain('tekst (ouder / jongere)');
    await expectValidHtml(text);
    expect((await analyst.get('/questionnaires/ceo-jeugd-2026/compare?with=weg')).status).toBe(404);
  });

  it('answers 404 for a questionnaire that is not there', async () => {
    const app = createTestApplication(await openDatabase());
    const analyst = await signInAs(app, createWebApp(app), 'analist');
    expect((await analyst.get('/questionnaires/weg')).status).toBe(404);
  });
});
