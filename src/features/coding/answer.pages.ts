import type { Role } from '../../domain/access/role.js';
import { type Code, type CodeFrame, codesInUse } from '../../domain/coding/code-frame.js';
import { limitsOf } from '../../domain/coding/coded-questionnaire.js';
import type { Coding } from '../../domain/coding/coding-outcome.js';
import type { CodesProblem } from '../../domain/coding/read-codes.js';
import type {
  Checkbox,
  ErrorSummary,
  Link,
  PostButton,
  Progress,
  SubNavigation,
  TextField,
} from '../../web/components.js';
import { formatCount } from '../../web/dutch-format.js';
import { errorSummary, fieldError, type FieldErrors } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import type { StudyAndQuestion } from './coded-questions.service.js';
import { codingPath } from './coding-paths.js';
import { type AnswerToCode, codesAsShown, type StateCount } from './coding.service.js';
import { type AnswerToDecide, decisionAsShown } from './deciding.service.js';

/** A code in the list beside an answer. */
export interface ListedCode {
  readonly number: number;
  readonly label: string;
  /** Under another code. */
  readonly isPart: boolean;
  readonly help: string;
}

interface AnswerPage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  /** Where the question stands, above the answer. */
  readonly place: string;
  readonly progress: Progress;
  readonly asked: string;
  readonly text: string;
  /** What coders made of it, when a decision is needed; or what it was before a code was split. */
  readonly remarks: readonly string[];
  readonly errors: ErrorSummary;
  /** `null` when the answer can only be changed by a decision. */
  readonly form: CodesForm | null;
  readonly codes: readonly ListedCode[];
  readonly links: readonly (Link & { readonly isPrevious?: true })[];
  readonly undo: PostButton | null;
}

interface CodesForm {
  readonly action: string;
  readonly shown: string;
  readonly field: TextField;
  readonly doubt: Checkbox | null;
  readonly submit: string;
}

export const codingAnswerView = view<AnswerPage>('coding/answer');

/** What stands around an answer. */
export interface AnswerState {
  readonly roles: readonly Role[];
  readonly csrfToken: string;
  readonly name: string;
  readonly frame: CodeFrame;
  readonly counts: readonly StateCount[];
  /** What was typed, when it was refused. */
  readonly typed: string | null;
  readonly errors: FieldErrors;
}

/** An answer to code. */
export function codingAnswerPage(
  about: StudyAndQuestion,
  answer: AnswerToCode,
  state: AnswerState & { readonly previous: string | null },
): AnswerPage {
  const { own, isClosed } = answer;
  return {
    ...commonParts(about, state),
    title: `${about.question.id} indelen`,
    text: answer.text,
    remarks: remarksOf(answer, state.frame),
    form: isClosed ? null : codesForm(about, answer, state),
    links: [
      ...(state.previous === null ? [] : [previousLink(about, state.previous)]),
      ...(isClosed
        ? [{ label: 'Wijzig met een beslissing', href: codingPath(about, 'decide', answer.id) }]
        : []),
      {
        label: isClosed ? 'Naar het volgende' : 'Sla over',
        href: `${codingPath(about, 'next')}?after=${answer.id}`,
      },
      stopLink(about),
    ],
    undo:
      own === null || isClosed
        ? null
        : {
            action: codingPath(about, 'answers', `${answer.id}/undo`),
            csrfToken: state.csrfToken,
            label: 'Maak de indeling ongedaan',
            kind: 'subtle',
          },
  };
}

function codesForm(
  about: StudyAndQuestion,
  { id, own }: Pick<AnswerToCode, 'id' | 'own'>,
  state: AnswerState,
): CodesForm {
  return {
    action: codingPath(about, 'answers', id),
    shown: codesAsShown(own),
    field: codesField(about, state, own?.codes ?? []),
    doubt: {
      name: 'doubt',
      label: 'Ik twijfel',
      description: 'Een ander beslist mee. Of typ een vraagteken achter de codes.',
      value: 'yes',
      checked: own?.isDoubted === true,
      optional: true,
    },
    submit: 'Opslaan en volgende',
  };
}

function remarksOf({ own, isClosed, earlierCodes }: AnswerToCode, frame: CodeFrame): string[] {
  const given =
    own === null
      ? []
      : [
          `Uw indeling: ${namesOf(own.codes, frame)}. Die staat vast: twee codeurs hebben dit antwoord ingedeeld, of er is over beslist.`,
        ];
  return [
    ...(isClosed ? given : []),
    ...(earlierCodes.length === 0 ? [] : [earlierText(earlierCodes, frame)]),
  ];
}

