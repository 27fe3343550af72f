import type { Application } from '../../application.js';
import { pieces } from '../../database/batches.js';
import type { Reader, Transaction } from '../../database/database.js';
import { type CivilDate, civilDate } from '../../domain/calendar/civil-date.js';
import { type BreakdownCounter, openBreakdown } from '../../domain/frame/frame-breakdown.js';
import { openFamilyGrouping } from '../../domain/frame/family-grouping.js';
import { readFamilyKeys } from '../../domain/frame/family-keys.js';
import { type FrameReport, openPersonCounter } from '../../domain/frame/frame-report.js';
import { rowsPerOrganisation } from '../../domain/frame/organisation-rows.js';
import { firstTimeIn } from '../../domain/study/traits.js';
import type { Study } from '../studies/studies.service.js';
import { openCareRow } from './care-row.js';
import { type FrameMember, frameMembers, type FrameRecord, recordsOf } from './frame-members.queries.js';
import * as queries from './frame-persons.queries.js';
import { ensureFrameAtRest } from './frame-rest.js';
import type { FrameCounts } from './frame-persons.queries.js';
import { type Delivery, listDeliveries } from './frames.queries.js';
import { countPairs, listUndecidedPersons } from './matches.queries.js';
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
  readonly firstTime: 'yes' | 'no' | null;
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

/** All counts, for programs: the report with the breakdown under a key of its own. */
export interface FullFrameReport extends FrameReport {
  readonly breakdown: FrameCounts['breakdown'] & {
    readonly rows_per_organisation: FrameCounts['rows'];
    /** Pairs of persons who may be one, and about whom nobody decided. */
    readonly undecided_pairs: number;
  };
}

/** The counts with everything that the page of the report shows. */
export function fullFrameReport(counts: FrameCounts): FullFrameReport {
  const { breakdown, rows, uncertainMatches } = counts;
  return {
    ...frameReport(counts),
    breakdown: { ...breakdown, rows_per_organisation: rows, undecided_pairs: uncertainMatches },
  };
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
  await ensureFrameAtRest(trx, study);
  if ((await queries.findFrozenCounts(trx, study.id)) === null) {
    const counts = await countFrame(app, trx, study);
    await queries.insertFrozenCounts(trx, { studyId: study.id, counts, at: app.clock() });
    await persons.updateFamilies(trx, study.id, await familiesOf(trx, study.id));
  }
  const codeOf = new Map(study.domains.map(({ id, code }) => [id, code]));
  const drawable: FramePerson[] = [];
  for await (const page of queries.framePersons(trx, study.id)) {
    for (const { id, number, domainId, familyId, hasSecretAddress } of page) {
      const domain = codeOf.get(domainId) ?? '';
      drawable.push({ personId: id, number, domain, familyId: familyId ?? id, hasSecretAddress });
    }
  }
  return drawable;
}

/** The latest care of each person in the domain of the draw, and whether it is the first. */
export async function careOf(
  db: Reader,
  drawn: readonly Pick<FramePerson, 'personId' | 'domain'>[],
  study: Study,
): Promise<ReadonlyMap<string, PersonCare>> {
  const idOf = new Map(study.domains.map(({ id, code }) => [code, id]));
  const care = new Map<string, PersonCare>();
  for (const piece of pieces(drawn)) {
    const ids = piece.map(({ personId }) => personId);
    const records = await recordsOf(db, ids, false);
    for (const { personId, domain } of piece) {
      const own = records.get(personId) ?? [];
      const latest = latestCare(own, idOf.get(domain) ?? '');
      if (latest === null) continue;
      const firstTime = firstTimeIn(
        study.reportYear,
        own.map(({ startsOn }) => startsOn),
      );
      care.set(personId, { segment: latest.segment, measure: latest.measure, firstTime });
    }
  }
  return care;
}

/** The care in a domain that began last; of two, the one in the file that came last. */
export function latestCare(records: readonly FrameRecord[], domainId: string): FrameRecord | null {
  let latest: FrameRecord | null = null;
  for (const record of records) {
    if (record.domainId !== domainId) continue;
    if (latest === null || (record.startsOn ?? '') >= (latest.startsOn ?? '')) latest = record;
  }
  return latest;
}

