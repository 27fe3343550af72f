import type { Actor, Application } from '../../application.js';
import { reportHtml } from '../../documents/report-html.js';
import { reportWord } from '../../documents/report-word.js';
import { instantAt, localTime } from '../../domain/calendar/instant.js';
import { UserProblem } from '../../errors.js';
import { recordEvent } from '../audit/audit.service.js';
import { listDialCounts } from '../case-counts/case-counts.service.js';
import { getDecisions } from '../fieldwork/supervision.service.js';
import { breakDownResponse } from './breakdown.service.js';
import { findCurves } from './curve.service.js';
import { countSubstatuses } from './response-rates.queries.js';
import { type DayFigures, dailyDrawings, dailyReport } from './daily-report.document.js';

/** The kinds of file of a daily report. */
export const DAILY_FORMATS = ['html', 'docx'] as const;

export type DailyFormat = (typeof DAILY_FORMATS)[number];

const CONTENT_TYPES: Readonly<Record<DailyFormat, string>> = {
  html: 'text/html; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** A daily report as a file. */
export interface DailyFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/**
 * The report of today as a file: counts only, no case and nobody is in it. That it left is written to the audit log.
 * @param name `dagrapport.html` or `dagrapport.docx`
 * @throws UserProblem `not_found` for another name or an unknown study
 */
export async function writeDailyReport(
  app: Application,
  actor: Actor,
  { slug, name }: { readonly slug: string; readonly name: string },
): Promise<DailyFile> {
  const format = DAILY_FORMATS.find((one) => name === `dagrapport.${one}`);
  if (format === undefined) throw new UserProblem('not_found');
  const figures = await figuresOfToday(app, slug);
  const { study, today } = figures;
  const report = dailyReport(figures);
  const bytes =
    format === 'docx'
      ? await reportWord(report)
      : Buffer.from(reportHtml(report, dailyDrawings(figures)), 'utf8');
  await recordEvent(app, actor, {
    action: 'report.daily',
    objectKind: 'study',
    objectId: study.id,
    detail: { format, day: today },
  });
  return {
    fileName: `${study.slug}-dagrapport-${today}.${format}`,
    contentType: CONTENT_TYPES[format],
    bytes,
  };
}

async function figuresOfToday(app: Application, slug: string): Promise<DayFigures> {
  const db = app.database.read;
  const curves = await findCurves(app, slug);
  const { study } = curves;
  const today = localTime(app.clock()).date;
  return {
    study,
    today,
    madeAt: app.clock(),
    curves,
    response: await breakDownResponse(app, { slug, by: 'domain', domain: null }),
    dials: await listDialCounts(db, study, instantAt(today, 0)),
    substatuses: await countSubstatuses(db, study.id),
    waiting: (await getDecisions(app, study, 1)).waiting,
  };
}
