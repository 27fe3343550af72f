/** The states of a study, in the order in which it passes them. */
export const STUDY_STATUSES = [
  'design',
  'sample_drawn',
  'checking',
  'fieldwork',
  'closed',
  'destroyed',
] as const;

/** How far a study is. */
export type StudyStatus = (typeof STUDY_STATUSES)[number];

/** What moves a study from one state to the next. */
export type StudyStep =
  | 'draw_sample'
  | 'redraw_sample'
  | 'start_check'
  | 'skip_check'
  | 'start_fieldwork'
  | 'close_fieldwork'
  | 'destroy_contact_data';

/** How each state is called on the screen. */
export const STUDY_STATUS_LABELS: Readonly<Record<StudyStatus, string>> = {
  design: 'in voorbereiding',
  sample_drawn: 'steekproef getrokken',
  checking: 'controle door organisaties',
  fieldwork: 'in veldwerk',
  closed: 'gesloten',
  destroyed: 'contactgegevens vernietigd',
};

/** How each step is called on the screen. */
export const STUDY_STEP_LABELS: Readonly<Record<StudyStep, string>> = {
  draw_sample: 'steekproef trekken',
  redraw_sample: 'opnieuw trekken',
  start_check: 'controle starten',
  skip_check: 'zonder controle verder',
  start_fieldwork: 'veldwerk starten',
  close_fieldwork: 'veldwerk sluiten',
  destroy_contact_data: 'contactgegevens vernietigen',
};

/**
 * The only moves that a study can make. A sample may be drawn again until the organisations have it; what is
 * destroyed does not come back.
 */
const STUDY_TRANSITIONS: Readonly<Record<StudyStatus, Partial<Readonly<Record<StudyStep, StudyStatus>>>>> = {
  design: { draw_sample: 'sample_drawn' },
  sample_drawn: { redraw_sample: 'sample_drawn', start_check: 'checking', skip_check: 'fieldwork' },
  checking: { start_fieldwork: 'fieldwork' },
  fieldwork: { close_fieldwork: 'closed' },
  closed: { destroy_contact_data: 'destroyed' },
  destroyed: {},
};

/**
 * The state of a study after a step.
 * @param status the state now
 * @param step what somebody wants to do
 * @returns the next state, or `null` when the step is not possible now
 * @example studyStatusAfter('design', 'close_fieldwork') // null
 */
export function studyStatusAfter(status: StudyStatus, step: StudyStep): StudyStatus | null {
  return STUDY_TRANSITIONS[status][step] ?? null;
}

/**
 * The steps that are possible now, in the order of the table.
 * @example studyStepsFrom('checking') // ['start_fieldwork']
 */
export function studyStepsFrom(status: StudyStatus): readonly StudyStep[] {
  return Object.keys(STUDY_TRANSITIONS[status]) as StudyStep[];
}
