import type { Request } from 'express';
import type { Application } from '../../application.js';
import { UserProblem } from '../../errors.js';
import { formFields, pathParameter } from '../../web/route.js';
import { revisionForm } from './drafts.forms.js';
import { type Draft, getDraft } from './drafts.service.js';

/** Whether a form was made on the draft as it stands now. */
export function isCurrent(draft: Draft, request: Request): boolean {
  return revisionForm.parse(formFields(request)).revision === draft.revision;
}

/**
 * The draft that a form is about.
 * @throws UserProblem `wrong_state` when it was changed since the page with the form was made
 */
export async function getCurrentDraft(app: Application, request: Request): Promise<Draft> {
  const draft = await getDraft(app, pathParameter(request, 'draft'));
  if (isCurrent(draft, request)) return draft;
  throw new UserProblem(
    'wrong_state',
    'Dit concept is intussen gewijzigd, in een ander venster of door iemand anders. Uw wijziging is niet opgeslagen.',
  );
}

/**
 * A part of a draft that its form can no longer be about. What was typed is kept in the browser, and comes back on
 * the form when the removal is taken back.
 */
export function gone(what: string): UserProblem {
  return new UserProblem(
    'not_found',
    `${what} Is dat niet de bedoeling? Maak het verwijderen dan ongedaan op de pagina van het concept; wat u typte staat daarna weer in het formulier.`,
  );
}
