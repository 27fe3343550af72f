import busboy from 'busboy';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { UserProblem } from '../errors.js';

/** A file that came with a form, whole in memory and never on disk: it holds names and addresses. */
export interface UploadedFile {
  readonly field: string;
  readonly name: string;
  readonly bytes: Buffer;
}

const MEGABYTE = 1024 * 1024;
/** Of all files of one form together. */
const LARGEST_UPLOAD_BYTES = 100 * MEGABYTE;
const LARGEST_FORM_BYTES = MEGABYTE;
/** Of one form. */
export const MOST_FILES = 40;

const uploads = new WeakMap<Request, readonly UploadedFile[]>();

/** Reads an ordinary form into `request.body`. */
export function readForm(): RequestHandler {
  return express.urlencoded({ extended: false, limit: LARGEST_FORM_BYTES, parameterLimit: 2000 });
}

/** Reads a form with files; the fields go to `request.body` as with an ordinary form. */
export function readUpload() {
  return async (request: Request, _response: Response, next: NextFunction): Promise<void> => {
    const { fields, files } = await parseMultipart(request);
    request.body = fields;
    uploads.set(request, files);
    next();
  };
}

/** The files of a form, without the file fields that were left empty. */
export function uploadedFiles(request: Request): readonly UploadedFile[] {
  return uploads.get(request) ?? [];
}

/** @throws UserProblem `upload_missing` when no file was chosen */
export function uploadedFile(request: Request): UploadedFile {
  const [file] = uploadedFiles(request);
  if (file === undefined) throw new UserProblem('upload_missing');
  return file;
}

async function parseMultipart(
  request: Request,
): Promise<{ fields: Record<string, string>; files: readonly UploadedFile[] }> {
  const parser = openParser(request);
  const fields: Record<string, string> = {};
  const files: UploadedFile[] = [];
  let uploadedBytes = 0;
  return new Promise((resolve, reject) => {
    const refuse = (problem: Error): void => {
      request.unpipe(parser);
      request.resume();
      reject(problem);
    };
    parser.on('field', (name, value) => {
      fields[name] = value;
    });
    // Without this the files above the limit would be left out, and nobody would know.
    parser.on('filesLimit', () => {
      const most = `Kies hoogstens ${String(MOST_FILES)} bestanden tegelijk.`;
      refuse(new UserProblem('invalid_input', most));
    });
    parser.on('file', (field, stream, info) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => {
        uploadedBytes += chunk.length;
        if (uploadedBytes > LARGEST_UPLOAD_BYTES) refuse(new UserProblem('upload_too_large'));
        else chunks.push(chunk);
      });
      // A form that ends within a file: without a listener this error would end the whole program.
      stream.on('error', () => {
        refuse(new UserProblem('unreadable_file', 'Het bestand kwam niet heel aan.'));
      });
      stream.on('end', () => {
        const name = info.filename?.replaceAll('\0', '');
        if (name) files.push({ field, name, bytes: Buffer.concat(chunks) });
      });
    });
    parser.on('close', () => {
      resolve({ fields, files });
    });
    parser.on('error', () => {
      refuse(new UserProblem('unreadable_file', 'Het bestand kwam niet heel aan.'));
    });
    request.on('aborted', () => {
      refuse(new UserProblem('unreadable_file', 'Het versturen is afgebroken.'));
    });
    request.pipe(parser);
  });
}

/** @throws UserProblem `upload_missing` when the request is no form with files */
export function openParser(request: Request): busboy.Busboy {
  try {
    return busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: {
        files: MOST_FILES,
        fields: 200,
        fieldSize: LARGEST_FORM_BYTES,
      },
    });
  } catch {
    throw new UserProblem('upload_missing');
  }
}
