import { expect, it } from 'vitest';
import { codeAnswer, collectAnswers, openAnswer } from '../../../src/features/coding/coding.service.js';
import { changeFrame, getFrame, makeFrame } from '../../../src/features/coding/code-frames.service.js';
import type { Actor, Application } from '../../../src/application.js';
import { exportResponses } from '../../../src/features/responses/responses.service.js';
import { tableFor } from '../../../src/features/tables/chosen-table.js';
import { exportTable } from '../../../src/features/tables/table-files.js';
import { tableChoices } from '../../../src/features/tables/tables.forms.js';
import { makeTable, type StudyTable } from '../../../src/features/tables/tables.service.js';
import { addUser } from '../../../src/features/users/users.service.js';
import { COMMAND, createTestApplication } from '../../support/application.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { codableQuestion, type SaidByOne, studyWithWords } from '../../support/open-answers.js';

/** 30 people: 18 say it listens, 12 of them also that it was quick; 6 know nothing; of 6 it is not applicable. */
const PEOPLE: readonly SaidByOne[] = Array.from({ length: 30 }, (_, at): SaidByOne => ({
  ...(at < 24 ? { content: at < 12 ? 'luistert, snel' : at < 18 ? 'luistert' : 'niets' } : {}),
  // Ticked 2; 15 said something else, of which 10 mean what is 1, and 5 the church.
  through: at < 15 ? [2, 8] : [2],
  throughOther: at < 10 ? 'juf' : at < 15 ? 'kerk' : '',
  relation: at < 18 ? 1 : 5,
  relationOther: at < 18 ? '' : 'oma',
}));

async function codeEverything(
  app: Application,
  coder: Actor,
  slug: string,
  [question, codes, parts]: readonly [string, Readonly<Record<string, string>>, readonly number[]],
): Promise<void> {
  const about = await codableQuestion(app, slug, question);
  await makeFrame(app, coder, about, null);
  await changeFrame(app, coder, about, { version: 1, change: { kind: 'share', secondPercent: 0 } });
  const added = { A2: 'kerk of moskee', S5: 'grootouder' }[question];
  if (added !== undefined) {
    const code = { label: added, definition: '', example: '', parent: null };
    await changeFrame(app, coder, about, { version: 2, change: { kind: 'added', code } });
  }
  for (const [at, number] of parts.entries()) {
    const { frame } = await getFrame(app.database.read, about);
    const code = frame.codes.find((one) => one.number === number);
    if (code === undefined) throw new Error(`no code ${String(number)}`);
    const change = { kind: 'changed', number, code: { ...code, parent: 1 } } as const;
    expect(await changeFrame(app, coder, about, { version: 2 + at, change })).toEqual({ kind: 'changed' });
  }
  await collectAnswers(app, about);
  for (const id of await app.database
    .read('coded_answers')
    .where({ question_id: question })
    .pluck<string[]>('id')) {
    const { text } = (await openAnswer(app, coder, about, id)) ?? { text: '' };
    const saved = await codeAnswer(app, coder, about, { id, typed: codes[text] ?? '', shown: '' });
    expect(saved).toEqual({ kind: 'saved' });
  }
}

