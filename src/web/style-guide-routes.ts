import { barChartSvg } from '../domain/charts/bar-chart.js';
import { UserProblem } from '../errors.js';
import { formatCount } from './dutch-format.js';
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
  {
    method: 'get',
    path: '/style-guide/chart.svg',
    access: 'signed_in',
    handle({ app }, _request, response) {
      ensureDevelopment(app);
      response.type('image/svg+xml').send(
        barChartSvg({
          title: 'Interviews en doel',
          parts: ['interviews', 'afspraken'],
          markLabel: 'doel',
          write: formatCount,
          leastTick: 1,
          bars: [
            { label: 'Basishulp', values: [180, 20], text: '180 van 256 (70%)', mark: 256 },
            { label: 'Specialistische hulp', values: [120, 40], text: '120 van 257 (47%)', mark: 257 },
            { label: 'JB/JR', values: [60, 4], text: '60 van 101 (59%)', mark: 101 },
          ],
        }),
      );
    },
  },
];

function ensureDevelopment({ config }: Visit['app']): void {
  if (config.isProduction && !config.isDemo) throw new UserProblem('not_found');
}
