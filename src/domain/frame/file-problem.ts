/** Why a whole delivered file cannot be read. Nothing of such a file is imported. */
export type FileProblemKind =
  | 'empty'
  | 'not_text'
  | 'null_byte'
  | 'no_header'
  | 'too_many_columns'
  | 'duplicate_heading'
  | 'missing_column'
  | 'no_rows'
  | 'open_quote';

/** A file that cannot be read, with a Dutch text for the person who delivered or imports it. */
export interface FileProblem {
  readonly kind: FileProblemKind;
  /** Line number in the file, when the problem has a place. */
  readonly line: number | null;
  /** What is wrong and what to do, in Dutch; holds headings at most, never the contents of a row. */
  readonly message: string;
}

const messages: Readonly<Record<FileProblemKind, string>> = {
  empty: 'Het bestand is leeg. Vraag de organisatie om een nieuwe levering.',
  not_text:
    'Dit is geen tekstbestand maar een werkmap, zip, pdf of iets anders. Sla de lijst op als CSV en lever die aan.',
  null_byte:
    'Het bestand is beschadigd: er staan tekens in die in een tekstbestand niet voorkomen. Maak de export opnieuw.',
  no_header:
    'Er is geen kopregel gevonden. Zet boven de gegevens één regel met kolomnamen, zoals clientnummer, voornaam, achternaam, geboortedatum en postcode.',
  too_many_columns:
    'Het bestand heeft te veel kolommen. Lever alleen de kolommen die voor het onderzoek nodig zijn.',
  duplicate_heading:
    'Twee kolommen hebben dezelfde naam. Geef elke kolom een eigen naam, of wijs de kolommen zelf aan.',
  missing_column:
    'Een kolom die nodig is, is niet gevonden. Wijs de kolom aan, of vraag om een nieuwe levering.',
  no_rows: 'Onder de kopregel staan geen gegevens. Vraag de organisatie om een nieuwe levering.',
  open_quote:
    'Er staat een aanhalingsteken dat nergens wordt gesloten, zodat de rest van het bestand niet te lezen is. Herstel deze regel in het bestand.',
};

/**
 * The problem of a kind with its Dutch text.
 * @param kind what is wrong
 * @param line line number in the file, or `null`
 * @param detail Dutch addition, for example the headings that are meant
 * @example fileProblem('empty').message // 'Het bestand is leeg. Vraag de organisatie om een nieuwe levering.'
 */
export function fileProblem(kind: FileProblemKind, line: number | null = null, detail = ''): FileProblem {
  return { kind, line, message: detail === '' ? messages[kind] : `${messages[kind]} ${detail}` };
}

/**
 * Whether a reading ended in a problem of the whole file.
 * @example isFileProblem(fileProblem('empty')) // true
 */
export function isFileProblem(value: object): value is FileProblem {
  return 'kind' in value && typeof value.kind === 'string' && value.kind in messages && 'message' in value;
}
