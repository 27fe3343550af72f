import type { Computed } from '../../domain/questionnaire/model.js';
import { isKeptWithContact, listVariables, tableLabelOf } from '../../domain/questionnaire/variables.js';
import type { Alert, Breadcrumb, Checkbox, ErrorSummary, TextField } from '../../web/components.js';
import { errorSummary, fieldError } from '../../web/form-errors.js';
import { type PageModel, view } from '../../web/views.js';
import { type ComputedKind, kindOfComputed } from './computed-form.js';
import { type ConditionForm, conditionForm } from './condition-rows.js';
import { usedCases } from './draft-fill.pages.js';
import type { DraftForm } from './draft-form.js';
import { draftPath } from './draft-path.js';
import { checkbox, type EditInput, plainRow, type TextRow } from './draft-rows.js';
import { draftBreadcrumb } from './drafts.pages.js';
import type { Draft } from './drafts.service.js';
import { keptMark } from './kept-mark.js';

interface ComputedEditPage extends PageModel {
  readonly breadcrumb: Breadcrumb;
  readonly intro: string;
  readonly action: string;
  readonly backHref: string;
  readonly revision: string;
  readonly mark: string;
  readonly isTyped: boolean;
  readonly isRestored: boolean;
  readonly alert: Alert | null;
  readonly errors: ErrorSummary;
  readonly id: TextField;
  readonly label: TextRow;
  readonly sources: readonly Checkbox[];
  readonly extra: TextField | null;
  readonly cases: readonly {
    readonly title: string;
    readonly condition: ConditionForm;
    readonly value: TextField;
  }[];
}

export const computedEditView = view<ComputedEditPage>('questionnaires/draft-computed');

const INTROS: Readonly<Record<ComputedKind, string>> = {
  sum: 'De som van de getallen, cijfers of codes die zijn geantwoord.',
  mean: 'Het gemiddelde van de getallen, cijfers of codes die zijn geantwoord.',
  count: 'Bij hoeveel vragen een van deze antwoorden is gegeven.',
  cases: 'Van boven naar beneden geldt het eerste geval waarvan de voorwaarde klopt.',
};

export function computedEditPage(draft: Draft, computed: Computed, form: DraftForm): ComputedEditPage {
  const { questionnaire } = draft;
  const kind = kindOfComputed(computed);
  const { values, errors } = form;
  return {
    title: `Berekende waarde ${computed.id}`,
    breadcrumb: draftBreadcrumb(draft, `Berekende waarde ${computed.id}`),
    intro: INTROS[kind],
    action: draftPath(draft.id, 'computed', computed.id),
    backHref: `${draftPath(draft.id)}#berekend`,
    revision: String(draft.revision),
    mark: keptMark(computed),
    isTyped: form.isTyped,
    isRestored: form.isRestored ?? false,
    alert: form.alert ?? null,
    errors: errorSummary(errors),
    id: { name: 'id', label: 'Code', width: 'short', value: values['id'] ?? '', ...fieldError(errors, 'id') },
    label: plainRow(questionnaire, form, { name: 'label', label: 'Naam' }),
    sources: kind === 'cases' ? [] : sourceBoxes(draft, form),
    extra: extraField(kind, form),
    cases: 'cases' in computed ? caseForms(draft, computed, form) : [],
  };
}

function sourceBoxes({ questionnaire }: Draft, form: EditInput): Checkbox[] {
  const usable = listVariables(questionnaire).filter(
    ({ question }) => !['open', 'date', 'text'].includes(question.type) && !isKeptWithContact(question),
  );
  return usable.map((variable) =>
    checkbox(`of-${variable.id}`, `${variable.id} ${tableLabelOf(variable, 'nl')}`, form),
  );
}

function extraField(kind: ComputedKind, { values, errors }: EditInput): TextField | null {
  if (kind === 'cases') return null;
  const [name, label, description] =
    kind === 'count'
      ? ['codes', 'Codes die tellen', 'Bijvoorbeeld 3, 4 voor vaak en altijd.']
      : [
          'minimumAnswered',
          'Zoveel vragen moeten een getal hebben',
          'Laat leeg als alle vragen beantwoord moeten zijn.',
        ];
  return {
    name,
    label,
    description,
    width: 'short',
    value: values[name] ?? '',
    optional: kind !== 'count',
    ...fieldError(errors, name),
  };
}

function caseForms(
  { questionnaire }: Draft,
  { cases }: Extract<Computed, { cases: unknown }>,
  form: EditInput,
): ComputedEditPage['cases'] {
  return Array.from({ length: usedCases(form.values) + 1 }, (_, index) => {
    const name = `cases-${String(index)}`;
    const number = String(index + 1);
    return {
      title: `Geval ${number}`,
      condition: conditionForm(questionnaire, form, {
        prefix: `${name}-when`,
        legend: `Geval ${number} geldt als`,
        old: cases[index]?.when,
        place: { before: null, skipsComputed: true },
        spareRows: 1,
      }),
      value: {
        name: `${name}-value`,
        label: `Geval ${number}: waarde`,
        width: 'short',
        inputMode: 'decimal',
        value: form.values[`${name}-value`] ?? '',
        ...fieldError(form.errors, `${name}-value`),
      },
    };
  });
}
