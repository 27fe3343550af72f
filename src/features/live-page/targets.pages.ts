import type { CivilDate } from '../../domain/calendar/civil-date.js';
import type { ExpectedEnd } from '../../domain/simulation/outlook.js';
import type { Cell } from '../../web/components.js';
import { formatCount, formatDate, formatPercentage } from '../../web/dutch-format.js';
import { studyPath } from '../studies/study-navigation.js';
import { type BarRow, type BarTable, barWidth } from './bar-table.js';
import type { LiveFieldwork, Standing } from './live-page.service.js';

/** Interviews against the target of each domain, and when it is expected to be reached. */
export function targetsTable(live: LiveFieldwork): BarTable {
  const { domains, total, outlook, replicates } = live;
  const targets = domains.flatMap(({ domain }) => domain.targetInterviews ?? []);
  const target = targets.reduce((sum, interviews) => sum + interviews, 0);
  const rows = domains.map((standing) => rowOf(standing, live));
  return {
    id: 'doelen',
    caption: 'Interviews naar doel',
    heading: 'Domein',
    barLabel: 'Deel van het doel',
    columns: ['Interviews', 'Doel', 'Verwacht klaar'],
    rows:
      targets.length === 0
        ? rows
        : [
            ...rows,
            {
              heading: { text: 'Totaal' },
              bar: barOf(total.counts.I, target),
              cells: [{ text: formatCount(total.counts.I) }, { text: formatCount(target) }, lastOf(live)],
            },
          ],
    empty: 'Dit onderzoek heeft nog geen domeinen.',
    notes: [
      ...(outlook === null
        ? ['Een verwachting komt hier te staan zodra er genoeg is gebeld: ten minste 30 keer overgegaan.']
        : [
            `De verwachting komt uit 100 keer doorrekenen, met de kans op contact en medewerking van dit veldwerk tot nu toe en het tempo van de laatste dagen: ${formatCount(outlook.callsPerDay)} keer overgegaan per dag. Eén op de tien keer is het doel eerder bereikt dan de eerste datum, één op de tien keer later dan de laatste.`,
          ]),
      replicates.replicates === 0
        ? 'Alle deelsteekproeven zijn vrijgegeven.'
        : `Nog niet vrijgegeven: ${formatCount(replicates.replicates)} ${replicates.replicates === 1 ? 'deelsteekproef' : 'deelsteekproeven'} met ${formatCount(replicates.cases)} casussen. U geeft ze vrij onder Trekking.`,
    ],
  };
}

function rowOf({ domain, summary }: Standing, { outlook, study }: LiveFieldwork): BarRow {
  const { targetInterviews: target } = domain;
  const interviews = summary.counts.I;
  return {
    heading: {
      text: domain.label,
      href: `${studyPath(study.slug, 'cases')}?domain=${encodeURIComponent(domain.code)}`,
    },
    bar: barOf(interviews, target ?? 0),
    cells: [
      { text: formatCount(interviews) },
      { text: target === null ? 'geen doel' : formatCount(target) },
      target !== null && interviews >= target
        ? { text: 'doel bereikt' }
        : endCell(outlook?.ends.find((one) => one.domain === domain.code)),
    ],
  };
}

function barOf(interviews: number, target: number): BarRow['bar'] {
  return {
    width: barWidth(interviews, target),
    text: target <= 0 ? 'geen doel' : `${formatPercentage(interviews / target)} van het doel`,
  };
}

function endCell(end: ExpectedEnd | undefined): Cell {
  if (end === undefined) return { text: '–' };
  const { early, middle, late, interviews } = end;
  if (middle === null) {
    const detail = `verwacht ${formatCount(interviews.middle)} interviews, van ${formatCount(interviews.low)} tot ${formatCount(interviews.high)}`;
    return { text: 'niet met deze casussen', detail };
  }
  return { text: formatDate(middle), detail: bandText(early, late) };
}

function bandText(early: CivilDate | null, late: CivilDate | null): string {
  const from = early === null ? '' : formatDate(early);
  return late === null ? `vanaf ${from}, of niet` : `${from} tot ${formatDate(late)}`;
}

/** The study is done when its last domain is. */
function lastOf({ outlook, domains }: LiveFieldwork): Cell {
  const open = domains.filter(
    ({ domain, summary }) => domain.targetInterviews !== null && summary.counts.I < domain.targetInterviews,
  );
  if (open.length === 0) return { text: 'doel bereikt' };
  const days = (outlook?.ends ?? []).map(({ middle }) => middle);
  if (days.length < open.length) return { text: '–' };
  if (days.includes(null)) return { text: 'niet elk doel' };
  return {
    text: formatDate(
      days
        .flatMap((day) => day ?? [])
        .toSorted()
        .at(-1) ?? ('' as CivilDate),
    ),
  };
}
