import type { Role } from '../../domain/access/role.js';
import { CASE_STATUS_TABLE } from '../../domain/contact/case-status.js';
import type {
  Alert,
  Breadcrumb,
  Cell,
  DataTable,
  ErrorSummary,
  SelectField,
  SubNavigation,
  TextField,
} from '../../web/components.js';
import { formatDate, formatMoment } from '../../web/dutch-format.js';
import { errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import { casePagePath, studyNavigation, studyPath } from '../studies/study-navigation.js';
import type { Study } from '../studies/studies.service.js';
import type { SearchReason } from './withdrawal.js';
import type { FoundCase } from './withdrawal-search.service.js';
import type { TypedSearch } from './withdrawals.forms.js';
import type { StoredWithdrawal } from './withdrawals.service.js';

export interface SearchPage {
  readonly title: string;
  readonly studyName: string;
  readonly subNavigation: SubNavigation;
  readonly action: string;
  readonly errors: ErrorSummary;
  readonly reason: SelectField;
  readonly caseNumber: TextField;
  readonly number: TextField;
  readonly last: TextField;
  readonly given: TextField;
  readonly born: TextField;
  /** `null` before somebody searched. */
  readonly found: DataTable | null;
  readonly tooMany: Alert | null;
  readonly earlier: DataTable;
}

export interface ProofPage {
  readonly title: string;
  readonly studyName: string;
  readonly breadcrumb: Breadcrumb;
  readonly paragraphs: readonly string[];
  readonly deleted: readonly string[];
  readonly facts: { readonly items: readonly { readonly label: string; readonly value: string }[] };
}

export const searchView = view<SearchPage>('withdrawals/search');
export const proofView = view<ProofPage>('withdrawals/proof');

const REASON_LABELS: Readonly<Record<SearchReason, string>> = {
  withdrawal: 'Iemand trekt de toestemming in of wil niet meer meedoen',
  question: 'Iemand heeft een vraag over het onderzoek',
  objection: 'Iemand wil nooit meer worden benaderd',
};

/** Where the withdrawal of a case is prepared; for the links of other pages too. */
export function withdrawalPath({ slug }: Study, caseNumber: string): string {
  return `${studyPath(slug, 'withdrawals')}/cases/${caseNumber}`;
}

export interface Searched {
  readonly found: readonly FoundCase[];
  readonly isTooMany: boolean;
}

export interface SearchInput {
  readonly study: Study;
  readonly roles: readonly Role[];
  readonly typed: TypedSearch;
  readonly errors?: FieldErrors;
  readonly searched?: Searched;
  readonly earlier: readonly StoredWithdrawal[];
}

export function searchPage(input: SearchInput): SearchPage {
  const { study, roles, typed, errors = {}, searched } = input;
  const path = studyPath(study.slug, 'withdrawals');
  const field = (name: keyof TypedSearch, label: string, more: Partial<TextField> = {}): TextField => ({
    name,
    label,
    value: typed[name],
    autocomplete: 'off',
    width: 'medium',
    maxLength: 80,
    ...more,
    ...fieldError(errors, name),
  });
  return {
    title: 'Intrekkingen',
    studyName: study.name,
    subNavigation: studyNavigation(study.slug, roles, 'withdrawals'),
    action: `${path}/search`,
    errors: errorSummary(errors),
    reason: {
      name: 'reason',
      label: 'Waarom zoekt u?',
      blank: 'Kies een reden',
      value: typed.reason,
      options: Object.entries(REASON_LABELS).map(([value, label]) => ({ value, label })),
      ...fieldError(errors, 'reason'),
    },
    caseNumber: field('caseNumber', 'Casusnummer'),
    number: field('number', 'Telefoonnummer', { type: 'tel', inputMode: 'tel' }),
    last: field('last', 'Achternaam van het kind'),
    given: field('given', 'Voornaam van het kind', { optional: true }),
    born: field('born', 'Geboortedatum van het kind', { description: 'Bijvoorbeeld 19-09-2012.' }),
    found: searched === undefined || searched.isTooMany ? null : foundTable(study, searched.found),
    tooMany:
      searched?.isTooMany === true
        ? { tone: 'warning', text: 'Er passen te veel casussen bij deze zoekvraag. Zoek preciezer.' }
        : null,
    earlier: earlierTable(study, input.earlier),
  };
}

function foundTable(study: Study, found: readonly FoundCase[]): DataTable {
  return {
    id: 'gevonden',
    caption: 'Gevonden',
    columns: [{ label: 'Casus' }, { label: 'Kind' }, { label: 'Geboren' }, { label: 'Stand' }],
    rows: found.map((one): Cell[] => [
      one.person === null && one.withdrawalId === null
        ? { text: one.caseNumber }
        : { text: one.caseNumber, href: foundPath(study, one) },
      { text: one.person?.name ?? 'gewist' },
      { text: one.person === null ? '' : formatDate(one.person.bornOn) },
      { text: CASE_STATUS_TABLE[one.status].label },
    ]),
    empty: 'Er is niemand gevonden. Klopt de schrijfwijze? Zoek anders met het telefoonnummer.',
    notes: ['Kies de casus om te zien wat een intrekking doet. Daarna beslist u pas.'],
  };
}

function foundPath(study: Study, { caseNumber, withdrawalId }: FoundCase): string {
  return withdrawalId === null
    ? withdrawalPath(study, caseNumber)
    : `${studyPath(study.slug, 'withdrawals')}/${withdrawalId}`;
}

function earlierTable(study: Study, withdrawals: readonly StoredWithdrawal[]): DataTable {
  return {
    id: 'eerder',
    caption: 'Uitgevoerde intrekkingen',
    columns: [{ label: 'Kenmerk' }, { label: 'Uitgevoerd' }, { label: 'Casus' }, { label: 'Gevraagd door' }],
    rows: withdrawals.map((one): Cell[] => [
      { text: one.reference, href: proofPath(study, one) },
      { text: formatMoment(one.withdrawnAt) },
      { text: one.caseNumber, href: casePagePath(study.slug, one.caseNumber) },
      { text: ASKED_BY_LABELS[one.askedBy] },
    ]),
    empty: 'Er is nog geen toestemming ingetrokken.',
  };
}

export function proofPath({ slug }: Study, { id }: Pick<StoredWithdrawal, 'id'>): string {
  return `${studyPath(slug, 'withdrawals')}/${id}`;
}

export const ASKED_BY_LABELS: Readonly<Record<StoredWithdrawal['askedBy'], string>> = {
  youth: 'de jongere',
  parent: 'de ouder of verzorger',
  guardian: 'de voogd',
  organisation: 'een organisatie, namens de jongere of ouder',
};

export const ASKED_THROUGH_LABELS: Readonly<Record<StoredWithdrawal['askedThrough'], string>> = {
  call: 'telefonisch',
  letter: 'per brief',
  email: 'per e-mail',
  conversation: 'in een gesprek met een enquêteur',
};

/** The proof: what was deleted when. It names nobody, so that it can lie anywhere. */
export function proofPage(study: Study, withdrawal: StoredWithdrawal): ProofPage {
  const { reference, withdrawnAt, askedBy, askedThrough, isOnObjectionList } = withdrawal;
  return {
    title: `Bewijs van intrekking ${reference}`,
    studyName: study.name,
    breadcrumb: {
      items: [{ label: 'Intrekkingen', href: studyPath(study.slug, 'withdrawals') }],
      current: reference,
    },
    facts: {
      items: [
        { label: 'Kenmerk', value: reference },
        { label: 'Onderzoek', value: study.name },
        { label: 'Uitgevoerd', value: formatMoment(withdrawnAt) },
        {
          label: 'Gevraagd door',
          value: `${ASKED_BY_LABELS[askedBy]}, ${ASKED_THROUGH_LABELS[askedThrough]}`,
        },
      ],
    },
    deleted: deletedLines(withdrawal),
    paragraphs: [
      'Er wordt voor dit onderzoek niet meer gebeld of bericht. De casus telt nergens meer mee: niet in de respons, niet in een tabel en niet in een bestand.',
      isOnObjectionList
        ? 'Op verzoek staan de persoon en het eigen telefoonnummer op de bezwaarlijst, als code die niet te lezen is. Ook volgende onderzoeken benaderen deze persoon niet.'
        : 'Een volgend onderzoek kan deze persoon wel weer benaderen. Wie dat niet wil, laat dat weten.',
      'Wat blijft, is dat er een casus was en dat de toestemming is ingetrokken, zonder gegevens over wie het was.',
    ],
  };
}

/**
 * What was deleted, each kind on a line, also when there was nothing of it. Care concerns are not among them: the proof
 * goes to the family, who must not read in it that an interviewer was worried.
 */
export function deletedLines({ deleted }: Pick<StoredWithdrawal, 'deleted'>): readonly string[] {
  const { answers, answerHistory, numbers, notes, appointments, quotes = 0 } = deleted;
  return [
    'naam, geboortedatum en postcode',
    count(numbers, 'telefoonnummer', 'telefoonnummers'),
    answers === 0
      ? 'antwoorden: er waren er geen'
      : `${count(answers, 'beantwoorde vraag', 'beantwoorde vragen')}, met de geschiedenis daarvan (${count(answerHistory, 'regel', 'regels')})`,
    count(notes, 'notitie', 'notities'),
    count(appointments, 'afspraak', 'afspraken'),
    ...(quotes === 0 ? [] : [count(quotes, 'citaat', 'citaten')]),
  ];
}

function count(number: number, one: string, more: string): string {
  if (number === 0) return `${more}: er waren er geen`;
  return number === 1 ? `1 ${one}` : `${String(number)} ${more}`;
}
