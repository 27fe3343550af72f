import type { Request, Response } from 'express';
import { checkForm, type FieldErrors } from '../../web/form-errors.js';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther, type Visit } from '../../web/visit.js';
import { getStudy } from '../studies/studies.service.js';
import { deleteAtProvider, WAITING_MINUTES } from '../telephony/cleanup.service.js';
import { previewPage, previewView } from './preview.pages.js';
import { searchCases } from './withdrawal-search.service.js';
import {
  checkSearch,
  typedSearch,
  type TypedSearch,
  typedWithdrawal,
  withdrawalForm,
} from './withdrawals.forms.js';
import {
  proofPage,
  proofPath,
  proofView,
  type Searched,
  searchPage,
  searchView,
} from './withdrawals.pages.js';
import { getWithdrawal, listWithdrawals, previewWithdrawal, withdrawCase } from './withdrawals.service.js';

const WITHDRAWALS = '/studies/:study/withdrawals';

export const withdrawalRoutes: readonly Route[] = [
  {
    method: 'get',
    path: WITHDRAWALS,
    access: 'consent.withdraw',
    async handle(visit, request, response) {
      await showSearch(visit, request, response, { typed: typedSearch({}) });
    },
  },
  {
    // Names and numbers stand in the form, never in an address.
    method: 'post',
    path: `${WITHDRAWALS}/search`,
    access: 'consent.withdraw',
    async handle(visit, request, response) {
      const typed = typedSearch(formFields(request));
      const form = checkSearch(typed);
      if (!form.ok) {
        response.status(422);
        await showSearch(visit, request, response, { typed, errors: form.errors });
        return;
      }
      const slug = pathParameter(request, 'study');
      const searched = await searchCases(visit.app, visit.actor, { slug, ...form.values });
      await showSearch(visit, request, response, { typed, searched });
    },
  },
  {
    method: 'get',
    path: `${WITHDRAWALS}/cases/:case`,
    access: 'consent.withdraw',
    async handle({ app, actor }, request, response) {
      render(response, previewView, previewPage(await previewWithdrawal(app, actor, keyOf(request))));
    },
  },
  {
    method: 'post',
    path: `${WITHDRAWALS}/cases/:case`,
    access: 'consent.withdraw',
    async handle({ app, actor }, request, response) {
      const key = keyOf(request);
      const fields = formFields(request);
      const form = checkForm(withdrawalForm, fields);
      if (!form.ok) {
        const preview = await previewWithdrawal(app, actor, key);
        response.status(422);
        render(response, previewView, previewPage(preview, typedWithdrawal(fields), form.errors));
        return;
      }
      const withdrawal = await withdrawCase(app, actor, { ...key, ...form.values });
      const study = await getStudy(app.database.read, key.slug);
      await deleteAtProvider(app, actor, { studyId: study.id, minutes: WAITING_MINUTES });
      seeOther(response, proofPath(study, withdrawal));
    },
  },
  {
    method: 'get',
    path: `${WITHDRAWALS}/:withdrawal`,
    access: 'consent.withdraw',
    async handle({ app }, request, response) {
      const study = await getStudy(app.database.read, pathParameter(request, 'study'));
      const withdrawal = await getWithdrawal(app.database.read, study, pathParameter(request, 'withdrawal'));
      render(response, proofView, proofPage(study, withdrawal));
    },
  },
];

function keyOf(request: Request): { slug: string; caseNumber: string } {
  return { slug: pathParameter(request, 'study'), caseNumber: pathParameter(request, 'case') };
}

async function showSearch(
  { app, actor }: Visit,
  request: Request,
  response: Response,
  shown: { readonly typed: TypedSearch; readonly errors?: FieldErrors; readonly searched?: Searched },
): Promise<void> {
  const study = await getStudy(app.database.read, pathParameter(request, 'study'));
  const earlier = await listWithdrawals(app.database.read, study);
  render(response, searchView, searchPage({ study, roles: actor.roles, earlier, ...shown }));
}