function previousLink(about: StudyAndQuestion, id: string): Link & { readonly isPrevious: true } {
  return { label: 'Terug naar het vorige', href: codingPath(about, 'answers', id), isPrevious: true };
}

function stopLink({ study }: StudyAndQuestion): Link {
  return { label: 'Stop met indelen', href: studyPath(study.slug, 'coding') };
}

/** An answer on which coders differ or were in doubt, or that somebody wants to change after that. */
export function decidePage(about: StudyAndQuestion, answer: AnswerToDecide, state: AnswerState): AnswerPage {
  return {
    ...commonParts(about, state),
    title: `${about.question.id}: beslissen`,
    text: answer.text,
    remarks: answer.codings.map((coding, at) => codingText(coding, at, state.frame)),
    form: {
      action: codingPath(about, 'decide', answer.id),
      shown: decisionAsShown(answer),
      field: codesField(about, state, answer.decided ?? []),
      doubt: null,
      submit: 'Beslis en volgende',
    },
    links: [
      { label: 'Sla over', href: `${codingPath(about, 'decide')}?after=${answer.id}` },
      stopLink(about),
    ],
    undo: null,
  };
}

function commonParts(
  about: StudyAndQuestion,
  { roles, name, frame, counts, errors }: AnswerState,
): Pick<AnswerPage, 'studyName' | 'navigation' | 'place' | 'progress' | 'asked' | 'errors' | 'codes'> {
  const { study, question } = about;
  const own = counts.filter(({ questionId }) => questionId === question.id);
  const count = (among: readonly StateCount[]): number => among.reduce((sum, one) => sum + one.count, 0);
  const coded = count(own.filter(({ state }) => state !== 'to_code'));
  const asked = question.text.both ?? question.text.parent ?? question.text.youth ?? {};
  return {
    studyName: study.name,
    navigation: studyNavigation(study.slug, roles, 'coding'),
    place: name,
    progress: {
      id: 'voortgang',
      label: 'Gecodeerd',
      value: coded,
      max: Math.max(1, count(own)),
      text: `${formatCount(coded)} van ${formatCount(count(own))}`,
    },
    asked: asked['nl'] ?? Object.values(asked)[0] ?? '',
    errors: errorSummary(errors),
    codes: codesInUse(frame).map(listedCode),
  };
}

function listedCode({ number, label, parent, definition, example }: Code): ListedCode {
  const help = [definition, example === '' ? '' : `Bijvoorbeeld: “${example}”`].filter((text) => text !== '');
  return { number, label, isPart: parent !== null, help: help.join(' ') };
}

function codesField(
  { question }: StudyAndQuestion,
  { typed, errors }: AnswerState,
  own: readonly number[],
): TextField {
  return {
    name: 'codes',
    label: limitsOf(question).onlyOneCode ? 'Code' : 'Codes',
    description: limitsOf(question).onlyOneCode
      ? 'Typ het nummer, of een stuk van de naam om te zoeken.'
      : 'Typ een of meer nummers met een spatie ertussen, of een stuk van een naam om te zoeken.',
    value: typed ?? own.join(' '),
    width: 'medium',
    autocomplete: 'off',
    ...fieldError(errors, 'codes'),
  };
}

function namesOf(codes: readonly number[], frame: CodeFrame): string {
  return codes
    .map((number) => `${String(number)} ${frame.codes.find((code) => code.number === number)?.label ?? ''}`)
    .join(', ');
}

function earlierText(codes: readonly number[], frame: CodeFrame): string {
  return `Was ingedeeld bij ${namesOf(codes, frame)}. Die indeling is gesplitst: kies opnieuw.`;
}

function codingText({ codes, isDoubted }: Coding, at: number, frame: CodeFrame): string {
  const who = at === 0 ? 'Eerste codeur' : 'Tweede codeur';
  return `${who}: ${namesOf(codes, frame)}${isDoubted ? ', met twijfel' : ''}.`;
}

/** What is wrong with typed codes, in words that say what to do. */
export function codesMessage({ reason, part }: CodesProblem): string {
  switch (reason) {
    case 'none':
      return 'Typ ten minste één code. Past er geen? Sla het antwoord over of voeg een code toe aan het codeerschema.';
    case 'not-a-number':
      return `“${part}” is geen nummer van een code. Zoek het nummer in de lijst.`;
    case 'no-such-code':
      return `Code ${part} is er niet (meer). Kijk in de lijst welke codes er nu zijn.`;
    case 'only-one':
      return 'Bij deze vraag past één antwoord, dus ook één code. Kies de beste.';
  }
}
