import { expect, it } from 'vitest';
import { frameCounts } from '../../../src/features/frames/frame-report.service.js';
import { importDelivery } from '../../../src/features/frames/frames.service.js';
import {
  countMatches,
  decideMatch,
  type ListedPair,
  listMatches,
  nextOpenMatch,
  openMatch,
  undoMatch,
} from '../../../src/features/frames/matches.service.js';
import { drawStudySample } from '../../../src/features/samples/samples.service.js';
import type { Study } from '../../../src/features/studies/studies.service.js';
import { COMMAND, createTestApplication, type TestApplication } from '../../support/application.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { makeStudy } from '../../support/frames.js';

const HEADER =
  'clientnummer;voornaam;achternaam;geboortedatum;postcode;telefoon_ouder;gezinsdossier;geheim_adres';

const TEAM = [
  '1;Sem;Vos;01-02-2012;3011AA;0612345678;G1;N',
  '2;Sanne;Vos;01-02-2012;3011AA;0612345678;G1;N',
  '3;Liv;Smit;05-06-2010;3012BB;0623456781;G2;N',
  '4;Noor;Bakker;07-08-2014;3013CC;0634567812;G3;N',
];
const PROVIDER = [
  'A1;Liv;Smit;05-06-2010;;;;N',
  'A2;Noor;Bakker;07-08-2014;3099ZZ;0634567812;;J',
  'A3;Noor;de Wit;07-08-2014;3013CC;;;N',
];

function clientFile(organisation: string, rows: readonly string[], domain = 'basishulp') {
  return {
    name: `${organisation}.csv`,
    bytes: Buffer.from([HEADER, ...rows].join('\n')),
    domain,
    organisation,
  };
}

async function withLookalikes(app: TestApplication): Promise<Study> {
  const study = await makeStudy(app);
  await importDelivery(app, COMMAND, study, clientFile('Wijkteam', TEAM));
  await importDelivery(app, COMMAND, study, clientFile('De Brug', PROVIDER, 'specialistisch'));
  return study;
}

async function openPairs(app: TestApplication, study: Study): Promise<readonly ListedPair[]> {
  return listMatches(app.database.read, study, { state: 'open', kind: null, after: 0, limit: 50 });
}

async function pairOf(app: TestApplication, study: Study, first: number, second: number): Promise<string> {
  for (const state of ['open', 'decided'] as const) {
    const pairs = await listMatches(app.database.read, study, { state, kind: null, after: 0, limit: 50 });
    const pair = pairs.find((one) => one.firstNumber === first && one.secondNumber === second);
    if (pair !== undefined) return pair.key;
  }
  throw new Error('there is no such pair');
}

async function personCount(app: TestApplication, study: Study): Promise<number> {
  return (await frameCounts(app, app.database.read, study)).persons.total;
}

