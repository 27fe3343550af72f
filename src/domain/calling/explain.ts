import { type Instant, localTime } from '../calendar/instant.js';
import type { CaseState } from '../contact/case-state.js';
import { CASE_STATUS_TABLE } from '../contact/case-status.js';
import { firstMomentOf } from './appointment-hours.js';
import type { CallPlan, DuePlan, DueReason, NoPlan, NotDueReason } from './call-plan.js';
import { dayPartAt, isCallingTime, type Slot } from './calling-hours.js';
import type { CallingRules } from './calling-rules.js';
import {
  type Claimant,
  type ClaimHindrance,
  findClaimHindrance,
  isKept,
  type Surroundings,
} from './claim.js';
import { nextDue } from './next-due.js';

/** Why a case is or is not called now. */
export interface Explanation {
  readonly mayBeCalledNow: boolean;
  /** From when it may be called; `null` when no call is planned. */
  readonly from: Instant | null;
  /** Dutch, without any name or number. */
  readonly sentence: string;
}

const WHY: Readonly<Record<DueReason, string>> = {
  appointment_hard: 'er is een vaste afspraak',
  appointment_soft: 'er is een zachte afspraak',
  interview_broken_off: 'het interview is afgebroken en wordt hervat',
  line_busy: 'de lijn was bezet of gestoord',
  other_day_part: 'er is nog niemand gesproken',
  next_number: 'het vorige nummer klopte niet; er is nog een nummer',
  outcome_missing: 'van het laatste telefoontje is geen uitkomst vastgelegd',
  conversion: 'na een zachte weigering mag nog één keer worden gebeld, door een andere enquêteur',
  language: 'er is een enquêteur nodig die de taal spreekt',
  first_call: 'deze casus is nog niet gebeld',
  waits_for_birthday: 'tot de verjaardag is er niemand met een werkend nummer die mag worden gebeld',
};

const WHY_NOT: Readonly<Record<Exclude<NotDueReason, 'final'>, string>> = {
  unreleased: 'Nu niet: de deelsteekproef van deze casus is nog niet vrijgegeven.',
  paused:
    'Nu niet: deze casus is gepauzeerd, door de veldwerkleider of na een overlijden in het gezin. De veldwerkleider beslist.',
  refusal_to_decide:
    'Nu niet: na een zachte weigering beslist de veldwerkleider of er nog één keer wordt gebeld.',
  conversion_over:
    'Niet meer: de dagen waarin na een zachte weigering nog gebeld mocht worden, zijn voorbij.',
  attempts_used:
    'Nu niet: alle pogingen zijn gebruikt. De veldwerkleider kan pogingen toevoegen of de casus sluiten.',
  dials_used: 'Nu niet: er is te vaak gebeld, ook als bezette lijnen meetellen. De veldwerkleider beslist.',
  resumes_used: 'Nu niet: hervatten is geprobeerd en niet gelukt. De veldwerkleider beslist.',
  no_number: 'Nu niet: er is geen werkend telefoonnummer.',
  no_number_for_person: 'Nu niet: er is geen werkend nummer van iemand die nu mag worden gebeld.',
  nobody_may_be_asked: 'Nu niet: niemand mag worden gevraagd.',
  contact_data_erased: 'Niet meer: de contactgegevens zijn gewist.',
};

/** Sentences for what stands around a case, not in it. */
const WHY_NOT_GIVEN: Readonly<Record<Exclude<ClaimHindrance, 'over' | 'not_yet' | 'field_paused'>, string>> =
  {
    assigned_to_other:
      'Nu niet: deze casus is toegewezen aan iemand die geen casussen (meer) krijgt. Wel zodra de veldwerkleider de toewijzing opheft of wijzigt.',
    in_hand: 'Nu niet: een enquêteur is met deze casus bezig.',
    target_reached:
      'Nu niet: het domein heeft alle interviews die nodig zijn, of de laatste plaatsen zijn bezet. Wel als een plaats vrijkomt of het doel hoger wordt.',
    family_in_hand:
      'Nu niet: een enquêteur belt nu over een ander kind van dit gezin. Wel zodra dat gesprek klaar is.',
    kept_for_own: 'Nu niet: de eigen enquêteur gaat nog voor.',
    refused_to_them:
      'Nu niet: na een zachte weigering belt een andere enquêteur. Wel zodra er een andere enquêteur is.',
    language:
      'Nu niet: geen enquêteur spreekt de taal die nodig is. Wel zodra de veldwerkleider er een indeelt, anders beslist de veldwerkleider.',
    skill:
      'Nu niet: geen enquêteur is ingedeeld om na een zachte weigering te bellen. Wel zodra de veldwerkleider er een indeelt.',
  };

/** A case with the plan for its next call. */
export interface PlannedCase {
  readonly state: CaseState;
  readonly plan: CallPlan;
}

/**
 * Says of a case why it may be called now, or why not and from when, by the same decisions that put it in the queue
 * and give it out.
 * @param planned the case and its plan
 * @param claimants the interviewers who could take it; empty when it does not matter who
 * @param around what goes on around the case
 * @example explainPlan({ state, plan: nextDue(state, rules) }, [], around).sentence
 */
