import type { Handover } from './handover.js';
import type { ConsentLanguage } from './consent-texts.js';
import type { ContactRole } from './consent-record.js';

/** What is read aloud when somebody else goes on with an interview, with `{adult}` to fill in. */
export interface HandoverText {
  /** Stands in the records of both. Other words are another version: a test holds the words of each. */
  readonly version: string;
  /** How the adult is called to the young person. */
  readonly adult: Readonly<Record<Exclude<ContactRole, 'youth'>, string>>;
  readonly toWhoStops: Readonly<Record<ContactRole, string>>;
  readonly toWhoGoesOn: { readonly youth: string; readonly adult: string };
}

/** The words in each language. */
export const HANDOVER_TEXTS: Readonly<Record<ConsentLanguage, HandoverText>> = {
  nl: {
    version: 'overdracht-2026-1',
    adult: { parent: 'ouder', guardian: 'voogd' },
    toWhoStops: {
      youth:
        'Vind je het goed dat je {adult} de vragen verder beantwoordt? En mogen je antwoorden tot nu toe blijven staan?',
      parent:
        'Vindt u het goed dat ik de vragen verder aan uw kind stel? En mogen uw antwoorden tot nu toe blijven staan?',
      guardian:
        'Vindt u het goed dat ik de vragen verder stel aan de jongere van wie u voogd bent? En mogen uw antwoorden tot nu toe blijven staan?',
    },
    toWhoGoesOn: {
      youth:
        'Kun je nu vrij praten? Wil je de vragen verder beantwoorden? Je mag op elk moment stoppen of een vraag overslaan.',
      adult: 'Wilt u de vragen verder beantwoorden? U mag op elk moment stoppen of een vraag overslaan.',
    },
  },
  en: {
    version: 'overdracht-2026-1',
    adult: { parent: 'parent', guardian: 'guardian' },
    toWhoStops: {
      youth:
        'Is it all right with you if your {adult} answers the rest of the questions? And may your answers so far stay?',
      parent:
        'Is it all right with you if I put the rest of the questions to your child? And may your answers so far stay?',
      guardian:
        'Is it all right with you if I put the rest of the questions to the young person in your guardianship? And may your answers so far stay?',
    },
    toWhoGoesOn: {
      youth:
        'Can you talk freely now? Would you like to answer the rest of the questions? You may stop at any moment or skip a question.',
      adult:
        'Would you like to answer the rest of the questions? You may stop at any moment or skip a question.',
    },
  },
  tr: {
    version: 'overdracht-2026-1',
    adult: { parent: 'annenin veya babanın', guardian: 'vasinin' },
    toWhoStops: {
      youth:
        'Kalan soruları {adult} cevaplamasını kabul ediyor musun? Şimdiye kadarki cevapların kalabilir mi?',
      parent:
        'Kalan soruları çocuğunuza sormamı kabul ediyor musunuz? Şimdiye kadarki cevaplarınız kalabilir mi?',
      guardian:
        'Kalan soruları vasisi olduğunuz gence sormamı kabul ediyor musunuz? Şimdiye kadarki cevaplarınız kalabilir mi?',
    },
    toWhoGoesOn: {
      youth:
        'Şu anda rahatça konuşabilir misin? Kalan soruları cevaplamak ister misin? İstediğin zaman durabilir veya bir soruyu atlayabilirsin.',
      adult:
        'Kalan soruları cevaplamak ister misiniz? İstediğiniz zaman durabilir veya bir soruyu atlayabilirsiniz.',
    },
  },
};

/** The words of a handover, to who stops and to who goes on. */
export interface HandoverWords {
  readonly toWhoStops: string;
  readonly toWhoGoesOn: string;
}

/**
 * What is read aloud at a handover.
 * @param language one that has words
 * @param handover who stops and who goes on
 * @example handoverWords('nl', { from: 'youth', to: 'guardian' }).toWhoStops // 'Vind je het goed dat je voogd …'
 */
export function handoverWords(
  language: ConsentLanguage,
  handover: Pick<Handover, 'from' | 'to'>,
): HandoverWords {
  const { from, to } = handover;
  const { adult, toWhoStops, toWhoGoesOn } = HANDOVER_TEXTS[language];
  const named = to === 'youth' ? '' : adult[to];
  return {
    toWhoStops: toWhoStops[from].replace('{adult}', named),
    toWhoGoesOn: to === 'youth' ? toWhoGoesOn.youth : toWhoGoesOn.adult,
  };
}
