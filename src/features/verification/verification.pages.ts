import type { Role } from '../../domain/access/role.js';
import type { ErrorSummary, Link, SubNavigation, TextField } from '../../web/components.js';
import { formatCount } from '../../web/dutch-format.js';
import { errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { type FigureSection, figureSection } from '../../web/figure-tables.js';
import { view } from '../../web/views.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import { verificationPath, verificationTables } from './verification-tables.js';
import type { StudyVerification } from './verification.service.js';

interface VerificationPage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly definitions: Link;
  readonly errors: ErrorSummary;
  readonly action: string;
  readonly percent: TextField;
  readonly sentence: string;
  /** Empty until somebody chose: then there is only a choice to make. */
  readonly tables: readonly FigureSection[];
}

export const verificationView = view<VerificationPage>('verification/list');

/** What is proposed as long as nobody chose. */
const PROPOSED_PERCENT = 10;

export function verificationPage(
  found: StudyVerification,
  roles: readonly Role[],
  typed?: { readonly percent: string; readonly errors: FieldErrors },
): VerificationPage {
  const { study, percent } = found;
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
      inputMode: 'numeric',
      width: 'short',
      ...fieldError(errors, 'percent'),
    },
    sentence: sentenceOf(found),
    tables:
      percent === null
        ? []
        : verificationTables(found).map((table) => figureSection(table, `${path}/files`, '')),
  };
}

function sentenceOf({ percent, interviews, chosen }: StudyVerification): string {
  if (percent === null) return 'Er is nog geen deel gekozen: er wordt niets gecontroleerd.';
  const held = interviews === 1 ? '1 interview' : `${formatCount(interviews)} interviews`;
  return `${formatCount(chosen.length)} van ${held} in de controle.`;
}
