import type { Role } from '../../domain/access/role.js';
import {
  REPLACEMENTS,
  SCRUB_KINDS,
  type ScrubKind,
  scrubbed,
  type WordChoice,
} from '../../domain/quotes/scrub.js';
import type {
  Checkbox,
  ErrorSummary,
  Link,
  PageHeading,
  SelectField,
  SubNavigation,
} from '../../web/components.js';
import { errorSummary, fieldError, type FieldErrors } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import type { StudyAndQuestion } from '../coding/coded-questions.service.js';
import { studyNavigation } from '../studies/study-navigation.js';
import { choosePath, scrubPath } from './quote-paths.js';
import { type TypedChoices, wordField } from './quotes.forms.js';
import type { AnswerToScrub } from './quotes.service.js';

interface QuotePageFrame {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly heading: PageHeading;
  readonly errors: ErrorSummary;
  readonly action: string;
}

interface ScrubPage extends QuotePageFrame {
  /** The answer, with the words that somebody must decide on marked. */
  readonly answer: readonly { readonly text: string; readonly isProposed: boolean }[];
  readonly proposals: readonly SelectField[];
  readonly others: readonly { readonly name: string; readonly word: string; readonly isCut: boolean }[];
  readonly back: Link;
}

export const scrubView = view<ScrubPage>('quotes/scrub');

interface PageState {
  readonly roles: readonly Role[];
  readonly name: string;
  readonly errors: FieldErrors;
}

/** The words of an answer, to decide which go. */
export function scrubPage(
  about: StudyAndQuestion,
  answer: AnswerToScrub,
  state: PageState & { readonly choices: TypedChoices },
): ScrubPage {
  const { words, proposals } = answer;
  return {
    ...frameOf(about, answer, state),
    answer: words.map((text, at) => ({ text, isProposed: (proposals[at] ?? null) !== null })),
    proposals: words.flatMap((_, at) => {
      const proposal = proposals[at] ?? null;
      return proposal === null ? [] : [decisionField(answer, { at, proposal, state })];
    }),
    others: words.flatMap((word, at) =>
      (proposals[at] ?? null) === null
        ? [{ name: wordField(at), word, isCut: state.choices[at] === 'cut' }]
        : [],
    ),
    back: { label: 'Kies een ander antwoord', href: choosePath(about) },
  };
}

function frameOf(about: StudyAndQuestion, answer: AnswerToScrub, state: PageState): QuotePageFrame {
  const { study, question } = about;
  return {
    title: `Citaat bij ${question.id}`,
    studyName: study.name,
    navigation: studyNavigation(study.slug, state.roles, 'quotes'),
    heading: {
      title: `Citaat: ${state.name}`,
      intro:
        'Haal weg waaraan iemand te herkennen is: namen, plaatsen, scholen, nummers en data, maar ook een bijnaam of een verhaal dat maar één gezin kan vertellen.',
    },
    errors: errorSummary(state.errors),
    action: scrubPath(about, answer.id),
  };
}

function decisionField(
  { words }: AnswerToScrub,
  {
    at,
    proposal,
    state,
  }: {
    readonly at: number;
    readonly proposal: ScrubKind;
    readonly state: PageState & { readonly choices: TypedChoices };
  },
): SelectField {
  const name = wordField(at);
  const kinds = [proposal, ...SCRUB_KINDS.filter((kind) => kind !== proposal)];
  return {
    name,
    label: `Woord ${String(at + 1)}: “${words[at] ?? ''}”`,
    description: `… ${words.slice(Math.max(0, at - 4), at + 5).join(' ')} …`,
    value: state.choices[at] ?? '',
    blank: 'Beslis',
    options: [
      ...kinds.slice(0, 1).map(replacingOption),
      { value: 'keep', label: 'laat staan' },
      ...kinds.slice(1).map(replacingOption),
      { value: 'cut', label: 'laat weg: […]' },
    ],
    ...fieldError(state.errors, name),
  };
}

function replacingOption(kind: ScrubKind): { readonly value: string; readonly label: string } {
  return { value: kind, label: `vervang door ${REPLACEMENTS[kind]}` };
}

interface ConfirmPage extends QuotePageFrame {
  readonly quote: string;
  readonly background: string;
  /** The choices, carried along. */
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  readonly confirmed: Checkbox;
}

export const confirmView = view<ConfirmPage>('quotes/confirm');

/** The quote as it will be in the report, to be read once more. */
export function confirmPage(
  about: StudyAndQuestion,
  answer: AnswerToScrub,
  state: PageState & { readonly choices: readonly WordChoice[] },
): ConfirmPage {
  return {
    ...frameOf(about, answer, state),
    quote: scrubbed(answer.words, state.choices),
    background:
      answer.background === ''
        ? 'Zonder achtergrond: minder dan tien respondenten delen die.'
        : answer.background,
    fields: state.choices.flatMap((choice, at) =>
      choice === 'keep' && (answer.proposals[at] ?? null) === null
        ? []
        : [{ name: wordField(at), value: choice }],
    ),
    confirmed: {
      name: 'confirmed',
      label: 'Ik heb elk woord van dit citaat gelezen, en niemand is eraan te herkennen',
      value: 'yes',
      checked: false,
      ...fieldError(state.errors, 'confirmed'),
    },
  };
}
