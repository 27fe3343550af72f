import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, inject, it } from 'vitest';
import type { DatabaseLocation } from '../src/database/database.js';
import { TEST_KEY } from './support/application.js';
import { describeOnEachDatabase } from './support/databases.js';

const started: ChildProcess[] = [];

afterEach(() => {
  for (const process of started.splice(0)) process.kill('SIGKILL');
});

interface Program {
  readonly process: ChildProcess;
  /** All that it has printed so far. */
  readonly said: () => string;
  readonly exitCode: Promise<number | null>;
}

function startProgram(env: Record<string, string>): Program {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', ...env },
  });
  started.push(child);
  let said = '';
  const listen = (text: Buffer): void => {
    said += text.toString('utf8');
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  return {
    process: child,
    said: () => said,
    exitCode: new Promise((resolve) => child.once('exit', resolve)),
  };
}

async function urlOf(program: Program): Promise<string> {
  for (;;) {
    const url = /"url":"([^"]+)"/.exec(program.said())?.[1];
    if (url !== undefined) return url.replace('localhost', '127.0.0.1');
    if (program.process.exitCode !== null) throw new Error(program.said());
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function databaseUrlOf(location: DatabaseLocation): string {
  return location.engine === 'sqlite' ? `sqlite:${location.file}` : location.url;
}

describeOnEachDatabase('the program', ({ makeDatabase }) => {
  it('serves, says that it is ready, and stops when asked', async () => {
    const DATABASE_URL = databaseUrlOf(await makeDatabase());
    const program = startProgram({ DATABASE_URL, VELDWERK_KEY: TEST_KEY });
    const url = await urlOf(program);
    expect(await (await fetch(`${url}/healthz`)).text()).toBe('ok\n');
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const page = await fetch(`${url}/sign-in`);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(page.headers.get('cache-control')).toBe('no-store');
    program.process.kill('SIGTERM');
    expect(await program.exitCode).toBe(0);
    expect(program.said()).toContain('stopped');
  });

  it('does not start with another key than the one that sealed the data, and says which is needed', async () => {
    const DATABASE_URL = databaseUrlOf(await makeDatabase());
    const first = startProgram({ DATABASE_URL, VELDWERK_KEY: TEST_KEY });
    await urlOf(first);
    first.process.kill('SIGTERM');
    await first.exitCode;
    const other = Buffer.alloc(32, 9).toString('base64');
    const second = startProgram({ DATABASE_URL, VELDWERK_KEY: other });
    expect(await second.exitCode).toBe(1);
    expect(second.said()).toMatch(
      /De sleutel van de contactgegevens ontbreekt[\s\S]*Sleutel [0-9a-f]{8}[\s\S]*Zet de sleutel terug/,
    );
  });
});

describe('the program, when it cannot start,', () => {
  it('names what is wrong in the environment', async () => {
    const program = startProgram({ DATABASE_URL: 'mysql://x', PORT: 'many' });
    expect(await program.exitCode).toBe(1);
    expect(program.said()).toMatch(/DATABASE_URL: must be[\s\S]*PORT: must be/);
  });

  it('says that its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    const file = path.join(inject('workFolder'), 'port-taken.sqlite');
    await new Promise((resolve) => other.once('listening', resolve));
    const port = String((other.address() as AddressInfo).port);
    const program = startProgram({ DATABASE_URL: `sqlite:${file}`, PORT: port });
    expect(await program.exitCode).toBe(1);
    expect(program.said()).toContain('The port is taken');
    other.close();
    rmSync(file);
  });

  it('says that PostgreSQL is not there', async () => {
    const program = startProgram({
      DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none',
      VELDWERK_KEY: TEST_KEY,
    });
    expect(await program.exitCode).toBe(1);
    expect(program.said()).toContain('The database cannot be reached');
  });
});
