import type { FrameChange, FrameProblem } from '../../domain/coding/code-frame.js';
import { typedText } from '../../web/typed-text.js';

const MAX_TEXT = 300;

/** The changes that the page of a frame can ask for, by the last part of their address. */
export const CHANGE_KINDS = ['add', 'change', 'merge', 'split', 'remove', 'share'] as const;

export type ChangeKind = (typeof CHANGE_KINDS)[number];

/**
 * The change that a form asks for. What is wrong with it the frame itself tells.
 * @param number of the code that the form is about
 */
export function readChange(
  kind: ChangeKind,
  number: number,
  fields: Readonly<Record<string, unknown>>,
): FrameChange {
  const text = (name: string): string => typedText(fields, name).trim().slice(0, MAX_TEXT);
  const parent = text('parent') === '' ? null : Number(text('parent'));
  const code = { label: text('label'), definition: text('definition'), example: text('example'), parent };
  switch (kind) {
    case 'add':
      return { kind: 'added', code };
    case 'change':
      return { kind: 'changed', number, code };
    case 'merge':
      return { kind: 'merged', number, into: Number(text('into')) };
    case 'split':
      return {
        kind: 'split',
        number,
        labels: ['part-1', 'part-2', 'part-3'].map(text).filter((label) => label !== ''),
      };
    case 'remove':
      return { kind: 'removed', number };
    case 'share':
      return { kind: 'share', secondPercent: text('percent') === '' ? NaN : Number(text('percent')) };
  }
}

/** What is wrong with a change, in words that say what to do. */
export const FRAME_MESSAGES: Readonly<Record<FrameProblem | 'in-use', string>> = {
  'no-label': 'Geef de code een naam.',
  'label-used': 'Er is al een code met deze naam. Kies een andere naam, of voeg de codes samen.',
  'no-such-code': 'Deze code is er niet meer. Vernieuw de pagina.',
  'is-option': 'Dit is een antwoord van de vragenlijst zelf. De naam ervan staat vast en het kan niet weg.',
  'same-code': 'Kies een andere code om mee samen te voegen.',
  'no-parent': 'Deze code kan daar niet onder vallen. Kies een code die zelf nergens onder valt.',
  'has-parts': 'Onder deze code vallen andere codes. Haal die er eerst onder vandaan.',
  'too-few-parts': 'Geef ten minste twee namen om in te splitsen.',
  full: 'Er zijn geen nummers meer vrij. Voeg codes samen.',
  'no-percentage': 'Vul een heel getal van 0 tot en met 100 in.',
  'in-use': 'Er zijn antwoorden met deze code. Voeg hem samen met een andere code.',
};

/** The field that a problem belongs to. */
export function fieldOf(kind: ChangeKind): string {
  return { add: 'label', change: 'label', merge: 'into', split: 'part-1', remove: 'label', share: 'percent' }[
    kind
  ];
}
