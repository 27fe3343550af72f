import type { ClientRecord, RowNoteKind, RowOutcome, RowRemark } from '../../domain/frame/client-record.js';
import type { ObjectingPerson } from '../../domain/objection/objection-texts.js';
import type { ObjectionList } from '../objections/objections.service.js';

/** Who a row is about, as the objection list knows people. */
export function objectingPerson({ birthOn, name }: Pick<ClientRecord, 'birthOn' | 'name'>): ObjectingPerson {
  return { bornOn: birthOn, given: name.given, last: name.last };
}

/**
 * A row with what the objection list says of it, as remarks that are counted. A person on the list stays in the frame,
 * because the population does not get smaller, but is not drawn; a number on the list is not called.
 */
export function heedingObjections(outcome: RowOutcome, list: ObjectionList): RowOutcome {
  if (outcome.kind !== 'accepted' || list.isEmpty) return outcome;
  const { record } = outcome;
  const notes: RowRemark<RowNoteKind>[] = [];
  if (list.hasPerson(objectingPerson(record))) notes.push(remark(record, 'objection_person'));
  if (record.telephones.some(({ number }) => list.hasNumber(number))) {
    notes.push(remark(record, 'objection_number'));
  }
  return notes.length === 0 ? outcome : { ...outcome, notes: [...outcome.notes, ...notes] };
}

/** Whether a row brings a number that may be called. */
export function hasCallableNumber({ telephones }: ClientRecord, list: ObjectionList): boolean {
  return telephones.some(({ number }) => !list.hasNumber(number));
}

const MESSAGES = {
  objection_person:
    'Deze cliënt staat op de bezwaarlijst en wordt niet getrokken en niet gebeld. U hoeft niets te doen.',
  objection_number:
    'Een telefoonnummer staat op de bezwaarlijst en wordt niet gebeld. U hoeft niets te doen.',
} as const;

function remark({ line }: ClientRecord, kind: keyof typeof MESSAGES): RowRemark<RowNoteKind> {
  return { line, column: null, kind, message: MESSAGES[kind] };
}
