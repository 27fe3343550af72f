import type { Request, Response } from 'express';
import { checkForm } from '../../web/form-errors.js';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther, type Visit } from '../../web/visit.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { studyPath } from '../studies/study-navigation.js';
import { newLinkPage, newLinkView } from './check-links.pages.js';
import { createLink, type NewLink, renewLink, revokeLink } from './check-links.service.js';
import { linkForm } from './checks.forms.js';
import { checkOf, showOrganisation } from './checks.routes.js';

/** Personal links to the list of one organisation. A link and its code are in the answer to the form, and nowhere else. */
export const checkLinkRoutes: readonly Route[] = [
  {
    method: 'post',
    path: '/studies/:study/checks/:organisation/links',
    access: 'check.export',
    async handle(visit, request, response) {
      const form = checkForm(linkForm, formFields(request));
      if (!form.ok) {
        response.status(422);
        await showOrganisation(visit, request, response, form.errors);
        return;
      }
      const { study, check } = await checkOf(visit, request);
      const { organisationId } = check;
      const { label } = form.values;
      const link = await createLink(visit.app, visit.actor, { slug: study.slug, organisationId, label });
      await showNewLink(visit, request, response, link);
    },
  },
  {
    method: 'post',
    path: '/studies/:study/checks/:organisation/links/:link/renew',
    access: 'check.export',
    async handle(visit, request, response) {
      const link = await renewLink(visit.app, visit.actor, linkAddress(request));
      await showNewLink(visit, request, response, link);
    },
  },
  {
    method: 'post',
    path: '/studies/:study/checks/:organisation/links/:link/revoke',
    access: 'check.export',
    async handle({ app, actor, session }, request, response) {
      const address = linkAddress(request);
      await revokeLink(app, actor, address);
      const text = 'De link is ingetrokken en werkt niet meer. Wat was opgeslagen, is bewaard.';
      await tellOnNextPage({ app, session }, text);
      seeOther(response, `${studyPath(address.slug, 'checks')}/${address.organisationId}`);
    },
  },
];

function linkAddress(request: Request): { slug: string; organisationId: string; linkId: string } {
  return {
    slug: pathParameter(request, 'study'),
    organisationId: pathParameter(request, 'organisation'),
    linkId: pathParameter(request, 'link'),
  };
}

async function showNewLink(visit: Visit, request: Request, response: Response, link: NewLink): Promise<void> {
  const { study, check } = await checkOf(visit, request);
  const origin = visit.app.config.publicUrl ?? `${request.protocol}://${request.get('host') ?? ''}`;
  const address = new URL(`/check/open/${link.token}`, origin).href;
  render(response, newLinkView, newLinkPage(study, visit.actor.roles, { check, link, address }));
}
