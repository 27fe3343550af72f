import { type Database, transaction, type Transaction } from '../../src/database/database.js';
import { migrateUp } from '../../src/database/migrations.js';
import { createStudy } from '../../src/features/studies/studies.service.js';
import { COMMAND, createTestApplication, type TestApplication } from '../support/application.js';

/** How large a study is. */
export interface FilledSize {
  readonly people: number;
  /** Questions with yes or no. */
  readonly questions: number;
  /** Levels of the background, question Z. */
  readonly cells: number;
}

/** The study that `openFilled` knows. */
export const FILLED_STUDY = 'meting';

/** The program on a database that has, or is about to have, the filled study. */
export function openFilled(database: Database, size: FilledSize): TestApplication {
  const app = createTestApplication(database);
  app.questionnaires.addPublished(questionnaireText(size));
  return app;
}

/** An empty database with one study of complete interviews, filled by the database itself, by a rule that R can repeat. */
export async function fillStudy(database: Database, size: FilledSize): Promise<TestApplication> {
  await migrateUp(database);
  const app = openFilled(database, size);
  await createStudy(app, COMMAND, {
    name: 'Meting',
    slug: FILLED_STUDY,
    reportYear: 2026,
    questionnaireId: FILLED_STUDY,
    isPractice: false,
    fieldworkStartsOn: null,
    fieldworkEndsOn: null,
  });
  await transaction(database, (trx) => fill(database, trx, size));
  // PostgreSQL does this by itself a minute after so many rows were added.
  if (database.engine === 'postgres') await database.write.raw('analyze');
  return app;
}

interface Keyed {
  readonly id: string;
}

/** The answer of person i to question q: 1 or 2; the level of the background is i modulo 15. */
async function fill(
  { engine }: Database,
  trx: Transaction,
  { people, questions, cells }: FilledSize,
): Promise<void> {
  const numbers =
    engine === 'postgres'
      ? 'select i from generate_series(1, :people) as s(i)'
      : 'with recursive s(i) as (select 1 union all select i + 1 from s where i < :people) select i from s';
  const domains: readonly Keyed[] = await trx<Keyed>('domains').select('id').orderBy('position');
  const [first = '', second = '', third = ''] = domains.map(({ id }) => id);
  const studies: readonly Keyed[] = await trx<Keyed>('studies').select('id');
  const study = studies[0]?.id ?? '';
  const values = { people, study, first, second, third };
  const text = 'cast(i as text)';
  await trx.raw(
    `insert into responses (id, study_id, domain_id, source, status, questionnaire_id, language, design_weight, started_on)
     select ${text}, :study, case i % 3 when 0 then :first when 1 then :second else :third end, 'import', 'complete',
     'meting', 'nl', 1 + (i % 7) * 0.25, '2026-04-01' from (${numbers}) as p`,
    values,
  );
  await trx.raw(
    `insert into answers (response_id, question_id, item, number)
     select ${text}, 'Z', 'value', 1 + i % ${String(cells)} from (${numbers}) as p`,
    values,
  );
  for (let question = 1; question <= questions; question += 1) {
    await trx.raw(
      `insert into answers (response_id, question_id, item, number)
       select ${text}, 'Q${String(question)}', 'value', ${answerOf(question)} from (${numbers}) as p`,
      values,
    );
  }
}

/** Yes or no, by a rule that SQL and R compute alike. */
function answerOf(question: number): string {
  return `case when (i * 7919 + ${String(question)} * 104729 + (i % 15) * 31) % 101 < ${String(40 + (question % 30))} then 1 else 2 end`;
}

function questionnaireText({ questions, cells }: FilledSize): string {
  const options = Array.from(
    { length: cells },
    (_, at) => `          - { code: ${String(at + 1)}, label: { nl: 'n${String(at + 1)}' } }`,
  );
  const asked = Array.from({ length: questions }, (_, at) => {
    const id = `Q${String(at + 1)}`;
    return `      - id: ${id}
        type: single
        text: { both: { nl: ${id} } }
        options: [{ code: 1, label: { nl: ja } }, { code: 2, label: { nl: nee } }]
        statistic: { kind: share, positive: [1], label: { nl: ja } }
        source: [inferred]`;
  });
  return `id: meting
title: { nl: Meting }
languages: [nl]
respondents: [parent]
completeness: { complete: { answeredShare: 1 }, partial: { answeredShare: 0.5 } }
blocks:
  - id: B
    title: { nl: Blok }
    questions:
      - id: Z
        type: single
        text: { both: { nl: Z } }
        options:
${options.join('\n')}
        source: [inferred]
${asked.join('\n')}
`;
}
