import type { Representativity } from '../../domain/non-response/representativity.js';
import type { Missing, VariableComparison } from '../../domain/non-response/who-is-missing.js';
import { LEAST_SHOWN } from '../../domain/quality/small-counts.js';
import { formatCount, formatDecimal } from '../../web/dutch-format.js';
import type { StudyNonResponse } from '../quality/non-response.service.js';
import { studyPath } from '../studies/study-navigation.js';
import { type Definition, type DefinitionGroup, OWN_RULE } from './definition.js';
import { filledFormula } from './filled-formula.js';

const SCHOUTEN_2009 = 'Schouten, Cobben en Bethlehem (2009), Survey Methodology 35.';
const SCHOUTEN_2011 = 'Schouten, Shlomo en Skinner (2011), Journal of Official Statistics 27.';
const TOO_FEW = `Nog niet te berekenen: er zijn te weinig mensen, of minder dan ${String(LEAST_SHOWN)} interviews.`;

/** What stands on the page that tells who is missing, of all domains together. */
export function nonResponseDefinitions({ study, total }: StudyNonResponse): DefinitionGroup {
  const { figures, variables } = total;
  return {
    id: 'wie-ontbreekt',
    title: 'Wie ontbreekt',
    intro: `Of wie meedeed lijkt op iedereen in de steekproef, voor zover domein, segment, maatregel, leeftijd, geslacht en eerste keer cliënt dat laten zien; wat van niemand bekend is of voor iedereen gelijk, telt niet mee. Een groep met minder dan ${String(LEAST_SHOWN)} mensen met of zonder interview gaat samen met een andere.`,
    page: { label: 'Wie ontbreekt', href: studyPath(study.slug, 'quality/non-response') },
    definitions: [
      sampledDefinition(total),
      ...shareDefinitions(largestOf(variables)),
      chanceDefinition(figures),
      indicatorDefinition(figures),
      variationDefinition(figures),
      biasDefinition(figures),
      unconditionalDefinition(largestOf(variables)),
      conditionalDefinition(largestOf(variables)),
    ],
  };
}

/** The one that goes with response most. */
function largestOf(variables: readonly VariableComparison[]): VariableComparison | null {
  return variables.toSorted((one, other) => other.unconditional - one.unconditional)[0] ?? null;
}

/** The chance of whoever has the mean one, from the sum of their coefficients. */
function chanceExample(chance: number): string {
  return chance <= 0 || chance >= 1
    ? `${formatDecimal(chance * 100)}%.`
    : `ρ = 1 / (1 + exp(−(${decimals(Math.log(chance / (1 - chance)))}))) = ${formatDecimal(chance * 100)}%`;
}

function sampledDefinition({ sampled }: Missing): Definition {
  return {
    id: 'benaderbaar',
    term: 'Benaderbaar',
    meaning:
      'Vrijgegeven casussen die in het onderzoek horen, zonder wie is uitgesloten of de toestemming introk. Wie nog open is, telt als nog niet meegedaan.',
    formula: null,
    example: `${formatCount(sampled)} mensen.`,
    source: OWN_RULE,
  };
}

const FRAME_SHARE = 'gewicht van de groep / gewicht van iedereen';
const DIFFERENCE = 'deel van de interviews − deel van het kader';

/** The comparison of the largest group of a variable. */
function shareDefinitions(variable: VariableComparison | null): readonly Definition[] {
  const level = variable?.levels.toSorted((one, other) => other.sampled - one.sampled)[0] ?? null;
  const of = 'De grootste groep van het kenmerk dat het meest samenhangt';
  const [frame, interviews] = [level?.frameShare ?? 0, level?.respondedShare ?? 0];
  return [
    {
      id: 'deel-van-het-kader',
      term: 'Deel van het kader, deel van de interviews',
      meaning:
        'Hoe groot een groep is onder iedereen in het kader, en onder wie een interview gaf. Iedereen telt zo zwaar als het aantal mensen waarvoor hij staat: 1 gedeeld door de kans om getrokken te worden.',
      formula: FRAME_SHARE,
      example:
        level === null
          ? TOO_FEW
          : `${of}: ${formatCount(level.sampled)} mensen, ${formatDecimal(frame * 100)}% van het kader en ${formatDecimal(interviews * 100)}% van de interviews.`,
      source: OWN_RULE,
    },
    {
      id: 'verschil',
      term: 'Verschil',
      meaning: 'In procentpunten. Onder nul: van deze groep ontbreken mensen bij de interviews.',
      formula: DIFFERENCE,
      example:
        level === null
          ? TOO_FEW
          : `${of}: ${formatDecimal(interviews * 100)}% − ${formatDecimal(frame * 100)}% = ${formatDecimal((interviews - frame) * 100)} punten`,
      source: OWN_RULE,
    },
  ];
}

