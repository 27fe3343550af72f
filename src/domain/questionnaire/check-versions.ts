import { type Finding } from './finding.js';
import { type LanguageText, type Question, type Questionnaire } from './model.js';
import { type AskedPlace, findingAt, listAskedPlaces, placeInside } from './places.js';
import { findVariable, notesOf, optionsOf, statisticOf, type Variable } from './variables.js';

/**
 * Checks a questionnaire against that of the measurement before: a question that keeps its code must keep its kind,
 * what its codes mean, and what counts as positive, or say in a note that it does not.
 * @param previous the list that `previous` names
 * @returns warnings: a change may be meant, but then it belongs in `notes`, so that it stands under the tables
 * @example checkAgainstPrevious(ceo2016, ceo2015) // []
 */
export function checkAgainstPrevious(questionnaire: Questionnaire, previous: Questionnaire): Finding[] {
  return listAskedPlaces(questionnaire).flatMap((place) => {
    if (place.statement === null && place.question.type === 'grid') return [];
    const id = place.statement?.id ?? place.question.id;
    const now = findVariable(questionnaire, id);
    const before = findVariable(previous, id);
    if (now === null || before === null || saysSo(now)) return [];
    return changesOf(place, now, before);
  });
}

function saysSo(variable: Variable): boolean {
  return notesOf(variable).some(({ kind }) => kind === 'scale' || kind === 'wording' || kind === 'other');
}

function changesOf(place: AskedPlace, now: Variable, before: Variable): Finding[] {
  if (now.question.type !== before.question.type) {
    return [
      changed(place, `soort vraag (${before.question.type})`, `kind of question (${before.question.type})`),
    ];
  }
  return [
    ...changedCodes(place, now, before),
    ...changedCount(place, now, before),
    ...changedUnit(place, now, before),
  ];
}

function changedCodes(place: AskedPlace, now: Variable, before: Variable): Finding[] {
  return optionsOf(now).flatMap(({ code, label }) => {
    const old = optionsOf(before).find((option) => option.code === code);
    if (old === undefined || saysSame(label, old.label)) return [];
    const meant = Object.values(old.label)[0] ?? '';
    return [
      changed(
        place,
        `betekenis van antwoord ${String(code)} (was: ${meant})`,
        `meaning of answer ${String(code)} (was: ${meant})`,
      ),
    ];
  });
}

function saysSame(now: LanguageText, before: LanguageText): boolean {
  const shared = Object.keys(now).filter((language) => before[language] !== undefined);
  return shared.every((language) => simple(now[language]) === simple(before[language]));
}

function simple(text: string | undefined): string {
  return (text ?? '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function changedCount(place: AskedPlace, now: Variable, before: Variable): Finding[] {
  const [counted, countedBefore] = [now, before].map((variable) => {
    const statistic = statisticOf(variable);
    return statistic === null ? null : JSON.stringify([statistic.kind, positiveOf(statistic)]);
  });
  if (counted === countedBefore || counted === null || countedBefore === null) return [];
  return [changed(place, 'maat voor de tabellen', 'statistic for the tables')];
}

function positiveOf(statistic: NonNullable<ReturnType<typeof statisticOf>>): readonly number[] {
  return statistic.kind === 'share' ? [...statistic.positive].sort((left, right) => left - right) : [];
}

function changedUnit(place: AskedPlace, now: Variable, before: Variable): Finding[] {
  const [unit, unitBefore] = [now.question, before.question].map(unitOf);
  if (unit === undefined || unitBefore === undefined || saysSame(unit, unitBefore)) return [];
  return [changed(place, 'eenheid', 'unit')];
}

function unitOf(question: Question): LanguageText | undefined {
  return question.type === 'number' ? question.unit : undefined;
}

function changed(place: AskedPlace, what: string, whatInEnglish: string): Finding {
  return findingAt(
    placeInside(place, [], 'vorige meting'),
    'changed_meaning',
    {
      reason: {
        nl: `Anders dan in de vorige meting: ${what}.`,
        en: `Different from the measurement before: ${whatInEnglish}.`,
      },
      remedy: {
        nl: 'Geef de vraag of het antwoord een nieuwe code, of zet de wijziging bij notes.',
        editor: 'Geef de vraag of het antwoord een nieuwe code, of zet de wijziging bij de opmerkingen.',
        en: 'Give the question or the answer a new code, or say so in notes.',
      },
    },
    'warning',
  );
}
