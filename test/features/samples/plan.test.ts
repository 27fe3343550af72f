import { expect, it } from 'vitest';
import { planStudySample } from '../../../src/features/samples/sample-plan.service.js';
import { readPlan } from '../../../src/features/samples/plan.forms.js';
import { getStudy, type Study } from '../../../src/features/studies/studies.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { createTestApplication, type TestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { importExamples, makeStudy } from '../../support/frames.js';
import { importPublishedStudies } from '../../support/published-studies.js';
import { expectValidHtml } from '../../support/valid-html.js';

const ONE_FILE = ['specialistisch/aanbieder-12.csv'];
const TWO_FILES = [...ONE_FILE, 'jb-jr/jbrr-2025.csv'];

const NONSENSE: readonly (readonly [string, string])[] = [
  ['rule=magic', 'Kies een verdeling.'],
  ['rule=equal&total=-5', 'Vul een heel aantal in van 0 tot en met 1.000.000.'],
  ['rule=equal&total=1e9', 'Vul een heel aantal in van 0 tot en met 1.000.000.'],
  ['rule=equal&total=0', 'Vul een aantal in van 1 of meer.'],
  ['rule=margin&margin=NaN', 'Vul een percentage in van 0,5 tot en met 50.'],
  ['rule=difference&p1=60&p2=60', 'Kies een ander percentage dan nu verwacht.'],
  ['rule=power&power=1,5', 'Vul een getal in van 0 tot en met 1.'],
  ['confidence=100', 'Vul een percentage in van 50 tot en met 99,9.'],
  ['response-specialistisch=0', 'Vul een percentage in van 1 tot en met 100. Of laat het leeg.'],
  ['rule=neyman', 'Vul de standaarddeviatie voor Specialistische hulp in'],
  ['rule=power&deviation-specialistisch=0,4&mean-specialistisch=0', 'Vul een gemiddelde boven 0 in'],
  ['total=5&total=x', 'Vul een heel aantal in van 0 tot en met 1.000.000.'],
  [`reason=${'x'.repeat(301)}`, 'Maak dit korter.'],
];

async function planned(app: TestApplication, study: Study, fields: Readonly<Record<string, string>>) {
  const fresh = await getStudy(app.database.read, study.slug);
  const read = readPlan(fresh.domains, fields);
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return planStudySample(app, fresh, read.values);
}

async function madePlan(app: TestApplication, study: Study, fields: Readonly<Record<string, string>>) {
  const outcome = await planned(app, study, fields);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors));
  return outcome.plan;
}

