import {
  CASE_ATTENTION_LABELS,
  CASE_ATTENTIONS,
  type CaseAttention,
} from '../../domain/calling/case-attention.js';
import { minutesUntilLate } from '../../domain/calling/appointment-grid.js';
import { shownParts } from '../../domain/quality/hidden-counts.js';
import type { ShownShare } from '../../domain/quality/outcome-mix.js';
import { isFew } from '../../domain/quality/small-counts.js';
import { VERIFICATION_TEXTS } from '../../domain/verification/verification-outcome.js';
import { formatCount, formatDecimal, formatMinutes } from '../../web/dutch-format.js';
import type { Conversations } from '../quality/conversations.service.js';
import type { CallPatterns } from '../quality/patterns.service.js';
import { studyPath } from '../studies/study-navigation.js';
import type { StudyVerification } from '../verification/verification.service.js';
import { type Definition, type DefinitionGroup, OWN_RULE, shareExample } from './definition.js';
import { filledFormula } from './filled-formula.js';

const FEW = 'Een van de aantallen is kleiner dan 5 en wordt niet getoond.';
const NOTHING = 'Nog niet te berekenen: er is nog niet genoeg gebeld.';

/** A share with its figures filled in, unless the page hides a part of them or one of its sides is of a few. */
function shownShare(
  formula: string,
  [partName, part]: [string, number | null],
  [wholeName, whole]: [string, number | null],
): string {
  if (whole === 0) return NOTHING;
  if (part === null || whole === null || [part, whole - part].some(isFew)) return FEW;
  return shareExample(formula, { [partName]: part, [wholeName]: whole }, part / whole);
}

/** `null` when a part is hidden. */
function sumOf(parts: readonly (number | null)[]): number | null {
  return parts.reduce((sum, part) => (sum === null || part === null ? null : sum + part), 0);
}

function partOf(share: ShownShare): number | null {
  if (share === 'none') return 0;
  return share === 'few' ? null : share.part;
}

const FAILED = 'telefoontjes naar een nummer dat niet werkt / alle telefoontjes';
const KEPT = 'op tijd gebeld / afspraken';
const SPOKEN = 'gesproken / op tijd gebeld';

function limitDefinition(attention: CallPatterns['attention']): Definition {
  const of = (which: CaseAttention): number =>
    attention.filter((one) => one.attention === which).reduce((sum, { count }) => sum + count, 0);
  const counts = CASE_ATTENTIONS.map((one) => `${CASE_ATTENTION_LABELS[one]} ${formatCount(of(one))}`);
  return {
    id: 'bij-een-grens',
    term: 'Casussen bij een grens',
    meaning:
      'Open casussen die van een regel of van u afhangen. Laatste poging: nog één poging, dan is het hoogste aantal bereikt. Wacht op besluit: er is geen volgende poging. Gepauzeerd: door een veldwerkleider.',
    formula: null,
    example: `In alle domeinen: ${counts.join(', ')}.`,
    source: OWN_RULE,
  };
}

