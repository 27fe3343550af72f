import { expect, it } from 'vitest';
import { createWebApp } from '../../../src/web/app.js';
import { createTestApplication } from '../../support/application.js';
import { type BrowserSession, signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { studyWithWords } from '../../support/open-answers.js';
import { expectValidHtml } from '../../support/valid-html.js';

const PEOPLE = [{ content: 'Ze luistert goed' }, { content: 'Het begon snel' }, { content: 'Weet veel' }];

const shownIn = (page: string): string => /name="shown" value="([^"]*)"/.exec(page)?.[1] ?? '';
const versionIn = (page: string): string => /name="version" value="(\d+)"/.exec(page)?.[1] ?? '';

describeOnEachDatabase('the pages of coding', ({ openDatabase }) => {
  async function start() {
    const app = createTestApplication(await openDatabase());
    const slug = await studyWithWords(app, PEOPLE);
    const web = createWebApp(app);
    const analyst = await signInAs(app, web, 'analist');
    const path = `/studies/${slug}/coding`;
    await analyst.post(`${path}/B3/frame/make`);
    return { app, web, analyst, path };
  }

  async function begin(session: BrowserSession, path: string): Promise<string> {
    const started = await session.post(`${path}/B3/start`);
    return (await session.get(started.headers['location'] ?? '')).headers['location'] ?? '';
  }

  it('lead from the answer that is coded to the next, and back', async () => {
    const { analyst, path } = await start();
    const frame = await analyst.get(`${path}/B3/frame`);
    await analyst.post(`${path}/B3/frame/share`, { version: versionIn(frame.text), percent: '0' });
    let at = await begin(analyst, path);
    const seen: string[] = [];
    for (const codes of ['1', '5 3', '1?']) {
      const page = await analyst.get(at);
      await expectValidHtml(page.text);
      seen.push(at);
      const sent = await analyst.post(at, { codes, shown: shownIn(page.text) });
      expect(sent.status).toBe(303);
      at = sent.headers['location'] ?? '';
    }
    expect(new Set(seen).size).toBe(3);
    const overview = await analyst.get(at);
    expect(overview.text).toContain('2 van 3 antwoorden');
    expect(overview.text).toContain('1 wachten op een beslissing');
    await expectValidHtml(overview.text);
    const again = await analyst.get(seen[1] ?? '');
    expect(again.text).toContain('value="3 5"');
    expect(again.text).toContain('Terug naar het vorige');
    expect((await analyst.post(`${seen[1] ?? ''}/undo`)).status).toBe(303);
    expect((await analyst.get(seen[1] ?? '')).text).not.toContain('value="3 5"');
  });

  it('keep what was typed when it is wrong, and refuse a page that is out of date', async () => {
    const { analyst, path } = await start();
    const at = await begin(analyst, path);
    const wrong = await analyst.post(at, { codes: '1 44', shown: '' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Code 44 is er niet');
    expect(wrong.text).toContain('value="1 44"');
    await expectValidHtml(wrong.text);
    expect((await analyst.post(at, { codes: '1', shown: '' })).status).toBe(303);
    const stale = await analyst.post(at, { codes: '2', shown: '' });
    expect(stale.headers['location']).toBe(at);
    const shown = await analyst.get(at);
    expect(shown.text).toContain('intussen in een ander venster');
    expect(shown.text).toContain('value="1"');
  });

  it('show a second coder nothing of the first, and nobody who said it', async () => {
    const { app, web, analyst, path } = await start();
    const frame = await analyst.get(`${path}/B3/frame`);
    await analyst.post(`${path}/B3/frame/share`, { version: versionIn(frame.text), percent: '100' });
    const at = await begin(analyst, path);
    await analyst.post(at, { codes: '7', shown: '' });
    const second = await signInAs(app, web, 'analist');
    const page = await second.get(at);
    expect(page.status).toBe(200);
    expect(page.text).toContain('name="shown" value=""');
    expect(page.text).not.toContain('value="7"');
    const responses = await app.database.read('responses').pluck<string[]>('id');
    for (const id of responses) expect(page.text).not.toContain(id);
    expect((await second.post(at, { codes: '8', shown: '' })).status).toBe(303);

    const decide = (await analyst.get(`${path}/B3/decide`)).headers['location'] ?? '';
    const differing = await analyst.get(decide);
    expect(differing.text).toContain('Eerste codeur: 7');
    expect(differing.text).toContain('Tweede codeur: 8');
    await expectValidHtml(differing.text);
    expect((await analyst.post(decide, { codes: '8', shown: shownIn(differing.text) })).status).toBe(303);
    const agreement = await analyst.get(`${path}/B3/agreement`);
    expect(agreement.text).toContain('Krippendorffs alfa');
    await expectValidHtml(agreement.text);
  });

  it('change the frame, keep what was typed when it cannot be, and tell what changed', async () => {
    const { analyst, path } = await start();
    const frame = await analyst.get(`${path}/B3/frame`);
    await expectValidHtml(frame.text);
    const version = versionIn(frame.text);
    const twice = await analyst.post(`${path}/B3/frame/add`, {
      version,
      label: 'Snelle start',
      definition: 'vlot',
    });
    expect(twice.status).toBe(422);
    expect(twice.text).toContain('Er is al een code met deze naam');
    expect(twice.text).toContain('value="vlot"');
    expect((await analyst.post(`${path}/B3/frame/add`, { version, label: 'Belt terug' })).status).toBe(303);
    const stale = await analyst.post(`${path}/B3/frame/add`, { version, label: 'Nog een' });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('value="Nog een"');
    const code = await analyst.get(`${path}/B3/frame/codes/11`);
    await expectValidHtml(code.text);
    const merged = await analyst.post(`${path}/B3/frame/codes/11/merge`, {
      version: versionIn(code.text),
      into: '1',
    });
    expect(merged.status).toBe(303);
    expect((await analyst.get(`${path}/B3/frame`)).text).toContain('Samengevoegd: 11 Belt terug is nu 1');
    expect((await analyst.get(`${path}/B3/frame/codes/11`)).status).toBe(404);
  });

  it('find no answer of another question or study, and no question without words', async () => {
    const { app, analyst, path } = await start();
    const at = await begin(analyst, path);
    await studyWithWords(app, [{ content: 'x' }], 2017);
    await analyst.post('/studies/woorden-2017/coding/B3/frame/make');
    const id = at.split('/').at(-1) ?? '';
    const elsewhere = await analyst.get(`/studies/woorden-2017/coding/B3/answers/${id}`);
    expect(elsewhere.headers['location']).toBe('/studies/woorden-2017/coding');
    expect((await analyst.get(`${path}/B1/next`)).status).toBe(404);
  });
});
