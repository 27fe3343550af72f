import type { Figure, FigureRow } from '../../documents/figure-table.js';
import type { CivilDate } from '../../domain/calendar/civil-date.js';
import type { ExpectedEnd } from '../../domain/simulation/outlook.js';
import { totalTarget } from '../../domain/study/total-target.js';
import { formatCount, formatDate, formatPercentage } from '../../web/dutch-format.js';
import { countedCasesPath, studyPath } from '../studies/study-navigation.js';
import { type Bar, type BarTable, barWidth } from './bar-table.js';
import type { LiveFieldwork, Standing } from './live-page.service.js';

/** Interviews against the target of each domain, and when it is expected to be reached. */
export function targetsTable(live: LiveFieldwork): BarTable {
  const { study, domains, total, outlook, replicates } = live;
  const target = wholeTarget(live);
  return {
    barLabel: 'Deel van het doel',
    bars: [
      ...domains.map(({ domain, summary }) => barOf(summary.counts.I, domain.targetInterviews ?? 0)),
      ...(target === null ? [] : [barOf(total.counts.I, target)]),
    ],
    figures: {
      id: 'doelen',
      caption: 'Interviews naar doel',
      columns: [
        { label: 'Domein' },
        { label: 'Interviews' },
        { label: 'Doel' },
        { label: 'Verwacht klaar' },
        { label: 'Verwacht klaar, vanaf', isFileOnly: true },
        { label: 'Verwacht klaar, tot', isFileOnly: true },
      ],
      rows: domains.map((standing) => rowOf(standing, live)),
      totals:
        target === null
          ? []
          : [
              {
                label: 'Totaal',
                figures: [
                  { value: total.counts.I, as: 'count', href: countedCasesPath(study.slug, 'I') },
                  { value: target, as: 'count' },
                  ...endFigures({ text: lastOf(live) }),
                ],
              },
            ],
      empty: 'Dit onderzoek heeft nog geen domeinen.',
      notes: [
        ...(target === null
          ? [
              'Een totaal staat hier zodra elk domein een doel heeft: interviews zonder doel brengen een ander doel niet dichterbij.',
            ]
          : []),
        ...(outlook === null
          ? ['Een verwachting komt hier te staan zodra er genoeg is gebeld: ten minste 30 keer overgegaan.']
          : [
              `De verwachting komt uit 100 keer doorrekenen, met de kans op contact en medewerking van dit veldwerk tot nu toe en het tempo van de laatste dagen: ${formatCount(outlook.callsPerDay)} keer overgegaan per dag. Eén op de tien keer is het doel eerder bereikt dan de eerste datum, één op de tien keer later dan de laatste.`,
            ]),
        replicates.replicates === 0
          ? 'Alle deelsteekproeven zijn vrijgegeven.'
          : `Nog niet vrijgegeven: ${formatCount(replicates.replicates)} ${replicates.replicates === 1 ? 'deelsteekproef' : 'deelsteekproeven'} met ${formatCount(replicates.cases)} casussen. U geeft ze vrij onder Trekking.`,
      ],
    },
  };
}

/** How far the whole is, as long as it can be said. */
export function targetDetail(live: LiveFieldwork): string {
  const target = wholeTarget(live);
  return target === null
    ? 'nog geen doel voor elk domein'
    : `van ${formatCount(target)} (${formatPercentage(live.total.counts.I / target)})`;
}

function wholeTarget({ domains }: LiveFieldwork): number | null {
  return totalTarget(domains.map(({ domain }) => domain));
}

function rowOf({ domain, summary }: Standing, { outlook, study }: LiveFieldwork): FigureRow {
  const { targetInterviews: target } = domain;
  const interviews = summary.counts.I;
  return {
    label: domain.label,
    href: `${studyPath(study.slug, 'cases')}?domain=${encodeURIComponent(domain.code)}`,
    figures: [
      { value: interviews, as: 'count', href: countedCasesPath(study.slug, 'I', domain.code) },
      { value: target ?? 'geen doel', as: 'count' },
      ...endFigures(
        target !== null && interviews >= target
          ? { text: 'doel bereikt' }
          : endOf(outlook?.ends.find((one) => one.domain === domain.code)),
      ),
    ],
  };
}

function barOf(interviews: number, target: number): Bar {
  return {
    width: barWidth(interviews, target),
    text: target <= 0 ? 'geen doel' : `${formatPercentage(interviews / target)} van het doel`,
  };
}

/** When a target is expected to be reached, in words; with the band, where there is one. */
interface End {
  readonly text: string | null;
  readonly detail?: string;
  readonly early?: CivilDate | null;
  readonly late?: CivilDate | null;
}

/** The band stands on the screen below the day, and in files in columns of its own. */
function endFigures({ text, detail, early = null, late = null }: End): readonly Figure[] {
  return [
    { value: text, as: 'text', ...(detail === undefined ? {} : { detail }) },
    { value: early === null ? null : formatDate(early), as: 'text' },
    { value: late === null ? null : formatDate(late), as: 'text' },
  ];
}

function endOf(end: ExpectedEnd | undefined): End {
  if (end === undefined) return { text: null };
  const { early, middle, late, interviews } = end;
  if (middle === null) {
    const detail = `verwacht ${formatCount(interviews.middle)} interviews, van ${formatCount(interviews.low)} tot ${formatCount(interviews.high)}`;
    return { text: 'niet met deze casussen', detail, early };
  }
  return { text: formatDate(middle), detail: bandText(early, late), early, late };
}

function bandText(early: CivilDate | null, late: CivilDate | null): string {
  const from = early === null ? '' : formatDate(early);
  return late === null ? `vanaf ${from}, of niet` : `${from} tot ${formatDate(late)}`;
}

/** The study is done when its last domain is. */
function lastOf({ outlook, domains }: LiveFieldwork): string | null {
  const open = domains.filter(
    ({ domain, summary }) => domain.targetInterviews !== null && summary.counts.I < domain.targetInterviews,
  );
  if (open.length === 0) return 'doel bereikt';
  const days = (outlook?.ends ?? []).map(({ middle }) => middle);
  if (days.length < open.length) return null;
  if (days.includes(null)) return 'niet elk doel';
  return formatDate(
    days
      .flatMap((day) => day ?? [])
      .toSorted()
      .at(-1) ?? ('' as CivilDate),
  );
}
