import { conditionWords } from '../../domain/questionnaire/condition-words.js';
import type { Condition } from '../../domain/questionnaire/condition.js';
import { ReachSearch } from '../../domain/questionnaire/condition-reach.js';
import { listAskedPlaces } from '../../domain/questionnaire/places.js';
import type {
  LanguageText,
  Question,
  Questionnaire,
  Respondent,
  Statement,
} from '../../domain/questionnaire/model.js';
import { HIDDEN_CODES } from '../../domain/questionnaire/schema.js';
import { type HeardText, heardTexts, inLanguage } from './heard-text.js';
import {
  checkWords,
  HIDDEN_LABELS,
  KIND_LABELS,
  noteWords,
  numberWords,
  readingWords,
  SOURCE_LABELS,
  statisticWords,
} from './question-words.js';

/** A question as the page shows it. */
export interface ReadQuestion {
  readonly code: string;
  readonly kind: string;
  readonly condition: string | null;
  readonly language: string;
  readonly texts: readonly HeardText[];
  readonly instruction: string | null;
  readonly probe: readonly HeardText[];
  readonly help: string | null;
  /** What can be answered, when it is no list. */
  readonly limits: string | null;
  readonly reading: string | null;
  readonly options: readonly { readonly code: string; readonly label: string; readonly remark: string }[];
  readonly hidden: string | null;
  readonly statements: readonly ReadStatement[];
  readonly checks: readonly string[];
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly notes: readonly string[];
}

export interface ReadStatement {
  readonly code: string;
  readonly texts: readonly HeardText[];
  readonly condition: string | null;
  readonly remark: string | null;
}

export interface ReadBlock {
  readonly code: string;
  readonly title: string;
  readonly condition: string | null;
  readonly remark: string | null;
  readonly questions: readonly ReadQuestion[];
}

/**
 * The blocks of a questionnaire in one language, as people hear them.
 * @param reader only what this person can get, in their words; `null` for both, side by side
 */
export function readBlocks(
  questionnaire: Questionnaire,
  language: string,
  reader: Respondent | null = null,
): readonly ReadBlock[] {
  const heard: Questionnaire = reader === null ? questionnaire : { ...questionnaire, respondents: [reader] };
  const search = ReachSearch.of(heard);
  const isHeard = new Set(
    listAskedPlaces(heard).flatMap((place) =>
      place.statement === null && search.reaches(place) ? [place.question] : [],
    ),
  );
  return questionnaire.blocks
    .filter(({ questions }) => questions.some((question) => isHeard.has(question)))
    .map((block) => ({
      code: block.id,
      title: inLanguage(block.title, language),
      condition: conditionOf(questionnaire, block),
      remark: block.countsTowardsCompleteness === false ? 'Telt niet mee voor een volledig gesprek.' : null,
      questions: block.questions
        .filter((question) => isHeard.has(question))
        .map((question) => readQuestion(heard, question, language)),
    }));
}

function conditionOf(questionnaire: Questionnaire, { when }: { when?: Condition }): string | null {
  return when === undefined ? null : conditionWords(questionnaire, when);
}

/** One question in one language. */
export function readQuestion(
  questionnaire: Questionnaire,
  question: Question,
  language: string,
): ReadQuestion {
  const words = (text: LanguageText | undefined): string | null =>
    text === undefined ? null : inLanguage(text, language);
  return {
    code: question.id,
    kind: kindOf(question),
    condition: conditionOf(questionnaire, question),
    language,
    texts: heardTexts(questionnaire, question.text, language),
    instruction: words(question.instruction),
    limits: question.type === 'number' ? numberWords(question, language) : null,
    reading: readingWords(question),
    options: optionsOf(question, language),
    hidden: hiddenOf(question),
    statements:
      question.type === 'grid'
        ? question.statements.map((one) => readStatement(questionnaire, one, language))
        : [],
    ...furtherWords(questionnaire, question, language),
  };
}

function kindOf(question: Question): string {
  const kind = KIND_LABELS[question.type];
  return question.type !== 'text' && question.interviewerOnly === true ? `${kind}, door de enquêteur` : kind;
}

type FurtherWords = Pick<ReadQuestion, 'probe' | 'help' | 'checks' | 'facts' | 'notes'>;

function furtherWords(questionnaire: Questionnaire, question: Question, language: string): FurtherWords {
  if (question.type === 'text') return { probe: [], help: null, checks: [], facts: [], notes: [] };
  const { probe, help, checks = [], notes = [] } = question;
  return {
    probe: probe === undefined ? [] : heardTexts(questionnaire, probe, language),
    help: help === undefined ? null : inLanguage(help, language),
    checks: checks.map((check) => checkWords(questionnaire, check, language)),
    facts: factsOf(questionnaire, question, language),
    notes: notes.map((note) => noteWords(note, language)),
  };
}

