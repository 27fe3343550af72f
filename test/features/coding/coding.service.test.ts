import { expect, it } from 'vitest';
import type { Actor, Application } from '../../../src/application.js';
import type { FrameChange } from '../../../src/domain/coding/code-frame.js';
import {
  changeFrame,
  getFrame,
  listFrameVersions,
  makeFrame,
} from '../../../src/features/coding/code-frames.service.js';
import type { StudyAndQuestion } from '../../../src/features/coding/coded-questions.service.js';
import {
  codeAnswer,
  codesAsShown,
  collectAnswers,
  countFinalCodes,
  countStates,
  findNextAnswer,
  findPreviousAnswer,
  listPairs,
  openAnswer,
  undoCoding,
} from '../../../src/features/coding/coding.service.js';
import {
  decideAnswer,
  decisionAsShown,
  findNextToDecide,
  openToDecide,
} from '../../../src/features/coding/deciding.service.js';
import { addUser } from '../../../src/features/users/users.service.js';
import { COMMAND, createTestApplication } from '../../support/application.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { codableQuestion, studyWithWords } from '../../support/open-answers.js';

const WORDS = ['luistert goed', 'snel begonnen', 'kennis van zaken', 'luistert en snel'] as const;

async function analyst(app: Application, name: string): Promise<Actor> {
  const email = `${name}@example.org`;
  const { id } = await addUser(app, COMMAND, {
    email,
    name,
    roles: ['analist'],
    password: 'een lang wachtwoord',
  });
  return { kind: 'user', id, name, roles: ['analist'], origin: null };
}

/** Codes everything that waits for this coder, each answer by its words. */
async function codeAll(
  app: Application,
  coder: Actor,
  about: StudyAndQuestion,
  codesOf: (text: string) => string,
): Promise<number> {
  let after: string | null = null;
  for (let coded = 0; ; coded += 1) {
    const id: string | null = await findNextAnswer(app.database.read, about, {
      coderId: coder.id ?? '',
      after,
    });
    if (id === null) return coded;
    const answer = await openAnswer(app, coder, about, id);
    const sent = { id, typed: codesOf(answer?.text ?? ''), shown: '' };
    expect(await codeAnswer(app, coder, about, sent)).toEqual({ kind: 'saved' });
    after = id;
  }
}

const byWords = (text: string): string =>
  [
    text.includes('luistert') ? '1' : '',
    text.includes('snel') ? '5' : '',
    text.includes('kennis') ? '3' : '',
  ].join(' ');

