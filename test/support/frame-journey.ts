import type { Application } from '../../src/application.js';
import { runWaitingImports } from '../../src/features/frames/import-runs.service.js';
import type { BrowserSession, SentFile } from './browser-session.js';

/** What the form on a page would send: its fields with what is filled in. */
export function formOn(html: string): Record<string, string> {
  const main = html.slice(html.indexOf('<main'));
  const inputs = [...main.matchAll(/<input [^>]*>/g)].map(([tag]) => tag).filter(isSent);
  const selects = [...main.matchAll(/<select[\s\S]*?<\/select>/g)].map(([tag]) => tag);
  return Object.fromEntries([
    ...inputs.map((tag) => [attribute(tag, 'name'), attribute(tag, 'value')] as const),
    ...selects.map((tag) => [attribute(tag, 'name'), chosenOf(tag)] as const),
  ]);
}

function isSent(input: string): boolean {
  const kind = attribute(input, 'type');
  if (kind === 'checkbox') return input.includes(' checked');
  return kind !== 'file' && attribute(input, 'name') !== '_csrf';
}

function chosenOf(select: string): string {
  const options = [...select.matchAll(/<option [^>]*>/g)].map(([option]) => option);
  return attribute(options.find((option) => option.includes(' selected')) ?? '', 'value');
}

function attribute(tag: string, name: string): string {
  return new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
}

/** The names of the boxes by which columns are confirmed. */
export function confirmations(html: string): Record<string, string> {
  const names = [...html.matchAll(/name="(confirmed-\d+)"/g)].map(([, name = '']) => name);
  return Object.fromEntries(names.map((name) => [name, 'yes']));
}

/** Sends files as the researcher does. */
export async function sendFiles(
  session: BrowserSession,
  path: string,
  files: readonly { name: string; bytes: Buffer }[],
  fields: Record<string, string> = {},
) {
  const sent: readonly SentFile[] = files.map(({ name, bytes }) => ({ field: 'files', name, bytes }));
  return session.upload(`${path}/uploads`, sent, fields);
}

/** Sends one file, agrees with its columns, and waits until it is read. Answers with the page of the delivery. */
export async function importInBrowser(
  { app, session, path }: { app: Application; session: BrowserSession; path: string },
  file: { name: string; bytes: Buffer },
  changes: Record<string, string> = {},
): Promise<string> {
  const received = await sendFiles(session, path, [file]);
  const columnsPath = received.headers['location'] ?? '';
  const columns = await session.get(columnsPath);
  const settled = await session.post(columnsPath, {
    ...formOn(columns.text),
    ...confirmations(columns.text),
    ...changes,
  });
  if (settled.status !== 303) throw new Error(`the columns were refused:\n${settled.text}`);
  await runWaitingImports(app);
  const imports = await session.get(`${path}/imports`);
  const href = new RegExp(`href="([^"]+/deliveries/[^"]+)">${file.name}<`).exec(imports.text)?.[1];
  if (href === undefined) throw new Error(`${file.name} was not read:\n${imports.text}`);
  return href;
}
