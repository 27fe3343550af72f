import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proposeScrubs } from '../../../src/domain/quotes/propose-scrubs.js';
import { bareWord, scrubbed, type WordChoice, wordsOf } from '../../../src/domain/quotes/scrub.js';

const NOBODY = { people: [], organisations: [] };

/** The text when every proposal is taken over. */
function proposed(text: string, known = NOBODY as { people: string[]; organisations: string[] }): string {
  const words = wordsOf(text);
  return scrubbed(
    words,
    proposeScrubs(words, known).map((kind) => kind ?? 'keep'),
  );
}

describe('what is proposed to be scrubbed', () => {
  it.each([
    ['Mevrouw van den Berg belde ons.', 'Mevrouw [naam] belde ons.'],
    ['Wij spraken met Anna en Bas de Vries.', 'Wij spraken met [naam] en [naam].'],
    ['Jansen luisterde goed.', '[naam] luisterde goed.'],
    ['Het begon in Rotterdam Zuid, heel snel.', 'Het begon in [plaats], heel snel.'],
    ['Ze zat op basisschool de Regenboog.', 'Ze zat op [organisatie].'],
    ['Op de Regenboogschool is het rustig.', 'Op de [organisatie] is het rustig.'],
    ['Via het CJG ging het snel.', 'Via het [organisatie] ging het snel.'],
    ['Bel 06 1234 5678, of 010-1234567.', 'Bel [telefoonnummer], of [telefoonnummer].'],
    ['Mail naar iemand@example.org (of www.example.org).', 'Mail naar [e-mailadres] (of [website]).'],
    ['Sinds 12 maart 2015 gaat het beter dan in 2014.', 'Sinds [datum] gaat het beter dan in [datum].'],
    ['Op 3-4-2015 en in mei.', 'Op [datum] en in [datum].'],
    ['Wij wonen Dorpsstraat 12a, 3011 AB Rotterdam.', 'Wij wonen [adres] [naam].'],
    ['Mijn nummer is 123456782.', 'Mijn nummer is [nummer].'],
  ])('%s', (text, expected) => {
    expect(proposed(text)).toBe(expected);
  });

  it.each([
    'Ze luistert goed. Het ging snel en de hulp was 3 keer per week.',
    'Wij zijn tevreden! Niets op aan te merken, 100% goed.',
    'Na 2 maanden kregen we eindelijk hulp op de juiste weg.',
  ])('nothing of: %s', (text) => {
    expect(proposed(text)).toBe(text);
  });

  it('finds what is known of the case in any spelling', () => {
    const known = { people: ['Zoë van Dijk', 'Jean-Luc'], organisations: ['De Nieuwe Kans'] };
    expect(proposed('ik vond zoe’s juf van de nieuwe kans fijn', known)).toBe(
      'ik vond [naam] juf van [organisatie] fijn',
    );
    expect(proposed('jean en ZOË en dijk', known)).toBe('[naam] en [naam] en [naam]');
    // A small word of a family name names nobody.
    expect(proposed('de hulp van thuis', known)).toBe('de hulp van thuis');
  });

  it('never leaves a name of the case, wherever it stands', () => {
    const name = fc.constantFrom('Zoë', 'Bas', 'El-Amrani', 'Sam');
    const other = fc.constantFrom('goed', '(heel', 'snel).', '“Dat', 'was', 'in', 'juf');
    const ends = fc.constantFrom('', '.', ',', '!', '’s', "'s", '?"');
    const text = fc.tuple(fc.array(other), name, ends, fc.array(other)).map(([before, who, end, after]) => ({
      who,
      text: [...before, `${who}${end}`, ...after, 'en'].join(' '),
    }));
    fc.assert(
      fc.property(text, fc.boolean(), (said, isSmall) => {
        const typed = isSmall ? said.text.toLowerCase() : said.text;
        const left = proposed(typed, { people: [said.who], organisations: [] });
        expect(left.toLowerCase()).not.toContain(said.who.toLowerCase());
      }),
    );
  });
});

describe('a scrubbed answer', () => {
  const words = wordsOf('Eerst kwam (Anna, de juf) en toen ging het.');

  it('keeps the punctuation around what is replaced, and replaces a run together', () => {
    const choices: WordChoice[] = ['cut', 'cut', 'name', 'keep', 'name', 'keep', 'keep', 'keep', 'keep'];
    expect(scrubbed(words, choices)).toBe('[…] ([naam], de [naam]) en toen ging het.');
    expect(scrubbed(['Anna,', 'Bas.'], ['name', 'name'])).toBe('');
    expect(scrubbed(['Met', 'Anna', 'Bas.'], ['keep', 'name', 'name'])).toBe('Met [naam].');
  });

  it('is the answer itself when every word stays, but for white space', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 })), (parts) => {
        const own = wordsOf(parts.join(' \n'));
        expect(
          scrubbed(
            own,
            own.map(() => 'keep'),
          ),
        ).toBe(own.join(' '));
      }),
    );
  });

  it('holds no word that was replaced', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{4,8}[.,!]?$/), { minLength: 2 }), (own) => {
        const choices = own.map((_, at): WordChoice => (at === 0 ? 'keep' : 'number'));
        const left = wordsOf(scrubbed(own, choices)).slice(1);
        for (const word of own.slice(1)) expect(left).not.toContain(word);
      }),
    );
  });

  it.each([
    ['“Anna”,', 'Anna'],
    ['(o.a.', 'o.a'],
    ['...', ''],
    ['+31612345678.', '+31612345678'],
  ])('%s is %s without what touches it', (word, bare) => {
    expect(bareWord(word)).toBe(bare);
  });
});
