import request from 'supertest';
import { expect, it } from 'vitest';
import { createWebApp } from '../../src/web/app.js';
import { createTestApplication } from '../support/application.js';
import { type BrowserSession, signInAs } from '../support/browser-session.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { drawnStudy } from '../support/fieldwork.js';
import { expectValidHtml } from '../support/valid-html.js';

const FORM_OF_A_FILE = 'multipart/form-data; boundary=b';
const START_OF_A_FILE = [
  '--b',
  'Content-Disposition: form-data; name="files"; filename="a.csv"',
  'Content-Type: text/csv',
  '',
  'clientnummer;voor',
].join('\r\n');

describeOnEachDatabase('a request that is not as it should be', ({ openDatabase }) => {
  async function researcher(): Promise<{
    session: BrowserSession;
    web: ReturnType<typeof createWebApp>;
    path: string;
  }> {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const { slug } = await drawnStudy(app, []);
    const session = await signInAs(app, web, 'onderzoeker');
    return { session, web, path: `/studies/${slug}/responses/import` };
  }

  it('is refused when the form ends within a file, and the program goes on', async () => {
    const { session, web, path } = await researcher();
    for (const body of [START_OF_A_FILE, `${START_OF_A_FILE}\r\n--b`, 'no form at all']) {
      const refused = await request(web)
        .post(path)
        .set('Cookie', session.cookie)
        .set('Content-Type', FORM_OF_A_FILE)
        .send(body);
      expect({ body, status: refused.status }).toEqual({ body, status: 422 });
      expect(refused.text).toContain('niet heel aan');
    }
    expect((await session.get('/studies')).status).toBe(200);
  });

  it('is refused when the files of one form are too large together', async () => {
    const { session, web, path } = await researcher();
    const half = Buffer.alloc(51 * 1024 * 1024, 'x');
    const refused = await request(web)
      .post(path)
      .set('Cookie', session.cookie)
      .field('_csrf', session.csrfToken)
      .attach('files', half, 'a.csv')
      .attach('files', half, 'b.csv');
    expect(refused.status).toBe(413);
    expect(refused.text).toContain('te groot');
  });

  it('is refused when it brings more files than are read at once', async () => {
    const { session, web, path } = await researcher();
    const form = request(web).post(path).set('Cookie', session.cookie).field('_csrf', session.csrfToken);
    for (let number = 1; number <= 41; number += 1) {
      void form.attach('files', Buffer.from('a;b'), `${String(number)}.csv`);
    }
    const refused = await form;
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Kies hoogstens 40 bestanden tegelijk.');
  });

  it('gets the page for what is not there when its address is malformed', async () => {
    const { session } = await researcher();
    const refused = await session.get('/studies/%E0%A4%A/frames');
    expect(refused.status).toBe(404);
    expect(refused.text).toContain('Deze pagina bestaat niet');
  });

  it('is refused when a null character stands in it, which PostgreSQL cannot keep', async () => {
    const { session } = await researcher();
    expect((await session.get('/studies/a%00b')).status).toBe(404);
    expect((await session.get('/studies/a/tables?beside=a%00b')).status).toBe(404);
    const refused = await session.post('/studies/new', { name: 'CEO\0', reportYear: '2025' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('een teken dat niet te zien is');
  });

  it('gets a page that says what to do when the database cannot be reached', async () => {
    const database = await openDatabase();
    const read = (): never => {
      throw Object.assign(new Error('connect 192.0.2.7:5432'), { code: 'ECONNREFUSED' });
    };
    const web = createWebApp(createTestApplication({ ...database, read: read as never }));
    const answer = await request(web).get('/studies').set('Cookie', 'veldwerk_session=x');
    expect(answer.status).toBe(503);
    expect(answer.text).toContain('even niet bereikbaar');
    expect(answer.text).not.toContain('192.0.2.7');
    await expectValidHtml(answer.text);
  });
});
