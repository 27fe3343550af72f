import type { Server } from 'node:http';
import type { Express } from 'express';
import { runImports } from './features/frames/import-runs.service.js';
import { endStreams } from './features/live-page/live-stream.js';
import type { RunningApplication } from './start.js';
import { runRounds } from './rounds.js';
import { createWebApp } from './web/app.js';

/** How long running requests get to finish when the program is asked to stop. */
const STOP_GRACE_MILLISECONDS = 10_000;

/**
 * Serves, reads client files that wait, keeps up with the telephone provider and keeps the counts, until the process is
 * asked to stop (SIGTERM, SIGINT); then takes no new requests, lets the running ones finish and save, and closes the
 * database.
 * @returns the address that it serves
 */
export async function serve(app: RunningApplication): Promise<{ url: string }> {
  const web = createWebApp(app);
  const server = await listen(web, app);
  const stopping = new AbortController();
  const background = Promise.all([runImports(app, stopping.signal), runRounds(app, stopping.signal)]);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      app.log.info({ signal }, 'stopping');
      stopping.abort();
      void stop(server, app, background);
    });
  }
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : app.config.port;
  const url = `http://${app.config.host === '127.0.0.1' ? 'localhost' : app.config.host}:${String(port)}`;
  app.log.info({ url, engine: app.database.engine }, 'serving');
  return { url };
}

/** @throws the system's error when the address cannot be had; then nothing is left open */
async function listen(web: Express, app: RunningApplication): Promise<Server> {
  try {
    return await new Promise<Server>((resolve, reject) => {
      const starting = web.listen(app.config.port, app.config.host, (error?: Error) => {
        if (error === undefined) resolve(starting);
        else reject(error);
      });
    });
  } catch (error) {
    await app.close();
    throw error;
  }
}

async function stop(server: Server, app: RunningApplication, background: Promise<unknown>): Promise<void> {
  const patience = setTimeout(() => {
    server.closeAllConnections();
  }, STOP_GRACE_MILLISECONDS);
  server.closeIdleConnections();
  endStreams(app);
  await new Promise((resolve) => server.close(resolve));
  clearTimeout(patience);
  await background;
  await app.close();
  app.log.info('stopped');
}
