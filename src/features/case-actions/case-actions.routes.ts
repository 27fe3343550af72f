import type { Request, Response } from 'express';
import { UserProblem } from '../../errors.js';
import { checkForm } from '../../web/form-errors.js';
import { formFields, pathParameter, queryFields, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther, type Visit } from '../../web/visit.js';
import { selectCases } from '../case-list/case-list.service.js';
import { listInterviewers } from '../interviewers/interviewers.service.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { getStudy } from '../studies/studies.service.js';
import { caseNumbersOf, checkAction, reasonForm, seenAtOf, typedAction } from './case-actions.forms.js';
import { actionsPath } from './case-action-parts.js';
import { type Chosen, choosePage, chooseView, previewPage, previewView } from './case-actions.pages.js';
import { actionListPage, actionListView, actionPage, actionView } from './past-actions.pages.js';
import { doAction, MOST_CASES, previewAction } from './case-actions.service.js';
import { getAction, listStudyActions, undoAction } from './past-actions.service.js';

const ACTIONS = '/studies/:study/case-actions';

export const caseActionRoutes: readonly Route[] = [
  {
    method: 'get',
    path: ACTIONS,
    access: 'fieldwork.supervise',
    async handle({ app, actor }, request, response) {
      const { study, ...listed } = await listStudyActions(app, pathParameter(request, 'study'));
      render(response, actionListView, actionListPage(study, actor.roles, listed));
    },
  },
  {
    method: 'get',
    path: `${ACTIONS}/new`,
    access: 'fieldwork.supervise',
    async handle(visit, request, response) {
      const slug = pathParameter(request, 'study');
      const chosen = await selectCases(visit.app, slug, queryFields(request), MOST_CASES);
      if (chosen.caseNumbers.length === 0) {
        throw new UserProblem(
          'wrong_state',
          'Geen casus past bij deze keuze. Kies eerst casussen in de lijst.',
        );
      }
      render(response, chooseView, choosePage(await chosenIn(visit, slug, chosen), visit.actor.roles));
    },
  },
  {
    method: 'post',
    path: `${ACTIONS}/preview`,
    access: 'fieldwork.supervise',
    async handle(visit, request, response) {
      const slug = pathParameter(request, 'study');
      const typed = typedAction(formFields(request));
      const form = checkAction(typed);
      const caseNumbers = caseNumbersOf(formFields(request));
      if (!form.ok) {
        const chosen = await chosenIn(visit, slug, { caseNumbers, hasMore: false });
        response.status(422);
        render(response, chooseView, choosePage(chosen, visit.actor.roles, typed, form.errors));
        return;
      }
      const sorted = await previewAction(visit.app, { slug, caseNumbers, ...form.values });
      render(response, previewView, previewPage(sorted, visit.actor.roles, typed));
    },
  },
  {
    method: 'post',
    path: ACTIONS,
    access: 'fieldwork.supervise',
    async handle(visit, request, response) {
      const slug = pathParameter(request, 'study');
      const form = checkAction(typedAction(formFields(request)));
      if (!form.ok) throw new UserProblem('invalid_input', 'Kies eerst wat u met de casussen wilt doen.');
      const caseNumbers = caseNumbersOf(formFields(request));
      const { actionId, done, left, whyLeft } = await doAction(visit.app, visit.actor, {
        slug,
        caseNumbers,
        seenAt: seenAtOf(formFields(request)),
        ...form.values,
      });
      if (actionId === null) {
        const why = whyLeft.length === 0 ? '' : `: ${whyLeft.join('; ')}`;
        throw new UserProblem('wrong_state', `Voor geen van deze casussen kan dit (nog)${why}.`);
      }
      await tellOnNextPage(visit, `Gedaan voor ${String(done)} casussen.${leftText(left)}`);
      seeOther(response, actionsPath(slug, actionId));
    },
  },
  {
    method: 'get',
    path: `${ACTIONS}/:action`,
    access: 'fieldwork.supervise',
    async handle({ app, actor }, request, response) {
      const { slug, actionId } = keyOf(request);
      render(response, actionView, actionPage(await getAction(app, slug, actionId), actor.roles));
    },
  },
  {
    method: 'post',
    path: `${ACTIONS}/:action/undo`,
    access: 'fieldwork.supervise',
    async handle(visit, request, response) {
      const key = keyOf(request);
      const form = checkForm(reasonForm, formFields(request));
      if (!form.ok) {
        await showWithMistake(visit, request, response, form.errors);
        return;
      }
      const { done, left } = await undoAction(visit.app, visit.actor, { ...key, ...form.values });
      await tellOnNextPage(visit, `Teruggedraaid voor ${String(done)} casussen.${leftText(left)}`);
      seeOther(response, actionsPath(key.slug, key.actionId));
    },
  },
];

async function showWithMistake(
  { app, actor }: Visit,
  request: Request,
  response: Response,
  errors: Readonly<Record<string, string>>,
): Promise<void> {
  const { slug, actionId } = keyOf(request);
  const { reason } = formFields(request);
  const typed = { reason: typeof reason === 'string' ? reason : '', errors };
  response.status(422);
  render(response, actionView, actionPage(await getAction(app, slug, actionId), actor.roles, typed));
}

function keyOf(request: Request): { readonly slug: string; readonly actionId: string } {
  return { slug: pathParameter(request, 'study'), actionId: pathParameter(request, 'action') };
}

function leftText(left: number): string {
  return left === 0 ? '' : ` Niet voor ${String(left)}.`;
}

async function chosenIn(
  { app }: Visit,
  slug: string,
  chosen: Pick<Chosen, 'caseNumbers' | 'hasMore'>,
): Promise<Chosen> {
  const db = app.database.read;
  return { ...chosen, study: await getStudy(db, slug), interviewers: await listInterviewers(db) };
}
