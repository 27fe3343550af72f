import type { Application } from '../../src/application.js';
import { publishedAnswerFile } from '../../src/demo/published-answers.js';
import { importResponses } from '../../src/features/responses/responses.service.js';
import { createStudy } from '../../src/features/studies/studies.service.js';
import { COMMAND } from './application.js';

/** The studies of 2015 and 2016 with answers that give the published percentages, imported as files. */
export async function importPublishedStudies(app: Application): Promise<void> {
  for (const year of [2015, 2016] as const) {
    const questionnaireId = `ceo-jeugd-${String(year)}`;
    const { slug } = await createStudy(app, COMMAND, {
      name: `CEO jeugd, verslagjaar ${String(year)}`,
      slug: `ceo-${String(year)}`,
      reportYear: year,
      questionnaireId,
      isPractice: false,
      fieldworkStartsOn: null,
      fieldworkEndsOn: null,
    });
    const file = publishedAnswerFile(app.questionnaires.get(questionnaireId), year);
    await importResponses(app, COMMAND, {
      study: slug,
      bytes: Buffer.from(file, 'utf8'),
      replaces: false,
      population: {},
    });
  }
}
