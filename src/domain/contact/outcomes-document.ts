import {
  CASE_STATUS_TABLE,
  CASE_STATUSES,
  CASE_STEP_LABELS,
  CASE_TRANSITIONS,
  caseStatusAfter,
  type CaseStatus,
  type CaseStep,
} from './case-status.js';
import type { FollowUp, Outcome } from './outcome.js';
import { OUTCOME_LIST } from './outcome-table.js';

const FOLLOW_UPS: Readonly<Record<FollowUp, string>> = {
  retry_other_day_part: 'call again in another day-part',
  retry_after_delay: 'call again after a short wait',
  next_number: 'next number, or else final',
  appointment: 'call at the agreed time',
  refusal_conversion: 'once more, by another interviewer, if a supervisor allows it',
  resume: 'resume at the same question, by appointment or once',
  language_queue: 'wait for an interviewer with the language',
  close: 'final',
  separate_form: 'separate restricted form; not recorded as an outcome',
};

const INTRODUCTION = `# Outcomes and states of a case

Generated from the tables in \`src/domain/contact\`; a test refuses this page when it is out of date.
To renew it: \`npx vitest run test/domain/contact/outcomes-document.test.ts --update\`.

The codes are those of AAPOR's *Standard Definitions*, adapted to a sample of persons known by name: eligibility
comes from the client register, so an unanswered telephone is non-contact (2.20) and not unknown eligibility. Where
a sample of unlisted numbers would give the call another code, that code stands behind it.

> **Before printing a code in a report**, compare it with the edition of the Standard Definitions that the report
> names. The numbers here were written down without that document at hand; the sub-codes 3.90, 4.70 and 4.81 differ
> between its editions and survey modes. The groups, on which the rates rest, do not depend on the sub-code.

\`UO\` is used for a person of whom no number works, \`UH\` (3.16) for a line that only failed technically and (3.11)
for a case that was released and never dialled. While work goes on a case is \`open\`: an open appointment is no
refusal. When fieldwork ends, an interview that broke off counts as P when it is enough for that by the rule of its
questionnaire and the agreement stands; otherwise a refusal or break-off counts as R, other silence as NC. The same
holds when a supervisor closes a case.
`;

/**
 * The page on outcomes and states, as Markdown with a state diagram.
 * @example outcomesDocument().startsWith('# Outcomes') // true
 */
export function outcomesDocument(): string {
  return [
    INTRODUCTION,
    '## Outcomes\n',
    tableOf(
      ['Code', 'Dutch', 'AAPOR', 'Group', 'What follows', 'Wait', 'About', 'Flags'],
      OUTCOME_LIST.map(outcomeRow),
    ),
    '\nWaits are defaults in minutes. *Not counted* means that the dial does not count for the limits on attempts and',
    'dials a day.\n',
    '### What a study changes\n',
    'On the page *Instellingen* of a study, under *Uitkomsten*, a researcher changes per outcome the name on the button, the',
    'wait, and whether interviewers can choose it. Outcomes without which something cannot be written down (no answer, wrong',
    'number, refusal, break-off, interview, unsafe) are always there. The code of AAPOR, the group and what follows are the',
    'same in every study, so that the response can be compared. A change is in the audit log and holds from then on: the',
    'history keeps the codes that were recorded, and open cases get their next call by the new waits at once.\n',
    '## Statuses\n',
    tableOf(['Status', 'Dutch', 'Final', 'Group'], CASE_STATUSES.map(statusRow)),
    '\n`not_reached` counts as NC, as R after a refusal or break-off, and as UH when nothing was ever dialled.',
    '`excluded` counts as NE when the organisation had no such client in the report year (`geen_client_in_jaar`).\n',
    '## Transitions\n',
    'Exclusion and withdrawal are left out of the drawing: every status leads to `excluded`, save an interview that',
    'was held, and to `withdrawn`. Nothing leads out of these two.\n',
    '```mermaid',
    stateDiagram(),
    '```\n',
  ].join('\n');
}

function stateDiagram(): string {
  const arrows = CASE_STATUSES.flatMap((from) =>
    CASE_STATUSES.map((to) => ({ from, to, steps: stepsBetween(from, to) })),
  );
  const lines = arrows
    .filter(({ steps }) => steps.length > 0)
    .map(
      ({ from, to, steps }) =>
        `  ${from} --> ${to}: ${steps.map((step) => CASE_STEP_LABELS[step]).join(', ')}`,
    );
  const ends = CASE_STATUSES.filter((status) => CASE_STATUS_TABLE[status].isFinal).map(
    (status) => `  ${status} --> [*]`,
  );
  return ['stateDiagram-v2', '  [*] --> unreleased', ...lines, ...ends].join('\n');
}

function stepsBetween(from: CaseStatus, to: CaseStatus): readonly CaseStep[] {
  const steps = Object.keys(CASE_TRANSITIONS[from]) as CaseStep[];
  return steps.filter(
    (step) => step !== 'exclude' && step !== 'withdraw' && caseStatusAfter(from, step) === to,
  );
}

function outcomeRow(outcome: Outcome): readonly string[] {
  return [
    `\`${outcome.code}\``,
    outcome.label,
    codesOf(outcome),
    outcome.group ?? '–',
    FOLLOW_UPS[outcome.followUp],
    waitOf(outcome),
    outcome.concerns,
    flagsOf(outcome).join(', '),
  ];
}

function statusRow(status: CaseStatus): readonly string[] {
  const { label, isFinal, group } = CASE_STATUS_TABLE[status];
  return [`\`${status}\``, label, isFinal ? 'yes' : 'no', group ?? '–'];
}

function codesOf({ aaporCode, aaporCallCode }: Outcome): string {
  const call = aaporCallCode === null ? '' : ` (call ${aaporCallCode})`;
  return `${aaporCode ?? '–'}${call}`;
}

function waitOf({ delayMinutes, delaysPerDay }: Outcome): string {
  if (delayMinutes === null) return '–';
  const most = delaysPerDay === null ? '' : `, at most ${String(delaysPerDay)} a day`;
  return `${String(delayMinutes)}${most}`;
}

function flagsOf(outcome: Outcome): string[] {
  const flags: readonly (readonly [boolean, string])[] = [
    [outcome.isFinal, 'final'],
    [outcome.isContact, 'contact'],
    [!outcome.countsAsAttempt, 'not counted'],
    [outcome.needsNote, 'needs note'],
    [outcome.needsSupervisor, 'needs supervisor'],
    [outcome.asksAppointment, 'asks appointment'],
    [!outcome.isUndoable, 'cannot be undone'],
  ];
  return flags.filter(([isSet]) => isSet).map(([, name]) => name);
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
