import type { Role } from '../../domain/access/role.js';
import { mayDo } from '../../domain/access/permission.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type {
  Alert,
  DataTable,
  ErrorSummary,
  KeyFigures,
  PageHeading,
  SubNavigation,
  TextArea,
} from '../../web/components.js';
import { formatCount, formatMoment, formatPercentage } from '../../web/dutch-format.js';
import { errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import type { Replicate, StudyReplicates } from './replicates.service.js';

interface ReleaseFormModel {
  readonly action: string;
  readonly title: string;
  /** What becomes callable, and what may be expected of it. */
  readonly preview: string;
  readonly replicate: string;
  readonly cases: string;
  readonly reason: TextArea;
  readonly button: string;
}

interface ReplicatesPage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly heading: PageHeading;
  readonly errors: ErrorSummary;
  readonly alert: Alert | null;
  readonly figures: KeyFigures;
  readonly table: DataTable;
  readonly form: ReleaseFormModel | null;
}

export const replicatesView = view<ReplicatesPage>('samples/replicates');

export function replicatesPage(
  seen: StudyReplicates,
  roles: readonly Role[],
  typed: { reason: string; errors: FieldErrors } = { reason: '', errors: {} },
): ReplicatesPage {
  const { study, replicates, next } = seen;
  const path = studyPath(study.slug, 'samples');
  const following = replicates.find(({ number }) => number === next);
  return {
    title: 'Deelsteekproeven',
    studyName: study.name,
    navigation: studyNavigation(study.slug, roles, 'samples'),
    heading: {
      title: 'Deelsteekproeven',
      intro:
        'De steekproef is door het lot in delen verdeeld. Wat niet is vrijgegeven, bestaat niet voor enquêteurs.',
      actions: [{ label: 'Naar de trekking', href: path, kind: 'secondary' }],
    },
    errors: errorSummary(typed.errors),
    alert: alertOf(seen),
    figures: figuresOf(seen),
    table: tableOf(seen),
    form:
      following === undefined || !mayDo(roles, 'sample.release')
        ? null
        : formOf(following, `${path}/replicates/release`, typed),
  };
}

function alertOf({ study: { status, slug }, next }: StudyReplicates): Alert | null {
  if (status === 'fieldwork') {
    const text = 'Er is geen deelsteekproef meer om vrij te geven.';
    return next === null ? { tone: 'info', title: 'Alles is in het veld', text } : null;
  }
  if (status === 'closed' || status === 'destroyed') return null;
  return {
    tone: 'info',
    title: 'Het veldwerk is nog niet begonnen',
    text: 'De eerste deelsteekproef gaat het veld in als het veldwerk start.',
    link: { label: 'Naar de start van het veldwerk', href: `${studyPath(slug, 'fieldwork')}/start` },
  };
}

function figuresOf({ replicates, interviews, target }: StudyReplicates): KeyFigures {
  const sum = (of: (one: Replicate) => number): number =>
    replicates.reduce((total, one) => total + of(one), 0);
  return {
    figures: [
      {
        label: 'Interviews',
        value: formatCount(interviews),
        detail: target === null ? 'nog geen doel voor elk domein' : `van ${formatCount(target)}`,
      },
      { label: 'Vrijgegeven', value: formatCount(sum(({ released }) => released)), detail: 'casussen' },
      {
        label: 'In reserve',
        value: formatCount(sum(({ releasable }) => releasable)),
        detail: `naar verwachting ${formatCount(Math.round(sum(({ expectedInterviews }) => expectedInterviews)))} interviews`,
      },
    ],
  };
}

function tableOf({ study, replicates, responseRates }: StudyReplicates): DataTable {
  return {
    id: 'replicates',
    caption: 'Delen van de steekproef',
    columns: [
      { label: 'Deel' },
      { label: 'Getrokken', numeric: true },
      { label: 'Uitgesloten', numeric: true },
      { label: 'Vrijgegeven', wide: true },
      { label: 'Te verwachten interviews', numeric: true },
    ],
    rows: replicates.map((one) => [
      { text: `Deel ${String(one.number)}` },
      { text: formatCount(one.cases) },
      { text: formatCount(one.excluded) },
      releasedCell(one),
      { text: one.releasable === 0 ? '–' : formatCount(Math.round(one.expectedInterviews)) },
    ]),
    empty: '',
    notes: study.domains.flatMap(({ code, label }) => {
      const rate = responseRates[code];
      return rate === undefined
        ? []
        : [`${label}: gerekend met een respons van ${formatPercentage(rate.value)} (${rate.source}).`];
    }),
  };
}

function releasedCell({ releasedAt, released, reason, number }: Replicate): {
  text: string;
  detail?: string;
} {
  if (releasedAt === null) return { text: 'nog niet' };
  const why = reason ?? (number === 1 ? 'start van het veldwerk' : null);
  return {
    text: `${formatCount(released)} casussen op ${formatMoment(releasedAt as Instant)}`,
    ...(why === null ? {} : { detail: why }),
  };
}

function formOf(
  { number, releasable, expectedInterviews }: Replicate,
  action: string,
  { reason, errors }: { reason: string; errors: FieldErrors },
): ReleaseFormModel {
  const cases = `${formatCount(releasable)} ${releasable === 1 ? 'casus wordt' : 'casussen worden'} belbaar`;
  const interviews = formatCount(Math.round(expectedInterviews));
  return {
    action,
    title: `Deel ${String(number)} vrijgeven`,
    preview: `${cases}: naar verwachting ${interviews} interviews meer. Vrijgeven is niet terug te draaien.`,
    replicate: String(number),
    cases: String(releasable),
    reason: {
      name: 'reason',
      label: 'Waarom geeft u dit deel vrij?',
      value: reason,
      rows: 3,
      maxLength: 500,
      ...fieldError(errors, 'reason'),
    },
    button: `Deel ${String(number)} vrijgeven`,
  };
}
