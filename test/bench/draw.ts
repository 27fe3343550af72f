import { openDatabase } from '../../src/database/open-database.js';
import { drawSample, type DrawPlan } from '../../src/domain/sampling/draw.js';
import type { FrameUnit, FrameUnitId } from '../../src/domain/sampling/frame-unit.js';
import type { Seed } from '../../src/domain/sampling/random.js';
import { type Benchmark, measurement, percentile } from './measurement.js';

const UNITS = 1_000_000;
const SAMPLE = 10_000;
const TIMES = 5;
const DOMAINS = ['basishulp', 'jb_jr', 'specialistisch'];

/**
 * Drawing 10,000 of a million units in memory, stratified, with one child per family, against SQLite's own
 * `order by random() limit 10000` over a table of as many rows. The two are asked in turn, and measured in processor time: a
 * busy machine counts for neither.
 */
export const draw: Benchmark = {
  name: 'draw',
  async measure() {
    const units = inventedFrame();
    const database = openDatabase({ engine: 'sqlite', file: ':memory:' });
    try {
      await database.write.raw('create table units (id integer primary key, domain text not null)');
      await database.write.raw(
        `insert into units with recursive n (id) as (select 1 union all select id + 1 from n where id < ${String(UNITS)})
         select id, 'domain ' || (id % 3) from n`,
      );
      const own: number[] = [];
      const systematic: number[] = [];
      const reference: number[] = [];
      let heapMegabytes = 0;
      for (let time = 0; time < TIMES; time += 1) {
        const before = process.memoryUsage().heapUsed;
        own.push(drawOnce(units, { seed: time as Seed, method: 'simple' }));
        heapMegabytes = Math.max(heapMegabytes, (process.memoryUsage().heapUsed - before) / 2 ** 20);
        systematic.push(drawOnce(units, { seed: time as Seed, method: 'systematic' }));
        const startedAt = processorMilliseconds();
        const rows = (await database.write.raw(
          `select id from units order by random() limit ${String(SAMPLE)}`,
        )) as unknown[];
        if (rows.length !== SAMPLE) throw new Error('the reference drew too few');
        reference.push(processorMilliseconds() - startedAt);
      }
      return measurement('draw', percentile(own, 0.5), {
        unit: 'ms',
        reference: { name: 'SQLite order by random() limit 10000', value: percentile(reference, 0.5) },
        detail: {
          units: UNITS,
          sample: SAMPLE,
          slowest: percentile(own, 1),
          systematic: percentile(systematic, 0.5),
          heap_grown_megabytes: Math.round(heapMegabytes),
        },
      });
    } finally {
      await database.close();
    }
  },
};

/** A million persons in three domains, in families of one to three, in no order that means something. */
function inventedFrame(): FrameUnit[] {
  return Array.from({ length: UNITS }, (_, place) => ({
    id: `P${String(place).padStart(7, '0')}` as FrameUnitId,
    stratum: DOMAINS[(place * 7) % 3] ?? '',
    family: `F${String(Math.floor(place / (1 + ((place >> 4) % 3))))}`,
    order: `organisatie ${String((place * 31) % 18).padStart(2, '0')}|${String((place * 17) % 23).padStart(3, '0')}`,
  }));
}

function drawOnce(units: readonly FrameUnit[], { seed, method }: Pick<DrawPlan, 'seed' | 'method'>): number {
  const sizes = { basishulp: 3_300, jb_jr: 3_300, specialistisch: 3_400 };
  const startedAt = processorMilliseconds();
  const drawn = drawSample(units, {
    seed,
    method,
    sizes,
    oneChildPerFamily: true,
    replicateShares: [60, 40],
  });
  const milliseconds = processorMilliseconds() - startedAt;
  if (drawn.kind !== 'drawn' || drawn.units.length !== SAMPLE) throw new Error('the draw failed');
  return milliseconds;
}

function processorMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
