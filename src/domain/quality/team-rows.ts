import { addMixes, type CallMix, callsOf } from './outcome-mix.js';
import { isFew, LEAST_SHOWN } from './small-counts.js';
import { type WorkedTime, workedTime, type WorkingDay } from './working-days.js';

/** What one or more interviewers did. */
export interface PersonsCalls {
  readonly interviewerIds: readonly string[];
  readonly time: WorkedTime;
  readonly mix: CallMix;
}

/**
 * The rows of the tables. Who made too few calls stands in one row with others, so that the rows are all calls together
 * and nobody follows from the total: at least two people, and the one with the fewest calls goes with somebody alone.
 * @param people as records of a single interviewer each
 * @param days on which any of them called
 * @example rowsOf([few, next, other], days).length // 2
 */
export function rowsOf(
  people: readonly PersonsCalls[],
  days: readonly WorkingDay[],
): readonly PersonsCalls[] {
  const together = people.filter((one) => !isEnough(one));
  const others = people.filter(isEnough).toSorted((one, other) => one.time.calls - other.time.calls);
  if (together.length === 0) return people;
  while (others.length > 0 && (together.length < 2 || !isEnough(everybodyOf(together, days)))) {
    together.push(...others.splice(0, 1));
  }
  return [
    ...people.filter((one) => !together.includes(one)),
    everybodyOf(
      people.filter((one) => together.includes(one)),
      days,
    ),
  ];
}

/** People as one. */
export function everybodyOf(people: readonly PersonsCalls[], days: readonly WorkingDay[]): PersonsCalls {
  const ids = people.flatMap(({ interviewerIds }) => interviewerIds);
  return {
    interviewerIds: ids,
    mix: addMixes(people.map(({ mix }) => mix)),
    time: workedTime(days.filter(({ interviewerId }) => ids.includes(interviewerId))),
  };
}

function isEnough({ time, mix }: PersonsCalls): boolean {
  return time.calls >= LEAST_SHOWN && !isFew(callsOf(mix));
}
