import type { CivilDate } from '../../domain/calendar/civil-date.js';
import type { StudyDomain } from '../../domain/study/study-domain.js';
import type { StudyRules } from '../../domain/study/study-rules.js';
import type { StudyStatus } from '../../domain/study/study-status.js';

/** One measurement: what is asked of whom, about which year, under which rules. */
export interface Study {
  readonly id: string;
  /** The name in URLs and commands; never changes. */
  readonly slug: string;
  readonly name: string;
  /** The year that the answers are about. */
  readonly reportYear: number;
  readonly questionnaireId: string;
  readonly status: StudyStatus;
  /** For training: nothing is dialled. */
  readonly isPractice: boolean;
  readonly rules: StudyRules;
  readonly fieldworkStartsOn: CivilDate | null;
  readonly fieldworkEndsOn: CivilDate | null;
  readonly domains: readonly Domain[];
}

/** A domain of one study, with its sizes. */
export interface Domain extends StudyDomain {
  readonly id: string;
  /** Persons in the stratum, once known: from the draw, or given with imported answers. */
  readonly populationSize: number | null;
  readonly targetInterviews: number | null;
}
