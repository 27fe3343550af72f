import { localTime } from '../../domain/calendar/instant.js';
import { type CodeFrame, codesInUse, type FrameChange } from '../../domain/coding/code-frame.js';
import type { DataTable, ErrorSummary, PageHeading, SubNavigation, TextField } from '../../web/components.js';
import { formatCount, formatDate } from '../../web/dutch-format.js';
import { fieldError } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import type { StoredFrame } from './code-frames.service.js';
import type { StudyAndQuestion } from './coded-questions.service.js';
import { codingPath } from './coding-paths.js';
import { type CodeFields, codeFields, type FrameState, frameTop, nameOfCode } from './frame-parts.js';

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

export const codeFrameView = view<FramePage>('coding/frame');

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
