import {
  type AnswerCheck,
  type Question,
  type Questionnaire,
  type Respondent,
} from '../questionnaire/model.js';
import { type XlsFormLoss } from './xlsform.js';

/** What the questionnaire as a whole says and XLSForm cannot. */
export function generalLosses(questionnaire: Questionnaire, respondent: Respondent): XlsFormLoss[] {
  const { completeness, previous, purpose, description, themes, notes, blocks } = questionnaire;
  const isUsual =
    completeness.complete.answeredShare === 1 &&
    completeness.partial.answeredShare === 0.5 &&
    completeness.complete.required === undefined &&
    completeness.partial.required === undefined;
  const whole: readonly (readonly [boolean, string])[] = [
    [!isUsual, 'Wanneer een gesprek volledig of gedeeltelijk is.'],
    [previous !== undefined, 'Wat de vorige meting was.'],
    [purpose !== undefined, 'Dat het een voorstel of voorbeeld is.'],
    [description !== undefined, 'De omschrijving.'],
    [themes !== undefined, 'De thema’s van het beleid.'],
    [notes !== undefined, 'De opmerkingen bij de vergelijking met andere jaren.'],
    [Object.keys(questionnaire.title).length > 1, 'De naam in andere talen dan de eerste.'],
    [!questionnaire.respondents.includes(respondent), 'Deze vragenlijst is niet voor deze respondent.'],
    [questionnaire.respondents.length === 1, 'Dat er maar één soort respondent is.'],
  ];
  const ofBlocks = blocks.filter(({ countsTowardsCompleteness }) => countsTowardsCompleteness === false);
  return [
    ...lost(whole).map((what) => ({ place: 'instellingen', what })),
    ...ofBlocks.map(({ id }) => ({
      place: `blok ${id}`,
      what: 'Dat het blok niet meetelt voor een volledig gesprek.',
    })),
  ];
}

/** What a question says and XLSForm cannot, apart from its texts and conditions. */
export function questionLosses(question: Question): string[] {
  if (question.type === 'text') return [];
  const parts = [question, ...(question.type === 'grid' ? question.statements : [])];
  const has = (...keys: readonly string[]): boolean =>
    parts.some((part) => keys.some((key) => Object.hasOwn(part, key)));
  return lost([
    ...answerLosses(question),
    ...gridLosses(question),
    [has('softMin', 'softMax'), 'Buiten welke grenzen wordt nagevraagd.'],
    [asks(question.checks), 'Controles die navragen en niet weigeren.'],
    [has('probe'), 'De doorvraag.'],
    [has('interviewerOnly'), 'Dat de enquêteur zelf antwoordt.'],
    [has('store'), 'Dat het antwoord bij de contactgegevens hoort.'],
    [has('codeFrame'), 'De groepen om antwoorden in te delen.'],
    [has('statistic', 'label', 'themes', 'reportTable'), 'Wat de tabellen van de vraag laten zien.'],
    [has('source', 'sourceNote', 'notes'), 'De herkomst van de woorden en de opmerkingen bij de vraag.'],
  ]);
}

type Candidate = readonly [isLost: boolean, what: string];

function asks(checks: readonly AnswerCheck[] = []): boolean {
  return checks.some(({ severity }) => severity === 'ask');
}

function answerLosses(question: Question): Candidate[] {
  if (!('options' in question)) return [];
  const { options, type } = question;
  return [
    [question.readOptions === true, 'Dat de antwoorden worden voorgelezen.'],
    [options.some(({ notReadAloud }) => notReadAloud === true), 'Welk antwoord niet wordt voorgelezen.'],
    [
      type !== 'multiple' && options.some(({ exclusive }) => exclusive === true),
      'Welk antwoord andere uitsluit.',
    ],
    [type === 'grid' && options.some(({ other }) => other === true), 'Welk antwoord om toelichting vraagt.'],
  ];
}

function gridLosses(question: Question): Candidate[] {
  if (question.type !== 'grid') return [];
  return [
    [question.rotateStatements === true, 'Dat de volgorde van de stellingen wisselt.'],
    [question.checks !== undefined, 'De controles van de reeks stellingen.'],
  ];
}

function lost(candidates: readonly Candidate[]): string[] {
  return candidates.filter(([isLost]) => isLost).map(([, what]) => what);
}
