import type { Request, Response } from 'express';
import { formatClock } from '../../web/dutch-format.js';
import { clearContactCookie, setContactCookie } from '../../web/contact-visit.js';
import { formFields, pathParameter, queryFields, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { contactOf, seeOther, type Visit } from '../../web/visit.js';
import { changesInForm, codeForm, confirmForm, listPlace, searchForm } from './contact-list.forms.js';
import { contactDonePage, contactDoneView } from './contact-done.pages.js';
import {
  contactListPage,
  contactListView,
  contactSummaryPage,
  contactSummaryView,
  reasonLabel,
} from './contact-list.pages.js';
import { confirmMarks, readContactList, type SavedMarks, saveMarks } from './contact-list.service.js';
import {
  endContactSession,
  enterByCode,
  lookBehindLink,
  setContactFlash,
} from './contact-sessions.service.js';
import { leftPage, leftView, linkCodePage, linkCodeView } from './link-code.pages.js';

/** The pages of the contact of an organisation: first the code, then one list, and nothing else. */
export const contactListRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/check/open/:token',
    access: 'public',
    async handle({ app, actor }, request, response) {
      const door = await lookBehindLink(app, actor, pathParameter(request, 'token'));
      render(response, linkCodeView, linkCodePage(door, null));
    },
  },
  {
    method: 'post',
    path: '/check/open/:token',
    access: 'public',
    async handle({ app, actor }, request, response) {
      const token = pathParameter(request, 'token');
      const { code } = codeForm.parse(formFields(request));
      const door = await lookBehindLink(app, actor, token);
      const entry = await enterByCode(app, actor, { token, code });
      if ('guessesLeft' in entry) {
        response.status(422);
        render(response, linkCodeView, linkCodePage(door, entry.guessesLeft));
        return;
      }
      setContactCookie(app, response, entry.sessionToken);
      seeOther(response, '/check/list');
    },
  },
  {
    method: 'get',
    path: '/check/list',
    access: 'organisation_link',
    async handle(visit, request, response) {
      const list = await readContactList(visit.app, visit.actor, contactOf(visit));
      render(response, contactListView, contactListPage(list, listPlace.parse(queryFields(request))));
    },
  },
  {
    method: 'post',
    path: '/check/list/search',
    access: 'organisation_link',
    async handle(visit, request, response) {
      const list = await readContactList(visit.app, visit.actor, contactOf(visit));
      const { q: query } = searchForm.parse(formFields(request));
      render(response, contactListView, contactListPage(list, listPlace.parse({}), { query }));
    },
  },
  {
    method: 'post',
    path: '/check/list/marks',
    access: 'organisation_link',
    async handle(visit, request, response) {
      const { app, actor } = visit;
      const changes = changesInForm(formFields(request));
      const saved = await saveMarks(app, actor, contactOf(visit), changes);
      if (request.accepts(['html', 'json']) === 'json') answerScript(visit, response, saved);
      else await answerForm(visit, request, response, saved);
    },
  },
  {
    method: 'get',
    path: '/check/list/summary',
    access: 'organisation_link',
    async handle(visit, _request, response) {
      const list = await readContactList(visit.app, visit.actor, contactOf(visit));
      render(response, contactSummaryView, contactSummaryPage(list));
    },
  },
  {
    method: 'post',
    path: '/check/list/confirm',
    access: 'organisation_link',
    async handle(visit, request, response) {
      const { app, actor } = visit;
      const contact = contactOf(visit);
      const { version } = confirmForm.parse(formFields(request));
      if ((await confirmMarks(app, actor, contact, version)) !== null) {
        seeOther(response, '/check/list/done');
        return;
      }
      const list = await readContactList(app, actor, contact);
      // A form that was sent twice: the first one did what it asked.
      const isDone = list.returnedAt !== null && list.clients.every(({ reason }) => reason === null);
      if (isDone) {
        seeOther(response, '/check/list/done');
        return;
      }
      response.status(409);
      render(response, contactSummaryView, contactSummaryPage(list, true));
    },
  },
  {
    method: 'get',
    path: '/check/list/done',
    access: 'organisation_link',
    async handle(visit, _request, response) {
      const list = await readContactList(visit.app, visit.actor, contactOf(visit));
      if (list.returnedAt === null) seeOther(response, '/check/list/summary');
      else render(response, contactDoneView, contactDonePage(list));
    },
  },
  {
    method: 'post',
    path: '/check/leave',
    access: 'organisation_link',
    async handle(visit, _request, response) {
      await endContactSession(visit.app, visit.actor, contactOf(visit));
      clearContactCookie(visit.app, response);
      seeOther(response, '/check/left');
    },
  },
  {
    method: 'get',
    path: '/check/left',
    access: 'public',
    handle(_visit, _request, response) {
      render(response, leftView, leftPage());
    },
  },
];

/** For the script that saves each choice at once. */
function answerScript({ app }: Visit, response: Response, { savedCount, conflicts }: SavedMarks): void {
  response.json({
    saved: savedCount,
    at: formatClock(app.clock()),
    conflicts: conflicts.map(({ clientKey, stored }) => ({
      key: clientKey,
      reason: stored ?? '',
      label: reasonLabel(stored),
    })),
  });
}

async function answerForm(
  visit: Visit,
  request: Request,
  response: Response,
  saved: SavedMarks,
): Promise<void> {
  const { app, actor } = visit;
  const contact = contactOf(visit);
  const fields = formFields(request);
  const place = listPlace.parse(fields);
  if (saved.conflicts.length > 0) {
    const list = await readContactList(app, actor, contact);
    response.status(409);
    render(response, contactListView, contactListPage(list, place, { saved }));
    return;
  }
  if (fields['next'] === 'summary') {
    seeOther(response, '/check/list/summary');
    return;
  }
  await setContactFlash(app, contact, {
    kind: 'success',
    text: savedText(saved.savedCount, formatClock(app.clock())),
  });
  const query = new URLSearchParams({ page: String(place.page), show: place.show });
  seeOther(response, `/check/list?${query.toString()}`);
}

function savedText(count: number, time: string): string {
  if (count === 0) return `Alles was al opgeslagen. Stand van ${time} uur.`;
  return `Opgeslagen om ${time} uur: ${count === 1 ? '1 wijziging' : `${String(count)} wijzigingen`}.`;
}
