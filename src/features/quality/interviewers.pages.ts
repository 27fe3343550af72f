import { funnelPlotSvg } from '../../domain/charts/funnel-plot.js';
import type { Role } from '../../domain/access/role.js';
import type { InterviewerFigures } from '../../domain/interview/interviewer-figures.js';
import type { FunnelPlace, ShownMix, TeamRow } from '../../domain/quality/interviewer-records.js';
import {
  CALL_RESULT_LABELS,
  CALL_RESULTS,
  CALL_SHARE_TEXTS,
  CALL_SHARES,
  type CallShareName,
  type ShownShare,
} from '../../domain/quality/outcome-mix.js';
import { isFew, LEAST_SHOWN } from '../../domain/quality/small-counts.js';
import type { Chart } from '../../web/components.js';
import {
  type Figure,
  type FigureRow,
  type FigureTable,
  HIDDEN,
  HIDDEN_TEXT,
  HIDING_NOTE,
} from '../../documents/figure-table.js';
import { formatPercentage } from '../../web/dutch-format.js';
import { figureSection } from '../../web/figure-tables.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import type { FiguresPage } from './figures.pages.js';
import type { InterviewersOfStudy } from './interviewers.service.js';

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
  const block = (table: FigureTable) => ({
    chart: null,
    figures: figureSection(table, `${path}/files`, ''),
  });
  return {
    title: 'Enquêteurs',
    studyName: study.name,
    navigation: studyNavigation(study.slug, roles, 'quality/interviewers'),
    intro:
      'Wat enquêteurs deden en wat eruit kwam, op naam. Wie moeilijke casussen of stille uren heeft, heeft andere cijfers: bekijk ze samen met de enquêteur.',
    actions: [
      {
        label: 'Wat deze getallen betekenen',
        href: `${studyPath(study.slug, 'response/definitions')}#enqueteurs`,
        kind: 'secondary',
      },
    ],
    choice: null,
    empty:
      team.records.length > 0
        ? null
        : { title: 'Er is nog niet gebeld', text: 'De cijfers komen hier zodra enquêteurs bellen.' },
    blocks:
      team.records.length === 0
        ? []
        : [
            block(time),
            block(mix),
            ...funnelCharts(all, path).map((chart) => ({ chart, figures: null })),
            block(shares),
            block(interviews),
          ],
  };
}

const TEAM_HIDING_NOTE = `${HIDING_NOTE} Daarom staat ${HIDDEN_TEXT} soms ook bij een groter getal. Wie minder dan ${String(LEAST_SHOWN)} telefoontjes had, staat samen met anderen bij Overige.`;

/** The tables of the page, in its order. */
export function interviewerTables(
  all: InterviewersOfStudy,
): readonly [FigureTable, FigureTable, FigureTable, FigureTable] {
  return [timeTable(all), mixTable(all), sharesTable(all), interviewsTable(all)];
}

function nameOf({ names }: InterviewersOfStudy, { interviewerIds }: TeamRow): string {
  const own = interviewerIds.map((id) => names.get(id) ?? '').join(', ');
  return interviewerIds.length > 1 ? `Overige: ${own}` : own;
}

function timeTable(all: InterviewersOfStudy): FigureTable {
  const { team } = all;
  const figuresOf = ({ time }: ShownMix, days: number | null): Figure[] =>
    (
      [
        { value: days, as: 'count' },
        { value: time.hours, as: 'decimal' },
        { value: time.shareOnCalls, as: 'whole' },
        { value: time.calls, as: 'count' },
        { value: time.callsPerHour, as: 'decimal' },
      ] as const
    ).map((figure) => (isFew(time.calls) && figure.value !== null ? { ...figure, value: HIDDEN } : figure));
  return {
    id: 'uren',
    caption: 'Uren en telefoontjes',
    columns: ['Enquêteur', 'Dagen', 'Uren', 'Deel aan de telefoon', 'Telefoontjes', 'Per uur'].map(
      (label) => ({ label }),
    ),
    rows: team.rows.map((row) => ({
      label: nameOf(all, row),
      figures: figuresOf(row, row.interviewerIds.length > 1 ? null : row.time.days),
    })),
    totals: [{ label: 'Samen', figures: figuresOf(team.everybody, null) }],
    notes: [
      'Uren: van het eerste telefoontje van een dag tot het einde van het laatste. Pauzes tellen mee, want het programma weet niet wat iemand tussen twee telefoontjes doet.',
      'Deel aan de telefoon: van kiezen tot de uitkomst is vastgelegd, interviews meegeteld.',
      TEAM_HIDING_NOTE,
    ],
  };
}

