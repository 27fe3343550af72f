import { expect, it } from 'vitest';
import type { Application } from '../../../src/application.js';
import { createStudy } from '../../../src/features/studies/studies.service.js';
import { addPublishedVersions } from '../../../src/features/questionnaires/published.service.js';
import { loadQuestionnaires } from '../../../src/questionnaire-library.js';
import { createWebApp } from '../../../src/web/app.js';
import { COMMAND, createTestApplication } from '../../support/application.js';
import { type BrowserSession, signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { readShippedText, SMALL_QUESTIONNAIRE } from '../../support/questionnaires.js';
import { expectValidHtml } from '../../support/valid-html.js';

/** A researcher at work on one draft: each form carries the revision of the page that is open. */
class Desk {
  readonly #session: BrowserSession;
  readonly path: string;

  constructor(session: BrowserSession, path: string) {
    this.#session = session;
    this.path = path;
  }

  async look(page = ''): Promise<string> {
    const { status, text } = await this.#session.get(`${this.path}${page}`);
    expect(status).toBe(200);
    await expectValidHtml(text);
    return text;
  }

  async send(page: string, fields: Record<string, string>): Promise<number> {
    const revision = /name="revision" value="(\d+)"/.exec(await this.look())?.[1] ?? '';
    const { status } = await this.#session.post(`${this.path}${page}`, { revision, ...fields });
    return status;
  }

  async edit(edit: string, fields: Record<string, string> = {}): Promise<void> {
    expect(await this.send('/structure', { edit, ...fields })).toBe(303);
  }

  async question(id: string, fields: Record<string, string>): Promise<void> {
    expect(await this.send(`/questions/${id}`, { id, ...fields })).toBe(303);
  }
}

async function openDesk(
  app: Application,
  fields: Record<string, string>,
): Promise<{ desk: Desk; session: BrowserSession }> {
  const session = await signInAs(app, createWebApp(app), 'onderzoeker');
  const { headers, status } = await session.post('/questionnaire-drafts', fields);
  expect(status).toBe(303);
  return { desk: new Desk(session, headers['location'] ?? ''), session };
}

/** What the menus of a page send when nobody touches them. */
function menusOf(html: string): Record<string, string> {
  const menus = html.matchAll(/<select[^>]* name="([^"]+)"[^>]*>\s*<option value="([^"]*)"/g);
  return Object.fromEntries([...menus].map(([, name = '', value = '']) => [name, value]));
}

const YES_NO = {
  'options-0-code': '1',
  'options-0-label-nl': 'ja',
  'options-1-code': '2',
  'options-1-label-nl': 'nee',
  'hidden-98': 'yes',
};

describeOnEachDatabase('writing a questionnaire', ({ openDatabase }) => {
  it('builds one from nothing, with a condition by choosing, publishes it and binds a study to it', async () => {
    const app = createTestApplication(await openDatabase());
    const { desk, session } = await openDesk(app, { questionnaireId: 'proef', title: 'Proef', copyOf: '' });
    expect(await desk.look()).toContain('Publiceren kan zodra');
    await desk.question('A1', {
      'text-parent-nl': 'Bent u tevreden?',
      'text-youth-nl': 'Ben je tevreden?',
      ...YES_NO,
    });
    await desk.edit('add_question', { blockId: 'A', type: 'open' });
    await desk.question('A2', {
      'text-parent-nl': 'Waarom niet?',
      'text-youth-nl': 'Waarom niet?',
      'when-0-no': 'not',
      'when-0-what': 'question|A1|1',
      'hidden-97': 'yes',
      'hidden-98': 'yes',
      'hidden-99': 'yes',
    });
    const page = await desk.look();
    expect(page).toContain('De controle vindt geen fouten.');
    expect(page).toContain('alleen als het antwoord op A1 is niet “ja”');
    expect(await desk.send('/publish', {})).toBe(303);
    expect(app.questionnaires.get('proef').blocks[0]?.questions[1]).toEqual({
      id: 'A2',
      type: 'open',
      text: { both: { nl: 'Waarom niet?' } },
      when: { not: { question: 'A1', is: 1 } },
    });
    expect((await session.get('/questionnaires/proef')).text).toContain('hier gepubliceerd');
    expect((await session.get(desk.path)).status).toBe(404);
    const study = await createStudy(app, COMMAND, {
      name: 'Oefening',
      reportYear: 2026,
      questionnaireId: 'proef',
      isPractice: true,
      fieldworkStartsOn: null,
      fieldworkEndsOn: null,
    });
    expect(study.questionnaireId).toBe('proef');
    const restarted = loadQuestionnaires();
    await addPublishedVersions(restarted, app.database.read);
    expect(restarted.getVersion('proef').origin).toBe('published');
  });

  it('adds, moves, copies and removes, and takes each step back and forth', async () => {
    const app = createTestApplication(await openDatabase());
    const { desk } = await openDesk(app, { questionnaireId: 'stappen', title: 'Stappen', copyOf: '' });
    const codes = async (): Promise<string[]> =>
      [...(await desk.look()).matchAll(/<strong>([A-Z]\d+)<\/strong>/g)].map(([, code = '']) => code);
    await desk.edit('add_question', { blockId: 'A', type: 'grade' });
    await desk.edit('add_block');
    expect(await codes()).toEqual(['A1', 'A2', 'B1']);
    await desk.edit('move_question:-1', { id: 'A2' });
    expect(await codes()).toEqual(['A2', 'A1', 'B1']);
    await desk.edit('move_question:1', { id: 'A1' });
    await desk.edit('copy_question', { id: 'A2' });
    expect(await codes()).toEqual(['A2', 'A3', 'A1', 'B1']);
    await desk.edit('move_block:-1', { id: 'B' });
    await desk.edit('copy_block', { id: 'A' });
    await desk.edit('remove_question', { id: 'A3' });
    expect(await codes()).toEqual(['A1', 'B1', 'A2', 'C1', 'C2']);
    expect(await desk.send('/history', { direction: 'undo' })).toBe(303);
    expect(await codes()).toEqual(['A1', 'B1', 'A2', 'A3', 'C1', 'C2']);
    expect(await desk.send('/history', { direction: 'redo' })).toBe(303);
    expect(await codes()).toEqual(['A1', 'B1', 'A2', 'C1', 'C2']);
    expect(await desk.send('/history', { direction: 'redo' })).toBe(409);
  });

  it('takes a file that has errors, shows each with its question, and does not publish it', async () => {
    const app = createTestApplication(await openDatabase());
    const session = await signInAs(app, createWebApp(app), 'onderzoeker');
    const bytes = Buffer.from(SMALL_QUESTIONNAIRE.replace('question: Q1, is: 1', 'question: Q99, is: 1'));
    const sent = await session.upload('/questionnaire-drafts/upload', {
      field: 'file',
      name: 'klein.yaml',
      bytes,
    });
    const desk = new Desk(session, sent.headers['location'] ?? '');
    expect(await desk.look()).toContain('Er is geen vraag of stelling met de code Q99.');
    expect(await desk.look('/questions/Q2')).toContain('Q99');
    expect(await desk.send('/publish', {})).toBe(422);
  });

  it('tells why a file is no questionnaire', async () => {
    const app = createTestApplication(await openDatabase());
    const session = await signInAs(app, createWebApp(app), 'onderzoeker');
    const bytes = Buffer.from('id: [');
    const { status, text } = await session.upload('/questionnaire-drafts/upload', {
      field: 'file',
      name: 'x.yaml',
      bytes,
    });
    expect(status).toBe(422);
    expect(text).toContain('Dit bestand is geen vragenlijst');
    await expectValidHtml(text);
  });

  it('refuses a page that is behind, and keeps what the other one saved', async () => {
    const app = createTestApplication(await openDatabase());
    const { desk, session } = await openDesk(app, { questionnaireId: 'samen', title: 'Samen', copyOf: '' });
    await desk.edit('add_block');
    const { status, text } = await session.post(`${desk.path}/structure`, {
      edit: 'add_block',
      revision: '0',
    });
    expect(status).toBe(409);
    expect(text).toContain('intussen gewijzigd');
  });

  it('shows what was typed on every form when another tab was first, and saves it the second time', async () => {
    const app = createTestApplication(await openDatabase());
    const { desk, session } = await openDesk(app, { questionnaireId: 'druk', title: 'Druk', copyOf: '' });
    expect(await desk.send('/fills', { name: 'kind', kind: 'childFirstName' })).toBe(303);
    expect(await desk.send('/computed', { id: 'SCORE', kind: 'count' })).toBe(303);
    const forms: readonly (readonly [string, Record<string, string>])[] = [
      ['/blocks/A', { id: 'A', 'title-nl': 'Getypt blok' }],
      ['/fills/kind', { name: 'kind', 'otherwise-parent-nl': 'getypt kind' }],
      ['/computed/SCORE', { id: 'SCORE', 'label-nl': 'getypte score', 'of-A1': 'yes', codes: '1' }],
      [
        '/settings',
        {
          questionnaireId: 'druk',
          title: 'Getypte naam',
          languages: 'nl',
          complete: '100',
          partial: '50',
          parent: 'yes',
        },
      ],
    ];
    for (const [page, typed] of forms) {
      const words = Object.values(typed).find((text) => /^getypt/i.test(text)) ?? '';
      for (const then of ['', 'remove']) {
        const behind = await session.post(`${desk.path}${page}`, { ...typed, then, revision: '0' });
        expect([behind.status, behind.text.includes(words)]).toEqual([409, true]);
        expect(behind.text).toContain('Hieronder staat nog wat u typte.');
        await expectValidHtml(behind.text);
      }
      const restored = await session.post(`${desk.path}${page}`, {
        ...typed,
        then: 'restore',
        revision: '0',
      });
      expect([restored.status, restored.text.includes(words)]).toEqual([200, true]);
      expect(await desk.send(page, typed)).toBe(303);
      expect(await desk.look(page)).toContain(words);
    }
  });

  it('tells how to get back a part that was removed while somebody typed in it', async () => {
    const app = createTestApplication(await openDatabase());
    const { desk, session } = await openDesk(app, { questionnaireId: 'weg', title: 'Weg', copyOf: '' });
    await desk.edit('add_block');
    await desk.edit('remove_block', { id: 'B' });
    for (const page of ['/questions/B1', '/blocks/B', '/fills/naam', '/computed/SCORE']) {
      const { status, text } = await session.post(`${desk.path}${page}`, { id: 'B', revision: '1' });
      expect(status).toBe(404);
      expect(text).toContain('Maak het verwijderen dan ongedaan');
    }
  });

  it('gives more rows, and keeps the first row when it is moved up', async () => {
    const app = createTestApplication(await openDatabase());
    const { desk, session } = await openDesk(app, { questionnaireId: 'rijen', title: 'Rijen', copyOf: '' });
    const typed = {
      id: 'A1',
      revision: '0',
      ...YES_NO,
      'options-2-label-nl': 'soms',
      'options-3-label-nl': 'vaak',
    };
    const more = await session.post(`${desk.path}/questions/A1`, { ...typed, then: 'more:options' });
    expect(more.text).toContain('id="options-5-label-nl"');
    expect(more.text).toMatch(/id="options-4-label-nl"[^>]* autofocus/);
    const first = await session.post(`${desk.path}/questions/A1`, { ...typed, then: 'up:options-0' });
    expect(first.text).toMatch(/id="options-0-label-nl"[^>]* value="ja"/);
    // A look at the form does not make it newer than what another tab saved.
    await desk.edit('add_block');
    const looked = await session.post(`${desk.path}/questions/A1`, { ...typed, then: 'down:options-0' });
    expect(looked.text).toContain('name="revision" value="0"');
  });

  it('shows a form again with what was typed when a question cannot be so', async () => {
    const app = createTestApplication(await openDatabase());
    const { desk, session } = await openDesk(app, { questionnaireId: 'vorm', title: 'Vorm', copyOf: '' });
    const revision = /name="revision" value="(\d+)"/.exec(await desk.look())?.[1] ?? '';
    const { status, text } = await session.post(`${desk.path}/questions/A1`, {
      revision,
      id: 'a 1',
      'text-parent-nl': 'Half af',
      'options-0-label-nl': 'ja',
    });
    expect(status).toBe(422);
    expect(text).toContain('Half af');
    expect(text).toContain('Begin de code met een hoofdletter');
    expect(text).toContain('Geef ten minste twee antwoorden');
    await expectValidHtml(text);
  });

  it('changes the settings and a block; a question that changes its code takes conditions along', async () => {
    const app = createTestApplication(await openDatabase());
    const { desk } = await openDesk(app, {
      questionnaireId: 'ceo-jeugd-2027',
      title: 'CEO 2027',
      copyOf: 'ceo-jeugd-2016',
    });
    await desk.look('/settings');
    expect(
      await desk.send('/settings', {
        questionnaireId: 'ceo-jeugd-2027',
        title: 'CEO',
        languages: 'nl',
        complete: '90',
        partial: '40',
      }),
    ).toBe(422);
    expect(
      await desk.send('/settings', {
        questionnaireId: 'ceo-jeugd-2027',
        title: 'CEO 2027',
        languages: 'nl',
        complete: '90',
        partial: '40',
        parent: 'yes',
        youth: 'yes',
      }),
    ).toBe(303);
    await desk.look('/blocks/F');
    expect(
      await desk.send('/blocks/F', {
        id: 'F',
        'title-nl': 'Netwerk',
        'when-0-what': 'sample|age|atLeast',
        'when-0-number': '4',
      }),
    ).toBe(303);
    expect(await desk.look()).toContain('de leeftijd van het kind is 4 of hoger');
    await desk.question('F1', {
      id: 'NET1',
      'text-parent-nl': 'Krijgt u steun?',
      'text-youth-nl': 'Krijg je steun?',
      ...YES_NO,
    });
    expect(await desk.look()).toContain('alleen als het antwoord op NET1 is “ja”');
  });

  it('is read, drawn, compared and tried like a version, and printed for Word', async () => {
    const app = createTestApplication(await openDatabase());
    const { desk, session } = await openDesk(app, {
      questionnaireId: 'ceo-jeugd-2028',
      title: 'CEO 2028',
      copyOf: 'ceo-jeugd-2016',
    });
    const youth = await desk.look('/read?as=youth');
    expect(youth).toContain('Zoals de jongere haar hoort');
    expect(youth).not.toContain('Bent u tevreden over de jeugdhulp');
    for (const page of ['/route', '/compare?with=ceo-jeugd-2015', '/try']) await desk.look(page);
    const word = await session.get(`${desk.path}/word`);
    expect(word.status).toBe(200);
    expect(word.headers['content-disposition']).toContain('ceo-jeugd-2028.docx');
    const { desk: empty } = await openDesk(app, { questionnaireId: 'leeg', title: 'Leeg', copyOf: '' });
    expect(await empty.look('/try')).toContain('Uitproberen kan nog niet');
  });

  it('looks at what is typed without saving it, and keeps it when another tab was first', async () => {
    const app = createTestApplication(await openDatabase());
    const { desk, session } = await openDesk(app, { questionnaireId: 'typen', title: 'Typen', copyOf: '' });
    const typed = {
      id: 'A1',
      'text-parent-nl': 'Bent u tevreden met {wie}?',
      'text-youth-nl': 'Ben je tevreden?',
      ...YES_NO,
    };
    const menus = menusOf(await desk.look('/questions/A1'));
    expect(Object.keys(menus)).toEqual(expect.arrayContaining(['checks-0-severity', 'notes-0-kind']));
    const checked = await session.post(`${desk.path}/questions/A1`, {
      ...menus,
      ...typed,
      then: 'check',
      revision: '0',
    });
    expect(checked.status).toBe(200);
    expect(checked.text).toContain('De invulling {wie} bestaat niet.');
    expect(checked.text).toContain('<summary>Controles op het antwoord</summary>');
    expect(checked.text).not.toMatch(/<details class="veldwerk-panel veldwerk-edit-part" open/);
    await expectValidHtml(checked.text);
    expect(await desk.look()).toContain('Nog geen tekst');
    await desk.edit('add_block');
    const behind = await session.post(`${desk.path}/questions/A1`, { ...typed, revision: '0' });
    expect(behind.status).toBe(409);
    expect(behind.text).toContain('Bent u tevreden met {wie}?');
    await expectValidHtml(behind.text);
  });

  it('shares words and computed values, and takes what refers to them along under another name', async () => {
    const app = createTestApplication(await openDatabase());
    const { desk } = await openDesk(app, { questionnaireId: 'delen', title: 'Delen', copyOf: '' });
    expect(await desk.send('/fills', { name: 'kind', kind: 'childFirstName' })).toBe(303);
    const name = { name: 'kind', 'otherwise-parent-nl': 'uw kind', 'otherwise-youth-nl': 'jou' };
    expect(await desk.send('/fills/kind', name)).toBe(303);
    await desk.question('A1', {
      'text-parent-nl': 'Krijgt {kind} hulp?',
      'text-youth-nl': 'Krijg je hulp?',
      ...YES_NO,
    });
    expect(await desk.send('/fills/kind', { ...name, name: 'naam' })).toBe(303);
    expect(await desk.look()).toContain('Krijgt {naam} hulp?');
    expect(await desk.send('/computed', { id: 'SCORE', kind: 'count' })).toBe(303);
    const count = { id: 'SCORE', 'label-nl': 'keer ja', 'of-A1': 'yes', codes: '1' };
    expect(await desk.send('/computed/SCORE', count)).toBe(303);
    expect(await desk.look()).toContain('aantal keer antwoord 1 bij A1');
    expect(await desk.look()).toContain('De controle vindt geen fouten.');
    expect(await desk.send('/fills', { name: 'Met Spatie', kind: 'cases' })).toBe(422);
  });

  it('does not take the code of a version that exists, and is for researchers only', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const researcher = await signInAs(app, web, 'onderzoeker');
    const taken = await researcher.post('/questionnaire-drafts', {
      questionnaireId: 'ceo-jeugd-2016',
      title: 'Nog eens',
    });
    expect(taken.status).toBe(409);
    const wrong = await researcher.post('/questionnaire-drafts', {
      questionnaireId: 'Met Spatie',
      title: '',
    });
    expect(wrong.status).toBe(422);
    await expectValidHtml(wrong.text);
    const supervisor = await signInAs(app, web, 'veldwerkleider');
    expect((await supervisor.get('/questionnaire-drafts')).status).toBe(403);
  });

  it('opens every question of every shipped version in a form that is valid', async () => {
    const app = createTestApplication(await openDatabase());
    const session = await signInAs(app, createWebApp(app), 'onderzoeker');
    for (const file of ['ceo-jeugd-2026.yaml', 'voorbeeld-turks.yaml']) {
      const bytes = Buffer.from(readShippedText(file));
      const sent = await session.upload('/questionnaire-drafts/upload', { field: 'file', name: file, bytes });
      const desk = new Desk(session, sent.headers['location'] ?? '');
      const ids = [...(await desk.look()).matchAll(/<strong>([A-Z]\w*)<\/strong>/g)].map(([, id = '']) => id);
      for (const id of ids) await desk.look(`/questions/${id}`);
    }
  }, 120_000);
});
