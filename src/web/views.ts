import path from 'node:path';
import ejs from 'ejs';
import type { Express, Request, Response } from 'express';
import type { PageFrame } from './page-frame.js';

/** What every page model has: the title, for the browser tab. */
export interface PageModel {
  readonly title: string;
  /** The study that the page is about, shown at the top. */
  readonly studyName?: string;
}

/** The file of a page, tied to the model that it needs. */
export interface View<Model extends PageModel> {
  /** Path below `views/` without extension, such as `study/list`. */
  readonly name: string;
  /** Exists for the compiler only: it keeps a view from being rendered with another view's model. */
  readonly needs?: (model: Model) => void;
}

/** Declares the view in `views/<name>.ejs`: `const studyListPage = view<StudyListPage>('study/list')`. */
export function view<Model extends PageModel>(name: string): View<Model> {
  return { name };
}

type FrameOf = (request: Request) => PageFrame;

const FRAME_SETTING = 'veldwerk page frame';

interface ViewSettings {
  /** Keep compiled views in memory. Off during development, so that a changed view shows at once. */
  readonly cache: boolean;
  /** What stands around the page that answers this request. */
  readonly frame: FrameOf;
  /** The folder with the views, when it is not `views` in the working directory. */
  readonly folder?: string;
}

/** Makes `app` render the EJS files in `views/`. */
export function setUpViews(app: Express, { cache, frame, folder = 'views' }: ViewSettings): void {
  const root = path.resolve(folder);
  app.set('views', root);
  app.set('view engine', 'ejs');
  // Otherwise every answer begins with looking whether the file is there.
  app.set('view cache', cache);
  app.set(FRAME_SETTING, frame);
  // EJS 7 ignores Express's `view options`, so the options go to the engine itself.
  app.engine('ejs', (file: string, data: object, done: ejs.RenderFileCallback<void>) => {
    const { page } = data as { page: unknown };
    ejs.renderFile(file, { page }, { ...ENGINE_OPTIONS, root, views: [root], cache }, done);
  });
}

/** Answers with `view`, its model and the frame of the request together as `page`. */
export function render<Model extends PageModel>(response: Response, view: View<Model>, model: Model): void {
  const frameOf = response.app.get(FRAME_SETTING) as FrameOf;
  response.render(view.name, { page: { ...model, frame: frameOf(response.req) } });
}

/**
 * A view sees `page`, a component sees the `model` it is included with, and nothing else: a misspelt name is
 * an error instead of an empty place on the screen.
 */
const ENGINE_OPTIONS: ejs.Options = {
  strict: true,
  _with: false,
  destructuredLocals: ['page', 'model'],
  escape: escapeOrThrow,
};

/** Escapes for HTML, and refuses to print a value that the model does not have. */
function escapeOrThrow(value: unknown): string {
  if (typeof value === 'string') return ejs.escapeXML(value);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  throw new TypeError(`a view printed ${describe(value)}, but a view prints only text and numbers`);
}

function describe(value: unknown): string {
  return value === undefined || value === null || typeof value === 'number'
    ? String(value)
    : `a ${typeof value}`;
}
