import type { Reader } from '../../database/database.js';
import type { QuestionnaireLibrary } from '../../questionnaire-library.js';
import { listPublishedTexts } from './drafts.queries.js';

/** Lists the versions that were published in this installation beside the files that come with the program. */
export async function addPublishedVersions(library: QuestionnaireLibrary, db: Reader): Promise<void> {
  for (const text of await listPublishedTexts(db)) library.addPublished(text);
}
