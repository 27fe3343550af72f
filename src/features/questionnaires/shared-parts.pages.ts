import type { Link, SelectField, TextField } from '../../web/components.js';
import { draftPath } from './draft-path.js';
import type { Draft } from './drafts.service.js';
import { readComputed, readFills } from './reading.pages.js';

/** Things that questions share: a heading, what there is, and a form to add one. */
export interface SharedPart {
  readonly id: string;
  readonly title: string;
  readonly intro: string;
  readonly items: readonly (Link & { readonly detail: string })[];
  readonly action: string;
  readonly name: TextField;
  readonly kind: SelectField;
  readonly button: string;
}

/** The fills and the computed values of a draft. */
export function sharedParts(draft: Draft): readonly SharedPart[] {
  const { questionnaire } = draft;
  const language = questionnaire.languages[0] ?? 'nl';
  const computed = readComputed(questionnaire, language);
  return [
    {
      id: 'invullingen',
      title: 'Invullingen',
      intro: 'Woorden die van het gesprek afhangen. Schrijf in een tekst {kind}, en het programma vult in.',
      items: readFills(questionnaire, language).map(({ name, cases }) => ({
        label: `{${name}}`,
        href: draftPath(draft.id, 'fills', name),
        detail: cases
          .flatMap(({ texts, condition }) =>
            texts.length === 0
              ? [condition]
              : texts.map(({ parts }) => `“${parts.map(({ text }) => text).join('')}”`),
          )
          .join(' of '),
      })),
      action: draftPath(draft.id, 'fills'),
      name: { name: 'name', label: 'Naam van de invulling', width: 'short', value: '' },
      kind: {
        name: 'kind',
        label: 'Wat er komt te staan',
        value: 'cases',
        options: [
          { value: 'cases', label: 'woorden die van iets afhangen' },
          { value: 'childFirstName', label: 'de voornaam van het kind' },
          { value: 'reportYear', label: 'het verslagjaar' },
        ],
      },
      button: 'Invulling toevoegen',
    },
    {
      id: 'berekend',
      title: 'Berekende waarden',
      intro: 'Getallen die uit antwoorden volgen. Een voorwaarde kan ernaar kijken.',
      items: (questionnaire.computed ?? []).map(({ id }, index) => ({
        label: id,
        href: draftPath(draft.id, 'computed', id),
        detail: (computed[index] ?? '').slice(id.length).trim(),
      })),
      action: draftPath(draft.id, 'computed'),
      name: { name: 'id', label: 'Code van de waarde', width: 'short', value: '' },
      kind: {
        name: 'kind',
        label: 'Hoe zij volgt',
        value: 'sum',
        options: [
          { value: 'sum', label: 'som van antwoorden' },
          { value: 'mean', label: 'gemiddelde van antwoorden' },
          { value: 'count', label: 'aantal keer een antwoord' },
          { value: 'cases', label: 'een waarde per geval' },
        ],
      },
      button: 'Waarde toevoegen',
    },
  ];
}
