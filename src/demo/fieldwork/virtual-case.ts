import { type Instant, localTime } from '../../domain/calendar/instant.js';
import type { CallPlan } from '../../domain/calling/call-plan.js';
import type { ConsentRecord, ContactRole } from '../../domain/consent/consent-record.js';
import { type ConsentVerdict, whoMayBeAsked } from '../../domain/consent/who-may-be-asked.js';
import type { CaseEvent } from '../../domain/contact/case-event.js';
import type { CaseState } from '../../domain/contact/case-state.js';
import { caseStateOf } from '../../domain/contact/case-state-of.js';
import type { StudyRules } from '../../domain/study/study-rules.js';
import { type CaseFile, permittedPlan } from '../../features/cases/cases.service.js';
import type { CaseAtStart } from './case-at-start.js';
import type { VirtualResponse } from './virtual-response.js';

/** Something said about taking part, with the interviewer who asked. */
export interface HeardConsent {
  readonly givenBy: ContactRole;
  readonly subject: ConsentRecord['subject'] | 'follow_up';
  readonly decision: 'given' | 'refused';
  readonly at: Instant;
  readonly interviewerId: string;
}

/** What an interviewer wrote for the next one. */
export interface VirtualNote {
  readonly at: Instant;
  readonly authorId: string;
  readonly text: string;
}

/** Version and language of the words that were read aloud. */
export interface ConsentText {
  readonly textVersion: string;
  readonly language: string;
}

/** A case whose history is played in memory, by the same rules as the program's. */
export class VirtualCase {
  readonly consents: HeardConsent[] = [];
  readonly notes: VirtualNote[] = [];
  /** Whom each call asked for, and who did what else, by key. */
  readonly askedFor = new Map<string, ContactRole>();
  readonly madeBy = new Map<CaseEvent, string>();
  readonly start: CaseAtStart;
  readonly rules: StudyRules;
  response: VirtualResponse | null = null;
  private readonly text: ConsentText;
  private readonly played: CaseEvent[] = [];
  private current: CaseState;

  constructor(start: CaseAtStart, rules: StudyRules, text: ConsentText) {
    this.start = start;
    this.rules = rules;
    this.text = text;
    this.current = caseStateOf(start.history);
  }

  get state(): CaseState {
    return this.current;
  }

  /** What happened since the first day of fieldwork. */
  get events(): readonly CaseEvent[] {
    return this.played;
  }

  /** @throws Error when it cannot have happened: the story of the demo is wrong */
  add(event: CaseEvent, madeBy: string): void {
    this.played.push(event);
    this.madeBy.set(event, madeBy);
    this.current = caseStateOf([...this.start.history, ...this.played]);
    if (this.current.ignoredEvents > 0) throw new Error(`${event.kind} cannot happen to this case`);
  }

  verdictAt(moment: Instant): ConsentVerdict {
    const { bornOn, hasGuardian } = this.start;
    const day = localTime(moment).date;
    return whoMayBeAsked({ bornOn, hasGuardian }, this.records(), day, this.rules.consent);
  }

  planAt(moment: Instant): CallPlan {
    const { record, bornOn, hasGuardian } = this.start;
    const file: CaseFile = {
      record,
      bornOn,
      hasGuardian,
      state: this.current,
      consents: this.records(),
      verdict: this.verdictAt(moment),
    };
    return permittedPlan(file, this.rules, localTime(moment).date);
  }

  private records(): ConsentRecord[] {
    return this.consents.flatMap(({ givenBy, subject, decision, at }) =>
      subject === 'follow_up' ? [] : [{ givenBy, subject, decision, at, withdrawnAt: null, ...this.text }],
    );
  }
}
