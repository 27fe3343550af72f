/** How one interview went, without what was answered. */
export interface InterviewFigures {
  readonly interviewerId: string;
  /** Seconds that questions were on the screen, breaks between calls not counted. */
  readonly seconds: number;
  /** Questions with an answer, hidden codes included; texts to read not counted. */
  readonly answered: number;
  readonly notApplicable: number;
  readonly dontKnow: number;
  readonly refused: number;
  /** Questions that were answered again with something else. */
  readonly changed: number;
  /** Times that an answered question was looked at and left as it was. */
  readonly revisited: number;
  /** Values that a soft check asked about and the interviewer confirmed. */
  readonly overridden: number;
  /** Questions that are read aloud and of which the time is known. */
  readonly timed: number;
  /** Of these, how many were answered before they can have been read aloud. */
  readonly tooFast: number;
}

/** How the interviews of one interviewer went, without what was answered. */
export interface InterviewerFigures extends Omit<InterviewFigures, 'seconds'> {
  /** Complete and partial interviews that this interviewer held alone. */
  readonly interviews: number;
  /** Seconds of each of these interviews, the shortest first. */
  readonly lengths: readonly number[];
  /** `null` without interviews. */
  readonly medianSeconds: number | null;
  /** Share, 0–1, of the questions answered with "don't know" or "refused": item non-response. `null` without answers. */
  readonly itemNonResponse: number | null;
  /** Share, 0–1, of the timed questions that went too fast. `null` without times. */
  readonly tooFastShare: number | null;
}

/**
 * The figures of interviewers out of those of their interviews, in the order in which they first appear.
 * "Not applicable" is an answer: it is no item non-response (AAPOR Standard Definitions, item nonresponse: an eligible
 * question without a substantive answer).
 * @example interviewerFigures([short, long])[0]?.medianSeconds // 750 when they took 600 and 900 seconds
 */
export function interviewerFigures(interviews: readonly InterviewFigures[]): readonly InterviewerFigures[] {
  const interviewers = new Set(interviews.map(({ interviewerId }) => interviewerId));
  return [...interviewers].map((id) =>
    figuresOf(
      id,
      interviews.filter(({ interviewerId }) => interviewerId === id),
    ),
  );
}

type Counted = Exclude<keyof InterviewFigures, 'interviewerId'>;

function figuresOf(interviewerId: string, own: readonly InterviewFigures[]): InterviewerFigures {
  const sum = (name: Counted): number => own.reduce((total, one) => total + one[name], 0);
  const lengths = own.map(({ seconds }) => seconds).toSorted((one, other) => one - other);
  const answered = sum('answered');
  const timed = sum('timed');
  const tooFast = sum('tooFast');
  const [dontKnow, refused] = [sum('dontKnow'), sum('refused')];
  return {
    interviewerId,
    interviews: own.length,
    lengths,
    medianSeconds: median(lengths),
    answered,
    notApplicable: sum('notApplicable'),
    dontKnow,
    refused,
    itemNonResponse: answered === 0 ? null : (dontKnow + refused) / answered,
    changed: sum('changed'),
    revisited: sum('revisited'),
    overridden: sum('overridden'),
    timed,
    tooFast,
    tooFastShare: timed === 0 ? null : tooFast / timed,
  };
}

function median(sorted: readonly number[]): number | null {
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)];
  const lower = sorted[Math.ceil(middle) - 1];
  return lower === undefined || upper === undefined ? null : (lower + upper) / 2;
}
