import type { ExpectedEnd } from '../../domain/simulation/outlook.js';
import { formatCount, formatDate, formatDecimal } from '../../web/dutch-format.js';
import type { LiveFieldwork } from '../live-page/live-page.service.js';
import type { Outlook } from '../live-page/outlook.service.js';
import { studyPath } from '../studies/study-navigation.js';
import { type Definition, type DefinitionGroup, OWN_RULE, shareExample } from './definition.js';
import { filledFormula } from './filled-formula.js';

const NOTHING = 'Nog niet te berekenen: er is nog niet genoeg gebeld.';

/** What stands on the page of the fieldwork beside the response. */
export function outlookDefinitions(live: LiveFieldwork): DefinitionGroup {
  return {
    id: 'verwachting',
    title: 'Wanneer het doel is bereikt, en wat er vandaag gebeurt',
    intro: 'De verwachting wordt elke minuut opnieuw gemaakt.',
    page: { label: 'Voortgang', href: studyPath(live.study.slug, 'fieldwork') },
    definitions: [
      targetDefinition(live),
      paceDefinition(live.outlook),
      endDefinition(live),
      dialsDefinition(live),
      statusDefinition(live),
    ],
  };
}

const OF_TARGET = 'interviews / doel';

function targetDefinition({ domains }: LiveFieldwork): Definition {
  const first = domains.find(({ domain }) => (domain.targetInterviews ?? 0) > 0);
  const target = first?.domain.targetInterviews ?? 0;
  const interviews = first?.summary.counts.I ?? 0;
  return {
    id: 'doel',
    term: 'Doel',
    meaning:
      'De voltooide interviews die een domein wil. Een totaal is er als elk domein een doel heeft: interviews zonder doel brengen een ander doel niet dichterbij.',
    formula: OF_TARGET,
    example:
      first === undefined
        ? 'Geen domein heeft een doel.'
        : `${first.domain.label}: ${shareExample(OF_TARGET, { interviews, doel: target }, interviews / target)}`,
    source: OWN_RULE,
  };
}

const PACE = 'keer overgegaan / beldagen';

function paceDefinition(outlook: Outlook | null): Definition {
  return {
    id: 'tempo',
    term: 'Tempo',
    meaning:
      'Hoe vaak de telefoon per beldag overging, opgenomen of niet, over de beldagen van de laatste twee weken. Vandaag telt alleen op de eerste beldag mee.',
    formula: PACE,
    example:
      outlook === null
        ? NOTHING
        : `${filledFormula(PACE, { 'keer overgegaan': outlook.pace.calls, beldagen: outlook.pace.days })} = ${formatDecimal(outlook.callsPerDay)}`,
    source: OWN_RULE,
  };
}

function endDefinition({ outlook, study, domains }: LiveFieldwork): Definition {
  const end = outlook?.ends[0];
  const standing = domains.find(({ domain }) => domain.code === end?.domain);
  const label = study.domains.find(({ code }) => code === end?.domain)?.label ?? '';
  const lacking = (standing?.domain.targetInterviews ?? 0) - (standing?.summary.counts.I ?? 0);
  return {
    id: 'verwacht-klaar',
    term: 'Verwacht klaar',
    meaning:
      'Honderd keer wordt het veldwerk verder gespeeld, met dit tempo en met de kansen op contact en medewerking van dit veldwerk. De datum is de middelste; één op de tien keer is het doel eerder bereikt dan de eerste dag van de band, één op de tien keer later dan de laatste.',
    formula: null,
    example:
      outlook === null
        ? NOTHING
        : end === undefined
          ? 'Elk doel is bereikt, of er is geen doel.'
          : `${label}, met nog ${formatCount(lacking)} te gaan en ${formatDecimal(outlook.callsPerDay)} keer overgegaan per beldag: ${endText(end)}`,
    source: 'Regel van dit programma; met vaste kansen gelijk aan de binomiale verdeling (R: qbinom).',
  };
}

function endText({ early, middle, late, interviews }: ExpectedEnd): string {
  const until = late === null ? '' : ` en 90 keer op ${formatDate(late)}`;
  if (middle === null)
    return `in de middelste keer niet bereikt, met ${formatCount(interviews.middle)} interviews.`;
  const from = early === null ? '' : `10 van de 100 keer klaar op ${formatDate(early)}, `;
  return `${from}50 keer op ${formatDate(middle)}${until}.`;
}

const OF_TODAY = 'keer met deze uitkomst / keer gebeld vandaag';

function dialsDefinition({ dials }: LiveFieldwork): Definition {
  const sumOf = (isCounted: (outcome: string) => boolean): number =>
    dials.filter(({ outcome }) => isCounted(outcome)).reduce((sum, { count }) => sum + count, 0);
  const all = sumOf((outcome) => outcome === 'dial');
  const unanswered = sumOf((outcome) => outcome === 'no_answer');
  return {
    id: 'vandaag-gebeld',
    term: 'Vandaag gebeld',
    meaning:
      'Elk gekozen nummer sinds middernacht, naar wat ervan kwam. Wat is teruggenomen, telt met de uitkomst die ervoor in de plaats kwam.',
    formula: OF_TODAY,
    example:
      all === 0
        ? 'Vandaag is er nog niet gebeld.'
        : `Geen gehoor: ${shareExample(OF_TODAY, { 'keer met deze uitkomst': unanswered, 'keer gebeld vandaag': all }, unanswered / all)}`,
    source: OWN_RULE,
  };
}

function statusDefinition({ statuses }: LiveFieldwork): Definition {
  const completed = statuses
    .filter(({ status }) => status === 'completed')
    .reduce((sum, { count }) => sum + count, 0);
  return {
    id: 'stand',
    term: 'Stand',
    meaning:
      'Waar een casus nu is, afgeleid uit wat er is gebeurd: elke casus heeft één stand. Wie de toestemming introk, staat er niet bij.',
    formula: null,
    example: `Voltooid: ${formatCount(completed)}.`,
    source: OWN_RULE,
  };
}
