import type { Reader } from '../../database/database.js';
import { STUDY_STATUS_LABELS } from '../../domain/study/study-status.js';
import { UserProblem } from '../../errors.js';
import type { Study } from '../studies/studies.service.js';
import { findUnfinishedFile } from './frames.queries.js';

/** @throws UserProblem `wrong_state` once the sample was drawn */
export function ensureInDesign(study: Study): void {
  if (study.status === 'design') return;
  throw new UserProblem(
    'wrong_state',
    `Het onderzoek is ${STUDY_STATUS_LABELS[study.status]}: na de trekking verandert het steekproefkader niet meer.`,
  );
}

/**
 * For whoever counts the frame, draws from it or takes something out of it.
 * @throws UserProblem `wrong_state` while a file comes in
 */
export async function ensureFrameAtRest(db: Reader, study: Pick<Study, 'id'>): Promise<void> {
  const fileName = await findUnfinishedFile(db, study.id);
  if (fileName === null) return;
  throw new UserProblem(
    'wrong_state',
    `Het bestand ${fileName} wordt nog ingelezen. Wacht tot het klaar is, of stop het inlezen.`,
  );
}
