import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from './domain/questionnaire/finding.js';
import type { Questionnaire } from './domain/questionnaire/model.js';
import { readQuestionnaire } from './domain/questionnaire/read-questionnaire.js';
import { UserProblem } from './errors.js';
import { PROJECT_ROOT } from './project-root.js';

/** A version of a questionnaire, which never changes. */
export interface QuestionnaireVersion {
  readonly questionnaire: Questionnaire;
  /** As it was written: YAML. */
  readonly text: string;
  /** What the check says: warnings, for a version had no errors when it was made. */
  readonly findings: readonly Finding[];
  /** A file that comes with the program, or published by a researcher of this installation. */
  readonly origin: 'file' | 'published';
}

/** The questionnaires that a study can be bound to. */
export interface QuestionnaireLibrary {
  /** Proposals and examples first, so that the last one is the newest that a measurement takes by itself. */
  list(): readonly Questionnaire[];
  /** @throws UserProblem `not_found` */
  get(id: string): Questionnaire;
  /** @throws UserProblem `not_found` */
  getVersion(id: string): QuestionnaireVersion;
  has(id: string): boolean;
  /**
   * Adds a version that was published in this installation; adding it again changes nothing.
   * @throws Error when the text is no questionnaire at all
   */
  addPublished(text: string): void;
}

/**
 * Reads and checks every questionnaire in `questionnaires/`, once, at the start.
 * @throws Error naming the file and the findings when one is not right: the program must not run on it
 */
export function loadQuestionnaires(folder = path.join(PROJECT_ROOT, 'questionnaires')): QuestionnaireLibrary {
  const byId = new Map<string, QuestionnaireVersion>();
  const findPrevious = (id: string): Questionnaire | null => byId.get(id)?.questionnaire ?? null;
  const add = (text: string, origin: QuestionnaireVersion['origin'], name: string): void => {
    const { questionnaire: usable, draft, findings } = readQuestionnaire(text, findPrevious);
    // What was published stays readable, also when a later version of the program checks more strictly.
    const questionnaire = origin === 'published' ? draft : usable;
    if (questionnaire === null) throw new Error(`${name}: ${describeFindings(findings)}`);
    if (!byId.has(questionnaire.id)) byId.set(questionnaire.id, { questionnaire, text, findings, origin });
  };
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()) {
    add(readFileSync(path.join(folder, file), 'utf8'), 'file', file);
  }
  const getVersion = (id: string): QuestionnaireVersion => {
    const version = byId.get(id);
    if (version === undefined) throw new UserProblem('not_found', `De vragenlijst ${id} is er niet.`);
    return version;
  };
  return {
    list: () => [...byId.values()].map(({ questionnaire }) => questionnaire).sort(byPurpose),
    get: (id) => getVersion(id).questionnaire,
    getVersion,
    has: (id) => byId.has(id),
    addPublished(text) {
      add(text, 'published', 'published questionnaire');
    },
  };
}

function byPurpose(one: Questionnaire, other: Questionnaire): number {
  const isMeasurement = [one, other].map(({ purpose }) => Number(purpose === undefined));
  return (isMeasurement[0] ?? 0) - (isMeasurement[1] ?? 0);
}

function describeFindings(findings: readonly Finding[]): string {
  return findings.map(({ place, reason }) => `${place}: ${reason.en}`).join('; ');
}
