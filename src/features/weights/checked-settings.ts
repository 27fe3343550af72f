import type { RakingError } from '../../domain/statistics/raking/rake-weights.js';
import { BACKGROUND_LABELS } from '../../domain/privacy/background-labels.js';
import {
  listVariables,
  optionsOf,
  tableLabelOf,
  type Variable,
} from '../../domain/questionnaire/variables.js';
import type { Questionnaire } from '../../domain/questionnaire/model.js';
import { CELL_FACTS } from '../../domain/statistics/weighting/cell-fact.js';
import { UserProblem } from '../../errors.js';
import type { Study } from '../studies/studies.service.js';
import type { WeightSettings } from './weights.forms.js';
import { UNKNOWN } from './weighting-groups.js';
import type { LevelSource } from './weights.queries.js';

/** A background to whose known totals weights can be fitted, with the levels that it can have. */
export interface MarginChoice {
  readonly key: string;
  readonly label: string;
  /** Levels by their key, as the totals name them. */
  readonly levels: readonly { readonly key: string; readonly label: string }[];
}

/** What the responses themselves tell. */
const FACTS: readonly MarginChoice[] = [
  { key: 'respondent', label: 'Ouder of jongere', levels: labelledLevels(BACKGROUND_LABELS.respondent) },
  { key: 'age_band', label: 'Leeftijd van het kind', levels: labelledLevels(BACKGROUND_LABELS.ageBand) },
  { key: 'measure', label: 'Maatregel', levels: labelledLevels(BACKGROUND_LABELS.measure) },
];

function labelledLevels(labels: Readonly<Record<string, string>>): MarginChoice['levels'] {
  return Object.entries(labels).map(([key, label]) => ({ key, label }));
}

const LANGUAGE = 'nl';

/** Every background whose totals weights of a study can be fitted to. */
export function marginChoices(questionnaire: Questionnaire, study: Study): readonly MarginChoice[] {
  const segments = study.domains.flatMap(({ segments: own }) => own);
  return [
    {
      key: 'domain',
      label: 'Domein',
      levels: study.domains.map(({ code, label }) => ({ key: code, label })),
    },
    ...(segments.length === 0
      ? []
      : [
          {
            key: 'segment',
            label: 'Segment',
            levels: segments.map(({ code, label }) => ({ key: code, label })),
          },
        ]),
    ...FACTS,
    ...listVariables(questionnaire)
      .filter(({ question }) => question.type === 'single')
      .map((variable) => ({
        key: variable.id,
        label: `${variable.id} ${tableLabelOf(variable, LANGUAGE)}`,
        levels: levelsOf(variable),
      })),
  ];
}

function levelsOf(variable: Variable): MarginChoice['levels'] {
  return optionsOf(variable).map(({ code, label }) => ({
    key: String(code),
    label: label[LANGUAGE] ?? String(code),
  }));
}

/** Where the levels of the margins are found, and what people call the margins. */
interface CheckedSettings {
  readonly sources: readonly LevelSource[];
  readonly labels: readonly string[];
}

/**
 * Checks that a study has what the settings name.
 * @throws UserProblem `invalid_input`
 */
export function checkedSettings(
  questionnaire: Questionnaire,
  study: Study,
  { cells, method, margins }: WeightSettings,
): CheckedSettings {
  const strange = cells.find((cell) => !CELL_FACTS.some((fact) => fact === cell));
  if (strange !== undefined) {
    throw new UserProblem(
      'invalid_input',
      `Cellen voor non-respons naar ${strange} kan niet: van wie niet meedeed is dat niet bekend. Kies uit: ${CELL_FACTS.join(', ')}.`,
    );
  }
  if (method === 'none' ? margins.length > 0 : margins.length === 0) {
    throw new UserProblem(
      'invalid_input',
      'Vul voor het aanpassen aan bekende aantallen ten minste één kenmerk in.',
    );
  }
  if (method === 'post-stratified' && margins.length > 1) {
    throw new UserProblem(
      'invalid_input',
      'Poststratificatie past aan één kenmerk aan. Kies raken voor meer kenmerken tegelijk.',
    );
  }
  const choices = marginChoices(questionnaire, study);
  const chosen = margins.map(({ by, totals }) => {
    const choice = choices.find(({ key }) => key === by);
    if (choice === undefined) {
      throw new UserProblem(
        'invalid_input',
        `Bekende aantallen naar ${by} kan niet: dat kenmerk heeft dit onderzoek niet.`,
      );
    }
    const known = [...choice.levels.map(({ key }) => key), UNKNOWN];
    const unknown = Object.keys(totals).find((level) => !known.includes(level));
    if (unknown !== undefined) {
      throw new UserProblem(
        'invalid_input',
        `${choice.label} heeft geen niveau ${unknown}. Kies uit: ${known.join(', ')}.`,
      );
    }
    return choice;
  });
  if (new Set(chosen.map(({ key }) => key)).size < chosen.length) {
    throw new UserProblem('invalid_input', 'Een kenmerk staat er twee keer.');
  }
  return { sources: chosen.map(sourceOf), labels: chosen.map(({ label }) => label) };
}

/** Where the level of a person is found. */
export function sourceOf({ key }: MarginChoice): LevelSource {
  if (key === 'domain') return { kind: 'domain' };
  if (key === 'segment' || FACTS.some((fact) => fact.key === key)) return { kind: 'fact', fact: key };
  return { kind: 'question', question: key };
}

const NUMBER = { maximumFractionDigits: 1 } as const;

/** Why weights cannot be fitted, in words that say what to do. */
export function weightingProblem({ reason, detail }: RakingError, labels: readonly string[]): UserProblem {
  switch (reason) {
    case 'totals-differ': {
      const sums = detail.split(', ').map((sum) => Number(sum).toLocaleString('nl-NL', NUMBER));
      const list = sums.map((sum, at) => `${labels[at] ?? ''} ${sum}`).join(', ');
      return new UserProblem(
        'invalid_input',
        `De aantallen van de kenmerken tellen niet op tot hetzelfde: ${list}. Ze moeten over dezelfde cliënten gaan.`,
      );
    }
    case 'level-without-interviews':
      return new UserProblem(
        'invalid_input',
        `Van het niveau ${detail} is er geen interview, dus niemand kan voor die cliënten staan. Voeg het samen met een ander niveau of kies een ander kenmerk.`,
      );
    case 'unknown-level':
      return new UserProblem(
        'invalid_input',
        detail === UNKNOWN
          ? `Van sommige respondenten is het kenmerk niet bekend (${labels.join(', ')}). Geef ook een aantal voor ${UNKNOWN}, of kies een ander kenmerk.`
          : `Er zijn interviews van ${detail}, en daarvan is geen aantal gegeven. Geef dat ook.`,
      );
    case 'no-convergence':
      return new UserProblem(
        'invalid_input',
        'De aantallen spreken elkaar tegen: geen gewichten passen bij alle kenmerken tegelijk. Laat een kenmerk weg of voeg niveaus samen.',
      );
  }
}
