import type { Readable } from 'node:stream';
import type { NextFunction, Request, Response } from 'express';
import { UserProblem } from '../errors.js';
import { MOST_FILES, openParser } from './forms.js';

/** A file of a form while it comes in. Its bytes are read once, before the next file is asked for. */
export interface StreamedFile {
  readonly field: string;
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

interface Arrival {
  readonly field: string;
  readonly name: string;
  readonly stream: Readable;
}

const streams = new WeakMap<Request, AsyncIterable<StreamedFile>>();

/**
 * Reads a form up to its first file: the fields before it go to `request.body`, so that the form's token is
 * checked before any file is taken in. The files themselves are for the route, one after another.
 */
export function readUploadStream() {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const form = openForm(request);
    // Whoever answers early leaves a browser that is still sending: it reads the answer when it is done.
    response.on('finish', form.drain);
    const first = await form.nextFile();
    if (first !== null && !('_csrf' in form.fields)) {
      throw new UserProblem('invalid_input', 'De velden van het formulier moeten vóór de bestanden komen.');
    }
    request.body = form.fields;
    streams.set(request, filesFrom(first, form.nextFile));
    next();
  };
}

/** The files of a form in the order in which they come, without the file fields that were left empty. */
export function streamedFiles(request: Request): AsyncIterable<StreamedFile> {
  const files = streams.get(request);
  if (files === undefined) throw new Error('this route does not stream its files');
  return files;
}

async function* filesFrom(
  first: Arrival | null,
  nextFile: () => Promise<Arrival | null>,
): AsyncGenerator<StreamedFile, void> {
  for (let file = first; file !== null; file = await nextFile()) {
    const { field, name, stream } = file;
    yield { field, name, bytes: bytesOf(stream) };
    // What the route did not want to read of this file is passed over, to get to the next.
    stream.resume();
  }
}

async function* bytesOf(stream: Readable): AsyncGenerator<Uint8Array, void> {
  try {
    for await (const chunk of stream.iterator({ destroyOnReturn: false })) yield chunk as Uint8Array;
  } catch {
    throw brokenOff();
  }
}

function brokenOff(): UserProblem {
  return new UserProblem('unreadable_file', 'Het versturen is afgebroken. Verstuur het bestand opnieuw.');
}

interface FormInHand {
  readonly fields: Record<string, string>;
  /** @throws UserProblem when the form breaks off or is not what it should be */
  readonly nextFile: () => Promise<Arrival | null>;
  readonly drain: () => void;
}

function openForm(request: Request): FormInHand {
  const parser = openParser(request);
  const fields: Record<string, string> = {};
  const arrived: Arrival[] = [];
  let failure: UserProblem | null = null;
  let isOver = false;
  let sawFile = false;
  let wake: () => void = () => undefined;
  const fail = (problem: UserProblem): void => {
    failure ??= problem;
    wake();
  };
  parser.on('field', (name, value) => {
    if (sawFile) {
      fail(new UserProblem('invalid_input', 'De velden van het formulier moeten vóór de bestanden komen.'));
    }
    fields[name] = value;
  });
  parser.on('file', (field, stream, info) => {
    // Whoever reads the stream learns of it too; without a listener the error would end the whole program.
    stream.on('error', () => {
      fail(brokenOff());
    });
    const name = info.filename?.replaceAll('\0', '');
    if (name) {
      sawFile = true;
      arrived.push({ field, name, stream });
      wake();
    } else stream.resume();
  });
  parser.on('filesLimit', () => {
    fail(
      new UserProblem(
        'invalid_input',
        `Kies hoogstens ${String(MOST_FILES)} bestanden tegelijk. De rest is niet ontvangen.`,
      ),
    );
  });
  parser.on('error', () => {
    fail(brokenOff());
  });
  parser.on('close', () => {
    isOver = true;
    wake();
  });
  request.on('aborted', () => {
    parser.destroy(new Error('the browser broke off'));
  });
  request.pipe(parser);
  return {
    fields,
    async nextFile() {
      for (;;) {
        const file = arrived.shift();
        if (file !== undefined) return file;
        if (failure !== null) throw failure;
        if (isOver) return null;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    drain() {
      request.unpipe(parser);
      request.resume();
    },
  };
}
