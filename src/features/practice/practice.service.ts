import type { Actor, Application } from '../../application.js';
import { transaction } from '../../database/database.js';
import { localTime } from '../../domain/calendar/instant.js';
import { syntheticClientFiles } from '../../domain/invented/synthetic-clients.js';
import { PRACTICE_STUDY_RULES } from '../../domain/study/practice-rules.js';
import { UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import { findOwnLastOutcome } from '../cases/outcome-undo.service.js';
import { startFieldwork } from '../fieldwork/fieldwork-start.service.js';
import { importDelivery } from '../frames/frames.service.js';
import { drawStudySample, seedFrom } from '../samples/samples.service.js';
import { createStudy, getStudy, lockStudy, type Study } from '../studies/studies.service.js';
import { emptyStudy, isPracticeCaseId } from './practice.queries.js';

export { isPracticeCase, isPracticeOrganisation, isPracticeStudy } from './practice.queries.js';

/** So many that each domain has the cases below, whatever the chance of the moment. */
const FAMILIES = 140;

/** Cases to practise on, per domain. */
const CASES = { basishulp: 8, specialistisch: 20, jb_jr: 12 } as const;

/**
 * Makes a study with invented people that is ready for calling, on any day and at any hour.
 * @throws UserProblem `not_found` when the questionnaire is not there
 */
export async function makePracticeStudy(
  app: Application,
  actor: Actor,
  { questionnaireId }: { readonly questionnaireId: string },
): Promise<Study> {
  const { title } = app.questionnaires.get(questionnaireId);
  const study = await createStudy(app, actor, {
    name: `Oefenen: ${title['nl'] ?? questionnaireId}`,
    reportYear: Number(localTime(app.clock()).date.slice(0, 4)) - 1,
    questionnaireId,
    isPractice: true,
    fieldworkStartsOn: null,
    fieldworkEndsOn: null,
    rules: PRACTICE_STUDY_RULES,
  });
  return whileFilling(app, study.slug, () => fill(app, actor, study));
}

/**
 * Lets a practice study begin again: everything that was practised goes, and other invented people come. The rules
 * and the questionnaire stay.
 * @throws UserProblem `wrong_state` for a real study, or while the study is being filled
 */
export async function resetPracticeStudy(app: Application, actor: Actor, slug: string): Promise<Study> {
  return whileFilling(app, slug, async () => {
    const study = await transaction(app.database, async (trx) => {
      const locked = await lockStudy(trx, slug);
      if (!locked.isPractice) {
        throw new UserProblem(
          'wrong_state',
          'Dit is een echt onderzoek. Alleen een oefenstudie begint opnieuw.',
        );
      }
      await emptyStudy(trx, locked.id);
      await recordAudit(trx, actor, app.clock(), {
        action: 'practice.reset',
        objectKind: 'study',
        objectId: locked.id,
      });
      return getStudy(trx, slug);
    });
    return fill(app, actor, study);
  });
}

/** The practice studies that get their people now, per application. */
const fillingOf = new WeakMap<Application['database'], Set<string>>();

async function whileFilling(app: Application, slug: string, work: () => Promise<Study>): Promise<Study> {
  const filling = fillingOf.get(app.database) ?? new Set<string>();
  fillingOf.set(app.database, filling);
  if (filling.has(slug)) {
    throw new UserProblem('wrong_state', 'De oefenstudie wordt al gevuld. Wacht even en open haar opnieuw.');
  }
  filling.add(slug);
  try {
    return await work();
  } finally {
    filling.delete(slug);
  }
}

/** From client files to fieldwork by the same steps as a real study, so that all its pages have something to show. */
async function fill(app: Application, actor: Actor, study: Study): Promise<Study> {
  const seed = seedFrom(app.newId());
  for (const { fileName: name, domain, organisation, text } of syntheticClientFiles({
    seed,
    reportYear: study.reportYear,
    familyCount: FAMILIES,
  })) {
    await importDelivery(app, actor, study, { name, domain, organisation, bytes: Buffer.from(text) });
  }
  await drawStudySample(app, actor, study.slug, { seed, sizes: CASES, reason: null });
  await startFieldwork(app, actor, study.slug);
  return getStudy(app.database.read, study.slug);
}

/** Whether the outcome that an interviewer can take back is of a practice study. */
export async function isLastOutcomePractice(app: Application, interviewerId: string): Promise<boolean> {
  const db = app.database.read;
  const last = await findOwnLastOutcome(app, db, interviewerId);
  return last !== null && isPracticeCaseId(db, last.caseId);
}
