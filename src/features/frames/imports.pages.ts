import type { Role } from '../../domain/access/role.js';
import { epochMilliseconds, type Instant } from '../../domain/calendar/instant.js';
import type {
  Badge,
  Breadcrumb,
  Cell,
  DataTable,
  PageHeading,
  Progress,
  SubNavigation,
} from '../../web/components.js';
import { formatCount, formatMoment, formatPercentage } from '../../web/dutch-format.js';
import { view } from '../../web/views.js';
import { studyNavigation } from '../studies/study-navigation.js';
import type { Study } from '../studies/studies.service.js';
import { framePath } from './frame-visit.js';
import type { ImportRun } from './import-runs.service.js';

interface ImportsPage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly breadcrumb: Breadcrumb;
  readonly heading: PageHeading;
  readonly isRunning: boolean;
  readonly reloadHref: string;
  readonly running: readonly RunningImport[];
  readonly ended: DataTable;
}

interface RunningImport {
  readonly fileName: string;
  readonly progress: Progress;
  /** `null` when stopping was asked already. */
  readonly stopAction: string | null;
}

export const importsView = view<ImportsPage>('frames/imports');

/** Whether a run waits for its turn or is busy. */
export function isUnfinished({ status }: Pick<ImportRun, 'status'>): boolean {
  return status === 'queued' || status === 'running';
}

export function importsPage(
  study: Study,
  roles: readonly Role[],
  { runs, now }: { runs: readonly ImportRun[]; now: Instant },
): ImportsPage {
  const running = runs.filter(isUnfinished);
  const ended = runs.filter((run) => !isUnfinished(run)).reverse();
  return {
    title: 'Inlezen',
    studyName: study.name,
    navigation: studyNavigation(study.slug, roles, 'frames'),
    breadcrumb: { items: [{ label: 'Steekproefkader', href: framePath(study) }], current: 'Inlezen' },
    heading: { title: 'Inlezen', intro: introOf(running.length, ended) },
    isRunning: running.length > 0,
    reloadHref: framePath(study, 'imports'),
    running: running.map((run) => runningImport(study, run, { runs, now })),
    ended: {
      id: 'imports',
      caption: 'Klaar of gestopt',
      columns: [
        { label: 'Bestand' },
        { label: 'Stand' },
        { label: 'Regels', numeric: true },
        { label: 'Wat er is gebeurd', wide: true },
      ],
      rows: ended.map((run) => endedRow(study, run)),
      empty: 'Er is nog niets ingelezen.',
    },
  };
}

function introOf(runningCount: number, ended: readonly ImportRun[]): string {
  if (runningCount === 1) return '1 bestand wordt ingelezen.';
  if (runningCount > 1) return `${formatCount(runningCount)} bestanden worden een voor een ingelezen.`;
  const failed = ended.filter(({ status }) => status === 'failed').length;
  if (failed > 0) {
    return failed === 1
      ? 'Het inlezen is afgelopen. 1 bestand is niet ingelezen.'
      : `Het inlezen is afgelopen. ${formatCount(failed)} bestanden zijn niet ingelezen.`;
  }
  return 'Er wordt nu niets ingelezen.';
}

function runningImport(
  study: Study,
  run: ImportRun,
  { runs, now }: { runs: readonly ImportRun[]; now: Instant },
): RunningImport {
  return {
    fileName: run.fileName,
    progress: {
      id: `run-${run.id}`,
      label: run.isStopAsked ? 'Wordt gestopt' : labelOf(run),
      value: Math.min(run.bytesDone, run.bytesTotal ?? run.bytesDone),
      max: Math.max(1, run.bytesTotal ?? 1),
      text:
        run.status === 'queued' ? 'Begint als het vorige bestand klaar is.' : progressText(run, runs, now),
    },
    stopAction: run.isStopAsked ? null : framePath(study, 'imports', run.id, 'stop'),
  };
}

function labelOf({ status }: ImportRun): string {
  return status === 'queued' ? 'Wacht op zijn beurt' : 'Wordt gelezen';
}

function progressText(run: ImportRun, runs: readonly ImportRun[], now: Instant): string {
  const parts = [`${formatCount(run.rowsDone)} regels gelezen`];
  const share = run.bytesTotal === null || run.bytesTotal === 0 ? null : run.bytesDone / run.bytesTotal;
  if (share !== null) {
    parts.push(formatPercentage(share));
    const left = secondsLeft(share, secondsBetween(startOf(run, runs), now));
    if (left !== null) parts.push(`nog ongeveer ${durationText(left)}`);
  }
  return parts.join(', ');
}

/** Files are read one after another: this one began when the one before it ended. */
function startOf(run: ImportRun, runs: readonly ImportRun[]): Instant {
  const ends = runs.flatMap(({ id, finishedAt }) =>
    id === run.id || finishedAt === null ? [] : [finishedAt],
  );
  return [run.requestedAt, ...ends].reduce((latest, at) => (at > latest ? at : latest)) as Instant;
}

function secondsBetween(from: Instant, to: Instant): number {
  return (epochMilliseconds(to) - epochMilliseconds(from)) / 1000;
}

const SECONDS_TO_JUDGE = 2;

/** `null` as long as too little was done to say. */
function secondsLeft(share: number, secondsSpent: number): number | null {
  if (share < 0.02 || secondsSpent < SECONDS_TO_JUDGE) return null;
  return (secondsSpent * (1 - share)) / share;
}

function durationText(seconds: number): string {
  if (seconds < 55) return `${formatCount(Math.max(5, Math.ceil(seconds / 5) * 5))} seconden`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? '1 minuut' : `${formatCount(minutes)} minuten`;
}

const STATES: Readonly<Record<ImportRun['status'], Badge>> = {
  queued: { text: 'wacht', tone: 'neutral' },
  running: { text: 'bezig', tone: 'info' },
  stopped: { text: 'gestopt', tone: 'neutral' },
  failed: { text: 'niet ingelezen', tone: 'danger' },
  done: { text: 'ingelezen', tone: 'success' },
};

function endedRow(study: Study, run: ImportRun): Cell[] {
  const href =
    run.status === 'done' && run.deliveryId !== null ? framePath(study, 'deliveries', run.deliveryId) : null;
  const at = run.finishedAt === null ? '' : formatMoment(run.finishedAt as Instant);
  return [
    { text: run.fileName, ...(href === null ? {} : { href }), detail: run.organisationName },
    { text: '', badge: STATES[run.status] },
    { text: run.status === 'done' ? formatCount(run.rowsDone) : '' },
    { text: messageOf(run), detail: at },
  ];
}

function messageOf({ status, message }: ImportRun): string {
  if (message !== null) return message;
  switch (status) {
    case 'done':
      return 'Klik op het bestand voor de aantallen en de opmerkingen per regel.';
    case 'stopped':
      return 'Het inlezen is gestopt. Er is niets van dit bestand bewaard.';
    case 'failed':
    case 'queued':
    case 'running':
      return '';
  }
}
