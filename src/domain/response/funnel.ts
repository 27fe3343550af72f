/** How far cases came, from the frame to an interview. Each step is a part of the one before. */
export const FUNNEL_STEPS = ['released', 'contacted', 'permitted', 'started', 'completed'] as const;

export type FunnelStep = (typeof FUNNEL_STEPS)[number];

/** Why a case of the sample is not in the field; withdrawn is out of everything and counted nowhere else. */
export const FUNNEL_LEFT_OUT = ['excluded', 'ineligible', 'waiting', 'withdrawn'] as const;

export type FunnelLeftOut = (typeof FUNNEL_LEFT_OUT)[number];

/** Equal cases, counted by the database. */
export interface FunnelTally {
  readonly domainId: string;
  /** Where the case stands outside the field, or `null` when it is in it. */
  readonly leftOut: FunnelLeftOut | null;
  readonly isContacted: boolean;
  readonly isPermitted: boolean;
  readonly isStarted: boolean;
  readonly isCompleted: boolean;
  readonly count: number;
}

/** The funnel of one domain, or of all. */
export interface Funnel {
  /** Persons in the frame; `null` when it is not known. */
  readonly frame: number | null;
  /** All cases that were drawn, without those that withdrew. */
  readonly sample: number;
  readonly leftOut: Readonly<Record<FunnelLeftOut, number>>;
  readonly steps: Readonly<Record<FunnelStep, number>>;
}

/**
 * Counts how far cases came. Whoever came to a later step counts in the earlier ones too, also when that was not
 * written down: an interview had contact and permission.
 * @param tallies counts of equal cases of one domain, or of several
 * @param frame persons in the frame of the same domains
 * @returns sample = excluded + ineligible + waiting + released; every step at most the one before
 * @example funnelOf([], 100).sample // 0
 */
export function funnelOf(tallies: readonly FunnelTally[], frame: number | null): Funnel {
  const out = (reason: FunnelLeftOut): number => countOf(tallies.filter(({ leftOut }) => leftOut === reason));
  const inField = tallies.filter(({ leftOut }) => leftOut === null);
  const withdrawn = out('withdrawn');
  return {
    frame,
    sample: countOf(tallies) - withdrawn,
    leftOut: {
      excluded: out('excluded'),
      ineligible: out('ineligible'),
      waiting: out('waiting'),
      withdrawn,
    },
    steps: {
      released: countOf(inField),
      contacted: countOf(inField.filter((one) => reached(one) >= 1)),
      permitted: countOf(inField.filter((one) => reached(one) >= 2)),
      started: countOf(inField.filter((one) => reached(one) >= 3)),
      completed: countOf(inField.filter((one) => reached(one) >= 4)),
    },
  };
}

/** The furthest step: 0 released, 1 contacted, 2 permitted, 3 started, 4 completed. */
function reached({ isContacted, isPermitted, isStarted, isCompleted }: FunnelTally): number {
  return [isContacted, isPermitted, isStarted, isCompleted].lastIndexOf(true) + 1;
}

function countOf(tallies: readonly FunnelTally[]): number {
  return tallies.reduce((sum, { count }) => sum + count, 0);
}
