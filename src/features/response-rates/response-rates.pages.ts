import type { Role } from '../../domain/access/role.js';
import { RATE_NAMES } from '../../domain/response/rates.js';
import { RATE_GROUPS, type ResponseSummary } from '../../domain/response/response-summary.js';
import type { Alert, Cell, DataTable, EmptyState, KeyFigures, SubNavigation } from '../../web/components.js';
import { formatCount, formatDecimal, formatPercentage } from '../../web/dutch-format.js';
import { view } from '../../web/views.js';
import { studyNavigation } from '../studies/study-navigation.js';
import { GROUP_TEXTS, RATE_TEXTS } from './rate-texts.js';
import type { StudyResponse } from './response-rates.service.js';

interface ResponseRatesPage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly empty: EmptyState | null;
  readonly open: Alert | null;
  readonly figures: KeyFigures;
  readonly counts: DataTable;
  readonly rates: DataTable;
}

export const responseRatesView = view<ResponseRatesPage>('response-rates/overview');

export function responseRatesPage(response: StudyResponse, roles: readonly Role[]): ResponseRatesPage {
  const { study, total } = response;
  const caseCount = total.unreleased + RATE_GROUPS.reduce((sum, group) => sum + total.counts[group], 0);
  return {
    title: 'Respons',
    studyName: study.name,
    navigation: studyNavigation(study.slug, roles, 'response'),
    empty: caseCount === 0 ? NO_CASES : null,
    open: total.counts.open === 0 ? null : openAlert(total),
    figures: keyFigures(total),
    counts: countsTable(response),
    rates: ratesTable(response),
  };
}

const NO_CASES: EmptyState = {
  title: 'Er zijn geen casussen',
  text: 'De respons komt hier te staan als de steekproef is getrokken. Van ingelezen antwoorden is niet bekend wie er is benaderd.',
};

function openAlert({ counts }: ResponseSummary): Alert {
  const isOne = counts.open === 1;
  return {
    tone: 'info',
    title: 'Voorlopige cijfers',
    text: `${formatCount(counts.open)} ${isOne ? 'casus is' : 'casussen zijn'} nog open. Een open casus telt bij de respons van de gemeente mee zodra er is gebeld, en in de percentages van AAPOR nog niet.`,
  };
}

function keyFigures({ counts, approached, municipalRate: rate, released }: ResponseSummary): KeyFigures {
  const share = (count: number): string =>
    approached === 0 ? '' : `${formatPercentage(count / approached)} van de benaderde personen`;
  return {
    figures: [
      {
        label: 'Respons',
        value: rate === null ? '–' : formatPercentage(rate),
        detail: `${formatCount(counts.I)} ${counts.I === 1 ? 'interview' : 'interviews'} van ${formatCount(approached)} benaderde personen`,
      },
      {
        label: 'Benaderd',
        value: formatCount(approached),
        detail: `ten minste één keer gebeld, van ${formatCount(released)} vrijgegeven`,
      },
      { label: 'Interviews', value: formatCount(counts.I), detail: 'voltooide gesprekken' },
      { label: 'Weigeringen', value: formatCount(counts.R), detail: share(counts.R) },
      { label: 'Geen contact', value: formatCount(counts.NC), detail: share(counts.NC) },
    ].map(({ detail, ...figure }) => (detail === '' ? figure : { ...figure, detail })),
  };
}

function columnsOf({ domains }: StudyResponse, first: string): DataTable['columns'] {
  return [
    { label: first },
    ...domains.map(({ domain }) => ({ label: domain.label, numeric: true })),
    { label: 'Totaal', numeric: true },
  ];
}

type Shown = (summary: ResponseSummary) => string;

function rowOf({ domains, total }: StudyResponse, heading: Cell, shown: Shown): readonly Cell[] {
  return [heading, ...domains.map(({ summary }) => ({ text: shown(summary) })), { text: shown(total) }];
}

function countsTable(response: StudyResponse): DataTable {
  const count = (text: string, detail: string, of: (summary: ResponseSummary) => number) =>
    rowOf(response, { text, detail }, (summary) => formatCount(of(summary)));
  return {
    id: 'counts',
    caption: 'Waar de casussen staan',
    columns: columnsOf(response, 'Aantal casussen'),
    rows: [
      count('Nog niet vrijgegeven', 'bestaat nog niet voor enquêteurs', ({ unreleased }) => unreleased),
      count('Vrijgegeven', 'zonder uitsluitingen en intrekkingen', ({ released }) => released),
      count('Benaderd', 'vrijgegeven en ten minste één keer gebeld', ({ approached }) => approached),
      ...RATE_GROUPS.map((group) =>
        count(GROUP_TEXTS[group].label, GROUP_TEXTS[group].meaning, ({ counts }) => counts[group]),
      ),
    ],
    totals: [
      rowOf(response, { text: 'Respons', detail: 'interviews / benaderd' }, ({ municipalRate: rate }) =>
        rate === null ? '–' : formatPercentage(rate),
      ),
    ],
    empty: '',
    notes: [
      'Respons zoals de gemeente die berekent: het aantal interviews gedeeld door het aantal benaderde personen. Uitgesloten en ingetrokken casussen tellen niet mee.',
    ],
  };
}

function ratesTable(response: StudyResponse): DataTable {
  return {
    id: 'rates',
    caption: 'Percentages volgens AAPOR',
    columns: columnsOf(response, 'Percentage'),
    rows: [
      ...RATE_NAMES.map((name) =>
        rowOf(response, { text: RATE_TEXTS[name].label, detail: RATE_TEXTS[name].formula }, ({ rates }) =>
          shareText(rates[name]),
        ),
      ),
      rowOf(
        response,
        { text: 'e', detail: '(I + P + R + NC + O) / (I + P + R + NC + O + NE)' },
        ({ rates }) => shareText(rates.e),
      ),
    ],
    empty: '',
    notes: [
      'Bron: AAPOR Standard Definitions. U = UH + UO. Open casussen tellen niet mee.',
      'e is het geschatte deel van de onbekende casussen dat in het onderzoek hoort, afgeleid uit de casussen waarvan dat wel bekend is (methode CASRO).',
    ],
  };
}

function shareText(share: number | null): string {
  return share === null ? '–' : `${formatDecimal(share * 100)}%`;
}
