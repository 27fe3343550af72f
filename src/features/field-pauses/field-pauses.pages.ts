import type { Role } from '../../domain/access/role.js';
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
import { formatMoment } from '../../web/dutch-format.js';
import { errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import { pausePath, studyNavigation, studyPath } from '../studies/study-navigation.js';
import type { Study } from '../studies/studies.service.js';
import { pauseAlert, whatOf } from './pause-alert.js';
import type { PauseEvent, PauseOverview, RunningPause } from './field-pauses.service.js';

interface PausePage {
  readonly title: string;
  readonly studyName: string;
  readonly subNavigation: SubNavigation;
  readonly breadcrumb: Breadcrumb;
  readonly running: readonly Alert[];
  readonly action: string;
  readonly what: SelectField;
  readonly reason: TextField;
  readonly errors: ErrorSummary;
  readonly events: DataTable;
}

export const pauseView = view<PausePage>('field-pauses/show');

/** A change as the form sends it: what happens, and to which domain; the whole study without one. */
function pauseValue(kind: PauseEvent['kind'], domain: string | null): string {
  return domain === null ? kind : `${kind}:${domain}`;
}

export function pausePage(
  { study, running, events, names }: PauseOverview,
  roles: readonly Role[],
  typed: { readonly what: string; readonly reason: string; readonly errors: FieldErrors } = {
    what: '',
    reason: '',
    errors: {},
  },
): PausePage {
  const { errors } = typed;
  return {
    title: 'Veldwerk pauzeren',
    studyName: study.name,
    subNavigation: studyNavigation(study.slug, roles, 'fieldwork'),
    breadcrumb: {
      items: [{ label: 'Veldwerk', href: studyPath(study.slug, 'fieldwork') }],
      current: 'Veldwerk pauzeren',
    },
    running: running.map((one) => pauseAlert(study, one)),
    action: pausePath(study.slug),
    what: {
      name: 'what',
      label: 'Wat wilt u doen?',
      value: typed.what,
      options: [{ value: '', label: 'Kies' }, ...changesOf(study, running)],
      ...fieldError(errors, 'what'),
    },
    reason: {
      name: 'reason',
      label: 'Waarom?',
      description: 'Staat bij elke casus die erdoor wacht. Noem geen namen of telefoonnummers.',
      value: typed.reason,
      width: 'full',
      maxLength: 200,
      autocomplete: 'off',
      ...fieldError(errors, 'reason'),
    },
    errors: errorSummary(errors),
    events: eventsTable(study, events, names),
  };
}

function changesOf(
  { domains }: Study,
  running: readonly RunningPause[],
): readonly { readonly value: string; readonly label: string }[] {
  const change = (id: string | null, code: string | null, label: string): { value: string; label: string } =>
    running.some(({ domainId }) => domainId === id)
      ? { value: pauseValue('resumed', code), label: `Pauze opheffen: ${label}` }
      : { value: pauseValue('paused', code), label: `Pauzeren: ${label}` };
  return [
    change(null, null, 'het hele veldwerk'),
    ...domains.map(({ id, code, label }) => change(id, code, label)),
  ];
}

function eventsTable(
  study: Study,
  events: readonly PauseEvent[],
  names: ReadonlyMap<string, string>,
): DataTable {
  return {
    id: 'pauzes',
    caption: 'Pauzes tot nu toe, de nieuwste eerst',
    columns: [{ label: 'Wanneer' }, { label: 'Wat' }, { label: 'Waarom', wide: true }, { label: 'Door' }],
    rows: events.map((event): Cell[] => [
      { text: formatMoment(event.at) },
      { text: `${whatOf(study, event.domainId)} ${event.kind === 'paused' ? 'gepauzeerd' : 'gaat verder'}` },
      { text: event.reason },
      { text: event.madeBy === null ? 'het programma' : (names.get(event.madeBy) ?? 'een oud account') },
    ]),
    empty: 'Er is nog niet gepauzeerd.',
  };
}
