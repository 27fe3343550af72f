import { expect, it } from 'vitest';
import { frameCounts } from '../../../src/features/frames/frame-report.service.js';
import { importDelivery, listDeliveries } from '../../../src/features/frames/frames.service.js';
import { findTampering } from '../../../src/features/audit/audit.service.js';
import { COMMAND, createTestApplication, type TestApplication } from '../../support/application.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { exampleFile, makeStudy } from '../../support/frames.js';

const HEADER =
  'clientnummer;voornaam;achternaam;geboortedatum;postcode;telefoon_ouder;gezinsdossier;geheim_adres';

function clientFile(name: string, rows: readonly string[], domain = 'basishulp', organisation = name) {
  return { name, bytes: Buffer.from([HEADER, ...rows].join('\n')), domain, organisation };
}

async function personsOf(app: TestApplication): Promise<readonly Record<string, unknown>[]> {
  return app.database
    .read('vault_persons')
    .join('domains', 'domains.id', 'domain_id')
    .orderBy('person_number')
    .select<Record<string, unknown>[]>('person_number', 'code', 'has_secret_address', 'is_match_uncertain');
}

describeOnEachDatabase('importing a client file', ({ openDatabase }) => {
  it('recognises a person in a later file, and puts it in the domain of higher priority', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await makeStudy(app);
    await importDelivery(
      app,
      COMMAND,
      study,
      clientFile('a', ['1;S.;Yılmaz;01-02-2012;3011AA;0612345678;;N']),
    );
    const file = clientFile('b', ['Z9;Sem;YILMAZ;2012-02-01;3011 AA;010-1234567;;J'], 'jb_jr');
    await importDelivery(app, COMMAND, study, file);
    expect(await personsOf(app)).toEqual([
      { person_number: 1, code: 'jb_jr', has_secret_address: 1, is_match_uncertain: 0 },
    ]);
    expect(await app.database.read('vault_care_records')).toHaveLength(2);
    const lower = clientFile('c', ['7;Sem;Yilmaz;01-02-2012;3011AA;0612345678;;N']);
    await importDelivery(app, COMMAND, study, lower);
    expect((await personsOf(app))[0]).toMatchObject({ code: 'jb_jr', has_secret_address: 1 });
    expect(await app.database.read('vault_contacts')).toEqual([]);
    expect(await app.database.read('vault_persons').whereNotNull('last_name_sealed')).toEqual([]);
  });

  it('keeps twins apart, and somebody who may be another as a person of its own, marked', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await makeStudy(app);
    const rows = [
      '1;Sem;Vos;01-02-2012;3011AA;0612345678;G1;N',
      '2;Liv;Vos;01-02-2012;3011AA;0612345678;G1;N',
      '3;Sanne;Vos;01-02-2012;3011AA;0612345678;G1;N',
    ];
    await importDelivery(app, COMMAND, study, clientFile('a', rows));
    expect((await personsOf(app)).map((person) => person['is_match_uncertain'])).toEqual([0, 0, 1]);
    const counts = await frameCounts(app, app.database.read, study);
    expect(counts).toMatchObject({
      persons: { total: 3 },
      families: 1,
      uncertainMatches: 1,
      withoutNumber: 0,
    });
  });

  it('counts who has no number that can be called', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await makeStudy(app);
    const rows = ['1;Sem;Vos;01-02-2012;3011AA;6,12E+08;;N', '2;Liv;Smit;01-02-2013;3011AB;;;N'];
    await importDelivery(app, COMMAND, study, clientFile('a', rows));
    expect(await frameCounts(app, app.database.read, study)).toMatchObject({ withoutNumber: 2 });
    const problems = await app.database
      .read('vault_delivery_problems')
      .select<object[]>('line_number', 'reason');
    expect(problems).toEqual([{ line_number: 2, reason: 'telephone_exponent' }]);
  });

  it('does not take the same file twice, also not at the same moment', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await makeStudy(app);
    const file = exampleFile('specialistisch/aanbieder-14.csv');
    const results = await Promise.allSettled([
      importDelivery(app, COMMAND, study, file),
      importDelivery(app, COMMAND, study, { ...file, name: 'kopie.csv', organisation: 'Anders' }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await listDeliveries(app, study)).toHaveLength(1);
    expect(await app.database.read('organisations')).toHaveLength(1);
    expect(await findTampering(app.database.read)).toBeNull();
  });

  it('takes two files at the same moment one after the other', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await makeStudy(app);
    await Promise.all([
      importDelivery(app, COMMAND, study, exampleFile('specialistisch/aanbieder-13.csv')),
      importDelivery(app, COMMAND, study, exampleFile('specialistisch/aanbieder-14.csv')),
    ]);
    const deliveries = await listDeliveries(app, study);
    expect(deliveries.map(({ position }) => position)).toEqual([1, 2]);
    const numbers = (await personsOf(app)).map((person) => person['person_number']);
    expect(numbers).toEqual(numbers.map((_, place) => place + 1));
  });

  it.each([
    [
      'jeugd',
      'Aanbieder',
      /Het domein jeugd hoort niet bij dit onderzoek. Kies uit: basishulp, specialistisch, jb_jr/,
    ],
    ['jb_jr', '  ', /Vul de naam van de organisatie in/],
  ])('for domain “%s” and organisation “%s” is refused', async (domain, organisation, message) => {
    const app = createTestApplication(await openDatabase());
    const study = await makeStudy(app);
    const file = { ...exampleFile('specialistisch/aanbieder-15.csv'), domain, organisation };
    await expect(importDelivery(app, COMMAND, study, file)).rejects.toThrow(message);
    expect(await app.database.read('organisations')).toEqual([]);
  });
});
