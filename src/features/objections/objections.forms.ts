import { readDate } from '../../domain/frame/cell-date.js';
import { nameKey, splitLastName } from '../../domain/frame/person-name.js';
import type { ObjectionSubject } from '../../domain/objection/objection-texts.js';
import { readTelephone } from '../../domain/telephone/telephone-number.js';
import type { CheckedForm } from '../../web/form-errors.js';

/** A number or a person as it was typed, to show the form again with nothing lost. */
export interface TypedSubject {
  readonly number: string;
  readonly given: string;
  readonly last: string;
  readonly born: string;
}

export function typedSubject(fields: Readonly<Record<string, unknown>>): TypedSubject {
  return {
    number: textOf(fields['number']),
    given: textOf(fields['given']),
    last: textOf(fields['last']),
    born: textOf(fields['born']),
  };
}

/** A number, a person, or both. */
export function checkSubjects(typed: TypedSubject): CheckedForm<readonly ObjectionSubject[]> {
  const errors: Record<string, string> = {};
  const subjects: ObjectionSubject[] = [];
  if (typed.number !== '') {
    const reading = readTelephone(typed.number);
    if (reading.kind === 'usable') subjects.push({ kind: 'number', number: reading.number });
    else errors['number'] = 'Dit telefoonnummer bestaat niet. Kijk het nummer na.';
  }
  if (typed.given !== '' || typed.last !== '' || typed.born !== '') {
    const person = personFrom(typed, errors);
    if (person !== null) subjects.push(person);
  }
  if (subjects.length === 0 && Object.keys(errors).length === 0) {
    errors['number'] = 'Vul een telefoonnummer in, of een naam met geboortedatum.';
  }
  return Object.keys(errors).length === 0 ? { ok: true, values: subjects } : { ok: false, errors };
}

function personFrom(
  { given, last, born }: TypedSubject,
  errors: Record<string, string>,
): ObjectionSubject | null {
  const family = splitLastName(last, '').last;
  const date = readDate(born);
  if (nameKey(given) === '') errors['given'] = 'Vul de voornaam of een voorletter in.';
  if (nameKey(family) === '') errors['last'] = 'Vul de achternaam in.';
  if (date.kind !== 'date') {
    errors['born'] = 'Vul de geboortedatum in, bijvoorbeeld 19-09-2012.';
    return null;
  }
  if (nameKey(given) === '' || nameKey(family) === '') return null;
  return { kind: 'person', bornOn: date.on, given, last: family };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
