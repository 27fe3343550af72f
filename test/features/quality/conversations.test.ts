import { expect, it } from 'vitest';
import { insertRows } from '../../../src/database/batches.js';
import { transaction } from '../../../src/database/database.js';
import { listVariables } from '../../../src/domain/questionnaire/variables.js';
import { createWebApp } from '../../../src/web/app.js';
import { createTestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { studyInFieldwork } from '../../support/fieldwork.js';
import { tablesOf } from '../../support/html-tables.js';
import { plantCalls } from '../../support/planted-calls.js';
import { expectValidHtml } from '../../support/valid-html.js';

interface Planted {
  readonly status: 'complete' | 'partial' | 'in_progress' | 'withdrawn';
  readonly seconds: number;
  /** What each statement of the grid got. */
  readonly statements: readonly number[];
}

/** Eleven usual interviews, one of them with one answer throughout, a strange one, and some that stopped. */
const INTERVIEWS: readonly Planted[] = [
  ...[600, 640, 650, 660, 700, 710, 720, 730, 740, 800].map((seconds, at): Planted => ({
    status: 'complete',
    seconds,
    statements: at < 5 ? [2, 2, 2] : [1, 2, 3],
  })),
  { status: 'complete', seconds: 40, statements: [2, 1, 2] },
  ...Array.from({ length: 6 }, (): Planted => ({ status: 'in_progress', seconds: 90, statements: [1, 1] })),
  { status: 'withdrawn', seconds: 5, statements: [2, 2, 2] },
];

describeOnEachDatabase('how conversations went', ({ openDatabase }) => {
  it('is what one counts by hand, with cases only where no answer is told', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const study = await studyInFieldwork(
      app,
      INTERVIEWS.map(() => ({ bornOn: '2016-05-01' })),
    );
    const leader = await signInAs(app, web, 'veldwerkleider');
    const path = `/studies/${study.slug}/quality/conversations`;
    const empty = await leader.get(path);
    await expectValidHtml(empty.text);
    expect(empty.text).toContain('Niemand is gestopt voor het einde.');

    const variables = listVariables(app.questionnaires.get(study.questionnaireId));
    const grid = variables.find(
      ({ question }) => question.type === 'grid' && question.statements.length > 2,
    )?.question;
    const statements = variables.filter(({ question }) => question.id === grid?.id).map(({ id }) => id);
    await transaction(app.database, async (trx) => {
      for (const [at, one] of INTERVIEWS.entries()) {
        const id = `answer-${String(at)}`;
        const found = (await trx('cases')
          .where({ study_id: study.id, case_number: `C${String(at + 1).padStart(3, '0')}` })
          .first()) as { id: string; domain_id: string };
        await trx('responses').insert({
          id,
          study_id: study.id,
          domain_id: found.domain_id,
          source: 'interview',
          status: one.status,
          respondent: 'parent',
          questionnaire_id: study.questionnaireId,
          language: 'nl',
          design_weight: 2,
          started_on: '2026-04-14',
        });
        await trx('vault_case_links').where({ case_id: found.id }).update({ response_id: id });
        const answers = one.statements.map((number, place) => ({
          number,
          question_id: statements[place] ?? '',
        }));
        await insertRows(
          trx,
          'answers',
          answers.map((answer) => ({ ...answer, response_id: id, item: 'value' })),
        );
        await insertRows(
          trx,
          'answer_history',
          answers.map(({ question_id }, place) => ({
            response_id: id,
            sequence: place + 1,
            question_id,
            change: 'given',
            seconds_on_question: one.seconds / answers.length,
          })),
        );
      }
    });
    const interviewer = (await signInAs(app, web, 'enqueteur')).user.id;
    const call = { caseNumber: 'C001', interviewerId: interviewer, minutes: 1, driver: 'twilio' };
    await plantCalls(app, study, [
      { ...call, at: '2026-04-07T18:00', outcome: 'complete', measuredSeconds: 0 },
      { ...call, at: '2026-04-07T18:10', outcome: 'no_answer', measuredSeconds: 120 },
      { ...call, at: '2026-04-07T18:20', outcome: 'complete', measuredSeconds: 700 },
    ]);
    await app.database.write('call_legs').update({ ended_at: '2026-04-07T17:00:00.000Z' });

    const page = await leader.get(path);
    await expectValidHtml(page.text);
    const rowsOf = (name: string) =>
      tablesOf(page.text)
        .filter(({ id }) => id === name)
        .flatMap(({ rows }) => rows.map((row) => row.map(({ text }) => text)));
    expect(rowsOf('uitkomsten-en-telefoon').map(([, count]) => count)).toEqual(['1', '0', '1']);
    expect(rowsOf('lengte')).toEqual([['C011', 'ouder', '40 s', '11 min 40 s', 'Veel korter']]);
    // Six stopped at the second statement, which seventeen answered; five complete ones are alike throughout.
    expect(rowsOf('afgebroken').map(([code, , ...figures]) => [code, ...figures])).toEqual([
      [statements[1], '6', '17', '35,3%'],
    ]);
    expect(
      rowsOf('zelfde-antwoord')
        .find(([code]) => code === grid?.id)
        ?.slice(2),
    ).toEqual(['11', '5', '45%']);
    expect((await leader.get(`${path}/files/lengte.csv`)).text).toContain('C011;ouder;40;');
    for (const role of ['enqueteur', 'onderzoeker', 'analist'] as const) {
      expect((await (await signInAs(app, web, role)).get(path)).status).toBe(403);
    }
  });
});
