import type { Reader } from '../../database/database.js';
import type { ExclusionReason } from '../../domain/contact/case-event.js';

/** Persons that other draws of the same frame have in common with a draw, by the id of the other draw. */
export async function countCommonUnits(db: Reader, drawId: string): Promise<ReadonlyMap<string, number>> {
  const rows: { draw_id: string; persons: number | string }[] = await db('draw_units as own')
    .join('draws as draw', 'draw.id', 'own.draw_id')
    .join('draws as other_draw', 'other_draw.study_id', 'draw.study_id')
    .join('draw_units as other', (on) => {
      on.on('other.draw_id', 'other_draw.id').andOn('other.person_number', 'own.person_number');
    })
    .where('own.draw_id', drawId)
    .whereNot('other_draw.id', drawId)
    .groupBy('other.draw_id')
    .orderBy('other.draw_id')
    .select('other.draw_id')
    .count({ persons: '*' });
  return new Map(rows.map((row) => [row.draw_id, Number(row.persons)]));
}

/** How many cases of each domain were taken out, by reason. */
export async function countExclusions(
  db: Reader,
  studyId: string,
): Promise<
  readonly { readonly domainId: string; readonly reason: ExclusionReason; readonly cases: number }[]
> {
  const rows = await db('cases')
    .where({ study_id: studyId })
    .whereNotNull('exclusion_reason')
    .groupBy('domain_id', 'exclusion_reason')
    .orderBy(['domain_id', 'exclusion_reason'])
    .select<{ domain_id: string; exclusion_reason: ExclusionReason; cases: number | string }[]>(
      'domain_id',
      'exclusion_reason',
      db.raw('count(*) as cases'),
    );
  return rows.map((row) => ({
    domainId: row.domain_id,
    reason: row.exclusion_reason,
    cases: Number(row.cases),
  }));
}
