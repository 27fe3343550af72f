import { expect, it } from 'vitest';
import type { Application } from '../../../src/application.js';
import { createWebApp } from '../../../src/web/app.js';
import { createTestApplication, FROZEN_NOON } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { type HtmlTable, tablesOf } from '../../support/html-tables.js';
import { studyWithGroups } from '../../support/response-cases.js';
import { expectValidHtml } from '../../support/valid-html.js';
import { expectNumbersToAddUp } from '../../support/walked-numbers.js';

const PATH = '/studies/ceo-2025/response/funnel';
const GROUPS = {
  basishulp: { excluded: 3, NE: 2, unreleased: 4, withdrawn: 2, NC: 4, R: 5, open: 6, P: 2, I: 8 },
  jb_jr: { I: 2, withdrawn: 1 },
};

/** The cases of a group of basishulp, in the order of their numbers. */
async function casesIn(app: Application, group: string): Promise<readonly string[]> {
  return app.database
    .read('cases')
    .where({ rate_group: group })
    .whereNotNull('released_at')
    .whereIn('domain_id', app.database.read('domains').where({ code: 'basishulp' }).select('id'))
    .orderBy('case_number')
    .pluck('id');
}

async function outcome(app: Application, caseId: string, code: string, undoes: string | null = null) {
  const id = `${caseId}-${code}${undoes === null ? '' : '-undone'}`;
  await app.database.write('outcomes').insert({
    id,
    case_id: caseId,
    code,
    recorded_at: FROZEN_NOON,
    undoes_outcome_id: undoes,
  });
  if (undoes !== null) await app.database.write('outcomes').where({ id: undoes }).update({ is_undone: 1 });
  return id;
}

async function consent(app: Application, caseId: string, withdrawnAt: string | null): Promise<void> {
  await app.database.write('consents').insert({
    id: `${caseId}-consent`,
    case_id: caseId,
    given_by: 'parent',
    subject: 'own_participation',
    decision: 'given',
    text_version: 'test',
    language: 'nl',
    given_at: FROZEN_NOON,
    withdrawn_at: withdrawnAt,
  });
}

/** Everybody who refused was spoken to; one of them had agreed first. Two open cases have an appointment. */
async function plantFieldwork(app: Application): Promise<void> {
  await studyWithGroups(app, GROUPS);
  const refused = await casesIn(app, 'R');
  for (const id of refused) await outcome(app, id, 'refusal_hard');
  await consent(app, refused[0] ?? '', null);
  const [first = '', second = '', third = '', fourth = ''] = await casesIn(app, 'open');
  await outcome(app, first, 'appointment_soft');
  await outcome(app, second, 'appointment_hard');
  await consent(app, third, null);
  await app.database.write('case_events').insert({
    id: 'begun',
    case_id: fourth,
    kind: 'interview_started',
    detail: '{}',
    occurred_at: FROZEN_NOON,
  });
  // What was undone, and consent that was taken back, are nothing.
  const [unreached = '', other = ''] = await casesIn(app, 'NC');
  await outcome(app, unreached, 'other_person', await outcome(app, unreached, 'other_person'));
  await outcome(app, unreached, 'no_answer');
  await consent(app, other, FROZEN_NOON);
  // Whoever withdrew was spoken to, and is nowhere.
  for (const id of await casesIn(app, 'withdrawn')) await outcome(app, id, 'refusal_hard');
}

function columnOf(table: HtmlTable | undefined, at: number): Readonly<Record<string, string | undefined>> {
  const rows = [...(table?.rows ?? []), ...(table?.totals ?? [])];
  return Object.fromEntries(rows.map((row) => [row[0]?.text ?? '', row[at]?.text]));
}

describeOnEachDatabase('the funnel of a study', ({ openDatabase }) => {
  it('counts how far the cases came, and where each was left', { timeout: 240_000 }, async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    await plantFieldwork(app);
    const supervisor = await signInAs(app, web, 'veldwerkleider');
    const { text } = await supervisor.get(PATH);
    await expectValidHtml(text);
    const tables = tablesOf(text);
    expect(columnOf(tables[0], 1)).toEqual({
      Steekproefkader: '–',
      Steekproef: '34',
      Vrijgegeven: '25',
      Gesproken: '19',
      Toestemming: '13',
      'Interview begonnen': '11',
      Voltooid: '8',
    });
    expect(columnOf(tables[1], 1)).toEqual({
      Uitgesloten: '3',
      'Hoort niet in het onderzoek': '2',
      'Nog niet vrijgegeven': '4',
      'Niemand gesproken': '6',
      'Geen toestemming': '6',
      'Niet begonnen': '2',
      'Niet voltooid': '3',
      Voltooid: '8',
      Steekproef: '34',
    });
    expect(text).toContain('Van de 36 casussen in de steekproef zijn er 27 vrijgegeven');
    expect(await expectNumbersToAddUp(supervisor, tables)).toBeGreaterThan(30);
  });

  it('says how many the frame holds once that is known, and goes out as CSV, Excel and a drawing', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    await plantFieldwork(app);
    await app.database.write('domains').update({ population_size: 1200 });
    const analyst = await signInAs(app, web, 'analist');
    const { text } = await analyst.get(PATH);
    expect(columnOf(tablesOf(text)[0], 4)['Steekproefkader']).toBe('3.600');
    expect(text).not.toContain('/response/cases');
    const csv = await analyst.get(`${PATH}/files/gebleven.csv`);
    expect(csv.text).toMatch(/\r\nSteekproef;34;0;2;36\r\n/);
    expect((await analyst.get(`${PATH}/files/trechter.xlsx`)).headers['content-type']).toContain(
      'spreadsheetml',
    );
    expect((await analyst.get(`${PATH}/chart.svg`)).headers['content-type']).toContain('svg');
    expect((await analyst.get(`${PATH}/files/namen.csv`)).status).toBe(404);
    const interviewer = await signInAs(app, web, 'enqueteur');
    for (const path of ['', '/chart.svg', '/files/trechter.csv']) {
      expect((await interviewer.get(PATH + path)).status).toBe(403);
    }
  });

  it('is empty before the draw', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    await studyWithGroups(app, { jb_jr: { withdrawn: 1 } });
    const analyst = await signInAs(app, web, 'analist');
    const { text } = await analyst.get(PATH);
    await expectValidHtml(text);
    expect(text).toContain('Er zijn geen casussen');
    expect((await analyst.get(`${PATH}/chart.svg`)).status).toBe(404);
  });
});
