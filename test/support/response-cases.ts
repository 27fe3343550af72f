import { insertRows } from '../../src/database/batches.js';
import { transaction } from '../../src/database/database.js';
import type { Application } from '../../src/application.js';
import type { RateGroup } from '../../src/domain/contact/outcome.js';
import { createStudy, type Study } from '../../src/features/studies/studies.service.js';
import { COMMAND, FROZEN_NOON } from './application.js';

/** How many cases of each group a domain has. */
export type GroupCounts = Readonly<Partial<Record<RateGroup | 'unreleased', number>>>;

const STATUS: Readonly<Record<RateGroup | 'unreleased', string>> = {
  I: 'completed',
  P: 'partial',
  R: 'refused',
  NC: 'not_reached',
  O: 'other_nonresponse',
  UH: 'not_reached',
  UO: 'unreachable',
  NE: 'ineligible',
  excluded: 'excluded',
  withdrawn: 'withdrawn',
  open: 'retry',
  unreleased: 'unreleased',
};

/** Every value that a case can be broken down by, over and over, also the ones that are not known. */
const SEGMENTS = ['jeugd_ggz', 'jeugd_en_opvoedhulp', 'jeugd_met_beperking', null];
const AGES = ['0-11', '12-15', '16+', null, '12-15'];
const ROLES = ['parent', 'youth', 'guardian', 'parent', null, 'parent', 'youth'];
const CALLED = [
  // 30 March: the first day of the week in which the clock has just changed.
  '2026-03-29T22:30:00.000Z',
  '2026-04-02T16:05:00.000Z',
  '2026-04-05T21:59:00.000Z',
  '2026-04-07T07:00:00.000Z',
  '2026-04-11T09:29:59.000Z',
  '2026-04-13T13:00:00.000Z',
];

/** A study of which every case is in the group that the test says, by domain. */
export async function studyWithGroups(
  app: Application,
  groups: Readonly<Record<string, GroupCounts>>,
  input: Partial<Parameters<typeof createStudy>[2]> = {},
): Promise<Study> {
  const study = await createStudy(app, COMMAND, {
    name: 'CEO 2025',
    slug: 'ceo-2025',
    reportYear: 2025,
    questionnaireId: 'ceo-jeugd-2016',
    isPractice: false,
    fieldworkStartsOn: null,
    fieldworkEndsOn: null,
    ...input,
  });
  await app.database.write('draws').insert({
    id: `draw-${study.slug}`,
    study_id: study.id,
    is_current: 1,
    seed: '42',
    algorithm: 'test',
    frame_hash: 'test',
    settings: '{}',
    drawn_at: FROZEN_NOON,
  });
  let number = 100_000;
  const rows = study.domains.flatMap(({ id, code }) =>
    Object.entries(groups[code] ?? {}).flatMap(([group, count]) =>
      Array.from({ length: count }, () => {
        number += 1;
        return caseRow(study, { domainId: id, group: group as keyof GroupCounts, number });
      }),
    ),
  );
  await transaction(app.database, async (trx) => {
    await insertRows(trx, 'cases', rows);
  });
  return study;
}

function caseRow(
  study: Study,
  { domainId, group, number }: { domainId: string; group: keyof GroupCounts; number: number },
): object {
  const isOut = group === 'unreleased' || group === 'excluded';
  const called = isOut ? null : pick(CALLED, number);
  return {
    id: `case-${study.slug}-${String(number)}`,
    case_number: String(number),
    study_id: study.id,
    domain_id: domainId,
    draw_id: `draw-${study.slug}`,
    segment: pick(SEGMENTS, number),
    age_band: pick(AGES, number),
    inclusion_probability: 0.1,
    // Two weights that are not whole in binary.
    design_weight: number % 2 === 0 ? 10.1 : 7.3,
    replicate: group === 'unreleased' ? 3 : (number % 2) + 1,
    released_at: isOut ? null : FROZEN_NOON,
    status: STATUS[group],
    rate_group: group === 'unreleased' ? 'open' : group,
    attempt_count: isOut ? 0 : 2,
    first_called_at: called,
    last_called_at: called,
    last_asked_role: called === null ? null : pick(ROLES, number),
  };
}

function pick<Value>(values: readonly Value[], at: number): Value | null {
  return values[at % values.length] ?? null;
}
