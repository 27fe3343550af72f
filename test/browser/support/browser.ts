import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { installBundledChromium } from './bundled-chromium.js';

const NAMES_ON_PATH = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'] as const;

const HOW_TO_MEND =
  'The browser tests need a Chromium. Run `npm ci` again without omitting development packages, ' +
  'or install one (Debian: `apt-get install chromium-headless-shell`), ' +
  'or set VELDWERK_BROWSER to the path of a Chromium or Chrome.';

interface Executable {
  readonly path: string;
  /** Added to the environment, so that a browser outside the system finds its own libraries and fonts. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Starts the browser of the tests: the one that VELDWERK_BROWSER names, else one on the PATH, else the one that
 * comes in an npm package. Throws an error that names the command that mends it, if there is none.
 */
export async function launchBrowser(): Promise<Browser> {
  const { path, environment } = await findBrowser();
  try {
    return await chromium.launch({
      executablePath: path,
      // The tests open only pages of their own; as root, and in many containers, Chromium has no sandbox.
      args: ['--no-sandbox', '--font-render-hinting=none'],
      env: { ...definedEnvironment(), ...environment },
    });
  } catch (cause) {
    throw new Error(`The browser at ${path} did not start. ${HOW_TO_MEND}`, { cause });
  }
}

async function findBrowser(): Promise<Executable> {
  const named = process.env['VELDWERK_BROWSER'];
  if (named !== undefined && named !== '') {
    if (!existsSync(named))
      throw new Error(`VELDWERK_BROWSER names ${named}, but that file does not exist. ${HOW_TO_MEND}`);
    return { path: named, environment: {} };
  }
  const installed = findOnPath();
  if (installed !== undefined) return { path: installed, environment: {} };
  try {
    return await installBundledChromium();
  } catch (cause) {
    throw new Error(`No browser was found. ${HOW_TO_MEND}`, { cause });
  }
}

function findOnPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return NAMES_ON_PATH.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) =>
    existsSync(file),
  );
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
