import type { Request, Response } from 'express';
import type { Actor, Application } from '../../application.js';
import type { Permission } from '../../domain/access/permission.js';

/** One call by one program, in the name of a person. */
export interface ApiCall {
  readonly app: Application;
  readonly actor: Actor;
}

/** Something that a call may say behind the question mark. */
export interface ApiParameter {
  readonly name: string;
  readonly description: string;
  /** What it may be; anything when absent. */
  readonly values?: readonly string[];
  /** May be given several times. */
  readonly isList?: boolean;
  readonly fallback?: string;
}

/** One address of the API. All of them only read. The list of these is also its description (OpenAPI). */
export interface ApiRoute {
  /** Below `/api/v1`, with named parameters as in Express. */
  readonly path: string;
  readonly access: Permission;
  /** English, one line. */
  readonly summary: string;
  readonly parameters: readonly ApiParameter[];
  /** Media types of the answer. */
  readonly produces: readonly string[];
  readonly handle: (call: ApiCall, request: Request, response: Response) => Promise<void>;
}
