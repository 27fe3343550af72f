/** What an interviewer can do that not everybody can. */
export const INTERVIEWER_SKILLS = ['conversion'] as const;

/** The code of a skill. */
export type InterviewerSkill = (typeof INTERVIEWER_SKILLS)[number];

/** How each skill is called on the screen. */
export const INTERVIEWER_SKILL_LABELS: Readonly<Record<InterviewerSkill, string>> = {
  conversion: 'nog één keer bellen na een zachte weigering',
};