async function countFrame(app: Application, db: Reader, study: Study): Promise<FrameCounts> {
  const deliveries = await listDeliveries(db, study.id);
  const codeOf = new Map(study.domains.map(({ id, code }) => [id, code]));
  const priority = [...study.domains].sort((one, other) => one.priority - other.priority);
  const counter = openPersonCounter(
    priority.map(({ code }) => code),
    interviewDayOf(study),
  );
  const grouping = openFamilyGrouping();
  const breakdown = await openStudyBreakdown(db, study, deliveries);
  let withoutNumber = 0;
  for await (const page of frameMembers(db, study.id, { withRows: true })) {
    for (const member of page) {
      const { records, hasSecretAddress } = member;
      const domains = records.map(({ domainId }) => codeOf.get(domainId) ?? '');
      const birthOn = birthDateOf(app, records);
      counter.add({ domains, birthOn, atSecretAddress: hasSecretAddress });
      grouping.add(records.flatMap(({ familyKeys }) => readFamilyKeys(familyKeys)));
      breakdown.add(member, birthOn);
      if (!records.some(({ hasNumber }) => hasNumber)) withoutNumber++;
    }
  }
  const firstMembers = grouping.firstMembers();
  const pairs = await countPairs(db, study.id);
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
    ...counter.counts(countFirst(firstMembers)),
    withoutNumber,
    uncertainMatches: pairs.reduce((sum, count) => (count.isOpen ? sum + count.pairs : sum), 0),
    breakdown: breakdown.result(firstMembers),
    rows: rowsPerOrganisation(
      deliveries.map((delivery) => ({
        ...delivery,
        domain: codeOf.get(delivery.domainId) ?? '',
        organisation: delivery.organisationName,
      })),
    ),
  };
}

interface StudyBreakdown extends Pick<BreakdownCounter, 'result'> {
  readonly add: (member: FrameMember, birthOn: CivilDate) => void;
}

/** Counts each person where its latest care in its own domain was. */
async function openStudyBreakdown(
  db: Reader,
  study: Study,
  deliveries: readonly Delivery[],
): Promise<StudyBreakdown> {
  const undecided = await listUndecidedPersons(db, study.id);
  const nameOf = new Map(deliveries.map((delivery) => [delivery.organisationId, delivery.organisationName]));
  const codeOf = new Map(study.domains.map(({ id, code }) => [id, code]));
  const domains = study.domains.map(({ code, segments }) => ({
    code,
    segments: segments.map((segment) => segment.code),
  }));
  const counter = openBreakdown(domains, interviewDayOf(study));
  return {
    add({ id, domainId, records, hasSecretAddress }, birthOn) {
      const latest = latestCare(records, domainId);
      counter.add({
        domain: codeOf.get(domainId) ?? '',
        segment: latest?.segment ?? null,
        organisation: nameOf.get(latest?.organisationId ?? '') ?? '',
        birthOn,
        hasSecretAddress,
        isUncertain: undecided.has(id),
        hasNumber: records.some(({ hasNumber }) => hasNumber),
      });
    },
    result: counter.result,
  };
}

function birthDateOf(app: Application, [first]: readonly FrameRecord[]): CivilDate {
  const sealed = first?.sealed ?? null;
  if (first === undefined || sealed === null) throw new Error('a person of an open frame is erased');
  return openCareRow(app.vault, sealed, first).birthOn;
}

/** How many persons are the first member of their family: how many families there are. */
function countFirst(firstMembers: Int32Array): number {
  return firstMembers.reduce((count, first, place) => (first === place ? count + 1 : count), 0);
}

/** Everybody who has family in the frame, with the family: the key of its first member. */
async function familiesOf(
  db: Reader,
  studyId: string,
): Promise<readonly { readonly personId: string; readonly familyId: string }[]> {
  const grouping = openFamilyGrouping();
  const ids: string[] = [];
  for await (const page of frameMembers(db, studyId, { withRows: false })) {
    for (const { id, records } of page) {
      ids.push(id);
      grouping.add(records.flatMap(({ familyKeys }) => readFamilyKeys(familyKeys)));
    }
  }
  const joined: { personId: string; familyId: string }[] = [];
  grouping.firstMembers().forEach((first, place) => {
    const [personId, familyId] = [ids[place], ids[first]];
    if (first !== place && personId !== undefined && familyId !== undefined)
      joined.push({ personId, familyId });
  });
  return joined;
}
