import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

const CACHE = path.resolve('node_modules/.cache');

/**
 * Unpacks the Chromium of the npm package `@sparticuz/chromium` once, and tells where it is.
 *
 * The package is made for Amazon Lambda: it unpacks into the folder for temporary files, straight to its final
 * name, and brings the libraries that a bare Linux lacks only when it believes to be there. So it is given a
 * folder of its own that gets its final name when it is complete; that also keeps two test files that start at
 * the same time from disturbing each other.
 */
export async function installBundledChromium(): Promise<{
  path: string;
  environment: Record<string, string>;
}> {
  const folder = path.join(CACHE, `chromium-${await packageVersion()}`);
  if (!existsSync(folder)) await unpackInto(folder);
  return {
    path: path.join(folder, 'chromium'),
    environment: {
      LD_LIBRARY_PATH: path.join(folder, 'al2023', 'lib'),
      FONTCONFIG_PATH: path.join(folder, 'fonts'),
    },
  };
}

async function packageVersion(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const manifest = path.join(
    entry.slice(0, entry.lastIndexOf(`chromium${path.sep}build`)),
    'chromium',
    'package.json',
  );
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  return version;
}

async function unpackInto(folder: string): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const draft = await mkdtemp(path.join(CACHE, 'chromium-'));
  try {
    await withEnvironment({ TMPDIR: draft, AWS_LAMBDA_JS_RUNTIME: '20.x' }, async () => {
      const { default: bundled } = await import('@sparticuz/chromium');
      await bundled.executablePath();
    });
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // When another test file was first, its copy is as good.
    if (!existsSync(folder)) throw error;
  }
}

async function withEnvironment(
  values: Readonly<Record<string, string>>,
  work: () => Promise<void>,
): Promise<void> {
  const before = { ...process.env };
  Object.assign(process.env, values);
  try {
    await work();
  } finally {
    for (const name of Object.keys(process.env))
      if (!(name in before)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
  }
}
