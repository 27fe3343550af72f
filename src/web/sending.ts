import type { Response } from 'express';
import { UserProblem } from '../errors.js';

/** A file as a whole. */
export interface FileToSend {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** Answers with a file to keep. */
export function sendFile(response: Response, { fileName, contentType, bytes }: FileToSend): void {
  response.attachment(fileName).type(contentType).send(bytes);
}

/**
 * Answers with a drawing.
 * @param svg what was drawn; `null` when there is nothing to draw
 * @throws UserProblem `not_found` without a drawing
 */
export function sendChart(response: Response, svg: string | null): void {
  if (svg === null) throw new UserProblem('not_found');
  response.type('image/svg+xml').send(svg);
}