/** What stands on the page about when and how often people are called. */
export function patternDefinitions({
  study,
  wait,
  week,
  attention,
  failed,
  appointments: { hard, soft },
}: CallPatterns): DefinitionGroup {
  const rules = study.rules.calling;
  const softLate = formatMinutes(minutesUntilLate('soft', rules));
  return {
    id: 'belpatroon',
    title: 'Wanneer en hoe vaak er wordt gebeld',
    intro:
      'Van alle domeinen samen. Contact en medewerking per dagdeel zijn die van de enquêteurs hierboven.',
    page: { label: 'Belpatroon', href: studyPath(study.slug, 'quality/patterns') },
    definitions: [
      {
        id: 'eerste-wachttijd',
        term: 'Wachttijd tot het eerste telefoontje',
        meaning:
          'Dagen van de kalender van de vrijgave tot het eerste telefoontje. De mediaan is de dag waarop de helft van de gebelde casussen was gebeld.',
        formula: null,
        example:
          wait.called === null
            ? FEW
            : wait.medianDays === null
              ? NOTHING
              : `De helft van ${formatCount(wait.called)} casussen was binnen ${formatCount(wait.medianDays)} dagen gebeld.`,
        source: OWN_RULE,
      },
      {
        id: 'nummers-die-niet-werken',
        term: 'Nummers die niet werken',
        meaning:
          'Verkeerd nummer, buiten gebruik of een technisch probleem, als deel van alle telefoontjes. Nummers en casussen: hoeveel verschillende dat er zijn.',
        formula: FAILED,
        example: shownShare(
          FAILED,
          ['telefoontjes naar een nummer dat niet werkt', sumOf(failed.map(({ calls }) => calls))],
          ['alle telefoontjes', week.all.calls],
        ),
        source: OWN_RULE,
      },
      limitDefinition(attention),
      {
        id: 'afspraken-op-tijd',
        term: 'Afspraken op tijd gebeld',
        meaning: `Vanaf ${formatMinutes(rules.appointments.hardEarlyMinutes)} voor de afgesproken tijd: vast tot ${formatMinutes(minutesUntilLate('hard', rules))} erna, zacht tot ${softLate} erna. Alleen afspraken waarvan de tijd ${softLate} voorbij is. Elke gemaakte afspraak is te vroeg, op tijd, te laat of niet gebeld.`,
        formula: KEPT,
        example: shownShare(
          KEPT,
          ['op tijd gebeld', sumOf([hard.onTime, soft.onTime])],
          ['afspraken', sumOf([hard.made, soft.made])],
        ),
        source: OWN_RULE,
      },
      {
        id: 'afspraken-gesproken',
        term: 'Gesproken, van op tijd',
        meaning: 'Van de afspraken die op tijd zijn gebeld: hoe vaak er iemand werd gesproken.',
        formula: SPOKEN,
        example: shownShare(
          SPOKEN,
          ['gesproken', sumOf([hard.spoken, soft.spoken].map(partOf))],
          ['op tijd gebeld', sumOf([hard.onTime, soft.onTime])],
        ),
        source: OWN_RULE,
      },
    ],
  };
}

const STRAIGHT = 'overal hetzelfde / interviews met het blok';
const STOPPED = 'stopten erna / beantwoordden de vraag';
const LENGTH = '|0,6745 × (ln(lengte) − ln(mediaan)) / mediane afstand| > 3,5';
const QUARTILE = 0.6745;

/** The first that stands out, worked out. */
function lengthExample({ outlying, timed }: Conversations): string {
  const [first] = outlying;
  const found = `${formatCount(outlying.length)} van ${formatCount(timed)} gemeten interviews.`;
  if (first === undefined) return found;
  const { of, medianSeconds, medianDeviation } = first;
  const distance = Math.abs(QUARTILE * Math.log(of.seconds / medianSeconds)) / medianDeviation;
  const values = { lengte: of.seconds, mediaan: medianSeconds, 'mediane afstand': medianDeviation };
  const [left = ''] = filledFormula(LENGTH, values).split(' > ');
  return `${found} Het eerste, in seconden: ${left} = ${formatDecimal(distance)}`;
}