describeOnEachDatabase('coding of open answers', ({ engine, openDatabase }) => {
  async function start(secondPercent: number) {
    const app = createTestApplication(await openDatabase());
    const slug = await studyWithWords(app, [...WORDS.map((content) => ({ content })), {}]);
    const about = await codableQuestion(app, slug, 'B3');
    const anna = await analyst(app, 'anna');
    const bas = await analyst(app, 'bas');
    await makeFrame(app, anna, about, null);
    const change = async (made: FrameChange) => {
      const { version } = await getFrame(app.database.read, about);
      return changeFrame(app, anna, about, { version, change: made });
    };
    await change({ kind: 'share', secondPercent });
    await collectAnswers(app, about);
    const states = async () =>
      Object.fromEntries(
        (await countStates(app.database.read, about.study.id)).map(({ state, count }) => [state, count]),
      );
    const key = { studyId: about.study.id, questionId: 'B3' };
    const finals = async () => Object.fromEntries(await countFinalCodes(app.database.read, key));
    return { app, about, anna, bas, change, states, finals, key };
  }

  it('takes every answer in words once, and counts its codes', async () => {
    const { app, about, anna, bas, states, finals } = await start(0);
    await collectAnswers(app, about);
    expect(await states()).toEqual({ to_code: 4 });
    expect(await codeAll(app, anna, about, byWords)).toBe(4);
    expect(await codeAll(app, bas, about, byWords)).toBe(0);
    expect(await states()).toEqual({ done: 4 });
    expect(await finals()).toEqual({ 1: 2, 3: 1, 5: 2 });
  });

  it('shows a second coder nothing of the first, and leaves what differs to a decision', async () => {
    const { app, about, anna, bas, states, finals, key } = await start(100);
    expect(await codeAll(app, anna, about, byWords)).toBe(4);
    expect(await codeAll(app, anna, about, byWords)).toBe(0);
    expect(await states()).toEqual({ to_check: 4 });
    expect(await finals()).toEqual({});
    expect(await codeAll(app, bas, about, (text) => (text === WORDS[3] ? '1' : byWords(text)))).toBe(4);
    expect(await states()).toEqual({ done: 3, to_decide: 1 });
    expect((await listPairs(app.database.read, key)).map(({ answers }) => answers)).toEqual([1, 1, 1, 1]);

    const id = (await findNextToDecide(app.database.read, about, '')) ?? '';
    const differing = await openToDecide(app, anna, about, id);
    expect(differing).toMatchObject({ text: WORDS[3], decided: null });
    expect(differing?.codings.map(({ codes }) => codes)).toEqual([[1, 5], [1]]);
    const shown = differing === null ? '' : decisionAsShown(differing);
    const sent = { id, typed: '5', shown };
    expect(await decideAnswer(app, anna, about, sent)).toEqual({ kind: 'saved' });
    // The same form again, and one from a page of before.
    expect(await decideAnswer(app, anna, about, sent)).toEqual({ kind: 'saved' });
    expect(await decideAnswer(app, bas, about, { ...sent, typed: '1' })).toEqual({ kind: 'stale' });
    expect(await states()).toEqual({ done: 4 });
    expect(await finals()).toEqual({ 1: 1, 3: 1, 5: 2 });
    expect(await listPairs(app.database.read, key)).toHaveLength(4);
  });

  it('changes nothing any more by coding after two coded or somebody decided; by a decision it does', async () => {
    const { app, about, anna, bas, change, states, finals } = await start(100);
    await codeAll(app, anna, about, byWords);
    await codeAll(app, bas, about, byWords);
    const ids = await app.database.read('coded_answers').orderBy('id').pluck<string[]>('id');
    const id = ids[0] ?? '';
    for (const coder of [anna, bas]) {
      const own = (await openAnswer(app, coder, about, id))?.own ?? null;
      expect(await openAnswer(app, coder, about, id)).toMatchObject({ isClosed: true });
      const sent = { id, typed: '9', shown: codesAsShown(own) };
      expect(await codeAnswer(app, coder, about, sent)).toEqual({ kind: 'closed' });
      expect(await undoCoding(app, coder, about, id)).toEqual({ kind: 'closed' });
      // The form of before once more, from a lost connection.
      const again = { id, typed: codesAsShown(own), shown: '' };
      expect(await codeAnswer(app, coder, about, again)).toEqual({ kind: 'saved' });
    }
    expect(await finals()).toEqual({ 1: 2, 3: 1, 5: 2 });
    const agreed = await openToDecide(app, anna, about, id);
    const shown = agreed === null ? '' : decisionAsShown(agreed);
    expect(await decideAnswer(app, anna, about, { id, typed: '9', shown })).toEqual({ kind: 'saved' });
    expect((await finals())[9]).toBe(1);
    await change({ kind: 'share', secondPercent: 100 });
    expect(await states()).toEqual({ done: 4 });
  });

  it('gives what was decided to no second coder', async () => {
    const { app, about, anna, bas, change, states } = await start(0);
    await codeAll(app, anna, about, (text) => `${byWords(text)}?`);
    const id = (await findNextToDecide(app.database.read, about, null)) ?? '';
    const doubted = await openToDecide(app, bas, about, id);
    const shown = doubted === null ? '' : decisionAsShown(doubted);
    await decideAnswer(app, bas, about, { id, typed: '9', shown });
    await change({ kind: 'share', secondPercent: 100 });
    expect(await states()).toEqual({ done: 1, to_check: 3 });
    expect(await codeAnswer(app, anna, about, { id, typed: '8', shown: shown.slice(0, -1) })).toEqual({
      kind: 'closed',
    });
    expect(await codeAnswer(app, bas, about, { id, typed: '8', shown: '' })).toEqual({ kind: 'stale' });
  });

  it('walks every answer once in the order of the database, whatever that is', async () => {
    const { app, about, anna, bas } = await start(100);
    if (engine === 'postgres') {
      // A server may order texts as a dictionary does: small and capital letters mixed, "~" before all letters.
      await app.database.write.raw('alter table coded_answers alter id type text collate "en-x-icu"');
    }
    const order = await app.database.read('coded_answers').orderBy('id').pluck<string[]>('id');
    const [one = '', two = ''] = order.slice(1);
    for (const id of [two, one]) {
      expect(await codeAnswer(app, anna, about, { id, typed: '1', shown: '' })).toEqual({ kind: 'saved' });
    }
    const walked: string[] = [];
    for (let after: string | null = ''; walked.length < order.length;) {
      after = await findNextAnswer(app.database.read, about, { coderId: bas.id ?? '', after });
      walked.push(after ?? '');
    }
    expect(walked).toEqual(order);
    const before = async (id: string) =>
      findPreviousAnswer(app.database.read, about, { coderId: anna.id ?? '', before: id });
    expect(await before(two)).toBe(one);
    // Coding went on at the beginning after the last answer.
    expect(await before(order[0] ?? '')).toBe(two);
  });

  it('keeps the doubt of a coder for a decision', async () => {
    const { app, about, anna, states } = await start(0);
    await codeAll(app, anna, about, (text) => `${byWords(text)}?`);
    expect(await states()).toEqual({ to_decide: 4 });
  });

  it('lets a coder go back and mend, and refuses a page that is out of date', async () => {
    const { app, about, anna, bas, finals } = await start(0);
    await codeAll(app, anna, about, () => '9');
    const before = { coderId: anna.id ?? '', before: null };
    const last = (await findPreviousAnswer(app.database.read, about, before)) ?? '';
    expect((await openAnswer(app, anna, about, last))?.own).toEqual({ codes: [9], isDoubted: false });
    expect(await codeAnswer(app, anna, about, { id: last, typed: '10', shown: '9' })).toEqual({
      kind: 'saved',
    });
    expect(await codeAnswer(app, anna, about, { id: last, typed: '10', shown: '9' })).toEqual({
      kind: 'saved',
    });
    expect(await codeAnswer(app, anna, about, { id: last, typed: '8', shown: '9' })).toEqual({
      kind: 'stale',
    });
    expect(await openAnswer(app, bas, about, last)).toBeNull();
    expect(await codeAnswer(app, bas, about, { id: last, typed: '8', shown: '' })).toEqual({ kind: 'stale' });
    expect(await codeAnswer(app, anna, about, { id: last, typed: '77', shown: '10' })).toEqual({
      kind: 'problem',
      problem: { reason: 'no-such-code', part: '77' },
    });
    expect(await finals()).toEqual({ 9: 3, 10: 1 });
  });

  it('lets answers follow a code that is merged, and codes them again when it is split', async () => {
    const { app, about, anna, change, states, finals } = await start(0);
    await codeAll(app, anna, about, byWords);
    expect(await change({ kind: 'merged', number: 5, into: 1 })).toEqual({ kind: 'changed' });
    expect(await finals()).toEqual({ 1: 3, 3: 1 });
    expect(await change({ kind: 'removed', number: 3 })).toEqual({ kind: 'problem', problem: 'in-use' });
    expect(await change({ kind: 'split', number: 1, labels: ['luistert', 'snel'] })).toEqual({
      kind: 'changed',
    });
    expect(await states()).toEqual({ done: 1, to_code: 3 });
    const next = await findNextAnswer(app.database.read, about, { coderId: anna.id ?? '', after: null });
    expect((await openAnswer(app, anna, about, next ?? ''))?.earlierCodes).toEqual([1]);
    const versions = await listFrameVersions(app.database.read, about);
    expect(versions.map(({ change: { kind } }) => kind)).toEqual(['split', 'merged', 'share', 'made']);
  });

  it('counts a whole with its parts', async () => {
    const { app, about, anna, change, finals } = await start(0);
    await codeAll(app, anna, about, byWords);
    const code = { label: 'contact', definition: '', example: '', parent: null };
    await change({ kind: 'added', code });
    await change({ kind: 'changed', number: 1, code: { ...code, label: 'luistert', parent: 11 } });
    expect(await finals()).toEqual({ 1: 2, 3: 1, 5: 2, 11: 2 });
  });

  it('keeps what a second coder did when fewer are asked for', async () => {
    const { app, about, anna, bas, change, states } = await start(100);
    await codeAll(app, anna, about, byWords);
    const id = (await findNextAnswer(app.database.read, about, { coderId: bas.id ?? '', after: null })) ?? '';
    await codeAnswer(app, bas, about, { id, typed: '10', shown: '' });
    await change({ kind: 'share', secondPercent: 0 });
    expect(await states()).toEqual({ done: 3, to_decide: 1 });
  });

  it('refuses a change on a frame that somebody else changed', async () => {
    const { app, about, anna } = await start(0);
    const change: FrameChange = { kind: 'merged', number: 2, into: 1 };
    expect(await changeFrame(app, anna, about, { version: 1, change })).toEqual({ kind: 'stale' });
  });

  it('takes over the frame of another year, with its numbers', async () => {
    const { app, about, anna, change } = await start(30);
    await change({ kind: 'merged', number: 2, into: 1 });
    await studyWithWords(app, [{ content: 'goed' }], 2017);
    const next = await codableQuestion(app, 'woorden-2017', 'B3');
    await makeFrame(app, anna, next, about.study.slug);
    const { frame } = await getFrame(app.database.read, next);
    expect(frame.codes.find(({ number }) => number === 2)?.replacedBy).toEqual([1]);
    expect(frame.secondPercent).toBe(30);
  });

  it('writes every opening to the log, and nothing of what was said', async () => {
    const { app, about, anna } = await start(0);
    await codeAll(app, anna, about, byWords);
    const log = await app.database
      .read('audit_log')
      .whereIn('action', ['answer.read_text', 'answer.code'])
      .select<{ action: string; detail: string }[]>('action', 'detail');
    expect(log.filter(({ action }) => action === 'answer.read_text')).toHaveLength(4);
    expect(log.filter(({ action }) => action === 'answer.code')).toHaveLength(4);
    const all = JSON.stringify(await app.database.read('audit_log').select());
    for (const words of WORDS) expect(all).not.toContain(words);
  });

  it('goes with the response', async () => {
    const { app, about, anna } = await start(0);
    await codeAll(app, anna, about, byWords);
    const { write } = app.database;
    await write('answers').delete();
    await write('responses').delete();
    expect(await write('coded_answers').select()).toEqual([]);
    expect(await write('answer_codes').select()).toEqual([]);
  });
});
