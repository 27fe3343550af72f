import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The components of the Utrecht design system that the pages use: no others are sent to the browser. */
const COMPONENTS = [
  'root',
  'page-layout',
  'page-header',
  'page-body',
  'page-footer',
  'skip-link',
  'nav-bar',
  'breadcrumb-nav',
  'heading-1',
  'heading-2',
  'heading-3',
  'paragraph',
  'link',
  'button',
  'form-field',
  'form-fieldset',
  'form-label',
  'form-field-description',
  'form-field-error-message',
  'textbox',
  'textarea',
  'select',
  'checkbox',
  'custom-checkbox',
  'radio-button',
  'table',
  'data-list',
  'status-badge',
  'alert',
  'pagination',
] as const;

const TARGET = fileURLToPath(new URL('../../public/vendor/utrecht.css', import.meta.url));

const NOTICE = `/**
 * Components of the Utrecht design system, unchanged, assembled by \`npm run css\`. Do not edit.
 * @license EUPL-1.2
 * Copyright (c) 2020-2024 Frameless B.V.
 * Copyright (c) 2021-2024 Gemeente Utrecht
 */
`;

/** The one style sheet that holds the CSS of every component, with its version and the licence. */
export async function assembleCss(): Promise<string> {
  const parts = await Promise.all(COMPONENTS.map(readComponent));
  return NOTICE + parts.join('');
}

async function readComponent(name: string): Promise<string> {
  const library = createRequire(import.meta.url).resolve('@utrecht/component-library-css');
  const styleSheet = createRequire(library).resolve(`@utrecht/${name}-css/dist/index.min.css`);
  const manifest = path.join(path.dirname(styleSheet), '..', 'package.json');
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  const css = await readFile(styleSheet, 'utf8');
  const rules = css.replaceAll(/\/\*[\s\S]*?\*\//g, '').replace('@charset "UTF-8";', '');
  return `/* @utrecht/${name}-css ${version} */\n${rules.trim()}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(TARGET, await assembleCss());
