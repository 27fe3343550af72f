import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from './domain/questionnaire/finding.js';
import type { Questionnaire } from './domain/questionnaire/model.js';
import { readQuestionnaire } from './domain/questionnaire/read-questionnaire.js';
import { UserProblem } from './errors.js';
import { PROJECT_ROOT } from './project-root.js';

/** The questionnaires that a study can be bound to. */
export interface QuestionnaireLibrary {
  list(): readonly Questionnaire[];
  /** @throws UserProblem `not_found` */
  get(id: string): Questionnaire;
}

/**
 * Reads and checks every questionnaire in `questionnaires/`, once, at the start.
 * @throws Error naming the file and the findings when one is not right: the program must not run on it
 */
export function loadQuestionnaires(folder = path.join(PROJECT_ROOT, 'questionnaires')): QuestionnaireLibrary {
  const byId = new Map<string, Questionnaire>();
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()) {
    const { questionnaire, findings } = readQuestionnaire(readFileSync(path.join(folder, file), 'utf8'));
    if (questionnaire === null) throw new Error(`${file}: ${describeFindings(findings)}`);
    byId.set(questionnaire.id, questionnaire);
  }
  return {
    list: () => [...byId.values()],
    get(id) {
      const questionnaire = byId.get(id);
      if (questionnaire === undefined) throw new UserProblem('not_found', `De vragenlijst ${id} is er niet.`);
      return questionnaire;
    },
  };
}

function describeFindings(findings: readonly Finding[]): string {
  return findings.map(({ place, reason }) => `${place}: ${reason.en}`).join('; ');
}
