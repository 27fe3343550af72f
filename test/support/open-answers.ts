import type { Application } from '../../src/application.js';
import { getCodable, type StudyAndQuestion } from '../../src/features/coding/coded-questions.service.js';
import { importResponses } from '../../src/features/responses/responses.service.js';
import { createStudy, getStudy } from '../../src/features/studies/studies.service.js';
import { COMMAND } from './application.js';

/** What one person said. */
export interface SaidByOne {
  readonly domain?: string;
  /** What somebody is content with (B3); absent is not applicable. */
  readonly content?: string;
  /** Through whom somebody came, as the codes of A2; 8 is "anders". */
  readonly through?: readonly number[];
  readonly throughOther?: string;
  /** S5: 5 is "anders". */
  readonly relation?: number;
  readonly relationOther?: string;
}

const A2_CODES = [1, 2, 3, 4, 5, 6, 7, 8, 98] as const;

/** A study with imported answers in words. */
export async function studyWithWords(
  app: Application,
  people: readonly SaidByOne[],
  year = 2016,
): Promise<string> {
  const slug = `woorden-${String(year)}`;
  await createStudy(app, COMMAND, {
    name: `Woorden ${String(year)}`,
    slug,
    reportYear: year,
    questionnaireId: 'ceo-jeugd-2016',
    isPractice: false,
    fieldworkStartsOn: null,
    fieldworkEndsOn: null,
  });
  const header = [
    'domain',
    'respondent',
    'B3',
    'S5',
    'S5_other',
    ...A2_CODES.map((code) => `A2_${String(code)}`),
    'A2_other',
  ];
  const lines = people.map((person) => {
    const {
      domain = 'basishulp',
      content = '97',
      through,
      throughOther = '',
      relation,
      relationOther,
    } = person;
    return [
      domain,
      'parent',
      quoted(content),
      relation === undefined ? '' : String(relation),
      quoted(relationOther ?? ''),
      ...A2_CODES.map((code) => (through === undefined ? '' : String(Number(through.includes(code))))),
      quoted(throughOther),
    ].join(',');
  });
  const outcome = await importResponses(app, COMMAND, {
    study: slug,
    bytes: Buffer.from([header.join(','), ...lines].join('\n'), 'utf8'),
    replaces: false,
    population: {},
  });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return slug;
}

/** A question of a study, for the services. */
export async function codableQuestion(
  app: Application,
  slug: string,
  question: string,
): Promise<StudyAndQuestion> {
  return getCodable(app, await getStudy(app.database.read, slug), question);
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
