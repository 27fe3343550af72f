import type { Role } from '../../domain/access/role.js';
import {
  CONCERN_STATE_LABELS,
  type ConcernState,
  type ConcernStep,
  concernStepsFrom,
} from '../../domain/concern/concern-state.js';
import { CONTACT_ROLE_LABELS } from '../../domain/consent/consent-record.js';
import { readableNumber } from '../../domain/telephone/readable-number.js';
import type {
  Alert,
  Badge,
  Breadcrumb,
  Button,
  Cell,
  ChoiceGroup,
  DataTable,
  ErrorSummary,
  Link,
  SubNavigation,
  SummaryList,
  TextArea,
  Tone,
} from '../../web/components.js';
import { formatDate, formatMoment } from '../../web/dutch-format.js';
import { errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import { casePagePath, studyNavigation, studyPath } from '../studies/study-navigation.js';
import type { Study } from '../studies/studies.service.js';
import type { TypedConcern } from './concerns.forms.js';
import type { ConcernEventKind, ConcernLine, OpenConcern } from './concerns.service.js';

export interface ReportPage {
  readonly title: string;
  readonly studyName: string;
  readonly action: string;
  readonly intro: string;
  /** A case that left their hands is not held by the page. */
  readonly scripts: readonly string[];
  readonly kept: Alert | null;
  readonly back: Link;
  readonly errors: ErrorSummary;
  readonly concern: string;
  readonly urgent: ChoiceGroup;
  readonly text: TextArea;
}

export interface ConcernListPage {
  readonly title: string;
  readonly studyName: string;
  readonly subNavigation: SubNavigation;
  readonly open: DataTable;
  readonly settled: DataTable;
}

export interface ConcernPage {
  readonly title: string;
  readonly studyName: string;
  readonly breadcrumb: Breadcrumb;
  readonly badge: Badge;
  readonly urgent: Alert | null;
  readonly facts: SummaryList;
  readonly paragraphs: readonly string[];
  readonly contact: SummaryList | null;
  readonly log: DataTable;
  readonly action: string;
  readonly errors: ErrorSummary;
  readonly note: TextArea | null;
  readonly buttons: readonly Button[];
}

export const reportView = view<ReportPage>('concerns/report');
export const concernListView = view<ConcernListPage>('concerns/list');
export const concernView = view<ConcernPage>('concerns/show');

/** Where an interviewer reports a concern about the case in hand, or the one before. */
export function reportPath(caseNumber: string): string {
  return `/fieldwork/cases/${caseNumber}/concern`;
}

const KEPT: Alert = {
  tone: 'info',
  title: 'U bent weer aangemeld',
  text: 'Wat u had geschreven, staat er nog, maar is nog niet verstuurd.',
};

export interface ReportSetting {
  readonly studyName: string;
  readonly caseNumber: string;
  readonly isInterviewing: boolean;
  /** The case left their hands: there is no conversation to go back to. */
  readonly isOver: boolean;
  /** It was typed when the session had ended, and is not sent yet. */
  readonly isKept?: boolean;
}

export function reportPage(
  setting: ReportSetting,
  typed: TypedConcern,
  errors: FieldErrors = {},
): ReportPage {
  const { studyName, caseNumber } = setting;
  const isUrgent = (value: string): boolean => typed.urgent === value;
  return {
    title: `Zorgsignaal · casus ${caseNumber}`,
    studyName,
    action: reportPath(caseNumber),
    intro: setting.isOver
      ? 'Alleen de veldwerkleider leest dit. Het verandert niets aan de uitkomst.'
      : 'Alleen de veldwerkleider leest dit. Het gesprek gaat gewoon door: u kunt zo verder.',
    scripts: setting.isOver ? [] : ['hold-case'],
    kept: setting.isKept === true ? KEPT : null,
    back: { label: setting.isOver ? 'Terug' : 'Terug naar het gesprek', href: goOnPath(setting) },
    errors: errorSummary(errors),
    concern: typed.concern,
    urgent: {
      kind: 'radio',
      name: 'urgent',
      label: 'Is een kind of iemand anders nu in gevaar?',
      options: [
        { value: 'yes', label: 'Ja, of misschien', checked: isUrgent('yes') },
        { value: 'no', label: 'Nee, maar ik maak me zorgen', checked: isUrgent('no') },
      ],
      ...fieldError(errors, 'urgent'),
    },
    text: {
      name: 'text',
      label: 'Wat hoorde of merkte u?',
      description:
        'Schrijf op wat er is gezegd, zoveel mogelijk in de woorden van de ander. Trek geen conclusies.',
      rows: 6,
      maxLength: 4000,
      value: typed.text,
      ...fieldError(errors, 'text'),
    },
  };
}

/** Back to where the conversation was. */
export function goOnPath({ caseNumber, isInterviewing, isOver }: ReportSetting): string {
  if (isOver) return '/fieldwork';
  const path = `/fieldwork/cases/${caseNumber}`;
  return isInterviewing ? `${path}/interview` : path;
}

const STATE_TONES: Readonly<Record<ConcernState, Tone>> = {
  new: 'danger',
  in_hand: 'warning',
  settled: 'success',
};

export function concernListPage(
  study: Study,
  concerns: readonly ConcernLine[],
  roles: readonly Role[],
): ConcernListPage {
  const isSettled = ({ state }: ConcernLine): boolean => state === 'settled';
  return {
    title: 'Zorgsignalen',
    studyName: study.name,
    subNavigation: studyNavigation(study.slug, roles, 'concerns'),
    open: concernTable(
      study,
      concerns.filter((one) => !isSettled(one)),
      { id: 'open', caption: 'Nog af te handelen', empty: 'Er is geen zorgsignaal dat op u wacht.' },
    ),
    settled: concernTable(study, concerns.filter(isSettled), {
      id: 'afgehandeld',
      caption: 'Afgehandeld',
      empty: 'Er is nog geen zorgsignaal afgehandeld.',
    }),
  };
}

function concernTable(
  study: Study,
  concerns: readonly ConcernLine[],
  about: Pick<DataTable, 'id' | 'caption' | 'empty'>,
): DataTable {
  return {
    ...about,
    columns: [{ label: 'Gemeld' }, { label: 'Casus' }, { label: 'Door' }, { label: 'Stand' }],
    rows: concerns.map((concern): Cell[] => [
      {
        text: formatMoment(concern.reportedAt),
        href: concernPath(study, concern.id),
        ...(concern.isUrgent ? { badge: { text: 'nu gevaar', tone: 'danger' as const } } : {}),
      },
      { text: concern.caseNumber, href: casePagePath(study.slug, concern.caseNumber) },
      { text: concern.reportedBy },
      { text: '', badge: badgeOf(concern.state) },
    ]),
  };
}

export function concernPath({ slug }: Study, id: string): string {
  return `${studyPath(slug, 'concerns')}/${id}`;
}

function badgeOf(state: ConcernState): Badge {
  return { text: CONCERN_STATE_LABELS[state], tone: STATE_TONES[state] };
}

const STEP_BUTTONS: Readonly<Record<ConcernStep, Button>> = {
  take_in_hand: { label: 'In behandeling nemen', kind: 'primary', name: 'step', value: 'take_in_hand' },
  note: { label: 'Aantekening bewaren', kind: 'secondary', name: 'step', value: 'note' },
  settle: { label: 'Afhandelen', kind: 'primary', name: 'step', value: 'settle' },
  reopen: { label: 'Opnieuw in behandeling nemen', kind: 'secondary', name: 'step', value: 'reopen' },
};

const EVENT_LABELS: Readonly<Record<ConcernEventKind, string>> = {
  reported: 'gemeld',
  read: 'gelezen',
  taken_in_hand: 'in behandeling genomen',
  noted: 'aantekening',
  settled: 'afgehandeld',
  reopened: 'opnieuw in behandeling genomen',
};

export function concernPage(
  concern: OpenConcern,
  typed: { readonly note: string; readonly errors: FieldErrors } = { note: '', errors: {} },
): ConcernPage {
  const { study, state } = concern;
  const steps = concernStepsFrom(state);
  const title = `Zorgsignaal bij casus ${concern.caseNumber}`;
  return {
    title,
    studyName: study.name,
    breadcrumb: {
      items: [{ label: 'Zorgsignalen', href: studyPath(study.slug, 'concerns') }],
      current: `Casus ${concern.caseNumber}`,
    },
    badge: badgeOf(state),
    urgent:
      concern.isUrgent && state !== 'settled'
        ? {
            tone: 'danger',
            title: 'Misschien is er nu gevaar',
            text: 'Bel bij direct gevaar 112. Overleg anders met Veilig Thuis: 0800 2000, dag en nacht.',
          }
        : null,
    facts: {
      items: [
        { label: 'Gemeld', value: `${formatMoment(concern.reportedAt)}, door ${concern.reportedBy}` },
        { label: 'Nu gevaar', value: concern.isUrgent ? 'ja, of misschien' : 'nee' },
      ],
    },
    paragraphs: concern.text.split(/\r?\n+/).filter((line) => line.trim() !== ''),
    contact: contactList(concern),
    log: logTable(concern),
    action: concernPath(study, concern.id),
    errors: errorSummary(typed.errors),
    note: steps.includes('take_in_hand') ? null : noteField(typed),
    buttons: steps.map((step) => STEP_BUTTONS[step]),
  };
}

function noteField({ note, errors }: { note: string; errors: FieldErrors }): TextArea {
  return {
    name: 'note',
    label: 'Wat deed of besloot u?',
    description: 'Blijft bij dit zorgsignaal en gaat nergens anders heen.',
    rows: 3,
    maxLength: 4000,
    value: note,
    ...fieldError(errors, 'note'),
  };
}

function contactList({ contact }: OpenConcern): SummaryList | null {
  if (contact === null) return null;
  return {
    items: [
      { label: 'Kind', value: contact.fullName },
      { label: 'Geboren', value: formatDate(contact.birthDate) },
      ...contact.contacts.map(({ kind, name, number }) => ({
        label: CONTACT_ROLE_LABELS[kind],
        value: [name, number === null ? null : readableNumber(number)]
          .filter((part) => part !== null)
          .join(', '),
      })),
    ],
  };
}

function logTable({ log }: OpenConcern): DataTable {
  return {
    id: 'logboek',
    caption: 'Wie wat deed',
    columns: [{ label: 'Wanneer' }, { label: 'Wat' }, { label: 'Wie' }, { label: 'Aantekening', wide: true }],
    rows: log.map(({ at, kind, by, note }) => [
      { text: formatMoment(at) },
      { text: EVENT_LABELS[kind] },
      { text: by },
      { text: note ?? '' },
    ]),
    empty: '',
  };
}
