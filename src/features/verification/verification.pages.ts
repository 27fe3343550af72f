import type { Role } from '../../domain/access/role.js';
import {
  MOST_VERIFICATION_CALLS,
  VERIFICATION_TEXTS,
} from '../../domain/verification/verification-outcome.js';
import type { Cell, DataTable, ErrorSummary, Link, SubNavigation, TextField } from '../../web/components.js';
import { formatCount, formatMoment } from '../../web/dutch-format.js';
import { errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { type FigureSection, figureSection } from '../../web/figure-tables.js';
import { view } from '../../web/views.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import { verificationTable } from './verification-tables.js';
import type { ChosenInterview, StudyVerification } from './verification.service.js';

interface VerificationPage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly definitions: Link;
  readonly errors: ErrorSummary;
  readonly action: string;
  readonly percent: TextField;
  readonly sentence: string;
  readonly open: DataTable;
  readonly done: DataTable;
  readonly figures: FigureSection;
}

export const verificationView = view<VerificationPage>('verification/list');

/** What is proposed as long as nobody chose. */
const PROPOSED_PERCENT = 10;

export function verificationPath(slug: string, caseNumber?: string): string {
  const path = studyPath(slug, 'quality/verification');
  return caseNumber === undefined ? path : `${path}/${encodeURIComponent(caseNumber)}`;
}

export function verificationPage(
  found: StudyVerification,
  roles: readonly Role[],
  typed?: { readonly percent: string; readonly errors: FieldErrors },
): VerificationPage {
  const { study, percent, chosen } = found;
  const path = verificationPath(study.slug);
  const errors = typed?.errors ?? {};
  return {
    title: 'Controlegesprekken',
    studyName: study.name,
    navigation: studyNavigation(study.slug, roles, 'quality/verification'),
    definitions: {
      label: 'Wat deze getallen betekenen',
      href: `${studyPath(study.slug, 'response/definitions')}#controle`,
    },
    errors: errorSummary(errors),
    action: path,
    percent: {
      name: 'percent',
      label: 'Welk deel van de interviews wordt gecontroleerd?',
      description:
        'In procenten. Het toeval kiest welke interviews; niemand kan dat vooraf zien. Bij een groter deel blijft wie er al in zat.',
      value: typed?.percent ?? String(percent ?? PROPOSED_PERCENT),
      type: 'number',
      inputMode: 'numeric',
      width: 'short',
      ...fieldError(errors, 'percent'),
    },
    sentence: sentenceOf(found),
    open: interviewsTable(study.slug, {
      id: 'te-bellen',
      caption: 'Nog te bellen',
      empty: 'Er is nu niemand te bellen.',
      interviews: chosen.filter(({ isDone }) => !isDone),
    }),
    done: interviewsTable(study.slug, {
      id: 'klaar',
      caption: 'Klaar',
      empty: 'Er is nog geen controle klaar.',
      interviews: chosen.filter(({ isDone }) => isDone),
    }),
    figures: figureSection(verificationTable(found), `${path}/files`, ''),
  };
}

function sentenceOf({ percent, interviews, chosen }: StudyVerification): string {
  if (percent === null) return 'Er is nog geen deel gekozen: er wordt niets gecontroleerd.';
  const held = interviews === 1 ? '1 interview' : `${formatCount(interviews)} interviews`;
  return `${formatCount(chosen.length)} van ${held} in de controle.`;
}

function interviewsTable(
  slug: string,
  table: {
    readonly id: string;
    readonly caption: string;
    readonly empty: string;
    readonly interviews: readonly ChosenInterview[];
  },
): DataTable {
  const { id, caption, empty, interviews } = table;
  return {
    id,
    caption,
    columns: [
      { label: 'Casus' },
      { label: 'Interview' },
      { label: 'Telefoontjes', numeric: true },
      { label: 'Laatste uitkomst' },
    ],
    rows: interviews.map(({ caseNumber, heldAt, calls, outcome }): Cell[] => [
      { text: caseNumber, href: verificationPath(slug, caseNumber) },
      { text: formatMoment(heldAt) },
      { text: `${formatCount(calls)} van ${String(MOST_VERIFICATION_CALLS)}` },
      { text: outcome === null ? '–' : VERIFICATION_TEXTS[outcome].label },
    ]),
    empty,
  };
}
