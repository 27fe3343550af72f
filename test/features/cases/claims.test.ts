import { expect, it } from 'vitest';
import { addMinutes, instant } from '../../../src/domain/calendar/instant.js';
import { takeNextCase } from '../../../src/features/cases/case-claims.service.js';
import { addUser } from '../../../src/features/users/users.service.js';
import { COMMAND, createTestApplication, type TestApplication } from '../../support/application.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { studyInFieldwork } from '../../support/fieldwork.js';
import { recordStatements, stepsThroughAllCases } from '../../support/query-plans.js';

/** A Tuesday evening, in the day-part of a first attempt. */
const EVENING = instant('2026-04-14T18:00:00+02:00');

async function interviewers(app: TestApplication, count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let number = 0; number < count; number += 1) {
    const user = await addUser(app, COMMAND, {
      email: `e${String(number)}@example.org`,
      name: `Enquêteur ${String(number)}`,
      roles: ['enqueteur'],
      password: 'een lang testwachtwoord',
    });
    ids.push(user.id);
  }
  return ids;
}

const CHILD = { bornOn: '2016-05-01' };

describeOnEachDatabase('the next case', ({ openDatabase }) => {
  it('gives 24 interviewers who ask at once 24 different cases, and the 25th nothing', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(
      app,
      Array.from({ length: 24 }, () => CHILD),
    );
    app.setClock(EVENING);
    const people = await interviewers(app, 25);
    const taken = await Promise.all(people.map((id) => takeNextCase(app, study, id)));
    const numbers = taken.flatMap((record) => (record === null ? [] : [record.caseNumber]));
    expect(numbers).toHaveLength(24);
    expect(new Set(numbers).size).toBe(24);
  });

  it('is found without reading every case of the study', async () => {
    const app = createTestApplication(await openDatabase());
    if (app.database.engine !== 'sqlite') return;
    const study = await studyInFieldwork(app, [CHILD, CHILD]);
    app.setClock(EVENING);
    const [one] = await interviewers(app, 1);
    const asked = recordStatements(app.database);
    expect(await takeNextCase(app, study, one ?? '')).not.toBeNull();
    expect(asked.length).toBeGreaterThan(10);
    expect(await stepsThroughAllCases(app.database, asked)).toEqual([]);
  });

  it('gives the same interviewer the case back that is still in hand', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [CHILD, CHILD]);
    app.setClock(EVENING);
    const [one] = await interviewers(app, 1);
    const first = await takeNextCase(app, study, one ?? '');
    const again = await takeNextCase(app, study, one ?? '');
    expect(again?.caseNumber).toBe(first?.caseNumber);
  });

  it('gives a case whose interviewer never came back to somebody else, after the lease', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [CHILD]);
    app.setClock(EVENING);
    const [one, two] = await interviewers(app, 2);
    await takeNextCase(app, study, one ?? '');
    app.setClock(addMinutes(EVENING, 14));
    expect(await takeNextCase(app, study, two ?? '')).toBeNull();
    app.setClock(addMinutes(EVENING, 15));
    expect((await takeNextCase(app, study, two ?? ''))?.caseNumber).toBe('C001');
    const attempts = await app.database.read('attempts').orderBy('started_at').select('ended_at');
    expect(attempts.map(({ ended_at }: { ended_at: string | null }) => ended_at !== null)).toEqual([
      true,
      false,
    ]);
  });

  it('gives nothing outside calling hours', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [CHILD]);
    app.setClock(instant('2026-04-14T21:00:00+02:00'));
    const [one] = await interviewers(app, 1);
    expect(await takeNextCase(app, study, one ?? '')).toBeNull();
  });

  it('never offers a young person of 16 of whom only the parent can be called', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [
      { bornOn: '2010-04-14', contacts: [{ kind: 'parent', number: '+31612345678' }] },
    ]);
    app.setClock(EVENING);
    const [one] = await interviewers(app, 1);
    expect(await takeNextCase(app, study, one ?? '')).toBeNull();
  });

  it('does not offer a case that the sixteenth birthday of today took out of the reach of the parent', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [
      { bornOn: '2010-04-15', contacts: [{ kind: 'parent', number: '+31612345678' }] },
    ]);
    const [one] = await interviewers(app, 1);
    app.setClock(instant('2026-04-15T18:00:00+02:00'));
    expect(await takeNextCase(app, study, one ?? '')).toBeNull();
    expect(await app.database.read('cases').first('due_at')).toEqual({ due_at: null });
  });

  it('gives one case to an interviewer who asks twice at once', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [CHILD, CHILD, CHILD, CHILD]);
    app.setClock(EVENING);
    const [one] = await interviewers(app, 1);
    const taken = await Promise.all([1, 2, 3, 4].map(() => takeNextCase(app, study, one ?? '')));
    expect(new Set(taken.map((record) => record?.caseNumber)).size).toBe(1);
  });

  it('offers a young person without a number of the parent from the sixteenth birthday on', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [
      { bornOn: '2010-04-16', contacts: [{ kind: 'youth', number: '+31687654321' }] },
    ]);
    const [one] = await interviewers(app, 1);
    app.setClock(instant('2026-04-15T18:00:00+02:00'));
    expect(await takeNextCase(app, study, one ?? '')).toBeNull();
    app.setClock(instant('2026-04-16T18:00:00+02:00'));
    expect((await takeNextCase(app, study, one ?? ''))?.caseNumber).toBe('C001');
  });
});
