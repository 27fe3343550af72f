/**
 * The log of a fieldwork as the checker reads it. Nothing here comes from the program: it is written down again from
 * the specification, so that a mistake in the scheduler cannot hide behind the same mistake in its test.
 */
export interface FieldworkLog {
  readonly cases: readonly LoggedCase[];
  readonly attempts: readonly LoggedAttempt[];
  readonly calls: readonly LoggedCall[];
  readonly outcomes: readonly LoggedOutcome[];
  readonly events: readonly LoggedEvent[];
  readonly consents: readonly LoggedConsent[];
  /** Languages by interviewer. */
  readonly languages: Readonly<Record<string, readonly string[]>>;
  readonly shifts: readonly LoggedShift[];
  /** Pauses of a domain, or of everything. */
  readonly pauses: readonly LoggedPause[];
  /** Interviews wanted by domain. */
  readonly targets: Readonly<Record<string, number>>;
}

export interface LoggedCase {
  readonly id: string;
  readonly domain: string;
  readonly bornOn: string;
  readonly hasGuardian: boolean;
  readonly family: string | null;
  /** Whom each number reaches. */
  readonly numbers: Readonly<Record<string, 'parent' | 'guardian' | 'youth'>>;
}

export interface LoggedAttempt {
  readonly id: string;
  readonly caseId: string;
  readonly interviewer: string;
  readonly from: string;
  /** Still open when `null`. */
  readonly until: string | null;
}

export interface LoggedCall {
  readonly id: string;
  readonly attemptId: string;
  readonly caseId: string;
  readonly number: string;
  readonly askedFor: 'parent' | 'guardian' | 'youth';
  readonly at: string;
}

export interface LoggedOutcome {
  readonly caseId: string;
  readonly callId: string | null;
  readonly code: string;
  readonly at: string;
  readonly by: string;
  readonly language: string | null;
  readonly appointment: { readonly kind: 'hard' | 'soft'; readonly at: string; readonly own: string } | null;
}

export interface LoggedEvent {
  readonly caseId: string;
  readonly kind: string;
  readonly at: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface LoggedConsent {
  readonly caseId: string;
  readonly by: 'parent' | 'guardian' | 'youth';
  readonly subject: string;
  readonly given: boolean;
  readonly at: string;
}

export interface LoggedShift {
  readonly interviewer: string;
  readonly on: string;
  readonly fromMinute: number;
  readonly untilMinute: number;
}

export interface LoggedPause {
  /** `null` for everything. */
  readonly domain: string | null;
  readonly from: string;
  /** Still going on when `null`. */
  readonly until: string | null;
}

/** A rule that was broken. */
export interface Violation {
  readonly rule: string;
  readonly caseId: string;
  readonly at: string;
}
