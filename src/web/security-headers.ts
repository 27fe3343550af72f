import helmet from 'helmet';
import type { RequestHandler } from 'express';

/**
 * Own files only: no inline script or style, no frames, no other site; pictures may stand in our style sheets. Where
 * interviewers call in the browser, pages may reach the telephone provider and use the microphone; nowhere else.
 */
export function securityHeaders({
  https,
  softphoneOrigins = [],
}: {
  readonly https: boolean;
  readonly softphoneOrigins?: readonly string[];
}): RequestHandler[] {
  return [pageSources({ https, softphoneOrigins }), deviceAccess(softphoneOrigins.length > 0)];
}

function deviceAccess(mayUseMicrophone: boolean): RequestHandler {
  const microphone = mayUseMicrophone ? '(self)' : '()';
  return (_request, response, next) => {
    response.setHeader('Permissions-Policy', `camera=(), geolocation=(), microphone=${microphone}`);
    next();
  };
}

function pageSources({
  https,
  softphoneOrigins,
}: {
  readonly https: boolean;
  readonly softphoneOrigins: readonly string[];
}): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", ...softphoneOrigins],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  });
}

/** Pages may show personal data: no browser or proxy keeps a copy. */
export const neverStore: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};
