import { randomBytes } from 'node:crypto';
import type { Actor, Application } from '../application.js';
import { changeFrame, makeFrame } from '../features/coding/code-frames.service.js';
import { getCodable, type StudyAndQuestion } from '../features/coding/coded-questions.service.js';
import { codeAnswer, collectAnswers, findNextAnswer, openAnswer } from '../features/coding/coding.service.js';
import { listAnswersWithCode } from '../features/coding/quotable.service.js';
import { makeQuote, openToScrub } from '../features/quotes/quotes.service.js';
import type { Study } from '../features/studies/studies.service.js';
import { addUser, changeUser } from '../features/users/users.service.js';
import type { DemoUsers } from './demo-users.js';

/** What the coders make of what was said: a piece of the text, and the codes of the shipped frame. */
const CODES_BY_WORDS: readonly (readonly [piece: string, codes: string])[] = [
  ['geluisterd', '1'],
  ['komt thuis', '6 1'],
  ['sneller', '5'],
  ['Regenboogschool', '4'],
  ['waar ze het over', '3'],
  ['terugbelt', '1'],
  ['één persoon', '7'],
  ['naar buiten', '4'],
  ['in de groep', '3'],
  ['formulieren', '8'],
];

const SECOND_PERCENT = 30;
const FIRST_ANSWERS = 150;
/** Codes of which an answer is quoted. */
const QUOTED_CODES = [1, 4, 5] as const;

/** What was coded. */
export interface CodingCounts {
  readonly answers: number;
  readonly quotes: number;
}

/**
 * Codes a part of what people are content with (B3) with two coders who do not always agree, and makes quotes. The rest
 * waits, so that the pages have something to do.
 */
export async function addCoding(app: Application, users: DemoUsers, study: Study): Promise<CodingCounts> {
  const about = getCodable(app, study, 'B3');
  await makeFrame(app, users.analyst, about, null);
  const share = { kind: 'share', secondPercent: SECOND_PERCENT } as const;
  await changeFrame(app, users.analyst, about, { version: 1, change: share });
  await collectAnswers(app, about);
  const coded = await codeFirst(app, users.analyst, about);
  await codeSecond(app, await addSecondCoder(app, users.administrator), about, coded);
  return { answers: coded.length, quotes: await addQuotes(app, users.analyst, about) };
}

/** Somebody who coded in the past weeks and cannot sign in. */
async function addSecondCoder(app: Application, administrator: Actor): Promise<Actor> {
  const roles = ['analist'] as const;
  const name = 'Demo Analist 2';
  const account = { email: 'analist2@example.org', name, roles };
  const { id } = await addUser(app, administrator, {
    ...account,
    password: randomBytes(24).toString('base64'),
  });
  await changeUser(app, administrator, id, { name, roles, isActive: false });
  return { kind: 'user', id, name, roles, origin: null };
}

async function codeFirst(app: Application, coder: Actor, about: StudyAndQuestion): Promise<string[]> {
  const coded: string[] = [];
  while (coded.length < FIRST_ANSWERS) {
    const after = coded.at(-1) ?? '';
    const id = await findNextAnswer(app.database.read, about, { coderId: coder.id ?? '', after });
    if (id === null) break;
    // In doubt about a few, on which somebody else decides.
    await codeOne(app, coder, about, {
      id,
      typed: (codes) => (coded.length % 40 === 39 ? `${codes}?` : codes),
    });
    coded.push(id);
  }
  return coded;
}

async function codeSecond(
  app: Application,
  coder: Actor,
  about: StudyAndQuestion,
  ids: readonly string[],
): Promise<void> {
  let done = 0;
  // The last ones still wait for this coder.
  for (const id of ids.slice(0, -20)) {
    const isOther = done % 6 === 5;
    const isCoded = await codeOne(app, coder, about, { id, typed: (codes) => (isOther ? '9' : codes) });
    if (isCoded) done += 1;
  }
}

/** @returns `false` when the answer is not this coder's to code */
async function codeOne(
  app: Application,
  coder: Actor,
  about: StudyAndQuestion,
  { id, typed }: { readonly id: string; readonly typed: (codes: string) => string },
): Promise<boolean> {
  const answer = await openAnswer(app, coder, about, id);
  if (answer === null) return false;
  const codes = CODES_BY_WORDS.find(([piece]) => answer.text.includes(piece))?.[1] ?? '9';
  await codeAnswer(app, coder, about, { id, typed: typed(codes), shown: '' });
  return true;
}

async function addQuotes(app: Application, analyst: Actor, about: StudyAndQuestion): Promise<number> {
  const db = app.database.read;
  let made = 0;
  for (const code of QUOTED_CODES) {
    const [id] = (await listAnswersWithCode(db, about, { code, after: '', atMost: 1 })).ids;
    const answer = id === undefined ? null : await openToScrub(app, analyst, about, id);
    if (answer === null) continue;
    const choices = answer.proposals.map((proposal) => proposal ?? 'keep');
    await makeQuote(app, analyst, about, { answer, choices });
    made += 1;
  }
  return made;
}
