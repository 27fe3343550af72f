import { type Finding, type FindingText } from './finding.js';
import { type Question, type QuestionOf, type Questionnaire, type Statistic } from './model.js';
import { type AskedPlace, findingAt, listAskedPlaces, placeInside } from './places.js';
import { HIDDEN_CODES } from './schema.js';

/** Answer codes, limits of numbers and statistics that do not fit together. */
export function checkChoices(questionnaire: Questionnaire): Finding[] {
  return [
    ...thresholdFindings(questionnaire),
    ...listAskedPlaces(questionnaire).flatMap((place) => [
      ...(place.statement === null ? questionFindings(place) : mixedScale(place)),
      ...statisticFindings(place),
    ]),
  ];
}

function thresholdFindings({ completeness }: Questionnaire): Finding[] {
  if (completeness.partial.answeredShare <= completeness.complete.answeredShare) return [];
  return [
    findingAt({ path: ['completeness', 'partial'], place: 'completeness › partial' }, 'wrong_threshold', {
      reason: {
        nl: 'Voor een gedeeltelijk gesprek is meer nodig dan voor een volledig gesprek.',
        en: 'A partial interview needs more than a complete one.',
      },
      remedy: {
        nl: 'Verlaag answeredShare bij partial.',
        en: 'Lower answeredShare of partial.',
        editor: 'Verlaag het percentage van een gedeeltelijk gesprek.',
      },
    }),
  ];
}

function questionFindings(place: AskedPlace): Finding[] {
  const { question } = place;
  if (question.type === 'number') return rangeFindings(place, question);
  return 'options' in question ? [...codeFindings(place, question), ...optionFindings(place, question)] : [];
}

/** Options that mean something else than they do: the same words twice, or a property that the type does not have. */
function optionFindings(place: AskedPlace, question: QuestionOf<'single' | 'multiple' | 'grid'>): Finding[] {
  const labels = question.options.map(({ label }) => JSON.stringify(label).toLowerCase());
  return question.options.flatMap(({ code, exclusive, other }, index) => {
    const at = placeInside(place, ['options', index], `antwoord ${String(code)}`);
    const isDouble = labels.indexOf(labels[index] ?? '') !== index;
    return [
      ...(isDouble ? [findingAt(at, 'wrong_option', DOUBLE_LABEL)] : []),
      ...(exclusive === true && question.type !== 'multiple'
        ? [findingAt(at, 'wrong_option', NOT_EXCLUSIVE, 'warning')]
        : []),
      ...(other === true && question.type === 'grid' ? [findingAt(at, 'wrong_option', NO_OTHER)] : []),
    ];
  });
}

const DOUBLE_LABEL = {
  reason: { nl: 'Twee antwoorden hebben dezelfde tekst.', en: 'Two answers have the same text.' },
  remedy: { nl: 'Verander of verwijder een van de twee.', en: 'Change or remove one of the two.' },
};

const NOT_EXCLUSIVE = {
  reason: {
    nl: 'Bij één antwoord sluit elk antwoord de andere al uit.',
    en: 'With one answer every answer excludes the others already.',
  },
  remedy: {
    nl: 'Haal exclusive weg.',
    en: 'Remove exclusive.',
    editor: 'Haal het vinkje bij “sluit andere uit” weg.',
  },
};

const NO_OTHER = {
  reason: {
    nl: 'Een reeks stellingen op één schaal heeft geen antwoord “anders”.',
    en: 'Statements on one scale have no answer “other”.',
  },
  remedy: { nl: 'Maak er een eigen vraag van.', en: 'Make it a question of its own.' },
};

function codeFindings(place: AskedPlace, question: QuestionOf<'single' | 'multiple' | 'grid'>): Finding[] {
  const codes = question.options.map(({ code }) => code);
  const hidden: readonly number[] = question.hidden ?? HIDDEN_CODES;
  return question.options.flatMap(({ code }, index) => {
    const isDouble = codes.indexOf(code) !== index;
    if (!isDouble && !hidden.includes(code)) return [];
    const remedy: FindingText = isDouble
      ? { nl: 'Geef elk antwoord een eigen code.', en: 'Give each answer a code of its own.' }
      : {
          nl: `Kies een andere code, of haal ${String(code)} uit hidden van deze vraag.`,
          editor: `Kies een andere code, of haal het vinkje bij ${String(code)} weg onder “Mag ook, wordt niet voorgelezen”.`,
          en: `Choose another code, or take ${String(code)} out of hidden of this question.`,
        };
    const reason: FindingText = isDouble
      ? { nl: `De code ${String(code)} staat twee keer.`, en: `The code ${String(code)} stands twice.` }
      : {
          nl: `De code ${String(code)} is ook een verborgen antwoord.`,
          en: `The code ${String(code)} is a hidden answer too.`,
        };
    return [
      findingAt(
        placeInside(place, ['options', index, 'code'], `antwoord ${String(code)}`),
        'duplicate_code',
        { reason, remedy },
      ),
    ];
  });
}

