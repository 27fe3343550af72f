import { type Background, coarsen } from '../../domain/privacy/k-anonymity.js';
import { type Trait, TRAIT_NAMES, TRAITS } from '../../domain/study/traits.js';
import type { ChoiceGroup, DataTable } from '../../web/components.js';
import { formatCount } from '../../web/dutch-format.js';
import { DEFAULT_K, K_CHOICES } from './responses.forms.js';

/** What happens to the backgrounds in a file of answers. */
export const K_FIELD: ChoiceGroup = {
  name: 'k',
  label: 'Achtergronden',
  description:
    'Wie de enige is met een combinatie van achtergronden, kan te herkennen zijn. Veldwerk maakt dan velden leeg: migratieachtergrond en beperking het eerst, wie er antwoordde het laatst.',
  kind: 'radio',
  options: [...K_CHOICES].map((k) => ({
    value: String(k),
    label: labelOf(k),
    checked: k === DEFAULT_K,
  })),
};

/** Before the download: how well respondents hide behind each other, as it is and after each choice. */
export function anonymityTable(backgrounds: readonly Background[]): DataTable {
  return {
    id: 'anonymity',
    caption: 'Hoe herkenbaar zijn respondenten?',
    columns: [
      { label: 'Achtergronden', wide: true },
      { label: 'Kleinste groep', numeric: true },
      { label: 'Uniek', numeric: true },
      { label: 'Maatregel leeg', numeric: true },
      { label: 'Segment leeg', numeric: true },
      { label: 'Leeftijd leeg', numeric: true },
      { label: 'Wie leeg', numeric: true },
      ...traitsIn(backgrounds).map((trait) => ({ label: `${TRAITS[trait].label} leeg`, numeric: true })),
    ],
    rows:
      backgrounds.length === 0
        ? []
        : [...K_CHOICES].sort((one, other) => one - other).map((k) => rowOf(backgrounds, k)),
    empty: 'Er zijn nog geen voltooide interviews.',
    notes: [
      'Groep: respondenten met dezelfde combinatie van achtergronden. Een domein met minder respondenten dan gevraagd kan niet worden geholpen.',
    ],
  };
}

function rowOf(backgrounds: readonly Background[], k: number): DataTable['rows'][number] {
  const { after, emptied } = coarsen(backgrounds, k);
  const figures = [
    after.smallestClass,
    after.unique,
    emptied.measure,
    emptied.segment,
    emptied.ageBand,
    emptied.respondent,
    ...traitsIn(backgrounds).map((trait) => emptied[trait]),
  ];
  return [{ text: labelOf(k) }, ...figures.map((figure) => ({ text: formatCount(figure) }))];
}

/** Traits that somebody has. */
function traitsIn(backgrounds: readonly Background[]): readonly Trait[] {
  return TRAIT_NAMES.filter((trait) => backgrounds.some((background) => background[trait] !== null));
}

function labelOf(k: number): string {
  return k === 1 ? 'Zoals ze zijn' : `Ten minste ${String(k)} met dezelfde combinatie`;
}
