import { type ColumnRole, columnRoleLabels } from './column-role.js';

/** A kind of column that a file does not have, and what follows from that. */
export interface MissingColumn {
  /** In Dutch: `telefoonnummer`. */
  readonly what: string;
  /** Without it the file is not read at all. */
  readonly isNeeded: boolean;
  /** In Dutch, a whole sentence. */
  readonly consequence: string;
}

interface Need extends MissingColumn {
  /** One of these will do. */
  readonly oneOf: readonly ColumnRole[];
}

function needed(role: ColumnRole, also: readonly ColumnRole[], consequence: string): Need {
  return { oneOf: [role, ...also], what: columnRoleLabels[role], isNeeded: true, consequence };
}

function useful(what: string, oneOf: readonly ColumnRole[], consequence: string): Need {
  return { oneOf, what, isNeeded: false, consequence };
}

const needs: readonly Need[] = [
  needed('birth_date', [], 'Zonder geboortedatum is niet te bepalen wie er gevraagd mag worden.'),
  needed('last_name', ['full_name'], 'Zonder achternaam is niet te zien wie dezelfde persoon is.'),
  needed(
    'given_name',
    ['full_name'],
    'Zonder voornaam of voorletter zijn broers en zussen niet te onderscheiden.',
  ),
  needed('postcode', [], 'Zonder postcode zijn dubbele cliënten niet te herkennen.'),
  useful(
    'telefoonnummer',
    ['phone_parent', 'phone_parent_2', 'phone_youth', 'phone_custody_1', 'phone_custody_2'],
    'Niemand uit dit bestand kan worden gebeld: alle cliënten tellen als ‘zonder bruikbaar nummer’.',
  ),
  useful(
    'cliëntnummer',
    ['client_number'],
    'Op de controlelijst van de organisatie staat geen cliëntnummer.',
  ),
  useful(
    'begin of einde van de hulp',
    ['care_start', 'care_end'],
    'Alle cliënten tellen als: hulp gehad in het verslagjaar.',
  ),
  useful(
    'geheim adres',
    ['secret_address'],
    'Van niemand in dit bestand is bekend dat het adres geheim is. Vraag de organisatie of dat klopt.',
  ),
];

/**
 * Which kinds of columns a file does not have, the needed ones first.
 * @param roles what the columns were taken for; `null` for a column that is not used
 * @example missingColumns(['birth_date', 'full_name', 'postcode']).some(({ isNeeded }) => isNeeded) // false
 */
export function missingColumns(roles: readonly (ColumnRole | null)[]): readonly MissingColumn[] {
  return needs
    .filter(({ oneOf }) => !oneOf.some((role) => roles.includes(role)))
    .map(({ what, isNeeded, consequence }) => ({ what, isNeeded, consequence }));
}
