import { UserProblem } from '../errors.js';
import type { Route } from './route.js';
import { interviewExamplePage, styleGuidePage } from './style-guide.js';
import { INTERVIEW_EXAMPLE, STYLE_GUIDE_EXAMPLE } from './style-guide-example.js';
import { render } from './views.js';
import type { Visit } from './visit.js';

/** Every component once, for who builds pages; not part of an installation in use. */
export const styleGuideRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/style-guide',
    access: 'signed_in',
    handle({ app }, _request, response) {
      ensureDevelopment(app);
      render(response, styleGuidePage, STYLE_GUIDE_EXAMPLE);
    },
  },
  {
    method: 'get',
    path: '/style-guide/interview',
    access: 'signed_in',
    handle({ app }, _request, response) {
      ensureDevelopment(app);
      render(response, interviewExamplePage, INTERVIEW_EXAMPLE);
    },
  },
];

function ensureDevelopment({ config }: Visit['app']): void {
  if (config.isProduction && !config.isDemo) throw new UserProblem('not_found');
}
