import type { Request, Response } from 'express';
import { pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther, type Visit } from '../../web/visit.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { CALENDAR_LINK_PATH, calendarLinkPage, calendarLinkView } from './calendar-feed.pages.js';
import { findOwnLink, makeCalendarLink, readCalendar, revokeCalendarLink } from './calendar-feed.service.js';

export const calendarFeedRoutes: readonly Route[] = [
  {
    method: 'get',
    path: CALENDAR_LINK_PATH,
    access: 'fieldwork.interview',
    async handle(visit, _request, response) {
      await show(visit, response);
    },
  },
  {
    method: 'post',
    path: CALENDAR_LINK_PATH,
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      const secret = await makeCalendarLink(visit.app, visit.actor);
      // Shown in this answer and nowhere else: a message for the next page would be kept in the database.
      await show(visit, response, `${originOf(visit, request)}/calendar/${secret}/bellen.ics`);
    },
  },
  {
    method: 'post',
    path: `${CALENDAR_LINK_PATH}/revoke`,
    access: 'fieldwork.interview',
    async handle({ app, actor, session }, _request, response) {
      await revokeCalendarLink(app, actor);
      await tellOnNextPage({ app, session }, 'De link werkt niet meer.');
      seeOther(response, CALENDAR_LINK_PATH);
    },
  },
  {
    method: 'get',
    path: '/calendar/:secret/bellen.ics',
    access: 'public',
    async handle({ app, actor }, request, response) {
      const calendar = await readCalendar(app, pathParameter(request, 'secret'), actor.origin ?? '');
      response.type('text/calendar; charset=utf-8').send(calendar);
    },
  },
];

async function show(
  { app, actor, session }: Visit,
  response: Response,
  address: string | null = null,
): Promise<void> {
  const link = await findOwnLink(app, actor);
  render(
    response,
    calendarLinkView,
    calendarLinkPage(link, { csrfToken: session?.csrfToken ?? '', address }),
  );
}

/** Where people reach the program. */
function originOf({ app }: Visit, request: Request): string {
  return app.config.publicUrl ?? `${request.protocol}://${request.get('host') ?? ''}`;
}
