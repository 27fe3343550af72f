/** Where the weights of a file come from. */
export interface DatasetWeighting {
  /** Weights that were made under a name; `null` for the weights of the draw. */
  readonly made: {
    readonly name: string;
    readonly version: number;
    /** What they were fitted to, in words. */
    readonly how: string;
    /** Respondents of after the weights were made: they have none. */
    readonly without: number;
    /** How many of them show the mean of a group, because few have none. */
    readonly withoutAveraged: number;
  } | null;
  /** How many respondents show the mean of the weights of several, so that theirs does not tell who they are. */
  readonly averaged: number;
}

/** What the remarks are about. */
interface RemarkedSource {
  readonly withTexts: boolean;
  readonly k: number;
  readonly snapshot: number;
  readonly weighting: DatasetWeighting;
}

const WEIGHT_REMARK =
  'De weegfactor (weight) is het aantal cliënten waarvoor iemand staat. Gebruik hem niet als aantal waarnemingen: toetsen vallen dan te gunstig uit. Toets met een module voor steekproeven, met als stratum domain, en segment waar segmenten apart zijn getrokken.';
const MISSING_REMARK =
  'Een lege waarde betekent: niet gevraagd. Niet van toepassing, weet niet en wil niet zeggen hebben eigen codes en tellen niet als antwoord.';
const TEXT_REMARK = 'Bij open antwoorden staat zo’n code als tekst: 97, 98 of 99.';

/**
 * The sentences that a user of a data file must read: which state of the data it is, how to weight, what an empty
 * value means, what was left out.
 * @example remarksOf(source)[0] // 'Momentopname 3: …'
 */
export function remarksOf({ withTexts, k, snapshot, weighting }: RemarkedSource): string[] {
  return [
    `Momentopname ${String(snapshot)}: bestanden en tabellen met hetzelfde nummer zijn van dezelfde antwoorden gemaakt.`,
    WEIGHT_REMARK,
    ...weightingRemarks(weighting, k),
    MISSING_REMARK,
    ...(k > 1 ? [coarseningRemark(k)] : []),
    ...(withTexts ? [TEXT_REMARK] : []),
  ];
}

function weightingRemarks({ made, averaged }: DatasetWeighting, k: number): string[] {
  return [
    ...(made === null
      ? []
      : [`Gewogen met “${made.name}”, versie ${String(made.version)}: ${made.how}. ${withoutWeight(made)}`]),
    ...(averaged === 0
      ? []
      : [
          `Bij ${String(averaged)} respondenten is de weegfactor het gemiddelde van een groepje, omdat minder dan ${String(k)} respondenten met dezelfde achtergronden hem hadden. De som per groep achtergronden klopt.`,
        ]),
  ];
}

function withoutWeight({ without, withoutAveraged }: Record<'without' | 'withoutAveraged', number>): string {
  if (without === 0) return 'Iedere respondent heeft een weegfactor.';
  const count = `Zonder weegfactor, want van na het maken van de gewichten: ${String(without)} respondenten.`;
  return withoutAveraged === 0
    ? `${count} Zij tellen in een gewogen analyse niet mee.`
    : `${count} Daarvan hebben er ${String(withoutAveraged)} het gemiddelde van een groepje, waarin zij voor 0 meetellen.`;
}

function coarseningRemark(k: number): string {
  return `Maatregel, segment, leeftijdsgroep en wie het gesprek voerde zijn leeggemaakt waar minder dan ${String(k)} respondenten van een domein dezelfde combinatie hadden. Leeg is daar dus ook: niet getoond.`;
}
