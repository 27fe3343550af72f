import { expect, it } from 'vitest';
import type { Application } from '../../../src/application.js';
import { breakDownResponse } from '../../../src/features/response-rates/breakdown.service.js';
import { breakdownJson } from '../../../src/features/response-rates/response-json.js';
import { responseOfStudy } from '../../../src/features/response-rates/response-rates.service.js';
import { createStudy, type Study } from '../../../src/features/studies/studies.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { COMMAND, createTestApplication, FROZEN_NOON } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { expectValidHtml } from '../../support/valid-html.js';

const VIEW = { slug: 'ceo-2025', by: 'domain', domain: null } as const;

/** Cases by domain and group: all released and called, unless the group says otherwise. */
const CASES = {
  basishulp: { I: 256, R: 60, NC: 40 },
  specialistisch: { I: 257, P: 3, R: 100, NC: 20, O: 10, UO: 4, open: 1 },
  jb_jr: { I: 101, R: 30, NC: 4, excluded: 12, withdrawn: 2 },
} as const;

async function studyWithCases(app: Application): Promise<Study> {
  const study = await createStudy(app, COMMAND, {
    name: 'CEO 2025',
    slug: 'ceo-2025',
    reportYear: 2025,
    questionnaireId: 'ceo-jeugd-2016',
    isPractice: false,
    fieldworkStartsOn: null,
    fieldworkEndsOn: null,
  });
  await app.database.write('draws').insert({
    id: 'draw',
    study_id: study.id,
    is_current: 1,
    seed: '42',
    algorithm: 'test',
    frame_hash: 'test',
    settings: '{}',
    drawn_at: FROZEN_NOON,
  });
  const groups = study.domains.flatMap(({ id, code }) =>
    Object.entries(CASES[code as keyof typeof CASES]).flatMap(([group, count]) =>
      Array.from({ length: count }, () => ({
        domain_id: id,
        rate_group: group,
        released_at: FROZEN_NOON,
        attempt_count: 2,
      })),
    ),
  );
  const [first] = study.domains;
  const fresh = Array.from({ length: 5 }, () => ({
    domain_id: first?.id,
    rate_group: 'open',
    released_at: FROZEN_NOON,
    attempt_count: 0,
  }));
  const reserve = Array.from({ length: 40 }, () => ({
    domain_id: first?.id,
    rate_group: 'open',
    released_at: null,
    attempt_count: 0,
  }));
  // The organisations said of these that they had no help in the year: one of them in a replicate kept back.
  const checked = [1, 1, 1, 2].map((replicate) => ({
    domain_id: first?.id,
    rate_group: 'NE',
    released_at: null,
    attempt_count: 0,
    replicate,
  }));
  const rows = [...groups, ...fresh, ...reserve, ...checked].map((row, at) => ({
    replicate: 1,
    ...row,
    id: `case-${String(at)}`,
    case_number: String(at),
    study_id: study.id,
    draw_id: 'draw',
    inclusion_probability: 0.1,
    design_weight: 10,
    status: 'fresh',
  }));
  for (let start = 0; start < rows.length; start += 200) {
    await app.database.write('cases').insert(rows.slice(start, start + 200));
  }
  return study;
}

describeOnEachDatabase('the response of a study', ({ openDatabase }) => {
  it('counts cases per group and domain, whom organisations found not eligible among them, and gives the own rate of the report: 72%, 65%, 75%, 69%', async () => {
    const app = createTestApplication(await openDatabase());
    await studyWithCases(app);
    const json = breakdownJson(await breakDownResponse(app, VIEW));
    expect(json.total).toMatchObject({ approached: 886, interviews: 614, unreleased: 41, released: 891 });
    expect(json.total.counts).toEqual({
      I: 614,
      P: 3,
      R: 190,
      NC: 64,
      O: 10,
      UH: 0,
      UO: 4,
      NE: 3,
      excluded: 12,
      withdrawn: 2,
      open: 6,
    });
    expect(json.total.municipal_rate).toBeCloseTo(614 / 886, 12);
    expect(json.total.rates.RR1).toBeCloseTo(614 / 885, 12);
    expect(json.per_domain?.['basishulp']).toMatchObject({ approached: 356, interviews: 256 });
    expect(json.per_domain?.['specialistisch']?.municipal_rate).toBeCloseTo(257 / 395, 12);
    expect(json.per_domain?.['jb_jr']).toMatchObject({ approached: 135 });
  });

  it('adds up: the domains together are the total', async () => {
    const app = createTestApplication(await openDatabase());
    await studyWithCases(app);
    const { domains, total } = await responseOfStudy(app, 'ceo-2025');
    for (const group of Object.keys(total.counts) as (keyof typeof total.counts)[]) {
      expect(domains.reduce((sum, { summary }) => sum + summary.counts[group], 0)).toBe(total.counts[group]);
    }
  });

  it('shows each number with its definition', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const study = await studyWithCases(app);
    const analyst = await signInAs(app, web, 'analist');
    const page = await analyst.get(`/studies/${study.slug}/response`);
    await expectValidHtml(page.text);
    expect(page.text).toContain('614 interviews van 886 benaderde personen');
    expect(page.text).toContain('I / (I + P + R + NC + O + U)');
    expect(page.text).toContain('6 casussen zijn nog open');
  });

  it('says so when there is no sample', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    await createStudy(app, COMMAND, {
      name: 'CEO 2015',
      slug: 'ceo-2015',
      reportYear: 2015,
      questionnaireId: 'ceo-jeugd-2015',
      isPractice: false,
      fieldworkStartsOn: null,
      fieldworkEndsOn: null,
    });
    const supervisor = await signInAs(app, web, 'veldwerkleider');
    const page = await supervisor.get('/studies/ceo-2015/response');
    expect(page.text).toContain('Er zijn geen casussen');
    await expectValidHtml(page.text);
    const interviewer = await signInAs(app, web, 'enqueteur');
    expect((await interviewer.get('/studies/ceo-2015/response')).status).toBe(403);
  });
});
