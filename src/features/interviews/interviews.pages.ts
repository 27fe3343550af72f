import type { Answer } from '../../domain/interview/answer.js';
import type { AnswerInput } from '../../domain/interview/read-answer.js';
import { interviewProgress, screenBefore } from '../../domain/interview/route.js';
import { type ScreenText, screenText, type TextSetting } from '../../domain/interview/screen-text.js';
import type { Variable } from '../../domain/questionnaire/variables.js';
import type {
  Alert,
  AnswerOption,
  ConversationBar,
  Progress,
  Question,
  QuestionActions,
  TextField,
} from '../../web/components.js';
import { view } from '../../web/views.js';
import { ANSWER_FIELD, confirmationOf, hiddenValue } from './interviews.forms.js';
import { isEnoughFor, type OpenInterview } from './interviews.service.js';

export interface QuestionPage {
  readonly title: string;
  readonly studyName: string;
  readonly action: string;
  readonly alert: Alert | null;
  readonly progress: Progress;
  readonly question: Question;
  /** A text that is read aloud and has no answer. */
  readonly isText: boolean;
  readonly other: TextField | null;
  readonly version: string;
  readonly shownAt: string;
  readonly confirmed: string;
  readonly questionActions: QuestionActions;
  readonly conversationBar: ConversationBar;
}

export interface EndPage {
  readonly title: string;
  readonly studyName: string;
  readonly action: string;
  readonly caseNumber: string;
  readonly summary: string;
  /** Read aloud. */
  readonly thanks: string;
  readonly backHref: string | null;
  readonly conversationBar: ConversationBar;
}

export const questionView = view<QuestionPage>('interviews/question');
export const endView = view<EndPage>('interviews/end');

/** What is shown beside the stored answer: what was typed, and what is the matter with it. */
export interface Attempted {
  readonly input: AnswerInput;
  readonly error?: string;
  readonly confirm?: string;
}

export interface QuestionPageInput {
  readonly interview: OpenInterview;
  readonly screen: Variable;
  /** `null` when only initials are known. */
  readonly childFirstName: string | null;
  readonly shownAt: string;
  readonly attempted?: Attempted;
  readonly isStale?: boolean;
}

/** Where the interview of a case is. */
export function interviewPath(caseNumber: string): string {
  return `/fieldwork/cases/${caseNumber}/interview`;
}

export function questionPage(input: QuestionPageInput): QuestionPage {
  const { interview, screen, attempted } = input;
  const { record, study, route, response } = interview;
  const path = interviewPath(record.caseNumber);
  const setting: TextSetting = {
    sample: interview.sample,
    answers: route.answers,
    language: response.language,
    interfaceLanguage: 'nl',
    values: { childFirstName: input.childFirstName, reportYear: String(study.reportYear) },
  };
  const text = screenText(interview.questionnaire, screen, setting);
  const before = screenBefore(route, screen.id);
  const shown = attempted?.input ?? inputOf(route.answers.get(screen.id));
  return {
    title: `Vraag ${screen.id} · casus ${record.caseNumber}`,
    studyName: study.name,
    action: `${path}/${screen.id}`,
    alert: alertOf(input),
    progress: progressOf(interview),
    question: questionOf({ interview, screen, text, shown, error: attempted?.error }),
    isText: screen.question.type === 'text',
    other: otherField(text, shown),
    version: String(interview.version),
    shownAt: input.shownAt,
    confirmed: attempted?.confirm === undefined ? '' : confirmationOf(attempted.input),
    questionActions: {
      next: attempted?.confirm === undefined ? 'Volgende vraag' : 'Klopt, opslaan en verder',
      ...(before === null ? {} : { backHref: `${path}/${before.id}` }),
    },
    conversationBar: conversationBar(interview),
  };
}

function alertOf({ attempted, isStale }: QuestionPageInput): Alert | null {
  if (isStale === true) {
    return {
      tone: 'warning',
      title: 'Deze vraag was al beantwoord',
      text: 'Uw laatste klik kwam van een oudere pagina en is niet opgeslagen. Hieronder staat de vraag waar het gesprek nu is.',
    };
  }
  if (attempted?.confirm === undefined) return null;
  return { tone: 'warning', title: 'Controleer dit antwoord', text: attempted.confirm };
}

function progressOf({ route }: OpenInterview): Progress {
  const { answeredScreens, totalScreens } = interviewProgress(route);
  const text = `${String(answeredScreens)} van ${String(totalScreens)} vragen beantwoord`;
  return { id: 'voortgang', label: 'Voortgang', value: answeredScreens, max: totalScreens, text };
}

interface ShownQuestion {
  readonly interview: OpenInterview;
  readonly screen: Variable;
  readonly text: ScreenText;
  readonly shown: AnswerInput;
  readonly error: string | undefined;
}

function questionOf({ interview, screen, text, shown, error }: ShownQuestion): Question {
  const kind = kindOf(screen);
  const title = screen.block.title[interview.response.language] ?? '';
  return {
    name: ANSWER_FIELD,
    code: screen.id,
    section: [title, placeInGrid(screen)].filter((part) => part !== '').join(' · '),
    language: interview.response.language,
    ...(text.leadIn === null ? {} : { lead: text.leadIn }),
    ...wordsOf(text),
    kind,
    readOptions: text.options.some(({ isReadAloud }) => isReadAloud),
    options: optionsOf(text, shown),
    unread: text.hidden.map(({ code, label }) => unreadOption(code, label, shown)),
    value: shown.text,
    ...(text.unit === null ? {} : { unit: text.unit }),
    ...(error === undefined ? {} : { error }),
  };
}

