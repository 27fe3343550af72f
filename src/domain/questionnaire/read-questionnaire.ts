import { checkQuestionnaire } from './check-questionnaire.js';
import { checkAgainstPrevious } from './check-versions.js';
import { type Finding, isUsable } from './finding.js';
import { type Questionnaire } from './model.js';
import { readShape } from './shape-findings.js';
import { readYaml } from './yaml-text.js';

/** A questionnaire file that was read and checked. */
export interface ReadQuestionnaire {
  /** `null` when a finding is an error: such a questionnaire cannot be used. */
  readonly questionnaire: Questionnaire | null;
  /** The same with its errors, for who is still writing it; `null` when the text has not the shape of a questionnaire. */
  readonly draft: Questionnaire | null;
  readonly findings: readonly Finding[];
}

/**
 * Reads a questionnaire file: YAML, then its shape, then its sense (`checkQuestionnaire`).
 * @param text the content of the file, YAML or JSON
 * @param findPrevious gives the questionnaire of the measurement before, to see whether codes kept their meaning
 * @returns mistakes as findings with the line of the file; it does not throw on any text
 * @example readQuestionnaire('id: [').findings[0].rule // 'yaml'
 */
export function readQuestionnaire(
  text: string,
  findPrevious: (id: string) => Questionnaire | null = () => null,
): ReadQuestionnaire {
  const yaml = readYaml(text);
  if (!yaml.ok) return { questionnaire: null, draft: null, findings: [yamlFinding(yaml.line, yaml.message)] };
  const shape = readShape(yaml.value, yaml.lineOf);
  if (!shape.ok) return { questionnaire: null, draft: null, findings: shape.findings };
  const findings = findingsIn(shape.questionnaire, findPrevious).map((finding) => ({
    ...finding,
    line: yaml.lineOf(finding.path),
  }));
  const { questionnaire } = shape;
  return { questionnaire: isUsable(findings) ? questionnaire : null, draft: questionnaire, findings };
}

/**
 * Everything that the check finds in a questionnaire that has the right shape, its changes since the measurement
 * before included.
 * @param findPrevious gives the questionnaire of the measurement before; `null` when it is not known
 * @returns findings without lines, for the questionnaire need not come from a text
 * @example findingsIn(ceo2016, () => ceo2015) // []
 */
export function findingsIn(
  questionnaire: Questionnaire,
  findPrevious: (id: string) => Questionnaire | null,
): Finding[] {
  const previous = questionnaire.previous === undefined ? null : findPrevious(questionnaire.previous);
  const changes = previous === null ? [] : checkAgainstPrevious(questionnaire, previous);
  return [...checkQuestionnaire(questionnaire), ...changes];
}

function yamlFinding(line: number | null, message: string): Finding {
  return {
    severity: 'error',
    rule: 'yaml',
    path: [],
    place: line === null ? '' : String(line),
    line,
    reason: {
      nl: `Het bestand is geen leesbare YAML (${message}).`,
      en: `The file is not readable YAML (${message}).`,
    },
    remedy: {
      nl: 'Kijk op deze regel naar inspringing, dubbele punten en aanhalingstekens.',
      en: 'Look at indentation, colons and quotes on this line.',
    },
  };
}
