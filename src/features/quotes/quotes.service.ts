import type { Actor, Application } from '../../application.js';
import { transaction } from '../../database/database.js';
import { mayDo } from '../../domain/access/permission.js';
import type { QuoteSection } from '../../domain/export/tables/table-document.js';
import type { Background } from '../../domain/privacy/k-anonymity.js';
import { type KnownNames, proposeScrubs } from '../../domain/quotes/propose-scrubs.js';
import { quoteBackgrounds } from '../../domain/quotes/quote-background.js';
import { type ScrubKind, scrubbed, type WordChoice, wordsOf } from '../../domain/quotes/scrub.js';
import { UserProblem } from '../../errors.js';
import { quotePlace } from '../../vault/sealed-places.js';
import { recordAudit } from '../audit/audit.service.js';
import { listCodable, nameOfQuestion, type StudyAndQuestion } from '../coding/coded-questions.service.js';
import { holdAnswer, openToQuote } from '../coding/quotable.service.js';
import { listNamesBehind } from '../contacts/names-behind-response.service.js';
import { listKnownOrganisations } from '../frames/columns.service.js';
import { listBackgrounds } from '../responses/responses.service.js';
import type { Study } from '../studies/studies.service.js';
import { backgroundText } from './background-text.js';
import * as queries from './quotes.queries.js';

/** A scrubbed piece of an answer, as it goes into the report. */
export interface Quote {
  readonly id: string;
  readonly questionId: string;
  readonly text: string;
  /** Who says it, as coarse as it may be; `''` when nothing may be told. */
  readonly background: string;
}

/** The quotes of a study. */
export async function listQuotes(app: Application, study: Study): Promise<readonly Quote[]> {
  const stored = await queries.listQuotes(app.database.read, study.id);
  if (stored.length === 0) return [];
  const backgrounds = await backgroundsIn(app, study);
  return stored.map(({ id, questionId, responseId, textSealed }) => ({
    id,
    questionId,
    text: app.vault.open(textSealed, quotePlace(id)),
    background: backgroundText(study, backgrounds.get(responseId) ?? null),
  }));
}

/** By response: the background that may be told. */
async function backgroundsIn(
  app: Application,
  study: Study,
): Promise<ReadonlyMap<string, Background | null>> {
  const respondents = await listBackgrounds(app.database.read, study);
  const shown = quoteBackgrounds(respondents.map(({ background }) => background));
  return new Map(respondents.map(({ responseId }, place) => [responseId, shown[place] ?? null]));
}

/**
 * The quotes of a study by question, for a file with its tables; nothing of a question without any.
 * @throws UserProblem `not_permitted` for who may make tables and no quotes
 */
export async function quotesForFile(
  app: Application,
  actor: Actor,
  study: Study,
): Promise<readonly QuoteSection[]> {
  if (actor.kind === 'user' && !mayDo(actor.roles, 'quote.make')) throw new UserProblem('not_permitted');
  const quotes = await listQuotes(app, study);
  return listCodable(app, study).flatMap((about) => {
    const own = quotes.filter(({ questionId }) => questionId === about.question.id);
    return own.length === 0 ? [] : [{ title: nameOfQuestion(app, about), quotes: own }];
  });
}

/** An answer with what of it is proposed to be scrubbed. */
export interface AnswerToScrub {
  readonly id: string;
  readonly words: readonly string[];
  /** One for each word. */
  readonly proposals: readonly (ScrubKind | null)[];
  /** Who would be told to say it; `''` for nothing. */
  readonly background: string;
}

/**
 * Opens an answer to make a quote of it, which is written to the audit log. Names of the case are looked for in the
 * words and never shown.
 * @returns `null` when the answer is not there (any more)
 */
export async function openToScrub(
  app: Application,
  actor: Actor,
  about: StudyAndQuestion,
  id: string,
): Promise<AnswerToScrub | null> {
  const answer = await openToQuote(app, actor, about, id);
  if (answer === null) return null;
  const words = wordsOf(answer.text);
  const proposals = proposeScrubs(words, await knownNames(app, about.study, answer.responseId));
  const background = (await backgroundsIn(app, about.study)).get(answer.responseId) ?? null;
  return { id, words, proposals, background: backgroundText(about.study, background) };
}

async function knownNames(app: Application, study: Study, responseId: string): Promise<KnownNames> {
  return {
    people: await listNamesBehind(app, app.database.read, responseId),
    organisations: await listKnownOrganisations(app, study),
  };
}

/**
 * Keeps a quote apart from its answer. Sent twice it is kept once.
 * @param input `answer`: as it was opened; `choices`: one for each of its words, each confirmed by a human
 * @throws UserProblem `invalid_input` when nothing is left to quote, `not_found` when the answer went in the meantime
 */
export async function makeQuote(
  app: Application,
  actor: Actor,
  about: StudyAndQuestion,
  { answer, choices }: { readonly answer: AnswerToScrub; readonly choices: readonly WordChoice[] },
): Promise<void> {
  const text = scrubbed(answer.words, choices);
  if (text === '') throw new UserProblem('invalid_input', 'Er blijft niets over om te citeren.');
  const id = app.newId();
  const { study, question } = about;
  await transaction(app.database, async (trx) => {
    if (!(await holdAnswer(trx, about, answer.id))) {
      throw new UserProblem('not_found', 'Dit antwoord is er niet meer. Kies een ander.');
    }
    const made = await queries.listQuotesOf(trx, answer.id);
    if (made.some((one) => app.vault.open(one.textSealed, quotePlace(one.id)) === text)) return;
    await queries.insertQuote(trx, {
      id,
      codedAnswerId: answer.id,
      textSealed: app.vault.seal(text, quotePlace(id)),
      madeAt: app.clock(),
      madeBy: actor.id,
    });
    await recordAudit(trx, actor, app.clock(), {
      action: 'quote.make',
      objectKind: 'quote',
      objectId: id,
      detail: {
        study: study.slug,
        question: question.id,
        replaced: choices.filter((choice) => choice !== 'keep').length,
      },
    });
  });
}

/** Removes a quote; a second request finds nothing and says nothing. */
export async function removeQuote(app: Application, actor: Actor, study: Study, id: string): Promise<void> {
  await transaction(app.database, async (trx) => {
    if (!(await queries.deleteQuote(trx, study.id, id))) return;
    await recordAudit(trx, actor, app.clock(), {
      action: 'quote.remove',
      objectKind: 'quote',
      objectId: id,
      detail: { study: study.slug },
    });
  });
}
