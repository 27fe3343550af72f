import { expect, it } from 'vitest';
import { importDelivery } from '../../../src/features/frames/frames.service.js';
import type { Study } from '../../../src/features/studies/studies.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { COMMAND, createTestApplication, type TestApplication } from '../../support/application.js';
import { type BrowserSession, signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { makeStudy } from '../../support/frames.js';
import { expectValidHtml } from '../../support/valid-html.js';

const ROWS = [
  'clientnummer;voornaam;achternaam;geboortedatum;postcode;telefoon_ouder',
  '1;Sem;Vos;01-02-2012;3011AA;0612345678',
  '2;Sanne;Vos;01-02-2012;3011AA;0612345678',
  '3;Saar;Vos;01-02-2012;3011AA;0612345678',
];

async function researcherWithTriplets(
  app: TestApplication,
): Promise<{ session: BrowserSession; study: Study }> {
  const session = await signInAs(app, createWebApp(app), 'onderzoeker');
  const study = await makeStudy(app);
  const bytes = Buffer.from(ROWS.join('\n'));
  await importDelivery(app, COMMAND, study, {
    name: 'a.csv',
    bytes,
    domain: 'basishulp',
    organisation: 'Team',
  });
  return { session, study };
}

function linksTo(html: string, path: string): string[] {
  return [...html.matchAll(/href="([^"]+)"/g)]
    .map((match) => match[1] ?? '')
    .filter((href) => href.startsWith(`${path}/`));
}

describeOnEachDatabase('the pages of persons who may be one', ({ openDatabase }) => {
  it('go from the list to a pair, and from each decision to the next, with a way back', async () => {
    const app = createTestApplication(await openDatabase());
    const { session, study } = await researcherWithTriplets(app);
    const path = `/studies/${study.slug}/frames/matches`;
    const list = await session.get(path);
    await expectValidHtml(list.text);
    expect(list.text).not.toMatch(/Vos|Sanne|3011|2012/);
    const [first = ''] = linksTo(list.text, path);
    const pair = await session.get(first);
    await expectValidHtml(pair.text);
    expect(pair.text).toContain('Sanne');
    expect(pair.headers['cache-control']).toContain('no-store');

    const decided = await session.post(`${first}/decide`, { decision: 'same', kind: '' });
    expect(decided.status).toBe(303);
    const next = String(decided.headers['location']);
    expect(next).not.toContain(first);
    const nextPage = await session.get(next);
    await expectValidHtml(nextPage.text);
    expect(nextPage.text).toContain('Net besloten: Cliënt 1 en 2: zelfde persoon.');

    const undone = await session.post(`${first}/undo`);
    expect([undone.status, undone.headers['location']]).toEqual([303, first]);
    expect((await session.get(first)).text).toContain('Het besluit is ongedaan gemaakt.');
  });

  it('refuse a decision that earlier ones contradict, and say which', async () => {
    const app = createTestApplication(await openDatabase());
    const { session, study } = await researcherWithTriplets(app);
    const path = `/studies/${study.slug}/frames/matches`;
    const pairs = [...new Set(linksTo((await session.get(path)).text, path))];
    expect(pairs).toHaveLength(3);
    const [oneTwo = '', oneThree = '', twoThree = ''] = pairs;
    await session.post(`${oneTwo}/decide`, { decision: 'same' });
    await session.post(`${oneThree}/decide`, { decision: 'different' });
    const refused = await session.post(`${twoThree}/decide`, { decision: 'same' });
    expect(refused.status).toBe(422);
    await expectValidHtml(refused.text);
    expect(refused.text).toContain('Dit besluit past niet bij eerdere besluiten');
    expect(refused.text).toContain('cliënt 1 en cliënt 2: zelfde persoon');
    expect(refused.text).toContain('cliënt 1 en cliënt 3: twee personen');
    const last = await session.post(`${twoThree}/decide`, { decision: 'different' });
    expect(last.headers['location']).toBe(`${path}?state=decided`);
    const done = await session.get(`${path}?state=decided`);
    expect(done.text).toContain('Over alle paren is besloten.');
    expect(done.text).toContain('twee personen');
  });

  it('are something to do before the draw on the page of the study, until somebody decided', async () => {
    const app = createTestApplication(await openDatabase());
    const { session, study } = await researcherWithTriplets(app);
    const overview = await session.get(`/studies/${study.slug}`);
    await expectValidHtml(overview.text);
    expect(overview.text).toContain('Beslis nog over 3 paren cliënten');
    expect(overview.text).toContain('telt dan als twee personen');
    const draw = await session.get(`/studies/${study.slug}/samples`);
    expect(draw.text).toContain('Over 3 paren cliënten is niet besloten');
    const path = `/studies/${study.slug}/frames/matches`;
    for (const pair of new Set(linksTo((await session.get(path)).text, path))) {
      await session.post(`${pair}/decide`, { decision: 'different' });
    }
    expect((await session.get(`/studies/${study.slug}`)).text).not.toContain('Beslis nog over');
  });

  it('are for one pair, and say so when it is gone or nothing was chosen', async () => {
    const app = createTestApplication(await openDatabase());
    const { session, study } = await researcherWithTriplets(app);
    const path = `/studies/${study.slug}/frames/matches`;
    expect((await session.get(`${path}/${'0'.repeat(32)}`)).status).toBe(404);
    const [first = ''] = linksTo((await session.get(path)).text, path);
    const nothing = await session.post(`${first}/decide`, { decision: 'maybe' });
    expect([nothing.status, nothing.headers['location']]).toEqual([303, first]);
    expect(await app.database.read('vault_match_decisions')).toHaveLength(0);
  });
});