function optionsOf(question: Question, language: string): ReadQuestion['options'] {
  if (!('options' in question)) return [];
  return question.options.map(({ code, label, other, exclusive, notReadAloud }) => ({
    code: String(code),
    label: inLanguage(label, language),
    remark: [
      ...(other === true ? ['vraagt om een toelichting'] : []),
      ...(exclusive === true ? ['kan niet samen met een ander antwoord'] : []),
      ...(notReadAloud === true ? ['niet voorlezen'] : []),
    ].join('; '),
  }));
}

function hiddenOf(question: Question): string | null {
  if (question.type === 'text') return null;
  const hidden = question.hidden ?? HIDDEN_CODES;
  return hidden.length === 0 ? null : hidden.map((code) => HIDDEN_LABELS[code]).join(', ');
}

function readStatement(questionnaire: Questionnaire, statement: Statement, language: string): ReadStatement {
  const notes = (statement.notes ?? []).map((note) => noteWords(note, language));
  const remarks = [...(statement.sourceNote === undefined ? [] : [statement.sourceNote]), ...notes];
  return {
    code: statement.id,
    texts: heardTexts(questionnaire, statement.text, language),
    condition: conditionOf(questionnaire, statement),
    remark: remarks.length === 0 ? null : remarks.join(' '),
  };
}

function factsOf(
  questionnaire: Questionnaire,
  question: Exclude<Question, { type: 'text' }>,
  language: string,
): ReadQuestion['facts'] {
  const { label, statistic, themes = [], reportTable, source = [], sourceNote, store } = question;
  const themeNames = themes.map((theme) => {
    const name = questionnaire.themes?.[theme];
    return name === undefined ? theme : inLanguage(name, language);
  });
  return [
    ['In tabellen', label === undefined ? '' : inLanguage(label, language)],
    ['Maat', statistic === undefined ? '' : statisticWords(questionnaire, statistic, language)],
    ['Thema’s', themeNames.join(', ')],
    ['Tabel in het rapport', reportTable ?? ''],
    ['Herkomst', source.map((one) => SOURCE_LABELS[one]).join('; ')],
    ['Bij de herkomst', sourceNote ?? ''],
    ['Opslag', store === undefined ? '' : 'bij de contactgegevens, niet bij de antwoorden'],
  ].flatMap(([name = '', value = '']) => (value === '' ? [] : [{ label: name, value }]));
}

/** What stands for `{name}`, per case. */
export interface ReadFill {
  readonly name: string;
  readonly cases: readonly { readonly condition: string; readonly texts: readonly HeardText[] }[];
}

export function readFills(questionnaire: Questionnaire, language: string): readonly ReadFill[] {
  return Object.entries(questionnaire.fills ?? {}).map(([name, fill]) => {
    if ('cases' in fill) {
      const cases = fill.cases.map(({ when, text }) => ({
        condition: when === undefined ? 'anders' : `als ${conditionWords(questionnaire, when)}`,
        texts: heardTexts(questionnaire, text, language),
      }));
      return { name, cases };
    }
    const value = fill.value === 'reportYear' ? 'het verslagjaar' : 'de voornaam van het kind';
    const otherwise =
      fill.otherwise === undefined
        ? []
        : [
            {
              condition: 'als dat niet bekend is',
              texts: heardTexts(questionnaire, fill.otherwise, language),
            },
          ];
    return { name, cases: [{ condition: value, texts: [] }, ...otherwise] };
  });
}

/** The computed values in words. */
export function readComputed(questionnaire: Questionnaire, language: string): readonly string[] {
  return (questionnaire.computed ?? []).map((computed) => {
    const name = `${computed.id} (${inLanguage(computed.label, language)})`;
    if ('sum' in computed) return `${name}: som van ${computed.sum.join(', ')}`;
    if ('mean' in computed) return `${name}: gemiddelde van ${computed.mean.join(', ')}`;
    if ('count' in computed) {
      return `${name}: aantal keer antwoord ${computed.count.codes.join(' of ')} bij ${computed.count.of.join(', ')}`;
    }
    const cases = computed.cases.map(({ when, value }) =>
      when === undefined
        ? `anders ${String(value)}`
        : `${String(value)} als ${conditionWords(questionnaire, when)}`,
    );
    return `${name}: ${cases.join('; ')}`;
  });
}