function chanceDefinition(figures: Representativity | null): Definition {
  return {
    id: 'kans-om-mee-te-doen',
    term: 'Kans om mee te doen',
    meaning:
      'Voor iedereen geschat uit de bekende kenmerken, gewogen met de kans om getrokken te worden: een logistische regressie zonder interacties.',
    formula: 'ρ = 1 / (1 + exp(−(b₀ + b₁x₁ + b₂x₂ + …)))',
    example:
      figures === null
        ? TOO_FEW
        : `Gemiddeld over ${formatCount(figures.sampled)} mensen: ${chanceExample(figures.meanPropensity)}`,
    source: SCHOUTEN_2009,
  };
}

const INDICATOR = '1 − 2 × S';

function indicatorDefinition(figures: Representativity | null): Definition {
  return {
    id: 'r-indicator',
    term: 'R-indicator',
    meaning:
      'Hoe gelijk de kansen om mee te doen zijn: 1 als iedereen dezelfde kans had. S is de standaardafwijking van de kansen, gecorrigeerd voor wat het toeval van een kleine steekproef eraan toevoegt.',
    formula: INDICATOR,
    example: figures === null ? TOO_FEW : worked(INDICATOR, { S: spreadOf(figures) }, figures.r),
    source: `${SCHOUTEN_2009} Interval en correctie: Shlomo, Skinner en Schouten (2012), Journal of Statistical Planning and Inference 142.`,
  };
}

function spreadOf({ r }: Representativity): number {
  return (1 - r) / 2;
}

const VARIATION = 'S / gemiddelde kans';

function variationDefinition(figures: Representativity | null): Definition {
  return {
    id: 'variatiecoefficient',
    term: 'Variatiecoëfficiënt van de kansen',
    meaning: 'De spreiding van de kansen om mee te doen, gedeeld door hun gemiddelde.',
    formula: VARIATION,
    example:
      figures === null
        ? TOO_FEW
        : worked(VARIATION, { S: spreadOf(figures), 'gemiddelde kans': figures.meanPropensity }, figures.cv),
    source: SCHOUTEN_2009,
  };
}

const BIAS = 'variatiecoëfficiënt × 0,5';

function biasDefinition(figures: Representativity | null): Definition {
  return {
    id: 'grootste-vertekening',
    term: 'Grootste vertekening van 50%',
    meaning:
      'Zo ver kan een percentage van 50% hooguit naast dat van iedereen liggen door wie ontbreekt, voor zover de bekende kenmerken dat laten zien. Een kenmerk dat niemand kent, kan meer doen.',
    formula: BIAS,
    example:
      figures === null
        ? TOO_FEW
        : worked(BIAS, { variatiecoëfficiënt: figures.cv }, Math.min(0.5, figures.cv * 0.5)),
    source: `${SCHOUTEN_2009} De standaardafwijking van een percentage van 50% is 0,5.`,
  };
}

function unconditionalDefinition(variable: VariableComparison | null): Definition {
  return {
    id: 'partieel',
    term: 'Samenhang met meedoen (partiële R-indicator)',
    meaning:
      'Hoe ver de gemiddelde kansen van de groepen van een kenmerk uit elkaar liggen: 0 als ze gelijk zijn, hooguit 0,5.',
    formula: '√ som van deel van het kader × (kans van de groep − gemiddelde kans)²',
    example:
      variable === null
        ? TOO_FEW
        : `Van het kenmerk dat het meest samenhangt: √(${variable.levels
            .map(({ partial }) => `${decimals(Math.abs(partial))}²`)
            .join(' + ')}) = ${decimals(variable.unconditional)}`,
    source: SCHOUTEN_2011,
  };
}

function conditionalDefinition(variable: VariableComparison | null): Definition {
  return {
    id: 'partieel-los',
    term: 'Los van de andere kenmerken (voorwaardelijke partiële R-indicator)',
    meaning:
      'Wat van die afstand overblijft tussen mensen die in alle andere kenmerken gelijk zijn. Ongeveer 0: het kenmerk voegt niets toe aan de andere.',
    formula: '√ gemiddelde van (kans − gemiddelde kans van wie in de andere kenmerken gelijk is)²',
    example:
      variable === null
        ? TOO_FEW
        : `Van hetzelfde kenmerk: ${decimals(variable.conditional)}, van de ${decimals(variable.unconditional)} hierboven.`,
    source: SCHOUTEN_2011,
  };
}

function decimals(value: number): string {
  return value.toLocaleString('nl-NL', { maximumFractionDigits: 4 });
}

function worked(formula: string, values: Readonly<Record<string, number>>, result: number): string {
  return `${filledFormula(formula, values)} = ${decimals(result)}`;
}
