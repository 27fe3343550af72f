import { ageAt } from './clock.js';
import type { FieldworkLog, LoggedCase, LoggedCall, LoggedConsent, LoggedEvent, Violation } from './log.js';

/** Who may be called and interviewed at which age (specification §5). */
export function checkConsent(log: FieldworkLog): readonly Violation[] {
  return log.cases.flatMap((one) => {
    const consents = log.consents.filter(({ caseId }) => caseId === one.id);
    const of = <Item extends { readonly caseId: string }>(items: readonly Item[]): readonly Item[] =>
      items.filter(({ caseId }) => caseId === one.id);
    return [
      ...of(log.calls).flatMap((call) => named(one.id, call.at, whoIsCalled(one, consents, call))),
      ...of(log.events)
        .filter(({ kind }) => kind === 'interview_started')
        .flatMap((event) => named(one.id, event.at, whoIsInterviewed(one, consents, event))),
      ...of(log.outcomes)
        .filter(({ code }) => code === 'refusal_soft')
        .flatMap(({ at, callId }) => {
          const call = log.calls.find(({ id }) => id === callId);
          const isYoung = ageAt(one.bornOn, at) < 16 && call?.askedFor === 'youth';
          return named(one.id, at, isYoung ? ['soft refusal of a young person'] : []);
        }),
    ];
  });
}

function named(caseId: string, at: string, rules: readonly string[]): Violation[] {
  return rules.map((rule) => ({ rule, caseId, at }));
}

/** What the adult said at the age of 12 to 15 about asking the young person, or answering instead. */
function saidByAdult(
  one: LoggedCase,
  consents: readonly LoggedConsent[],
  subject: string,
  at: string,
): LoggedConsent | undefined {
  const adult = one.hasGuardian ? 'guardian' : 'parent';
  return consents.findLast(
    (said) =>
      said.by === adult &&
      said.subject === subject &&
      said.at <= at &&
      isBetween12And15(ageAt(one.bornOn, said.at)),
  );
}

function isBetween12And15(age: number): boolean {
  return age >= 12 && age < 16;
}

function whoIsCalled(one: LoggedCase, consents: readonly LoggedConsent[], call: LoggedCall): string[] {
  const age = ageAt(one.bornOn, call.at);
  const adult = one.hasGuardian ? 'guardian' : 'parent';
  const called = [call.askedFor, one.numbers[call.number]];
  const isOnly = (role: string): boolean => called.every((who) => who === role);
  if (age < 12) return isOnly(adult) ? [] : ['child under 12 called'];
  if (age >= 16) return isOnly('youth') ? [] : ['adult called for a young person of 16'];
  if (!called.includes('youth')) return isOnly(adult) ? [] : ['wrong adult'];
  const permission = saidByAdult(one, consents, 'youth_participation', call.at);
  return permission?.given === true ? [] : ['young person called without permission'];
}

function whoIsInterviewed(one: LoggedCase, consents: readonly LoggedConsent[], event: LoggedEvent): string[] {
  const age = ageAt(one.bornOn, event.at);
  const adult = one.hasGuardian ? 'guardian' : 'parent';
  const { role } = event.detail;
  if (age < 12) return isBy(role, adult) && agreed(consents, adult, event) ? [] : [NO_ADULT];
  if (age >= 16) return isBy(role, 'youth') && agreed(consents, 'youth', event) ? [] : [NO_OWN];
  return role === 'youth' ? asYoungPerson(one, consents, event) : insteadOfThem(one, consents, event);
}

function isBy(role: unknown, wanted: string): boolean {
  return role === wanted;
}

function asYoungPerson(one: LoggedCase, consents: readonly LoggedConsent[], event: LoggedEvent): string[] {
  const permission = saidByAdult(one, consents, 'youth_participation', event.at);
  return permission?.given === true && agreed(consents, 'youth', event) ? [] : [NO_PERMISSION];
}

function insteadOfThem(one: LoggedCase, consents: readonly LoggedConsent[], event: LoggedEvent): string[] {
  const instead = saidByAdult(one, consents, 'parent_instead', event.at);
  const isAdult = isBy(event.detail['role'], one.hasGuardian ? 'guardian' : 'parent');
  return instead?.given === true && isAdult ? [] : [NOT_ASKED];
}

const NO_ADULT = 'interview without agreement of the adult';
const NO_OWN = 'interview without own agreement';
const NO_PERMISSION = 'interview without permission and agreement';
const NOT_ASKED = 'interview with the adult without being asked';

/** Whether somebody agreed to be interviewed, the last thing they said about it counting. */
function agreed(consents: readonly LoggedConsent[], by: string, { at }: LoggedEvent): boolean {
  const said = consents.findLast(
    (one) => one.by === by && one.subject === 'own_participation' && one.at <= at,
  );
  return said?.given === true;
}
