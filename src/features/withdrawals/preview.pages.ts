import { CASE_STATUS_TABLE } from '../../domain/contact/case-status.js';
import type {
  Alert,
  Breadcrumb,
  Checkbox,
  ErrorSummary,
  SelectField,
  SummaryList,
} from '../../web/components.js';
import { formatDate, formatMoment } from '../../web/dutch-format.js';
import { errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import { studyPath } from '../studies/study-navigation.js';
import { ASKED_BY, ASKED_THROUGH } from './withdrawal.js';
import type { TypedWithdrawal } from './withdrawals.forms.js';
import { ASKED_BY_LABELS, ASKED_THROUGH_LABELS, deletedLines, withdrawalPath } from './withdrawals.pages.js';
import type { WithdrawalPreview } from './withdrawals.service.js';

export interface PreviewPage {
  readonly title: string;
  readonly studyName: string;
  readonly breadcrumb: Breadcrumb;
  readonly who: SummaryList;
  readonly warnings: readonly Alert[];
  readonly stops: readonly string[];
  readonly deletes: readonly string[];
  readonly action: string;
  readonly errors: ErrorSummary;
  readonly askedBy: SelectField;
  readonly askedThrough: SelectField;
  readonly neverAgain: Checkbox;
}

export const previewView = view<PreviewPage>('withdrawals/preview');

/** What a withdrawal will do, before it is done. */
export function previewPage(
  preview: WithdrawalPreview,
  typed: TypedWithdrawal = { askedBy: '', askedThrough: '', neverAgain: false },
  errors: FieldErrors = {},
): PreviewPage {
  const { study, caseNumber, contact, state } = preview;
  return {
    title: `Toestemming intrekken · casus ${caseNumber}`,
    studyName: study.name,
    breadcrumb: {
      items: [{ label: 'Intrekkingen', href: studyPath(study.slug, 'withdrawals') }],
      current: `Casus ${caseNumber}`,
    },
    who: {
      items: [
        { label: 'Kind', value: contact.fullName },
        { label: 'Geboren', value: formatDate(contact.birthDate) },
        { label: 'Stand van de casus', value: CASE_STATUS_TABLE[state.status].label },
      ],
    },
    warnings: warningsOf(preview),
    stops: stopsOf(preview),
    deletes: [...deletedLines({ deleted: preview.deletes }), ...concernLine(preview)],
    action: withdrawalPath(study, caseNumber),
    errors: errorSummary(errors),
    askedBy: {
      name: 'askedBy',
      label: 'Wie trekt de toestemming in?',
      blank: 'Kies wie',
      value: typed.askedBy,
      options: ASKED_BY.map((value) => ({ value, label: ASKED_BY_LABELS[value] })),
      ...fieldError(errors, 'askedBy'),
    },
    askedThrough: {
      name: 'askedThrough',
      label: 'Hoe kwam het verzoek binnen?',
      blank: 'Kies hoe',
      value: typed.askedThrough,
      options: ASKED_THROUGH.map((value) => ({ value, label: ASKED_THROUGH_LABELS[value] })),
      ...fieldError(errors, 'askedThrough'),
    },
    neverAgain: {
      name: 'neverAgain',
      label: 'Wil nooit meer worden benaderd, ook niet voor een volgend onderzoek',
      description:
        'De persoon, en het eigen nummer van wie intrekt, komen als onleesbare code op de bezwaarlijst. Het nummer van een voogd komt er niet op: daar horen meer kinderen bij.',
      value: 'yes',
      checked: typed.neverAgain,
    },
  };
}

/** For the supervisor only; the proof does not say it. */
function concernLine({ deletes: { concerns } }: WithdrawalPreview): readonly string[] {
  if (concerns === 0) return [];
  const what = concerns === 1 ? 'een afgehandeld zorgsignaal' : 'de afgehandelde zorgsignalen';
  return [`${what} (dat staat niet op het bewijs)`];
}

function warningsOf({ openConcerns, heldBy, state, deletes }: WithdrawalPreview): readonly Alert[] {
  const warnings: Alert[] = [];
  if (openConcerns > 0) {
    warnings.push({
      tone: 'danger',
      title: 'Er staat een zorgsignaal open bij deze casus',
      text: 'Na de intrekking is niet meer te zien over wie het gaat. Handel het zorgsignaal eerst af.',
    });
  }
  if ((deletes.quotes ?? 0) > 0) {
    warnings.push({
      tone: 'warning',
      title: 'Uit dit gesprek is geciteerd',
      text: 'De citaten worden gewist. Staan ze al in een rapport? Vraag de analist om ze daar ook uit te halen.',
    });
  }
  if (heldBy !== null) {
    const what = state.status === 'interviewing' ? 'is nu met deze casus in gesprek' : 'heeft deze casus nu';
    warnings.push({
      tone: 'warning',
      title: `${heldBy} ${what}`,
      text: 'Bij de intrekking stopt dat meteen. Vertel het de enquêteur.',
    });
  }
  return warnings;
}

function stopsOf({ state, heldBy }: WithdrawalPreview): readonly string[] {
  return [
    'Er wordt niet meer gebeld, en er gaat geen herinnering meer uit.',
    ...(heldBy === null ? [] : ['Het gesprek of interview dat nu loopt, stopt.']),
    ...(state.appointment === null ? [] : [`De afspraak van ${formatMoment(state.appointment.at)} vervalt.`]),
    'De casus telt niet meer mee: niet in de respons, niet in een tabel en niet in een bestand.',
  ];
}
