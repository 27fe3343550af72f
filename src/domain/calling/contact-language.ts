/** Languages in which people may have to be called, by BCP 47 tag, as they are called on the screen. */
export const CONTACT_LANGUAGES: readonly { readonly value: string; readonly label: string }[] = [
  { value: 'ar', label: 'Arabisch' },
  { value: 'zgh', label: 'Berbers' },
  { value: 'en', label: 'Engels' },
  { value: 'pap', label: 'Papiaments' },
  { value: 'pl', label: 'Pools' },
  { value: 'pt', label: 'Portugees' },
  { value: 'tr', label: 'Turks' },
];

/** What is recorded when the language is not one of these: then the supervisor decides. */
const UNKNOWN_LANGUAGE = { value: 'und', label: 'een andere taal' };

/** All that can be recorded of the language that somebody needs. */
export const NEEDED_LANGUAGES = [...CONTACT_LANGUAGES, UNKNOWN_LANGUAGE];

/**
 * The languages in which nobody can call: cases that need one wait for the supervisor.
 * @param spoken BCP 47 tags of the languages that interviewers speak besides Dutch
 * @returns tags, that of the unknown language always among them
 * @example languagesWithoutCaller(['ar', 'zgh', 'en', 'pap', 'pl', 'pt']) // ['tr', 'und']
 */
export function languagesWithoutCaller(spoken: readonly string[]): readonly string[] {
  return NEEDED_LANGUAGES.map(({ value }) => value).filter((language) => !spoken.includes(language));
}
