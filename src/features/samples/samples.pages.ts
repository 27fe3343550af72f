import { mayDo } from '../../domain/access/permission.js';
import type { Role } from '../../domain/access/role.js';
import type { Instant } from '../../domain/calendar/instant.js';
import { exclusionReasonTable } from '../../domain/checks/exclusion-reason.js';
import type { ExclusionReason } from '../../domain/contact/case-event.js';
import type {
  Alert,
  ButtonLink,
  DataTable,
  EmptyState,
  ErrorSummary,
  PageHeading,
  SubNavigation,
  SummaryList,
  TextArea,
  TextField,
} from '../../web/components.js';
import { formatCount, formatDecimal, formatMoment } from '../../web/dutch-format.js';
import { errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import type { Study } from '../studies/studies.service.js';
import { sizeField } from './samples.forms.js';
import type { StoredDraw } from './samples.service.js';

interface SamplesPage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly heading: PageHeading;
  readonly errors: ErrorSummary;
  readonly empty: EmptyState | null;
  readonly strata: DataTable | null;
  readonly facts: SummaryList | null;
  readonly exclusions: DataTable | null;
  readonly next: Alert | null;
  readonly form: DrawFormModel | null;
  readonly earlier: DataTable | null;
}

interface DrawFormModel {
  readonly action: string;
  readonly title: string;
  readonly explanation: string;
  readonly sizes: readonly TextField[];
  readonly seed: TextField;
  readonly reason: TextArea | null;
  readonly button: string;
}

export const samplesView = view<SamplesPage>('samples/show');

/** What the page knows of the study's sample. */
export interface SampleOverview {
  readonly roles: readonly Role[];
  /** Persons who can be drawn, per code of a domain. */
  readonly frameSizes: Readonly<Record<string, number>>;
  /** All draws, the one in use first. */
  readonly draws: readonly StoredDraw[];
  readonly exclusions: readonly { domainId: string; reason: ExclusionReason; cases: number }[];
}

export function samplesPage(
  study: Study,
  seen: SampleOverview,
  typed: { fields: Readonly<Record<string, unknown>>; errors: FieldErrors } = { fields: {}, errors: {} },
): SamplesPage {
  const current = seen.draws.find(({ isCurrent }) => isCurrent) ?? null;
  const hasFrame = Object.values(seen.frameSizes).some((size) => size > 0);
  return {
    title: 'Trekking',
    studyName: study.name,
    navigation: studyNavigation(study.slug, seen.roles, 'samples'),
    heading: headingOf(study, current, seen.roles),
    errors: errorSummary(typed.errors),
    empty: current === null && !hasFrame ? studyHasNobody(study) : null,
    ...(current === null
      ? { strata: null, facts: null }
      : { strata: strataTable(study, current), facts: factsOf(current) }),
    exclusions: exclusionTable(study, seen.exclusions),
    next: nextStep(study, seen.roles),
    form: hasFrame && mayStillDraw(study, seen.roles) ? drawFormModel(study, { seen, current, typed }) : null,
    earlier: earlierTable(study, seen.draws),
  };
}

function mayStillDraw({ status }: Study, roles: readonly Role[]): boolean {
  return (status === 'design' || status === 'sample_drawn') && mayDo(roles, 'sample.draw');
}

function headingOf(study: Study, current: StoredDraw | null, roles: readonly Role[]): PageHeading {
  const plan: ButtonLink = {
    label: 'Steekproef plannen',
    href: `${studyPath(study.slug, 'samples')}/plan`,
    kind: 'secondary',
  };
  const planning = mayDo(roles, 'sample.draw') ? [plan] : [];
  if (current === null) {
    return {
      title: 'Trekking',
      intro:
        'Per domein worden cliënten door het lot gekozen. Met hetzelfde startgetal komt dezelfde steekproef.',
      actions: planning,
    };
  }
  const drawn = current.strata.reduce((sum, { sampleSize }) => sum + sampleSize, 0);
  return {
    title: 'Trekking',
    intro: `${formatCount(drawn)} cliënten zijn getrokken op ${formatMoment(current.drawnAt as Instant)}.`,
    actions: [
      ...planning,
      {
        label: 'Steekproefverslag (json)',
        href: `${studyPath(study.slug, 'samples')}/report`,
        kind: 'secondary',
      },
    ],
  };
}

/** What the pages of the sample show while the frame is empty. */
export function studyHasNobody(study: Study): EmptyState {
  return {
    title: 'Er is nog niemand om te trekken',
    text: 'Lees eerst de cliëntbestanden van de organisaties in.',
    action: { label: 'Naar het steekproefkader', href: studyPath(study.slug, 'frames'), kind: 'primary' },
  };
}

function nextStep(study: Study, roles: readonly Role[]): Alert | null {
  if (study.status !== 'sample_drawn' || !mayDo(roles, 'check.export')) return null;
  return {
    tone: 'info',
    title: 'Nu controleren de organisaties de steekproef',
    text: 'Zodra u die controle start, ligt de steekproef vast.',
    link: { label: 'Naar de controle', href: studyPath(study.slug, 'checks') },
  };
}

