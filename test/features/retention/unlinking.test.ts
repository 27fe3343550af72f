import { expect, it } from 'vitest';
import { transaction } from '../../../src/database/database.js';
import { closeFieldwork } from '../../../src/features/fieldwork/fieldwork-close.service.js';
import { destroyContactData } from '../../../src/features/retention/retention.service.js';
import { COMMAND, createTestApplication } from '../../support/application.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { studyInFieldwork } from '../../support/fieldwork.js';

const IN_ORDER_OF_INTERVIEWS = ['m', 'z', 'a'];

describeOnEachDatabase('the answers of a destroyed study', ({ openDatabase, engine }) => {
  it('tell neither in which order, on which day nor for how long people were interviewed', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [{ bornOn: '2016-05-01' }]);
    await transaction(app.database, async (trx) => {
      for (const [index, id] of IN_ORDER_OF_INTERVIEWS.entries()) {
        await trx('responses').insert({
          id,
          study_id: study.id,
          domain_id: study.domains[0]?.id,
          source: 'interview',
          status: index === 0 ? 'in_progress' : 'complete',
          respondent: 'parent',
          questionnaire_id: study.questionnaireId,
          language: 'nl',
          design_weight: 2,
          started_on: `2026-04-1${String(index)}`,
          finished_on: index === 0 ? null : `2026-04-1${String(index)}`,
        });
        const answer = { response_id: id, question_id: 'B1', change: 'given' };
        await trx('answers').insert({ response_id: id, question_id: 'B1', item: 'value', number: index });
        await trx('answer_history').insert({ ...answer, sequence: 1, seconds_on_question: 12.5 });
        const coded = { id: `c${id}`, study_id: study.id, question_id: 'B3', state: 'done', is_double: 0 };
        await trx('coded_answers').insert({ ...coded, response_id: id });
        await trx('answer_codes').insert({ coded_answer_id: `c${id}`, pass: 'final', code: index });
        const quote = { text_sealed: 'x', made_at: '2026-04-14T10:00:00.000Z' };
        await trx('quotes').insert({ ...quote, id: `q${id}`, coded_answer_id: `c${id}` });
      }
    });
    await app.database.write('cases').update({ sex: 'female', first_time: 'yes' });
    await app.database.write('responses').update({ sex: 'female', first_time: 'yes' });
    await closeFieldwork(app, COMMAND, study.slug);
    await destroyContactData(app, COMMAND, study.slug);

    expect(await app.database.read('cases').select('sex', 'first_time')).toEqual([
      { sex: null, first_time: null },
    ]);
    expect(await app.database.read('responses').pluck('sex')).toEqual(['female', 'female', 'female']);
    const asWritten = engine === 'sqlite' ? 'rowid' : 'ctid';
    const db = app.database.read;
    expect(await db('responses').orderByRaw(asWritten).select('id', 'started_on', 'finished_on')).toEqual([
      { id: 'a', started_on: '2026-01-01', finished_on: '2026-01-01' },
      { id: 'm', started_on: '2026-01-01', finished_on: null },
      { id: 'z', started_on: '2026-01-01', finished_on: '2026-01-01' },
    ]);
    expect(await db('answers').orderByRaw(asWritten).select('response_id', 'number')).toEqual([
      { response_id: 'a', number: 2 },
      { response_id: 'm', number: 0 },
      { response_id: 'z', number: 1 },
    ]);
    expect(
      await db('answer_history').orderByRaw(asWritten).select('response_id', 'seconds_on_question'),
    ).toEqual(['a', 'm', 'z'].map((id) => ({ response_id: id, seconds_on_question: null })));
    expect(await db('coded_answers').orderByRaw(asWritten).pluck('response_id')).toEqual(['a', 'm', 'z']);
    expect(await db('answer_codes').orderByRaw(asWritten).pluck('coded_answer_id')).toEqual([
      'ca',
      'cm',
      'cz',
    ]);
    expect(await db('quotes').orderByRaw(asWritten).pluck('id')).toEqual(['qa', 'qm', 'qz']);
  });

  if (engine === 'postgres') return;
  it('are deleted by a database that overwrites what is deleted', async () => {
    const { read, write } = await openDatabase();
    for (const db of [read, write])
      expect(await db.raw('pragma secure_delete')).toEqual([{ secure_delete: 1 }]);
  });
});
