import { z } from 'zod';
import type { AnswerInput } from '../../domain/interview/read-answer.js';

/** The name of the field with the answer; the hidden codes of a typed answer come in a field beside it. */
const ANSWER_FIELD = 'answer';
const UNREAD_FIELD = `${ANSWER_FIELD}.unread`;

/** Marks a hidden code among the options, so that it cannot be taken for one. */
const HIDDEN_PREFIX = 'h';

const one = z.string().max(10_000).catch('');
const many = z.union([z.array(z.string()), z.string().transform((value) => [value])]).catch([]);

/** What the page of a question sends. Whether it is an answer is for the questionnaire to say. */
export const answerForm = z
  .object({
    [ANSWER_FIELD]: many,
    [UNREAD_FIELD]: one,
    other: one,
    version: z.coerce.number().int().nonnegative().catch(-1),
    shownAt: one,
    confirmed: one,
  })
  .transform((form) => {
    const values = form[ANSWER_FIELD].filter((value) => value !== '');
    const hidden = [...values, form[UNREAD_FIELD]].filter((value) => /^h\d{2}$/.test(value));
    const choices = values.filter((value) => !/^h\d{2}$/.test(value));
    const input: AnswerInput = {
      choices,
      text: choices[0] ?? '',
      other: form.other,
      hidden: hidden[0]?.slice(HIDDEN_PREFIX.length) ?? '',
    };
    return {
      input,
      version: form.version,
      shownAt: form.shownAt,
      isConfirmed: form.confirmed === confirmationOf(input),
      // Of a question with boxes to tick both can be chosen; that is no answer.
      isContradictory: choices.length > 0 && hidden.length > 0 && form[UNREAD_FIELD] === '',
    };
  });

/** What stands for "this answer, although it is unusual": another answer is not confirmed by it. */
export function confirmationOf(input: AnswerInput): string {
  return JSON.stringify([input.choices, input.text, input.other, input.hidden]);
}
