import { expect, it } from 'vitest';
import type { OutcomeCode } from '../../../src/domain/contact/outcome.js';
import { chooseShare } from '../../../src/features/verification/verification.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { COMMAND, createTestApplication, type TestApplication } from '../../support/application.js';
import { type BrowserSession, signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { countIn, type HtmlTable, tablesOf } from '../../support/html-tables.js';
import { plantCalls, type PlantedCall } from '../../support/planted-calls.js';
import { studyWithGroups } from '../../support/response-cases.js';
import { expectNumbersToAddUp, expectSums } from '../../support/walked-numbers.js';

const STUDY = '/studies/ceo-2025';

/** Every page with tables of figures. */
const PAGES = [
  'response?by=week',
  'response/curve',
  'response/funnel',
  'quality/interviewers',
  'quality/patterns',
  'quality/conversations',
  'quality/verification',
  'quality/non-response',
  'fieldwork',
] as const;

type Page = (typeof PAGES)[number];

/** What is to be done, with links to do it; whole lists are elsewhere. */
const LISTS_ON_LIVE_PAGE = ['enqueteurs', 'afspraken', 'besluiten', 'vast'];

const GROUPS = {
  basishulp: { I: 61, P: 2, R: 26, NC: 9, NE: 3, open: 12, excluded: 3, withdrawn: 2, unreleased: 8 },
  specialistisch: { I: 61, R: 31, NC: 7, open: 9 },
  jb_jr: { I: 27, R: 13, open: 8 },
};

const OUTCOMES: readonly OutcomeCode[] = [
  'complete',
  'refusal_hard',
  'no_answer',
  'wrong_number',
  'voicemail',
];

/** A study with calls of two interviewers: on three days, ten of each outcome. */
async function calledStudy(app: TestApplication, web: ReturnType<typeof createWebApp>): Promise<void> {
  const study = await studyWithGroups(app, GROUPS, {
    fieldworkStartsOn: '2026-04-01',
    fieldworkEndsOn: '2026-04-30',
  } as never);
  const interviewers = [await signInAs(app, web, 'enqueteur'), await signInAs(app, web, 'enqueteur')];
  const numbers = await app.database
    .read('cases')
    .where({ rate_group: 'I' })
    .orderBy('id')
    .pluck<string[]>('case_number');
  const calls = Array.from({ length: 150 }, (_, at): PlantedCall => ({
    caseNumber: numbers[at % 100] ?? '',
    interviewerId: interviewers[at % 2]?.user.id ?? '',
    at: `2026-04-0${String(7 + (at % 3))}T${String(14 + (at % 2) * 4)}:${String(at % 60).padStart(2, '0')}`,
    minutes: 2,
    outcome: OUTCOMES[Math.floor(at / 2) % OUTCOMES.length] ?? null,
  }));
  await plantCalls(app, study, calls);
  await chooseShare(app, COMMAND, { slug: study.slug, percent: 50 });
}

async function tablesOn(session: BrowserSession, page: Page): Promise<readonly HtmlTable[]> {
  return tablesOf((await session.get(`${STUDY}/${page}`)).text);
}

function columnSum(rows: HtmlTable['rows'], at: number): number {
  return rows.reduce((sum, row) => sum + ((row[at] === undefined ? null : countIn(row[at])) ?? 0), 0);
}

function tableOf(tables: readonly HtmlTable[], id: string): HtmlTable {
  const table = tables.find((one) => one.id === id);
  if (table === undefined) throw new Error(`there is no table ${id}`);
  return table;
}

/** The whole of which the rows of a table are the parts, on pages where a row of totals also says other things. */
function expectParts(table: HtmlTable, at: number, whole: number | null): void {
  expect({ table: table.id, sum: columnSum(table.rows, at) }).toEqual({ table: table.id, sum: whole });
}

function totalOf(table: HtmlTable, at: number): number | null {
  const cell = table.totals[0]?.[at];
  return cell === undefined ? null : countIn(cell);
}

function rowsWhere(table: HtmlTable, at: number, isIn: (text: string) => boolean): HtmlTable {
  return { ...table, rows: table.rows.filter((row) => isIn(row[at]?.text ?? '')) };
}

async function expectCallsToAddUp(leader: BrowserSession): Promise<void> {
  const interviewers = await tablesOn(leader, 'quality/interviewers');
  expectParts(tableOf(interviewers, 'uren'), 4, 150);
  expectSums(tableOf(interviewers, 'uitkomsten'));
  const patterns = await tablesOn(leader, 'quality/patterns');
  const week = tableOf(patterns, 'week');
  const days = rowsWhere(week, 1, (day) => day !== 'alle dagen');
  expectParts(days, 2, 150);
  expect(week.totals.at(-1)?.[2]?.text).toBe('150');
  expectParts(tableOf(patterns, 'beurten'), 1, 150);
  const wait = tableOf(patterns, 'eerste-telefoontje');
  expectParts(wait, 1, totalOf(wait, 1));
}

async function expectVerificationToAddUp(leader: BrowserSession): Promise<void> {
  const tables = await tablesOn(leader, 'quality/verification');
  const outcomes = tableOf(tables, 'controle');
  expectSums(outcomes);
  const listed = ['te-bellen', 'klaar'].map(
    (id) => tableOf(tables, id).rows.filter((row) => row.length > 1).length,
  );
  expect(listed.reduce((sum, rows) => sum + rows, 0)).toBe(totalOf(outcomes, 1));
}

async function expectMissingToAddUp(leader: BrowserSession): Promise<void> {
  const tables = await tablesOn(leader, 'quality/non-response');
  const everybody = tableOf(tables, 'representativiteit');
  for (const at of [1, 2]) expectParts(everybody, at, totalOf(everybody, at));
  const levels = tableOf(tables, 'kenmerken');
  for (const variable of new Set(levels.rows.map((row) => row[0]?.text))) {
    const own = rowsWhere(levels, 0, (text) => text === variable);
    for (const at of [2, 3]) expectParts(own, at, totalOf(everybody, at - 1));
  }
}

async function expectLivePageToAddUp(leader: BrowserSession): Promise<void> {
  const live = await tablesOn(leader, 'fieldwork');
  const statuses = live.filter(({ columns }) => columns[0] === 'Stand' && columns.at(-1) === 'Totaal');
  expect(statuses).toHaveLength(1);
  for (const table of statuses) expectSums(table);
  expect(columnSum(tableOf(live, 'doelen').rows, 2)).toBe(61 + 61 + 27);
  const file = await leader.get(`${STUDY}/fieldwork/files/respons.csv`);
  const lines = file.text
    .trim()
    .split('\r\n')
    .map((line) => line.split(';'));
  expect(lines[0]?.slice(1)).toEqual(['Respons', 'Interviews', 'Benaderd']);
  expect(lines.at(-1)?.[2]).toBe(String(61 + 61 + 27));
}

describeOnEachDatabase('every page of figures', ({ openDatabase }) => {
  it('gives each of its tables as CSV and as Excel, with a row for a row', { timeout: 240_000 }, async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    await calledStudy(app, web);
    const leader = await signInAs(app, web, 'veldwerkleider');
    let followed = 0;
    for (const page of PAGES) {
      const { text } = await leader.get(`${STUDY}/${page}`);
      const tables = tablesOf(text).filter(
        ({ id }) => page !== 'fieldwork' || !LISTS_ON_LIVE_PAGE.includes(id),
      );
      expect(tables.length, page).toBeGreaterThan(0);
      for (const { id, rows, totals } of tables) {
        const files = [...text.matchAll(/href="([^"]*\/([a-z0-9_-]+)\.(csv|xlsx)[^"]*)"/g)].filter(
          ([, , name]) => name === id,
        );
        expect({ page, id, endings: files.map(([, , , ending]) => ending) }).toEqual({
          page,
          id,
          endings: ['csv', 'xlsx'],
        });
        const [csv, xlsx] = files.map(([, href = '']) =>
          href.replaceAll('&amp;', '&').replaceAll('&#38;', '&'),
        );
        const lines = (await leader.get(csv ?? '')).text.trimEnd().split('\r\n');
        const shown = rows.filter((row) => row.length > 1);
        expect({ page, id, lines: lines.length }).toEqual({
          page,
          id,
          lines: 1 + shown.length + totals.length,
        });
        expect((await leader.get(xlsx ?? '')).headers['content-type'], id).toContain('spreadsheetml');
        followed += 1;
      }
    }
    expect(followed).toBeGreaterThan(25);
  });

  it('opens the cases behind its counts of cases', { timeout: 240_000 }, async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    await calledStudy(app, web);
    const leader = await signInAs(app, web, 'veldwerkleider');
    const live = await tablesOn(leader, 'fieldwork');
    expect(await expectNumbersToAddUp(leader, [tableOf(live, 'standen')])).toBeGreaterThan(15);
    const isCount = (column: string): boolean => column === 'Interviews' || column === 'Benaderbaar';
    expect(await expectNumbersToAddUp(leader, [tableOf(live, 'doelen')], isCount)).toBe(3);
    const everybody = tableOf(await tablesOn(leader, 'quality/non-response'), 'representativiteit');
    expect(await expectNumbersToAddUp(leader, [everybody], isCount)).toBe(8);
    const analyst = await signInAs(app, web, 'analist');
    expect((await analyst.get(`${STUDY}/quality/non-response`)).text).not.toContain('response/cases');
  });

  it('has parts that add up to the whole', { timeout: 240_000 }, async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    await calledStudy(app, web);
    const leader = await signInAs(app, web, 'veldwerkleider');
    for (const page of ['response?by=week', 'response/funnel'] as const) {
      for (const table of await tablesOn(leader, page)) expectSums(table);
    }
    const stand = tableOf(await tablesOn(leader, 'response/curve'), 'stand');
    for (const at of [1, 2]) expectParts(stand, at, totalOf(stand, at));
    await expectCallsToAddUp(leader);
    await expectVerificationToAddUp(leader);
    await expectMissingToAddUp(leader);
    await expectLivePageToAddUp(leader);
  });
});
