import { expect, it } from 'vitest';
import type { Application } from '../../../src/application.js';
import { instant } from '../../../src/domain/calendar/instant.js';
import { breakDownResponse } from '../../../src/features/response-rates/breakdown.service.js';
import { findCurves } from '../../../src/features/response-rates/curve.service.js';
import { setTargets } from '../../../src/features/studies/studies.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { COMMAND, createTestApplication, type TestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { tablesOf } from '../../support/html-tables.js';
import { studyWithGroups } from '../../support/response-cases.js';
import { expectValidHtml } from '../../support/valid-html.js';
import { expectNumbersToAddUp } from '../../support/walked-numbers.js';

const GROUPS = {
  basishulp: { I: 21, P: 2, R: 6, NC: 5, UO: 1, NE: 3, open: 9, excluded: 3, withdrawn: 4, unreleased: 8 },
  specialistisch: { I: 61, R: 11, NC: 4, open: 5, withdrawn: 2 },
  jb_jr: { I: 7, R: 3, open: 2 },
};
const SPAN = { fieldworkStartsOn: '2026-04-01', fieldworkEndsOn: '2026-04-30' } as never;
const EARLIER = {
  name: 'CEO 2024',
  slug: 'ceo-2024',
  reportYear: 2024,
  fieldworkStartsOn: '2025-04-01',
  fieldworkEndsOn: '2025-04-30',
} as never;
const PATH = '/studies/ceo-2025/response/curve';

async function twoYears(app: TestApplication): Promise<void> {
  app.setClock(instant('2026-04-20T12:00:00+02:00'));
  await studyWithGroups(app, GROUPS, SPAN);
  const earlier = await studyWithGroups(
    app,
    { basishulp: { I: 9, R: 3 }, jb_jr: { I: 4, withdrawn: 1 } },
    EARLIER,
  );
  const yearBefore = (column: string) => app.database.write.raw(`'2025' || substr(${column}, 5)`);
  await app.database
    .write('cases')
    .where({ study_id: earlier.id })
    .update({
      first_called_at: yearBefore('first_called_at'),
      last_called_at: yearBefore('last_called_at'),
    });
  await setTargets(app, COMMAND, 'ceo-2025', { basishulp: 46, specialistisch: 69, jb_jr: 23 });
}

