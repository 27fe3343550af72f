import { z } from 'zod';
import type { AnswerInput } from '../../domain/interview/read-answer.js';
import { answerInputOf } from '../../web/question-screen.js';

const one = z.string().max(10_000).catch('');

/** What the page of a question sends beside the answer. */
const pageSchema = z.object({
  version: z.coerce.number().int().nonnegative().catch(-1),
  shownAt: one,
  confirmed: one,
  // Which button was pressed; on to the next question when none was.
  step: z.enum(['next', 'back', 'stop']).catch('next'),
});

/** What came from the page of a question. */
export interface AnswerForm {
  readonly input: AnswerInput;
  readonly version: number;
  readonly shownAt: string;
  readonly step: 'next' | 'back' | 'stop';
  readonly isConfirmed: boolean;
  readonly isContradictory: boolean;
}

/** Reads what the page of a question sends. Whether it is an answer is for the questionnaire to say. */
export function answerForm(fields: Readonly<Record<string, unknown>>): AnswerForm {
  const { version, shownAt, confirmed, step } = pageSchema.parse(fields);
  const input = answerInputOf(fields);
  return {
    input,
    version,
    shownAt,
    step,
    isConfirmed: confirmed === confirmationOf(input),
    // Of a question with boxes to tick both can be chosen; that is no answer.
    isContradictory:
      input.choices.length > 0 && input.hidden !== '' && typeof fields['answer.unread'] !== 'string',
  };
}

/** What stands for "this answer, although it is unusual": another answer is not confirmed by it. */
export function confirmationOf(input: AnswerInput): string {
  return JSON.stringify([input.choices, input.text, input.other, input.hidden]);
}

/** What becomes of the answers when somebody else goes on. */
export const handoverForm = z.object({ answers: z.enum(['keep', 'delete']) });

/** The language in which the interview goes on. */
export const languageForm = z.object({ language: z.string().max(10) });
