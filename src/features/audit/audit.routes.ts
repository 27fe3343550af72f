import { formatMoment } from '../../web/dutch-format.js';
import type { Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { auditPage, auditView } from './audit.pages.js';
import { listAuditLog } from './audit.service.js';

const RECORDS_ON_PAGE = 200;

export const auditRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/audit',
    access: 'audit.view',
    async handle({ app }, _request, response) {
      render(response, auditView, auditPage(await listAuditLog(app, RECORDS_ON_PAGE), formatMoment));
    },
  },
];
