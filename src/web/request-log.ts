import type { Logger } from 'pino';
import type { RequestHandler } from 'express';

/** One line per request: the route with its parameters' names, never their values, nor the query. */
export function logRequests(log: Logger): RequestHandler {
  return (request, response, next) => {
    const startedAt = process.hrtime.bigint();
    response.on('finish', () => {
      const route = (request.route as { path?: string } | undefined)?.path ?? '(none)';
      log.info(
        {
          requestId: response.getHeader('X-Request-Id'),
          method: request.method,
          route,
          status: response.statusCode,
          milliseconds: Number(process.hrtime.bigint() - startedAt) / 1e6,
        },
        'request',
      );
    });
    next();
  };
}
