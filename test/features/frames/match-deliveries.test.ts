import { expect, it } from 'vitest';
import { frameCounts } from '../../../src/features/frames/frame-report.service.js';
import {
  importDelivery,
  listDeliveries,
  withdrawDelivery,
} from '../../../src/features/frames/frames.service.js';
import { countMatches, decideMatch, listMatches } from '../../../src/features/frames/matches.service.js';
import type { MatchDecision } from '../../../src/domain/frame/match-decision.js';
import type { MatchPairKind } from '../../../src/domain/frame/match-pair.js';
import type { Study } from '../../../src/features/studies/studies.service.js';
import { COMMAND, createTestApplication, type TestApplication } from '../../support/application.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { makeStudy } from '../../support/frames.js';

const HEADER = 'clientnummer;voornaam;achternaam;geboortedatum;postcode;telefoon_ouder;geheim_adres';
const TEAM = ['1;Noor;Bakker;07-08-2014;3013CC;0634567812;N', '2;Sem;Vos;01-02-2012;3011AA;;N'];
const PROVIDER = ['A2;Noor;Bakker;07-08-2014;3099ZZ;;J', 'A3;Sanne;Vos;01-02-2012;3011AA;;N'];

function clientFile(organisation: string, rows: readonly string[], domain: string) {
  const bytes = Buffer.from([HEADER, ...rows].join('\n'));
  return { name: `${organisation}.csv`, bytes, domain, organisation };
}

const team = clientFile('Wijkteam', TEAM, 'basishulp');
const provider = clientFile('De Brug', PROVIDER, 'specialistisch');

async function decide(
  app: TestApplication,
  study: Study,
  kind: MatchPairKind,
  decision: MatchDecision,
): Promise<void> {
  const wanted = { state: 'open', kind, after: 0, limit: 10 } as const;
  const [pair, ...others] = await listMatches(app.database.read, study, wanted);
  expect(others).toEqual([]);
  await decideMatch(app, COMMAND, study.slug, { key: pair?.key ?? '', decision });
}

/** Persons, persons at a secret address, and pairs that are open and decided. */
async function standing(app: TestApplication, study: Study): Promise<readonly number[]> {
  const counts = await frameCounts(app, app.database.read, study);
  const { open, decided } = await countMatches(app.database.read, study);
  return [counts.persons.total, counts.atSecretAddress, open, decided];
}

async function deliveryOf(app: TestApplication, study: Study, organisation: string): Promise<string> {
  const found = (await listDeliveries(app, study)).find(
    ({ organisationName }) => organisationName === organisation,
  );
  return found?.id ?? '';
}

async function decidedStudy(app: TestApplication): Promise<Study> {
  const study = await makeStudy(app);
  await importDelivery(app, COMMAND, study, team);
  await importDelivery(app, COMMAND, study, provider);
  await decide(app, study, 'moved', 'same');
  await decide(app, study, 'same_initial', 'different');
  expect(await standing(app, study)).toEqual([3, 1, 0, 2]);
  return study;
}

describeOnEachDatabase('decisions about who is the same person', ({ openDatabase }) => {
  it('hold when a corrected file takes the place of a delivery', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await decidedStudy(app);
    const corrected = [...PROVIDER.toReversed(), 'A9;Finn;Mol;09-09-2015;3014DD;;N'];
    const replaces = await deliveryOf(app, study, 'De Brug');
    const file = clientFile('De Brug', corrected, 'specialistisch');
    await importDelivery(app, COMMAND, study, { ...file, replaces });
    expect(await standing(app, study)).toEqual([4, 1, 0, 2]);
  });

  it.each([
    ['De Brug', provider, [2, 0, 0, 0]],
    ['Wijkteam', team, [2, 1, 0, 0]],
  ] as const)(
    'wait while the file of %s is withdrawn, and hold again when it comes back',
    async (name, file, without) => {
      const app = createTestApplication(await openDatabase());
      const study = await decidedStudy(app);
      await withdrawDelivery(app, COMMAND, study, {
        deliveryId: await deliveryOf(app, study, name),
        reason: 'verkeerde lijst',
      });
      expect(await standing(app, study)).toEqual(without);
      await importDelivery(app, COMMAND, study, file);
      expect(await standing(app, study)).toEqual([3, 1, 0, 2]);
    },
  );
});