/** What the interviewer answers without asking stands where the question stands, and says so. */
function wordsOf({ readAloud, instruction }: ScreenText): Pick<Question, 'text' | 'instructions'> {
  if (readAloud === null) return { text: instruction ?? '', instructions: ['Vul dit zelf in.'] };
  return { text: readAloud, instructions: instruction === null ? [] : [instruction] };
}

function kindOf({ question }: Variable): Question['kind'] {
  switch (question.type) {
    case 'single':
    case 'grid':
    case 'text':
      return 'single';
    case 'multiple':
      return 'multiple';
    case 'number':
    case 'grade':
    case 'date':
      return 'number';
    case 'open':
      return 'open';
  }
}

function placeInGrid({ question, statement }: Variable): string {
  if (question.type !== 'grid' || statement === null) return '';
  const position = question.statements.findIndex(({ id }) => id === statement.id) + 1;
  return `stelling ${String(position)} van ${String(question.statements.length)}`;
}

/** Nine options have a number key, a tenth has the 0. */
function optionsOf(text: ScreenText, shown: AnswerInput): AnswerOption[] {
  return text.options.map(({ code, label }, index) => {
    const key = index < 9 ? String(index + 1) : index === 9 ? '0' : null;
    const value = String(code);
    return { value, label, ...(key === null ? {} : { key }), checked: shown.choices.includes(value) };
  });
}

/** "Niet van toepassing", "weet niet" and "wil niet zeggen" have the same key in every question. */
const HIDDEN_KEYS: Readonly<Record<number, string>> = { 97: 'n', 98: 'w', 99: 'z' };

function unreadOption(code: number, label: string, shown: AnswerInput): AnswerOption {
  const key = HIDDEN_KEYS[code];
  const checked = shown.hidden === String(code);
  return { value: hiddenValue(code), label, ...(key === undefined ? {} : { key }), checked };
}

function otherField(text: ScreenText, shown: AnswerInput): TextField | null {
  const other = text.options.find(({ hasOtherText }) => hasOtherText);
  if (other === undefined) return null;
  return {
    name: 'other',
    label: `Bij “${other.label}”`,
    optional: true,
    autocomplete: 'off',
    value: shown.other,
  };
}

/** The form as it would have been filled in for a stored answer. */
function inputOf(answer: Answer | undefined): AnswerInput {
  switch (answer?.kind) {
    case 'single':
    case 'multiple':
      return chosenInput(answer);
    case 'number':
      return { ...EMPTY_INPUT, text: String(answer.value).replace('.', ',') };
    case 'date':
      return { ...EMPTY_INPUT, text: answer.on.split('-').reverse().join('-') };
    case 'text':
      return { ...EMPTY_INPUT, text: answer.text };
    case 'hidden':
      return { ...EMPTY_INPUT, hidden: String(answer.code) };
    case 'asked':
    case undefined:
      return EMPTY_INPUT;
  }
}

const EMPTY_INPUT: AnswerInput = { choices: [], text: '', other: '', hidden: '' };

function chosenInput(answer: Extract<Answer, { kind: 'single' | 'multiple' }>): AnswerInput {
  const codes = answer.kind === 'single' ? [answer.code] : answer.codes;
  return { ...EMPTY_INPUT, choices: codes.map(String), other: answer.otherText ?? '' };
}

function conversationBar(interview: OpenInterview): ConversationBar {
  const { caseNumber } = interview.record;
  const outcome = (code: string): string => `/fieldwork/cases/${caseNumber}/outcome/${code}`;
  const partial = isEnoughFor(interview, 'partial')
    ? [{ label: 'Gedeeltelijk klaar', href: outcome('partial'), tone: 'neutral' as const }]
    : [];
  return {
    exits: [
      { label: 'Afbreken of afspraak', href: outcome('broken_off'), tone: 'neutral' },
      ...partial,
      { label: 'Weigering', href: outcome('refusal_hard'), tone: 'neutral' },
      { label: 'Niet in staat', href: outcome('unable'), tone: 'neutral' },
      { label: 'Onveilig of geheim', href: outcome('unsafe_or_secret'), tone: 'danger' },
    ],
  };
}

export function endPage(interview: OpenInterview): EndPage {
  const { record, study, route, response } = interview;
  const path = interviewPath(record.caseNumber);
  const [your, name] = response.respondent === 'youth' ? ['je', 'Je'] : ['uw', 'Uw'];
  const last = route.screens.at(-1);
  return {
    title: `Einde van het interview · casus ${record.caseNumber}`,
    studyName: study.name,
    action: `${path}/complete`,
    caseNumber: record.caseNumber,
    summary: `Alle ${String(route.screens.length)} vragen zijn gesteld en opgeslagen.`,
    thanks: `Dat waren alle vragen. Hartelijk dank voor ${your} tijd. ${name} antwoorden worden los van ${your} naam bewaard.`,
    backHref: last === undefined ? null : `${path}/${last.id}`,
    conversationBar: conversationBar(interview),
  };
}
