import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Application } from '../../../src/application.js';
import { frameCounts } from '../../../src/features/frames/frame-report.service.js';
import {
  type Delivery,
  importDelivery,
  listDeliveries,
  previewWithdrawal,
  withdrawDelivery,
} from '../../../src/features/frames/frames.service.js';
import { drawStudySample } from '../../../src/features/samples/samples.service.js';
import type { Seed } from '../../../src/domain/sampling/random.js';
import { getStudy, type Study } from '../../../src/features/studies/studies.service.js';
import { COMMAND, createTestApplication } from '../../support/application.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { frameState } from '../../support/frame-state.js';
import { exampleFile, importExamples, makeStudy } from '../../support/frames.js';

const HEADING = 'clientnummer;voornaam;achternaam;geboortedatum;postcode;telefoon ouder;gezinsnummer;geheim';

function clientFile(name: string, rows: readonly string[], domain = 'basishulp') {
  return { name, domain, organisation: name, bytes: Buffer.from([HEADING, ...rows].join('\n')) };
}

/** A study of its own with these files, in this order. */
async function frameOf(
  app: Application,
  files: readonly ReturnType<typeof clientFile>[],
): Promise<{ study: Study; deliveries: readonly Delivery[] }> {
  const study = await makeStudy(app, `Studie ${app.newId()}`);
  const deliveries: Delivery[] = [];
  for (const file of files) deliveries.push(await importDelivery(app, COMMAND, study, file));
  return { study, deliveries };
}

async function stateOf(app: Application, study: Study): Promise<readonly string[]> {
  return frameState(app.database.read, study.id);
}

/** Few people, written in many ways, so that rows meet. */
const row = fc
  .record({
    given: fc.constantFrom('Sem', 'S.', 'Sanne', 'S', 'Liv', 'L.'),
    last: fc.constantFrom('Vos', 'Smit'),
    postcode: fc.constantFrom('3011AA', '3011AA', '3012BB', ''),
    secret: fc.constantFrom('N', 'N', 'J'),
  })
  .map(({ given, last, postcode, secret }) => `7;${given};${last};01-02-2012;${postcode};;;${secret}`);
const rows = fc.array(row, { minLength: 1, maxLength: 8 });

describeOnEachDatabase('withdrawing a delivery', ({ openDatabase, engine }) => {
  it('leaves what would have been there without it, whichever came first', { timeout: 60_000 }, async () => {
    const app = createTestApplication(await openDatabase());
    await fc.assert(
      fc.asyncProperty(rows, rows, rows, fc.nat(2), async (one, two, three, place) => {
        const files = [
          clientFile('a', one),
          clientFile('b', ['', ...two], 'jb_jr'),
          clientFile('c', ['', '', ...three], 'specialistisch'),
        ] as const;
        const file = files[place] ?? files[0];
        const others = files.filter((other) => other !== file);
        const withdrawn = await frameOf(app, files);
        await withdrawDelivery(app, COMMAND, withdrawn.study, {
          deliveryId: withdrawn.deliveries[place]?.id ?? '',
          reason: 'proef',
        });
        expect(await stateOf(app, withdrawn.study)).toEqual(
          await stateOf(app, (await frameOf(app, others)).study),
        );
        // When it comes back it comes last.
        await importDelivery(app, COMMAND, withdrawn.study, file);
        const last = await frameOf(app, [...others, file]);
        expect(await stateOf(app, withdrawn.study)).toEqual(await stateOf(app, last.study));
      }),
      { numRuns: engine === 'sqlite' ? 20 : 8 },
    );
  });

  it('is foretold by a preview, and leaves the other files as they were', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await makeStudy(app);
    await importExamples(app, study, ['specialistisch/aanbieder-14.csv']);
    const before = await frameCounts(app, app.database.read, study);
    await importExamples(app, study, ['jb-jr/jbrr-2025.csv', 'specialistisch/aanbieder-15.csv']);
    const all = await frameCounts(app, app.database.read, study);
    const [, large, small] = await listDeliveries(app, study);
    if (large === undefined || small === undefined) throw new Error('no deliveries');
    const preview = await previewWithdrawal(app, study, large.id);
    expect(preview.rows).toBe(large.acceptedRows);
    expect(preview.gonePersons + preview.keptPersons).toBe(large.personCount);
    expect(preview.otherDomainPersons).toBe(preview.keptPersons);
    await withdrawDelivery(app, COMMAND, study, { deliveryId: large.id, reason: 'verkeerd jaar' });
    const after = await frameCounts(app, app.database.read, study);
    expect(after.persons.total).toBe(all.persons.total - preview.gonePersons);
    await withdrawDelivery(app, COMMAND, study, { deliveryId: small.id, reason: 'dubbel' });
    expect(await frameCounts(app, app.database.read, study)).toEqual(before);
    const log = await app.database.read('audit_log').where({ action: 'frame.withdraw' }).pluck('detail');
    expect(log).toHaveLength(2);
    expect(log[0]).toContain('verkeerd jaar');
    // Withdrawn is forgotten: the same file may come again.
    await importDelivery(app, COMMAND, study, exampleFile('jb-jr/jbrr-2025.csv'));
  });

  it('is refused after the draw, and of what is not there', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await makeStudy(app);
    await importExamples(app, study, ['specialistisch/aanbieder-14.csv']);
    const [delivery] = await listDeliveries(app, study);
    const wanted = { deliveryId: delivery?.id ?? '', reason: 'te laat' };
    await expect(
      withdrawDelivery(app, COMMAND, study, { ...wanted, deliveryId: 'none' }),
    ).rejects.toMatchObject({
      kind: 'not_found',
    });
    await drawStudySample(app, COMMAND, study.slug, {
      seed: 1 as Seed,
      sizes: { specialistisch: 5 },
      reason: null,
    });
    const drawn = await getStudy(app.database.read, study.slug);
    await expect(withdrawDelivery(app, COMMAND, drawn, wanted)).rejects.toMatchObject({
      kind: 'wrong_state',
    });
    expect(await listDeliveries(app, study)).toHaveLength(1);
  });

  it('happens by itself when a corrected file takes the place of the delivery', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await makeStudy(app);
    const people = ['1;Sem;Vos;01-02-2012;3011AA;0612345678;;N', '2;Liv;Smit;01-02-2013;3011AB;;;N'];
    const wrong = await importDelivery(app, COMMAND, study, clientFile('a', people));
    const right = clientFile('a2', [...people.slice(1), '3;Bo;Kok;03-04-2014;3013CC;;;N']);
    await importDelivery(app, COMMAND, study, { ...right, replaces: wrong.id });
    expect((await listDeliveries(app, study)).map(({ fileName }) => fileName)).toEqual(['a2']);
    const only = await frameOf(app, [right]);
    expect(await stateOf(app, study)).toEqual(await stateOf(app, only.study));
    await expect(
      importDelivery(app, COMMAND, study, { ...clientFile('b', people), replaces: wrong.id }),
    ).rejects.toThrow(/is er niet meer/);
    expect(await listDeliveries(app, study)).toHaveLength(1);
  });
});
