import http from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler } from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { UserProblem } from '../../src/errors.js';
import { formFields } from '../../src/web/route.js';
import { readUploadStream, streamedFiles } from '../../src/web/upload-stream.js';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

interface Seen {
  fields: unknown;
  files: (readonly [string, number])[];
  problem: string | null;
}

/** A route that reads every file but those called `overslaan`, and tells what it saw. */
async function startRoute(): Promise<{ port: number; seen: Seen; done: Promise<void> }> {
  const seen: Seen = { fields: null, files: [], problem: null };
  let finish: () => void = () => undefined;
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const web = express();
  web.post('/', readUploadStream(), async (request, response) => {
    seen.fields = formFields(request);
    for await (const { name, bytes } of streamedFiles(request)) {
      let count = 0;
      if (name !== 'overslaan') for await (const chunk of bytes) count += chunk.length;
      seen.files.push([name, count]);
    }
    response.send('klaar');
    finish();
  });
  // Express knows by the four arguments that this is for errors.
  const answerError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
    if (!(error instanceof UserProblem)) {
      next(error);
      return;
    }
    seen.problem = error.detail;
    response.status(422).send('fout');
    finish();
  };
  web.use(answerError);
  const server = http.createServer(web).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, seen, done };
}

const token = '--x\r\ncontent-disposition: form-data; name="_csrf"\r\n\r\nt\r\n';
const end = '--x--\r\n';

function filePart(name: string, text: string): string {
  return `--x\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n${text}\r\n`;
}

/** Sends a body; `breakOff` closes the connection behind it instead of ending the request. */
async function send(port: number, body: string, breakOff = false): Promise<number | null> {
  return new Promise((resolve) => {
    const request = http.request(
      { port, method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x' } },
      (response) => {
        response.resume().on('end', () => {
          resolve(response.statusCode ?? null);
        });
      },
    );
    request.on('error', () => {
      resolve(null);
    });
    if (!breakOff) {
      request.end(body);
      return;
    }
    request.write(body, () => setTimeout(() => request.destroy(), 50));
  });
}

describe('a form whose files are read while they come in', () => {
  it('gives the fields first, then one file after another', async () => {
    const { port, seen } = await startRoute();
    const big = 'x'.repeat(3_000_000);
    const body = `${token}${filePart('een', big)}${filePart('', '')}${filePart('twee', 'kort')}${end}`;
    expect(await send(port, body)).toBe(200);
    expect(seen).toEqual({
      fields: { _csrf: 't' },
      files: [
        ['een', 3_000_000],
        ['twee', 4],
      ],
      problem: null,
    });
  });

  it('passes over what the route does not read', async () => {
    const { port, seen } = await startRoute();
    const body = `${token}${filePart('overslaan', 'x'.repeat(2_000_000))}${filePart('twee', 'kort')}${end}`;
    expect(await send(port, body)).toBe(200);
    expect(seen.files).toEqual([
      ['overslaan', 0],
      ['twee', 4],
    ]);
  });

  it('comes without files when none was chosen', async () => {
    const { port, seen } = await startRoute();
    expect(await send(port, `${token}${filePart('', '')}${end}`)).toBe(200);
    expect(seen).toEqual({ fields: { _csrf: 't' }, files: [], problem: null });
  });

  it.each([
    ['the token behind the file', `${filePart('een', 'a')}${token}${end}`],
    ['another field behind the file', `${token}${filePart('een', 'a')}${token}${end}`],
  ])('is refused with its fields in the wrong order: %s', async (_what, body) => {
    const { port, seen } = await startRoute();
    expect(await send(port, body)).toBe(422);
    expect(seen.problem).toBe('De velden van het formulier moeten vóór de bestanden komen.');
  });

  it('is refused with more files than are taken at once', async () => {
    const { port, seen } = await startRoute();
    const files = Array.from({ length: 41 }, (_, place) => filePart(String(place), 'a')).join('');
    expect(await send(port, `${token}${files}${end}`)).toBe(422);
    expect(seen.problem).toContain('hoogstens 40 bestanden');
  });

  it('says that it broke off, and waits for nothing', async () => {
    const { port, seen, done } = await startRoute();
    const whole = `${token}${filePart('een', 'x'.repeat(500_000))}`;
    await send(port, whole.slice(0, -1000), true);
    await done;
    expect(seen.problem).toContain('Het versturen is afgebroken');
  });

  it('says the same of a form that ends within a file', async () => {
    const { port, seen } = await startRoute();
    expect(await send(port, `${token}${filePart('een', 'x'.repeat(500)).slice(0, -9)}`)).toBe(422);
    expect(seen.problem).toContain('Het versturen is afgebroken');
  });
});
