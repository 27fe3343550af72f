import { funnelPlotSvg } from '../../domain/charts/funnel-plot.js';
import type { Role } from '../../domain/access/role.js';
import type { FunnelPlace, InterviewerRecord } from '../../domain/quality/interviewer-records.js';
import {
  CALL_RESULTS,
  CALL_SHARES,
  type CallResult,
  type CallShareName,
} from '../../domain/quality/outcome-mix.js';
import { LEAST_SHOWN } from '../../domain/quality/small-counts.js';
import type { Chart } from '../../web/components.js';
import { formatPercentage } from '../../web/dutch-format.js';
import { type Figure, type FigureTable, type FigureValue, HIDDEN } from '../../web/figure-table.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import { type FiguresPage, tableSection } from './figures.pages.js';
import type { InterviewersOfStudy } from './interviewers.service.js';

const RESULT_LABELS: Readonly<Record<CallResult, string>> = {
  interview: 'Interview',
  refusal: 'Weigering',
  break_off: 'Afgebroken',
  appointment: 'Afspraak',
  other_contact: 'Ander contact',
  no_contact: 'Geen contact',
  number: 'Nummer of lijn',
};

export const SHARE_TEXTS: Readonly<
  Record<CallShareName, { readonly label: string; readonly definition: string; readonly axis: string }>
> = {
  contact: {
    label: 'Contact',
    definition: 'Contact: er is iemand gesproken, als deel van de telefoontjes over een lijn die werkt.',
    axis: 'aantal telefoontjes over een lijn die werkt',
  },
  cooperation: {
    label: 'Medewerking',
    definition:
      'Medewerking: interviews, als deel van de gesprekken die eindigden in een interview, een weigering of afbreken (COOP4 van AAPOR, per gesprek).',
    axis: 'aantal gesprekken met een interview, een weigering of afbreken',
  },
  refusal: {
    label: 'Weigering',
    definition: 'Weigering: weigeringen, zacht en hard, als deel van alle gesprekken.',
    axis: 'aantal gesprekken',
  },
};

/** What a place in the funnel means, without judging. */
const PLACE_TEXTS: Readonly<Record<FunnelPlace, string>> = {
  chance: 'past bij toeval',
  unusual_low: 'lager dan 19 van 20 keer bij toeval',
  unusual_high: 'hoger dan 19 van 20 keer bij toeval',
  far_low: 'lager dan toeval verklaart',
  far_high: 'hoger dan toeval verklaart',
};

export function interviewersPage(all: InterviewersOfStudy, roles: readonly Role[]): FiguresPage {
  const { study, team } = all;
  const path = studyPath(study.slug, 'quality/interviewers');
  const [time, mix, shares, interviews] = interviewerTables(all);
  return {
    title: 'Enquêteurs',
    studyName: study.name,
    navigation: studyNavigation(study.slug, roles, 'quality/interviewers'),
    intro:
      'Wat enquêteurs deden en wat eruit kwam, op naam. Wie moeilijke casussen of stille uren heeft, heeft andere cijfers: bekijk ze samen met de enquêteur.',
    actions: [],
    choice: null,
    empty:
      team.records.length > 0
        ? null
        : { title: 'Er is nog niet gebeld', text: 'De cijfers komen hier zodra enquêteurs bellen.' },
    sections:
      team.records.length === 0
        ? []
        : [
            tableSection(time, { filesPath: `${path}/files` }),
            tableSection(mix, { filesPath: `${path}/files` }),
            ...funnelCharts(all, path).map((chart) => ({
              chart,
              table: null,
              files: [],
            })),
            tableSection(shares, { filesPath: `${path}/files` }),
            tableSection(interviews, { filesPath: `${path}/files` }),
          ],
  };
}

const HIDING_NOTE = `Van minder dan ${String(LEAST_SHOWN)} wordt geen getal getoond (< 5), en ook geen getal waaruit dat te berekenen is. Daarom staat < 5 soms ook bij een groter getal. Wie minder dan ${String(LEAST_SHOWN)} telefoontjes had, telt bij Samen niet mee.`;

