import { expect, it } from 'vitest';
import { down, up } from '../../migrations/0034-seats-of-soft-appointments.js';
import { createTestApplication } from '../support/application.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { studyInFieldwork } from '../support/fieldwork.js';

describeOnEachDatabase('the places of appointments that were made before', ({ openDatabase }) => {
  it('are counted, those of soft ones too', async () => {
    const app = createTestApplication(await openDatabase());
    const child = { bornOn: '2016-05-01' };
    await studyInFieldwork(app, [child, child, child, { ...child, domain: 'jb_jr' }]);
    const { read, write } = app.database;
    const appoint = async (caseNumber: string, dueKind: string, holdsSeat: number): Promise<void> => {
      const change = { status: 'appointment', due_kind: dueKind, holds_seat: holdsSeat };
      await write('cases').where({ case_number: caseNumber }).update(change);
    };
    await appoint('C001', 'hard_appointment', 1);
    await appoint('C002', 'soft_appointment', 0);
    await write('domains').where({ code: 'basishulp' }).update({ seats_taken: 1 });
    const seats = (): Promise<unknown> => read('domains').orderBy('code').select('code', 'seats_taken');

    await up(write);
    expect(await seats()).toEqual([
      { code: 'basishulp', seats_taken: 2 },
      { code: 'jb_jr', seats_taken: 0 },
      { code: 'specialistisch', seats_taken: 0 },
    ]);
    expect(await read('cases').orderBy('case_number').pluck('holds_seat')).toEqual([1, 1, 0, 0]);
    await down(write);
    expect(await read('cases').orderBy('case_number').pluck('holds_seat')).toEqual([1, 0, 0, 0]);
  });
});
