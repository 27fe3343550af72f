/** A setting that cannot be used, with the Dutch sentence that says what to change. */
export interface RuleProblem {
  /** Path of the setting within its rules, for example `ownConsentFromAge`. */
  readonly setting: string;
  readonly message: string;
}
