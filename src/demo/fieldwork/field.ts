import type { IdSource } from '../../database/ids.js';
import { addDays } from '../../domain/calendar/civil-date.js';
import { type Instant, instantAt, localTime } from '../../domain/calendar/instant.js';
import { callingHoursOn } from '../../domain/calling/calling-hours.js';
import type { Questionnaire } from '../../domain/questionnaire/model.js';
import type { StudyRules } from '../../domain/study/study-rules.js';
import { type AgendaMoment, agendaMoments } from './agenda.js';
import type { Dice } from './dice.js';
import type { VirtualCase } from './virtual-case.js';

/** What everybody in the field has in common. */
export interface FieldSetting {
  readonly rules: StudyRules;
  readonly questionnaire: Questionnaire;
  readonly now: Instant;
  readonly dice: Dice;
  readonly newId: IdSource;
  /** First the one whose account can be used: the hard appointments of today are theirs. */
  readonly interviewerIds: readonly [string, ...string[]];
  readonly supervisorId: string;
}

/** Days before the end in which appointments go to the agenda of the demo, and the supervisor is behind. */
const LAST_DAYS = 5;

/** The field of the past weeks. */
export class Field {
  readonly setting: FieldSetting;
  private readonly agenda: AgendaMoment[];
  private readonly qualities = new Map<string, 'right' | 'wrong' | 'dead'>();
  private readonly lastDaysFrom: Instant;

  constructor(setting: FieldSetting) {
    const { now, rules } = setting;
    this.setting = setting;
    this.agenda = [...agendaMoments(now, rules.calling)];
    this.lastDaysFrom = instantAt(addDays(localTime(now).date, -LAST_DAYS), 0);
  }

  isInLastDays(moment: Instant): boolean {
    return moment >= this.lastDaysFrom;
  }

  /** Whether a number is right stays as it is, whoever dials it. */
  qualityOf(numberId: string, { start }: VirtualCase): 'right' | 'wrong' | 'dead' {
    const quality = this.qualities.get(numberId) ?? start.person.numberQuality();
    this.qualities.set(numberId, quality);
    return quality;
  }

  /** Whether the agenda of the demo still has a place for this interviewer. */
  wantsAppointment(interviewerId: string, at: Instant): boolean {
    return this.isInLastDays(at) && this.placeInAgenda(interviewerId) >= 0;
  }

  /** The moment of a new appointment: a free place in the agenda, or one of the next days. */
  agree(interviewerId: string, at: Instant): AgendaMoment {
    const place = this.isInLastDays(at) ? this.placeInAgenda(interviewerId) : -1;
    const [moment] = place < 0 ? [] : this.agenda.splice(place, 1);
    return moment ?? this.momentOfNextDays(at);
  }

  private placeInAgenda(interviewerId: string): number {
    const [own] = this.setting.interviewerIds;
    return this.agenda.findIndex(({ firmness }) => (firmness === 'hard') === (interviewerId === own));
  }

  private momentOfNextDays(at: Instant): AgendaMoment {
    const { dice, rules } = this.setting;
    const firmness = dice.chance(35) ? 'hard' : 'soft';
    for (let day = addDays(localTime(at).date, dice.between(1, 3)); ; day = addDays(day, 1)) {
      const [span] = callingHoursOn(day, rules.calling);
      if (span === undefined) continue;
      const quarters = Math.floor((span.untilMinute - span.fromMinute) / 15);
      return { at: instantAt(day, span.fromMinute + 15 * dice.between(2, quarters - 2)), firmness };
    }
  }
}