describeOnEachDatabase('persons who may be one', ({ openDatabase }) => {
  it('are listed as pairs with what is alike, in the order of the frame', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await withLookalikes(app);
    const pairs = await openPairs(app, study);
    expect(pairs.map(({ firstNumber, secondNumber, kind }) => [firstNumber, secondNumber, kind])).toEqual([
      [1, 2, 'same_initial'],
      [3, 5, 'no_postcode'],
      [4, 6, 'moved'],
      [4, 7, 'renamed'],
    ]);
    const sources = pairs[2]?.persons.map((person) =>
      person.sources.map((source) => [source.organisationName, source.line]),
    );
    expect(sources).toEqual([[['Wijkteam', 5]], [['De Brug', 3]]]);
    expect(await countMatches(app.database.read, study)).toEqual({
      open: 4,
      decided: 0,
      openPerKind: { same_initial: 1, no_postcode: 1, moved: 1, renamed: 1 },
      certain: 0,
    });
  });

  it('have the same keys when the files come in another order', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await withLookalikes(app);
    const other = await makeStudy(app, 'Andere volgorde');
    await importDelivery(app, COMMAND, other, clientFile('De Brug', PROVIDER.toReversed(), 'specialistisch'));
    await importDelivery(app, COMMAND, other, clientFile('Wijkteam', TEAM.toReversed()));
    const keys = async (of: Study): Promise<string[]> =>
      (await openPairs(app, of)).map(({ key }) => key).sort();
    const [here, there] = [await keys(study), await keys(other)];
    // Without a postcode it is the number at the organisation that tells somebody, and organisations are of a study.
    expect(here.filter((key) => there.includes(key))).toHaveLength(3);
  });

  it('become one by a decision: one person, in the domain of higher priority, with the secret of either', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await withLookalikes(app);
    expect(await personCount(app, study)).toBe(7);
    const key = await pairOf(app, study, 4, 6);
    expect(await decideMatch(app, COMMAND, study.slug, { key, decision: 'same' })).toBeNull();
    expect(await personCount(app, study)).toBe(6);
    const noor = { person_number: 4 };
    expect(await app.database.read('vault_persons').where(noor).first<object>('has_secret_address')).toEqual({
      has_secret_address: 1,
    });
    const counts = await frameCounts(app, app.database.read, study);
    expect(counts.persons.per_domain_after_priority).toEqual({ basishulp: 3, specialistisch: 3, jb_jr: 0 });
    expect(counts.persons.in_more_than_one_domain).toBe(1);

    await undoMatch(app, COMMAND, study.slug, key);
    expect(await personCount(app, study)).toBe(7);
    const after = await frameCounts(app, app.database.read, study);
    expect(after.persons.per_domain_after_priority).toEqual({ basishulp: 4, specialistisch: 3, jb_jr: 0 });
    expect(after.persons.in_more_than_one_domain).toBe(0);
    expect(await app.database.read('vault_persons').where(noor).first<object>('has_secret_address')).toEqual({
      has_secret_address: 0,
    });
    expect(await app.database.read('vault_match_decisions')).toHaveLength(1);
  });

  it('bring their families together', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await makeStudy(app);
    const rows = [...TEAM, '8;Finn;Mol;09-09-2015;3099ZZ;0645678123;G9;N'];
    await importDelivery(app, COMMAND, study, clientFile('Wijkteam', rows));
    const moved = ['A2;Noor;Bakker;07-08-2014;3099ZZ;0645678123;;N'];
    await importDelivery(app, COMMAND, study, clientFile('De Brug', moved, 'specialistisch'));
    const families = async (): Promise<number> => (await frameCounts(app, app.database.read, study)).families;
    expect(await families()).toBe(4);
    const key = await pairOf(app, study, 4, 6);
    await decideMatch(app, COMMAND, study.slug, { key, decision: 'same' });
    expect(await families()).toBe(3);
    await undoMatch(app, COMMAND, study.slug, key);
    expect(await families()).toBe(4);
  });

  it('stay two when somebody says so, and leave the list', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await withLookalikes(app);
    const key = await pairOf(app, study, 1, 2);
    await decideMatch(app, COMMAND, study.slug, { key, decision: 'different' });
    expect(await personCount(app, study)).toBe(7);
    expect(await countMatches(app.database.read, study)).toMatchObject({ open: 3, decided: 1 });
    const again = decideMatch(app, COMMAND, study.slug, { key, decision: 'same' });
    await expect(again).rejects.toThrow(/al besloten/);
  });

  it('are not decided on against earlier decisions, and the refusal names those', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await makeStudy(app);
    const rows = ['Sem', 'Sanne', 'Saar'].map((name) => `${name};${name};Vos;01-02-2012;3011AA;;;N`);
    await importDelivery(app, COMMAND, study, clientFile('Wijkteam', rows));
    const decide = async (first: number, second: number, decision: 'same' | 'different') =>
      decideMatch(app, COMMAND, study.slug, { key: await pairOf(app, study, first, second), decision });
    await decide(1, 2, 'same');
    await decide(1, 3, 'different');
    expect(await decide(2, 3, 'same')).toEqual({
      different: [1, 3],
      same: [
        [1, 2],
        [2, 3],
      ],
    });
    expect(await app.database.read('vault_match_decisions')).toHaveLength(2);
    expect(await decide(2, 3, 'different')).toBeNull();
  });

  it('are no question any more when decisions about a third person make them one', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await makeStudy(app);
    const rows = ['Sem', 'Sanne', 'Saar'].map((name) => `${name};${name};Vos;01-02-2012;3011AA;;;N`);
    await importDelivery(app, COMMAND, study, clientFile('Wijkteam', rows));
    for (const [first, second] of [
      [1, 2],
      [2, 3],
    ] as const) {
      const key = await pairOf(app, study, first, second);
      await decideMatch(app, COMMAND, study.slug, { key, decision: 'same' });
    }
    expect(await countMatches(app.database.read, study)).toMatchObject({ open: 0, decided: 3 });
    expect(await personCount(app, study)).toBe(1);
    await undoMatch(app, COMMAND, study.slug, await pairOf(app, study, 1, 2));
    expect(await countMatches(app.database.read, study)).toMatchObject({ open: 2, decided: 1 });
    expect(await personCount(app, study)).toBe(2);
  });

  it('are decided before the draw; afterwards neither a decision nor an undo is possible', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await withLookalikes(app);
    const twins = await pairOf(app, study, 1, 2);
    const moved = await pairOf(app, study, 4, 6);
    await decideMatch(app, COMMAND, study.slug, { key: moved, decision: 'same' });
    const seed = null;
    await drawStudySample(app, COMMAND, study.slug, { seed, sizes: { specialistisch: 2 }, reason: null });
    const late = decideMatch(app, COMMAND, study.slug, { key: twins, decision: 'same' });
    await expect(late).rejects.toThrow(/na de trekking/);
    await expect(undoMatch(app, COMMAND, study.slug, moved)).rejects.toThrow(/na de trekking/);
  });

  it('are read with a line in the log, and come one after the other', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await withLookalikes(app);
    const key = await pairOf(app, study, 4, 6);
    const pair = await openMatch(app, COMMAND, study, key);
    expect(pair.persons.map(({ rows }) => rows.map(({ row }) => [row.given, row.postcode]))).toEqual([
      [['Noor', '3013CC']],
      [['Noor', '3099ZZ']],
    ]);
    const log = await app.database.read('audit_log').where({ action: 'frame.read_match' });
    expect(log).toMatchObject([{ object_id: key, actor_name: 'test' }]);
    const next = await nextOpenMatch(app.database.read, study, { after: pair.position, kind: null });
    expect([next?.firstNumber, next?.secondNumber]).toEqual([4, 7]);
    const around = await nextOpenMatch(app.database.read, study, { after: 4, kind: null });
    expect([around?.firstNumber, around?.secondNumber]).toEqual([1, 2]);
  });
});
