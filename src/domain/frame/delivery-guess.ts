import { headingKey } from './column-role.js';

/** A domain of the study, as far as a name can point to it. */
interface NamedDomain {
  readonly code: string;
  readonly label: string;
}

/** Words in the names of files and organisations by which the usual domains are known. */
const domainWords: Readonly<Record<string, RegExp>> = {
  basishulp: /^(basishulp|wijkteams?|cjg|jeugdteams?|buurtteams?|sociaal)$/,
  specialistisch: /^(specialist.*|aanbieders?|ggz|jeugdhulp)$/,
  jb_jr: /^(jb.*|jr.*|gi|gecertificeerde?|jeugdbescherm.*|jeugdreclas.*|voogdij)$/,
};

/** Words that say something of the file, not of who made it. */
const fileWords =
  /^(20\d\d|client(en)?|clientenbestand|bestand|lijst|levering|export|def(initief)?|versie|v\d+|csv)$/;

/**
 * By which an organisation is the same in the next year: its name in small letters, without years and words such as
 * "levering".
 * @example organisationKey('Wijkteams Noord, levering 2025') // 'wijkteams noord'
 */
export function organisationKey(name: string): string {
  const words = headingKey(name).split(' ');
  const telling = words.filter((word) => !fileWords.test(word));
  return (telling.length === 0 ? words : telling).join(' ');
}

/**
 * Who delivered a file, from its name.
 * @param fileName without folders
 * @param known names of organisations that delivered before
 * @example guessOrganisation('wijkteams-2025.csv', ['Wijkteams']) // 'Wijkteams'
 * @example guessOrganisation('aanbieder-01.csv', []) // 'aanbieder-01'
 */
export function guessOrganisation(fileName: string, known: readonly string[]): string {
  const stem = fileName.replace(/\.[^.]{1,5}$/, '');
  const key = organisationKey(stem);
  return known.find((name) => organisationKey(name) === key) ?? stem;
}

/**
 * The domain that a name points to.
 * @param name of a file or organisation
 * @param domains of the study
 * @returns its code, or `null` when no domain or more than one fits
 * @example guessDomain('jbrr-2025.csv', [{ code: 'jb_jr', label: 'JB/JR' }, { code: 'basishulp', label: 'Basishulp' }])
 *   // 'jb_jr'
 */
export function guessDomain(name: string, domains: readonly NamedDomain[]): string | null {
  if (domains.length === 1) return domains[0]?.code ?? null;
  const words = headingKey(name).split(' ');
  const fitting = domains.filter(({ code, label }) => {
    const own = headingKey(`${code} ${label}`)
      .split(' ')
      .filter((word) => word.length > 4);
    return words.some((word) => own.includes(word) || domainWords[code]?.test(word) === true);
  });
  return fitting.length === 1 ? (fitting[0]?.code ?? null) : null;
}
