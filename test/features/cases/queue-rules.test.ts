import { expect, it } from 'vitest';
import { addMinutes, instant, type Instant } from '../../../src/domain/calendar/instant.js';
import { transaction } from '../../../src/database/database.js';
import { findNextMoment, takeNextCase } from '../../../src/features/cases/case-claims.service.js';
import { explainCase, lookAtField } from '../../../src/features/cases/case-explanation.service.js';
import { type OutcomeInput, recordOutcome } from '../../../src/features/cases/case-outcomes.service.js';
import { getCaseOfStudy, loadCaseFile } from '../../../src/features/cases/cases.service.js';
import { inOwnCase } from '../../../src/features/cases/own-case.service.js';
import { decideCase } from '../../../src/features/case-actions/case-decisions.service.js';
import { placeCall } from '../../../src/features/fieldwork/dialling.service.js';
import { getStudy, setTargets, type Study } from '../../../src/features/studies/studies.service.js';
import { addUser } from '../../../src/features/users/users.service.js';
import { COMMAND, createTestApplication, type TestApplication } from '../../support/application.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { type InventedCase, studyInFieldwork } from '../../support/fieldwork.js';
import { recordStatements, stepsThroughAllCases } from '../../support/query-plans.js';

/** A Tuesday evening, in the day-part of a first attempt. */
const EVENING = instant('2026-04-14T18:00:00+02:00');
const CHILD: InventedCase = { bornOn: '2016-05-01' };

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

async function take(app: TestApplication, study: Study, interviewerId = ''): Promise<string | null> {
  return (await takeNextCase(app, study, interviewerId))?.caseNumber ?? null;
}

/** Dials, and writes down what came of it. */
async function call(
  app: TestApplication,
  study: Study,
  interviewerId: string,
  outcome: Partial<OutcomeInput> & Pick<OutcomeInput, 'code'>,
): Promise<string> {
  const caseNumber = (await take(app, study, interviewerId)) ?? '';
  await inOwnCase(app, COMMAND, { interviewerId, caseNumber }, async (trx, own) => {
    await trx('calls').insert({
      id: app.newId(),
      attempt_id: own.file.state.heldBy?.attemptId,
      case_id: own.file.record.id,
      contact_id: own.file.state.numbers[0]?.numberId,
      asked_for: 'parent',
      driver: 'manual',
      dialled_at: app.clock(),
    });
  });
  app.setClock(addMinutes(app.clock(), 2));
  await inOwnCase(app, COMMAND, { interviewerId, caseNumber }, (trx, own) =>
    recordOutcome(app, trx, own, { appointment: null, language: null, note: null, ...outcome }),
  );
  return caseNumber;
}

async function whyNot(app: TestApplication, study: Study, caseNumber: string): Promise<string> {
  const db = app.database.read;
  const now = await getStudy(db, study.slug);
  const file = await loadCaseFile(app, db, now, await getCaseOfStudy(db, now, caseNumber));
  return (await explainCase(app, db, await lookAtField(app, db, now), file)).sentence;
}

function hard(at: Instant): Partial<OutcomeInput> & Pick<OutcomeInput, 'code'> {
  return { code: 'appointment_hard', appointment: { at, firmness: 'hard', withRole: 'parent' } };
}

function soft(at: Instant): Partial<OutcomeInput> & Pick<OutcomeInput, 'code'> {
  return { code: 'appointment_soft', appointment: { at, firmness: 'soft', withRole: 'parent' } };
}

async function makeFamily(app: TestApplication, study: Study): Promise<void> {
  await transaction(app.database, async (trx) => {
    await trx('vault_persons').where({ study_id: study.id }).update({ family_id: 'gezin' });
  });
}

async function seatsTaken(app: TestApplication, domain: string): Promise<number | undefined> {
  const row = await app.database
    .read('domains')
    .where({ code: domain })
    .first<{ seats_taken: number } | undefined>('seats_taken');
  return row?.seats_taken;
}

