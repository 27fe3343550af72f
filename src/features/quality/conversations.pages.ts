import { type Figure, type FigureTable, HIDDEN, HIDING_NOTE } from '../../documents/figure-table.js';
import type { Role } from '../../domain/access/role.js';
import { shownParts } from '../../domain/quality/hidden-counts.js';
import { isFew, LEAST_SHOWN } from '../../domain/quality/small-counts.js';
import { CONTRADICTION_TEXTS, CONTRADICTIONS } from '../../domain/telephone/line-result.js';
import { figureSection } from '../../web/figure-tables.js';
import { casePagePath, studyNavigation, studyPath } from '../studies/study-navigation.js';
import type { Conversations } from './conversations.service.js';
import type { FiguresPage } from './figures.pages.js';

/** The page about how conversations went and were written down. */
export function conversationsPage(found: Conversations, roles: readonly Role[]): FiguresPage {
  const { study } = found;
  const path = studyPath(study.slug, 'quality/conversations');
  return {
    title: 'Gesprekken',
    studyName: study.name,
    navigation: studyNavigation(study.slug, roles, 'quality/conversations'),
    intro:
      'Of de uitkomsten kloppen met de telefoon, en hoe de interviews gingen. Een afwijking is een reden om te kijken, geen oordeel.',
    actions: [
      {
        label: 'Wat deze getallen betekenen',
        href: `${studyPath(study.slug, 'response/definitions')}#gesprekken`,
        kind: 'secondary',
      },
    ],
    empty: null,
    choice: null,
    blocks: conversationTables(found).map((table) => ({
      chart: null,
      figures: figureSection(table, `${path}/files`, ''),
    })),
  };
}

/** The tables of the page, in its order. */
export function conversationTables(found: Conversations): readonly FigureTable[] {
  return [contradictionsTable(found), lengthsTable(found), stopsTable(found), gridsTable(found)];
}

function contradictionsTable({ study, contradictions }: Conversations): FigureTable {
  const href = `${studyPath(study.slug, 'telephony')}#contradictions`;
  return {
    id: 'uitkomsten-en-telefoon',
    caption: 'Uitkomsten die niet passen bij de telefoon',
    columns: [{ label: 'Wat niet past' }, { label: 'Telefoontjes' }],
    rows: CONTRADICTIONS.map((kind) => ({
      label: CONTRADICTION_TEXTS[kind],
      figures: [{ value: contradictions[kind], as: 'count', href }],
    })),
    totals: [{ label: 'Gemeten telefoontjes', figures: [{ value: contradictions.measured, as: 'count' }] }],
    notes: [
      'Alleen van telefoontjes die via het programma gaan en waarvan de verbinding is gemeten. Wie zelf kiest op een toestel, wordt niet gemeten. Het getal opent de casussen op de bladzijde over telefonie.',
    ],
  };
}

const SIDES = { short: 'Veel korter', long: 'Veel langer' } as const;

function lengthsTable({ study, outlying, timed }: Conversations): FigureTable {
  return {
    id: 'lengte',
    caption: 'Interviews met een opvallende lengte',
    columns: [
      { label: 'Casus' },
      { label: 'Wie', isText: true },
      { label: 'Lengte', fileLabel: 'Lengte (seconden)' },
      { label: 'Gewoonlijk', fileLabel: 'Gewoonlijk (mediaan, seconden)' },
      { label: 'Wat opvalt', isText: true },
    ],
    rows: outlying.map(({ of, side, medianSeconds }) => ({
      label: of.caseNumber,
      href: casePagePath(study.slug, of.caseNumber),
      figures: [
        { value: of.respondent === 'parent' ? 'ouder' : 'jongere', as: 'text' },
        { value: of.seconds, as: 'seconds' },
        { value: medianSeconds, as: 'seconds' },
        { value: SIDES[side], as: 'text' },
      ],
    })),
    empty: 'Geen interview heeft een opvallende lengte.',
    notes: [
      `Van ${String(timed)} voltooide interviews met een gemeten lengte: de tijd dat vragen op het scherm stonden. Opvallend is wat meer dan 3,5 robuuste standaardafwijkingen van het midden ligt, ouders en jongeren apart en ten minste tien van elk.`,
      'De lengtes verdwijnen met de contactgegevens: dan is niet meer bekend welke casus bij welk interview hoort.',
    ],
  };
}

function stopsTable({ stops }: Conversations): FigureTable {
  const shown = shownParts(stops.map(({ stopped }) => stopped));
  return {
    id: 'afgebroken',
    caption: 'Na welke vraag mensen stoppen',
    columns: [
      { label: 'Laatst beantwoorde vraag' },
      { label: 'Vraag', isText: true, isWide: true },
      { label: 'Stopten erna' },
      { label: 'Beantwoordden de vraag' },
      { label: 'Deel dat stopte' },
    ],
    rows: stops.map(({ questionId, label, stopped, answered }, at) => {
      const isShown = shown[at] === true;
      return {
        label: questionId,
        figures: [
          { value: label, as: 'text' },
          { value: isShown ? stopped : HIDDEN, as: 'count' },
          { value: answered < LEAST_SHOWN ? HIDDEN : answered, as: 'count' },
          { value: isShown ? stopped / answered : HIDDEN, as: 'share' },
        ],
      };
    }),
    empty: 'Niemand is gestopt voor het einde.',
    notes: [
      'Gesprekken die niet zijn voltooid en nu niet bezig zijn, ook als ze nog worden hervat.',
      HIDING_NOTE,
    ],
  };
}

function gridsTable({ grids }: Conversations): FigureTable {
  return {
    id: 'zelfde-antwoord',
    caption: 'Stellingen die allemaal hetzelfde antwoord kregen',
    columns: [
      { label: 'Blok' },
      { label: 'Vraag', isText: true, isWide: true },
      { label: 'Interviews' },
      { label: 'Overal hetzelfde' },
      { label: 'Deel' },
    ],
    rows: grids.map(({ id, label, interviews, straight }) => {
      const isShown = ![straight, interviews - straight].some(isFew);
      const hiddenUnless = (isTold: boolean, figure: Figure): Figure =>
        isTold ? figure : { ...figure, value: HIDDEN };
      return {
        label: id,
        figures: [
          { value: label, as: 'text' },
          hiddenUnless(!isFew(interviews), { value: interviews, as: 'count' }),
          hiddenUnless(isShown, { value: straight, as: 'count' }),
          hiddenUnless(isShown, { value: interviews === 0 ? null : straight / interviews, as: 'whole' }),
        ],
      };
    }),
    empty: 'De vragenlijst heeft geen blok met ten minste drie stellingen.',
    notes: [
      'Blokken waarvan ten minste drie stellingen zijn beantwoord. Wie overal hetzelfde vindt, antwoordt ook zo: let op blokken waarin het veel vaker voorkomt dan in andere.',
      'Deze getallen openen geen casussen: wat iemand antwoordde, hoort niet bij een casusnummer.',
      HIDING_NOTE,
    ],
  };
}
