import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { writeDailyReport } from '../../../src/features/response-rates/daily-report.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { COMMAND, createTestApplication, FROZEN_NOON } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { studyWithGroups } from '../../support/response-cases.js';

const GROUPS = {
  basishulp: { I: 21, R: 6, NC: 5, open: 9, excluded: 3, withdrawn: 2, unreleased: 8 },
  jb_jr: { I: 7, R: 3, open: 2 },
};
const PATH = '/studies/ceo-2025/response/daily/dagrapport';

/** The text of a page, with the tags taken out. */
function wordsOf(html: string): string {
  return html
    .replaceAll(/<style>[\s\S]*?<\/style>/g, '')
    .replaceAll(/<[^>]+>/g, '|')
    .replaceAll(/\|+/g, '|');
}

describeOnEachDatabase('the daily report', ({ openDatabase }) => {
  it('tells the day in counts that add up, as a page and in Word, and the log says that it left', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const study = await studyWithGroups(app, GROUPS);
    const [first, second] = study.domains;
    const dials = (domainId: string | undefined, outcome: string, count: number) => ({
      study_id: study.id,
      domain_id: domainId,
      half_hour: `${FROZEN_NOON.slice(0, 14)}00`,
      outcome,
      dials: count,
    });
    await app.database
      .write('dial_counts')
      .insert([
        dials(first?.id, 'dial', 14),
        dials(first?.id, 'no_answer', 9),
        dials(first?.id, 'complete', 3),
        dials(second?.id, 'dial', 5),
        dials(second?.id, 'refusal_hard', 5),
        { ...dials(first?.id, 'dial', 99), half_hour: '2026-04-13T10:00' },
      ]);
    const supervisor = await signInAs(app, web, 'veldwerkleider');
    const html = await supervisor.get(`${PATH}.html`);
    expect(html.headers['content-disposition']).toContain('ceo-2025-dagrapport-2026-04-14.html');
    const words = wordsOf(html.text);
    expect(words).toContain('Dagrapport 14-04-2026: CEO 2025');
    expect(words).toContain('|Vandaag gebeld|19 keer|');
    expect(words).toContain('|Vandaag voltooid|3 interviews|');
    expect(words).toContain('28 van 53 benaderde personen');
    expect(words).toContain('|Nog zonder uitkomst|2|0|0|2|');
    expect(words).toContain('|Gebeld|14|5|0|19|');
    expect(words).toContain('|Steekproef|');
    expect(html.text).toContain('<svg');
    const numbers = await app.database.read('cases').pluck<string[]>('case_number');
    for (const number of numbers) expect(words).not.toContain(number);
    const word = await writeDailyReport(app, COMMAND, { slug: 'ceo-2025', name: 'dagrapport.docx' });
    const inside = Buffer.from(unzipSync(word.bytes)['word/document.xml'] ?? []).toString('utf8');
    expect(inside).toContain('28 van 53 benaderde personen');
    expect(inside).toContain('Wacht op een besluit');
    const log = await app.database.read('audit_log').where({ action: 'report.daily' });
    expect(log).toHaveLength(2);
  });

  it('is for who supervises, and of a study and in a form that exist', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    await studyWithGroups(app, {});
    for (const role of ['analist', 'enqueteur'] as const) {
      const session = await signInAs(app, web, role);
      expect((await session.get(`${PATH}.html`)).status).toBe(403);
    }
    const supervisor = await signInAs(app, web, 'veldwerkleider');
    expect((await supervisor.get(`${PATH}.html`)).text).toContain('Er is nog niemand benaderd.');
    expect((await supervisor.get(`${PATH}.pdf`)).status).toBe(404);
    expect((await supervisor.get('/studies/geen/response/daily/dagrapport.html')).status).toBe(404);
  });
});
