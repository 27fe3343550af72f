import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import express, { type ErrorRequestHandler } from 'express';
import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PageModel, render, setUpViews, view } from '../../src/web/views.js';
import { expectValidHtml } from '../support/valid-html.js';
import { appShowing, EMPTY_FRAME, FULL_FRAME } from './views-app.js';
import { VIEW_EXAMPLES } from './views-examples.js';

describe('every view', () => {
  it('has an example model', async () => {
    const files = (await readdir('views', { recursive: true })).filter((file) => file.endsWith('.ejs'));
    const pages: string[] = [];
    for (const file of files) {
      // What has no top of its own is part of another page.
      const isPage = (await readFile(path.join('views', file), 'utf8')).includes("include('/layout/top'");
      if (isPage) pages.push(file.slice(0, -'.ejs'.length).split(path.sep).join('/'));
    }
    const shown = new Set(VIEW_EXAMPLES.map((example) => example.view.name));
    expect([...shown].sort()).toEqual(pages.sort());
  });

  it.each(
    VIEW_EXAMPLES.map(({ view, state, model }) => ({ name: `${view.name} ${state}`.trim(), view, model })),
  )('$name renders to valid HTML, for who is signed in and for who is not', async ({ view, model }) => {
    for (const frame of [FULL_FRAME, EMPTY_FRAME]) {
      const response = await request(appShowing(view, model, frame)).get('/');
      expect(response.status, response.text).toBe(200);
      await expectValidHtml(response.text);
    }
  });
});

describe('every component', () => {
  it('sees only the model it is given', async () => {
    const files = await readdir('views/components');
    for (const file of files) {
      expect(await readFile(path.join('views/components', file), 'utf8'), file).not.toMatch(/\bpage\./);
    }
  });

  it('is shown in the style guide, or is part of one that is', async () => {
    const files = (await readdir('views/components')).map((file) => file.slice(0, -'.ejs'.length));
    const sources = await Promise.all(
      [
        'style-guide/index',
        'style-guide/interview',
        'layout/top',
        ...files.map((file) => `components/${file}`),
      ].map((name) => readFile(`views/${name}.ejs`, 'utf8')),
    );
    const included = new Set(
      [...sources.join('\n').matchAll(/\/components\/([a-z-]+)/g)].map(([, name]) => name),
    );
    expect(files.filter((file) => !included.has(file))).toEqual([]);
  });
});

interface Greeting extends PageModel {
  readonly name?: string | number | null;
}

describe('the view engine', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'views-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  async function show(template: string, model: Greeting) {
    await writeFile(path.join(folder, 'greeting.ejs'), template);
    const app = express();
    setUpViews(app, { cache: false, frame: () => EMPTY_FRAME, folder });
    app.get('/', (_request, response) => {
      render(response, view<Greeting>('greeting'), model);
    });
    // Express knows an error handler by its four parameters.
    const showMessage: ErrorRequestHandler = (error: Error, _request, response, next) => {
      if (response.headersSent) next(error);
      else response.status(500).type('text').send(error.message);
    };
    app.use(showMessage);
    return request(app).get('/');
  }

  it('escapes what it prints', async () => {
    const { text } = await show('<p><%= page.name %></p>', { title: 'Hallo', name: '<b>"Jan"</b> & co' });
    expect(text).toBe('<p>&lt;b&gt;&#34;Jan&#34;&lt;/b&gt; &amp; co</p>');
  });

  it('prints numbers, zero too', async () => {
    expect((await show('<%= page.name %>', { title: 'Hallo', name: 0 })).text).toBe('0');
  });

  it('gives the page its frame', async () => {
    expect((await show('<%= page.frame.navigation.length %>', { title: 'Hallo' })).text).toBe('0');
  });

  it.each([
    {
      value: 'a value that the model does not have',
      template: '<%= page.name %>',
      message: 'printed undefined',
    },
    { value: 'a misspelt name', template: '<%= pagina %>', message: 'pagina is not defined' },
    { value: 'an object', template: '<%= page.frame %>', message: 'printed a object' },
    { value: 'a truth value', template: '<%= page.title === "Hallo" %>', message: 'printed a boolean' },
    { value: 'what is not a number', template: '<%= 0 / 0 %>', message: 'printed NaN' },
  ])('refuses to print $value', async ({ template, message }) => {
    const response = await show(template, { title: 'Hallo' });
    expect(response.status).toBe(500);
    expect(response.text).toContain(message);
  });
});
