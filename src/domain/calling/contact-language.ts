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
export const UNKNOWN_LANGUAGE = { value: 'und', label: 'een andere taal' };
