import { interviewProgress, screenOnRoute } from '../../domain/interview/route.js';
import { tableLabelOf } from '../../domain/questionnaire/variables.js';
import { answerWords } from '../../web/answer-words.js';
import type { Progress } from '../../web/components.js';
import { interviewPath } from './interview-path.js';
import type { OpenInterview } from './open-interview.service.js';

/** What stands beside the question: how far the interview is, and what was said. */
export interface InterviewSide {
  readonly progress: Progress;
  readonly secondsSoFar: string;
  /** For who has no script that counts on. */
  readonly timeSoFar: string;
  readonly respondent: string;
  /** The latest answers first. */
  readonly latest: readonly EarlierAnswer[];
  /** The answers before these. */
  readonly earlier: readonly EarlierAnswer[];
  /** Other languages in which the questions can be asked; empty without. */
  readonly languages: readonly { readonly value: string; readonly label: string }[];
  readonly languageAction: string;
  /** To the form about worries, which goes to the supervisor and not to the answers. */
  readonly concernHref: string;
}

export interface EarlierAnswer {
  readonly code: string;
  readonly label: string;
  readonly answer: string;
  readonly href: string;
}

const LATEST = 4;

export function interviewSide(interview: OpenInterview): InterviewSide {
  const { record, response, position, questionnaire } = interview;
  const answers = earlierAnswers(interview);
  return {
    progress: progressOf(interview),
    secondsSoFar: String(Math.round(position.seconds)),
    timeSoFar: `${String(Math.round(position.seconds / 60))} min`,
    respondent: response.respondent === 'youth' ? 'de jongere' : 'de ouder of verzorger',
    latest: answers.slice(0, LATEST),
    earlier: answers.slice(LATEST),
    languages: questionnaire.languages
      .filter((language) => language !== response.language)
      .map((language) => ({ value: language, label: languageName(language) })),
    languageAction: `${interviewPath(record.caseNumber)}/language`,
    concernHref: `/fieldwork/cases/${record.caseNumber}/concern`,
  };
}

const LANGUAGE_NAMES = new Intl.DisplayNames(['nl'], { type: 'language' });

/** `Turks` for `tr`. */
function languageName(language: string): string {
  return LANGUAGE_NAMES.of(language) ?? language;
}

/** What was answered, the latest on the route first. */
export function earlierAnswers({ record, route, response }: OpenInterview): readonly EarlierAnswer[] {
  const path = interviewPath(record.caseNumber);
  return [...route.answers]
    .flatMap(([id, answer]) => {
      const screen = screenOnRoute(route, id);
      if (screen === null || screen.question.type === 'text') return [];
      const label = tableLabelOf(screen, response.language);
      return [
        { code: id, label, answer: answerWords(screen, answer, response.language), href: `${path}/${id}` },
      ];
    })
    .reverse();
}

function progressOf({ route }: OpenInterview): Progress {
  const { answeredScreens, totalScreens } = interviewProgress(route);
  const text = `${String(answeredScreens)} van ${String(totalScreens)}`;
  return { id: 'voortgang', label: 'Voortgang', value: answeredScreens, max: totalScreens, text };
}
