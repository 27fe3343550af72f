import type { Role } from '../../domain/access/role.js';
import type {
  Alert,
  Breadcrumb,
  ErrorSummary,
  PageHeading,
  SubNavigation,
  SummaryList,
  TextField,
} from '../../web/components.js';
import { formatCount } from '../../web/dutch-format.js';
import { errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import { studyNavigation } from '../studies/study-navigation.js';
import type { Study } from '../studies/studies.service.js';
import { framePath } from './frame-visit.js';
import type { Delivery } from './frames.service.js';
import type { ReplacementPreview } from './replacement.service.js';
import type { Upload } from './uploads.service.js';
import type { WithdrawalPreview } from './withdrawal.service.js';

/** What happens to the frame, before it happens. */
interface ChangePage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly breadcrumb: Breadcrumb;
  readonly heading: PageHeading;
  readonly errors: ErrorSummary;
  readonly facts: SummaryList;
  readonly notice: Alert | null;
  readonly action: string;
  readonly reason: TextField | null;
  readonly submit: string;
  readonly isDestructive: boolean;
  readonly backHref: string;
}

export const changeView = view<ChangePage>('frames/change');

/** A corrected file beside the delivery that it replaces. */
export function replacementPage(
  study: Study,
  roles: readonly Role[],
  seen: { delivery: Delivery; upload: Upload; preview: ReplacementPreview },
): ChangePage {
  const { delivery, upload, preview } = seen;
  const uploadPath = framePath(study, 'uploads', upload.id);
  return {
    ...frameOf(study, roles, delivery),
    title: 'Wat er verandert',
    heading: {
      title: 'Wat er verandert',
      intro: `${upload.fileName} komt in de plaats van ${delivery.fileName} van ${delivery.organisationName}. Andere leveringen blijven zoals ze zijn.`,
    },
    errors: { errors: [] },
    facts: {
      items: [
        {
          label: 'Regels in het nieuwe bestand',
          value: `${formatCount(preview.acceptedRows)} aanvaard, ${formatCount(preview.rejectedRows)} afgekeurd, ${formatCount(preview.notInReportYear)} buiten het verslagjaar`,
        },
        { label: 'Personen die erbij komen', value: formatCount(preview.newPersons) },
        { label: 'Personen die blijven', value: formatCount(preview.keptPersons) },
        {
          label: 'Personen die verdwijnen',
          value: `${formatCount(preview.gonePersons)}${elsewhereText(preview.goneButElsewhere)}`,
        },
      ],
    },
    notice: replacementNotice(preview),
    action: `${uploadPath}/replace`,
    reason: null,
    submit: 'Levering vervangen',
    isDestructive: false,
    backHref: uploadPath,
  };
}

function elsewhereText(count: number): string {
  if (count === 0) return '';
  return `; ${formatCount(count)} van hen ${count === 1 ? 'blijft' : 'blijven'} in het kader door een andere levering`;
}

function replacementNotice({ keptPersons, gonePersons }: ReplacementPreview): Alert | null {
  if (gonePersons <= keptPersons) return null;
  const text =
    'Meer personen verdwijnen dan er blijven. Kijk na of dit bestand echt bij deze levering hoort.';
  return { tone: 'warning', text };
}

/** A delivery that is taken back. */
export function withdrawalPage(
  study: Study,
  roles: readonly Role[],
  seen: { delivery: Delivery; preview: WithdrawalPreview; typedReason: string; errors: FieldErrors },
): ChangePage {
  const { delivery, preview, typedReason, errors } = seen;
  const path = framePath(study, 'deliveries', delivery.id);
  return {
    ...frameOf(study, roles, delivery),
    title: 'Levering intrekken',
    heading: {
      title: 'Levering intrekken',
      intro: `Alles wat uit ${delivery.fileName} van ${delivery.organisationName} komt, wordt verwijderd. Andere leveringen blijven zoals ze zijn.`,
    },
    errors: errorSummary(errors),
    facts: withdrawalFacts(preview),
    notice: null,
    action: `${path}/withdraw`,
    reason: {
      name: 'reason',
      label: 'Waarom trekt u deze levering in?',
      description: 'De reden komt in het logboek. Noem geen namen van cliënten.',
      value: typedReason,
      maxLength: 300,
      ...fieldError(errors, 'reason'),
    },
    submit: 'Levering intrekken',
    isDestructive: true,
    backHref: path,
  };
}

function withdrawalFacts(preview: WithdrawalPreview): SummaryList {
  const elsewhere = preview.otherDomainPersons;
  return {
    items: [
      { label: 'Regels die verdwijnen', value: formatCount(preview.rows) },
      { label: 'Personen die verdwijnen', value: formatCount(preview.gonePersons) },
      {
        label: 'Personen die blijven door een andere levering',
        value: `${formatCount(preview.keptPersons)}${elsewhere === 0 ? '' : `, van wie ${formatCount(elsewhere)} in een ander domein`}`,
      },
    ],
  };
}

function frameOf(study: Study, roles: readonly Role[], delivery: Delivery) {
  return {
    studyName: study.name,
    navigation: studyNavigation(study.slug, roles, 'frames'),
    breadcrumb: {
      items: [
        { label: 'Steekproefkader', href: framePath(study) },
        { label: delivery.fileName, href: framePath(study, 'deliveries', delivery.id) },
      ],
      current: 'Wijzigen',
    },
  };
}
