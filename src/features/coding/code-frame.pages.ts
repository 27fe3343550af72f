import type { Role } from '../../domain/access/role.js';
import { localTime } from '../../domain/calendar/instant.js';
import { type Code, type CodeFrame, codesInUse, type FrameChange } from '../../domain/coding/code-frame.js';
import { limitsOf } from '../../domain/coding/coded-questionnaire.js';
import type {
  ButtonLink,
  DataTable,
  ErrorSummary,
  PageHeading,
  PostButton,
  SelectField,
  SubNavigation,
  TextField,
} from '../../web/components.js';
import { formatCount, formatDate } from '../../web/dutch-format.js';
import { errorSummary, fieldError, type FieldErrors } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import { studyNavigation } from '../studies/study-navigation.js';
import type { StoredFrame } from './code-frames.service.js';
import type { StudyAndQuestion } from './coded-questions.js';
import { codingPath } from './coding-paths.js';

/** What was typed in a form that was refused. */
export type Typed = Readonly<Record<string, string>>;

interface FrameForm {
  readonly action: string;
  readonly version: number;
}

interface FramePage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly heading: PageHeading;
  readonly errors: ErrorSummary;
  readonly codes: DataTable;
  readonly add: FrameForm & { readonly fields: CodeFields };
  readonly share: FrameForm & { readonly percent: TextField };
  readonly history: DataTable;
}

interface CodeFields {
  readonly label: TextField;
  readonly definition: TextField;
  readonly example: TextField;
  readonly parent: SelectField | null;
}

export const codeFrameView = view<FramePage>('coding/frame');

export interface FrameState {
  readonly roles: readonly Role[];
  readonly name: string;
  readonly typed: Typed;
  readonly errors: FieldErrors;
}

/** The codes of a question, and how they came to be. */
export function codeFramePage(
  about: StudyAndQuestion,
  versions: readonly StoredFrame[],
  state: FrameState & {
    readonly counts: ReadonlyMap<number, number>;
    readonly names: ReadonlyMap<string, string>;
  },
): FramePage {
  const [newest] = versions;
  if (newest === undefined) throw new RangeError('a frame has a version');
  const { frame, version } = newest;
  return {
    ...frameTop(about, state),
    title: `Codeerschema van ${about.question.id}`,
    heading: {
      title: `Codeerschema: ${state.name}`,
      intro:
        'Kies een code om hem te wijzigen, samen te voegen of te splitsen. Een nummer wordt nooit opnieuw gebruikt, en wat al is ingedeeld gaat mee.',
      actions: [{ label: 'Naar het overzicht', href: overviewHref(about), kind: 'secondary' }],
    },
    codes: codesTable(about, frame, state.counts),
    add: {
      action: codingPath(about, 'frame', 'add'),
      version,
      fields: codeFields(about, frame, { code: null, state }),
    },
    share: {
      action: codingPath(about, 'frame', 'share'),
      version,
      percent: {
        name: 'percent',
        label: 'Percentage voor een tweede codeur',
        description:
          'Zoveel van de antwoorden, willekeurig gekozen, deelt een tweede codeur ook in zonder de eerste indeling te zien. Ze tellen pas mee als beide klaar zijn. Werkt u alleen? Vul dan 0 in.',
        value: state.typed['percent'] ?? String(frame.secondPercent),
        width: 'short',
        inputMode: 'numeric',
        ...fieldError(state.errors, 'percent'),
      },
    },
    history: historyTable(versions, state.names),
  };
}

function frameTop(
  { study }: StudyAndQuestion,
  { roles, errors }: FrameState,
): Pick<FramePage, 'studyName' | 'navigation' | 'errors'> {
  return {
    studyName: study.name,
    navigation: studyNavigation(study.slug, roles, 'coding'),
    errors: errorSummary(errors),
  };
}

function overviewHref({ study }: StudyAndQuestion): string {
  return `/studies/${study.slug}/coding`;
}

function codesTable(
  about: StudyAndQuestion,
  frame: CodeFrame,
  counts: ReadonlyMap<number, number>,
): DataTable {
  return {
    id: 'codes',
    caption: 'Codes',
    columns: [
      { label: 'Nummer', numeric: true },
      { label: 'Naam', wide: true },
      { label: 'Wanneer', wide: true },
      { label: 'Antwoorden', numeric: true },
    ],
    rows: codesInUse(frame).map(({ number, label, definition, example, parent, isOption }) => [
      { text: String(number), href: codingPath(about, 'frame', `codes/${String(number)}`) },
      {
        text: parent === null ? label : `${nameOfCode(frame, parent)}: ${label}`,
        ...(isOption ? { badge: { text: 'antwoord van de vragenlijst', tone: 'neutral' } as const } : {}),
      },
      { text: definition, ...(example === '' ? {} : { detail: `“${example}”` }) },
      { text: formatCount(counts.get(number) ?? 0) },
    ]),
    empty: 'Er zijn nog geen codes. Voeg hieronder de eerste toe.',
  };
}

function nameOfCode({ codes }: CodeFrame, number: number): string {
  return codes.find((code) => code.number === number)?.label ?? String(number);
}

