import type { Answer } from '../../domain/interview/answer.js';
import { interviewCompleteness } from '../../domain/interview/completeness.js';
import { interviewProgress, interviewRoute, screenBefore } from '../../domain/interview/route.js';
import { screenText } from '../../domain/interview/screen-text.js';
import type { Questionnaire } from '../../domain/questionnaire/model.js';
import { tableLabelOf, type Variable } from '../../domain/questionnaire/variables.js';
import type {
  Alert,
  ChoiceGroup,
  DataTable,
  ErrorSummary,
  Progress,
  SelectField,
  TextField,
} from '../../web/components.js';
import { errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { inputOfAnswer, questionScreen, type QuestionScreen } from '../../web/question-screen.js';
import { answerWords, codeAndWords } from '../../web/answer-words.js';
import { view } from '../../web/views.js';
import { DOMAIN_CHOICES, domainChoices } from './try-out-choices.js';
import type { ShownQuestionnaire } from './shown-questionnaire.js';
import { LANGUAGE_NAMES, shownTop, type ShownTop } from './shown-top.pages.js';
import type { TryOutStep } from './try-out.js';
import { answersField, type TryOut } from './try-out.forms.js';

interface SetUpPage extends ShownTop {
  readonly action: string;
  readonly errors: ErrorSummary;
  /** Why a draft cannot be tried yet. */
  readonly blocked: Alert | null;
  readonly respondent: ChoiceGroup;
  readonly age: TextField;
  readonly choices: readonly SelectField[];
}

interface TryPage extends ShownTop {
  readonly action: string;
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly alert: Alert | null;
  readonly whom: string;
  readonly progress: Progress;
  /** `null` at the end. */
  readonly screen: QuestionScreen | null;
  readonly nextLabel: string;
  readonly hasBack: boolean;
  readonly answers: DataTable;
}

export const setUpView = view<SetUpPage>('questionnaires/try-set-up');
export const tryView = view<TryPage>('questionnaires/try');

const YES_NO_UNKNOWN = [
  { value: '', label: 'onbekend' },
  { value: 'yes', label: 'ja' },
  { value: 'no', label: 'nee' },
];

const MEASURES = [
  { value: '', label: 'geen' },
  { value: 'ots', label: 'ondertoezichtstelling (OTS)' },
  { value: 'voogdij', label: 'voogdij' },
  { value: 'jeugdreclassering', label: 'jeugdreclassering' },
];

/** @param typed what was chosen before */
export function setUpPage(
  shown: ShownQuestionnaire,
  typed: Readonly<Record<string, string>>,
  errors: FieldErrors = {},
): SetUpPage {
  const { questionnaire } = shown;
  const select = (name: string, label: string, options: SelectField['options']): SelectField => ({
    name,
    label,
    value: typed[name] ?? options[0]?.value ?? '',
    options,
  });
  const respondent = typed['respondent'] ?? questionnaire.respondents[0] ?? 'parent';
  return {
    ...shownTop(shown, 'try'),
    action: `${shown.base}/try`,
    errors: errorSummary(errors),
    blocked: blockedBy(shown),
    respondent: {
      kind: 'radio',
      name: 'respondent',
      label: 'Wie antwoordt',
      options: questionnaire.respondents.map((who) => ({
        value: who,
        label: who === 'parent' ? 'ouder of verzorger' : 'jongere',
        checked: who === respondent,
      })),
    },
    age: {
      name: 'age',
      label: 'Leeftijd van het kind',
      type: 'text',
      inputMode: 'numeric',
      width: 'short',
      value: typed['age'] ?? '8',
      ...fieldError(errors, 'age'),
    },
    choices: [
      select(
        'language',
        'Taal',
        questionnaire.languages.map((value) => ({ value, label: LANGUAGE_NAMES[value] ?? value })),
      ),
      select('domain', 'Domein', domainChoices(questionnaire)),
      select('measure', 'Maatregel', MEASURES),
      select('careOngoing', 'Loopt de hulp nog?', YES_NO_UNKNOWN),
      select('firstTimeClient', 'Dit jaar voor het eerst cliënt?', YES_NO_UNKNOWN),
    ],
  };
}

function blockedBy({ findings, base }: ShownQuestionnaire): Alert | null {
  if (findings.every(({ severity }) => severity !== 'error')) return null;
  return {
    tone: 'warning',
    title: 'Uitproberen kan nog niet',
    text: 'De controle vindt fouten in dit concept, zoals een tekst die ontbreekt. Verbeter die eerst.',
    link: { label: 'Naar de fouten', href: base },
  };
}

export function tryPage(shown: ShownQuestionnaire, form: TryOut, step: TryOutStep): TryPage {
  const { interview, screen, attempt } = step;
  const { questionnaire, sample } = interview;
  const route = interviewRoute(questionnaire, sample, interview.answers);
  const language = languageOf(questionnaire, form);
  const { answeredScreens, totalScreens } = interviewProgress(route);
  return {
    ...shownTop(shown, 'try'),
    action: `${shown.base}/try`,
    hidden: hiddenFields(form, step),
    alert: alertOf(step, interviewCompleteness(questionnaire, route)),
    whom: whomWords(form),
    progress: {
      id: 'voortgang',
      label: 'Voortgang',
      value: answeredScreens,
      max: totalScreens,
      text: `${String(answeredScreens)} van ${String(totalScreens)} vragen op deze route beantwoord`,
    },
    screen: screen === null ? null : shownScreen(step, screen, language),
    nextLabel: attempt?.severity === 'ask' ? 'Klopt, verder' : 'Volgende vraag',
    hasBack: screen !== null && screenBefore(route, screen.id) !== null,
    answers: answersTable(
      route.screens.flatMap((one) => answerRow(one, route.answers.get(one.id), language)),
    ),
  };
}

function shownScreen(
  { interview, attempt }: TryOutStep,
  variable: Variable,
  language: string,
): QuestionScreen {
  const { questionnaire, sample, answers } = interview;
  const text = screenText(questionnaire, variable, {
    sample,
    answers,
    language,
    interfaceLanguage: 'nl',
    values: { childFirstName: null, reportYear: 'verslagjaar' },
  });
  const shown = attempt?.input ?? inputOfAnswer(answers.get(variable.id));
  const error = attempt?.severity === 'refuse' ? attempt.message : undefined;
  return questionScreen({ variable, text, language, shown, error });
}

function languageOf({ languages }: Questionnaire, { language }: TryOut): string {
  return languages.find((one) => one === language) ?? languages[0] ?? 'nl';
}

function hiddenFields(form: TryOut, { interview, screen, attempt }: TryOutStep): TryPage['hidden'] {
  const known = (value: boolean | null): string => (value === null ? '' : value ? 'yes' : 'no');
  const fields = {
    respondent: form.respondent,
    language: form.language,
    domain: form.domain,
    measure: form.measure ?? '',
    age: String(form.age),
    careOngoing: known(form.careOngoing),
    firstTimeClient: known(form.firstTimeClient),
    question: screen?.id ?? '',
    answers: answersField(interview.questionnaire, interview.answers),
    ...(attempt?.severity === 'ask' ? { confirmed: screen?.id ?? '' } : {}),
  };
  return Object.entries(fields).map(([name, value]) => ({ name, value }));
}

const ENDINGS = {
  complete: 'Dit gesprek telt als volledig.',
  partial: 'Dit gesprek telt als gedeeltelijk.',
  not_enough: 'Dit gesprek telt niet mee: er is te weinig beantwoord.',
} as const;

function alertOf(step: TryOutStep, completeness: keyof typeof ENDINGS): Alert | null {
  const { screen, attempt, fallenOff } = step;
  if (screen === null) {
    return {
      tone: 'success',
      title: 'Einde van de vragenlijst',
      text: `${ENDINGS[completeness]} Er is niets bewaard.`,
    };
  }
  if (attempt?.severity === 'ask') {
    return { tone: 'warning', title: 'Controleer dit antwoord', text: attempt.message };
  }
  if (fallenOff.length === 0) return null;
  return { tone: 'info', text: `Door dit antwoord vervalt het antwoord op ${fallenOff.join(', ')}.` };
}

function whomWords({ respondent, age, domain, measure }: TryOut): string {
  const who =
    respondent === 'parent' ? `ouder van een kind van ${String(age)}` : `jongere van ${String(age)}`;
  const where = DOMAIN_CHOICES.find(({ value }) => value === domain)?.label.toLowerCase() ?? domain;
  const under = MEASURES.find(({ value }) => value === measure)?.label;
  return [who, where, ...(under === undefined ? [] : [under])].join(', ');
}

function answersTable(rows: DataTable['rows']): DataTable {
  return {
    id: 'answers',
    caption: 'Antwoorden tot nu toe',
    columns: [{ label: 'Vraag' }, { label: 'Antwoord' }],
    rows,
    empty: 'Er is nog niets beantwoord.',
  };
}

function answerRow(variable: Variable, answer: Answer | undefined, language: string): DataTable['rows'] {
  if (answer === undefined) return [];
  return [
    [
      { text: variable.id, detail: tableLabelOf(variable, language) },
      { text: answerWords(variable, answer, language, codeAndWords) },
    ],
  ];
}
