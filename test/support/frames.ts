import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Application } from '../../src/application.js';
import { importDelivery } from '../../src/features/frames/frames.service.js';
import { createStudy, type Study } from '../../src/features/studies/studies.service.js';
import { COMMAND } from './application.js';

const FRAMES = 'test/frames';

/** What `frame report` must say of the example files. */
export interface FrameTruth {
  readonly files: readonly { readonly file: string }[];
  readonly persons: {
    readonly total: number;
    readonly per_domain: Readonly<Record<string, number>>;
    readonly in_more_than_one_domain: number;
    readonly per_domain_after_priority_jbjr_specialist_basic: Readonly<Record<string, number>>;
    readonly per_age_band_on: Readonly<Record<string, string | number>>;
    readonly at_a_secret_address: number;
    readonly families: number;
  };
}

export const FRAME_TRUTH = JSON.parse(readFileSync(`${FRAMES}/truth.json`, 'utf8')) as FrameTruth;

/** A study about 2025 without anything in it. */
export async function makeStudy(app: Application, name = 'CEO jeugd, verslagjaar 2025'): Promise<Study> {
  return createStudy(app, COMMAND, {
    name,
    reportYear: 2025,
    questionnaireId: 'ceo-jeugd-2016',
    isPractice: false,
    fieldworkStartsOn: null,
    fieldworkEndsOn: null,
  });
}

/** One of the example files, such as `jb-jr/jbrr-2025.csv`; its folder is the domain. */
export function exampleFile(file: string): {
  name: string;
  bytes: Buffer;
  domain: string;
  organisation: string;
} {
  return {
    name: file,
    bytes: readFileSync(path.join(FRAMES, file)),
    domain: path.dirname(file).replace('-', '_'),
    organisation: path.parse(file).name,
  };
}

/** Imports example files one after another, all 18 when none are named. */
export async function importExamples(
  app: Application,
  study: Study,
  files: readonly string[] = FRAME_TRUTH.files.map(({ file }) => file),
): Promise<void> {
  for (const file of files) await importDelivery(app, COMMAND, study, exampleFile(file));
}