/** The addresses under the response of the study that a page names. */
function linksOf(page: string): ReadonlySet<string> {
  const found = page.matchAll(/(?:href|src)="(\/studies\/ceo-2025\/response[^"#]*)/g);
  return new Set([...found].map(([, to = '']) => to.replaceAll('&amp;', '&')));
}

const inAmsterdam = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' });

/** Counts the interviews up to and including each day, one case after the other. */
async function recount(app: Application, days: readonly string[]): Promise<readonly number[]> {
  const study = app.database.read('studies').where({ slug: 'ceo-2025' }).select('id');
  const moments = await app.database
    .read('cases')
    .where({ rate_group: 'I' })
    .whereIn('study_id', study)
    .pluck<string[]>('last_called_at');
  const dates = moments.map((at) => inAmsterdam.format(new Date(at)));
  // Whoever came before the first day, or on a Sunday, is in with the day before: all of April has calling days.
  return days.map((_, at) => {
    const next = days[at + 1];
    return dates.filter((date) => next === undefined || date < next).length;
  });
}

describeOnEachDatabase('the growth of a study', ({ openDatabase }) => {
  it('ends at the response of every domain, without who withdrew or was excluded', async () => {
    const app = createTestApplication(await openDatabase());
    await twoYears(app);
    const { curves, days, daysSoFar } = await findCurves(app, 'ceo-2025');
    const response = await breakDownResponse(app, { slug: 'ceo-2025', by: 'domain', domain: null });
    expect(curves.map(({ domain }) => domain?.code ?? 'whole')).toEqual([
      'whole',
      ...response.parts.map(({ code }) => code),
    ]);
    for (const [at, { summary }] of [response.total, ...response.parts].entries()) {
      const measured = curves[at]?.measured;
      expect(measured?.interviews.at(-1)).toBe(summary.counts.I);
      expect(measured?.approached.at(-1)).toBe(summary.approached);
      expect(measured?.response.at(-1)).toBe(summary.municipalRate);
    }
    expect(curves[0]?.measured.interviews).toEqual(await recount(app, days.slice(0, daysSoFar)));
    const [whole, ...parts] = curves;
    for (const name of ['interviews', 'approached'] as const) {
      for (let day = 0; day < daysSoFar; day += 1) {
        const sum = parts.reduce((all, { measured }) => all + (measured[name][day] ?? 0), 0);
        expect(sum).toBe(whole?.measured[name][day]);
      }
    }
  });

  it('counts an interview on the day of its last call, in Amsterdam', async () => {
    const app = createTestApplication(await openDatabase());
    app.setClock(instant('2026-04-20T12:00:00+02:00'));
    await studyWithGroups(app, { jb_jr: { I: 1 } }, SPAN);
    await app.database
      .write('cases')
      .update({ first_called_at: '2026-04-10T10:00:00.000Z', last_called_at: '2026-04-15T22:30:00.000Z' });
    const { curves, days } = await findCurves(app, 'ceo-2025');
    const day = curves[0]?.measured.interviews.indexOf(1) ?? -1;
    // Half past midnight in Amsterdam.
    expect(days[day]).toBe('2026-04-16');
    expect(days[curves[0]?.measured.approached.indexOf(1) ?? -1]).toBe('2026-04-10');
  });

  it('begins on the Sunday on which the first was called by appointment', async () => {
    const app = createTestApplication(await openDatabase());
    app.setClock(instant('2026-04-12T15:00:00+02:00'));
    await studyWithGroups(app, { jb_jr: { I: 3, R: 1 } }, { fieldworkStartsOn: '2026-04-12' } as never);
    const sunday = instant('2026-04-12T14:00:00+02:00');
    await app.database.write('cases').update({ first_called_at: sunday, last_called_at: sunday });
    const { curves, days, daysSoFar } = await findCurves(app, 'ceo-2025');
    expect([days[0], daysSoFar]).toEqual(['2026-04-12', 1]);
    expect(curves[0]?.measured).toEqual({ interviews: [3], approached: [4], response: [0.75] });
  });

  it('stands beside the plan and beside the same day of the year before', async () => {
    const app = createTestApplication(await openDatabase());
    await twoYears(app);
    const { curves, earlierStudy, days } = await findCurves(app, 'ceo-2025');
    expect(earlierStudy?.slug).toBe('ceo-2024');
    expect(days.at(-1)).toBe('2026-04-30');
    const plans = curves.map(({ plan }) => plan);
    expect(plans[0]?.at(-1)).toBeCloseTo(46 + 69 + 23, 9);
    expect(plans[0]).toHaveLength(days.length);
    expect(plans[3]?.[0]).toBeCloseTo(23 / days.length, 9);
    const ends = curves.map(({ earlier }) => earlier?.interviews.at(-1));
    expect([ends[0], ends[2], ends[3]]).toEqual([13, 0, 4]);
    expect((await findCurves(app, 'ceo-2024')).earlierStudy).toBeNull();
  });

  it(
    'is a page with words, drawings and tables, of which every link leads somewhere',
    { timeout: 120_000 },
    async () => {
      const app = createTestApplication(await openDatabase());
      const web = createWebApp(app);
      await twoYears(app);
      const supervisor = await signInAs(app, web, 'veldwerkleider');
      for (const query of ['', '?measure=response', '?measure=onzin']) {
        const page = await supervisor.get(PATH + query);
        expect(page.status).toBe(200);
        await expectValidHtml(page.text);
      }
      const { text } = await supervisor.get(PATH);
      expect(text).toMatch(/Na veldwerkdag \d+ \(\d\d-04-2026\): 89 interviews\./);
      const { curves, daysSoFar } = await findCurves(app, 'ceo-2025');
      const then = curves[0]?.earlier?.interviews[daysSoFar - 1] ?? -1;
      expect(then).toBeGreaterThan(5);
      expect(text).toContain(`In CEO 2024 was dat op dezelfde veldwerkdag ${String(then)} interviews`);
      const stand = tablesOf(text).find(({ id }) => id === 'stand');
      expect(stand?.totals[0]?.slice(1, 3).map((cell) => cell.text)).toEqual(['89', '140']);
      for (const link of linksOf(text)) expect((await supervisor.get(link)).status, link).toBe(200);
    },
  );

  it('opens the cases of a number, and gives each curve as a drawing and as a file', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    await twoYears(app);
    const supervisor = await signInAs(app, web, 'veldwerkleider');
    const { text } = await supervisor.get(PATH);
    const stand = tablesOf(text).find(({ id }) => id === 'stand');
    const list = await supervisor.get(stand?.rows[0]?.[1]?.href ?? '');
    expect(list.text).toContain('21 casussen: Interviews, Basishulp.');
    const perDay = tablesOf(text).filter(({ id }) => id.startsWith('verloop-'));
    expect(perDay).toHaveLength(4);
    const isOfThisStudy = (column: string): boolean => /^(Interviews|Benaderd)/.test(column);
    expect(await expectNumbersToAddUp(supervisor, perDay, isOfThisStudy)).toBeGreaterThan(20);
    const svg = await supervisor.get(`${PATH}/chart/verloop-alle.svg`);
    expect(svg.headers['content-type']).toContain('svg');
    const csv = await supervisor.get(`${PATH}/files/verloop-jb_jr.csv`);
    expect(csv.text).toContain('Veldwerkdag;Datum;Interviews tot en met die dag;Volgens het plan;CEO 2024');
    expect(csv.text.trimEnd().split('\r\n').at(-1)).toMatch(/^\d+;\d\d-04-2026;7;/);
  });

  it('opens no cases for an analyst, nothing for an interviewer, and is empty before the first call', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    await twoYears(app);
    await studyWithGroups(
      app,
      { jb_jr: { unreleased: 4, excluded: 2, withdrawn: 1 } },
      {
        slug: 'ceo-leeg',
        name: 'Leeg',
        reportYear: 2022,
      },
    );
    const analyst = await signInAs(app, web, 'analist');
    expect((await analyst.get(PATH)).text).not.toContain('/response/cases');
    const empty = await analyst.get('/studies/ceo-leeg/response/curve');
    await expectValidHtml(empty.text);
    expect(empty.text).toContain('Er is nog niemand benaderd');
    expect((await analyst.get('/studies/ceo-leeg/response/curve/chart/verloop-alle.svg')).status).toBe(404);
    for (const file of ['verloop-naam.csv', 'stand.pdf', 'x']) {
      expect((await analyst.get(`${PATH}/files/${file}`)).status).toBe(404);
    }
    const interviewer = await signInAs(app, web, 'enqueteur');
    for (const path of [PATH, `${PATH}/chart/verloop-alle.svg`, `${PATH}/files/stand.csv`]) {
      expect((await interviewer.get(path)).status).toBe(403);
    }
  });
});
