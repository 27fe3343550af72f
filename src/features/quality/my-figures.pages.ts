import type { Figure, FigureTable } from '../../documents/figure-table.js';
import { CALL_SHARE_TEXTS, CALL_SHARES } from '../../domain/quality/outcome-mix.js';
import type { InterviewerRecord } from '../../domain/quality/interviewer-records.js';
import { LEAST_SHOWN } from '../../domain/quality/small-counts.js';
import { formatPercentage } from '../../web/dutch-format.js';
import { figureSection, figureText } from '../../web/figure-tables.js';
import type { FiguresPage } from './figures.pages.js';
import type { InterviewersOfStudy, OwnFigures } from './interviewers.service.js';

export const MY_FIGURES = '/fieldwork/my-figures';

/** Somebody's own figures between those of others, who have no names here. */
export function myFiguresPage({ studies, found }: OwnFigures): FiguresPage {
  return {
    title: 'Mijn cijfers',
    studyName: found?.all.study.name ?? '',
    navigation: null,
    intro:
      'Wat u deed, naast wat de anderen deden. De cijfers zijn bedoeld om van te leren: ze hangen ook af van uw uren en van de casussen die u kreeg.',
    actions: [{ label: 'Terug naar bellen', href: '/fieldwork', kind: 'secondary' }],
    empty:
      found === null
        ? { title: 'U heeft nog niet gebeld', text: 'Uw cijfers komen hier zodra u uw eerste casus belt.' }
        : null,
    choice:
      found === null || studies.length < 2
        ? null
        : {
            action: MY_FIGURES,
            field: {
              name: 'study',
              label: 'Onderzoek',
              value: found.all.study.slug,
              options: studies.map(({ slug, name }) => ({ value: slug, label: name })),
            },
            button: 'Toon dit onderzoek',
          },
    blocks:
      found === null
        ? []
        : [{ chart: null, figures: figureSection(ownTable(found), `${MY_FIGURES}/files`, queryOf(found)) }],
  };
}

/** The study whose figures are shown, also when nobody chose it. */
function queryOf({ all }: NonNullable<OwnFigures['found']>): string {
  return `?study=${encodeURIComponent(all.study.slug)}`;
}

/** One figure of everybody for whom it may be shown. */
interface Measure {
  readonly label: string;
  readonly detail: string;
  readonly as: Figure['as'];
  readonly of: (interviewerId: string) => number | null;
}

function measuresOf({ team, interviews }: InterviewersOfStudy): readonly Measure[] {
  const recordOf = (id: string) =>
    team.records.find(({ interviewerId, time }) => interviewerId === id && time.calls >= LEAST_SHOWN);
  const heldOf = (id: string) => {
    const own = interviews.get(id);
    return own === undefined || own.interviews < LEAST_SHOWN ? null : own;
  };
  return [
    {
      label: 'Uren',
      detail: 'van het eerste tot het laatste telefoontje van elke dag',
      as: 'decimal',
      of: (id) => recordOf(id)?.time.hours ?? null,
    },
    {
      label: 'Deel aan de telefoon',
      detail: 'van kiezen tot de uitkomst is vastgelegd',
      as: 'whole',
      of: (id) => recordOf(id)?.time.shareOnCalls ?? null,
    },
    {
      label: 'Telefoontjes per uur',
      detail: 'lange interviews maken dit lager',
      as: 'decimal',
      of: (id) => recordOf(id)?.time.callsPerHour ?? null,
    },
    ...CALL_SHARES.map((name): Measure => ({
      label: CALL_SHARE_TEXTS[name].label,
      detail: CALL_SHARE_TEXTS[name].definition,
      as: 'whole',
      of: (id) => {
        const share = recordOf(id)?.shares[name] ?? null;
        return share === null ? null : share.part / share.whole;
      },
    })),
    {
      label: 'Interviews van begin tot eind',
      detail: 'voltooid of gedeeltelijk',
      as: 'count',
      of: (id) => heldOf(id)?.interviews ?? null,
    },
    {
      label: 'Lengte van een interview',
      detail: 'mediaan van de tijd dat vragen op het scherm stonden',
      as: 'seconds',
      of: (id) => heldOf(id)?.medianSeconds ?? null,
    },
    {
      label: 'Weet niet of wil niet zeggen',
      detail: 'deel van de beantwoorde vragen',
      as: 'whole',
      of: (id) => heldOf(id)?.itemNonResponse ?? null,
    },
    {
      label: 'Te snel beantwoord',
      detail: 'beantwoord voordat de vraag voorgelezen kan zijn',
      as: 'whole',
      of: (id) => heldOf(id)?.tooFastShare ?? null,
    },
  ];
}

const TOO_FEW = 'te weinig';

export function ownTable({ all, own }: NonNullable<OwnFigures['found']>): FigureTable {
  const others = all.team.records
    .map(({ interviewerId }) => interviewerId)
    .filter((id) => id !== own.interviewerId);
  return {
    id: 'mijn-cijfers',
    caption: 'Uw cijfers en die van de anderen',
    columns: [{ label: 'Wat' }, { label: 'U', isText: true }, { label: 'De anderen', isText: true }],
    rows: measuresOf(all).map((measure) => ({
      label: measure.label,
      detail: measure.detail,
      figures: [
        ownFigure(measure, own),
        { value: rangeText(measure.as, others.map(measure.of)), as: 'text' },
      ],
    })),
    notes: [
      `Van minder dan ${String(LEAST_SHOWN)} telefoontjes, gesprekken of interviews staat er geen cijfer: het zegt dan niets.`,
      `De anderen: van laag tot hoog, zonder namen, zodra ten minste ${String(LEAST_SHOWN)} anderen het cijfer hebben.`,
      'Onder uw percentages staat het interval van Wilson, 95%: zo veel kan het door toeval schelen.',
    ],
  };
}

function ownFigure({ label, as, of }: Measure, { interviewerId, shares }: InterviewerRecord): Figure {
  const value = of(interviewerId);
  if (value === null) return { value: TOO_FEW, as: 'text' };
  const name = CALL_SHARES.find((one) => CALL_SHARE_TEXTS[one].label === label);
  const interval = name === undefined ? undefined : shares[name]?.interval;
  return {
    value,
    as,
    ...(interval === undefined
      ? {}
      : { detail: `${formatPercentage(interval.lower)} tot ${formatPercentage(interval.upper)}` }),
  };
}

function rangeText(as: Figure['as'], found: readonly (number | null)[]): string {
  const values = found.filter((value) => value !== null);
  if (values.length < LEAST_SHOWN) return TOO_FEW;
  const write = (value: number): string => figureText({ value, as });
  return `${write(Math.min(...values))} tot ${write(Math.max(...values))}`;
}
