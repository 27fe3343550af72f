import { expect, it } from 'vitest';
import { addMinutes, instant, localTime } from '../../../src/domain/calendar/instant.js';
import type { ConsentVerdict } from '../../../src/domain/consent/who-may-be-asked.js';
import { takeNextCase } from '../../../src/features/cases/case-claims.service.js';
import { explainCase, lookAtField } from '../../../src/features/cases/case-explanation.service.js';
import { getCaseOfStudy, loadCaseFile, permittedPlan } from '../../../src/features/cases/cases.service.js';
import { decideConsent } from '../../../src/features/fieldwork/conversation.service.js';
import { placeCall } from '../../../src/features/fieldwork/dialling.service.js';
import type { Study } from '../../../src/features/studies/studies.service.js';
import { addUser } from '../../../src/features/users/users.service.js';
import { COMMAND, createTestApplication, type TestApplication } from '../../support/application.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { type InventedCase, studyInFieldwork } from '../../support/fieldwork.js';

/** A Tuesday evening, in the day-part of a first attempt. */
const EVENING = instant('2026-04-14T18:00:00+02:00');

async function whyNot(app: TestApplication, study: Study, caseNumber: string): Promise<string> {
  const db = app.database.read;
  const file = await loadCaseFile(app, db, study, await getCaseOfStudy(db, study, caseNumber));
  return (await explainCase(app, db, await lookAtField(app, db, study), file)).sentence;
}

const ONLY_PARENT: InventedCase['contacts'] = [{ kind: 'parent', number: '+31612345678' }];
const ONLY_YOUTH: InventedCase['contacts'] = [{ kind: 'youth', number: '+31687654321' }];

describeOnEachDatabase('why nobody is called', ({ openDatabase }) => {
  it('names consent, the person without a number, or the birthday', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [
      { bornOn: '2008-06-01', contacts: ONLY_PARENT },
      { bornOn: '2010-04-20', contacts: ONLY_YOUTH },
      { bornOn: '2008-06-01', contacts: [] },
      { bornOn: '2008-06-01', contacts: ONLY_YOUTH },
      { bornOn: '2016-05-01', contacts: ONLY_YOUTH },
    ]);
    app.setClock(EVENING);
    const why = (caseNumber: string): Promise<string> => whyNot(app, study, caseNumber);
    expect(await why('C001')).toBe(
      'Nu niet: er is geen werkend nummer van iemand die nu mag worden gebeld. De jongere is 16 of ouder en beslist zelf.',
    );
    expect(await why('C002')).toBe(
      'Nu niet: tot de verjaardag is er niemand met een werkend nummer die mag worden gebeld, en de eerste keer is op een goed dagdeel (na schooltijd of avond). Wel vanaf maandag 20 april 15.00 uur.',
    );
    expect(await why('C003')).toBe('Nu niet: er is geen werkend telefoonnummer.');
    // Not until the sixteenth birthday, in 2032.
    expect(await why('C005')).toContain(
      'Nu niet: er is geen werkend nummer van iemand die nu mag worden gebeld.',
    );

    const mila = await addUser(app, COMMAND, {
      email: 'mila@example.org',
      name: 'Mila',
      roles: ['enqueteur'],
      password: 'een lang testwachtwoord',
    });
    const taken = await takeNextCase(app, study, mila.id);
    const key = { interviewerId: mila.id, caseNumber: taken?.caseNumber ?? '' };
    await placeCall(app, COMMAND, key);
    app.setClock(addMinutes(EVENING, 1));
    await decideConsent(app, COMMAND, key, { code: 'decline', language: 'nl' });
    expect(await why('C004')).toBe(
      'Nu niet: niemand mag worden gevraagd. De jongere wil niet meedoen. Bel niet meer.',
    );

    app.setClock(instant('2026-04-20T15:00:00+02:00'));
    expect(await why('C002')).toBe('Nu aan de beurt: deze casus is nog niet gebeld.');
  });

  it('says so when the contact data were erased', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [{ bornOn: '2016-05-01' }]);
    const db = app.database.read;
    const file = await loadCaseFile(app, db, study, await getCaseOfStudy(db, study, 'C001'));
    const today = localTime(EVENING).date;
    const erased: ConsentVerdict = { kind: 'nobody', band: 'parent_only', reason: 'withdrawn' };
    expect(permittedPlan({ ...file, bornOn: null, verdict: erased }, study.rules, today)).toEqual({
      isDue: false,
      reason: 'contact_data_erased',
    });
  });
});