export function explainPlan(
  planned: PlannedCase,
  claimants: readonly Claimant[],
  around: Surroundings,
): Explanation {
  const { state, plan } = planned;
  if (!plan.isDue) return { mayBeCalledNow: false, from: null, sentence: whyNever(state, plan) };
  const { now, rules } = around;
  const from = firstMomentOf(plan, plan.dueAt > now ? plan.dueAt : now, rules);
  const hindrance = findClaimHindrance(plan, claimants, around);
  if (hindrance === null) return { mayBeCalledNow: true, from: now, sentence: whyNow(plan, around) };
  if (hindrance === 'over' || (plan.expiresAt !== null && plan.expiresAt <= from)) {
    return { mayBeCalledNow: false, from: null, sentence: WHY_NOT.conversion_over };
  }
  const hasNoEnd = hindrance === 'target_reached' || hindrance === 'field_paused';
  return {
    mayBeCalledNow: false,
    from: hasNoEnd ? null : from,
    sentence: whyNotNow(plan, hindrance, { from, now, rules, pause: around.pause }),
  };
}

/**
 * The same as if nothing went on around the case.
 * @param state the case
 * @param rules the calling rules of the study
 * @param now the moment
 * @param plan the plan for its next call; the one that follows from the case alone when absent
 * @example
 * // never dialled, Wednesday morning
 * explain(state, DEFAULT_CALLING_RULES, now).sentence
 * // 'Nu niet: deze casus is nog niet gebeld, en de eerste keer gaat na schooltijd of in de avond. Wel vanaf woensdag 1 april 15.00 uur.'
 */
export function explain(
  state: CaseState,
  rules: CallingRules,
  now: Instant,
  plan: CallPlan = nextDue(state, rules),
): Explanation {
  const around = {
    now,
    rules,
    shifts: null,
    isInHand: state.heldBy !== null,
    isFamilyInHand: false,
    isTargetReached: false,
    pause: null,
  };
  return explainPlan({ state, plan }, [], around);
}

function whyNotNow(
  plan: DuePlan,
  hindrance: Exclude<ClaimHindrance, 'over'>,
  { pause, ...later }: Later & Pick<Surroundings, 'pause'>,
): string {
  if (hindrance === 'not_yet') return whyLater(plan, later);
  if (hindrance !== 'field_paused') return WHY_NOT_GIVEN[hindrance];
  const what = pause?.scope === 'study' ? 'het hele veldwerk' : 'het domein van deze casus';
  const why = (pause?.reason ?? '').replace(/\.$/, '');
  return `Nu niet: ${what} is gepauzeerd (${why}). Wel zodra de veldwerkleider de pauze opheft.`;
}

function whyNever(state: CaseState, { reason, consent }: NoPlan): string {
  if (reason !== 'final') return consent === undefined ? WHY_NOT[reason] : `${WHY_NOT[reason]} ${consent}`;
  return `Niet meer: deze casus is afgerond (${CASE_STATUS_TABLE[state.status].label}).`;
}

function whyNow(plan: DuePlan, { now, shifts }: Surroundings): string {
  const assigned =
    plan.assignedTo === null ? '' : ' Alleen voor de enquêteur aan wie de casus is toegewezen.';
  const kept = isKept(plan, now, shifts) ? ' De eigen enquêteur gaat voor.' : '';
  const late = plan.lateAt !== null && now > plan.lateAt ? ' De afspraak is te laat: bel meteen.' : '';
  return `Nu aan de beurt: ${WHY[plan.reason]}.${assigned}${kept}${late}`;
}

interface Later {
  readonly from: Instant;
  readonly now: Instant;
  readonly rules: CallingRules;
}

function whyLater(plan: DuePlan, { from, now, rules }: Later): string {
  const when = `Wel vanaf ${dutchMoment(from)}.`;
  const isShut = plan.dueAt <= now && !isCallingTime(now, rules);
  if (isShut) return `Nu niet: het is nu geen beltijd (${WHY[plan.reason]}). ${when}`;
  return `Nu niet: ${WHY[plan.reason]}${whichSlot(plan.slot, from, rules)}. ${when}`;
}

function whichSlot(slot: Slot, from: Instant, rules: CallingRules): string {
  if (slot === 'first') {
    const parts = rules.dayParts.filter(({ code }) => rules.firstAttemptDayParts.includes(code));
    return `, en de eerste keer is op een goed dagdeel (${parts.map(({ label }) => label).join(' of ')})`;
  }
  const part = slot.startsWith('part:') ? dayPartAt(from, rules) : null;
  return part === null ? '' : `, en de volgende keer is op een ander dagdeel (${part.label})`;
}

const WEEKDAYS = ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag'];
const MONTHS = [
  'januari',
  'februari',
  'maart',
  'april',
  'mei',
  'juni',
  'juli',
  'augustus',
  'september',
  'oktober',
  'november',
  'december',
];

function dutchMoment(moment: Instant): string {
  const { date, weekday, minuteOfDay } = localTime(moment);
  const day = `${WEEKDAYS[weekday - 1] ?? ''} ${String(Number(date.slice(8)))} ${MONTHS[Number(date.slice(5, 7)) - 1] ?? ''}`;
  return `${day} ${String(Math.floor(minuteOfDay / 60))}.${String(minuteOfDay % 60).padStart(2, '0')} uur`;
}
