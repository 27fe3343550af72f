import { mayDo } from '../../domain/access/permission.js';
import type { Role } from '../../domain/access/role.js';
import type { Questionnaire } from '../../domain/questionnaire/model.js';
import { STUDY_STATUS_LABELS, type StudyStatus } from '../../domain/study/study-status.js';
import type {
  Breadcrumb,
  ButtonLink,
  Checkbox,
  DataTable,
  ErrorSummary,
  PageHeading,
  PostButton,
  SelectField,
  Steps,
  SubNavigation,
  SummaryList,
  TextField,
  Tone,
} from '../../web/components.js';
import { formatCount } from '../../web/dutch-format.js';
import { errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import type { TypedStudy } from './studies.forms.js';
import type { Study } from './studies.service.js';
import { studyChecklist, type StudyProgress } from './study-checklist.js';
import { studyNavigation, studyPath } from './study-navigation.js';

interface StudyListPage {
  readonly title: string;
  readonly heading: PageHeading;
  readonly studies: DataTable;
}

interface NewStudyPage {
  readonly title: string;
  readonly breadcrumb: Breadcrumb;
  readonly errors: ErrorSummary;
  readonly name: TextField;
  readonly reportYear: TextField;
  readonly questionnaire: SelectField;
  readonly startsOn: TextField;
  readonly endsOn: TextField;
  readonly isPractice: Checkbox;
}

interface StudyPageModel {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly heading: PageHeading;
  readonly checklist: Steps;
  readonly facts: SummaryList;
  readonly domains: DataTable;
  readonly errors: ErrorSummary;
  readonly targets: { readonly action: string; readonly fields: readonly TextField[] } | null;
  /** Lets a practice study begin again; `null` for a real one, and for who may not do that. */
  readonly practice: PostButton | null;
}

export const studyListView = view<StudyListPage>('studies/list');
export const newStudyView = view<NewStudyPage>('studies/new');
export const studyView = view<StudyPageModel>('studies/show');

const STATUS_TONES: Readonly<Record<StudyStatus, Tone>> = {
  design: 'neutral',
  sample_drawn: 'info',
  checking: 'info',
  fieldwork: 'success',
  closed: 'neutral',
  destroyed: 'neutral',
};

export function studyListPage(studies: readonly Study[], roles: readonly Role[]): StudyListPage {
  const actions: ButtonLink[] = [];
  if (mayDo(roles, 'study.design')) {
    actions.push({ label: 'Nieuw onderzoek', href: '/studies/new', kind: 'primary' });
  }
  if (mayDo(roles, 'practice.make')) {
    actions.push({ label: 'Oefenstudie maken', href: '/studies/practice', kind: 'secondary' });
  }
  return {
    title: 'Onderzoeken',
    heading: {
      title: 'Onderzoeken',
      intro: 'Elk onderzoek is één meting over één verslagjaar, met een eigen steekproef en vragenlijst.',
      ...(actions.length > 0 ? { actions } : {}),
    },
    studies: {
      id: 'studies',
      caption: 'Het nieuwste verslagjaar eerst',
      columns: [
        { label: 'Onderzoek' },
        { label: 'Verslagjaar' },
        { label: 'Stand' },
        { label: 'Domeinen', wide: true },
      ],
      rows: studies.map((study) => [
        {
          text: study.name,
          href: studyPath(study.slug),
          ...(study.isPractice ? { badge: { text: 'oefenen', tone: 'warning' as const } } : {}),
        },
        { text: String(study.reportYear) },
        {
          text: '',
          badge: { text: STUDY_STATUS_LABELS[study.status], tone: STATUS_TONES[study.status] },
        },
        { text: study.domains.map(({ label }) => label).join(', ') },
      ]),
      empty: 'Er zijn nog geen onderzoeken.',
    },
  };
}

export function newStudyPage(
  questionnaires: readonly Questionnaire[],
  typed: TypedStudy,
  errors: FieldErrors = {},
): NewStudyPage {
  return {
    title: 'Nieuw onderzoek',
    breadcrumb: { items: [{ label: 'Onderzoeken', href: '/studies' }], current: 'Nieuw onderzoek' },
    errors: errorSummary(errors),
    name: {
      name: 'name',
      label: 'Naam',
      description: 'Zoals iedereen het onderzoek ziet, bijvoorbeeld: CEO jeugd, verslagjaar 2025.',
      value: typed.name,
      autocomplete: 'off',
      ...fieldError(errors, 'name'),
    },
    reportYear: {
      name: 'reportYear',
      label: 'Verslagjaar',
      description: 'Het jaar waarover de antwoorden gaan. Wie in dat jaar hulp had, kan worden getrokken.',
      value: typed.reportYear,
      inputMode: 'numeric',
      width: 'short',
      ...fieldError(errors, 'reportYear'),
    },
    questionnaire: {
      name: 'questionnaireId',
      label: 'Vragenlijst',
      value: typed.questionnaireId,
      options: questionnaires.map((one) => ({ value: one.id, label: titleOf(one) })),
      ...fieldError(errors, 'questionnaireId'),
    },
    startsOn: {
      name: 'fieldworkStartsOn',
      label: 'Veldwerk vanaf',
      description: 'De leeftijdsgroepen in het steekproefkader tellen op deze dag; anders op 1 april.',
      type: 'date',
      width: 'medium',
      optional: true,
      value: typed.fieldworkStartsOn,
      ...fieldError(errors, 'fieldworkStartsOn'),
    },
    endsOn: {
      name: 'fieldworkEndsOn',
      label: 'Veldwerk tot en met',
      type: 'date',
      width: 'medium',
      optional: true,
      value: typed.fieldworkEndsOn,
      ...fieldError(errors, 'fieldworkEndsOn'),
    },
    isPractice: {
      name: 'isPractice',
      label: 'Om te oefenen',
      description: 'Er wordt niet echt gebeld, en de antwoorden komen niet bij die van echte onderzoeken.',
      value: 'yes',
      checked: typed.isPractice,
    },
  };
}

export function studyPage(
  study: Study,
  seen: {
    roles: readonly Role[];
    progress: StudyProgress;
    questionnaire: Questionnaire;
    csrfToken: string;
  },
  typed: { targets: Readonly<Record<string, string>>; errors: FieldErrors } | null = null,
): StudyPageModel {
  const { roles, progress } = seen;
  const errors = typed?.errors ?? {};
  const questionnaireTitle = titleOf(seen.questionnaire);
  return {
    title: 'Overzicht',
    studyName: study.name,
    navigation: studyNavigation(study.slug, roles, 'overview'),
    heading: {
      title: study.name,
      badge: { text: STUDY_STATUS_LABELS[study.status], tone: STATUS_TONES[study.status] },
    },
    checklist: studyChecklist({ study, progress, questionnaireTitle }, roles),
    facts: {
      items: [
        { label: 'Verslagjaar', value: String(study.reportYear) },
        { label: 'Vragenlijst', value: questionnaireTitle },
        {
          label: 'Soort',
          value: study.isPractice ? 'Oefenen: er wordt niet gebeld' : 'Echt onderzoek',
        },
        { label: 'Naam in opdrachten', value: study.slug },
      ],
    },
    domains: domainTable(study),
    errors: errorSummary(errors),
    targets: mayDo(roles, 'study.design')
      ? {
          action: `${studyPath(study.slug)}/targets`,
          fields: study.domains.map(({ code, label, targetInterviews }) => ({
            name: targetFieldName(code),
            label,
            value: typed?.targets[code] ?? (targetInterviews === null ? '' : String(targetInterviews)),
            inputMode: 'numeric',
            width: 'short',
            optional: true,
            ...fieldError(errors, targetFieldName(code)),
          })),
        }
      : null,
    practice:
      study.isPractice && mayDo(roles, 'practice.make')
        ? {
            action: `${studyPath(study.slug)}/practice/reset`,
            csrfToken: seen.csrfToken,
            label: 'Oefenstudie opnieuw beginnen',
            kind: 'secondary',
          }
        : null,
  };
}

/** The name of the field with the target of a domain. */
export function targetFieldName(code: string): string {
  return `target-${code}`;
}

function domainTable(study: Study): DataTable {
  return {
    id: 'domains',
    caption: 'Domeinen, in de volgorde van de tabellen',
    columns: [
      { label: 'Domein' },
      { label: 'Voorrang bij dubbelen', numeric: true },
      { label: 'Cliënten', numeric: true },
      { label: 'Doel interviews', numeric: true },
    ],
    rows: study.domains.map((domain) => [
      { text: domain.label, detail: domain.segments.map(({ label }) => label).join(', ') },
      { text: String(domain.priority) },
      { text: domain.populationSize === null ? '–' : formatCount(domain.populationSize) },
      { text: domain.targetInterviews === null ? '–' : formatCount(domain.targetInterviews) },
    ]),
    empty: '',
    notes: ['Wie in meer dan één domein voorkomt, hoort bij het domein met voorrang 1, dan 2, dan 3.'],
  };
}

function titleOf({ title, id }: Questionnaire): string {
  return title['nl'] ?? id;
}
