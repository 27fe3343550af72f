import { expect, it } from 'vitest';
import { xlsFormWorkbook } from '../../../src/documents/xlsform-workbook.js';
import { writeXlsForm } from '../../../src/domain/xlsform/write-xlsform.js';
import { createWebApp } from '../../../src/web/app.js';
import { createTestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { expectValidHtml } from '../../support/valid-html.js';

describeOnEachDatabase('a questionnaire as XLSForm', ({ openDatabase }) => {
  it('tells what stays behind, goes out as a file, and comes in as a draft', async () => {
    const app = createTestApplication(await openDatabase());
    const session = await signInAs(app, createWebApp(app), 'onderzoeker');
    const page = await session.get('/questionnaires/voorbeeld-engels/xlsform');
    expect(page.status).toBe(200);
    expect(page.text).toContain('Wat niet wordt overgenomen');
    await expectValidHtml(page.text);

    const questionnaire = app.questionnaires.get('voorbeeld-engels');
    const bytes = await xlsFormWorkbook(writeXlsForm(questionnaire, 'parent').form, questionnaire.languages);
    const sent = await session.upload('/questionnaire-drafts/upload', {
      field: 'file',
      name: 'form.xlsx',
      bytes,
    });
    expect(sent.status).toBe(303);
    expect((await session.get(sent.headers['location'] ?? '')).status).toBe(200);
  });

  it('is refused with a reason when it is no form', async () => {
    const app = createTestApplication(await openDatabase());
    const session = await signInAs(app, createWebApp(app), 'onderzoeker');
    for (const start of [
      [0x50, 0x4b, 0x03, 0x04],
      [0xd0, 0xcf, 0x11, 0xe0],
    ]) {
      const bytes = Buffer.from([...start, 1, 2, 3]);
      const sent = await session.upload('/questionnaire-drafts/upload', {
        field: 'file',
        name: 'x.xlsx',
        bytes,
      });
      expect(sent.status).toBe(422);
      expect(sent.text).toMatch(/beschadigd|Sla een ouder bestand/);
      await expectValidHtml(sent.text);
    }
  });
});
