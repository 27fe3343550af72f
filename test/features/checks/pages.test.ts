import { expect, it } from 'vitest';
import type { Seed } from '../../../src/domain/sampling/random.js';
import { drawStudySample } from '../../../src/features/samples/samples.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { COMMAND, createTestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { importExamples, makeStudy } from '../../support/frames.js';
import { expectValidHtml } from '../../support/valid-html.js';

describeOnEachDatabase('the pages of the check', ({ openDatabase }) => {
  it('start it, send a list, preview what came back, and carry it out', async () => {
    const app = createTestApplication(await openDatabase());
    const session = await signInAs(app, createWebApp(app), 'onderzoeker');
    const study = await makeStudy(app);
    const path = `/studies/${study.slug}/checks`;
    const before = await session.get(path);
    await expectValidHtml(before.text);
    expect(before.text).toContain('Er is nog geen steekproef');
    await importExamples(app, study, ['specialistisch/aanbieder-10.csv', 'specialistisch/aanbieder-12.csv']);
    const sizes = { specialistisch: 60 };
    await drawStudySample(app, COMMAND, study.slug, { seed: 42 as Seed, sizes, reason: null });
    const drawn = await session.get(path);
    await expectValidHtml(drawn.text);
    expect(drawn.text).toContain('Controle starten');
    expect((await session.post(`${path}/start`)).status).toBe(303);
    const page = await session.get(path);
    await expectValidHtml(page.text);
    const href = /href="([^"]+)">aanbieder-10</.exec(page.text)?.[1] ?? '';
    await expectValidHtml((await session.get(href)).text);
    const list = await session.post(`${href}/export`);
    expect(list.headers['content-type']).toContain('text/csv');
    const lines = list.text.replace('\uFEFF', '').trimEnd().split('\r\n');
    const upload = (rows: readonly string[]) =>
      session.upload(`${href}/preview`, {
        field: 'file',
        name: 'lijst.csv',
        bytes: Buffer.from(rows.join('\n')),
      });
    const bad = await upload([...lines, 'onbekend;Sem;Vos;2012;x;']);
    expect(bad.status).toBe(422);
    await expectValidHtml(bad.text);
    expect(bad.text).toContain(`regel ${String(lines.length + 1)}`);
    expect(bad.text).not.toContain('uitsluiten en gegevens wissen');
    const good = await upload(lines.map((line, place) => (place === 1 ? `${line}bezwaar` : line)));
    expect(good.status).toBe(200);
    await expectValidHtml(good.text);
    expect(good.text).toContain('1 cliënt uitsluiten en gegevens wissen');
    expect(await app.database.read('cases').where({ exclusion_reason: 'bezwaar' })).toEqual([]);
    const field = /name="(reason-\d{6})" value="bezwaar"/.exec(good.text)?.[1] ?? '';
    const done = await session.post(`${href}/marks`, { [field]: 'bezwaar' });
    expect(done.headers['location']).toBe(path);
    expect(await app.database.read('cases').where({ exclusion_reason: 'bezwaar' })).toHaveLength(1);
    const after = await session.get(path);
    await expectValidHtml(after.text);
    expect(after.text).toContain('1 cliënt is uitgesloten en de contactgegevens zijn gewist');
  });

  it('let the researcher fill in the list on the screen, and write that down', async () => {
    const app = createTestApplication(await openDatabase());
    const session = await signInAs(app, createWebApp(app), 'onderzoeker');
    const study = await makeStudy(app);
    await importExamples(app, study, ['specialistisch/aanbieder-12.csv']);
    const sizes = { specialistisch: 20 };
    await drawStudySample(app, COMMAND, study.slug, { seed: 42 as Seed, sizes, reason: null });
    const path = `/studies/${study.slug}/checks`;
    await session.post(`${path}/start`);
    const href = /href="([^"]+)">aanbieder-12</.exec((await session.get(path)).text)?.[1] ?? '';
    const page = await session.get(`${href}/clients`);
    await expectValidHtml(page.text);
    expect(await app.database.read('audit_log').where({ action: 'check.read' })).toHaveLength(1);
    const fields = [...page.text.matchAll(/name="(reason-\d{6})"/g)].map((match) => match[1] ?? '');
    const chosen = Object.fromEntries(fields.map((name, place) => [name, place < 2 ? 'overleden' : '']));
    await session.post(`${href}/marks`, chosen);
    expect(await app.database.read('cases').where({ exclusion_reason: 'overleden' })).toHaveLength(2);
    const wrong = await session.post(`${href}/marks`, { [fields[3] ?? '']: 'geen zin' });
    expect(wrong.status).toBe(422);
  });
});
