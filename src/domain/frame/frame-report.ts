import type { CivilDate } from '../calendar/civil-date.js';
import type { RejectionReason, RowOutcome } from './client-record.js';
import { domainByPriority } from './domain-priority.js';
import { type AgeBand, ageBandOn } from './eligibility.js';
import type { EncodingName } from './file-encoding.js';

/** Counts of the rows of one file, added up while it is read. */
export interface RowCounts {
  /** Rows with a client: accepted, rejected and outside the report year together. */
  readonly dataRows: number;
  readonly acceptedRows: number;
  readonly rejected: Readonly<Partial<Record<RejectionReason, number>>>;
  readonly notInReportYear: number;
  /** Blank lines and lines with totals. */
  readonly noClientLines: number;
}

/** How the text of a file was recognised. */
export interface FileReadAs {
  readonly encoding: EncodingName;
  readonly delimiter: string;
}

/** Nothing read yet. */
export const noRows: RowCounts = {
  dataRows: 0,
  acceptedRows: 0,
  rejected: {},
  notInReportYear: 0,
  noClientLines: 0,
};

/** One file in the frame report. The names are fixed for programs that read the report. */
export interface FrameReportFile {
  readonly file: string;
  readonly encoding: EncodingName;
  readonly delimiter: string;
  readonly data_rows: number;
  readonly accepted_rows: number;
  readonly persons: number;
  readonly rejected: Readonly<Partial<Record<RejectionReason, number>>>;
  readonly not_in_report_year: number;
}

/** Counts of different persons over all files; a person in two files counts once. */
export interface FrameReportPersons {
  readonly total: number;
  readonly per_domain: Readonly<Record<string, number>>;
  readonly in_more_than_one_domain: number;
  readonly per_domain_after_priority: Readonly<Record<string, number>>;
  readonly per_age_band: Readonly<Record<AgeBand, number>>;
}

/** All counts of persons: those of the report for programs, and what the page shows beside them. */
export interface FramePersonCounts {
  readonly persons: FrameReportPersons;
  readonly atSecretAddress: number;
  readonly families: number;
}

/** What `frame report --json` prints. */
export interface FrameReport {
  readonly files: readonly FrameReportFile[];
  readonly persons: FrameReportPersons;
}

/** What the report needs to know of one person. */
export interface CountedPerson {
  readonly domains: readonly string[];
  readonly birthOn: CivilDate;
  readonly atSecretAddress: boolean;
}

/** A person with the family it belongs to. */
export interface FramePerson extends CountedPerson {
  readonly family: string | number;
}

/** Counts persons as they pass, and keeps none of them. */
export interface PersonCounter {
  readonly add: (person: CountedPerson) => void;
  /** @param families how many families the persons are */
  readonly counts: (families: number) => FramePersonCounts;
}

/**
 * Adds the outcomes of some rows to the counts of their file.
 * @example addRowCounts(noRows, [{ kind: 'not_in_report_year', line: 2, when: 'ended_before' }]).dataRows // 1
 */
export function addRowCounts(counts: RowCounts, outcomes: Iterable<RowOutcome>): RowCounts {
  let { dataRows, acceptedRows, notInReportYear, noClientLines } = counts;
  const rejected = { ...counts.rejected };
  for (const outcome of outcomes) {
    if (outcome.kind !== 'no_client') dataRows++;
    switch (outcome.kind) {
      case 'accepted':
        acceptedRows++;
        break;
      case 'rejected':
        rejected[outcome.rejection.kind] = (rejected[outcome.rejection.kind] ?? 0) + 1;
        break;
      case 'not_in_report_year':
        notInReportYear++;
        break;
      case 'no_client':
        noClientLines++;
        break;
    }
  }
  return { dataRows, acceptedRows, rejected, notInReportYear, noClientLines };
}

/**
 * The line of one file in the report.
 * @param file name as delivered
 * @param read how it was read
 * @param counts of its rows
 * @param persons different persons among its accepted rows
 */
export function reportFile(
  file: string,
  read: FileReadAs,
  counts: RowCounts,
  persons: number,
): FrameReportFile {
  return {
    file,
    encoding: read.encoding,
    delimiter: read.delimiter,
    data_rows: counts.dataRows,
    accepted_rows: counts.acceptedRows,
    persons,
    rejected: counts.rejected,
    not_in_report_year: counts.notInReportYear,
  };
}

/**
 * Counts persons for the frame report, one after another.
 * @param priority all domains of the study, the winner first
 * @param interviewOn the day for the age bands
 * @example openPersonCounter(['jb_jr'], '2026-04-01').counts(0).persons.total // 0
 */
export function openPersonCounter(priority: readonly string[], interviewOn: CivilDate): PersonCounter {
  const perDomain: Record<string, number> = Object.fromEntries(priority.map((domain) => [domain, 0]));
  const afterPriority = { ...perDomain };
  const perAgeBand: Record<AgeBand, number> = { '0-11': 0, '12-15': 0, '16+': 0 };
  let [total, several, secret] = [0, 0, 0];
  return {
    add({ domains, birthOn, atSecretAddress }) {
      const found = new Set(domains);
      const winner = domainByPriority(found, priority);
      for (const domain of found) perDomain[domain] = (perDomain[domain] ?? 0) + 1;
      afterPriority[winner] = (afterPriority[winner] ?? 0) + 1;
      perAgeBand[ageBandOn(birthOn, interviewOn)]++;
      total++;
      if (found.size > 1) several++;
      if (atSecretAddress) secret++;
    },
    counts: (families) => ({
      persons: {
        total,
        per_domain: perDomain,
        in_more_than_one_domain: several,
        per_domain_after_priority: afterPriority,
        per_age_band: perAgeBand,
      },
      atSecretAddress: secret,
      families,
    }),
  };
}

/**
 * Counts persons that are in memory for the frame report.
 * @param persons every person once, with all domains in which it was found
 * @param priority all domains of the study, the winner first
 * @param interviewOn the day for the age bands
 * @example reportPersons([], ['jb_jr'], '2026-04-01').persons.total // 0
 */
export function reportPersons(
  persons: Iterable<FramePerson>,
  priority: readonly string[],
  interviewOn: CivilDate,
): FramePersonCounts {
  const counter = openPersonCounter(priority, interviewOn);
  const families = new Set<string | number>();
  for (const person of persons) {
    counter.add(person);
    families.add(person.family);
  }
  return counter.counts(families.size);
}
