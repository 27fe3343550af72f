import { type Code, codesInUse } from '../../domain/coding/code-frame.js';
import type {
  ButtonLink,
  ErrorSummary,
  PageHeading,
  PostButton,
  SelectField,
  SubNavigation,
  TextField,
} from '../../web/components.js';
import { formatCount } from '../../web/dutch-format.js';
import { fieldError } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import type { StoredFrame } from './code-frames.service.js';
import type { StudyAndQuestion } from './coded-questions.service.js';
import { codingPath } from './coding-paths.js';
import { type CodeFields, codeFields, type FrameState, frameTop, optionOf } from './frame-parts.js';

interface CodePage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly heading: PageHeading;
  readonly errors: ErrorSummary;
  readonly version: number;
  readonly change: { readonly action: string; readonly fields: CodeFields };
  readonly merge: { readonly action: string; readonly into: SelectField } | null;
  readonly split: { readonly action: string; readonly parts: readonly TextField[] } | null;
  readonly remove: PostButton | null;
}

export const codeView = view<CodePage>('coding/code');

/** One code: its texts, and what can be done with it. */
export function codePage(
  about: StudyAndQuestion,
  { frame, version }: StoredFrame,
  state: FrameState & { readonly code: Code; readonly csrfToken: string; readonly answers: number },
): CodePage {
  const { code, errors, typed, answers } = state;
  const path = (last: string): string => codingPath(about, 'frame', `codes/${String(code.number)}/${last}`);
  const others = codesInUse(frame).filter(({ number }) => number !== code.number);
  const back: ButtonLink = {
    label: 'Naar het codeerschema',
    href: codingPath(about, 'frame'),
    kind: 'secondary',
  };
  return {
    ...frameTop(about, state),
    title: `Code ${String(code.number)} van ${about.question.id}`,
    heading: {
      title: `${String(code.number)} ${code.label}`,
      intro: `${formatCount(answers)} antwoorden hebben deze code.`,
      actions: [back],
    },
    version,
    change: { action: path('change'), fields: codeFields(about, frame, { code, state }) },
    merge:
      code.isOption || others.length === 0
        ? null
        : {
            action: path('merge'),
            into: {
              name: 'into',
              label: 'Samenvoegen met',
              description: 'Antwoorden met deze code krijgen de andere.',
              value: typed['into'] ?? '',
              blank: 'Kies een code',
              options: others.map(optionOf),
              ...fieldError(errors, 'into'),
            },
          },
    split: code.isOption
      ? null
      : {
          action: path('split'),
          parts: [1, 2, 3].map((part) => ({
            name: `part-${String(part)}`,
            label: `Naam van deel ${String(part)}`,
            value: typed[`part-${String(part)}`] ?? '',
            maxLength: 120,
            ...(part === 3 ? { optional: true } : {}),
            ...fieldError(errors, `part-${String(part)}`),
          })),
        },
    remove:
      code.isOption || answers > 0
        ? null
        : {
            action: path('remove'),
            csrfToken: state.csrfToken,
            label: 'Verwijder deze code',
            kind: 'danger',
            fields: [{ name: 'version', value: String(version) }],
          },
  };
}
