import type { Response } from 'express';
import { mayDo, type Permission } from '../../domain/access/permission.js';
import { formatClock } from '../../web/dutch-format.js';
import { pathParameter, type Route } from '../../web/route.js';
import { sendFile } from '../../web/sending.js';
import { render } from '../../web/views.js';
import { userIdOf, type Visit } from '../../web/visit.js';
import { exportFigures } from '../figure-files/figure-files.service.js';
import { isSessionOpen } from '../sessions/sessions.service.js';
import { getStudy } from '../studies/studies.service.js';
import { getUser } from '../users/users.service.js';
import {
  LIVE_PARTS,
  type LivePart,
  liveFigures,
  livePage,
  livePageView,
  liveParts,
  liveSummary,
} from './live-page.pages.js';
import { getLiveFieldwork, type LiveFieldwork } from './live-page.service.js';
import { watch, type Watcher } from './live-stream.js';

const FIELDWORK = '/studies/:study/fieldwork';
const ACCESS: Permission = 'fieldwork.supervise';

export const livePageRoutes: readonly Route[] = [
  {
    method: 'get',
    path: FIELDWORK,
    access: ACCESS,
    async handle({ app, actor }, request, response) {
      const study = await getStudy(app.database.read, pathParameter(request, 'study'));
      const live = await getLiveFieldwork(app, study);
      render(response, livePageView, livePage(live, actor.roles));
    },
  },
  {
    method: 'get',
    path: `${FIELDWORK}/files/:file`,
    access: ACCESS,
    async handle({ app, actor }, request, response) {
      const study = await getStudy(app.database.read, pathParameter(request, 'study'));
      const tables = liveFigures(await getLiveFieldwork(app, study));
      sendFile(
        response,
        await exportFigures(app, actor, { study, tables, name: pathParameter(request, 'file') }),
      );
    },
  },
  {
    method: 'get',
    path: `${FIELDWORK}/events`,
    access: ACCESS,
    async handle(visit, request, response) {
      const { slug } = await getStudy(visit.app.database.read, pathParameter(request, 'study'));
      const watcher = watcherOf(visit, response);
      const leave = request.method === 'HEAD' ? null : watch(visit.app, slug, watcher);
      if (leave === null) {
        response.status(request.method === 'HEAD' ? 204 : 503).end();
        return;
      }
      response.on('close', leave);
      openStream(response);
    },
  },
];

/** No proxy keeps it back, packs it or changes it. */
function openStream(response: Response): void {
  response.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
  });
  response.flushHeaders();
  response.write('retry: 3000\n\n');
}

/** A browser that takes nothing in for so long is let go; it comes back by itself. */
const MOST_WAITING_BYTES = 2_000_000;

/** Shows what changed since the last time, part by part. */
function watcherOf(visit: Visit, response: Response): Watcher {
  const shown = new Map<LivePart, string>();
  return {
    userId: userIdOf(visit),
    async show(live) {
      const parts = await renderParts(response, live);
      const changed = parts.filter(([part, html]) => shown.get(part) !== html);
      if (changed.length === 0 || response.writableEnded) return;
      if (response.writableLength > MOST_WAITING_BYTES) {
        response.end();
        return;
      }
      for (const [part, html] of changed) shown.set(part, html);
      write(response, 'change', {
        at: formatClock(live.now),
        summary: liveSummary(live),
        parts: Object.fromEntries(changed),
      });
    },
    beat() {
      if (!response.writableEnded) response.write(': \n\n');
    },
    mayStay: () => mayStillLook(visit),
    end(reason) {
      if (response.writableEnded) return;
      // Whoever is sent away because the server stops comes back to the next one.
      if (reason !== 'stopping') write(response, 'ended', { reason });
      response.end();
    },
  };
}

function write(response: Response, event: string, data: object): void {
  response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}

async function renderParts(
  response: Response,
  live: LiveFieldwork,
): Promise<readonly (readonly [LivePart, string])[]> {
  const page = liveParts(live);
  return Promise.all(LIVE_PARTS.map(async (part) => [part, await renderPart(response, part, page)] as const));
}

function renderPart(response: Response, part: LivePart, page: object): Promise<string> {
  return new Promise((resolve, reject) => {
    response.app.render(`live-page/${part}`, { page }, (error: Error | null, html: string) => {
      if (error === null) resolve(html);
      else reject(error);
    });
  });
}

/** Signed out, idle for too long, or without the role: whoever only watches does not stay signed in by that. */
async function mayStillLook({ app, session }: Visit): Promise<boolean> {
  if (session === null || !(await isSessionOpen(app, session))) return false;
  const user = await getUser(app, session.userId);
  return user.isActive && mayDo(user.roles, ACCESS);
}
