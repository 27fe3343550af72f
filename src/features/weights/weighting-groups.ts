import type { WeightingGroup, WeightingPlan } from '../../domain/statistics/weighting/make-weights.js';
import type { StudyDesign } from './study-design.service.js';
import type { KnownFacts } from '../../domain/non-response/known-facts.js';
import { CELL_FACTS } from '../../domain/statistics/weighting/cell-fact.js';
import type { WeightSettings } from './weights.forms.js';
import type { CaseCount, WeightedPerson } from './weights.queries.js';

/** Interviews that are alike, with their random numbers. */
export interface PeopleGroup extends WeightingGroup {
  readonly ids: readonly string[];
}

/** Puts people together who are alike in everything that weights are made of. */
export function groupPeople(
  people: readonly WeightedPerson[],
  { design, levelsOf }: { readonly design: StudyDesign; readonly levelsOf: CellLevels },
): readonly PeopleGroup[] {
  const groups = new Map<string, { group: WeightingGroup; ids: string[] }>();
  for (const person of people) {
    const group = {
      stratum: design.stratumOf(person.domainId, person.segment),
      designWeight: person.designWeight,
      cellLevels: levelsOf(person),
      levels: person.levels.map((level) => (level === '' ? UNKNOWN : level)),
    };
    const key = JSON.stringify(group);
    const own = groups.get(key) ?? { group: { ...group, interviews: 0 }, ids: [] };
    own.ids.push(person.id);
    groups.set(key, own);
  }
  return [...groups.values()].map(({ group, ids }) => ({ ...group, interviews: ids.length, ids }));
}

/** The level of whom a background is not known, as tables have it. */
export const UNKNOWN = 'unknown';

/** The plan of some settings for a study of which these cases were drawn; an imported one has none. */
export function planFor(
  { method, margins, trim }: WeightSettings,
  { design, levelsOf }: { readonly design: StudyDesign; readonly levelsOf: CellLevels },
  counts: readonly CaseCount[],
): WeightingPlan {
  const cases = new Map<string, { stratum: string; levels: readonly string[]; cases: number }>();
  for (const count of counts) {
    const stratum = design.stratumOf(count.domainId, count.segment);
    const levels = levelsOf(count);
    const key = JSON.stringify([stratum, ...levels]);
    const own = cases.get(key) ?? { stratum, levels, cases: 0 };
    own.cases += count.cases;
    cases.set(key, own);
  }
  return {
    cases: [...cases.values()],
    method,
    margins: margins.map(({ totals }) => new Map(Object.entries(totals))),
    limits: trim === null ? null : { lowest: trim.lowest, highest: trim.highest ?? Number.MAX_VALUE },
  };
}

/** The levels by which weights are raised, of a case or of an interview. */
export type CellLevels = (facts: KnownFacts) => readonly string[];

/**
 * @param cells the backgrounds that were chosen
 * @param classOf the class of the chance to respond
 */
export function cellLevels(cells: readonly string[], classOf: (facts: KnownFacts) => string): CellLevels {
  const chosen = CELL_FACTS.filter((fact) => cells.includes(fact));
  return (facts) => chosen.map((fact) => (fact === 'propensity' ? classWord(classOf(facts)) : facts[fact]));
}

function classWord(place: string): string {
  return place === '' ? '' : `responskans klasse ${place}`;
}
