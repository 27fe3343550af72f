import { unzipSync, zipSync } from 'fflate';
import request from 'supertest';
import { expect, it } from 'vitest';
import { readWorksheet } from '../../../src/documents/read-worksheet.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { instant } from '../../../src/domain/calendar/instant.js';
import { changeCheckRules } from '../../../src/features/checks/check-rules.service.js';
import { applyMarks } from '../../../src/features/checks/exclusions.service.js';
import { exportCheckList } from '../../../src/features/checks/lists-out.service.js';
import { readReturnedCheck } from '../../../src/features/checks/returned-lists.service.js';
import { startFieldwork } from '../../../src/features/fieldwork/fieldwork-start.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { COMMAND, createTestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { checkingStudy, openAsContact, organisationIdOf, reasonFields } from '../../support/checks.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { expectValidHtml } from '../../support/valid-html.js';

const AFTER = instant('2026-04-16T09:00:00+02:00');
const RULES = { closesOn: civilDate('2026-04-15'), linkDays: 14 };

describeOnEachDatabase('the check by the organisations', ({ openDatabase }) => {
  it('goes out and comes back as an Excel workbook, and a made-up archive does not fill the memory', async () => {
    const app = createTestApplication(await openDatabase());
    const other = await checkingStudy(app);
    const study = await checkingStudy(app, { name: 'Een ander onderzoek' });
    const organisationId = await organisationIdOf(app, study, 'aanbieder-10');
    const list = { slug: study.slug, organisationId };
    const { bytes, clientCount } = await exportCheckList(app, COMMAND, { ...list, format: 'xlsx' });
    const rows = await readWorksheet(bytes);
    if (typeof rows === 'string') throw new Error(rows);
    expect(rows[0]?.cells).toEqual([
      'clientnummer',
      'voornaam',
      'achternaam',
      'geboortejaar',
      'lijst',
      'reden',
    ]);
    expect(rows.length).toBe(clientCount + 1);
    const parts = unzipSync(bytes);
    const sheet = Buffer.from(parts['xl/worksheets/sheet1.xml'] ?? []).toString('utf8');
    expect(sheet).toContain('<dataValidation type="list"');
    expect(sheet).not.toContain('<f>');
    const returned = await readReturnedCheck(app, COMMAND, { ...list, bytes });
    expect([returned.problems, returned.marks]).toEqual([[], []]);
    const elsewhere = {
      slug: other.slug,
      organisationId: await organisationIdOf(app, other, 'aanbieder-10'),
    };
    const wrong = await readReturnedCheck(app, COMMAND, { ...elsewhere, bytes });
    expect([wrong.isBlocked, wrong.problems[0]?.kind]).toEqual([true, 'other_list']);
    const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(40 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(100_000);
    await expect(readReturnedCheck(app, COMMAND, { ...list, bytes: bomb })).rejects.toThrow(/veel te groot/);
  });

  it('is closed after its last day: then only a researcher excludes, with a reason that is kept sealed', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const study = await checkingStudy(app);
    const researcher = await signInAs(app, web, 'onderzoeker');
    const path = `/studies/${study.slug}/checks`;
    const wrong = await researcher.post(`${path}/rules`, { closesOn: '2026-02-30', linkDays: '0' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('value="2026-02-30"');
    const saved = await researcher.post(`${path}/rules`, { closesOn: '2026-04-15', linkDays: '14' });
    expect(saved.headers['location']).toBe(path);
    const contact = await openAsContact(app, web, { study, organisation: 'aanbieder-10' });
    const [field = ''] = reasonFields(await contact.get('/check/list'));
    await contact.choose(field, 'bezwaar');
    app.setClock(AFTER);
    const later = await signInAs(app, web, 'onderzoeker');
    const { organisationId } = contact;
    const page = await later.get(`${path}/${organisationId}`);
    await expectValidHtml(page.text);
    expect(page.text).toContain('De controle is gesloten');
    expect(page.text).not.toContain('Link maken');
    const input = { slug: study.slug, organisationId };
    await expect(exportCheckList(app, COMMAND, { ...input, format: 'csv' })).rejects.toThrow(/is gesloten/);
    await expect(readReturnedCheck(app, COMMAND, { ...input, bytes: Buffer.from('x') })).rejects.toThrow(
      /is gesloten/,
    );
    expect((await later.post(`${path}/${organisationId}/links`, { label: 'balie' })).status).toBe(409);
    const unexplained = await later.post(`${path}/${organisationId}/pending`);
    expect(unexplained.status).toBe(422);
    expect(unexplained.text).toContain('Schrijf op waarom');
    await later.post(`${path}/${organisationId}/pending`, { explanation: 'de organisatie belde' });
    const mark = await app.database
      .read('vault_check_marks')
      .first<{ explanation_sealed: string; carried_out_at: string }>();
    expect(mark.carried_out_at).toBe(AFTER);
    expect(mark.explanation_sealed).toMatch(/^v1\./);
    const [caseNumber = ''] = await app.database
      .read('cases')
      .whereNull('exclusion_reason')
      .orderBy('id')
      .pluck<string[]>('case_number');
    const late = { ...input, marks: [{ caseNumber, reason: 'overleden' as const }] };
    await expect(applyMarks(app, COMMAND, late)).rejects.toThrow(
      /waarom u nu nog iemand uitsluit|staat niet op de lijst/,
    );
    const log = await app.database
      .read('audit_log')
      .where({ action: 'check.exclude' })
      .pluck<string[]>('detail');
    expect(log.map((detail) => (JSON.parse(detail) as { is_late: boolean }).is_late)).toEqual([true]);
  });

  it('takes out who is marked and not confirmed when the fieldwork starts, and not as an answer', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const study = await checkingStudy(app);
    const contact = await openAsContact(app, web, { study, organisation: 'aanbieder-10' });
    const [field = ''] = reasonFields(await contact.get('/check/list'));
    await contact.choose(field, 'geheim_adres');
    const before = await app.database.read('cases').whereNull('exclusion_reason').pluck<string[]>('id');
    const released = await startFieldwork(app, COMMAND, study.slug);
    expect(released).toBe(before.length - 1);
    expect(await app.database.read('vault_check_lists')).toEqual([]);
    expect((await contact.get('/check/list')).text).toContain('de controle is afgesloten');
    const inField = { slug: study.slug, organisationId: contact.organisationId };
    const clients = await app.database
      .read('cases')
      .whereNotNull('released_at')
      .orderBy('id')
      .select<{ id: string; case_number: string }[]>('id', 'case_number');
    const marks = clients.map(({ case_number: caseNumber }) => ({
      caseNumber,
      reason: 'overleden' as const,
    }));
    // One after the other, because most of them are on the lists of other organisations.
    let excluded = 0;
    for (const mark of marks) {
      if (excluded > 0) break;
      const late = { ...inField, marks: [mark], explanation: 'de organisatie belde' };
      excluded += await applyMarks(app, COMMAND, late).catch(() => 0);
    }
    expect(excluded).toBeGreaterThan(0);
  });

  it('shows who has not answered, with a file, and how often organisations exclude', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const study = await checkingStudy(app);
    await changeCheckRules(app, COMMAND, study.slug, RULES);
    await openAsContact(app, web, { study, organisation: 'aanbieder-10' });
    app.setClock(instant('2026-04-15T09:00:00+02:00'));
    const researcher = await signInAs(app, web, 'onderzoeker');
    const path = `/studies/${study.slug}/checks`;
    const page = await researcher.get(`${path}/reminders`);
    await expectValidHtml(page.text);
    expect(page.text).toContain('begonnen, niet bevestigd');
    expect(page.text).toContain('tot en met 15-04-2026');
    const csv = await researcher.post(`${path}/reminders`);
    expect(csv.text).toBe(
      '\uFEFForganisatie;domein;stand;sinds;dagen\r\n' +
        'aanbieder-10;Specialistische hulp;begonnen, niet bevestigd;2026-04-14;1\r\n' +
        'aanbieder-12;Specialistische hulp;nog niets verstuurd;;\r\n',
    );
    for (const organisation of ['aanbieder-10', 'aanbieder-12']) {
      const organisationId = await organisationIdOf(app, study, organisation);
      await applyMarks(app, COMMAND, { slug: study.slug, organisationId, marks: [] });
    }
    const overview = await researcher.get(path);
    await expectValidHtml(overview.text);
    expect(overview.text).toContain('Hoe vaak organisaties uitsluiten');
    expect(overview.text).toContain('valt niet op');
    expect((await researcher.get(`${path}/reminders`)).text).toContain('Alle organisaties hebben geantwoord');
    expect((await request(web).get(`${path}/reminders`)).status).toBe(303);
  });
});