/** What stands on the page about conversations. */
export function conversationDefinitions(found: Conversations): DefinitionGroup {
  const { study, contradictions, stops, grids } = found;
  const shown = shownParts(stops.map(({ stopped }) => stopped));
  const stop = stops
    .filter((_, at) => shown[at] === true)
    .toSorted((one, other) => other.stopped - one.stopped)[0];
  const grid = grids.toSorted((one, other) => other.interviews - one.interviews)[0];
  return {
    id: 'gesprekken',
    title: 'Hoe de gesprekken gingen',
    intro: 'Een afwijking is een reden om te kijken, geen oordeel.',
    page: { label: 'Gesprekken', href: studyPath(study.slug, 'quality/conversations') },
    definitions: [
      {
        id: 'past-niet-bij-telefoon',
        term: 'Uitkomsten die niet passen bij de telefoon',
        meaning:
          'Telefoontjes waarvan de gemeten verbinding iets anders zegt dan de uitkomst: een gesprek zonder verbinding, of geen gehoor met een lang gesprek.',
        formula: null,
        example: `${formatCount(contradictions.measured)} telefoontjes zijn gemeten.`,
        source: OWN_RULE,
      },
      {
        id: 'opvallende-lengte',
        term: 'Opvallende lengte',
        meaning:
          'Een interview dat veel korter of langer is dan gewoonlijk, ouders en jongeren apart en ten minste tien van elk. Half zo lang telt even zwaar als twee keer zo lang: gerekend wordt met logaritmen. De mediaan is de gewone lengte, de mediane afstand de gewone afstand tot ln(mediaan).',
        formula: LENGTH,
        example: lengthExample(found),
        source: 'Iglewicz en Hoaglin (1993), How to detect and handle outliers.',
      },
      {
        id: 'deel-dat-stopte',
        term: 'Deel dat stopte',
        meaning: 'Hoeveel mensen na een vraag ophielden, als deel van wie de vraag beantwoordde.',
        formula: STOPPED,
        example:
          stop === undefined
            ? stops.length === 0
              ? 'Niemand is gestopt voor het einde.'
              : FEW
            : `Vraag ${stop.questionId}: ${shownShare(STOPPED, ['stopten erna', stop.stopped], ['beantwoordden de vraag', stop.answered])}`,
        source: OWN_RULE,
      },
      {
        id: 'overal-hetzelfde',
        term: 'Overal hetzelfde antwoord',
        meaning:
          'Interviews waarin alle stellingen van een blok hetzelfde antwoord kregen, ten minste drie. Dat kan ook echt zijn mening zijn.',
        formula: STRAIGHT,
        example:
          grid === undefined
            ? 'De vragenlijst heeft geen blok met ten minste drie stellingen.'
            : `Blok ${grid.id}: ${shownShare(STRAIGHT, ['overal hetzelfde', grid.straight], ['interviews met het blok', grid.interviews])}`,
        source: 'Krosnick (1991), Applied Cognitive Psychology 5: gelijke antwoorden in blokken.',
      },
    ],
  };
}

const CONFIRMED = 'bevestigd / klaar';

/** What stands on the page of second calls. */
export function verificationDefinitions({
  study,
  percent,
  interviews,
  chosen,
}: StudyVerification): DefinitionGroup {
  const done = chosen.filter(({ isDone }) => isDone);
  const confirmed = done.filter(({ outcome }) => outcome === 'confirmed').length;
  const outcomes = Object.values(VERIFICATION_TEXTS).map(
    ({ label, description }) => `${label}: ${description.charAt(0).toLowerCase()}${description.slice(1)}`,
  );
  const share: Definition = {
    id: 'deel-bevestigd',
    term: 'Deel bevestigd',
    meaning: `Van de interviews waarvan de controle klaar is. ${outcomes.join(' ')}`,
    formula: CONFIRMED,
    example:
      done.length === 0
        ? 'Nog niet te berekenen: er is nog geen controle klaar.'
        : shareExample(CONFIRMED, { bevestigd: confirmed, klaar: done.length }, confirmed / done.length),
    source: OWN_RULE,
  };
  return {
    id: 'controle',
    title: 'Controlegesprekken',
    intro: 'Een deel van de interviews wordt nagebeld. Wat eruit komt, telt in geen respons mee.',
    page: { label: 'Controlegesprekken', href: studyPath(study.slug, 'quality/verification') },
    definitions: [
      {
        id: 'in-de-controle',
        term: 'In de controle',
        meaning:
          'Interviews die het toeval koos: elk interview apart, zodat niemand het vooraf ziet en een groter deel niemand verliest.',
        formula: null,
        example:
          percent === null
            ? 'Er is nog geen deel gekozen.'
            : `Gekozen is ${String(percent)}%: ${formatCount(chosen.length)} van ${formatCount(interviews)} interviews.`,
        source: OWN_RULE,
      },
      share,
    ],
  };
}