function codeFields(
  { question }: StudyAndQuestion,
  frame: CodeFrame,
  { code, state }: { readonly code: Code | null; readonly state: FrameState },
): CodeFields {
  const field = (name: 'label' | 'definition' | 'example', label: string): TextField => ({
    name,
    label,
    value: state.typed[name] ?? code?.[name] ?? '',
    maxLength: name === 'label' ? 120 : 300,
    ...fieldError(state.errors, name),
  });
  return {
    label: field('label', 'Naam'),
    definition: { ...field('definition', 'Wanneer hoort een antwoord hierbij'), optional: true },
    example: {
      ...field('example', 'Voorbeeld'),
      description: 'Verzonnen of zonder namen: dit ziet iedereen die codeert.',
      optional: true,
    },
    parent: limitsOf(question).mayGroup ? parentField(frame, code, state.typed) : null,
  };
}

function parentField(frame: CodeFrame, code: Code | null, typed: Typed): SelectField | null {
  const parents = codesInUse(frame).filter(
    ({ parent, number }) => parent === null && number !== code?.number,
  );
  if (parents.length === 0) return null;
  const own = code?.parent ?? null;
  return {
    name: 'parent',
    label: 'Valt onder',
    value: typed['parent'] ?? (own === null ? '' : String(own)),
    options: [{ value: '', label: 'geen andere code' }, ...parents.map(optionOf)],
    optional: true,
  };
}

function optionOf({ number, label }: Code): SelectField['options'][number] {
  return { value: String(number), label: `${String(number)} ${label}` };
}

function historyTable(versions: readonly StoredFrame[], names: ReadonlyMap<string, string>): DataTable {
  return {
    id: 'geschiedenis',
    caption: 'Wat er is gewijzigd',
    columns: [
      { label: 'Versie', numeric: true },
      { label: 'Wijziging', wide: true },
      { label: 'Door' },
      { label: 'Op' },
    ],
    rows: versions.map(({ version, change, frame, madeBy, madeAt }) => [
      { text: String(version) },
      { text: changeText(change, frame) },
      { text: names.get(madeBy ?? '') ?? 'het programma' },
      { text: formatDate(localTime(madeAt).date) },
    ]),
    empty: '',
  };
}

function changeText(change: FrameChange, frame: CodeFrame): string {
  const name = (number: number): string => `${String(number)} ${nameOfCode(frame, number)}`;
  switch (change.kind) {
    case 'made':
      return change.from === 'study' ? 'Overgenomen van een ander onderzoek' : 'Gemaakt van de vragenlijst';
    case 'added':
      return `Toegevoegd: ${change.code.label}`;
    case 'changed':
      return `Gewijzigd: ${String(change.number)} ${change.code.label}`;
    case 'merged':
      return `Samengevoegd: ${name(change.number)} is nu ${name(change.into)}`;
    case 'split':
      return `Gesplitst: ${name(change.number)} in ${change.labels.join(' en ')}`;
    case 'removed':
      return `Verwijderd: ${name(change.number)}`;
    case 'share':
      return `Tweede codeur voor ${String(change.secondPercent)}%`;
  }
}

interface CodePage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly heading: PageHeading;
  readonly errors: ErrorSummary;
  readonly version: number;
  readonly change: { readonly action: string; readonly fields: CodeFields };
  readonly merge: { readonly action: string; readonly into: SelectField } | null;
  readonly split: { readonly action: string; readonly parts: readonly TextField[] } | null;
  readonly remove: PostButton | null;
}

export const codeView = view<CodePage>('coding/code');

/** One code: its texts, and what can be done with it. */
export function codePage(
  about: StudyAndQuestion,
  { frame, version }: StoredFrame,
  state: FrameState & { readonly code: Code; readonly csrfToken: string; readonly answers: number },
): CodePage {
  const { code, errors, typed, answers } = state;
  const path = (last: string): string => codingPath(about, 'frame', `codes/${String(code.number)}/${last}`);
  const others = codesInUse(frame).filter(({ number }) => number !== code.number);
  const back: ButtonLink = {
    label: 'Naar het codeerschema',
    href: codingPath(about, 'frame'),
    kind: 'secondary',
  };
  return {
    ...frameTop(about, state),
    title: `Code ${String(code.number)} van ${about.question.id}`,
    heading: {
      title: `${String(code.number)} ${code.label}`,
      intro: `${formatCount(answers)} antwoorden hebben deze code.`,
      actions: [back],
    },
    version,
    change: { action: path('change'), fields: codeFields(about, frame, { code, state }) },
    merge:
      code.isOption || others.length === 0
        ? null
        : {
            action: path('merge'),
            into: {
              name: 'into',
              label: 'Samenvoegen met',
              description: 'Antwoorden met deze code krijgen de andere.',
              value: typed['into'] ?? '',
              blank: 'Kies een code',
              options: others.map(optionOf),
              ...fieldError(errors, 'into'),
            },
          },
    split: code.isOption
      ? null
      : {
          action: path('split'),
          parts: [1, 2, 3].map((part) => ({
            name: `part-${String(part)}`,
            label: `Naam van deel ${String(part)}`,
            value: typed[`part-${String(part)}`] ?? '',
            maxLength: 120,
            ...(part === 3 ? { optional: true } : {}),
            ...fieldError(errors, `part-${String(part)}`),
          })),
        },
    remove:
      code.isOption || answers > 0
        ? null
        : {
            action: path('remove'),
            csrfToken: state.csrfToken,
            label: 'Verwijder deze code',
            kind: 'danger',
            fields: [{ name: 'version', value: String(version) }],
          },
  };
}
