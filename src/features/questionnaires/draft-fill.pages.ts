import type { Fill } from '../../domain/questionnaire/model.js';
import type { Alert, Breadcrumb, ErrorSummary, TextField } from '../../web/components.js';
import { errorSummary, fieldError } from '../../web/form-errors.js';
import { type PageModel, view } from '../../web/views.js';
import type { Fields } from './condition-form.js';
import { type ConditionForm, conditionForm } from './condition-rows.js';
import type { DraftForm } from './draft-form.js';
import { draftPath } from './draft-path.js';
import { type EditInput, heardRows, type TextRow } from './draft-rows.js';
import { draftBreadcrumb } from './drafts.pages.js';
import type { Draft } from './drafts.service.js';
import { keptMark } from './kept-mark.js';

interface FillEditPage extends PageModel {
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
  readonly name: TextField;
  /** What stands there when the program does not know the value. */
  readonly otherwise: readonly TextRow[];
  readonly cases: readonly {
    readonly title: string;
    readonly condition: ConditionForm;
    readonly texts: readonly TextRow[];
  }[];
}

export const fillEditView = view<FillEditPage>('questionnaires/draft-fill');

export function fillEditPage(
  draft: Draft,
  { name, fill }: { readonly name: string; readonly fill: Fill },
  form: DraftForm,
): FillEditPage {
  const { questionnaire } = draft;
  return {
    title: `Invulling {${name}}`,
    breadcrumb: draftBreadcrumb(draft, `Invulling {${name}}`),
    intro: introOf(fill),
    action: draftPath(draft.id, 'fills', name),
    backHref: `${draftPath(draft.id)}#invullingen`,
    revision: String(draft.revision),
    mark: keptMark([name, fill]),
    isTyped: form.isTyped,
    isRestored: form.isRestored ?? false,
    alert: form.alert ?? null,
    errors: errorSummary(form.errors),
    name: {
      name: 'name',
      label: 'Naam',
      description: 'Teksten die haar gebruiken gaan vanzelf mee.',
      width: 'short',
      value: form.values['name'] ?? '',
      ...fieldError(form.errors, 'name'),
    },
    otherwise:
      'cases' in fill || fill.value === 'reportYear'
        ? []
        : heardRows(questionnaire, form, { name: 'otherwise', label: 'Als de naam niet bekend is' }),
    cases: 'cases' in fill ? caseForms(draft, fill, form) : [],
  };
}

function introOf(fill: Fill): string {
  if ('cases' in fill) {
    return 'Van boven naar beneden geldt het eerste geval waarvan de voorwaarde klopt. Geef het laatste geval geen voorwaarde.';
  }
  return fill.value === 'reportYear'
    ? 'Het programma vult het verslagjaar van het onderzoek in.'
    : 'Het programma vult de voornaam van het kind in, zodra is vastgesteld wie er aan de lijn is.';
}

function caseForms(
  { questionnaire }: Draft,
  { cases }: Extract<Fill, { cases: unknown }>,
  form: EditInput,
): FillEditPage['cases'] {
  return Array.from({ length: usedCases(form.values) + 1 }, (_, index) => {
    const name = `cases-${String(index)}`;
    return {
      title: `Geval ${String(index + 1)}`,
      condition: conditionForm(questionnaire, form, {
        prefix: `${name}-when`,
        legend: `Geval ${String(index + 1)} geldt als`,
        old: cases[index]?.when,
        place: { before: null },
        spareRows: 1,
      }),
      texts: heardRows(questionnaire, form, {
        name: `${name}-text`,
        label: `Geval ${String(index + 1)}: wat er dan staat`,
      }),
    };
  });
}

/** So many cases are filled in on a form. */
export function usedCases(values: Fields): number {
  const used = Object.entries(values).flatMap(([field, value]) =>
    value === '' ? [] : (/^cases-(\d{1,2})-(?:text|value|when-\d+-what)/.exec(field)?.[1] ?? []),
  );
  return Math.max(-1, ...used.map(Number)) + 1;
}
