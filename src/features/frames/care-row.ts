import type { CivilDate } from '../../domain/calendar/civil-date.js';
import type { Sex } from '../../domain/frame/cell-value.js';
import type { ClientRecord, ContactOwner } from '../../domain/frame/client-record.js';
import type { E164 } from '../../domain/telephone/telephone-number.js';
import { careRowPlace } from '../../vault/sealed-places.js';
import type { Vault } from '../../vault/vault.js';

/** What a row of a client file says of a person, as it is kept under one seal. */
export interface CareRow {
  readonly given: string;
  readonly prefix: string;
  readonly last: string;
  readonly birthOn: CivilDate;
  /** Absent in rows of before it was kept. */
  readonly sex?: Sex | null;
  readonly postcode: string | null;
  readonly clientNumber: string | null;
  readonly contactNames: Readonly<Partial<Record<ContactOwner, string>>>;
  /** Numbers that can be called, in the order of the columns. */
  readonly telephones: readonly { readonly owner: ContactOwner; readonly number: E164 }[];
}

/** Where a row stands: care records have no other key. */
export interface RowPlace {
  readonly deliveryId: string;
  readonly line: number;
}

export function sealCareRow(vault: Vault, record: ClientRecord, place: RowPlace): string {
  const { name, birthOn, sex, postcode, clientNumber, contactNames } = record;
  const row: CareRow = {
    given: name.given,
    prefix: name.prefix,
    last: name.last,
    birthOn,
    sex,
    postcode,
    clientNumber,
    contactNames,
    telephones: record.telephones.map(({ owner, number }) => ({ owner, number })),
  };
  return vault.seal(JSON.stringify(row), careRowPlace(place));
}

export function openCareRow(vault: Vault, sealed: string, place: RowPlace): CareRow {
  return JSON.parse(vault.open(sealed, careRowPlace(place))) as CareRow;
}
