import type { Application } from '../../application.js';
import type { Reader, Transaction } from '../../database/database.js';
import { type CivilDate, civilDate } from '../../domain/calendar/civil-date.js';
import { groupFamilies } from '../../domain/frame/family.js';
import { type FrameReport, reportPersons } from '../../domain/frame/frame-report.js';
import { personPlace } from '../../vault/sealed-places.js';
import type { Study } from '../studies/studies.service.js';
import * as queries from './frame-persons.queries.js';
import type { FrameCounts, FramePersonRow } from './frame-persons.queries.js';
import { listDeliveries } from './frames.queries.js';
import * as persons from './persons.queries.js';

export type { FrameCounts } from './frame-persons.queries.js';

/** A person who can be drawn: no name, no date, nothing but what the draw needs. */
export interface FramePerson {
  readonly personId: string;
  /** The pseudonym: the order of arrival in the frame. */
  readonly number: number;
  /** Code of the domain in which the person can be drawn. */
  readonly domain: string;
  readonly familyId: string;
  readonly hasSecretAddress: boolean;
}

/** What care is known of a drawn person. */
export interface PersonCare {
  readonly segment: string | null;
  readonly measure: string | null;
}

/**
 * The counts of the frame. While files come in they are counted from the vault; from the draw on they are the
 * counts that were stored then, because erased persons can no longer be counted.
 */
export async function frameCounts(app: Application, db: Reader, study: Study): Promise<FrameCounts> {
  return (await queries.findFrozenCounts(db, study.id)) ?? countFrame(app, db, study);
}

/** The counts in the form that programs read. */
export function frameReport({ files, persons: counted }: FrameCounts): FrameReport {
  return { files, persons: counted };
}

/** How many persons the frame has. */
export async function countPersons(db: Reader, study: Study): Promise<number> {
  return queries.countPersons(db, study.id);
}

/** How many persons can be drawn in each domain, by its code. */
export async function frameSizes(db: Reader, study: Study): Promise<Readonly<Record<string, number>>> {
  const sizes = await queries.countPerDomain(db, study.id);
  return Object.fromEntries(study.domains.map(({ id, code }) => [code, sizes.get(id) ?? 0]));
}

/** The day for the age bands: the first of fieldwork, or else 1 April after the report year. */
export function interviewDayOf(study: Pick<Study, 'fieldworkStartsOn' | 'reportYear'>): CivilDate {
  return study.fieldworkStartsOn ?? civilDate(`${String(study.reportYear + 1)}-04-01`);
}

/**
 * Closes the frame for a draw, in its transaction: tells families apart, and stores the counts. A frame that is
 * closed already stays as it is.
 * @returns everybody who can be drawn, in the order of their numbers
 */
export async function closeFrame(
  app: Application,
  trx: Transaction,
  study: Study,
): Promise<readonly FramePerson[]> {
  if ((await queries.findFrozenCounts(trx, study.id)) === null) {
    const counts = await countFrame(app, trx, study);
    await queries.insertFrozenCounts(trx, { studyId: study.id, counts, at: app.clock() });
    const found = await queries.listFramePersons(trx, study.id);
    const familyOf = await familiesOf(trx, study.id, found);
    const families = found.map(({ id }) => ({ personId: id, familyId: familyOf.get(id) ?? id }));
    await persons.updateFamilies(trx, families);
  }
  const codeOf = new Map(study.domains.map(({ id, code }) => [id, code]));
  return (await queries.listFramePersons(trx, study.id)).map((person) => ({
    personId: person.id,
    number: person.number,
    domain: codeOf.get(person.domainId) ?? '',
    familyId: person.familyId ?? person.id,
    hasSecretAddress: person.hasSecretAddress,
  }));
}

/** The latest care of each person in the domain of the draw. */
export async function careOf(
  db: Reader,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, PersonCare>> {
  const latest = new Map<string, PersonCare>();
  for (const { personId, segment, measure } of await queries.listCareInDomain(db, personIds)) {
    if (!latest.has(personId)) latest.set(personId, { segment, measure });
  }
  return latest;
}

async function countFrame(app: Application, db: Reader, study: Study): Promise<FrameCounts> {
  const deliveries = await listDeliveries(db, study.id);
  const found = await queries.listFramePersons(db, study.id);
  const domainsOf = await queries.listFoundDomains(db, study.id);
  const familyOf = await familiesOf(db, study.id, found);
  const codeOf = new Map(study.domains.map(({ id, code }) => [id, code]));
  const priority = [...study.domains].sort((one, other) => one.priority - other.priority);
  const counted = found.map((person) => ({
    domains: (domainsOf.get(person.id) ?? []).map((id) => codeOf.get(id) ?? ''),
    birthOn: birthDateOf(app, person),
    atSecretAddress: person.hasSecretAddress,
    family: familyOf.get(person.id) ?? person.id,
  }));
  return {
    files: deliveries.map((delivery) => ({
      file: delivery.fileName,
      encoding: delivery.encoding,
      delimiter: delivery.delimiter,
      data_rows: delivery.dataRows,
      accepted_rows: delivery.acceptedRows,
      persons: delivery.personCount,
      rejected: delivery.rejected,
      not_in_report_year: delivery.notInReportYear,
    })),
    ...reportPersons(
      counted,
      priority.map(({ code }) => code),
      interviewDayOf(study),
    ),
    withoutNumber: await queries.countWithoutNumber(db, study.id),
    uncertainMatches: found.filter(({ isMatchUncertain }) => isMatchUncertain).length,
  };
}

function birthDateOf(app: Application, person: FramePersonRow): CivilDate {
  if (person.birthDate === null) throw new Error('a person of an open frame is erased');
  return civilDate(app.vault.open(person.birthDate, personPlace('birth_date', person.id)));
}

/** The family of each person, named after its first member. */
async function familiesOf(
  db: Reader,
  studyId: string,
  found: readonly FramePersonRow[],
): Promise<ReadonlyMap<string, string>> {
  const keysOf = new Map<string, persons.FamilyKey[]>(found.map(({ id }) => [id, []]));
  for (const key of await persons.listFamilyKeys(db, studyId)) keysOf.get(key.personId)?.push(key);
  const families = groupFamilies(found.map((person) => ({ person, keys: keysOf.get(person.id) ?? [] })));
  const firstOf = new Map<number, string>();
  return new Map(
    found.map(({ id }, place) => {
      const family = families[place] ?? -1;
      const first = firstOf.get(family) ?? id;
      firstOf.set(family, first);
      return [id, first];
    }),
  );
}