function mixTable(all: InterviewersOfStudy): FigureTable {
  const { team } = all;
  const rowOf = (label: string, { mix, shown }: ShownMix): FigureRow => ({
    label,
    figures: CALL_RESULTS.map((result, at) => ({
      value: shown[at] === true ? mix[result] : HIDDEN,
      as: 'count',
    })),
  });
  return {
    id: 'uitkomsten',
    caption: 'Wat er van de telefoontjes kwam',
    columns: [
      { label: 'Enquêteur' },
      ...CALL_RESULTS.map((result) => ({ label: CALL_RESULT_LABELS[result] })),
    ],
    rows: team.rows.map((row) => rowOf(nameOf(all, row), row)),
    totals: [rowOf('Samen', team.everybody)],
    notes: [
      'De uitkomst zoals hij nu staat; wat is hersteld, telt niet meer. Een interview is voltooid of gedeeltelijk.',
      TEAM_HIDING_NOTE,
    ],
  };
}

function sharesTable(all: InterviewersOfStudy): FigureTable {
  const { team } = all;
  const limit = (value: number | null): Figure => ({ value, as: 'whole' });
  const words = (value: string | null): Figure => ({ value, as: 'text' });
  const figuresOf = (row: TeamRow, name: CallShareName): Figure[] => {
    const share = row.shares[name];
    if (share === null) return [{ value: HIDDEN, as: 'whole' }, limit(null), limit(null), words(null)];
    const { lower, upper } = share.interval;
    const detail = `${formatPercentage(lower)} tot ${formatPercentage(upper)}`;
    return [
      { value: share.part / share.whole, as: 'whole', detail },
      limit(lower),
      limit(upper),
      words(PLACE_TEXTS[share.place]),
    ];
  };
  return {
    id: 'aandelen',
    caption: 'Contact, medewerking en weigering',
    columns: [
      { label: 'Nr.' },
      { label: 'Enquêteur', isText: true },
      ...CALL_SHARES.flatMap((name) => [
        { label: CALL_SHARE_TEXTS[name].label },
        { label: `${CALL_SHARE_TEXTS[name].label}, ondergrens`, isFileOnly: true },
        { label: `${CALL_SHARE_TEXTS[name].label}, bovengrens`, isFileOnly: true },
        { label: 'Ten opzichte van iedereen', isText: true },
      ]),
    ],
    rows: team.rows.map((row, at) => ({
      label: String(at + 1),
      figures: [words(nameOf(all, row)), ...CALL_SHARES.flatMap((name) => figuresOf(row, name))],
    })),
    totals: [
      {
        label: '',
        figures: [
          words('Samen'),
          ...CALL_SHARES.flatMap((name) => [
            totalFigure(team.everybody.shares[name]),
            limit(null),
            limit(null),
            words(''),
          ]),
        ],
      },
    ],
    notes: [
      ...CALL_SHARES.map((name) => CALL_SHARE_TEXTS[name].definition),
      'Onder elk percentage: het interval van Wilson, 95%.',
      'Ten opzichte van iedereen: of het percentage past bij wat toeval brengt aan iemand die werkt zoals iedereen samen (exacte binomiale grenzen, 95% en 99,8%). Van twintig enquêteurs valt er ook door toeval gemiddeld één buiten 95%.',
      TEAM_HIDING_NOTE,
    ],
  };
}

function totalFigure(share: ShownShare): Figure {
  if (share === 'none') return { value: null, as: 'whole' };
  return { value: share === 'few' ? HIDDEN : share.part / share.whole, as: 'whole' };
}

const INTERVIEW = CALL_RESULTS.indexOf('interview');

