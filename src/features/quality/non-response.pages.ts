import { mayDo } from '../../domain/access/permission.js';
import type { Role } from '../../domain/access/role.js';
import { barChartSvg } from '../../domain/charts/bar-chart.js';
import type { Representativity } from '../../domain/non-response/representativity.js';
import type { LevelComparison } from '../../domain/non-response/who-is-missing.js';
import type { Chart } from '../../web/components.js';
import { domainField } from '../../web/domain-choice.js';
import { formatPercentage } from '../../web/dutch-format.js';
import { figureSection } from '../../web/figure-tables.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import type { FiguresPage } from './figures.pages.js';
import {
  differing,
  largestBias,
  levelLabel,
  nonResponseTables,
  pointsText,
  twoDecimals,
  VARIABLE_LABELS,
  variableOf,
} from './non-response-tables.js';
import type { KnownVariable, StudyNonResponse } from './non-response.service.js';

/** Who is missing among the respondents, with what that means in plain words. */
export function nonResponsePage(found: StudyNonResponse, roles: readonly Role[]): FiguresPage {
  const { study, domain, total } = found;
  const path = studyPath(study.slug, 'quality/non-response');
  const query = domain === null ? '' : `?domain=${encodeURIComponent(domain.code)}`;
  const chart = chartOf(found, `${path}/chart.svg${query}`);
  return {
    title: 'Wie ontbreekt',
    studyName: study.name,
    navigation: studyNavigation(study.slug, roles, 'quality/non-response'),
    intro:
      'Wie niet meedeed, vergeleken met iedereen in het kader op wat van allen bekend is. Daaruit blijkt hoe ver uitkomsten ernaast kunnen liggen, en of wegen helpt.',
    actions: [
      {
        label: 'Wat deze getallen betekenen',
        href: `${studyPath(study.slug, 'response/definitions')}#wie-ontbreekt`,
        kind: 'secondary',
      },
    ],
    empty:
      total.sampled > 0
        ? null
        : {
            title: 'Er zijn geen casussen in het veld',
            text: 'De vergelijking komt hier als de steekproef is vrijgegeven. Van ingelezen antwoorden is niet bekend wie er niet meedeed.',
          },
    choice: {
      action: path,
      field: domainField(study.domains, domain),
      button: 'Tonen',
    },
    blocks:
      total.sampled === 0
        ? []
        : [
            ...(chart === null ? [] : [{ chart, figures: null }]),
            ...nonResponseTables(found, mayDo(roles, 'response.cases')).map((table) => ({
              chart: null,
              figures: figureSection(table, `${path}/files`, query),
            })),
          ],
  };
}

interface NamedLevel extends LevelComparison {
  readonly variable: KnownVariable;
  readonly label: string;
}

function namedLevels(found: StudyNonResponse): readonly NamedLevel[] {
  return differing(found.chosen).flatMap((variable) =>
    variable.levels.map((level) => ({
      ...level,
      variable: variableOf(variable),
      label: levelLabel(found, variableOf(variable), level.level),
    })),
  );
}

function chartOf(found: StudyNonResponse, src: string): Chart | null {
  if (namedLevels(found).length === 0) return null;
  return {
    id: 'wie-ontbreekt',
    title: 'De interviews naast het kader',
    sentences: missingSentences(found),
    src,
    alt: 'Staven: het deel van de interviews per niveau van elk kenmerk, met een streep bij het deel van het kader. De getallen staan in de tabel eronder.',
  };
}

/** What one sees, in plain words. */
function missingSentences(found: StudyNonResponse): readonly string[] {
  const { chosen, open } = found;
  const { figures } = chosen;
  const lowest = namedLevels(found).toSorted((one, other) => one.partial - other.partial)[0];
  return [
    ...(figures === null ? [] : figureSentences(figures)),
    lowest === undefined || lowest.respondedShare >= lowest.frameShare
      ? 'Geen groep ontbreekt opvallend.'
      : `Het meest ontbreekt ${VARIABLE_LABELS[lowest.variable].toLowerCase()} ‘${lowest.label}’: ${formatPercentage(lowest.frameShare)} van het kader en ${formatPercentage(lowest.respondedShare)} van de interviews.`,
    ...(open === 0
      ? []
      : [
          `Voorlopig: ${String(open)} ${open === 1 ? 'casus is' : 'casussen zijn'} nog open en ${open === 1 ? 'telt' : 'tellen'} nu als niet meegedaan.`,
        ]),
  ];
}

function figureSentences({ r, cv, meanPropensity }: Representativity): readonly string[] {
  const bias = pointsText(largestBias(cv)).replace('+', '');
  return [
    `Gemiddeld had iemand ${formatPercentage(meanPropensity)} kans om mee te doen. De R-indicator is ${twoDecimals(r)}: bij 1 had iedereen dezelfde kans.`,
    `Een percentage van 50% kan door wie ontbreekt hooguit ${bias} verschillen van dat van iedereen, voor zover deze kenmerken dat laten zien.`,
  ];
}

/** The levels as bars, with a line where the frame is; `null` when there is nothing to compare. */
export function nonResponseChart(found: StudyNonResponse): string | null {
  return barChartSvg({
    title: `${found.study.name}: de interviews naast het kader`,
    bars: namedLevels(found).map(({ label, variable, frameShare, respondedShare }) => ({
      label: `${VARIABLE_LABELS[variable]}: ${label}`,
      values: [respondedShare],
      mark: frameShare,
      text: `${formatPercentage(respondedShare)}, kader ${formatPercentage(frameShare)}`,
    })),
    markLabel: 'deel van het kader',
    write: formatPercentage,
  });
}
