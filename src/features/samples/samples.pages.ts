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
} from '../../web/components.js';
import { formatCount, formatMoment } from '../../web/dutch-format.js';
import { errorSummary } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import type { Study } from '../studies/studies.service.js';
import { drawFormModel, type DrawFormModel, type DrawFormSeen, type TypedDraw } from './draw-form.pages.js';
import { drawFacts, earlierTable, strataTable } from './draw-tables.pages.js';
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

export const samplesView = view<SamplesPage>('samples/show');

/** What the page knows of the study's sample. */
export interface SampleOverview extends DrawFormSeen {
  readonly roles: readonly Role[];
  /** Persons who can be drawn, per code of a domain. */
  readonly frameSizes: Readonly<Record<string, number>>;
  /** All draws, the one in use first. */
  readonly draws: readonly StoredDraw[];
  /** How many persons of each earlier draw are in the draw in use as well, by the id of that draw. */
  readonly common: ReadonlyMap<string, number>;
  readonly exclusions: readonly { domainId: string; reason: ExclusionReason; cases: number }[];
}

export function samplesPage(
  study: Study,
  seen: SampleOverview,
  typed: TypedDraw = { fields: {}, errors: {} },
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
      : { strata: strataTable(study, current), facts: drawFacts(current) }),
    exclusions: exclusionTable(study, seen.exclusions),
    next: nextStep(study, seen.roles),
    form: hasFrame && mayStillDraw(study, seen.roles) ? drawFormModel(study, { seen, current, typed }) : null,
    earlier: earlierTable(study, seen.draws, seen.common),
  };
}

function mayStillDraw({ status }: Study, roles: readonly Role[]): boolean {
  return (status === 'design' || status === 'sample_drawn') && mayDo(roles, 'sample.draw');
}

function headingOf(study: Study, current: StoredDraw | null, roles: readonly Role[]): PageHeading {
  const path = studyPath(study.slug, 'samples');
  const link = (label: string, page: string): ButtonLink => ({
    label,
    href: `${path}/${page}`,
    kind: 'secondary',
  });
  const planning = mayStillDraw(study, roles) ? [link('Steekproef plannen', 'plan')] : [];
  if (current === null) {
    return {
      title: 'Trekking',
      intro:
        'Per domein worden cliënten door het lot gekozen. Met hetzelfde startgetal komt dezelfde steekproef.',
      actions: planning,
    };
  }
  const drawn = current.strata.reduce((sum, { sampleSize }) => sum + sampleSize, 0);
  const hasReplicates = current.settings.replicateShares.length > 1;
  return {
    title: 'Trekking',
    intro: `${formatCount(drawn)} cliënten zijn getrokken op ${formatMoment(current.drawnAt as Instant)}.`,
    actions: [
      ...planning,
      ...(hasReplicates ? [link('Deelsteekproeven', 'replicates')] : []),
      link('Steekproefverslag', 'report'),
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

/** Who was taken out of the sample after the draw, and why. */
export function exclusionTable(study: Study, exclusions: SampleOverview['exclusions']): DataTable | null {
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
