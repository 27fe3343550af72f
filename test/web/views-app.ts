import express, { type Express } from 'express';
import type { PageFrame } from '../../src/web/page-frame.js';
import { securityHeaders } from '../../src/web/security-headers.js';
import { type PageModel, render, setUpViews, type View } from '../../src/web/views.js';

export const FULL_FRAME: PageFrame = {
  user: { name: 'Noor', roles: ['onderzoeker', 'analist'] },
  navigation: [
    { label: 'Bellen', href: '/fieldwork', current: false },
    { label: 'Onderzoeken', href: '/studies', current: true },
  ],
  csrfToken: 'a-token',
  banner: 'Demo: alle personen zijn verzonnen en er wordt niet gebeld.',
  practice: 'Oefenen: alle personen zijn verzonnen en er wordt niet gebeld.',
  flash: { kind: 'success', text: 'Het onderzoek is gemaakt.' },
};

export const EMPTY_FRAME: PageFrame = {
  user: null,
  navigation: [],
  csrfToken: '',
  banner: null,
  practice: null,
  flash: null,
};

/** An application that shows one view at `/`, with the headers and files of the real one. */
export function appShowing<Model extends PageModel>(
  view: View<Model>,
  model: Model,
  frame = FULL_FRAME,
): Express {
  const app = express();
  setUpViews(app, { cache: false, frame: () => frame });
  app.use(securityHeaders({ https: false }));
  app.use(express.static('public'));
  // What pages ask for by themselves.
  app.get('/telephony/calls/:call', (_request, response) => {
    response.json({ result: 'answered', suggestion: null, label: null });
  });
  app.get(/\.svg$/, (_request, response) => {
    response.type('svg').send('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 200"/>');
  });
  app.get(/\/events$/, (_request, response) => {
    response.type('text/event-stream').send('retry: 600000\n\n');
  });
  app.get('/', (_request, response) => {
    render(response, view, model);
  });
  return app;
}
