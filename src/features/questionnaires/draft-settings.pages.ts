import type { Questionnaire } from '../../domain/questionnaire/model.js';
import { listVariables, tableLabelOf } from '../../domain/questionnaire/variables.js';
import type {
  Alert,
  Breadcrumb,
  Checkbox,
  ErrorSummary,
  SelectField,
  TextArea,
  TextField,
} from '../../web/components.js';
import { errorSummary, fieldError } from '../../web/form-errors.js';
import { type PageModel, view } from '../../web/views.js';
import type { DraftForm } from './draft-form.js';
import { draftPath } from './draft-path.js';
import { checkbox, type EditInput, type Slot, slot } from './draft-rows.js';
import { noteRows, type NoteRow } from './draft-sections.js';
import { draftBreadcrumb } from './drafts.pages.js';
import type { Draft } from './drafts.service.js';
import { keptMark } from './kept-mark.js';
import { LEVELS } from './settings-form.js';
import { LANGUAGE_NAMES, titleOf } from './shown-top.pages.js';

interface SettingsPage extends PageModel {
  readonly breadcrumb: Breadcrumb;
  readonly action: string;
  readonly backHref: string;
  readonly revision: string;
  readonly mark: string;
  readonly isTyped: boolean;
  readonly isRestored: boolean;
  readonly alert: Alert | null;
  readonly errors: ErrorSummary;
  readonly fields: readonly TextField[];
  readonly description: TextArea;
  readonly respondents: readonly Checkbox[];
  readonly choices: readonly SelectField[];
  readonly levels: readonly {
    readonly title: string;
    readonly share: TextField;
    readonly required: readonly Checkbox[];
  }[];
  readonly themes: readonly { readonly code: Slot; readonly slots: readonly Slot[] }[];
  readonly notes: readonly NoteRow[];
}

export const settingsView = view<SettingsPage>('questionnaires/draft-settings');

export function settingsPage(
  draft: Draft,
  versions: readonly Questionnaire[],
  form: DraftForm,
): SettingsPage {
  const { questionnaire } = draft;
  const { values, errors } = form;
  const field = (name: string, label: string, more: Partial<TextField> = {}): TextField => ({
    name,
    label,
    value: values[name] ?? '',
    ...more,
    ...fieldError(errors, name),
  });
  return {
    title: 'Instellingen van het concept',
    breadcrumb: draftBreadcrumb(draft, 'Instellingen'),
    action: draftPath(draft.id, 'settings'),
    backHref: draftPath(draft.id),
    revision: String(draft.revision),
    mark: keptMark({ ...questionnaire, blocks: [] }),
    isTyped: form.isTyped,
    isRestored: form.isRestored ?? false,
    alert: form.alert ?? null,
    errors: errorSummary(errors),
    fields: [
      field('title', 'Naam'),
      field('questionnaireId', 'Code', { width: 'medium' }),
      field('languages', 'Talen', {
        description:
          'Codes van twee letters met een komma ertussen, zoals nl, tr. Elke tekst moet er in elke taal zijn.',
        width: 'medium',
      }),
    ],
    description: {
      name: 'description',
      label: 'Omschrijving',
      optional: true,
      rows: 3,
      value: values['description'] ?? '',
    },
    respondents: [
      { ...checkbox('parent', 'De ouder kan antwoorden', form), ...fieldError(errors, 'parent') },
      checkbox('youth', 'De jongere kan antwoorden', form),
    ],
    choices: [previousField(versions, form), purposeField(form)],
    levels: LEVELS.map((level) => ({
      title: level === 'complete' ? 'Volledig gesprek' : 'Gedeeltelijk gesprek',
      share: field(level, `${level === 'complete' ? 'Volledig' : 'Gedeeltelijk'} vanaf (% beantwoord)`, {
        width: 'short',
        inputMode: 'decimal',
      }),
      required: listVariables(questionnaire).map((variable) =>
        checkbox(`${level}-${variable.id}`, `${variable.id} ${tableLabelOf(variable, 'nl')}`, form),
      ),
    })),
    themes: themeRows(questionnaire, form),
    notes: noteRows(questionnaire, form),
  };
}

function previousField(versions: readonly Questionnaire[], { values }: EditInput): SelectField {
  const value = values['previous'] ?? '';
  const known = versions.map((one) => ({ value: one.id, label: titleOf(one) }));
  const unknown =
    value === '' || versions.some(({ id }) => id === value)
      ? []
      : [{ value, label: `${value} (niet gevonden)` }];
  return {
    name: 'previous',
    label: 'Vorige meting',
    description: 'De controle vergelijkt codes en hun betekenis met die vragenlijst.',
    value,
    options: [{ value: '', label: 'geen' }, ...known, ...unknown],
  };
}

function purposeField({ values }: EditInput): SelectField {
  return {
    name: 'purpose',
    label: 'Bedoeld als',
    value: values['purpose'] ?? '',
    options: [
      { value: '', label: 'vragenlijst voor een meting' },
      { value: 'proposal', label: 'voorstel' },
      { value: 'example', label: 'voorbeeld' },
    ],
  };
}

/** The themes that there are, and two to add. */
function themeRows({ languages, themes = {} }: Questionnaire, input: EditInput): SettingsPage['themes'] {
  const typed = Object.keys(input.values).flatMap(
    (field) => /^themes-(\d{1,2})-name$/.exec(field)?.[1] ?? [],
  );
  const count = Math.max(Object.keys(themes).length - 1, ...typed.map(Number)) + 3;
  return Array.from({ length: count }, (_, index) => {
    const name = `themes-${String(index)}`;
    const row = `thema ${String(index + 1)}`;
    return {
      code: slot(`${name}-name`, `Korte naam van ${row}`, input),
      slots: languages.map((language) => {
        const tongue = languages.length === 1 ? '' : `, ${LANGUAGE_NAMES[language] ?? language}`;
        return slot(`${name}-label-${language}`, `Naam van ${row}${tongue}`, input, language);
      }),
    };
  });
}
