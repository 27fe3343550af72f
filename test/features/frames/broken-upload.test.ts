import http from 'node:http';
import { afterEach, expect, it, vi } from 'vitest';
import { createWebApp } from '../../../src/web/app.js';
import { serve } from '../../browser/support/serve.js';
import { createTestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { makeStudy } from '../../support/frames.js';

const ROWS = 'naam;voornaam;geboortedatum;postcode\n' + 'Vos;Sem;1-2-2012;3011AB\n'.repeat(40_000);

function field(name: string, value: string): string {
  return `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
}

function file(name: string, text: string): string {
  return `--x\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\n${text}\r\n`;
}

const endings: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

describeOnEachDatabase('a form with files that is not as it should be', ({ openDatabase }) => {
  async function start() {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const { cookie, csrfToken } = await signInAs(app, web, 'onderzoeker');
    const { slug } = await makeStudy(app);
    const server = await serve(web);
    endings.push(server.close);
    const headers = { cookie, 'content-type': 'multipart/form-data; boundary=x' };
    const request = () =>
      http.request(`${server.url}/studies/${slug}/frames/uploads`, { method: 'POST', headers });
    return { app, csrfToken, request };
  }

  it('leaves nothing behind when the connection breaks in the second file', async () => {
    const { app, csrfToken, request } = await start();
    const sending = request();
    sending.on('error', () => undefined);
    sending.write(
      field('_csrf', csrfToken) + file('een.csv', ROWS) + file('twee.csv', ROWS).slice(0, -90_000),
    );
    await vi.waitFor(
      async () => {
        expect(await app.database.read('vault_uploads').where({ status: 'waiting' })).toHaveLength(1);
      },
      { timeout: 20_000, interval: 50 },
    );
    sending.destroy();
    await vi.waitFor(
      async () => {
        expect(await app.database.read('vault_upload_pieces')).toEqual([]);
        expect(await app.database.read('vault_uploads')).toEqual([]);
      },
      { timeout: 20_000, interval: 50 },
    );
  });

  it.each([
    ['the token', (token: string) => file('een.csv', ROWS) + field('_csrf', token)],
    [
      'the domain',
      (token: string) => field('_csrf', token) + file('een.csv', ROWS) + field('domain', 'basishulp'),
    ],
  ])('is refused when %s comes behind the file', async (_what, body) => {
    const { app, csrfToken, request } = await start();
    const answer = await new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
      const sending = request();
      sending.on('error', reject);
      sending.on('response', (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
        response.on('end', () => {
          resolve({ status: response.statusCode, text });
        });
      });
      sending.end(`${body(csrfToken)}--x--\r\n`);
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('De velden van het formulier moeten vóór de bestanden komen.');
    expect(await app.database.read('vault_uploads')).toEqual([]);
  });
});
