import type { RateGroup } from '../../domain/contact/outcome.js';
import type { RATE_NAMES } from '../../domain/response/rates.js';

/** How a group of cases is called, and who is in it. */
export const GROUP_TEXTS: Readonly<Record<RateGroup, { readonly label: string; readonly meaning: string }>> =
  {
    I: { label: 'Interviews', meaning: 'voltooide gesprekken (I)' },
    P: { label: 'Gedeeltelijke interviews', meaning: 'genoeg beantwoord om mee te tellen (P)' },
    R: { label: 'Weigeringen', meaning: 'weigering of afgebroken gesprek (R)' },
    NC: {
      label: 'Geen contact',
      meaning: 'de persoon zelf niet bereikt, of een afspraak die bij het einde nog open stond (NC)',
    },
    O: { label: 'Ander contact zonder gesprek', meaning: 'taal, niet in staat, overleden (O)' },
    UH: { label: 'Onbekend: lijn', meaning: 'nooit gebeld, of alleen een technisch probleem (UH)' },
    UO: { label: 'Onbekend: nummer', meaning: 'geen werkend of juist nummer (UO)' },
    NE: { label: 'Hoort niet in het onderzoek', meaning: 'geen cliënt in het jaar, of dubbel (NE)' },
    excluded: { label: 'Uitgesloten', meaning: 'door de organisatie of om veiligheid; telt nergens mee' },
    withdrawn: { label: 'Toestemming ingetrokken', meaning: 'telt nergens mee' },
    open: { label: 'Nog open', meaning: 'nog niet afgerond, ook afspraken' },
  };

/** How a rate is called and computed, in the letters of AAPOR. U is UH + UO. */
export const RATE_TEXTS: Readonly<
  Record<(typeof RATE_NAMES)[number], { readonly label: string; readonly formula: string }>
> = {
  RR1: { label: 'Respons RR1', formula: 'I / (I + P + R + NC + O + U)' },
  RR2: { label: 'Respons RR2', formula: '(I + P) / (I + P + R + NC + O + U)' },
  RR3: { label: 'Respons RR3', formula: 'I / (I + P + R + NC + O + e × U)' },
  RR4: { label: 'Respons RR4', formula: '(I + P) / (I + P + R + NC + O + e × U)' },
  RR5: { label: 'Respons RR5', formula: 'I / (I + P + R + NC + O)' },
  RR6: { label: 'Respons RR6', formula: '(I + P) / (I + P + R + NC + O)' },
  COOP1: { label: 'Medewerking COOP1', formula: 'I / (I + P + R + O)' },
  COOP2: { label: 'Medewerking COOP2', formula: '(I + P) / (I + P + R + O)' },
  COOP3: { label: 'Medewerking COOP3', formula: 'I / (I + P + R)' },
  COOP4: { label: 'Medewerking COOP4', formula: '(I + P) / (I + P + R)' },
  REF1: { label: 'Weigering REF1', formula: 'R / (I + P + R + NC + O + U)' },
  REF2: { label: 'Weigering REF2', formula: 'R / (I + P + R + NC + O + e × U)' },
  REF3: { label: 'Weigering REF3', formula: 'R / (I + P + R + NC + O)' },
  CON1: { label: 'Contact CON1', formula: '(I + P + R + O) / (I + P + R + NC + O + U)' },
  CON2: { label: 'Contact CON2', formula: '(I + P + R + O) / (I + P + R + NC + O + e × U)' },
  CON3: { label: 'Contact CON3', formula: '(I + P + R + O) / (I + P + R + NC + O)' },
};
