import { z } from 'zod';
import type { Request, Response } from 'express';
import { UserProblem } from '../../errors.js';
import { checkForm } from '../../web/form-errors.js';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther, userIdOf, type Visit } from '../../web/visit.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { casePagePath, OWN_OUTCOME_UNDO_PATH } from '../studies/study-navigation.js';
import { type UndoneBy, undoPage, undoView } from './outcome-undo.pages.js';
import {
  findLastOutcome,
  findOwnOutcome,
  type UndoableOutcome,
  undoOutcome,
  undoOwnOutcome,
} from './outcome-undo.service.js';

const CASE_UNDO = '/studies/:study/cases/:case/undo';

const undoForm = z.object({
  outcomeId: z.string().max(60),
  reason: z
    .string()
    .trim()
    .min(1, 'Schrijf op waarom de uitkomst niet klopt.')
    .max(200, 'Gebruik hoogstens 200 tekens.'),
});

export const outcomeUndoRoutes: readonly Route[] = [
  {
    method: 'get',
    path: OWN_OUTCOME_UNDO_PATH,
    access: 'fieldwork.interview',
    async handle(visit, _request, response) {
      render(response, undoView, undoPage(await ownOutcome(visit), 'interviewer'));
    },
  },
  {
    method: 'post',
    path: OWN_OUTCOME_UNDO_PATH,
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      const form = checkForm(undoForm, formFields(request));
      if (!form.ok) {
        showAgain(response, request, { undoable: await ownOutcome(visit), by: 'interviewer', ...form });
        return;
      }
      const caseNumber = await undoOwnOutcome(visit.app, visit.actor, userIdOf(visit), form.values);
      await tellOnNextPage(
        visit,
        `De uitkomst van casus ${caseNumber} is teruggedraaid. Leg de juiste vast.`,
      );
      seeOther(response, `/fieldwork/cases/${encodeURIComponent(caseNumber)}`);
    },
  },
  {
    method: 'get',
    path: CASE_UNDO,
    access: 'fieldwork.supervise',
    async handle(visit, request, response) {
      render(response, undoView, undoPage(await outcomeOfCase(visit, request), 'supervisor'));
    },
  },
  {
    method: 'post',
    path: CASE_UNDO,
    access: 'fieldwork.supervise',
    async handle(visit, request, response) {
      const form = checkForm(undoForm, formFields(request));
      if (!form.ok) {
        const undoable = await outcomeOfCase(visit, request);
        showAgain(response, request, { undoable, by: 'supervisor', ...form });
        return;
      }
      const key = keyOf(request);
      await undoOutcome(visit.app, visit.actor, key, form.values);
      await tellOnNextPage(visit, `De uitkomst van casus ${key.caseNumber} is teruggedraaid.`);
      seeOther(response, casePagePath(key.slug, key.caseNumber));
    },
  },
];

async function ownOutcome(visit: Visit): Promise<UndoableOutcome> {
  const found = await findOwnOutcome(visit.app, userIdOf(visit));
  if (found === null) {
    throw new UserProblem('wrong_state', 'Er is geen uitkomst die u nu nog zelf kunt terugdraaien.');
  }
  return found;
}

async function outcomeOfCase({ app }: Visit, request: Request): Promise<UndoableOutcome> {
  const { slug, caseNumber } = keyOf(request);
  const found = await findLastOutcome(app, slug, caseNumber);
  if (found === null) throw new UserProblem('wrong_state', 'Deze casus heeft geen uitkomst.');
  return found;
}

function keyOf(request: Request): { slug: string; caseNumber: string } {
  return { slug: pathParameter(request, 'study'), caseNumber: pathParameter(request, 'case') };
}

function showAgain(
  response: Response,
  request: Request,
  {
    undoable,
    by,
    errors,
  }: { undoable: UndoableOutcome; by: UndoneBy; errors: Readonly<Record<string, string>> },
): void {
  const { reason } = formFields(request);
  response.status(422);
  render(
    response,
    undoView,
    undoPage(undoable, by, { reason: typeof reason === 'string' ? reason : '', errors }),
  );
}
