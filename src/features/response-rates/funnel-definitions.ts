import { formatCount } from '../../web/dutch-format.js';
import { studyPath } from '../studies/study-navigation.js';
import { type Definition, type DefinitionGroup, OWN_RULE, shareExample } from './definition.js';
import { FUNNEL_TEXTS } from './funnel-texts.js';
import { FUNNEL_STEPS, type FunnelSet } from '../../domain/response/funnel.js';
import type { StudyFunnel } from './funnel.service.js';

/** What somebody must have come to, for each step. */
const MEANINGS: Readonly<Record<(typeof FUNNEL_STEPS)[number], string>> = {
  all: 'Alle getrokken casussen, zonder wie de toestemming introk. Uitgesloten casussen horen er wel bij.',
  in_field:
    'Mag worden gebeld en hoort in het onderzoek: zonder wie is uitgesloten, en zonder wie geen cliënt bleek te zijn.',
  contacted:
    'Bij ten minste één telefoontje is iemand gesproken, of er is toestemming gegeven. Wat is hersteld, telt niet.',
  permitted: 'Iemand die dat mag, stemde in met een interview, of er is een interview begonnen.',
  started: 'Ten minste één vraag van het interview is gesteld.',
  I: 'Het interview is voltooid.',
};

/** What stands on the page with the funnel. */
export function funnelDefinitions({ study, total }: StudyFunnel): DefinitionGroup {
  return {
    id: 'trechter',
    title: 'Van steekproefkader tot interview',
    intro: 'Hoe ver casussen kwamen. Elke stap is een deel van de stap ervoor.',
    page: { label: 'Trechter', href: studyPath(study.slug, 'response/funnel') },
    definitions: [
      {
        id: 'kader',
        term: 'Steekproefkader',
        meaning: 'Iedereen in het domein uit wie is getrokken, na het verwijderen van dubbele mensen.',
        formula: null,
        example: total.frame === null ? 'Niet van elk domein bekend.' : `${formatCount(total.frame)} mensen.`,
        source: OWN_RULE,
      },
      ...FUNNEL_STEPS.map((set, at): Definition => stepDefinition(total.counts, set, FUNNEL_STEPS[at - 1])),
    ],
  };
}

function stepDefinition(
  counts: Readonly<Record<FunnelSet, number>>,
  set: (typeof FUNNEL_STEPS)[number],
  before: FunnelSet | undefined,
): Definition {
  const { label } = FUNNEL_TEXTS[set];
  const base = {
    id: `trechter-${set}`,
    term: `${label} (trechter)`,
    meaning: MEANINGS[set],
    source: OWN_RULE,
  };
  if (before === undefined)
    return { ...base, formula: null, example: `${formatCount(counts[set])} casussen.` };
  const words = [label.toLowerCase(), FUNNEL_TEXTS[before].label.toLowerCase()] as const;
  const formula = words.join(' / ');
  const share = counts[before] === 0 ? null : counts[set] / counts[before];
  return {
    ...base,
    formula,
    example: shareExample(formula, { [words[0]]: counts[set], [words[1]]: counts[before] }, share),
  };
}
