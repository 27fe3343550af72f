import { expect, it } from 'vitest';
import { openDatabase as openLocation } from '../../../src/database/open-database.js';
import type { Seed } from '../../../src/domain/sampling/random.js';
import { listDeliveries, withdrawDelivery } from '../../../src/features/frames/frames.service.js';
import { queueImport, runWaitingImports } from '../../../src/features/frames/import-runs.service.js';
import { receiveUpload } from '../../../src/features/frames/uploads.service.js';
import { drawStudySample } from '../../../src/features/samples/samples.service.js';
import { everythingIn } from '../../support/all-text.js';
import { COMMAND, createTestApplication } from '../../support/application.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { exampleFile, importExamples, makeStudy } from '../../support/frames.js';

/** Of two clients in `aanbieder-01.csv`, as the file has it and as the program writes it. */
const PERSONAL = [
  'Yılmaz',
  'Elif Yılmaz',
  '0643248085',
  '+31643248085',
  '643248085',
  '3083 CK',
  '3083CK',
  '2011-06-08',
  'A01-00007',
  '0636414027',
  '3016 LZ',
  'Emma Dekker',
];

function foundIn(bytes: Buffer): readonly string[] {
  return PERSONAL.filter((text) => bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le')));
}

async function* once(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
  await Promise.resolve();
}

describeOnEachDatabase('the database', ({ makeDatabase }) => {
  it(
    'never holds a name, number, place or birth date of a client in the clear',
    { timeout: 120_000 },
    async () => {
      const location = await makeDatabase();
      const database = openLocation(location);
      const app = createTestApplication(database, { location });
      const study = await makeStudy(app);
      const file = exampleFile('specialistisch/aanbieder-01.csv');
      expect(foundIn(file.bytes).length).toBeGreaterThan(6);
      const { upload } = await receiveUpload(app, COMMAND, study, {
        name: file.name,
        bytes: once(file.bytes),
        domainId: null,
        organisation: null,
        replacesDeliveryId: null,
      });
      expect(foundIn(await everythingIn(database, location))).toEqual([]);
      await queueImport(app, COMMAND, study, {
        uploadId: upload.id,
        domain: file.domain,
        organisation: file.organisation,
        corrections: {},
        replaces: null,
      });
      await runWaitingImports(app);
      expect(foundIn(await everythingIn(database, location))).toEqual([]);
      const [delivery] = await listDeliveries(app, study);
      await withdrawDelivery(app, COMMAND, study, { deliveryId: delivery?.id ?? '', reason: 'proef' });
      expect(foundIn(await everythingIn(database, location))).toEqual([]);
      await importExamples(app, study, ['specialistisch/aanbieder-01.csv']);
      const [{ personCount } = { personCount: 0 }] = await listDeliveries(app, study);
      await drawStudySample(app, COMMAND, study.slug, {
        seed: 1 as Seed,
        sizes: { specialistisch: Math.floor(personCount / 2) },
        reason: null,
      });
      expect(await database.read('vault_contacts')).not.toEqual([]);
      expect(foundIn(await everythingIn(database, location))).toEqual([]);
      await database.close();
    },
  );
});