describeOnEachDatabase('the rules of the queue', ({ openDatabase }) => {
  it('give a case with another language to an interviewer who speaks it, and to nobody else', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [CHILD]);
    const [mila = '', elif = ''] = await interviewers(app, 2);
    app.setClock(EVENING);
    await call(app, study, mila, { code: 'language_barrier', language: 'tr' });
    expect(await take(app, study, mila)).toBeNull();
    expect(await whyNot(app, study, 'C001')).toMatch(/^Nu niet: geen enquêteur spreekt de taal/);
    await transaction(app.database, (trx) => trx('user_languages').insert({ user_id: elif, language: 'tr' }));
    expect(await whyNot(app, study, 'C001')).toMatch(/^Nu aan de beurt/);
    expect(await take(app, study, mila)).toBeNull();
    expect(await take(app, study, elif)).toBe('C001');
  });

  it('give the turn to the domain that is furthest behind its target', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [
      { ...CHILD, domain: 'basishulp' },
      { ...CHILD, domain: 'basishulp' },
      { ...CHILD, domain: 'jb_jr' },
    ]);
    await setTargets(app, COMMAND, study.slug, { basishulp: 100, specialistisch: 100, jb_jr: 100 });
    await transaction(app.database, (trx) =>
      trx('domains').where({ study_id: study.id, code: 'basishulp' }).update({ seats_taken: 40 }),
    );
    const [mila = '', joris = ''] = await interviewers(app, 2);
    app.setClock(EVENING);
    expect(await take(app, study, mila)).toBe('C003');
    expect(await take(app, study, joris)).toMatch(/C00[12]/);
  });

  it('stop a domain at its target, the hard appointments and the cases in hand counted', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [CHILD, CHILD, CHILD]);
    await setTargets(app, COMMAND, study.slug, { basishulp: 2, specialistisch: 0, jb_jr: 0 });
    const [mila = '', joris = '', elif = ''] = await interviewers(app, 3);
    app.setClock(EVENING);
    const later = instant('2026-04-14T19:30:00+02:00');
    const promised = await call(app, study, mila, hard(later));
    expect(await seatsTaken(app, 'basishulp')).toBe(1);
    const last = await take(app, study, joris);
    expect(await take(app, study, elif)).toBeNull();
    const left = ['C001', 'C002', 'C003'].find((number) => number !== promised && number !== last) ?? '';
    expect(await whyNot(app, study, left)).toMatch(/^Nu niet: het domein heeft alle interviews/);
    // Whoever was promised a call is called.
    app.setClock(later);
    expect(await take(app, study, mila)).toBe(promised);
  });

  it('keep a place for a soft appointment, and call for it although the domain is full', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [CHILD, CHILD]);
    await setTargets(app, COMMAND, study.slug, { basishulp: 1, specialistisch: 0, jb_jr: 0 });
    const [mila = ''] = await interviewers(app, 1);
    app.setClock(EVENING);
    const tomorrow = instant('2026-04-15T16:00:00+02:00');
    const promised = await call(app, study, mila, soft(tomorrow));
    expect(await seatsTaken(app, 'basishulp')).toBe(1);
    expect(await take(app, study, mila)).toBeNull();
    app.setClock(tomorrow);
    expect(await whyNot(app, study, promised)).toMatch(/^Nu aan de beurt: er is een zachte afspraak/);
    expect(await take(app, study, mila)).toBe(promised);
  });

  it.each([
    ['hard', hard, '2026-05-02T15:00', '2026-05-03T08:00', '2026-05-04T09:00'],
    ['hard', hard, '2026-04-15T21:00', '2026-04-15T21:16', '2026-04-16T09:00'],
    ['soft', soft, '2026-04-20T17:00', '2026-04-20T21:20', '2026-04-21T09:00'],
  ])(
    'call for a %s appointment that was missed in the calling hours only',
    async (_firmness, appointed, ...moments) => {
      const [agreed, missed, open] = moments.map((one) => instant(`${one}:00+02:00`));
      if (agreed === undefined || missed === undefined || open === undefined)
        throw new Error('three moments');
      const app = createTestApplication(await openDatabase());
      const study = await studyInFieldwork(app, [CHILD]);
      const [mila = ''] = await interviewers(app, 1);
      app.setClock(EVENING);
      const promised = await call(app, study, mila, appointed(agreed));
      app.setClock(missed);
      expect(await take(app, study, mila)).toBeNull();
      expect((await findNextMoment(app, study, mila)) ?? '').toBe(open);
      expect(await whyNot(app, study, promised)).toMatch(/^Nu niet: het is nu geen beltijd/);
      app.setClock(open);
      expect(await take(app, study, mila)).toBe(promised);
    },
  );

  it('give an appointment outside the calling hours out around its time, and then let it be dialled', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [CHILD, CHILD]);
    const [mila = '', joris = ''] = await interviewers(app, 2);
    app.setClock(EVENING);
    const missed = await call(app, study, mila, hard(instant('2026-04-18T15:00:00+02:00')));
    const onSunday = instant('2026-04-19T14:00:00+02:00');
    const promised = await call(app, study, joris, hard(onSunday));
    app.setClock(addMinutes(onSunday, -5));
    const asked = recordStatements(app.database);
    expect(await take(app, study, joris)).toBe(promised);
    expect(await take(app, study, mila)).toBeNull();
    if (app.database.engine === 'sqlite') {
      expect(await stepsThroughAllCases(app.database, asked)).toEqual([]);
    }
    const key = { interviewerId: joris, caseNumber: promised };
    app.setClock(addMinutes(onSunday, 16));
    await expect(placeCall(app, COMMAND, key)).rejects.toThrow('geen beltijd');
    app.setClock(addMinutes(onSunday, 15));
    await placeCall(app, COMMAND, key);
    app.setClock(instant('2026-04-20T09:00:00+02:00'));
    expect(await take(app, study, mila)).toBe(missed);
  });

  it('never give out the last place twice to interviewers who ask at once', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(
      app,
      Array.from({ length: 12 }, () => CHILD),
    );
    await setTargets(app, COMMAND, study.slug, { basishulp: 3 });
    const people = await interviewers(app, 12);
    app.setClock(EVENING);
    const taken = await Promise.all(people.map((id) => take(app, study, id)));
    expect(taken.filter((number) => number !== null)).toHaveLength(3);
  });

  it('never give two cases of a family out at the same time', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [CHILD, CHILD]);
    await makeFamily(app, study);
    const people = await interviewers(app, 2);
    app.setClock(EVENING);
    const taken = await Promise.all(people.map((id) => take(app, study, id)));
    expect(taken.filter((number) => number !== null)).toHaveLength(1);
    const other = taken.includes('C001') ? 'C002' : 'C001';
    expect(await whyNot(app, study, other)).toMatch(/ander kind van dit gezin/);
    app.setClock(addMinutes(EVENING, 15));
    expect(await take(app, study, people[taken.indexOf(null)])).not.toBeNull();
  });

  it('stop all cases of a family after a death, until the supervisor resumes one', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [CHILD, CHILD]);
    await makeFamily(app, study);
    const [mila = ''] = await interviewers(app, 1);
    app.setClock(EVENING);
    const other = (await call(app, study, mila, { code: 'deceased' })) === 'C001' ? 'C002' : 'C001';
    expect(await take(app, study, mila)).toBeNull();
    expect(await whyNot(app, study, other)).toMatch(/na een overlijden in het gezin/);
    const about = {
      slug: study.slug,
      caseNumber: other,
      action: 'resume',
      interviewerId: null,
      reason: 'De familie wil dit.',
      seenAt: app.clock(),
    } as const;
    app.setClock(addMinutes(app.clock(), 1));
    await decideCase(app, COMMAND, about);
    expect(await whyNot(app, study, other)).toMatch(/^Nu aan de beurt/);
    await expect(decideCase(app, COMMAND, about)).rejects.toThrow('niet gepauzeerd');
  });

  it('keep a hard appointment at the start of the shift of the own interviewer', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [CHILD]);
    const [mila = '', joris = ''] = await interviewers(app, 2);
    app.setClock(EVENING);
    const agreed = instant('2026-04-15T17:00:00+02:00');
    const promised = await call(app, study, mila, hard(agreed));
    const shift = (id: string, interviewer: string, from: number) => ({
      id,
      interviewer_id: interviewer,
      works_on: '2026-04-15',
      from_minute: from,
      until_minute: 1230,
    });
    await transaction(app.database, (trx) =>
      trx('shifts').insert([shift('s1', mila, 1020), shift('s2', joris, 900)]),
    );
    app.setClock(addMinutes(agreed, -4));
    expect(await whyNot(app, study, promised)).toMatch(/De eigen enquêteur gaat voor/);
    expect(await take(app, study, joris)).toBeNull();
    await transaction(app.database, (trx) => trx('shifts').where({ id: 's1' }).update({ from_minute: 1021 }));
    expect(await take(app, study, joris)).toBe(promised);
  });

  it('keep a hard appointment for the own interviewer only when they are on shift', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [CHILD]);
    const [mila = '', joris = ''] = await interviewers(app, 2);
    app.setClock(EVENING);
    const later = instant('2026-04-14T19:30:00+02:00');
    await call(app, study, mila, hard(later));
    app.setClock(addMinutes(later, -3));
    expect(await take(app, study, joris)).toBeNull();
    const shift = {
      id: 's1',
      interviewer_id: joris,
      works_on: '2026-04-14',
      from_minute: 1080,
      until_minute: 1230,
    };
    await transaction(app.database, (trx) => trx('shifts').insert(shift));
    expect(await take(app, study, joris)).toBe('C001');
  });
});
