import type {
  Alert,
  DataTable,
  ErrorSummary,
  FileField,
  KeyFigures,
  SelectField,
  TextField,
} from '../../web/components.js';
import { formatCount, formatMoment } from '../../web/dutch-format.js';
import { errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import { OBJECTION_HEADINGS } from '../../domain/objection/objection-file.js';
import type { TypedSubject } from './objections.forms.js';
import type {
  countObjections,
  ObjectionKind,
  ObjectionSource,
  RemovalReason,
  StoredObjection,
} from './objections.service.js';

export interface ObjectionsPage {
  readonly title: string;
  readonly figures: KeyFigures;
  readonly errors: ErrorSummary;
  readonly number: TextField;
  readonly given: TextField;
  readonly last: TextField;
  readonly born: TextField;
  /** `null` before somebody looked. */
  readonly notFound: Alert | null;
  readonly found: readonly FoundObjection[];
  readonly file: FileField;
  readonly headings: string;
  /** What is wrong in a file; `null` without a file. */
  readonly faults: DataTable | null;
}

/** An entry that fits what was looked up, with the form that takes it off. */
export interface FoundObjection {
  readonly text: string;
  readonly action: string;
  readonly reason: SelectField;
}

export const objectionsView = view<ObjectionsPage>('objections/list');

const KIND_LABELS: Readonly<Record<ObjectionKind, string>> = { number: 'telefoonnummer', person: 'persoon' };

const SOURCE_LABELS: Readonly<Record<ObjectionSource, string>> = {
  by_hand: 'met de hand toegevoegd',
  file: 'uit een bestand',
  withdrawal: 'bij een intrekking',
  outcome: 'tijdens een gesprek',
};

const REMOVAL_LABELS: Readonly<Record<RemovalReason, string>> = {
  asked: 'De persoon vroeg erom',
  mistake: 'Het stond er per ongeluk op',
  other_owner: 'Het nummer is nu van iemand anders',
};

const MOST_FAULTS = 50;

export interface ObjectionsInput {
  readonly counts: Awaited<ReturnType<typeof countObjections>>;
  readonly typed: TypedSubject;
  readonly errors?: FieldErrors;
  /** What was found of what was looked up. */
  readonly found?: readonly StoredObjection[];
  readonly faults?: readonly { readonly line: number; readonly message: string }[];
}

export function objectionsPage(input: ObjectionsInput): ObjectionsPage {
  const { counts, typed, errors = {}, found, faults } = input;
  const field = (name: keyof TypedSubject, label: string, more: Partial<TextField> = {}): TextField => ({
    name,
    label,
    value: typed[name],
    width: 'medium',
    autocomplete: 'off',
    maxLength: 80,
    ...more,
    ...fieldError(errors, name),
  });
  return {
    title: 'Bezwaarlijst',
    figures: figuresOf(counts),
    errors: errorSummary(errors),
    number: field('number', 'Telefoonnummer', { type: 'tel', inputMode: 'tel', optional: true }),
    given: field('given', 'Voornaam', { optional: true }),
    last: field('last', 'Achternaam', { optional: true }),
    born: field('born', 'Geboortedatum', { optional: true, description: 'Bijvoorbeeld 19-09-2012.' }),
    notFound: found?.length === 0 ? { tone: 'info', text: 'Dit staat niet op de bezwaarlijst.' } : null,
    found: (found ?? []).map((one) => foundObjection(one)),
    file: {
      name: 'file',
      label: 'Bestand met bezwaren',
      description: 'Een tekstbestand (csv). Op elke regel staat een telefoonnummer, een persoon, of beide.',
      accept: '.csv,.txt',
      ...fieldError(errors, 'file'),
    },
    headings: OBJECTION_HEADINGS.join('; '),
    faults: faults === undefined ? null : faultTable(faults),
  };
}

function figuresOf(counts: ObjectionsInput['counts']): KeyFigures {
  const sum = (of: ObjectionKind): string =>
    formatCount(counts.filter(({ kind }) => kind === of).reduce((total, { count }) => total + count, 0));
  const how = (of: ObjectionKind): string =>
    counts
      .filter(({ kind }) => kind === of)
      .map(({ source, count }) => `${formatCount(count)} ${SOURCE_LABELS[source]}`)
      .join(', ');
  return {
    figures: [
      { label: 'Telefoonnummers', value: sum('number'), detail: how('number') },
      { label: 'Personen', value: sum('person'), detail: how('person') },
    ],
  };
}

function foundObjection({ id, kind, addedAt, source }: StoredObjection): FoundObjection {
  return {
    text: `Dit ${KIND_LABELS[kind]} staat op de lijst sinds ${formatMoment(addedAt)}, ${SOURCE_LABELS[source]}.`.replace(
      'Dit persoon',
      'Deze persoon',
    ),
    action: `/objections/${id}/remove`,
    reason: {
      name: `reason-${id}`,
      label: 'Waarom mag dit van de lijst?',
      blank: 'Kies een reden',
      value: '',
      options: Object.entries(REMOVAL_LABELS).map(([value, label]) => ({ value, label })),
    },
  };
}

function faultTable(faults: NonNullable<ObjectionsInput['faults']>): DataTable {
  return {
    id: 'regels',
    caption: 'Wat er in het bestand niet klopt',
    columns: [
      { label: 'Regel', numeric: true },
      { label: 'Wat u kunt doen', wide: true },
    ],
    rows: faults
      .slice(0, MOST_FAULTS)
      .map(({ line, message }) => [{ text: String(line) }, { text: message }]),
    empty: '',
    ...(faults.length > MOST_FAULTS
      ? { notes: [`En nog ${formatCount(faults.length - MOST_FAULTS)} regels.`] }
      : {}),
  };
}
