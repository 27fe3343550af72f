import { setTimeout as wait } from 'node:timers/promises';
import type { Application } from '../../application.js';
import { stackOf } from '../../failure.js';
import { findChangeMark } from '../case-counts/case-counts.service.js';
import { countActions } from '../case-actions/past-actions.service.js';
import { countOpenConcerns } from '../concerns/concerns.service.js';
import { listRunningPauses } from '../field-pauses/field-pauses.service.js';
import { getStudy } from '../studies/studies.service.js';
import { findHandsMark } from './live-page.queries.js';
import { getLiveFieldwork, type LiveFieldwork } from './live-page.service.js';

/** Somebody who has the live page of a study open. */
export interface Watcher {
  readonly userId: string;
  /** Shows the fieldwork as it is now. */
  readonly show: (live: LiveFieldwork) => Promise<void>;
  /** Keeps the line open through proxies. */
  readonly beat: () => void;
  /** Whether they still may look. */
  readonly mayStay: () => Promise<boolean>;
  readonly end: (reason: 'signed_out' | 'elsewhere' | 'stopping') => void;
}

/** How often each server looks whether something changed: what happens is on the screen within two seconds. */
const LOOK_MILLISECONDS = 500;
/** Also without a change the hour moves on: appointments grow late, shifts begin. */
const ANEW_MILLISECONDS = 30_000;
const BEAT_MILLISECONDS = 5000;

/** Streams of one server; whoever comes after them reloads the page by hand. */
const MOST_STREAMS = 200;
/** Tabs of one person; the one that was opened first makes room. */
const MOST_OF_ONE_PERSON = 6;

/** The watchers of one study, looked after by one loop that ends with the last of them. */
interface Room {
  readonly slug: string;
  readonly watchers: Set<Watcher>;
}

const roomsOf = new WeakMap<Application, Map<string, Room>>();

/**
 * Lets somebody watch a study until they leave.
 * @returns how they leave, or `null` when this server has no place
 */
export function watch(app: Application, slug: string, watcher: Watcher): (() => void) | null {
  const rooms = roomsOf.get(app) ?? new Map<string, Room>();
  roomsOf.set(app, rooms);
  const all = [...rooms.values()].flatMap(({ watchers }) => [...watchers]);
  if (all.length >= MOST_STREAMS) return null;
  const own = all.filter(({ userId }) => userId === watcher.userId);
  if (own.length >= MOST_OF_ONE_PERSON) own[0]?.end('elsewhere');
  const known = rooms.get(slug);
  const room = known ?? { slug, watchers: new Set<Watcher>() };
  room.watchers.add(watcher);
  if (known === undefined) {
    rooms.set(slug, room);
    void lookAfter(app, room).finally(() => rooms.delete(slug));
  } else void showFirst(app, room, watcher);
  return () => room.watchers.delete(watcher);
}

/** Ends every stream of this server, before it stops. */
export function endStreams(app: Application): void {
  for (const { watchers } of roomsOf.get(app)?.values() ?? []) {
    for (const watcher of watchers) watcher.end('stopping');
  }
}

/** Whoever comes in later sees at once what changed since their page was made. */
async function showFirst(app: Application, room: Room, watcher: Watcher): Promise<void> {
  try {
    await watcher.show(await lookAt(app, room));
  } catch (error) {
    app.log.warn({ error: stackOf(error) }, 'the live page could not be shown');
  }
}

async function lookAt(app: Application, { slug }: Room): Promise<LiveFieldwork> {
  return getLiveFieldwork(app, await getStudy(app.database.read, slug));
}

async function lookAfter(app: Application, room: Room): Promise<void> {
  let seen: string | null = null;
  let shownAt = -Infinity;
  let beatAt = performance.now();
  while (room.watchers.size > 0) {
    try {
      const mark = await markOf(app, room);
      const now = performance.now();
      if (mark !== seen || now - shownAt >= ANEW_MILLISECONDS) {
        // Marked before it is looked at: what happens in between is shown the next time.
        seen = mark;
        shownAt = now;
        const live = await lookAt(app, room);
        for (const watcher of [...room.watchers]) await showIfAllowed(watcher, live);
      } else if (now - beatAt >= BEAT_MILLISECONDS) {
        beatAt = now;
        for (const watcher of [...room.watchers]) await beatIfAllowed(watcher);
      }
    } catch (error) {
      app.log.warn({ error: stackOf(error) }, 'the live page could not be looked after');
    }
    await wait(LOOK_MILLISECONDS, undefined, { ref: false });
  }
}

async function showIfAllowed(watcher: Watcher, live: LiveFieldwork): Promise<void> {
  if (await watcher.mayStay()) await watcher.show(live);
  else watcher.end('signed_out');
}

async function beatIfAllowed(watcher: Watcher): Promise<void> {
  if (await watcher.mayStay()) watcher.beat();
  else watcher.end('signed_out');
}

/**
 * Changes when a case, a dial or an outcome is written, by whichever server, when a case changes hands, when a supervisor does
 * something to cases (such rows are only added), when a domain or the study is paused or goes on, and when a concern is
 * reported or its state changes.
 */
async function markOf(app: Application, { slug }: Room): Promise<string> {
  const db = app.database.read;
  const study = await getStudy(db, slug);
  const { fresh, inHand } = await countOpenConcerns(db, study);
  const written = await findChangeMark(db, study.id);
  const hands = await findHandsMark(db, study.id, app.clock());
  const actions = await countActions(db, study.id);
  const pauses = (await listRunningPauses(db, study.id)).map(({ id }) => id);
  return [written, hands, `${String(fresh)}/${String(inHand)}`, String(actions), ...pauses].join(' ');
}
