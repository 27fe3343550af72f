import type { PartResponse } from '../../domain/response/breakdown.js';
import { RATE_NAMES } from '../../domain/response/rates.js';
import { RATE_GROUPS } from '../../domain/contact/outcome.js';
import { formatCount } from '../../web/dutch-format.js';
import { AAPOR_SOURCE, OWN_RULE, type Definition, type DefinitionGroup, shareExample } from './definition.js';
import type { FormulaValues } from './filled-formula.js';
import { GROUP_TEXTS, RATE_TEXTS } from './rate-texts.js';
import { responsePath } from './response-paths.js';
import { E_FORMULA, MUNICIPAL_DEFINITION } from './response-tables.js';

type RateName = (typeof RATE_NAMES)[number];

/** What each rate answers, in words. */
const MEANINGS: Readonly<Record<RateName, string>> = {
  RR1: 'Voltooide interviews als deel van iedereen die in het onderzoek kan horen. De strengste respons: alle onbekende casussen tellen mee.',
  RR2: 'Als RR1, met gedeeltelijke interviews erbij.',
  RR3: 'Als RR1, maar van de onbekende casussen telt alleen het deel e mee dat naar schatting in het onderzoek hoort.',
  RR4: 'Als RR3, met gedeeltelijke interviews erbij.',
  RR5: 'Als RR1, zonder de onbekende casussen. De hoogste respons.',
  RR6: 'Als RR5, met gedeeltelijke interviews erbij.',
  COOP1: 'Voltooide interviews als deel van de casussen waarin is gesproken met wie mag antwoorden.',
  COOP2: 'Als COOP1, met gedeeltelijke interviews erbij.',
  COOP3: 'Als COOP1, zonder wie niet kon meedoen, bijvoorbeeld om de taal.',
  COOP4: 'Als COOP3, met gedeeltelijke interviews erbij.',
  REF1: 'Weigeringen en afgebroken gesprekken als deel van iedereen die in het onderzoek kan horen.',
  REF2: 'Als REF1, maar van de onbekende casussen telt alleen het deel e mee.',
  REF3: 'Als REF1, zonder de onbekende casussen.',
  CON1: 'Gesproken met wie mag antwoorden, als deel van iedereen die in het onderzoek kan horen. Gesproken in de trechter is ruimer: daar telt ook mee wie alleen een ander aan de lijn kreeg, of een afspraak maakte die niet doorging.',
  CON2: 'Als CON1, maar van de onbekende casussen telt alleen het deel e mee.',
  CON3: 'Als CON1, zonder de onbekende casussen.',
};

/** The letters of the formulas: which cases they stand for, and how many there are. */
function letters({ summary: { counts } }: PartResponse): readonly Definition[] {
  return RATE_GROUPS.filter((group) => group !== 'withdrawn').map((group) => ({
    id: `groep-${group}`,
    term: GROUP_TEXTS[group].label,
    meaning: `${capital(GROUP_TEXTS[group].meaning)}.`,
    formula: null,
    example: `${formatCount(counts[group])} ${counts[group] === 1 ? 'casus' : 'casussen'}.`,
    source: group === 'open' || group === 'excluded' ? OWN_RULE : AAPOR_SOURCE,
  }));
}

function rateDefinitions({ summary }: PartResponse): readonly Definition[] {
  const values = valuesOf(summary);
  return [
    ...RATE_NAMES.map((name): Definition => ({
      id: name,
      term: RATE_TEXTS[name].label,
      meaning: MEANINGS[name],
      formula: RATE_TEXTS[name].formula,
      example: shareExample(RATE_TEXTS[name].formula, values, summary.rates[name]),
      source: AAPOR_SOURCE,
    })),
    {
      id: 'e',
      term: 'e',
      meaning:
        'Het geschatte deel van de onbekende casussen dat in het onderzoek hoort, afgeleid uit de casussen waarvan dat wel bekend is.',
      formula: E_FORMULA,
      example: shareExample(E_FORMULA, values, summary.rates.e),
      source: 'AAPOR, Standard Definitions: verdeling naar verhouding (methode CASRO).',
    },
  ];
}

function valuesOf({ counts, rates }: PartResponse['summary']): FormulaValues {
  const { I, P, R, NC, O, UH, UO, NE } = counts;
  return { I, P, R, NC, O, NE, U: UH + UO, e: rates.e };
}

const WEIGHTED_FORMULA = 'I / (I + P + R + NC + O + U)';

function weightedDefinition({ weightedRates, weights }: PartResponse): Definition {
  const { I, P, R, NC, O, UH, UO } = weights;
  return {
    id: 'gewogen',
    term: 'Gewogen percentages',
    meaning:
      'Dezelfde formules, waarin elke casus zo zwaar telt als het aantal mensen in het steekproefkader waarvoor hij staat: 1 gedeeld door de kans om getrokken te worden. Het voorbeeld is RR1.',
    formula: WEIGHTED_FORMULA,
    example: shareExample(WEIGHTED_FORMULA, { I, P, R, NC, O, U: UH + UO }, weightedRates.RR1),
    source: 'AAPOR, Standard Definitions: gewogen responspercentages.',
  };
}

export const MUNICIPAL_FORMULA = 'interviews / benaderd';

/** What stands on the page of the response. */
export function responseDefinitions(slug: string, total: PartResponse): readonly DefinitionGroup[] {
  const { counts, approached, released, municipalRate } = total.summary;
  const page = { label: 'Respons', href: responsePath(slug) };
  return [
    {
      id: 'respons',
      title: 'De respons van de gemeente',
      intro: 'Het percentage waarmee de gemeente over het onderzoek vertelt.',
      page,
      definitions: [
        {
          id: 'gemeente',
          term: 'Respons van de gemeente',
          meaning: capital(MUNICIPAL_DEFINITION),
          formula: MUNICIPAL_FORMULA,
          example: shareExample(
            MUNICIPAL_FORMULA,
            { interviews: counts.I, benaderd: approached },
            municipalRate,
          ),
          source: 'Gemeente Rotterdam, cliëntervaringsonderzoek jeugd 2016: 614 van 886 is 69%.',
        },
        {
          id: 'vrijgegeven',
          term: 'Vrijgegeven',
          meaning:
            'Casussen die enquêteurs mogen bellen, zonder wie is uitgesloten en zonder wie de toestemming introk.',
          formula: null,
          example: `${formatCount(released)} casussen.`,
          source: OWN_RULE,
        },
        {
          id: 'benaderd',
          term: 'Benaderd',
          meaning: 'Vrijgegeven casussen waarin ten minste één keer is gebeld, ook als er niemand opnam.',
          formula: null,
          example: `${formatCount(approached)} casussen.`,
          source: 'Gemeente Rotterdam, cliëntervaringsonderzoek jeugd 2016.',
        },
      ],
    },
    {
      id: 'groepen',
      title: 'Waar de casussen staan',
      intro:
        'Elke casus staat in één groep. De letters zijn die van AAPOR; U is UH en UO samen. Wie de toestemming introk, staat in geen enkele groep.',
      page,
      definitions: letters(total),
    },
    {
      id: 'aapor',
      title: 'Percentages volgens AAPOR',
      intro:
        'Met vaste namen, zodat onderzoeken te vergelijken zijn. Noem bij een percentage altijd de naam. Open en uitgesloten casussen tellen niet mee.',
      page,
      definitions: [...rateDefinitions(total), weightedDefinition(total)],
    },
  ];
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
