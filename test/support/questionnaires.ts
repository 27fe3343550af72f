import { readdirSync, readFileSync } from 'node:fs';
import type { Questionnaire, SampleVariables } from '../../src/domain/questionnaire/model.js';
import { readQuestionnaire } from '../../src/domain/questionnaire/read-questionnaire.js';
import { findVariable, type Variable } from '../../src/domain/questionnaire/variables.js';

const FOLDER = new URL('../../questionnaires/', import.meta.url);

/** The names of the shipped questionnaire files. */
export function listShippedFiles(): string[] {
  return readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));
}

export function readShippedText(file: string): string {
  return readFileSync(new URL(file, FOLDER), 'utf8');
}

export function shippedQuestionnaire(id: string): Questionnaire {
  return usable(readShippedText(`${id}.yaml`));
}

/** The questionnaire in a text that must be right. */
export function usable(text: string): Questionnaire {
  const { questionnaire, findings } = readQuestionnaire(text);
  if (questionnaire === null) throw new Error(JSON.stringify(findings, null, 1));
  return questionnaire;
}

export function variable(questionnaire: Questionnaire, id: string): Variable {
  const found = findVariable(questionnaire, id);
  if (found === null) throw new Error(`no variable ${id}`);
  return found;
}

/** A parent of a child of 8 with basishulp, unless stated otherwise. */
export function sampleOf(different: Partial<SampleVariables> = {}): SampleVariables {
  return {
    domain: 'basishulp',
    segment: null,
    measure: null,
    age: 8,
    respondent: 'parent',
    careOngoing: null,
    firstTimeClient: null,
    ...different,
  };
}

/** A questionnaire with one question of each type, small enough to see through. */
export const SMALL_QUESTIONNAIRE = `
id: klein
title: { nl: Klein }
languages: [nl]
respondents: [parent, youth]
themes: { snelheid: { nl: Snelheid } }
fills:
  kind: { value: childFirstName, otherwise: { both: { nl: uw kind } } }
  jaar: { value: reportYear }
  krijgt:
    cases:
      - { when: { sample: careOngoing, is: true }, text: { both: { nl: krijgt } } }
      - { text: { parent: { nl: kreeg u }, youth: { nl: kreeg je } } }
completeness:
  complete: { answeredShare: 1 }
  partial: { required: [Q1], answeredShare: 0.5 }
blocks:
  - id: A
    title: { nl: Eerste blok }
    questions:
      - { id: T1, type: text, text: { both: { nl: 'We beginnen over {jaar}.' } } }
      - id: Q1
        type: single
        text: { parent: { nl: 'Krijgt {kind} hulp in {jaar}?' }, youth: { nl: 'Krijg je hulp in {jaar}?' } }
        instruction: { nl: Niet aandringen. }
        options:
          - { code: 1, label: { nl: ja } }
          - { code: 2, label: { nl: nee } }
          - { code: 3, label: { nl: anders }, other: true }
        hidden: [98, 99]
        themes: [snelheid]
        statistic: { kind: share, positive: [1] }
      - id: Q2
        type: multiple
        when: { question: Q1, is: 1 }
        text: { both: { nl: 'Van wie {krijgt} hulp?' } }
        readOptions: true
        options:
          - { code: 1, label: { nl: familie } }
          - { code: 2, label: { nl: buren } }
          - { code: 3, label: { nl: 'anders, namelijk' }, other: true }
          - { code: 4, label: { nl: niemand }, exclusive: true, notReadAloud: true }
        statistic: { kind: multiple_response, percentOf: respondents }
      - id: Q2_1
        type: open
        when: { question: Q2, is: 1 }
        text: { both: { nl: Wie van de familie? } }
      - id: Q3
        type: number
        text: { both: { nl: Hoeveel maanden? } }
        unit: { nl: maanden }
        decimals: 1
        min: 0
        max: 120
        softMax: 12
        statistic: { kind: mean, decimals: 1 }
  - id: B
    title: { nl: Tweede blok }
    questions:
      - { id: Q4, type: grade, text: { both: { nl: Welk cijfer? } } }
      - { id: Q5, type: date, text: { both: { nl: Wanneer begon het? } } }
      - { id: Q6, type: open, text: { both: { nl: Waarom? } } }
      - id: Q7
        type: grid
        text: { both: { nl: Hoe vaak … } }
        options: [{ code: 1, label: { nl: nooit } }, { code: 2, label: { nl: altijd } }]
        statistic: { kind: share, positive: [2] }
        statements:
          - { id: Q7_1, text: { both: { nl: luistert men? } } }
          - { id: Q7_2, text: { both: { nl: helpt men? } }, when: { question: Q7_1, is: 2 }, hidden: [97] }
  - id: K
    title: { nl: Slot }
    countsTowardsCompleteness: false
    questions:
      - id: Q8
        type: single
        store: contact
        text: { both: { nl: Nog eens bellen? } }
        options: [{ code: 1, label: { nl: ja } }, { code: 2, label: { nl: nee } }]
      - id: Q9
        type: single
        interviewerOnly: true
        text: { both: { nl: Luisterde er iemand mee? } }
        instruction: { nl: Zonder te vragen. }
        options: [{ code: 1, label: { nl: ja } }, { code: 2, label: { nl: nee } }]
        hidden: []
`;
