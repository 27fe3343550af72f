import type { Role } from '../../domain/access/role.js';
import { mayDo } from '../../domain/access/permission.js';
import { settingIsFixed } from '../../domain/study/rule-changes.js';
import { type SettingField, settingFields } from '../../domain/study/setting-fields.js';
import { OUTCOME_SETTINGS } from '../../domain/study/outcome-fields.js';
import { DEFAULT_STUDY_RULES } from '../../domain/study/study-rules.js';
import { STUDY_SETTINGS } from '../../domain/study/study-settings.js';
import type {
  Checkbox,
  ChoiceGroup,
  ErrorSummary,
  SubNavigation,
  TextArea,
  TextField,
} from '../../web/components.js';
import { errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import type { Study } from '../studies/studies.service.js';
import { type GivenSettings, rulesVersion } from './study-settings.service.js';

/** A field in the form of its component; one of the four is there. */
export interface ShownField {
  readonly text: TextField | null;
  readonly lines: TextArea | null;
  readonly checkbox: Checkbox | null;
  readonly choices: ChoiceGroup | null;
}

/** One setting with why it is as it is. */
export interface ShownSetting {
  /** `null` where the field itself says all of it. */
  readonly heading: { readonly label: string; readonly reason: string; readonly standard: string } | null;
  /** Why it cannot be changed any more; `null` while it can. */
  readonly fixed: string | null;
  /** What it is now, where it cannot be changed. */
  readonly value: string;
  readonly fields: readonly ShownField[];
}

export interface SettingsPage {
  readonly title: string;
  readonly studyName: string;
  readonly subNavigation: SubNavigation;
  readonly intro: string;
  readonly errors: ErrorSummary;
  readonly action: string;
  readonly version: string;
  readonly mayChange: boolean;
  readonly groups: readonly {
    readonly id: string;
    readonly title: string;
    readonly settings: readonly ShownSetting[];
  }[];
}

export const settingsView = view<SettingsPage>('study-settings/show');

const GROUPS: readonly { readonly id: string; readonly title: string }[] = [
  { id: 'consent', title: 'Toestemming' },
  { id: 'calling', title: 'Bellen' },
  { id: 'outcomes', title: 'Uitkomsten' },
  { id: 'retention', title: 'Bewaren en vernietigen' },
  { id: 'disclosure', title: 'Cijfers over weinig personen' },
  { id: 'sampling', title: 'Steekproef' },
];

interface Shown {
  readonly study: Study;
  readonly isOpen: boolean;
  readonly given: GivenSettings | null;
  readonly errors: FieldErrors;
}

export function settingsPage(
  study: Study,
  roles: readonly Role[],
  typed: { readonly given: GivenSettings; readonly errors: FieldErrors } | null = null,
): SettingsPage {
  const mayChange = mayDo(roles, 'study.design') && study.status !== 'destroyed';
  const shown: Shown = { study, isOpen: mayChange, given: typed?.given ?? null, errors: typed?.errors ?? {} };
  const fields = settingFields(study.rules);
  return {
    title: 'Instellingen',
    studyName: study.name,
    subNavigation: studyNavigation(study.slug, roles, 'settings'),
    intro: mayChange
      ? 'De regels van dit onderzoek. Bij elke instelling staat wat de standaard is en waarom.'
      : 'De regels van dit onderzoek, met de standaard en de reden. Een onderzoeker kan ze wijzigen.',
    errors: errorSummary(shown.errors),
    action: studyPath(study.slug, 'settings'),
    version: rulesVersion(study),
    mayChange,
    groups: GROUPS.map(({ id, title }) => ({
      id,
      title,
      settings: [...STUDY_SETTINGS, ...OUTCOME_SETTINGS]
        .filter(({ setting }) => setting.startsWith(`${id}.`))
        .flatMap((one) => {
          const own = fields.filter((field) => field.setting === one.setting);
          return own.length === 0 ? [] : [shownSetting(one, own, shown)];
        }),
    })),
  };
}

function shownSetting(
  { setting, label, reason }: (typeof STUDY_SETTINGS)[number],
  fields: readonly SettingField[],
  shown: Shown,
): ShownSetting {
  const { study, isOpen } = shown;
  const defaults = settingFields(DEFAULT_STUDY_RULES).filter((field) => field.setting === setting);
  const fixed = settingIsFixed(setting, study.status);
  const standard = wordsOf(defaults, (field) => field.show(DEFAULT_STUDY_RULES));
  const isEditable = isOpen && fixed === null;
  // A setting of one field is that field: its label and its reason stand with it.
  const isSingle = isEditable && fields.length === 1;
  const description = isSingle ? `${reason} Standaard: ${standard}.` : null;
  return {
    heading: isSingle ? null : { label, reason, standard },
    fixed: isOpen ? fixed : null,
    value: wordsOf(fields, (field) => field.show(study.rules)),
    fields: isEditable ? fields.map((field) => shownField(field, description, shown)) : [],
  };
}

/** A setting in words: `Maandag 09:00-20:30, Dinsdag …` or `12`. */
function wordsOf(
  fields: readonly SettingField[],
  valueOf: (field: SettingField) => readonly string[],
): string {
  const words = fields.map((field) => {
    const value = valueOf(field);
    const text = field.kind === 'yes_no' ? (value.includes('yes') ? 'ja' : 'nee') : valueWords(field, value);
    return fields.length === 1 ? text : `${field.label}: ${text}`;
  });
  return words.join('; ');
}

function valueWords({ options }: SettingField, value: readonly string[]): string {
  const words = value.map((one) => options.find((option) => option.value === one)?.label ?? one);
  const text = words.join(', ').replaceAll('\n', ', ');
  return text === '' ? 'geen' : text;
}

const NOTHING: ShownField = { text: null, lines: null, checkbox: null, choices: null };

function shownField(
  field: SettingField,
  description: string | null,
  { study, given, errors }: Shown,
): ShownField {
  const { name, kind } = field;
  const value = given === null ? field.show(study.rules) : (given[name] ?? []);
  const common = {
    name,
    label: field.label,
    ...(description === null ? {} : { description }),
    ...fieldError(errors, name),
  };
  if (kind === 'yes_no') {
    return { ...NOTHING, checkbox: { ...common, value: 'yes', checked: value.includes('yes') } };
  }
  if (kind === 'choices') {
    const options = field.options.map((option) => ({ ...option, checked: value.includes(option.value) }));
    return { ...NOTHING, choices: { ...common, kind: 'checkbox', options } };
  }
  const [text = ''] = value;
  if (kind === 'lines') return { ...NOTHING, lines: { ...common, value: text, rows: 4, optional: true } };
  return { ...NOTHING, text: { ...common, value: text, ...shapeOf(field) } };
}

function shapeOf({ kind, setting }: SettingField): Partial<TextField> {
  if (kind === 'number') return { width: 'short', inputMode: 'numeric', autocomplete: 'off' };
  return { width: 'medium', autocomplete: 'off', ...(setting === 'calling.hours' ? { optional: true } : {}) };
}