/** The tables of the page, in its order. */
export function interviewerTables(
  all: InterviewersOfStudy,
): readonly [FigureTable, FigureTable, FigureTable, FigureTable] {
  return [timeTable(all), mixTable(all), sharesTable(all), interviewsTable(all)];
}

function nameOf({ names }: InterviewersOfStudy, { interviewerId }: InterviewerRecord): string {
  return names.get(interviewerId) ?? '';
}

function timeTable(all: InterviewersOfStudy): FigureTable {
  const { team } = all;
  const line = ({ time, hasEnough }: Pick<InterviewerRecord, 'time' | 'hasEnough'>): FigureValue[] =>
    hasEnough
      ? [time.days, time.hours, time.shareOnCalls, time.calls, time.callsPerHour]
      : [time.days, HIDDEN, HIDDEN, HIDDEN, HIDDEN];
  return {
    id: 'uren',
    caption: 'Uren en telefoontjes',
    columns: [
      { label: 'Enquêteur', kind: 'text' },
      { label: 'Dagen', kind: 'count' },
      { label: 'Uren', kind: 'decimal' },
      { label: 'Deel aan de telefoon', kind: 'share' },
      { label: 'Telefoontjes', kind: 'count' },
      { label: 'Per uur', kind: 'decimal' },
    ],
    rows: team.records.map((record) => [nameOf(all, record), ...line(record)]),
    totals: [['Samen', null, ...line({ time: team.time, hasEnough: team.time.calls > 0 }).slice(1)]],
    empty: '',
    notes: [
      'Uren: van het eerste telefoontje van een dag tot het einde van het laatste. Pauzes tellen mee, want het programma weet niet wat iemand tussen twee telefoontjes doet.',
      'Deel aan de telefoon: van kiezen tot de uitkomst is vastgelegd, interviews meegeteld.',
      HIDING_NOTE,
    ],
  };
}

function mixTable(all: InterviewersOfStudy): FigureTable {
  const { team } = all;
  return {
    id: 'uitkomsten',
    caption: 'Wat er van de telefoontjes kwam',
    columns: [
      { label: 'Enquêteur', kind: 'text' },
      ...CALL_RESULTS.map((result) => ({ label: RESULT_LABELS[result], kind: 'count' as const })),
    ],
    rows: team.records.map((record) => [
      nameOf(all, record),
      ...CALL_RESULTS.map((result, at) => (record.shown[at] === true ? record.mix[result] : HIDDEN)),
    ]),
    totals: [
      [
        'Samen',
        ...CALL_RESULTS.map((result, at) => (team.shownTotals[at] === true ? team.mix[result] : HIDDEN)),
      ],
    ],
    empty: '',
    notes: [
      'De uitkomst zoals hij nu staat; wat is hersteld, telt niet meer. Een interview is voltooid of gedeeltelijk.',
      HIDING_NOTE,
    ],
  };
}

function sharesTable(all: InterviewersOfStudy): FigureTable {
  const { team } = all;
  const cells = (record: InterviewerRecord, name: CallShareName): (Figure | FigureValue)[] => {
    const share = record.shares[name];
    if (share === null) return [HIDDEN, null, null, null];
    const { lower, upper } = share.interval;
    const detail = `${formatPercentage(lower)} tot ${formatPercentage(upper)}`;
    return [{ value: share.part / share.whole, detail }, lower, upper, PLACE_TEXTS[share.place]];
  };
  return {
    id: 'aandelen',
    caption: 'Contact, medewerking en weigering',
    columns: [
      { label: 'Nr.', kind: 'text' },
      { label: 'Enquêteur', kind: 'text' },
      ...CALL_SHARES.flatMap((name) => [
        { label: SHARE_TEXTS[name].label, kind: 'share' as const },
        { label: `${SHARE_TEXTS[name].label}, ondergrens`, kind: 'share' as const, isFileOnly: true },
        { label: `${SHARE_TEXTS[name].label}, bovengrens`, kind: 'share' as const, isFileOnly: true },
        { label: 'Ten opzichte van iedereen', kind: 'text' as const },
      ]),
    ],
    rows: team.records.map((record, at) => [
      String(at + 1),
      nameOf(all, record),
      ...CALL_SHARES.flatMap((name) => cells(record, name)),
    ]),
    totals: [['', 'Samen', ...CALL_SHARES.flatMap((name) => [team.shares[name], null, null, ''])]],
    empty: '',
    notes: [
      ...CALL_SHARES.map((name) => SHARE_TEXTS[name].definition),
      'Onder elk percentage: het interval van Wilson, 95%.',
      'Ten opzichte van iedereen: of het percentage past bij wat toeval brengt aan iemand die werkt zoals iedereen samen (exacte binomiale grenzen, 95% en 99,8%). Van twintig enquêteurs valt er ook door toeval gemiddeld één buiten 95%.',
      HIDING_NOTE,
    ],
  };
}