function rangeFindings(place: AskedPlace, { min, max, softMin, softMax }: QuestionOf<'number'>): Finding[] {
  const rising = [min, softMin ?? min, softMax ?? max, max];
  const isRising = rising.every((limit, index) => index === 0 || limit >= (rising[index - 1] ?? limit));
  if (isRising) return [];
  return [
    findingAt(place, 'wrong_range', {
      reason: {
        nl: 'De grenzen van het getal spreken elkaar tegen.',
        en: 'The limits of the number contradict each other.',
      },
      remedy: {
        nl: 'Zorg voor min ≤ softMin ≤ softMax ≤ max.',
        editor:
          'Laat van klein naar groot gaan: kleinste getal, navragen onder, navragen boven, grootste getal.',
        en: 'Make sure that min ≤ softMin ≤ softMax ≤ max.',
      },
    }),
  ];
}

/** Statements of one grid are read and tabulated on one scale: the same codes must count as positive. */
function mixedScale(place: AskedPlace): Finding[] {
  const ofGrid = place.question.type === 'text' ? undefined : place.question.statistic;
  const own = place.statement?.statistic;
  if (own === undefined || ofGrid === undefined || scaleOf(own) === scaleOf(ofGrid)) return [];
  return [
    findingAt(placeInside(place, ['statistic'], 'statistic'), 'mixed_scale', {
      reason: {
        nl: 'Deze stelling telt anders dan de andere in de reeks.',
        en: 'This statement counts differently from the others of its grid.',
      },
      remedy: {
        nl: 'Gebruik dezelfde maat, of maak er een eigen vraag van.',
        en: 'Use the same statistic, or make it a question of its own.',
      },
    }),
  ];
}

function scaleOf(statistic: Statistic): string {
  return statistic.kind === 'share' ? `share ${[...statistic.positive].sort().join(' ')}` : statistic.kind;
}

const STATISTICS: Readonly<Record<Exclude<Question['type'], 'text'>, readonly Statistic['kind'][]>> = {
  single: ['share', 'mean', 'distribution'],
  multiple: ['multiple_response'],
  number: ['mean'],
  grade: ['mean'],
  date: [],
  open: [],
  grid: ['share', 'mean', 'distribution'],
};

function statisticFindings(place: AskedPlace): Finding[] {
  const { question } = place;
  const part = place.statement ?? question;
  if (question.type === 'text' || !('statistic' in part)) return [];
  const at = placeInside(place, ['statistic'], 'statistic');
  const possible = STATISTICS[question.type];
  if (!possible.includes(part.statistic.kind)) {
    return [
      findingAt(at, 'wrong_statistic', {
        reason: {
          nl: `De maat ${part.statistic.kind} past niet bij een vraag van het type ${question.type}.`,
          editor: 'Deze maat past niet bij dit soort vraag.',
          en: `The statistic ${part.statistic.kind} does not fit a question of type ${question.type}.`,
        },
        remedy: {
          nl: possible.length === 0 ? 'Haal de maat weg.' : `Kies uit: ${possible.join(', ')}.`,
          en: possible.length === 0 ? 'Remove the statistic.' : `Choose from: ${possible.join(', ')}.`,
          editor: 'Kies onder “Voor de tabellen” een andere maat.',
        },
      }),
    ];
  }
  const codes = 'options' in question ? question.options.map(({ code }) => code) : [];
  const positive = part.statistic.kind === 'share' ? part.statistic.positive : [];
  return positive
    .filter((code) => !codes.includes(code))
    .map((code) =>
      findingAt(at, 'unknown_code', {
        reason: {
          nl: `Er is geen antwoord met code ${String(code)}.`,
          en: `There is no answer with code ${String(code)}.`,
        },
        remedy: { nl: `Kies uit: ${codes.join(', ')}.`, en: `Choose from: ${codes.join(', ')}.` },
      }),
    );
}
