import { expect, it } from 'vitest';
import { instant } from '../../../src/domain/calendar/instant.js';
import { createWebApp } from '../../../src/web/app.js';
import { createTestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { studyInFieldwork } from '../../support/fieldwork.js';
import { hiddenField } from '../../support/interview-form.js';
import { expectValidHtml } from '../../support/valid-html.js';

const EVENING = instant('2026-04-14T18:00:00+02:00');
const VAULT = [
  'vault_persons',
  'vault_contacts',
  'vault_case_links',
  'vault_case_notes',
  'vault_care_records',
];

async function fieldwork(openDatabase: () => Promise<Parameters<typeof createTestApplication>[0]>) {
  const app = createTestApplication(await openDatabase());
  const study = await studyInFieldwork(app, [
    { bornOn: '2016-05-01' },
    {
      bornOn: '2008-05-01',
      contacts: [
        { kind: 'parent', number: null },
        { kind: 'youth', number: '+31687654321' },
      ],
    },
  ]);
  app.setClock(EVENING);
  const web = createWebApp(app);
  const researcher = await signInAs(app, web, 'onderzoeker', 'veldwerkleider', 'enqueteur');
  return { app, study, researcher, path: `/studies/${study.slug}` };
}

describeOnEachDatabase('closing a study', ({ openDatabase }) => {
  it('closes every open case, and then destroys who the people are and what ties them to their answers', async () => {
    const { app, study, researcher, path } = await fieldwork(openDatabase);
    await researcher.post('/fieldwork/next', { study: study.slug });
    const refused = await researcher.post(`${path}/retention/close`);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Een enquêteur heeft nog een casus in handen: C00');

    const decision = `${path}/cases/${/C00\d/.exec(refused.text)?.[0] ?? ''}/decision`;
    const seenAt = hiddenField((await researcher.get(decision)).text, 'seenAt') ?? '';
    await researcher.post(decision, { action: 'release', reason: 'Naar huis.', seenAt });
    await expectValidHtml((await researcher.get(`${path}/retention`)).text);
    expect((await researcher.post(`${path}/retention/close`)).status).toBe(303);
    expect((await researcher.get(`${path}/retention`)).text).toContain('2 open casussen zijn afgerond');
    expect(await app.database.read('cases').where({ rate_group: 'open' }).select()).toEqual([]);
    expect((await researcher.post('/fieldwork/next', { study: study.slug })).status).not.toBe(303);

    expect((await researcher.post(`${path}/retention/destroy`)).status).toBe(303);
    for (const table of VAULT) expect(await app.database.read(table).select()).toEqual([]);
    expect(await app.database.read('cases').select()).toHaveLength(2);
    expect((await researcher.post(`${path}/retention/destroy`)).status).toBe(409);
    const record = await app.database
      .read('audit_log')
      .where({ action: 'contact_data.destroy' })
      .first<{ detail: string }>();
    expect(JSON.parse(record.detail)).toEqual({
      persons: 2,
      numbers: 3,
      notes: 0,
      links: 2,
      concerns: 0,
      openConcerns: 0,
    });
    for (const page of [
      '',
      '/frames',
      '/samples',
      '/checks',
      '/fieldwork',
      '/response',
      '/tables',
      '/retention',
    ]) {
      expect({ page, status: (await researcher.get(`${path}${page}`)).status }).toEqual({
        page,
        status: 200,
      });
    }
  });

  it('takes a case out of the hands of an interviewer who left in the middle of a call', async () => {
    const { app, study, researcher, path } = await fieldwork(openDatabase);
    const started = await researcher.post('/fieldwork/next', { study: study.slug });
    const inHand = String(started.headers['location']);
    await researcher.post(`${inHand}/call`);
    app.setClock(instant('2026-04-14T19:30:00+02:00'));
    expect((await researcher.post(`${path}/retention/close`)).status).toBe(303);
    expect(await app.database.read('cases').whereNotNull('lease_interviewer_id').select()).toEqual([]);
    expect(await app.database.read('attempts').whereNull('ended_at').select()).toEqual([]);
    expect((await researcher.get(inHand)).status).toBe(409);
    expect((await researcher.get('/fieldwork')).text).not.toContain('Verder met casus');
  });

  it('does not destroy anything while the fieldwork goes on', async () => {
    const { app, researcher, path } = await fieldwork(openDatabase);
    const refused = await researcher.post(`${path}/retention/destroy`);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('het onderzoek is in veldwerk');
    expect(await app.database.read('vault_persons').select()).toHaveLength(2);
  });
});