function interviewsTable(all: InterviewersOfStudy): FigureTable {
  return {
    id: 'interviews',
    caption: 'Hoe de interviews gingen',
    columns: [
      { label: 'Enquêteur', kind: 'text' },
      { label: 'Interviews', kind: 'count' },
      { label: 'Lengte (mediaan)', kind: 'seconds' },
      { label: 'Weet niet of wil niet zeggen', kind: 'share' },
      { label: 'Te snel beantwoord', kind: 'share' },
    ],
    rows: all.team.records.map((record) => {
      const own = all.interviews.get(record.interviewerId);
      const name = nameOf(all, record);
      if (own === undefined || own.interviews === 0) return [name, 0, null, null, null];
      if (own.interviews < LEAST_SHOWN) return [name, HIDDEN, HIDDEN, HIDDEN, HIDDEN];
      return [name, own.interviews, own.medianSeconds, own.itemNonResponse, own.tooFastShare];
    }),
    empty: '',
    notes: [
      'Alleen interviews die iemand van begin tot eind zelf hield. Lengte: de tijd dat vragen op het scherm stonden, zonder pauzes.',
      'Te snel beantwoord: vragen die een antwoord kregen voordat ze voorgelezen kunnen zijn.',
      'Deze cijfers verdwijnen met de contactgegevens: dan is niet meer bekend wie welk interview hield.',
    ],
  };
}

function funnelCharts(all: InterviewersOfStudy, path: string): readonly Chart[] {
  return CALL_SHARES.flatMap((name) => {
    const sentences = funnelSentences(all, name);
    return sentences === null
      ? []
      : [
          {
            id: `trechter-${name}`,
            title: `${SHARE_TEXTS[name].label}: toeval of niet?`,
            sentences,
            src: `${path}/funnel/${name}.svg`,
            alt: `Trechtergrafiek van ${SHARE_TEXTS[name].label.toLowerCase()} per enquêteur, met grenzen van het toeval. De cijfers staan in de tabel eronder.`,
          },
        ];
  });
}

function funnelSentences({ team }: InterviewersOfStudy, name: CallShareName): readonly string[] | null {
  const judged = team.records.flatMap(({ shares }) => shares[name] ?? []);
  const target = team.shares[name];
  if (judged.length === 0 || target === null) return null;
  const outside = judged.filter(({ place }) => place === 'far_low' || place === 'far_high').length;
  const verb = outside === 1 ? 'ligt' : 'liggen';
  return [
    `${SHARE_TEXTS[name].definition} Van iedereen samen is het ${formatPercentage(target)}.`,
    outside === 0
      ? 'Alle punten liggen binnen de buitenste grenzen: de verschillen passen bij toeval.'
      : `${String(outside)} van de ${String(judged.length)} punten ${verb} buiten de buitenste grenzen. Dat komt door toeval maar bij 1 op de 500 voor. Zoek eerst naar verschillen in uren en casussen.`,
  ];
}

/** The drawing of one share, with points numbered as in the table. */
export function funnelOf({ team }: InterviewersOfStudy, name: CallShareName): string | null {
  const target = team.shares[name];
  if (target === null) return null;
  return funnelPlotSvg({
    title: `${SHARE_TEXTS[name].label} per enquêteur`,
    target,
    axis: SHARE_TEXTS[name].axis,
    write: formatPercentage,
    points: team.records.flatMap(({ shares }, at) => {
      const share = shares[name];
      return share === null ? [] : [{ label: String(at + 1), part: share.part, whole: share.whole }];
    }),
  });
}