function strataTable(study: Study, draw: StoredDraw): DataTable {
  const rows = study.domains.flatMap((domain) => {
    const stratum = draw.strata.find(({ domainId }) => domainId === domain.id);
    return stratum === undefined ? [] : [{ label: domain.label, ...stratum }];
  });
  const sum = (count: (row: (typeof rows)[number]) => number): string =>
    formatCount(rows.reduce((total, row) => total + count(row), 0));
  return {
    id: 'strata',
    caption: 'De steekproef per domein',
    columns: [
      { label: 'Domein' },
      { label: 'In het kader', numeric: true },
      { label: 'Na één kind per gezin', numeric: true },
      { label: 'Getrokken', numeric: true },
      { label: 'Trekkingskans', numeric: true },
    ],
    rows: rows.map((row) => [
      { text: row.label },
      { text: formatCount(row.frameSize) },
      { text: formatCount(row.selectableSize) },
      { text: formatCount(row.sampleSize) },
      { text: `${formatDecimal(row.probability * 100)}%` },
    ]),
    totals: [
      [
        { text: 'Totaal' },
        { text: sum(({ frameSize }) => frameSize) },
        { text: sum(({ selectableSize }) => selectableSize) },
        { text: sum(({ sampleSize }) => sampleSize) },
        { text: '' },
      ],
    ],
    empty: '',
    notes: [
      draw.settings.oneChildPerFamily
        ? 'Van elk gezin kon één kind worden getrokken. De weging telt mee hoeveel kinderen van het gezin kans maakten.'
        : 'Kinderen van één gezin konden elk worden getrokken.',
    ],
  };
}

function factsOf(draw: StoredDraw): SummaryList {
  return {
    items: [
      { label: 'Startgetal', value: String(draw.seed) },
      { label: 'Methode', value: draw.algorithm },
      { label: 'Controlegetal van het kader', value: `${draw.frameHash.slice(0, 16)}…` },
      ...(draw.reason === null ? [] : [{ label: 'Waarom opnieuw getrokken', value: draw.reason }]),
    ],
  };
}

function exclusionTable(study: Study, exclusions: SampleOverview['exclusions']): DataTable | null {
  if (exclusions.length === 0) return null;
  return {
    id: 'exclusions',
    caption: 'Uit de steekproef gehaald',
    columns: [{ label: 'Domein' }, { label: 'Reden' }, { label: 'Cliënten', numeric: true }],
    rows: study.domains.flatMap(({ id, label }) =>
      exclusions
        .filter(({ domainId }) => domainId === id)
        .map(({ reason, cases }) => [
          { text: label },
          { text: reason === 'onveilig' ? 'Onveilig' : exclusionReasonTable[reason].label },
          { text: formatCount(cases) },
        ]),
    ),
    empty: '',
    notes: [
      'Wie volgens de bestanden op een geheim adres woont, wordt getrokken als ieder ander en meteen uitgesloten.',
      'Van wie is uitgesloten zijn de contactgegevens gewist.',
    ],
  };
}

function drawFormModel(
  study: Study,
  given: {
    seen: SampleOverview;
    current: StoredDraw | null;
    typed: { fields: Readonly<Record<string, unknown>>; errors: FieldErrors };
  },
): DrawFormModel {
  const { seen, current, typed } = given;
  const { fields, errors } = typed;
  return {
    action: `${studyPath(study.slug, 'samples')}/draw`,
    title: current === null ? 'Steekproef trekken' : 'Opnieuw trekken',
    explanation:
      current === null
        ? 'Na de trekking kunnen er geen cliëntbestanden meer bij.'
        : 'De huidige steekproef blijft bewaard als eerdere trekking. Zij wordt niet meer gebruikt.',
    sizes: study.domains.map((domain) => {
      const drawn = current?.strata.find(({ domainId }) => domainId === domain.id)?.sampleSize;
      return {
        name: sizeField(domain.code),
        label: domain.label,
        description: `${formatCount(seen.frameSizes[domain.code] ?? 0)} in het kader`,
        value: textOf(fields[sizeField(domain.code)], drawn === undefined ? '' : String(drawn)),
        inputMode: 'numeric',
        width: 'short',
        optional: true,
        ...fieldError(errors, sizeField(domain.code)),
      };
    }),
    seed: {
      name: 'seed',
      label: 'Startgetal',
      description: 'Een heel getal. Laat leeg om er een te laten kiezen; het wordt bewaard.',
      value: textOf(fields['seed'], ''),
      inputMode: 'numeric',
      width: 'medium',
      optional: true,
      ...fieldError(errors, 'seed'),
    },
    reason:
      current === null
        ? null
        : {
            name: 'reason',
            label: 'Waarom trekt u opnieuw?',
            value: textOf(fields['reason'], ''),
            rows: 3,
            maxLength: 500,
            ...fieldError(errors, 'reason'),
          },
    button: current === null ? 'Trekken' : 'Opnieuw trekken',
  };
}

function earlierTable(study: Study, draws: readonly StoredDraw[]): DataTable | null {
  const earlier = draws.filter(({ isCurrent }) => !isCurrent);
  if (earlier.length === 0) return null;
  return {
    id: 'earlier',
    caption: 'Eerdere trekkingen',
    columns: [
      { label: 'Getrokken op' },
      { label: 'Startgetal', numeric: true },
      { label: 'Aantallen', wide: true },
      { label: 'Waarom toen opnieuw', wide: true },
    ],
    rows: earlier.map((draw) => [
      { text: formatMoment(draw.drawnAt as Instant) },
      { text: String(draw.seed) },
      {
        text: study.domains
          .flatMap(({ id, label }) => {
            const stratum = draw.strata.find(({ domainId }) => domainId === id);
            return stratum === undefined ? [] : [`${label} ${formatCount(stratum.sampleSize)}`];
          })
          .join(', '),
      },
      { text: draw.reason ?? '–' },
    ]),
    empty: '',
  };
}

function textOf(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}
