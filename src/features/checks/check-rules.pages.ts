import type { Role } from '../../domain/access/role.js';
import type { CheckRules } from '../../domain/checks/check-rules.js';
import type {
  Breadcrumb,
  ErrorSummary,
  PageHeading,
  SubNavigation,
  TextField,
} from '../../web/components.js';
import { errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import type { Study } from '../studies/studies.service.js';
import type { TypedRules } from './checks.forms.js';

interface CheckRulesPage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly breadcrumb: Breadcrumb;
  readonly heading: PageHeading;
  readonly errors: ErrorSummary;
  readonly action: string;
  readonly closesOn: TextField;
  readonly linkDays: TextField;
  readonly backHref: string;
}

export const checkRulesView = view<CheckRulesPage>('checks/rules');

/** The rules as they would be typed. */
export function typedOf({ closesOn, linkDays }: CheckRules): TypedRules {
  return { closesOn: closesOn ?? '', linkDays: String(linkDays) };
}

export function checkRulesPage(
  study: Study,
  roles: readonly Role[],
  typed: TypedRules,
  errors: FieldErrors = {},
): CheckRulesPage {
  const checks = studyPath(study.slug, 'checks');
  return {
    title: 'Sluitingsdag en links',
    studyName: study.name,
    navigation: studyNavigation(study.slug, roles, 'checks'),
    breadcrumb: { items: [{ label: 'Controle', href: checks }], current: 'Sluitingsdag en links' },
    heading: { title: 'Sluitingsdag en links' },
    errors: errorSummary(errors),
    action: `${checks}/rules`,
    closesOn: {
      name: 'closesOn',
      label: 'Laatste dag voor de organisaties',
      type: 'date',
      width: 'short',
      description:
        'Daarna werken links en bestanden niet meer, en sluit alleen u nog iemand uit, met een reden. Leeg: tot het veldwerk begint.',
      optional: true,
      value: typed.closesOn,
      ...fieldError(errors, 'closesOn'),
    },
    linkDays: {
      name: 'linkDays',
      label: 'Zo veel dagen werkt een nieuwe link',
      type: 'number',
      inputMode: 'numeric',
      width: 'short',
      description:
        'Twee weken is genoeg om te antwoorden. Een link die al is verstuurd, houdt zijn eigen einde.',
      value: typed.linkDays,
      ...fieldError(errors, 'linkDays'),
    },
    backHref: checks,
  };
}
