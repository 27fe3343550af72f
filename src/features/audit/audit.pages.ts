import type { Instant } from '../../domain/calendar/instant.js';
import type { DataTable } from '../../web/components.js';
import { view } from '../../web/views.js';
import type { AuditRecord } from './audit.service.js';

interface AuditPage {
  readonly title: string;
  readonly records: DataTable;
}

export const auditView = view<AuditPage>('audit/list');

const RESULTS: Readonly<Record<string, { text: string; tone: 'success' | 'warning' | 'danger' }>> = {
  done: { text: 'gedaan', tone: 'success' },
  refused: { text: 'geweigerd', tone: 'warning' },
  failed: { text: 'mislukt', tone: 'danger' },
};

export function auditPage(records: readonly AuditRecord[], formatMoment: (at: Instant) => string): AuditPage {
  return {
    title: 'Logboek',
    records: {
      id: 'records',
      caption: 'De nieuwste regels eerst',
      columns: [
        { label: 'Nr.', numeric: true },
        { label: 'Wanneer' },
        { label: 'Wie' },
        { label: 'Handeling' },
        { label: 'Waarop' },
        { label: 'Uitkomst' },
      ],
      rows: records.map((record) => [
        { text: String(record.sequence) },
        { text: formatMoment(record.at as Instant) },
        { text: record.actorName, ...(record.origin === null ? {} : { detail: record.origin }) },
        { text: record.action, ...(record.detail === '{}' ? {} : { detail: detailText(record.detail) }) },
        { text: record.objectId === null ? record.objectKind : `${record.objectKind} ${record.objectId}` },
        { text: '', badge: RESULTS[record.result] ?? { text: record.result, tone: 'warning' } },
      ]),
      empty: 'Er is nog niets vastgelegd.',
    },
  };
}

/** `{"cases":20,"to":"fieldwork"}` becomes `cases: 20, to: fieldwork`: lines of a log are read, and wrapped. */
function detailText(detail: string): string {
  const parts: unknown = JSON.parse(detail);
  if (typeof parts !== 'object' || parts === null) return detail;
  return Object.entries(parts)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}
