import type { Application } from '../../application.js';
import type { Reader } from '../../database/database.js';
import type { KnownFacts } from '../../domain/non-response/known-facts.js';
import {
  cellsBy,
  levelJoiner,
  type ResponseCell,
  withoutRareLevels,
} from '../../domain/non-response/response-cell.js';
import { propensityClasses, responsePropensities } from '../../domain/non-response/response-propensities.js';
import { type Missing, whoIsMissing } from '../../domain/non-response/who-is-missing.js';
import { UserProblem } from '../../errors.js';
import { getStudy, type Study } from '../studies/studies.service.js';
import { countByFacts, countOpen, type FactCount } from './non-response.queries.js';

/** What is known of everybody, in the order of the levels of a cell. */
export const KNOWN_VARIABLES = ['domain', 'segment', 'measure', 'age', 'sex', 'firstTime'] as const;

export type KnownVariable = (typeof KNOWN_VARIABLES)[number];

/** The name of rare levels together. */
export const OTHER_LEVELS = 'overig';

/** Who is missing in a study. */
export interface StudyNonResponse {
  readonly study: Study;
  /** The domain that is looked at; `null` for all together. */
  readonly domain: Study['domains'][number] | null;
  /** Of the choice. */
  readonly chosen: Missing;
  readonly total: Missing;
  readonly domains: readonly { readonly id: string; readonly label: string; readonly missing: Missing }[];
  /** Cases of the study that are still open. */
  readonly open: number;
}

/**
 * Who is missing among the respondents of a study, in all and per domain.
 * @param choice the study, and the code of a domain or `null`
 * @throws UserProblem `not_found`
 */
export async function studyNonResponse(
  app: Application,
  choice: { readonly slug: string; readonly domain: string | null },
): Promise<StudyNonResponse> {
  const db = app.database.read;
  const study = await getStudy(db, choice.slug);
  const domain = study.domains.find(({ code }) => code === choice.domain) ?? null;
  if (choice.domain !== null && domain === null) throw new UserProblem('not_found');
  const counts = await countByFacts(db, study.id);
  const { total, domains: perDomain } = whoIsMissing(counts.map(cellOf), OTHER_LEVELS);
  const domains = study.domains.map(({ id, label }) => ({
    id,
    label,
    missing: perDomain.get(id) ?? NOBODY,
  }));
  return {
    study,
    domain,
    chosen: domains.find(({ id }) => id === domain?.id)?.missing ?? total,
    total,
    domains,
    open: await countOpen(db, study.id),
  };
}

const NOBODY: Missing = { sampled: 0, responded: 0, figures: null, variables: [] };

function cellOf({ sampled, responded, weight, respondedWeight, ...facts }: FactCount): ResponseCell {
  return { levels: levelsOf(facts), sampled, responded, weight, respondedWeight };
}

function levelsOf(facts: KnownFacts): readonly string[] {
  return [facts.domainId, facts.segment, facts.measure, facts.ageBand, facts.sex, facts.firstTime];
}

/**
 * Levels without those of variables that are the same for everybody in the sample. Interviews keep a sex that the cases forgot
 * when the contact data were destroyed: it tells nothing any more of who is missing.
 */
function tellingLevels(cells: readonly ResponseCell[]): (levels: readonly string[]) => readonly string[] {
  const tells = KNOWN_VARIABLES.map((_, at) => cellsBy(cells, [at]).length > 1);
  return (levels) => levels.map((level, at) => (tells[at] === true ? level : ''));
}

/**
 * In which class of the chance to respond somebody is, for weights: `1` is the lowest of at most five. Whoever has a
 * combination that nobody of the released sample has, is in none (``).
 */
export async function propensityClassOf(db: Reader, studyId: string): Promise<(facts: KnownFacts) => string> {
  const found = (await countByFacts(db, studyId)).map(cellOf);
  if (found.length === 0) return () => '';
  const telling = tellingLevels(found);
  const cells = found.map((cell) => ({ ...cell, levels: telling(cell.levels) }));
  const join = levelJoiner(cells, OTHER_LEVELS);
  const model = responsePropensities(withoutRareLevels(cells, OTHER_LEVELS));
  const classes = new Map(
    propensityClasses(model).flatMap(({ levels }, at) =>
      levels.map((own) => [JSON.stringify(own), String(at + 1)] as const),
    ),
  );
  return (facts) => classes.get(JSON.stringify(join(telling(levelsOf(facts))))) ?? '';
}
