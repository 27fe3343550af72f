import type { Note, Question, Questionnaire } from '../../domain/questionnaire/model.js';
import { HIDDEN_CODES } from '../../domain/questionnaire/schema.js';
import { DEFAULT_STUDY_DOMAINS } from '../../domain/study/study-domain.js';
import type { Checkbox, SelectField, TextField } from '../../web/components.js';
import { fieldError } from '../../web/form-errors.js';
import { checkName } from './check-form.js';
import { type ConditionForm, conditionForm } from './condition-rows.js';
import { checkbox, type EditInput, plainRow, type Slot, slot, type TextRow } from './draft-rows.js';
import { HIDDEN_LABELS, NOTE_LABELS, SOURCE_LABELS } from './question-words.js';
import { LANGUAGE_NAMES } from './shown-top.pages.js';
import { SOURCE_NAMES } from './table-form.js';

/** A check of the answer against other answers. */
export interface CheckSection {
  readonly title: string;
  readonly condition: ConditionForm;
  readonly severity: SelectField;
  readonly message: TextRow;
}

/** What tables and reports need of a question. */
export interface TableSection {
  readonly label: TextRow;
  readonly kind: SelectField;
  readonly decimals: TextField | null;
  readonly percentOf: SelectField | null;
  readonly statisticLabel: TextRow;
  readonly domains: readonly Checkbox[];
  readonly base: ConditionForm;
  readonly themes: readonly Checkbox[];
  readonly reportTable: TextField;
}

/** A row with a choice and a text. */
export interface NoteRow {
  readonly kind: SelectField;
  readonly slots: readonly Slot[];
}

export interface SourceSection {
  readonly sources: readonly Checkbox[];
  readonly sourceNote: Slot;
  readonly notes: readonly NoteRow[];
}

export interface CodeRow {
  readonly code: Slot;
  readonly slots: readonly Slot[];
}

function textField(name: string, label: string, input: EditInput, more: Partial<TextField> = {}): TextField {
  return { name, label, value: input.values[name] ?? '', ...more, ...fieldError(input.errors, name) };
}

function select(name: string, label: string, input: EditInput, options: SelectField['options']): SelectField {
  return { name, label, value: input.values[name] ?? options[0]?.value ?? '', options };
}

/** The fields of a number. */
export function numberFields(
  { languages }: Questionnaire,
  question: Question,
  input: EditInput,
): TextField[] {
  if (question.type !== 'number') return [];
  const field = (name: string, label: string, optional = false): TextField =>
    textField(name, label, input, { width: 'short', inputMode: 'decimal', optional });
  return [
    ...languages.map((language) => {
      const tongue = languages.length === 1 ? '' : ` (${LANGUAGE_NAMES[language] ?? language})`;
      return textField(`unit-${language}`, `Eenheid${tongue}`, input, { width: 'medium' });
    }),
    field('decimals', 'Cijfers achter de komma'),
    field('min', 'Kleinste getal'),
    field('max', 'Grootste getal'),
    field('softMin', 'Navragen onder', true),
    field('softMax', 'Navragen boven', true),
  ];
}

/** How answers are read aloud, and which answers need not be read aloud. */
export function answerSwitches(question: Question, input: EditInput): Checkbox[] {
  if (question.type === 'text') return [];
  const rotated =
    question.type === 'grid'
      ? 'De volgorde van de stellingen wisselt per gesprek'
      : 'De volgorde van de antwoorden wisselt per gesprek';
  const read = 'options' in question ? [checkbox('readOptions', 'Antwoorden voorlezen', input)] : [];
  return [...read, ...('options' in question ? [checkbox('rotate', rotated, input)] : [])];
}

export function hiddenSwitches(question: Question, input: EditInput): Checkbox[] {
  if (question.type === 'text') return [];
  return HIDDEN_CODES.map((code) => checkbox(`hidden-${String(code)}`, HIDDEN_LABELS[code], input));
}

export function specialSwitches(question: Question, input: EditInput): Checkbox[] {
  if (question.type === 'text') return [];
  return [
    checkbox('interviewerOnly', 'De enquêteur antwoordt zelf, zonder te vragen', input),
    checkbox('store', 'Het antwoord hoort bij de contactgegevens, niet bij de antwoorden', input),
  ];
}

/** The checks that there are, and one to add. */
export function checkSections(
  questionnaire: Questionnaire,
  question: Question,
  input: EditInput,
): readonly CheckSection[] {
  if (question.type === 'text') return [];
  const typed = Object.keys(input.values).flatMap((field) => /^checks-(\d)-/.exec(field)?.[1] ?? []);
  const count = Math.min(6, Math.max(-1, ...typed.map(Number)) + 2);
  return Array.from({ length: Math.max(1, count) }, (_, index) => {
    const name = checkName(index);
    return {
      title: `Controle ${String(index + 1)}`,
      condition: conditionForm(questionnaire, input, {
        prefix: `${name}-when`,
        legend: `Controle ${String(index + 1)}: het antwoord is vreemd of fout als`,
        old: question.checks?.[index]?.wrongWhen,
        place: { before: question.id, looksAtOwn: true },
      }),
      severity: select(`${name}-severity`, 'Wat er dan gebeurt', input, [
        { value: 'ask', label: 'navragen; de enquêteur mag bevestigen' },
        { value: 'refuse', label: 'niet aannemen' },
      ]),
      message: plainRow(questionnaire, input, {
        name: `${name}-message`,
        label: 'Wat de enquêteur te zien krijgt',
      }),
    };
  });
}

