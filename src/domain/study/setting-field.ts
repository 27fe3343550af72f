import type { StudyRules } from './study-rules.js';

/** One field of the settings page: how it is shown, and what becomes of the rules when somebody fills it in. */
export interface SettingField {
  /** Unique on the page; begins with the path of its setting, with hyphens. */
  readonly name: string;
  /** Path of the setting with its label and reason. */
  readonly setting: string;
  readonly label: string;
  readonly kind: 'number' | 'yes_no' | 'text' | 'lines' | 'choices';
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** What stands in the field; several texts for choices. */
  readonly show: (rules: StudyRules) => readonly string[];
  /** The rules with what was filled in, or what is wrong with it. */
  readonly fill: (rules: StudyRules, given: readonly string[]) => StudyRules | string;
}
