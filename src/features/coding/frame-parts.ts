import type { Role } from '../../domain/access/role.js';
import { type Code, type CodeFrame, codesInUse } from '../../domain/coding/code-frame.js';
import { limitsOf } from '../../domain/coding/coded-questionnaire.js';
import type { ErrorSummary, SelectField, SubNavigation, TextField } from '../../web/components.js';
import { errorSummary, fieldError, type FieldErrors } from '../../web/form-errors.js';
import { studyNavigation } from '../studies/study-navigation.js';
import type { StudyAndQuestion } from './coded-questions.service.js';

/** What was typed in a form that was refused. */
export type Typed = Readonly<Record<string, string>>;

/** The fields of the texts of a code. */
export interface CodeFields {
  readonly label: TextField;
  readonly definition: TextField;
  readonly example: TextField;
  readonly parent: SelectField | null;
}

/** What the page of a frame and that of a code need. */
export interface FrameState {
  readonly roles: readonly Role[];
  readonly name: string;
  readonly typed: Typed;
  readonly errors: FieldErrors;
}

/** What both pages begin with. */
export function frameTop(
  { study }: StudyAndQuestion,
  { roles, errors }: FrameState,
): {
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly errors: ErrorSummary;
} {
  return {
    studyName: study.name,
    navigation: studyNavigation(study.slug, roles, 'coding'),
    errors: errorSummary(errors),
  };
}

/** What a code is called, also one that is not in use any more. */
export function nameOfCode({ codes }: CodeFrame, number: number): string {
  return codes.find((code) => code.number === number)?.label ?? String(number);
}

/** The fields of a new code, or of one that is there. */
export function codeFields(
  { question }: StudyAndQuestion,
  frame: CodeFrame,
  { code, state }: { readonly code: Code | null; readonly state: FrameState },
): CodeFields {
  const field = (name: 'label' | 'definition' | 'example', label: string): TextField => ({
    name,
    label,
    value: state.typed[name] ?? code?.[name] ?? '',
    maxLength: name === 'label' ? 120 : 300,
    ...fieldError(state.errors, name),
  });
  return {
    label: field('label', 'Naam'),
    definition: { ...field('definition', 'Wanneer hoort een antwoord hierbij'), optional: true },
    example: {
      ...field('example', 'Voorbeeld'),
      description: 'Verzonnen of zonder namen: dit ziet iedereen die codeert.',
      optional: true,
    },
    parent: limitsOf(question).mayGroup ? parentField(frame, code, state.typed) : null,
  };
}

function parentField(frame: CodeFrame, code: Code | null, typed: Typed): SelectField | null {
  const parents = codesInUse(frame).filter(
    ({ parent, number }) => parent === null && number !== code?.number,
  );
  if (parents.length === 0) return null;
  const own = code?.parent ?? null;
  return {
    name: 'parent',
    label: 'Valt onder',
    value: typed['parent'] ?? (own === null ? '' : String(own)),
    options: [{ value: '', label: 'geen andere code' }, ...parents.map(optionOf)],
    optional: true,
  };
}

/** A code to choose. */
export function optionOf({ number, label }: Code): SelectField['options'][number] {
  return { value: String(number), label: `${String(number)} ${label}` };
}
