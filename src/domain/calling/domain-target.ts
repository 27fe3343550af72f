import type { CaseState } from '../contact/case-state.js';
import type { CaseStatus } from '../contact/case-status.js';

/** How far a domain is on its way to its target. */
export interface DomainProgress {
  readonly domainId: string;
  /** Interviews wanted; `null` without a target: then the domain never stops. */
  readonly target: number | null;
  /** Places that are taken: held interviews, running ones, and appointments. */
  readonly seatsTaken: number;
  /** A supervisor paused the domain, or the whole study. */
  readonly isPaused: boolean;
  /** Cases in the hands of interviewers now that have no place yet, and may still come to an interview. */
  readonly inHand: number;
}

const STATUSES_WITH_SEAT: readonly CaseStatus[] = ['completed', 'interviewing', 'broken_off', 'appointment'];

/**
 * Whether a case takes one of the places in the target of its domain: an interview that was held, one that runs or
 * is to be resumed, and an appointment for one: whoever was promised a call is called.
 * @param state the case
 * @example takesSeat(fresh) // false
 */
export function takesSeat(state: Pick<CaseState, 'status'>): boolean {
  return STATUSES_WITH_SEAT.includes(state.status);
}

/**
 * Whether nobody more is to be called in a domain. Every case in hand could still become an interview, so the last
 * places are not given out twice, and a target is never passed.
 * @example isTargetReached({ domainId: 'd', target: 100, seatsTaken: 98, inHand: 2, isPaused: false }) // true
 */
export function isTargetReached({ target, seatsTaken, inHand }: DomainProgress): boolean {
  return target !== null && seatsTaken + inHand >= target;
}

/**
 * The domains in which people may still be called, the one that is furthest behind its target first: the smallest
 * share of its places is taken. Paused domains are left out. Domains without a target come last.
 * @param domains the progress of each domain of the study
 * @returns keys of the domains
 * @example
 * // 30 of 200 in a, and 10 of 100 in b: b is behind
 * domainsInOrder([a, b]) // ['b', 'a']
 */
export function domainsInOrder(domains: readonly DomainProgress[]): readonly string[] {
  return domains
    .filter((domain) => !domain.isPaused && !isTargetReached(domain))
    .map((domain) => ({ domain, share: shareOf(domain) }))
    .toSorted((one, other) => one.share - other.share)
    .map(({ domain }) => domain.domainId);
}

function shareOf({ target, seatsTaken, inHand }: DomainProgress): number {
  return target === null ? Number.MAX_VALUE : (seatsTaken + inHand) / target;
}
