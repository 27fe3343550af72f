import type { CivilDate } from '../calendar/civil-date.js';
import type { E164, TelephoneFault, TelephoneType } from '../telephone/telephone-number.js';
import type { Sex } from './cell-value.js';
import type { PersonName } from './person-name.js';

/** Whose telephone or name it is. */
export type ContactOwner = 'parent' | 'parent_2' | 'youth' | 'custody_1' | 'custody_2';

/** A number that can be called, and whose it is. */
export interface RecordTelephone {
  readonly owner: ContactOwner;
  readonly number: E164;
  readonly type: TelephoneType;
}

/** One accepted row of a client file: one child in one care trajectory. */
export interface ClientRecord {
  /** First line of the row in the file, from 1. */
  readonly line: number;
  readonly clientNumber: string | null;
  readonly familyDossier: string | null;
  readonly name: PersonName;
  readonly birthOn: CivilDate;
  readonly sex: Sex | null;
  /** `3083CK`; `null` when the file has none that can be read, and then the person cannot be matched for sure. */
  readonly postcode: string | null;
  readonly houseNumber: string | null;
  readonly district: string | null;
  readonly segment: string | null;
  readonly measure: string | null;
  readonly supervisionOrder: boolean | null;
  readonly careStartOn: CivilDate | null;
  readonly careEndOn: CivilDate | null;
  /** Names of parents and of those with custody. */
  readonly contactNames: Readonly<Partial<Record<ContactOwner, string>>>;
  readonly telephones: readonly RecordTelephone[];
  readonly atSecretAddress: boolean;
}

/** Why a row is not accepted. `birth_date` and `name` are counted under these names in the frame report. */
export type RejectionReason = 'birth_date' | 'name' | 'care_period' | 'row_shape';

/** Why something in an accepted row could not be used as it stands. */
export type RowNoteKind =
  | `telephone_${TelephoneFault}`
  | 'telephone_repaired'
  | 'formula'
  | 'postcode'
  | 'care_period'
  | 'secret_address'
  | 'objection_person'
  | 'objection_number';

/** A place in a file where something is wrong. Never holds what the cell says: that is personal data. */
export interface RowRemark<Kind extends string> {
  readonly line: number;
  /** The heading of the column, or `null` when the whole row is meant. */
  readonly column: string | null;
  readonly kind: Kind;
  /** What is wrong and how to mend it, in Dutch. */
  readonly message: string;
}

/** What became of one row under the header line. */
export type RowOutcome =
  | {
      readonly kind: 'accepted';
      readonly line: number;
      readonly record: ClientRecord;
      readonly notes: readonly RowRemark<RowNoteKind>[];
    }
  | { readonly kind: 'rejected'; readonly line: number; readonly rejection: RowRemark<RejectionReason> }
  | {
      readonly kind: 'not_in_report_year';
      readonly line: number;
      readonly when: 'ended_before' | 'began_after';
    }
  /** A line with totals, or without any text: not a client, so not counted as a row. */
  | { readonly kind: 'no_client'; readonly line: number; readonly what: 'blank' | 'total' };
