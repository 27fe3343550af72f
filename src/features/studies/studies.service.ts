import type { Actor, Application } from '../../application.js';
import { type Reader, type Transaction, transaction } from '../../database/database.js';
import type { CivilDate } from '../../domain/calendar/civil-date.js';
import { DEFAULT_STUDY_DOMAINS } from '../../domain/study/study-domain.js';
import { DEFAULT_STUDY_RULES, type StudyRules } from '../../domain/study/study-rules.js';
import {
  STUDY_STATUS_LABELS,
  STUDY_STEP_LABELS,
  type StudyStep,
  studyStatusAfter,
} from '../../domain/study/study-status.js';
import { UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import * as queries from './studies.queries.js';
import type { Domain, Study } from './study.js';

export type { Domain, Study } from './study.js';
export { updatePopulationSize, updateRules } from './studies.queries.js';

export interface NewStudy {
  readonly name: string;
  readonly reportYear: number;
  readonly questionnaireId: string;
  readonly isPractice: boolean;
  readonly fieldworkStartsOn: CivilDate | null;
  readonly fieldworkEndsOn: CivilDate | null;
  /** Made from the name when absent. */
  readonly slug?: string;
  /** The default rules when absent. */
  readonly rules?: StudyRules;
}

/**
 * Sets up a measurement with the default domains, and the default rules unless others are given.
 * @throws UserProblem `already_exists` when the given slug is taken, `invalid_input` when it cannot stand in an
 *   address, `not_found` when the questionnaire is not there
 */
export async function createStudy(app: Application, actor: Actor, input: NewStudy): Promise<Study> {
  app.questionnaires.get(input.questionnaireId);
  if (input.slug !== undefined) ensureSlug(input.slug);
  return transaction(app.database, async (trx) => {
    const study: Study = {
      id: app.newId(),
      slug: await freeSlug(trx, input),
      name: input.name,
      reportYear: input.reportYear,
      questionnaireId: input.questionnaireId,
      status: 'design',
      isPractice: input.isPractice,
      rules: input.rules ?? DEFAULT_STUDY_RULES,
      fieldworkStartsOn: input.fieldworkStartsOn,
      fieldworkEndsOn: input.fieldworkEndsOn,
      domains: DEFAULT_STUDY_DOMAINS.map((domain) => ({
        ...domain,
        id: app.newId(),
        populationSize: null,
        targetInterviews: null,
      })),
    };
    await queries.insertStudy(trx, study, { createdAt: app.clock(), createdBy: actor.id });
    await recordAudit(trx, actor, app.clock(), {
      action: 'study.create',
      objectKind: 'study',
      objectId: study.id,
      detail: { slug: study.slug, year: study.reportYear, questionnaire: study.questionnaireId },
    });
    return study;
  });
}

/** The questionnaire that a study gets when none is chosen: the last one by name. */
export function newestQuestionnaireId(app: Application): string {
  return app.questionnaires.list().at(-1)?.id ?? '';
}

/** @throws UserProblem `not_found` */
export async function getStudy(db: Reader, slug: string): Promise<Study> {
  const study = await queries.findStudyBySlug(db, slug);
  if (study === null) throw new UserProblem('not_found', `Er is geen onderzoek met de naam ${slug}.`);
  return study;
}

/**
 * The study as it stands, for an action that must not meet another one on the same study: an import, a draw.
 * @throws UserProblem `not_found`
 */
export async function lockStudy(trx: Transaction, slug: string): Promise<Study> {
  await queries.lockStudy(trx, slug);
  return getStudy(trx, slug);
}

/** @throws UserProblem `not_found` */
export async function getStudyById(db: Reader, id: string): Promise<Study> {
  const study = await queries.findStudyById(db, id);
  if (study === null) throw new UserProblem('not_found', 'Dit onderzoek is er niet.');
  return study;
}

/** The newest report year first, and within a year by name. */
export async function listStudies(db: Reader): Promise<readonly Study[]> {
  return (await queries.listStudies(db)).toSorted(
    (one, other) => other.reportYear - one.reportYear || one.name.localeCompare(other.name, 'nl'),
  );
}

/** @throws UserProblem `invalid_input` that names the domains there are */
export function getDomain(study: Study, code: string): Domain {
  const domain = study.domains.find((one) => one.code === code);
  if (domain !== undefined) return domain;
  const known = study.domains.map((one) => one.code).join(', ');
  throw new UserProblem(
    'invalid_input',
    `Het domein ${code} hoort niet bij dit onderzoek. Kies uit: ${known}.`,
  );
}

/**
 * Takes a study to its next status inside the transaction of the action that calls for it.
 * @throws UserProblem `wrong_state` when the study is not where this step begins
 */
export async function takeStep(
  app: Application,
  trx: Transaction,
  actor: Actor,
  { study, step }: { study: Study; step: StudyStep },
): Promise<void> {
  const status = studyStatusAfter(study.status, step);
  const taken =
    status !== null && (await queries.updateStatus(trx, study.id, { from: study.status, to: status }));
  if (!taken) {
    const is = STUDY_STATUS_LABELS[study.status];
    throw new UserProblem('wrong_state', `“${STUDY_STEP_LABELS[step]}” kan niet: het onderzoek is ${is}.`);
  }
  await recordAudit(trx, actor, app.clock(), {
    action: `study.${step}`,
    objectKind: 'study',
    objectId: study.id,
    detail: { from: study.status, to: status },
  });
}

/** A step that is nothing but itself, such as starting the check. */
export async function advanceStudy(
  app: Application,
  actor: Actor,
  slug: string,
  step: StudyStep,
): Promise<void> {
  await transaction(app.database, async (trx) => {
    await takeStep(app, trx, actor, { study: await getStudy(trx, slug), step });
  });
}

/** Sets how many interviews each domain should come to; `null` for no target. */
export async function setTargets(
  app: Application,
  actor: Actor,
  slug: string,
  targets: Readonly<Record<string, number | null>>,
): Promise<void> {
  await transaction(app.database, async (trx) => {
    const study = await lockStudy(trx, slug);
    for (const [code, interviews] of Object.entries(targets)) {
      await queries.updateTarget(trx, getDomain(study, code).id, interviews);
    }
    await recordAudit(trx, actor, app.clock(), {
      action: 'study.set_targets',
      objectKind: 'study',
      objectId: study.id,
      detail: targets,
    });
  });
}

async function freeSlug(trx: Transaction, { slug, name }: NewStudy): Promise<string> {
  const wanted = slug ?? slugOf(name);
  const taken = [...RESERVED_SLUGS, ...(await queries.listSlugsFrom(trx, wanted))];
  if (!taken.includes(wanted)) return wanted;
  if (slug !== undefined) throw new UserProblem('already_exists', `Er is al een onderzoek ${slug}.`);
  for (let number = 2; ; number += 1) {
    const numbered = `${wanted}-${String(number)}`;
    if (!taken.includes(numbered)) return numbered;
  }
}

/** The last part of an address of the program: `/studies/new`. */
const RESERVED_SLUGS: readonly string[] = ['new', 'practice'];

const LONGEST_SLUG = 120;

function ensureSlug(slug: string): void {
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) && slug.length <= LONGEST_SLUG) return;
  throw new UserProblem(
    'invalid_input',
    `Kies een naam van kleine letters, cijfers en streepjes, zoals ceo-jeugd-2025; niet ${slug}.`,
  );
}

/** Lowercase letters, digits and hyphens: `CEO jeugd, verslagjaar 2025` becomes `ceo-jeugd-verslagjaar-2025`. */
function slugOf(name: string): string {
  const plain = name
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase();
  return plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '') || 'onderzoek';
}
