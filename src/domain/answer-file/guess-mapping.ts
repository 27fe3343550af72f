import { AGE_BAND_LABELS, ageBands } from '../frame/eligibility.js';
import { headingKey } from '../frame/column-role.js';
import type { Questionnaire, RespondentText } from '../questionnaire/model.js';
import { optionsOf, tableLabelOf } from '../questionnaire/variables.js';
import { levelsOfTrait, TRAIT_NAMES, TRAITS } from '../study/traits.js';
import { type AnswerColumn, listAnswerColumns } from './answer-columns.js';
import type { MappedColumn } from './column-mapping.js';
import { missingCodes } from './missing-codes.js';
import type { RawColumn, RawTable } from './raw-table.js';
import { type AnswerFileContext, answerColumnNames } from './read-answer-file.js';

/** A code here with the words by which a file may know it. */
interface KnownCode {
  readonly code: string;
  readonly words: string;
}

/**
 * A first mapping for somebody to check: columns by their name, else by a label that says the question; codes by
 * labels that are equal. What is not recognised is not used.
 * @param table as the file has it
 * @param context the questionnaire and the domains of the study
 * @example guessMapping(table, context)[0] // { from: 'weegfactor', to: 'weight', values: new Map() }
 */
export function guessMapping(table: RawTable, context: AnswerFileContext): readonly MappedColumn[] {
  const names = answerColumnNames(context.questionnaire);
  const byLabel = questionLabels(context.questionnaire);
  const taken = new Set<string>();
  return table.columns.map((column) => {
    const to = names.get(column.name.toLowerCase()) ?? byLabel.get(headingKey(column.label)) ?? null;
    if (to === null || taken.has(to)) return { from: column.name, to: null, values: new Map() };
    taken.add(to);
    return { from: column.name, to, values: guessCodes(column, knownCodes(to, context)) };
  });
}

/** Whether every column of the file is known by its own name, so that nobody has to check anything. */
export function isKnownByName(table: RawTable, { questionnaire }: AnswerFileContext): boolean {
  const names = answerColumnNames(questionnaire);
  return table.columns.every(({ name }) => names.has(name.toLowerCase()));
}

function questionLabels(questionnaire: Questionnaire): ReadonlyMap<string, string> {
  const labels = listAnswerColumns(questionnaire)
    .filter(({ part }) => part.kind === 'value')
    .flatMap(({ name, variable }) => {
      const texts = [variable.question.text, variable.statement?.text ?? {}].flatMap(dutchOf);
      return [tableLabelOf(variable, 'nl'), ...texts].map((text) => [headingKey(text), name] as const);
    });
  // A text that several questions have says nothing.
  return new Map(
    labels.filter(
      ([text, name]) => text !== '' && labels.every(([other, of]) => other !== text || of === name),
    ),
  );
}

function dutchOf({ both, parent, youth }: RespondentText): string[] {
  return [both, parent, youth].flatMap((text) => text?.['nl'] ?? []);
}

/** The codes that a column has here; `null` when any text will do. */
function knownCodes(to: string, { questionnaire, domains }: AnswerFileContext): readonly KnownCode[] | null {
  if (to === 'domain') return domains.map(({ code, label }) => ({ code, words: label }));
  if (to === 'segment') {
    return domains.flatMap(({ segments }) => segments.map(({ code, label }) => ({ code, words: label })));
  }
  if (to === 'respondent') return RESPONDENTS;
  if (to === 'age_band') return ageBands.map((code) => ({ code, words: AGE_BAND_LABELS[code] }));
  if (to === 'measure') return null;
  const trait = TRAIT_NAMES.find((name) => TRAITS[name].column === to);
  if (trait !== undefined) return levelsOfTrait(trait).map(([code, words]) => ({ code, words }));
  const column = listAnswerColumns(questionnaire).find(({ name }) => name === to);
  return column === undefined ? [] : codesOf(column);
}

const RESPONDENTS: readonly KnownCode[] = [
  { code: 'parent', words: 'ouder' },
  { code: 'parent', words: 'ouder of verzorger' },
  { code: 'youth', words: 'jongere' },
  { code: 'youth', words: 'jeugdige' },
];

function codesOf({ variable, part }: AnswerColumn): readonly KnownCode[] {
  const missing = missingCodes(variable).map(({ value, label }) => ({ code: String(value), words: label }));
  if (part.kind !== 'value') return missing;
  const options = optionsOf(variable).map(({ code, label }) => ({
    code: String(code),
    words: label['nl'] ?? '',
  }));
  return [...options, ...missing, ...missing.flatMap(({ code, words }) => alsoSaid(code, words))];
}

function alsoSaid(code: string, words: string): KnownCode[] {
  return words === 'n.v.t.' ? [{ code, words: 'niet van toepassing' }] : [];
}

/** Only codes that mean something else here. */
function guessCodes(
  { valueLabels }: RawColumn,
  known: readonly KnownCode[] | null,
): ReadonlyMap<string, string> {
  return new Map(
    [...valueLabels].flatMap(([code, label]) => {
      const here =
        known === null ? label : known.find(({ words }) => headingKey(words) === headingKey(label))?.code;
      return here === undefined || here === code ? [] : [[code, here] as const];
    }),
  );
}