const STATISTICS: readonly { readonly value: string; readonly label: string; readonly types: string }[] = [
  { value: '', label: 'geen', types: 'single multiple number grade date open grid' },
  { value: 'share', label: 'percentage met bepaalde antwoorden', types: 'single grid' },
  { value: 'mean', label: 'gemiddelde', types: 'single number grade grid' },
  { value: 'distribution', label: 'verdeling over de antwoorden', types: 'single grid' },
  { value: 'multiple_response', label: 'percentage per antwoord', types: 'multiple' },
];

/** What tables print of the question. */
export function tableSection(
  questionnaire: Questionnaire,
  question: Question,
  input: EditInput,
): TableSection | null {
  if (question.type === 'text') return null;
  const { type, statistic } = question;
  const fitting = STATISTICS.filter(({ types }) => types.split(' ').includes(type));
  return {
    label: plainRow(questionnaire, input, { name: 'label', label: 'Naam in tabellen' }),
    kind: select('statistic-kind', 'Maat in tabellen', input, fitting),
    decimals: fitting.some(({ value }) => value === 'mean')
      ? textField('statistic-decimals', 'Cijfers achter de komma bij een gemiddelde', input, {
          width: 'short',
          inputMode: 'numeric',
          optional: true,
        })
      : null,
    percentOf:
      type === 'multiple'
        ? select('statistic-percentOf', 'Percentage van', input, [
            { value: 'respondents', label: 'de respondenten' },
            { value: 'answers', label: 'de antwoorden' },
          ])
        : null,
    statisticLabel: plainRow(questionnaire, input, {
      name: 'statistic-label',
      label: 'Naam van de maat',
      hint: 'Bijvoorbeeld: % vaak of altijd.',
    }),
    domains: DEFAULT_STUDY_DOMAINS.map(({ code, label }) =>
      checkbox(`statistic-domain-${code}`, label, input),
    ),
    base: conditionForm(questionnaire, input, {
      prefix: 'base',
      legend: 'In de basis telt, naast een geldig antwoord, alleen wie',
      old: statistic?.base,
      place: { before: null },
      spareRows: 1,
    }),
    themes: Object.entries(questionnaire.themes ?? {}).map(([name, label]) =>
      checkbox(`theme-${name}`, label['nl'] ?? Object.values(label)[0] ?? name, input),
    ),
    reportTable: textField('reportTable', 'Tabel in het rapport', input, { width: 'short', optional: true }),
  };
}

/** Where the words come from, and what must be said when years are compared. */
export function sourceSection(
  questionnaire: Questionnaire,
  question: Question,
  input: EditInput,
): SourceSection | null {
  if (question.type === 'text') return null;
  return {
    sources: SOURCE_NAMES.map((name) => checkbox(`source-${name}`, SOURCE_LABELS[name], input)),
    sourceNote: slot('sourceNote', 'Wat er onzeker aan is', input),
    notes: noteRows(questionnaire, input),
  };
}

/** The remarks that there are, and one to add. */
export function noteRows({ languages }: Questionnaire, input: EditInput): readonly NoteRow[] {
  const typed = Object.entries(input.values).flatMap(([field, value]) =>
    value === '' ? [] : (/^notes-(\d{1,2})-text/.exec(field)?.[1] ?? []),
  );
  const count = Math.max(-1, ...typed.map(Number)) + 2;
  return Array.from({ length: count }, (_, index) => {
    const name = `notes-${String(index)}`;
    const row = `opmerking ${String(index + 1)}`;
    return {
      kind: select(
        `${name}-kind`,
        `Waarover ${row} gaat`,
        input,
        (Object.keys(NOTE_LABELS) as Note['kind'][]).map((value) => ({ value, label: NOTE_LABELS[value] })),
      ),
      slots: languages.map((language) => {
        const tongue = languages.length === 1 ? '' : `, ${LANGUAGE_NAMES[language] ?? language}`;
        return slot(`${name}-text-${language}`, `Tekst van ${row}${tongue}`, input, language);
      }),
    };
  });
}

/** The codes that open answers are put under later, and some to add. */
export function codeFrameRows(
  { languages }: Questionnaire,
  question: Question,
  input: EditInput,
): readonly CodeRow[] {
  if (question.type !== 'open') return [];
  const typed = Object.entries(input.values).flatMap(([field, value]) =>
    value === '' ? [] : (/^frame-(\d{1,3})-label/.exec(field)?.[1] ?? []),
  );
  const used = Math.max(-1, ...typed.map(Number)) + 1;
  return Array.from({ length: used + 3 }, (_, index) => {
    const name = `frame-${String(index)}`;
    const row = `groep ${String(index + 1)}`;
    const code = slot(`${name}-code`, `Code van ${row}`, input);
    return {
      code: code.value === '' ? { ...code, value: String(index + 1) } : code,
      slots: languages.map((language) => {
        const tongue = languages.length === 1 ? '' : `, ${LANGUAGE_NAMES[language] ?? language}`;
        return slot(`${name}-label-${language}`, `Naam van ${row}${tongue}`, input, language);
      }),
    };
  });
}
