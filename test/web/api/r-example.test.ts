import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { createToken } from '../../../src/features/api-tokens/api-tokens.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { serve } from '../../browser/support/serve.js';
import { hasTool, temporaryFile } from '../../domain/export/tools.js';
import { createTestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { importPublishedStudies } from '../../support/published-studies.js';

const DOCUMENT = fileURLToPath(new URL('../../../docs/api.md', import.meta.url));

const hasR = hasTool('Rscript', 'het voorbeeld in R bij de API');

describeOnEachDatabase('the example in R', ({ openDatabase }) => {
  if (!hasR) return;
  it('prints the table, and the same percentages from the answers', async () => {
    const [, script = ''] = /```r\n([\s\S]+?)```/.exec(readFileSync(DOCUMENT, 'utf8')) ?? [];
    const app = createTestApplication(await openDatabase());
    await importPublishedStudies(app);
    const web = createWebApp(app);
    const { user } = await signInAs(app, web, 'analist');
    const actor = { kind: 'user', id: user.id, name: user.name, roles: user.roles, origin: null } as const;
    const token = await createToken(app, actor, { label: 'R', validDays: 30 });
    const served = await serve(web);
    try {
      const { stdout } = await promisify(execFile)('Rscript', [temporaryFile('example.R', script)], {
        env: { ...process.env, LC_ALL: 'C.UTF-8', VELDWERK_URL: served.url, VELDWERK_TOKEN: token },
      });
      const percentages = (stdout.trim().split('\n').at(-1) ?? '').trim().split(/\s+/).map(Number);
      // Table 15 of the published report: basishulp, JB/JR and specialistische hulp, in alphabetical order.
      expect(percentages.map(Math.round)).toEqual([84, 82, 82]);
    } finally {
      await served.close();
    }
  });
});