function interviewsTable(all: InterviewersOfStudy): FigureTable {
  return {
    id: 'interviews',
    caption: 'Hoe de interviews gingen',
    columns: [
      { label: 'Enquêteur' },
      { label: 'Interviews' },
      { label: 'Lengte (mediaan)', fileLabel: 'Lengte (mediaan, in seconden)' },
      { label: 'Weet niet of wil niet zeggen' },
      { label: 'Te snel beantwoord' },
    ],
    rows: all.team.rows
      .filter(({ interviewerIds }) => interviewerIds.length === 1)
      .map((row) => ({
        label: nameOf(all, row),
        figures: interviewFigures(
          all.interviews.get(row.interviewerIds.join()),
          row.shown[INTERVIEW] === true,
        ),
      })),
    notes: [
      'Alleen interviews die iemand van begin tot eind zelf hield. Lengte: de tijd dat vragen op het scherm stonden, zonder pauzes.',
      'Te snel beantwoord: vragen die een antwoord kregen voordat ze voorgelezen kunnen zijn.',
      `Wie bij Overige staat, staat hier niet. ${HIDING_NOTE}`,
      'Deze cijfers verdwijnen met de contactgegevens: dan is niet meer bekend wie welk interview hield.',
    ],
  };
}

/** @param isShown whether the table of results shows how many interviews there were */
function interviewFigures(own: InterviewerFigures | undefined, isShown: boolean): readonly Figure[] {
  const { interviews, medianSeconds, itemNonResponse, tooFastShare } = own ?? NO_INTERVIEWS;
  const figures: Figure[] = [
    { value: interviews, as: 'count' },
    { value: medianSeconds, as: 'seconds' },
    { value: itemNonResponse, as: 'whole' },
    { value: tooFastShare, as: 'whole' },
  ];
  return isShown && !isFew(interviews) ? figures : figures.map((figure) => ({ ...figure, value: HIDDEN }));
}

const NO_INTERVIEWS = { interviews: 0, medianSeconds: null, itemNonResponse: null, tooFastShare: null };

function funnelCharts(all: InterviewersOfStudy, path: string): readonly Chart[] {
  return CALL_SHARES.flatMap((name) => {
    const sentences = funnelSentences(all, name);
    return sentences === null
      ? []
      : [
          {
            id: `trechter-${name}`,
            title: `${CALL_SHARE_TEXTS[name].label}: toeval of niet?`,
            sentences,
            src: `${path}/funnel/${name}.svg`,
            alt: `Trechtergrafiek van ${CALL_SHARE_TEXTS[name].label.toLowerCase()} per enquêteur, met grenzen van het toeval. De cijfers staan in de tabel eronder.`,
          },
        ];
  });
}

function funnelSentences({ team }: InterviewersOfStudy, name: CallShareName): readonly string[] | null {
  const judged = team.rows.flatMap(({ shares }) => shares[name] ?? []);
  const target = team.everybody.shares[name];
  if (judged.length === 0 || typeof target === 'string') return null;
  const outside = judged.filter(({ place }) => place === 'far_low' || place === 'far_high').length;
  const verb = outside === 1 ? 'ligt' : 'liggen';
  return [
    `${CALL_SHARE_TEXTS[name].definition} Van iedereen samen is het ${formatPercentage(target.part / target.whole)}.`,
    outside === 0
      ? 'Alle punten liggen binnen de buitenste grenzen: de verschillen passen bij toeval.'
      : `${String(outside)} van de ${String(judged.length)} punten ${verb} buiten de buitenste grenzen. Dat komt door toeval maar bij 1 op de 500 voor. Zoek eerst naar verschillen in uren en casussen.`,
  ];
}

/** The drawing of one share, with points numbered as in the table. */
export function funnelOf({ team }: InterviewersOfStudy, name: CallShareName): string | null {
  const target = team.everybody.shares[name];
  if (typeof target === 'string') return null;
  return funnelPlotSvg({
    title: `${CALL_SHARE_TEXTS[name].label} per enquêteur`,
    target: target.part / target.whole,
    axis: CALL_SHARE_TEXTS[name].axis,
    write: formatPercentage,
    points: team.rows.flatMap(({ shares }, at) => {
      const share = shares[name];
      return share === null ? [] : [{ label: String(at + 1), part: share.part, whole: share.whole }];
    }),
  });
}
