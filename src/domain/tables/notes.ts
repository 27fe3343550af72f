import type { Adjustment } from '../statistics/adjust-p-values.js';
import type { Procedure, TestingOptions } from './table-input.js';

/** What a reader must know about certain rows; about no row in particular when there are no questions. */
type QuestionNote = { readonly questions: readonly string[] } & (
  | {
      readonly kind: 'like-for-like';
      /** Years that lack the groups. */
      readonly yearLabels: readonly string[];
      readonly groupLabels: readonly string[];
    }
  | { readonly kind: 'no-comparable-groups' }
  | { readonly kind: 'remark'; readonly text: string }
  | { readonly kind: 'shares-of-answers' }
);

/** What a reader must know about the whole table. */
type WholeTableNote =
  | {
      readonly kind: 'procedure';
      readonly procedure: Procedure;
      readonly adjustment: Adjustment;
      readonly significanceLevel: number;
      readonly letters: TestingOptions['letters'];
      readonly meanTest: TestingOptions['meanTest'];
      /** Heading of what the others are compared with. */
      readonly reference: string | null;
    }
  | { readonly kind: 'design-effect'; readonly lowest: number; readonly highest: number }
  | { readonly kind: 'remark-on-year'; readonly text: string }
  /** Whom a total or the whole table does not count. */
  | { readonly kind: 'left-out'; readonly label: string }
  | { readonly kind: 'unknown-left-out'; readonly breakdowns: readonly string[] }
  | { readonly kind: 'no-background'; readonly yearLabels: readonly string[] }
  | { readonly kind: 'published'; readonly yearLabels: readonly string[] }
  | { readonly kind: 'no-spread'; readonly yearLabels: readonly string[] }
  | { readonly kind: 'lonely-unit'; readonly strata: readonly string[] }
  | { readonly kind: 'suppressed' }
  | { readonly kind: 'indicative'; readonly below: number };

export type TableNote = QuestionNote | WholeTableNote;

const ADJUSTMENTS: Readonly<Record<Adjustment, string>> = {
  none: 'zonder correctie voor het aantal vergelijkingen',
  bonferroni: 'met de correctie van Bonferroni',
  holm: 'met de correctie van Holm',
  'benjamini-hochberg': 'met de correctie van Benjamini en Hochberg',
};

const PROCEDURES: Readonly<Record<Procedure, string>> = {
  spss: 'zoals SPSS Custom Tables toetst (z-toets voor percentages, t-toets voor gemiddelden)',
  design: 'volgens de steekproefopzet (gewogen, per stratum, met eindige-populatiecorrectie)',
};

/**
 * A note as a Dutch sentence, for under the table.
 * @example describeNote({ kind: 'indicative', below: 30 }) // 'Minder dan 30 personen: de uitkomst is indicatief.'
 */
export function describeNote(note: TableNote): string {
  if (!('questions' in note)) return describeWholeTableNote(note);
  const text = describeQuestionNote(note);
  return note.questions.length === 0 ? text : `${note.questions.join(', ')}: ${text}`;
}

function describeQuestionNote(note: QuestionNote): string {
  switch (note.kind) {
    case 'like-for-like':
      return `in ${list(note.yearLabels)} zijn er geen cijfers over ${list(note.groupLabels)}. De jaren zijn vergeleken over de groepen die elk jaar voorkomen.`;
    case 'no-comparable-groups':
      return 'geen enkele groep komt in elk jaar voor. De jaren zijn niet te vergelijken.';
    case 'remark':
      return note.text;
    case 'shares-of-answers':
      return 'percentages van alle gegeven antwoorden; deze zijn niet getoetst.';
  }
}

function describeWholeTableNote(note: WholeTableNote): string {
  if (isScopeNote(note)) return describeScope(note);
  if (note.kind === 'design-effect') return describeDesignEffect(note);
  switch (note.kind) {
    case 'procedure':
      return describeProcedure(note);
    case 'remark-on-year':
      return note.text;
    case 'published':
    case 'no-spread':
      return describeSource(note);
    case 'lonely-unit':
    case 'suppressed':
    case 'indicative':
      return describeFigures(note);
  }
}

function describeDesignEffect({
  lowest,
  highest,
}: Extract<WholeTableNote, { kind: 'design-effect' }>): string {
  const dutch = (value: number): string =>
    value.toLocaleString('nl-NL', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return `Ontwerpeffect van de weging volgens Kish: ${dutch(lowest)} tot ${dutch(highest)}. Zo veel groter is de variantie doordat gewichten verschillen.`;
}

function describeFigures(
  note: Extract<WholeTableNote, { kind: 'lonely-unit' | 'suppressed' | 'indicative' }>,
): string {
  switch (note.kind) {
    case 'lonely-unit':
      return `In ${list(note.strata)} is één persoon geïnterviewd. Daardoor is er geen foutmarge of toets voor kolommen met deze groep.`;
    case 'suppressed':
      return 'Sommige cijfers zijn verborgen, omdat ze over te weinig personen gaan of omdat een ander verborgen cijfer er anders uit te berekenen is.';
    case 'indicative':
      return `Minder dan ${String(note.below)} personen: de uitkomst is indicatief.`;
  }
}

function describeSource(note: Extract<WholeTableNote, { kind: 'published' | 'no-spread' }>): string {
  switch (note.kind) {
    case 'published':
      return `De cijfers van ${list(note.yearLabels)} komen uit een gepubliceerde tabel, niet uit losse antwoorden.`;
    case 'no-spread':
      return `Van gemiddelden uit ${list(note.yearLabels)} is de spreiding niet gepubliceerd; deze zijn niet getoetst.`;
  }
}

type ScopeNote = Extract<WholeTableNote, { kind: 'left-out' | 'unknown-left-out' | 'no-background' }>;

function isScopeNote(note: WholeTableNote): note is ScopeNote {
  return note.kind === 'left-out' || note.kind === 'unknown-left-out' || note.kind === 'no-background';
}

function describeScope(note: ScopeNote): string {
  switch (note.kind) {
    case 'left-out':
      return `${note.label} telt in deze tabel niet mee.`;
    case 'unknown-left-out':
      return `Van wie het kenmerk (${list(note.breakdowns)}) niet bekend is, staat niet in een eigen kolom. Het totaal telt deze personen wel mee.`;
    case 'no-background':
      return `Van ${list(note.yearLabels)} zijn alleen gepubliceerde cijfers bekend. Die zijn niet naar achtergrond uit te splitsen.`;
  }
}

function describeProcedure(note: Extract<WholeTableNote, { kind: 'procedure' }>): string {
  const level = String(Math.round(note.significanceLevel * 1000) / 10).replace('.', ',');
  const tukey =
    note.meanTest === 'tukey' && note.procedure === 'spss' && note.reference === null
      ? ' (gemiddelden volgens Tukey)'
      : '';
  return `Verschillen zijn getoetst ${PROCEDURES[note.procedure]}, ${ADJUSTMENTS[note.adjustment]}${tukey}, met een onbetrouwbaarheid van ${level}%. ${describeLetters(note)}`;
}

function describeLetters({ letters, reference }: Extract<WholeTableNote, { kind: 'procedure' }>): string {
  if (reference !== null) return `Een * betekent: verschilt significant van ${reference}.`;
  return letters === 'smaller'
    ? 'Een letter bij een cijfer betekent: significant groter dan de kolom van die letter. De letters volgen de volgorde van de kolommen die met elkaar zijn vergeleken.'
    : 'Kolommen met dezelfde letter verschillen niet significant van elkaar.';
}

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} en ${words.at(-1) ?? ''}`;
}
