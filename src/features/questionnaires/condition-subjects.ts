import type { Questionnaire } from '../../domain/questionnaire/model.js';
import { listReferables } from '../../domain/questionnaire/referables.js';
import { HIDDEN_CODES } from '../../domain/questionnaire/schema.js';
import {
  hiddenCodesOf,
  isKeptWithContact,
  listVariables,
  optionsOf,
  tableLabelOf,
  type Variable,
} from '../../domain/questionnaire/variables.js';
import { DEFAULT_STUDY_DOMAINS } from '../../domain/study/study-domain.js';

/** What a comparison can be about, grouped for a menu. The value says all there is to it but for a number. */
export interface ConditionSubjects {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

const FACTS: ConditionSubjects = {
  label: 'Gegevens van de cliënt',
  options: [
    { value: 'sample|respondent|parent', label: 'de ouder antwoordt' },
    { value: 'sample|respondent|youth', label: 'de jongere antwoordt' },
    ...DEFAULT_STUDY_DOMAINS.map(({ code, label }) => ({
      value: `sample|domain|${code}`,
      label: `domein: ${label.toLowerCase()}`,
    })),
    ...DEFAULT_STUDY_DOMAINS.flatMap(({ segments }) =>
      segments.map(({ code, label }) => ({ value: `sample|segment|${code}`, label: `segment: ${label}` })),
    ),
    { value: 'sample|measure|ots', label: 'maatregel: ondertoezichtstelling (OTS)' },
    { value: 'sample|measure|voogdij', label: 'maatregel: voogdij' },
    { value: 'sample|measure|jeugdreclassering', label: 'maatregel: jeugdreclassering' },
    { value: 'sample|age|atLeast', label: 'leeftijd van het kind: minstens …' },
    { value: 'sample|age|atMost', label: 'leeftijd van het kind: hoogstens …' },
    { value: 'sample|careOngoing|true', label: 'de hulp loopt nog' },
    { value: 'sample|careOngoing|false', label: 'de hulp loopt niet meer' },
    { value: 'sample|firstTimeClient|true', label: 'dit jaar voor het eerst cliënt' },
    { value: 'sample|firstTimeClient|false', label: 'eerder al cliënt' },
  ],
};

const HIDDEN_WORDS = { 97: 'niet van toepassing', 98: 'weet niet', 99: 'wil niet zeggen' } as const;

/** Where a condition is judged, which says what it can look at. */
export interface ConditionPlace {
  /** Code of the question, statement or block that the condition is for; `null` looks at every question. */
  readonly before: string | null;
  /** A check looks at its own question too. */
  readonly looksAtOwn?: boolean;
  /** A computed value follows from questions only. */
  readonly skipsComputed?: boolean;
}

/** Everything that a condition can be about at a place: facts of the case, then the questions before it, nearest first. */
export function conditionSubjects(
  questionnaire: Questionnaire,
  { before, looksAtOwn = false, skipsComputed = false }: ConditionPlace,
): ConditionSubjects[] {
  const variables = listVariables(questionnaire);
  const isHere = ({ id, question, block }: Variable): boolean =>
    id === before || question.id === before || block.id === before;
  const position = before === null ? variables.length : variables.findIndex(isHere);
  const earlier = variables.filter((variable, index) => index < position || (looksAtOwn && isHere(variable)));
  const numbers = earlier.filter(isNumber).map(({ id }) => id);
  const computed = listReferables(questionnaire).filter(
    ({ id, position: last }) => last < position && questionnaire.computed?.some((one) => one.id === id),
  );
  return [
    FACTS,
    ...(skipsComputed ? [] : computed.map(({ id }) => ({ label: `${id} (berekend)`, options: limits(id) }))),
    ...earlier.reverse().flatMap((variable) => subjectsOf(variable, numbers)),
  ];
}

function isNumber({ question }: Variable): boolean {
  return question.type === 'number' || question.type === 'grade';
}

function subjectsOf(variable: Variable, numbers: readonly string[]): ConditionSubjects[] {
  const { id, question } = variable;
  // What is written in words cannot be compared with a code or a number.
  if (['text', 'open', 'date'].includes(question.type) || isKeptWithContact(question)) return [];
  const label = `${id} ${tableLabelOf(variable, 'nl')}`.slice(0, 70);
  const codes = optionsOf(variable).map((option) => ({
    value: `question|${id}|${String(option.code)}`,
    label: `${id}: ${option.label['nl'] ?? Object.values(option.label)[0] ?? `antwoord ${String(option.code)}`}`,
  }));
  const offered = hiddenCodesOf(variable);
  const hidden = HIDDEN_CODES.filter((code) => offered.includes(code)).map((code) => ({
    value: `question|${id}|${String(code)}`,
    label: `${id}: ${HIDDEN_WORDS[code]}`,
  }));
  const answered = { value: `question|${id}|answered`, label: `${id}: er is een antwoord` };
  if (!isNumber(variable)) return [{ label, options: [...codes, ...hidden, answered] }];
  const others = numbers
    .filter((other) => other !== id)
    .map((other) => ({ value: `question|${id}|moreThan:${other}`, label: `${id}: hoger dan bij ${other}` }));
  return [{ label, options: [...limits(id), ...others, ...hidden, answered] }];
}

function limits(id: string): ConditionSubjects['options'] {
  return [
    { value: `question|${id}|atLeast`, label: `${id}: minstens …` },
    { value: `question|${id}|atMost`, label: `${id}: hoogstens …` },
    { value: `question|${id}|exactly`, label: `${id}: precies …` },
  ];
}
