import type { AnswerInput } from '../../domain/interview/read-answer.js';
import { screenBefore } from '../../domain/interview/route.js';
import { screenText, type TextSetting } from '../../domain/interview/screen-text.js';
import type { Variable } from '../../domain/questionnaire/variables.js';
import type { Alert } from '../../web/components.js';
import type { InterviewBar, Question } from '../../web/interview-components.js';
import { inputOfAnswer, questionScreen } from '../../web/question-screen.js';
import { view } from '../../web/views.js';
import { interviewPath } from './interview-path.js';
import { type InterviewSide, interviewSide } from './interview-side.pages.js';
import { confirmationOf } from './interviews.forms.js';
import type { OpenInterview } from './open-interview.service.js';

export interface QuestionPage {
  readonly title: string;
  readonly studyName: string;
  readonly action: string;
  readonly alert: Alert | null;
  readonly question: Question;
  /** A text that is read aloud and has no answer. */
  readonly isText: boolean;
  readonly version: string;
  readonly shownAt: string;
  readonly confirmed: string;
  readonly bar: InterviewBar;
  readonly side: InterviewSide;
}

export const questionView = view<QuestionPage>('interviews/question');

/** What is shown beside the stored answer: what was typed, and what is the matter with it. */
export interface Attempted {
  readonly input: AnswerInput;
  readonly error?: string;
  readonly confirm?: string;
  /** It was typed when the session had ended, and is not saved yet. */
  readonly isKept?: boolean;
}

export interface QuestionPageInput {
  readonly interview: OpenInterview;
  readonly screen: Variable;
  readonly shownAt: string;
  readonly attempted?: Attempted;
  readonly isStale?: boolean;
}

export function questionPage(input: QuestionPageInput): QuestionPage {
  const { interview, screen, attempted } = input;
  const { record, study, route, response } = interview;
  const setting: TextSetting = {
    sample: interview.sample,
    answers: route.answers,
    language: response.language,
    interfaceLanguage: 'nl',
    values: { childFirstName: interview.childFirstName, reportYear: String(study.reportYear) },
  };
  const text = screenText(interview.questionnaire, screen, setting);
  const shown = attempted?.input ?? inputOfAnswer(route.answers.get(screen.id));
  const isToConfirm = attempted?.confirm !== undefined;
  return {
    title: `Vraag ${screen.id} · casus ${record.caseNumber}`,
    studyName: study.name,
    action: `${interviewPath(record.caseNumber)}/${screen.id}`,
    alert: alertOf(input),
    ...questionScreen({
      variable: screen,
      text,
      language: response.language,
      shown,
      error: attempted?.error,
    }),
    version: String(interview.position.last),
    shownAt: input.shownAt,
    confirmed: isToConfirm ? confirmationOf(attempted.input) : '',
    bar: {
      next: isToConfirm ? 'Klopt, opslaan en verder' : 'Volgende vraag',
      ...(screenBefore(route, screen.id) === null ? {} : { back: { href: null } }),
      stop: { href: null },
    },
    side: interviewSide(interview),
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
  if (attempted?.isKept === true) {
    return {
      tone: 'info',
      title: 'U bent weer aangemeld',
      text: 'Wat u had ingevuld, staat er nog, maar is nog niet opgeslagen. Controleer het en ga verder.',
    };
  }
  if (attempted?.confirm === undefined) return null;
  return { tone: 'warning', title: 'Controleer dit antwoord', text: attempted.confirm };
}