describeOnEachDatabase('planning a sample', ({ openDatabase }) => {
  it('says what to do first when nobody can be drawn', async () => {
    const app = createTestApplication(await openDatabase());
    const session = await signInAs(app, createWebApp(app), 'onderzoeker');
    const { slug } = await makeStudy(app);
    const page = await session.get(`/studies/${slug}/samples/plan`);
    expect(page.status).toBe(200);
    await expectValidHtml(page.text);
    expect(page.text).toContain('Er is nog niemand om te trekken');
  });

  it('shows what the settings come to, keeps them, and takes them along to the draw', async () => {
    const app = createTestApplication(await openDatabase());
    const session = await signInAs(app, createWebApp(app), 'onderzoeker');
    const study = await makeStudy(app);
    await importExamples(app, study, ONE_FILE);
    const path = `/studies/${study.slug}/samples/plan`;
    const query = 'rule=fixed&counts=drawn&fixed-specialistisch=40&exclusion-specialistisch=10';
    const unexplained = await session.get(`${path}?${query}`);
    await expectValidHtml(unexplained.text);
    expect(unexplained.text).toContain('Schrijf op waar de ingevulde percentages vandaan komen.');
    const page = await session.get(`${path}?${query}&response-specialistisch=50&reason=Eigen+proef`);
    await expectValidHtml(page.text);
    // 40 drawn, a tenth excluded, half of the others interviewed.
    expect(page.text).toContain('Trek 40 cliënten: naar verwachting 18 interviews');
    expect(page.text).toContain('Ingevulde percentages: Eigen proef');
    expect(page.text).toMatch(
      /id="fixed-specialistisch"[^>]*value="40"|value="40"[^>]*id="fixed-specialistisch"/,
    );
    expect(page.text).toContain(`/studies/${study.slug}/samples?plan=rule%3Dfixed`);
  });

  it('with nonsense says what to mend, and loses nothing', async () => {
    const app = createTestApplication(await openDatabase());
    const session = await signInAs(app, createWebApp(app), 'onderzoeker');
    const study = await makeStudy(app);
    await importExamples(app, study, ONE_FILE);
    for (const [query, message] of NONSENSE) {
      const page = await session.get(`/studies/${study.slug}/samples/plan?${query}`);
      expect([query, page.status]).toEqual([query, 200]);
      expect(page.text).toContain(message);
      expect(page.text).toContain('Met deze instellingen is er nog geen uitkomst.');
    }
  });

  it('gives no margin that is wider than a percentage can be', async () => {
    const app = createTestApplication(await openDatabase());
    const session = await signInAs(app, createWebApp(app), 'onderzoeker');
    const study = await makeStudy(app);
    await importExamples(app, study, ONE_FILE);
    const page = await session.get(`/studies/${study.slug}/samples/plan?counts=drawn&total=2`);
    // Of one or two interviews the half width of the interval is 0,98/√n: some 70 points or more.
    expect(page.text).toContain('een foutmarge van boven 50 procentpunt in totaal');
  });

  it('takes deviations from a question of an earlier year, and compares with its interviews', async () => {
    const app = createTestApplication(await openDatabase());
    await importPublishedStudies(app);
    const study = await makeStudy(app);
    await importExamples(app, study, TWO_FILES);
    const outcome = await planned(app, study, { rule: 'neyman', question: 'A2:1', total: '100' });
    // Question A2 was not asked in JB/JR: there somebody has to say how much answers differ.
    expect(outcome).toMatchObject({ ok: false, errors: { 'deviation-jb_jr': expect.any(String) as string } });
    const typed = { rule: 'neyman', question: 'A2:1', total: '100', 'deviation-jb_jr': '0,5' };
    const { assumptions, basis, plan } = await madePlan(app, study, typed);
    const spread = basis.questions.find(({ key }) => key === 'A2:1')?.spread['specialistisch'];
    if (spread === undefined) throw new Error('the question has no spread');
    // The deviation of a share: √(p(1 − p)·n/(n − 1)), of which n is at least 2.
    const { mean, deviation } = spread;
    expect(deviation).toBeGreaterThan(Math.sqrt(mean * (1 - mean)));
    expect(deviation).toBeLessThan(Math.sqrt(mean * (1 - mean) * 2));
    expect(assumptions).toMatchObject({ specialistisch: { deviation }, jb_jr: { deviation: 0.5 } });
    expect(basis.earlier?.slug).toBe('ceo-2016');
    expect(basis.domains).toMatchObject({
      specialistisch: { lastYear: { interviews: 257, frameSize: null } },
    });
    expect(plan.total.detectable).toBeGreaterThan(0);
    const alone = await madePlan(app, study, { earlier: '' });
    expect([alone.basis.earlier, alone.plan.total.detectable]).toEqual([null, null]);
  });

  it('makes segments strata, with their smallest numbers, that add up to the frame', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await makeStudy(app);
    await importExamples(app, study, TWO_FILES);
    const { plan, sizes } = await madePlan(app, study, {
      rule: 'fixed',
      counts: 'drawn',
      substrata: 'yes',
      'fixed-specialistisch': '30',
      'fixed-jb_jr': '10',
      'minimum-specialistisch-jeugd_met_beperking': '4',
    });
    const specialist = plan.domains.find(({ code }) => code === 'specialistisch');
    const persons: { count: number | string }[] = await app.database
      .read('vault_persons')
      .join('domains', 'domains.id', 'vault_persons.domain_id')
      .where('domains.code', 'specialistisch')
      .whereNull('merged_into_id')
      .count({ count: '*' });
    expect(specialist?.frameSize).toBe(Number(persons[0]?.count));
    const drawn = Object.entries(sizes).filter(([stratum]) => stratum.startsWith('specialistisch/'));
    expect(drawn.map(([stratum]) => stratum)).toEqual([
      'specialistisch/jeugd_ggz',
      'specialistisch/jeugd_en_opvoedhulp',
      'specialistisch/jeugd_met_beperking',
      'specialistisch/',
    ]);
    expect(drawn.reduce((sum, [, size]) => sum + size, 0)).toBe(30);
    const small = specialist?.parts.find(({ segment }) => segment === 'jeugd_met_beperking');
    expect(small?.drawn).toBe(Math.max(4, small?.drawn ?? 0));
    expect(sizes['jb_jr']).toBe(10);
  });

  it('is not for supervisors, interviewers or analysts', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const { slug } = await makeStudy(app);
    for (const role of ['veldwerkleider', 'enqueteur', 'analist'] as const) {
      const session = await signInAs(app, web, role);
      expect((await session.get(`/studies/${slug}/samples/plan`)).status).toBe(403);
    }
  });
});
