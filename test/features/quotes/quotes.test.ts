import { expect, it } from 'vitest';
import type { Actor, Application } from '../../../src/application.js';
import { changeFrame, makeFrame } from '../../../src/features/coding/code-frames.service.js';
import type { StudyAndQuestion } from '../../../src/features/coding/coded-questions.service.js';
import { codeAnswer, collectAnswers } from '../../../src/features/coding/coding.service.js';
import { listQuotes, makeQuote, openToScrub } from '../../../src/features/quotes/quotes.service.js';
import { withdrawCase } from '../../../src/features/withdrawals/withdrawals.service.js';
import { answerTextPlace } from '../../../src/vault/sealed-places.js';
import { createWebApp } from '../../../src/web/app.js';
import { COMMAND, createTestApplication, type TestApplication } from '../../support/application.js';
import { type BrowserSession, signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { studyInFieldwork } from '../../support/fieldwork.js';
import { codableQuestion, type SaidByOne, studyWithWords } from '../../support/open-answers.js';
import { expectValidHtml } from '../../support/valid-html.js';

const SAID = 'Juf Anna luisterde (heel) goed, ook toen het in Zutphen misging.';

/** Twelve parents of one domain, and three of another. */
const PEOPLE: readonly SaidByOne[] = [
  { content: SAID },
  ...Array.from({ length: 11 }, () => ({ content: 'Ze luistert' })),
  ...Array.from({ length: 3 }, () => ({ domain: 'jb_jr', content: 'Ze belde altijd' })),
];

/** Puts every answer to B3 into code 1. */
async function codeB3(app: Application, slug: string, userId: string): Promise<StudyAndQuestion> {
  const coder: Actor = { ...COMMAND, kind: 'user', id: userId, roles: ['analist'] };
  const about = await codableQuestion(app, slug, 'B3');
  await makeFrame(app, coder, about, null);
  await changeFrame(app, coder, about, { version: 1, change: { kind: 'share', secondPercent: 0 } });
  await collectAnswers(app, about);
  for (const id of await app.database.read('coded_answers').pluck<string[]>('id')) {
    expect(await codeAnswer(app, coder, about, { id, typed: '1', shown: '' })).toEqual({ kind: 'saved' });
  }
  return about;
}

/** Looks through the answers with code 1, portion by portion, for the words. */
async function findAnswer(analyst: BrowserSession, path: string, words: string): Promise<string> {
  for (let at = `${path}/B3/choose?code=1`; at !== '';) {
    const page = await analyst.get(at);
    await expectValidHtml(page.text);
    const [found] = page.text.split('<li>').filter((part) => part.includes(words));
    const href = /href="([^"]*\/answers\/[^"]*)"/.exec(found ?? '')?.[1];
    if (href !== undefined) return href;
    at = (/href="([^"]*after=[^"]*)"/.exec(page.text)?.[1] ?? '').replaceAll('&amp;', '&');
  }
  throw new Error(`nobody said ${words}`);
}

describeOnEachDatabase('quotes', ({ openDatabase }) => {
  async function start() {
    const app = createTestApplication(await openDatabase());
    const slug = await studyWithWords(app, PEOPLE);
    const web = createWebApp(app);
    const analyst = await signInAs(app, web, 'analist');
    const about = await codeB3(app, slug, analyst.user.id);
    return { app, web, slug, analyst, about, path: `/studies/${slug}/quotes` };
  }

  // Juf Anna luisterde (heel) goed, ook toen het in Zutphen misging.
  const DECIDED = { 'word-1': 'name', 'word-3': 'cut', 'word-9': 'place' };

  async function quoteOnPage(analyst: BrowserSession, path: string): Promise<void> {
    const at = await findAnswer(analyst, path, 'Anna');
    const saved = await analyst.post(at, { ...DECIDED, step: 'save', confirmed: 'yes' });
    expect(saved.headers['location']).toBe(path);
  }

  it('are made word by word, and read once more before they are kept', async () => {
    const { app, analyst, path } = await start();
    const empty = await analyst.get(path);
    expect(empty.text).toContain('Nog geen citaten');
    await expectValidHtml(empty.text);
    const at = await findAnswer(analyst, path, 'Anna');
    const page = await analyst.get(at);
    await expectValidHtml(page.text);
    expect(page.text).toContain('<mark>Anna</mark>');
    expect(page.text).toContain('<mark>Zutphen</mark>');

    // One word is not decided on, whatever the step says.
    const undecided = await analyst.post(at, { 'word-1': 'name', step: 'save', confirmed: 'yes' });
    expect(undecided.status).toBe(422);
    expect(undecided.text).toContain('Beslis over “Zutphen”.');
    expect(undecided.text).toContain('<option value="name" selected>');
    await expectValidHtml(undecided.text);

    const shown = await analyst.post(at, DECIDED);
    const quote = 'Juf [naam] luisterde […] goed, ook toen het in [plaats] misging.';
    expect(shown.text).toContain(quote);
    await expectValidHtml(shown.text);
    const back = await analyst.post(at, { ...DECIDED, step: 'words' });
    expect(back.text).toContain('<option value="place" selected>');
    const unread = await analyst.post(at, { ...DECIDED, step: 'save' });
    expect(unread.status).toBe(422);
    expect(unread.text).toContain('kruis aan dat niemand te herkennen is');
    const nothing = Object.fromEntries(
      Array.from({ length: 11 }, (_, word) => [`word-${String(word)}`, 'cut']),
    );
    expect((await analyst.post(at, nothing)).text).toContain('Er blijft niets over om te citeren');

    await quoteOnPage(analyst, path);
    // Sent twice it is kept once.
    await quoteOnPage(analyst, path);
    const list = await analyst.get(path);
    await expectValidHtml(list.text);
    expect(list.text).toContain(quote);
    expect(list.text).toContain('Ouder, Basishulp');
    expect(JSON.stringify(await app.database.read('quotes'))).not.toContain('luisterde');
    const log = await app.database.read('audit_log').where({ action: 'quote.make' });
    expect(log).toHaveLength(1);
    expect(JSON.stringify(await app.database.read('audit_log'))).not.toMatch(/Anna|luisterde/);

    const remove = /action="([^"]*\/remove\/[^"]*)"/.exec(list.text)?.[1] ?? '';
    expect((await analyst.post(remove)).status).toBe(303);
    expect((await analyst.post(remove)).status).toBe(303);
    expect(await app.database.read('audit_log').where({ action: 'quote.remove' })).toHaveLength(1);
    expect((await analyst.get(path)).text).not.toContain('[naam]');
  });

  it('say of a small group not who they are', async () => {
    const { app, analyst, path, about } = await start();
    const id = (await findAnswer(analyst, path, 'belde')).split('/').at(-1) ?? '';
    const answer = await openToScrub(app, COMMAND, about, id);
    if (answer === null) throw new Error('the answer is there');
    expect(answer.background).toBe('');
    const choices = answer.words.map(() => 'keep' as const);
    await makeQuote(app, COMMAND, about, { answer, choices });
    expect((await listQuotes(app, about.study)).map(({ text, background }) => [text, background])).toEqual([
      ['Ze belde altijd', ''],
    ]);
  });

  it('leave with the tables when asked, without any number, for who may make them only', async () => {
    const { app, web, slug, analyst, path } = await start();
    await quoteOnPage(analyst, path);
    const tables = `/studies/${slug}/tables`;
    const file = (await analyst.get(`${tables}/html?quotes=yes`)).text;
    expect(file).toContain('Citaten: B3');
    expect(file).toContain('“Juf [naam] luisterde […] goed, ook toen het in [plaats] misging.”');
    const keys = [
      ...(await app.database.read('responses').pluck<string[]>('id')),
      ...(await app.database.read('coded_answers').pluck<string[]>('id')),
      ...(await app.database.read('quotes').pluck<string[]>('id')),
    ];
    for (const key of keys) expect(file).not.toContain(key);
    const audited = app.database
      .read('audit_log')
      .where({ action: 'tables.export' })
      .orderBy('sequence', 'desc');
    expect((await audited.first<{ detail: string }>()).detail).toContain('"quotes":1');
    expect((await analyst.get(`${tables}/html`)).text).not.toContain('[naam]');
    expect((await analyst.get(tables)).text).toContain('Word met citaten');
    const report = (await analyst.get(`/studies/${slug}/reports`)).text;
    const template = /href="([^"]*\/reports\/[^"/]+)"/.exec(report)?.[1] ?? '';
    expect((await analyst.get(`${template}/html?quotes=yes`)).text).toContain('Juf [naam]');

    const researcher = await signInAs(app, web, 'onderzoeker');
    expect((await researcher.get(`${tables}/html?quotes=yes`)).status).toBe(403);
    expect((await researcher.get(`${tables}/html`)).status).toBe(200);
    expect((await researcher.get(tables)).text).not.toContain('met citaten');
    expect((await researcher.get(path)).status).toBe(403);
  });

  /** An interview of the only case, of which somebody said something. */
  async function interviewSaying(app: TestApplication, text: string): Promise<StudyAndQuestion> {
    const study = await studyInFieldwork(app, [{ bornOn: '2016-05-01' }]);
    const { write } = app.database;
    await write('responses').insert({
      ...{ id: 'r1', study_id: study.id, domain_id: study.domains[0]?.id, source: 'interview' },
      ...{
        status: 'complete',
        respondent: 'parent',
        questionnaire_id: study.questionnaireId,
        language: 'nl',
      },
      ...{ design_weight: 1, started_on: '2026-04-14', finished_on: '2026-04-14' },
    });
    await write('vault_case_links').update({ response_id: 'r1' });
    const place = { response_id: 'r1', question_id: 'B3', item: 'value' };
    const sealed = app.vault.seal(text, answerTextPlace('r1', 'B3', 'value'));
    await write('answers').insert({ ...place, text_sealed: sealed });
    return codeB3(app, study.slug, (await signInAs(app, createWebApp(app), 'analist')).user.id);
  }

  it('find the names of the case, and are gone when consent is taken back', async () => {
    const app = createTestApplication(await openDatabase());
    const about = await interviewSaying(app, 'mijn noor, en de familie VERZONNEN');
    const [id = ''] = await app.database.read('coded_answers').pluck<string[]>('id');
    const answer = await openToScrub(app, COMMAND, about, id);
    expect(answer?.proposals).toEqual([null, 'name', null, null, null, 'name']);
    if (answer === null) throw new Error('the answer is there');
    const choices = answer.proposals.map((kind) => kind ?? 'keep');
    await makeQuote(app, COMMAND, about, { answer, choices });
    expect((await listQuotes(app, about.study)).map(({ text }) => text)).toEqual([
      'mijn [naam], en de familie [naam]',
    ]);
    const leader = await signInAs(app, createWebApp(app), 'veldwerkleider');
    const preview = await leader.get(`/studies/${about.study.slug}/withdrawals/cases/C001`);
    expect(preview.text).toContain('Uit dit gesprek is geciteerd');
    const { deleted } = await withdrawCase(app, COMMAND, {
      ...{ slug: about.study.slug, caseNumber: 'C001', askedBy: 'parent', askedThrough: 'call' },
      neverAgain: false,
    });
    expect(deleted.quotes).toBe(1);
    expect(await app.database.read('quotes')).toEqual([]);
    expect(await openToScrub(app, COMMAND, about, id)).toBeNull();
    // From a page that was open in the meantime.
    const late = makeQuote(app, COMMAND, about, { answer, choices });
    await expect(late).rejects.toMatchObject({ kind: 'not_found' });
  });
});
