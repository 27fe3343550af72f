import type { Instant } from '../../domain/calendar/instant.js';
import type { DataTable, SummaryList } from '../../web/components.js';
import { formatCount, formatDecimal, formatMoment } from '../../web/dutch-format.js';
import type { Study } from '../studies/studies.service.js';
import { getStratum } from './draw-strata.js';
import type { StoredDraw, StoredStratum } from './samples.service.js';

/** The strata of a draw with what was in each, and what was drawn. */
export function strataTable(study: Study, draw: StoredDraw): DataTable {
  const strata = inOrder(study, draw.strata);
  const hasLeftOut = draw.settings.leaveOutSince !== null || draw.settings.objecting > 0;
  const sum = (count: (row: StoredStratum) => number): string =>
    formatCount(strata.reduce((total, row) => total + count(row), 0));
  const counts: readonly { label: string; of: (row: StoredStratum) => number }[] = [
    { label: 'In het kader', of: ({ frameSize }) => frameSize },
    ...(hasLeftOut ? [{ label: 'Weggelaten', of: ({ leftOut }: StoredStratum) => leftOut }] : []),
    {
      label: draw.settings.oneChildPerFamily ? 'Na één kind per gezin' : 'Te trekken uit',
      of: ({ selectableSize }) => selectableSize,
    },
    { label: 'Getrokken', of: ({ sampleSize }) => sampleSize },
  ];
  return {
    id: 'strata',
    caption: isBySegment(draw) ? 'De steekproef per domein en segment' : 'De steekproef per domein',
    columns: [
      { label: 'Domein' },
      ...counts.map(({ label }) => ({ label, numeric: true })),
      { label: 'Trekkingskans', numeric: true },
    ],
    rows: strata.map((row) => [
      { text: getStratum(study, row.stratum).label },
      ...counts.map(({ of }) => ({ text: formatCount(of(row)) })),
      { text: `${formatDecimal(row.probability * 100)}%` },
    ]),
    totals: [[{ text: 'Totaal' }, ...counts.map(({ of }) => ({ text: sum(of) })), { text: '' }]],
    empty: '',
    notes: [
      draw.settings.oneChildPerFamily
        ? 'Van elk gezin kon één kind worden getrokken. De weging telt mee hoeveel kinderen van het gezin kans maakten.'
        : 'Kinderen van één gezin konden elk worden getrokken.',
      ...(hasLeftOut
        ? [
            'Wie is weggelaten, is eerder geïnterviewd of staat op de bezwaarlijst. Zij horen bij het kader, maar konden niet worden getrokken.',
          ]
        : []),
    ],
  };
}

function inOrder(study: Study, strata: readonly StoredStratum[]): readonly StoredStratum[] {
  return study.domains.flatMap(({ id }) => strata.filter(({ domainId }) => domainId === id));
}

function isBySegment({ strata }: StoredDraw): boolean {
  return strata.some(({ stratum }) => stratum.includes('/'));
}

const METHOD_LABELS = {
  simple: 'enkelvoudig',
  systematic: 'systematisch, op volgorde van organisatie, segment en leeftijd',
} as const;

/** How was drawn, so that it can be done again. */
export function drawFacts(draw: StoredDraw): SummaryList {
  const { method, replicateShares, leaveOutSince, objecting, plan } = draw.settings;
  return {
    items: [
      { label: 'Startgetal', value: String(draw.seed) },
      { label: 'Methode', value: METHOD_LABELS[method] },
      { label: 'Algoritme en versie', value: draw.algorithm },
      { label: 'Controlegetal van het kader', value: `${draw.frameHash.slice(0, 16)}…` },
      {
        label: 'Deelsteekproeven',
        value: replicateShares.length === 1 ? 'één' : `${replicateShares.join(', ')} procent`,
      },
      {
        label: 'Eerder geïnterviewd',
        value:
          leaveOutSince === null
            ? 'iedereen deed mee'
            : `weggelaten sinds verslagjaar ${String(leaveOutSince)}`,
      },
      {
        label: 'Op de bezwaarlijst',
        value: objecting === 0 ? 'niemand' : `${formatCount(objecting)} weggelaten`,
      },
      ...(plan === null
        ? []
        : [
            {
              label: 'Aantallen',
              value: plan.isFollowed ? 'volgens het plan' : 'na het plan met de hand gewijzigd',
            },
          ]),
      ...(draw.reason === null ? [] : [{ label: 'Waarom opnieuw getrokken', value: draw.reason }]),
    ],
  };
}

/** Earlier draws, and what was other than in the draw in use. */
export function earlierTable(
  study: Study,
  draws: readonly StoredDraw[],
  common: ReadonlyMap<string, number>,
): DataTable | null {
  const current = draws.find(({ isCurrent }) => isCurrent);
  const earlier = draws.filter(({ isCurrent }) => !isCurrent);
  if (current === undefined || earlier.length === 0) return null;
  return {
    id: 'earlier',
    caption: 'Eerdere trekkingen',
    columns: [
      { label: 'Getrokken op' },
      { label: 'Startgetal', numeric: true },
      { label: 'Aantallen', wide: true },
      { label: 'Anders dan nu', wide: true },
      { label: 'Waarom toen opnieuw', wide: true },
    ],
    rows: earlier.map((draw) => [
      { text: formatMoment(draw.drawnAt as Instant) },
      { text: String(draw.seed) },
      { text: sizesText(study, draw) },
      {
        text: differences(draw, current),
        detail: `${formatCount(common.get(draw.id) ?? 0)} cliënten zijn ook nu getrokken`,
      },
      { text: draw.reason ?? '–' },
    ]),
    empty: '',
  };
}

function sizesText(study: Study, { strata }: StoredDraw): string {
  return inOrder(study, strata)
    .map(({ stratum, sampleSize }) => `${getStratum(study, stratum).label} ${formatCount(sampleSize)}`)
    .join('; ');
}

function differences(draw: StoredDraw, current: StoredDraw): string {
  const sizes = ({ strata }: StoredDraw): string =>
    strata.map(({ stratum, sampleSize }) => `${stratum}=${String(sampleSize)}`).join();
  const other = [
    [draw.seed !== current.seed, 'startgetal'],
    [sizes(draw) !== sizes(current), 'aantallen'],
    [draw.settings.method !== current.settings.method, 'methode'],
    [draw.settings.replicateShares.join() !== current.settings.replicateShares.join(), 'deelsteekproeven'],
    [draw.settings.leaveOutSince !== current.settings.leaveOutSince, 'wie is weggelaten'],
    [draw.algorithm !== current.algorithm, 'algoritme'],
    [draw.frameHash !== current.frameHash, 'kader'],
  ] as const;
  const words = other.filter(([isOther]) => isOther).map(([, word]) => word);
  return words.length === 0 ? 'niets' : words.join(', ');
}
