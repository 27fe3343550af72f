import { expect, it } from 'vitest';
import type { Seed } from '../../../src/domain/sampling/random.js';
import { drawStudySample, type WantedDraw } from '../../../src/features/samples/samples.service.js';
import { samplingReport } from '../../../src/features/samples/sampling-report.service.js';
import { COMMAND, createTestApplication } from '../../support/application.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { importExamples, makeStudy } from '../../support/frames.js';

/** A promise to whoever drew before; the arithmetic itself is compared with numpy in test/domain/sampling. */
const GOLDEN: readonly {
  readonly name: string;
  readonly wanted: Pick<WantedDraw, 'sizes' | 'method'>;
  readonly algorithm: string;
  readonly frameHash: string;
  /** Person number and probability: drawn of selectable. */
  readonly units: readonly (readonly [number, number])[];
}[] = [
  {
    name: 'simple',
    wanted: { sizes: { specialistisch: 10 } },
    algorithm: 'fisher-yates-mt19937 1',
    frameHash: '1fb68c949767fa50b5cda8381278dd002f85883c034355e6261fd325a907064a',
    // 10 of 77.
    units: [14, 23, 25, 34, 46, 50, 57, 69, 74, 75].map((number) => [number, 10 / 77]),
  },
  {
    name: 'systematic',
    wanted: { sizes: { specialistisch: 10 }, method: 'systematic' },
    algorithm: 'systematic-mt19937 1',
    frameHash: 'e96a32e3a58266268634307b365f92712b5d6c1038eede6e74137c90c209eb2b',
    units: [3, 29, 31, 33, 34, 35, 56, 67, 68, 77].map((number) => [number, 10 / 77]),
  },
  {
    name: 'by segment',
    wanted: {
      sizes: {
        'specialistisch/jeugd_ggz': 4,
        'specialistisch/jeugd_en_opvoedhulp': 3,
        'specialistisch/jeugd_met_beperking': 2,
      },
    },
    algorithm: 'fisher-yates-mt19937 1',
    frameHash: 'd4f00e4fc87ef29205b1129721416e8e2eabf6705d0b10886a23a95ba67267d3',
    // 3 of 19, 4 of 29 and 2 of 29.
    units: [
      [8, 3 / 19],
      [22, 2 / 29],
      [24, 4 / 29],
      [28, 4 / 29],
      [48, 3 / 19],
      [53, 4 / 29],
      [57, 4 / 29],
      [58, 3 / 19],
      [66, 2 / 29],
    ],
  },
];

describeOnEachDatabase('a draw of today', ({ openDatabase }) => {
  it('is the draw of the first version, for each method', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await makeStudy(app);
    await importExamples(app, study, ['specialistisch/aanbieder-12.csv']);
    for (const { name, wanted, algorithm, frameHash, units } of GOLDEN) {
      const draw = await drawStudySample(app, COMMAND, study.slug, {
        ...wanted,
        seed: 42 as Seed,
        reason: 'De volgende methode',
      });
      const report = await samplingReport(app.database.read, study, draw);
      const why = `${name}: the same inputs give another sample. Raise the version in drawAlgorithms, and list the new sample here.`;
      expect([report.algorithm, report.frame_hash], why).toEqual([algorithm, frameHash]);
      const found = report.units.map(({ id, probability }) => [Number(id.slice(1)), probability]);
      expect(found, why).toEqual(
        units.map(([number, probability]) => [number, expect.closeTo(probability, 12) as number]),
      );
    }
  });
});
