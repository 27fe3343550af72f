import type { Application } from '../../application.js';
import type { QuestionnaireVersion } from '../../questionnaire-library.js';
import { listStudies } from '../studies/studies.service.js';

/** Every version that a study can be bound to, measurements first and the newest of those on top. */
export function listVersions(app: Application): readonly QuestionnaireVersion[] {
  return [...app.questionnaires.list()].reverse().map(({ id }) => app.questionnaires.getVersion(id));
}

/** How many studies work with each questionnaire. */
export async function countStudies(app: Application): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const { questionnaireId } of await listStudies(app.database.read)) {
    counts.set(questionnaireId, (counts.get(questionnaireId) ?? 0) + 1);
  }
  return counts;
}
