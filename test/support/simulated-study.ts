import { transaction } from '../../src/database/database.js';
import { openStream, type Seed } from '../../src/domain/sampling/random.js';
import { setTargets, type Study } from '../../src/features/studies/studies.service.js';
import { COMMAND, type TestApplication } from './application.js';
import { drawnStudy, type InventedCase } from './fieldwork.js';

const DOMAINS = ['basishulp', 'specialistisch', 'jb_jr'];

/**
 * A drawn study of children of all ages, some about to turn 12 or 16, some with a guardian, some with one number or
 * none of the young person, and every tenth with a brother or sister in the sample.
 */
export async function studyForSimulation(
  app: TestApplication,
  { seed, cases, target }: { seed: Seed; cases: number; target: number },
): Promise<Study> {
  const random = openStream(seed, 'clients');
  const clients = Array.from({ length: cases }, (_, index): InventedCase => {
    const year = 2005 + random.below(16);
    // Birthdays in the weeks of fieldwork, where the rules change.
    const month = random.below(3) === 0 ? 4 + random.below(2) : 1 + random.below(12);
    const isWard = index % 17 === 0;
    const adult = { kind: isWard ? 'guardian' : 'parent', number: '+31612345678' } as const;
    const youth = { kind: 'youth', number: '+31687654321' } as const;
    return {
      bornOn: `${String(year)}-${String(month).padStart(2, '0')}-${String(1 + random.below(28)).padStart(2, '0')}`,
      domain: DOMAINS[index % DOMAINS.length] ?? 'basishulp',
      ...(isWard ? { measure: 'voogdij' } : {}),
      contacts: [adult, ...(random.below(4) === 0 ? [adult] : []), ...(random.below(3) === 0 ? [] : [youth])],
    };
  });
  const study = await drawnStudy(app, clients);
  await setTargets(app, COMMAND, study.slug, Object.fromEntries(DOMAINS.map((domain) => [domain, target])));
  await transaction(app.database, async (trx) => {
    for (let number = 10; number < cases; number += 10) {
      await trx('vault_persons')
        .where({ study_id: study.id })
        .whereIn('person_number', [number, number + 1])
        .update({ family_id: `gezin ${String(number)}` });
    }
  });
  return study;
}
