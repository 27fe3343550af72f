import type { SealedPlace } from './vault.js';

/** What is known of a person in the vault, each under its own seal. */
export type PersonField = 'birth_date' | 'first_name' | 'prefix' | 'last_name' | 'postcode';

/** Where a value of a person belongs; whoever seals and whoever opens it must say the same. */
export function personPlace(field: PersonField, personId: string): SealedPlace {
  return { column: `vault_persons.${field}`, rowId: personId };
}

/** Where the name or number of somebody who can be called belongs. */
export function contactPlace(field: 'name' | 'number', contactId: string): SealedPlace {
  return { column: `vault_contacts.${field}`, rowId: contactId };
}

/** Where that what one row of a client file says belongs. */
export function careRowPlace({ deliveryId, line }: { deliveryId: string; line: number }): SealedPlace {
  return { column: 'vault_care_records.row', rowId: `${deliveryId}:${String(line)}` };
}

/** Where a piece of a client file belongs; `sequence` counts from 1. */
export function uploadPiecePlace(uploadId: string, sequence: number): SealedPlace {
  return { column: 'vault_upload_pieces.bytes', rowId: `${uploadId}/${String(sequence)}` };
}

/** Where the name of a personal link to a check list belongs: it may be the name of a person. */
export function checkLinkPlace(linkId: string): SealedPlace {
  return { column: 'vault_check_links.label', rowId: linkId };
}

/** Where a researcher's reason for an exclusion after the closing day belongs. */
export function markExplanationPlace(organisationId: string, caseId: string): SealedPlace {
  return { column: 'vault_check_marks.explanation', rowId: `${organisationId}/${caseId}` };
}

/** Where the text of an answer belongs: an open question, a date, or what was said at "other, namely". */
export function answerTextPlace(responseId: string, questionId: string, item: string): SealedPlace {
  return { column: 'answers.text', rowId: `${responseId}:${questionId}:${item}` };
}

/** Where the scrubbed words of a quote belong. */
export function quotePlace(quoteId: string): SealedPlace {
  return { column: 'quotes.text', rowId: quoteId };
}

/** Where an answer in the history of a response belongs. */
export function answerHistoryPlace(responseId: string, sequence: number): SealedPlace {
  return { column: 'answer_history.answer', rowId: `${responseId}/${String(sequence)}` };
}

/** Where the number of an interviewer's desk telephone belongs. */
export function deskNumberPlace(userId: string): SealedPlace {
  return { column: 'desk_telephones.number', rowId: userId };
}

/** Where the secret of somebody's app for codes belongs. */
export function secondFactorPlace(userId: string): SealedPlace {
  return { column: 'second_factors.secret', rowId: userId };
}

/** Where that what worries an interviewer about a child belongs. */
export function concernPlace(concernId: string): SealedPlace {
  return { column: 'vault_concerns.text', rowId: concernId };
}

/** Where what a supervisor wrote about a concern belongs. */
export function concernNotePlace(concernId: string, sequence: number): SealedPlace {
  return { column: 'vault_concern_events.note', rowId: `${concernId}/${String(sequence)}` };
}

/** What somebody filled in when their session had ended. */
export function keptFormPlace(userId: string): SealedPlace {
  return { column: 'kept_forms.fields', rowId: userId };
}
