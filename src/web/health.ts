import type { RequestHandler } from 'express';
import type { Application } from '../application.js';
import { isSchemaCurrent } from '../database/migrations.js';

/** The process is alive. */
export const healthz: RequestHandler = (_request, response) => {
  response.type('text').send('ok\n');
};

/** The program can serve: the database answers and has the schema of this version. */
export function readyz(app: Application): RequestHandler {
  return async (_request, response) => {
    const ready = await isSchemaCurrent(app.database).catch(() => false);
    response
      .status(ready ? 200 : 503)
      .type('text')
      .send(ready ? 'ready\n' : 'not ready\n');
  };
}