describeOnEachDatabase('coded open answers', ({ openDatabase }) => {
  async function start(
    codes: Readonly<Record<string, Readonly<Record<string, string>>>>,
    parts: readonly number[] = [],
  ) {
    const app = createTestApplication(await openDatabase());
    const slug = await studyWithWords(app, PEOPLE);
    const account = { email: 'a@example.org', name: 'a', roles: ['analist'] as const };
    const { id } = await addUser(app, COMMAND, { ...account, password: 'een lang wachtwoord' });
    const coder: Actor = { ...COMMAND, kind: 'user', id, roles: account.roles };
    const before = await snapshot(app, slug);
    for (const [question, own] of Object.entries(codes)) {
      await codeEverything(app, coder, slug, [question, own, parts]);
    }
    return { app, slug, before };
  }

  async function snapshot(app: Application, slug: string): Promise<number> {
    const request = { study: slug, format: 'csv', withTexts: false, k: 1, weights: '' } as const;
    const file = await exportResponses(app, COMMAND, request);
    let bytes = 0;
    for await (const chunk of file.chunks) bytes += chunk.length;
    expect(bytes).toBeGreaterThan(0);
    return file.snapshot;
  }

  async function shares(app: Application, slug: string, question: string) {
    const request = {
      study: slug,
      questions: [question],
      columns: ['domain'],
      procedure: 'spss',
      beside: null,
    } as const;
    const { table } = await makeTable(app, request);
    const cells = table.rows.map(({ option, cells: [cell] }) => [
      option,
      cell?.value ?? null,
      cell?.base ?? null,
    ]);
    return { cells, notes: table.notes.flatMap((note) => ('text' in note ? [note.text] : [])) };
  }

  const B3 = { 'luistert, snel': '1 5', luistert: '1', niets: '10' };
  const A2 = { juf: '1', kerk: '9' };

  it('are rows of a table: shares of who answered, of which small ones stay hidden', async () => {
    const { app, slug } = await start({ B3 });
    const { cells, notes } = await shares(app, slug, 'B3');
    // Of 24 who said something; whom it did not apply to is not in the base.
    expect(cells.find(([option]) => option === '1')).toEqual(['1', 18 / 24, 24]);
    expect(cells.find(([option]) => option === '5')).toEqual(['5', 12 / 24, 24]);
    expect(cells.find(([option]) => option === '10')).toEqual(['10', 6 / 24, 24]);
    expect(notes).toContain('In CEO 2016 zijn open antwoorden ingedeeld bij B3.');
  });

  it('hide what tells of a few people, as any other row', async () => {
    const { app, slug } = await start({ B3: { ...B3, luistert: '1 7', niets: '10' } });
    // Six have code 7.
    const { cells } = await shares(app, slug, 'B3');
    expect(cells.find(([option]) => option === '7')?.[1]).toBe(6 / 24);
    const few = await start({ B3: { 'luistert, snel': '1', luistert: '1 5', niets: '10' } });
    const some = await few.app.database.read('answer_codes').where({ code: 5, pass: 'final' }).limit(4);
    for (const { coded_answer_id } of some as { coded_answer_id: string }[]) {
      await few.app.database
        .write('answer_codes')
        .where({ coded_answer_id, code: 5, pass: 'final' })
        .delete();
    }
    // Two are left with code 5.
    const hidden = await shares(few.app, few.slug, 'B3');
    expect(hidden.cells.find(([option]) => option === '5')?.[1]).toBeNull();
  });

  it('hide a small part together with what it would follow from: the whole less the other part', async () => {
    const { app, slug } = await start({ B3: { 'luistert, snel': '5', luistert: '7', niets: '10' } }, [5, 7]);
    const whole = await shares(app, slug, 'B3');
    expect(whole.cells.filter(([, value]) => value !== 0).map(([option, value]) => [option, value])).toEqual([
      ['1', 18 / 24],
      ['5', 12 / 24],
      ['7', 6 / 24],
      ['10', 6 / 24],
    ]);
    // Four of the six of code 7 go over to code 10: two are left.
    const few = app.database.read('answer_codes').where({ code: 7, pass: 'final' }).limit(4);
    const moved = await few.pluck<string[]>('coded_answer_id');
    const codes = app.database.write('answer_codes').whereIn('coded_answer_id', moved);
    await codes.clone().where({ code: 7, pass: 'final' }).delete();
    await codes.clone().where({ code: 1, pass: 'final' }).update({ code: 10 });
    const { cells } = await shares(app, slug, 'B3');
    const hidden = cells.filter(([, value]) => value === null).map(([option]) => option);
    expect(hidden).toEqual(['1', '7']);
  });

  it('put "anders" back where it belongs', async () => {
    const { app, slug } = await start({ A2 });
    const { cells } = await shares(app, slug, 'A2');
    // 30 ticked 2, ten are put back into 1, five went by the church: 45 answers.
    expect(cells.find(([option]) => option === '1')?.[1]).toBeCloseTo(10 / 45, 12);
    expect(cells.find(([option]) => option === '2')?.[1]).toBeCloseTo(30 / 45, 12);
    expect(cells.find(([option]) => option === '8')?.[1]).toBe(0);
    expect(cells.find(([option]) => option === '9')?.[1]).toBeCloseTo(5 / 45, 12);
  });

  it('are columns of a data file, with a number of their own for the state of the data', async () => {
    const { app, slug, before } = await start({ B3, A2 });
    expect(await snapshot(app, slug)).toBe(before + 1);
    const request = { study: slug, format: 'csv', withTexts: false, k: 1, weights: '' } as const;
    const file = await exportResponses(app, COMMAND, request);
    const chunks: Uint8Array[] = [];
    for await (const chunk of file.chunks) chunks.push(chunk);
    const [header = '', ...lines] = Buffer.concat(chunks).toString('utf8').trim().split(/\r?\n/);
    const names = header.replace('\uFEFF', '').split(',');
    const sum = (name: string): number => {
      const at = names.indexOf(name);
      expect({ name, at }).not.toEqual({ name, at: -1 });
      return lines.filter((line) => line.split(',')[at] === '1').length;
    };
    expect(lines).toHaveLength(30);
    expect([sum('B3_codes_1'), sum('B3_codes_5'), sum('B3_codes_10'), sum('B3_codes_2')]).toEqual([
      18, 12, 6, 0,
    ]);
    expect([sum('A2_codes_1'), sum('A2_codes_2'), sum('A2_codes_8'), sum('A2_codes_9')]).toEqual([
      10, 30, 0, 5,
    ]);
    expect([sum('A2_1'), sum('A2_8')]).toEqual([0, 15]);
    const at = names.indexOf('B3_codes_1');
    expect(lines.filter((line) => line.split(',')[at] === '97')).toHaveLength(6);
  });

  it('make columns: what was said at "anders" stands where it belongs', async () => {
    const { app, slug } = await start({ S5: { oma: '6' } });
    const request = { study: slug, questions: ['A2'], procedure: 'spss', beside: null } as const;
    const { table } = await makeTable(app, { ...request, columns: ['S5'] });
    expect(table.columns.map(({ label }) => label)).toEqual(['moeder', 'grootouder', 'Totaal']);
    expect(table.rows[0]?.cells.map(({ base }) => base)).toEqual([18, 12, 30]);
    const severalAnswers = makeTable(app, { ...request, columns: ['A2'] });
    await expect(severalAnswers).rejects.toThrow('meer dan één antwoord hebben. Zet de vraag in de rijen.');
  });

  it('are not whole as long as an answer waits, also when nobody collected it yet', async () => {
    const { app, slug } = await start({ B3, A2 });
    const waiting = async (question: string): Promise<void> => {
      const [one] = await app.database
        .read('coded_answers')
        .where({ question_id: question })
        .pluck<string[]>('id');
      await app.database.write('coded_answers').where({ id: one }).delete();
    };
    const said = async () =>
      (await shares(app, slug, 'B1')).notes.filter((note) => note.includes('CEO 2016'));
    expect(await said()).toEqual(['In CEO 2016 zijn open antwoorden ingedeeld bij A2, B3.']);
    await waiting('B3');
    await waiting('A2');
    expect((await said()).slice(1)).toEqual([
      'In CEO 2016 zijn bij B3 nog niet alle antwoorden ingedeeld. Wie nog niet is ingedeeld, telt daar niet mee.',
      'In CEO 2016 is bij A2 nog niet alles ingedeeld wat bij “anders” is gezegd. Dat telt nog als “anders”.',
    ]);
  });

  const exported = { format: 'csv', withTexts: false, k: 1, weights: '' } as const;

  async function codeOneMore(app: Application): Promise<void> {
    const [one] = (await app.database.read('answer_codes').where({ pass: 'final', code: 10 }).limit(1)) as {
      coded_answer_id: string;
    }[];
    await app.database
      .write('answer_codes')
      .insert({ coded_answer_id: one?.coded_answer_id, pass: 'final', code: 7 });
  }

  it('break off a data file that is made while coding goes on, and it is made whole afterwards', async () => {
    const { app, slug } = await start({ B3 });
    const file = await exportResponses(app, COMMAND, { study: slug, ...exported });
    await file.chunks.next();
    await codeOneMore(app);
    const rest = async () => {
      for await (const chunk of file.chunks) expect(chunk).toBeDefined();
    };
    await expect(rest()).rejects.toMatchObject({ kind: 'wrong_state' });
    const log = app.database.read('audit_log').where({ action: 'responses.exported' });
    expect(await log.orderBy('sequence', 'desc').first()).toMatchObject({ result: 'failed' });
    expect(await snapshot(app, slug)).toBe(file.snapshot + 1);
  });

  it('give data another number when a code changes its meaning, and a table the number of the data', async () => {
    const { app, slug } = await start({ B3 });
    const first = await snapshot(app, slug);
    const about = await codableQuestion(app, slug, 'B3');
    const code = { label: 'luistert echt', definition: '', example: '', parent: null };
    await changeFrame(app, COMMAND, about, { version: 2, change: { kind: 'changed', number: 1, code } });
    expect(await snapshot(app, slug)).toBe(first + 1);

    const choices = tableChoices.parse({});
    const fileOf = async (make: () => Promise<StudyTable>): Promise<string> =>
      (await exportTable(app, COMMAND, { study: slug, make, format: 'csv' })).bytes.toString('utf8');
    const table = () => tableFor(app, slug, choices);
    expect(await fileOf(table)).toContain(`Momentopname ${String(first + 1)} van`);
    const whileCoding = await fileOf(async () => {
      await codeOneMore(app);
      return table();
    });
    expect(whileCoding).not.toContain('Momentopname');
    expect(whileCoding).toContain('kwamen er in Woorden 2016 antwoorden of codes bij');
  });

  it('are looked up once for a table', async () => {
    const { app, slug } = await start({ B3 });
    const asked: string[] = [];
    app.database.read.on('query', ({ sql }: { sql: string }) => asked.push(sql));
    await tableFor(app, slug, tableChoices.parse({}));
    expect(asked.filter((sql) => /from .code_frames. as/.test(sql))).toHaveLength(1);
  });

  it('leave in words with somebody who may code them only', async () => {
    const { app, slug } = await start({});
    const asked = (roles: Actor['roles']) =>
      exportResponses(
        app,
        { ...COMMAND, kind: 'user', roles },
        { study: slug, ...exported, withTexts: true },
      );
    await expect(asked(['onderzoeker'])).rejects.toMatchObject({ kind: 'not_permitted' });
    expect((await asked(['analist'])).respondents).toBe(30);
  });
});
