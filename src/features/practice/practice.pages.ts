import type { Questionnaire } from '../../domain/questionnaire/model.js';
import type { Breadcrumb, ErrorSummary, SelectField } from '../../web/components.js';
import { errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { view } from '../../web/views.js';

interface NewPracticePage {
  readonly title: string;
  readonly breadcrumb: Breadcrumb;
  readonly errors: ErrorSummary;
  readonly questionnaire: SelectField;
}

export const newPracticeView = view<NewPracticePage>('practice/new');

/** The form that makes a practice study. */
export function newPracticePage(
  questionnaires: readonly Questionnaire[],
  questionnaireId: string,
  errors: FieldErrors = {},
): NewPracticePage {
  return {
    title: 'Oefenstudie maken',
    breadcrumb: { items: [{ label: 'Onderzoeken', href: '/studies' }], current: 'Oefenstudie maken' },
    errors: errorSummary(errors),
    questionnaire: {
      name: 'questionnaireId',
      label: 'Vragenlijst',
      description: 'Ook een vragenlijst die net is gepubliceerd staat erbij.',
      value: questionnaireId,
      options: questionnaires.map((one) => ({
        value: one.id,
        label: `${one.title['nl'] ?? one.id} (${one.id})`,
      })),
      ...fieldError(errors, 'questionnaireId'),
    },
  };
}
