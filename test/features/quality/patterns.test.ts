import { expect, it } from 'vitest';
import type { OutcomeCode } from '../../../src/domain/contact/outcome.js';
import { instant } from '../../../src/domain/calendar/instant.js';
import { tallyAppointments } from '../../../src/features/quality/patterns.queries.js';
import { createWebApp } from '../../../src/web/app.js';
import { createTestApplication, type TestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { studyInFieldwork } from '../../support/fieldwork.js';
import { type HtmlTable, tablesOf } from '../../support/html-tables.js';
import { plantCalls, type PlantedCall } from '../../support/planted-calls.js';
import { expectValidHtml } from '../../support/valid-html.js';

const CHILD = { bornOn: '2016-05-01' };

interface Series {
  readonly caseNumber: string;
  readonly day: string;
  readonly hour: number;
  readonly outcome: OutcomeCode;
  readonly count: number;
}

/** Calls of one interviewer, a minute apart. */
function series(interviewerId: string, { caseNumber, day, hour, outcome, count }: Series): PlantedCall[] {
  return Array.from({ length: count }, (_, minute) => ({
    caseNumber,
    interviewerId,
    at: `${day}T${String(hour)}:${String(minute).padStart(2, '0')}`,
    minutes: 0,
    outcome,
  }));
}

/** An appointment that came of a call, for a moment. */
async function plantAppointment(app: TestApplication, callId: string | undefined, at: string): Promise<void> {
  const outcome = (await app.database.read('outcomes').where({ call_id: callId }).first()) as {
    id: string;
    case_id: string;
  };
  await app.database.write('appointments').insert({
    id: app.newId(),
    case_id: outcome.case_id,
    outcome_id: outcome.id,
    kind: 'hard',
    due_at: instant(`${at}:00+02:00`),
    ask_for: 'parent',
  });
}

function textsOf(tables: readonly HtmlTable[], name: string, part: 'rows' | 'totals' = 'rows'): string[][] {
  return tables
    .filter(({ id }) => id === name)
    .flatMap((table) => table[part].map((row) => row.map(({ text }) => text)));
}

describeOnEachDatabase('the pattern of calls', ({ openDatabase }) => {
  it('is what one counts by hand, without people who withdrew', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const study = await studyInFieldwork(app, [CHILD, CHILD, { ...CHILD, domain: 'jb_jr' }]);
    const leader = await signInAs(app, web, 'veldwerkleider');
    const path = `/studies/${study.slug}/quality/patterns`;
    const empty = await leader.get(path);
    await expectValidHtml(empty.text);
    expect(empty.text).toContain('Er is nog niet gebeld');
    expect((await leader.get(`${path}/heat/contact.svg`)).status).toBe(404);

    const { id } = (await signInAs(app, web, 'enqueteur')).user;
    const [tuesday, saturday] = ['2026-04-07', '2026-04-11'];
    const first = await plantCalls(app, study, [
      ...series(id, { caseNumber: 'C001', day: tuesday, hour: 18, outcome: 'no_answer', count: 20 }),
      ...series(id, { caseNumber: 'C001', day: tuesday, hour: 19, outcome: 'refusal_soft', count: 6 }),
      ...series(id, { caseNumber: 'C001', day: saturday, hour: 11, outcome: 'complete', count: 8 }),
      ...series(id, { caseNumber: 'C001', day: saturday, hour: 12, outcome: 'no_answer', count: 30 }),
      ...series(id, { caseNumber: 'C003', day: tuesday, hour: 10, outcome: 'appointment_hard', count: 5 }),
      ...series(id, { caseNumber: 'C003', day: tuesday, hour: 11, outcome: 'not_in_service', count: 7 }),
      ...series(id, { caseNumber: 'C002', day: tuesday, hour: 18, outcome: 'complete', count: 9 }),
    ]);
    // Agreed for eleven; the next call was at eleven.
    await plantAppointment(app, first[68], `${tuesday}T11:04`);
    await app.database
      .write('cases')
      .where({ study_id: study.id, case_number: 'C002' })
      .update({ rate_group: 'withdrawn', status: 'withdrawn' });
    await app.database
      .write('cases')
      .where({ study_id: study.id, case_number: 'C001' })
      .update({ attention: 'last_attempt' });

    const page = await leader.get(path);
    await expectValidHtml(page.text);
    const tables = tablesOf(page.text);
    const rowsOf = (name: string) => textsOf(tables, name);
    expect(rowsOf('week')).toContainEqual(['avond', 'dinsdag', '26', '23%', '0%']);
    expect(rowsOf('week')).toContainEqual(['zaterdag', 'zaterdag', '38', '21%', '100%']);
    expect(rowsOf('week')).toContainEqual(['ochtend', 'dinsdag', '12', '100%', '–']);
    // Each case has its own first call; the eighth and later are those beyond seven: 57 of C001 and 5 of C003.
    expect(rowsOf('beurten').at(-1)?.slice(0, 2)).toEqual(['8e en later', '62']);
    expect(rowsOf('nummers')[1]).toEqual(['Nummer buiten gebruik', '7', '9,2%', '< 5', '< 5']);
    expect(rowsOf('afspraken')[0]?.slice(0, 2)).toEqual(['Vast', '< 5']);
    expect(rowsOf('grenzen')[0]?.at(-1)).toBe('1');
    const [limit] = /[^"]+attention=last_attempt/.exec(page.text) ?? [''];
    expect((await leader.get(limit.replaceAll('&#38;', '&').replaceAll('&amp;', '&'))).text).toContain(
      'C001',
    );

    const domain = await leader.get(`${path}?domain=jb_jr`);
    expect(textsOf(tablesOf(domain.text), 'week', 'totals').at(-1)?.[2]).toBe('12');
    expect((await leader.get(`${path}?domain=elders`)).status).toBe(404);
    const chart = await leader.get(`${path}/heat/contact.svg`);
    expect(chart.headers['content-type']).toContain('image/svg+xml');
    expect(String(chart.body)).toContain('>23%<');
    const csv = await leader.get(`${path}/files/week.csv`);
    expect(csv.text).toContain('\r\navond;dinsdag;26;0,230769');
    expect((await leader.get(`${path}/files/afspraken.xlsx`)).status).toBe(200);
    for (const role of ['enqueteur', 'onderzoeker', 'analist'] as const) {
      expect((await (await signInAs(app, web, role)).get(path)).status).toBe(403);
    }
  });

  it('hides how often a few were called, and the smallest number from which that would follow', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const study = await studyInFieldwork(
      app,
      Array.from({ length: 7 }, () => CHILD),
    );
    const leader = await signInAs(app, web, 'veldwerkleider');
    const { id } = (await signInAs(app, web, 'enqueteur')).user;
    const callsOf = (place: number): number => (place < 3 ? 3 : place < 6 ? 2 : 1);
    await plantCalls(
      app,
      study,
      Array.from({ length: 7 }, (_, place) => place).flatMap((place) =>
        series(id, {
          caseNumber: `C00${String(place + 1)}`,
          day: '2026-04-07',
          hour: 18,
          outcome: 'no_answer',
          count: callsOf(place),
        }),
      ),
    );
    const { text } = await leader.get(`/studies/${study.slug}/quality/patterns`);
    const turns = textsOf(tablesOf(text), 'beurten').map((row) => row[1]);
    expect(turns.slice(0, 4)).toEqual(['7', '< 5', '< 5', '0']);
  });

  it('hides the calls of a domain that would follow from those of all and of the others, in examples too', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const study = await studyInFieldwork(app, [CHILD, { ...CHILD, domain: 'jb_jr' }]);
    const leader = await signInAs(app, web, 'veldwerkleider');
    const { id } = (await signInAs(app, web, 'enqueteur')).user;
    const day = '2026-04-07';
    await plantCalls(app, study, [
      ...series(id, { caseNumber: 'C001', day, hour: 18, outcome: 'no_answer', count: 20 }),
      ...series(id, { caseNumber: 'C001', day, hour: 10, outcome: 'wrong_number', count: 20 }),
      ...series(id, { caseNumber: 'C001', day, hour: 11, outcome: 'not_in_service', count: 10 }),
      ...series(id, { caseNumber: 'C001', day, hour: 12, outcome: 'call_failed', count: 3 }),
      ...series(id, { caseNumber: 'C002', day, hour: 18, outcome: 'no_answer', count: 3 }),
    ]);
    const path = `/studies/${study.slug}/quality/patterns`;
    const callsOf = async (query: string): Promise<string | undefined> =>
      textsOf(tablesOf((await leader.get(`${path}${query}`)).text), 'week', 'totals').at(-1)?.[2];
    expect(await callsOf('')).toBe('56');
    expect(await callsOf('?domain=jb_jr')).toBe('< 5');
    expect(await callsOf('?domain=basishulp')).toBe('< 5');
    const failed = textsOf(tablesOf((await leader.get(path)).text), 'nummers').map((row) => row[1]);
    expect(failed).toEqual(['20', '< 5', '< 5']);
    const definitions = (await leader.get(`/studies/${study.slug}/response/definitions`)).text;
    const [example = ''] =
      /id="nummers-die-niet-werken"[\s\S]*?Een van de aantallen is kleiner dan 5/.exec(definitions) ?? [];
    expect(example).not.toBe('');
    expect(example).not.toContain('33');
  });

  it('does not count an appointment against anybody that a supervisor moved before its call', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [CHILD]);
    const { id } = (await signInAs(app, createWebApp(app), 'enqueteur')).user;
    const call = { caseNumber: 'C001', day: '2026-04-07', count: 1 };
    const [agreed] = await plantCalls(app, study, [
      ...series(id, { ...call, hour: 10, outcome: 'appointment_hard' }),
      ...series(id, { ...call, hour: 19, outcome: 'no_answer' }),
    ]);
    await plantAppointment(app, agreed, '2026-04-07T12:00');
    const kept = () =>
      tallyAppointments(
        app.database.read,
        { studyId: study.id, domainId: null },
        instant('2026-04-08T09:00:00+02:00'),
      );
    expect(await kept()).toEqual([{ kind: 'hard', minutesLate: 420, outcome: 'no_answer', count: 1 }]);
    const [caseId] = await app.database.read('cases').pluck<string[]>('id');
    await app.database.write('case_events').insert({
      id: app.newId(),
      case_id: caseId,
      kind: 'appointment_made',
      detail: '{}',
      occurred_at: instant('2026-04-07T11:00:00+02:00'),
    });
    expect(await kept()).toEqual([]);
  });
});
