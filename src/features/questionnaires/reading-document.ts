import type {
  DocumentQuestion,
  HeardWords,
  QuestionnaireDocument,
} from '../../documents/questionnaire-word.js';
import type { HeardText } from './heard-text.js';
import { type Reading, summaryOf } from './questionnaires.pages.js';
import { noteWords } from './question-words.js';
import {
  type ReadBlock,
  readBlocks,
  readComputed,
  readFills,
  type ReadFill,
  type ReadQuestion,
} from './reading.pages.js';
import type { ShownQuestionnaire } from './shown-questionnaire.js';
import { LANGUAGE_NAMES, titleOf } from './shown-top.pages.js';

/** A questionnaire as it is printed for a board that must approve it: what is heard, when, and what can be answered. */
export function readingDocument(
  shown: ShownQuestionnaire,
  { language, reader }: Reading,
): QuestionnaireDocument {
  const { questionnaire } = shown;
  const heard = reader === null ? questionnaire : { ...questionnaire, respondents: [reader] };
  const readers = { parent: 'zoals de ouder haar hoort', youth: 'zoals de jongere haar hoort' };
  return {
    title: titleOf(questionnaire),
    subtitle: [
      `Vragenlijst voor een gesprek aan de telefoon, in het ${LANGUAGE_NAMES[language] ?? language}`,
      ...(reader === null ? [] : [readers[reader]]),
    ].join(', '),
    language,
    facts: summaryOf(shown).map(({ label, value }) => ({ label, value })),
    notes: (questionnaire.notes ?? []).map((note) => noteWords(note, language)),
    blocks: readBlocks(questionnaire, language, reader).map(documentBlock),
    appendices: [
      { title: 'Berekende waarden', lines: readComputed(questionnaire, language) },
      { title: 'Woorden die van het gesprek afhangen', lines: readFills(heard, language).flatMap(fillLines) },
    ],
  };
}

function documentBlock({ code, title, condition, remark, questions }: ReadBlock) {
  return {
    title: `${code}  ${title}`,
    remarks: [
      ...(condition === null ? [] : [`Alleen als: ${condition}.`]),
      ...(remark === null ? [] : [remark]),
    ],
    questions: questions.map(documentQuestion),
  };
}

function documentQuestion(question: ReadQuestion): DocumentQuestion {
  const { code, kind, condition, texts, instruction, statements, options } = question;
  return {
    title: `${code}  ${kind}`,
    condition: condition === null ? null : `Alleen als: ${condition}.`,
    heard: heardWords(texts),
    instruction,
    statements: statements.map((statement) => ({
      code: statement.code,
      heard: heardWords(statement.texts),
    })),
    options: options.map(({ code: optionCode, label, remark }) => ({
      code: optionCode,
      text: remark === '' ? label : `${label} (${remark})`,
    })),
    further: furtherLines(question),
  };
}

function furtherLines({ limits, reading, hidden, probe, help, checks, notes, facts }: ReadQuestion) {
  const probes = heardWords(probe).map(({ who, text }) => `${who}: ${text}`);
  const source = facts.find(({ label }) => label === 'Herkomst');
  const lines: readonly (readonly [string, string | null])[] = [
    ['Wat er kan', limits],
    ['Voorlezen', reading],
    ['Mag ook, niet voorlezen', hidden],
    ['Doorvragen', probes.length === 0 ? null : probes.join(' ')],
    ['Toelichting als iemand erom vraagt', help],
    ...checks.map((check) => ['Controle', check] as const),
    ...notes.map((note) => ['Bij de vergelijking met andere jaren', note] as const),
    ['Herkomst', source?.value ?? null],
  ];
  return lines.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]));
}

function heardWords(texts: readonly HeardText[]): HeardWords[] {
  return texts.map(({ who, parts }) => ({ who, text: parts.map(({ text }) => text).join('') }));
}

function fillLines({ name, cases }: ReadFill): string[] {
  return cases.map(({ condition, texts }) => {
    const words = heardWords(texts).map(({ who, text }) => `${who}: “${text}”`);
    return [`{${name}}, ${condition}`, ...words].join('; ');
  });
}
