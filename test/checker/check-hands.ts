import type { FieldworkLog, LoggedAttempt, Violation } from './log.js';

/** One case in one pair of hands, one family on one telephone, no target passed (specification §7). */
export function checkHands(log: FieldworkLog): readonly Violation[] {
  const familyOf = new Map(log.cases.map(({ id, family }) => [id, family]));
  return [
    ...overlaps(log.attempts, ({ caseId }) => caseId, 'case in two hands'),
    ...overlaps(log.attempts, ({ interviewer }) => interviewer, 'interviewer with two cases'),
    ...overlaps(log.attempts, ({ caseId }) => familyOf.get(caseId) ?? null, 'family called twice at once'),
    ...callsOutsideAttempts(log),
    ...afterDeath(log),
    ...duringPauses(log),
    ...assignedToOthers(log),
    ...passedTargets(log),
  ];
}

function overlaps(
  attempts: readonly LoggedAttempt[],
  keyOf: (attempt: LoggedAttempt) => string | null,
  rule: string,
): Violation[] {
  const last = new Map<string, LoggedAttempt>();
  const found: Violation[] = [];
  for (const attempt of [...attempts].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const key = keyOf(attempt);
    if (key === null) continue;
    const before = last.get(key);
    if (before !== undefined && (before.until === null || before.until > attempt.from)) {
      found.push({ rule, caseId: attempt.caseId, at: attempt.from });
    }
    last.set(key, attempt);
  }
  return found;
}

function callsOutsideAttempts({ attempts, calls }: FieldworkLog): Violation[] {
  const byId = new Map(attempts.map((attempt) => [attempt.id, attempt]));
  return calls.flatMap(({ attemptId, caseId, at }) => {
    const attempt = byId.get(attemptId);
    const isInside =
      attempt?.caseId === caseId && attempt.from <= at && (attempt.until === null || at <= attempt.until);
    return isInside ? [] : [{ rule: 'call without attempt', caseId, at }];
  });
}

function afterDeath({ cases, outcomes, calls }: FieldworkLog): Violation[] {
  return outcomes
    .filter(({ code }) => code === 'deceased')
    .flatMap((death) => {
      const family = cases.find(({ id }) => id === death.caseId)?.family ?? null;
      const others = cases.filter(
        ({ id, family: own }) => id !== death.caseId && own !== null && own === family,
      );
      return calls
        .filter(({ caseId, at }) => at > death.at && others.some(({ id }) => id === caseId))
        .map(({ caseId, at }) => ({ rule: 'family called after a death', caseId, at }));
    });
}

/** Nobody gets a case that is paused, or of which the domain or everything is. */
function duringPauses({ cases, attempts, events, pauses }: FieldworkLog): Violation[] {
  return attempts.flatMap(({ caseId, from }) => {
    const domain = cases.find(({ id }) => id === caseId)?.domain;
    const isFieldPaused = pauses.some(
      (pause) =>
        (pause.domain === null || pause.domain === domain) &&
        pause.from < from &&
        (pause.until === null || from < pause.until),
    );
    const last = events
      .filter(
        (one) => one.caseId === caseId && ['case_paused', 'case_resumed'].includes(one.kind) && one.at < from,
      )
      .sort((a, b) => (a.at < b.at ? -1 : 1))
      .at(-1);
    return [
      ...(isFieldPaused ? [{ rule: 'given out during a pause', caseId, at: from }] : []),
      ...(last?.kind === 'case_paused' ? [{ rule: 'paused case given out', caseId, at: from }] : []),
    ];
  });
}

/** An assigned case goes to nobody else, until somebody refuses to that interviewer or they lack the language. */
function assignedToOthers({ attempts, events, outcomes }: FieldworkLog): Violation[] {
  return attempts.flatMap(({ caseId, interviewer, from }) => {
    const last = events
      .filter((one) => one.caseId === caseId && one.kind === 'case_assigned' && one.at < from)
      .sort((a, b) => (a.at < b.at ? -1 : 1))
      .at(-1);
    const own = last?.detail['interviewerId'] ?? null;
    if (last === undefined || own === null || own === interviewer) return [];
    const isOver = outcomes.some(
      (one) =>
        one.caseId === caseId &&
        ['refusal_soft', 'language_barrier'].includes(one.code) &&
        last.at <= one.at &&
        one.at < from,
    );
    return isOver ? [] : [{ rule: 'assigned to another', caseId, at: from }];
  });
}

function passedTargets({ cases, outcomes, targets }: FieldworkLog): Violation[] {
  return Object.entries(targets).flatMap(([domain, target]) => {
    const held = outcomes.filter(
      ({ code, caseId }) => code === 'complete' && cases.find(({ id }) => id === caseId)?.domain === domain,
    );
    const tooMany = held.sort((a, b) => (a.at < b.at ? -1 : 1))[target];
    return tooMany === undefined ? [] : [{ rule: 'target passed', caseId: tooMany.caseId, at: tooMany.at }];
  });
}
