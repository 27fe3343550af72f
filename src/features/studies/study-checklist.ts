import { mayDo, type Permission } from '../../domain/access/permission.js';
import type { Role } from '../../domain/access/role.js';
import type { StudyStatus } from '../../domain/study/study-status.js';
import type { Steps } from '../../web/components.js';
import { formatCount, formatDate } from '../../web/dutch-format.js';
import type { Study } from './study.js';
import { studyPath, type StudyPage } from './study-navigation.js';

/** How far the work on a study is, in numbers. */
export interface StudyProgress {
  readonly deliveryCount: number;
  readonly personCount: number;
  /** Pairs of persons who may be one, and about whom nobody decided. */
  readonly openMatchCount: number;
  readonly drawnCount: number;
  readonly organisationCount: number;
  readonly returnedCount: number;
  readonly excludedCount: number;
}

type Step = Steps['steps'][number];

interface Look {
  readonly study: Study;
  readonly progress: StudyProgress;
  readonly questionnaireTitle: string;
}

interface ChecklistStep {
  readonly label: string;
  readonly page: StudyPage | null;
  readonly permission: Permission;
  readonly state: (look: Look) => Step['state'];
  readonly detail: (look: Look) => string;
}

const ORDER: readonly StudyStatus[] = [
  'design',
  'sample_drawn',
  'checking',
  'fieldwork',
  'closed',
  'destroyed',
];

function isPast(status: StudyStatus, reached: StudyStatus): boolean {
  return ORDER.indexOf(status) > ORDER.indexOf(reached);
}

const STEPS: readonly ChecklistStep[] = [
  {
    label: 'Steekproefkader',
    page: 'frames',
    permission: 'frame.view',
    state: ({ study, progress }) =>
      study.status === 'design' && progress.deliveryCount === 0 ? 'current' : 'done',
    detail: frameDetail,
  },
  {
    label: 'Trekking',
    page: 'samples',
    permission: 'sample.view',
    state: ({ study, progress }) =>
      study.status !== 'design' ? 'done' : progress.deliveryCount === 0 ? 'to-do' : 'current',
    detail: drawDetail,
  },
  {
    label: 'Controle door de organisaties',
    page: 'checks',
    permission: 'check.export',
    state: ({ study: { status } }) =>
      isPast(status, 'checking') ? 'done' : status === 'design' ? 'to-do' : 'current',
    detail: checkDetail,
  },
  {
    label: 'Vragenlijst',
    page: null,
    permission: 'study.view',
    state: () => 'done',
    detail: ({ questionnaireTitle }) => questionnaireTitle,
  },
  {
    label: 'Veldwerk',
    page: 'fieldwork',
    permission: 'fieldwork.supervise',
    state: ({ study: { status } }) =>
      status === 'fieldwork' ? 'current' : isPast(status, 'fieldwork') ? 'done' : 'to-do',
    detail: fieldworkDetail,
  },
  {
    label: 'Gesloten',
    page: 'retention',
    permission: 'retention.run',
    state: ({ study: { status } }) => (isPast(status, 'fieldwork') ? 'done' : 'to-do'),
    detail: ({ study: { status } }) =>
      status === 'destroyed'
        ? 'De contactgegevens zijn vernietigd.'
        : status === 'closed'
          ? 'Er wordt niet meer gebeld. De contactgegevens worden nog vernietigd.'
          : 'Na het veldwerk: respons, tabellen en het vernietigen van de contactgegevens.',
  },
];

/** The study as a list of steps: what is done, what is next, and what waits for something else. */
export function studyChecklist(look: Look, roles: readonly Role[]): Steps {
  return {
    label: 'Stappen van het onderzoek',
    steps: STEPS.map((step) => {
      const href = hrefOf(step, look.study, roles);
      const { label, state, detail } = step;
      return { label, state: state(look), detail: detail(look), ...(href === null ? {} : { href }) };
    }),
  };
}

/** Where a step is done; before the fieldwork that is where it starts. */
function hrefOf({ page, permission }: ChecklistStep, { slug, status }: Study, roles: readonly Role[]) {
  const isBefore = status === 'sample_drawn' || status === 'checking';
  if (page === 'fieldwork' && isBefore && mayDo(roles, 'sample.release')) {
    return `${studyPath(slug, 'fieldwork')}/start`;
  }
  return page !== null && mayDo(roles, permission) ? studyPath(slug, page) : null;
}

function frameDetail({ study, progress }: Look): string {
  const { deliveryCount: files, personCount: persons } = progress;
  if (files === 0 && study.status !== 'design') return 'Dit onderzoek heeft geen cliëntbestanden.';
  if (files === 0) return 'Lees de cliëntbestanden van de organisaties in.';
  const counted = `${formatCount(files)} ${files === 1 ? 'bestand' : 'bestanden'}, ${formatCount(persons)} cliënten.`;
  if (study.status !== 'design') return counted;
  return `${counted} Meer bestanden kunnen tot de trekking.${openMatchesText(progress)}`;
}

/** Something to do before the draw, which does not wait for it. */
function openMatchesText({ openMatchCount: pairs }: StudyProgress): string {
  if (pairs === 0) return '';
  const who = pairs === 1 ? '1 paar cliënten' : `${formatCount(pairs)} paren cliënten`;
  return ` Beslis nog over ${who}: misschien is het dezelfde persoon.`;
}

function drawDetail({ study, progress }: Look): string {
  if (progress.drawnCount > 0) return `${formatCount(progress.drawnCount)} cliënten getrokken.`;
  if (study.status !== 'design') return 'In dit onderzoek is geen steekproef getrokken.';
  if (progress.deliveryCount === 0) return 'Kan pas als er cliëntbestanden zijn.';
  const { openMatchCount: pairs } = progress;
  const apart =
    pairs === 0 ? '' : ' Wie misschien dubbel is en over wie niemand besliste, telt dan als twee personen.';
  return `Kies een aantal per domein en trek de steekproef.${apart}`;
}

function checkDetail({ study: { status }, progress }: Look): string {
  const { organisationCount, returnedCount, excludedCount } = progress;
  const out = `${formatCount(excludedCount)} cliënten uitgesloten.`;
  if (status === 'design') return 'Organisaties zeggen wie niet gebeld mag worden.';
  if (status === 'sample_drawn') return 'Stuur elke organisatie haar eigen lijst.';
  if (organisationCount === 0) return 'Er zijn geen lijsten verstuurd.';
  return `Antwoord van ${formatCount(returnedCount)} van de ${formatCount(organisationCount)} organisaties. ${out}`;
}

function fieldworkDetail({ study }: Look): string {
  const { fieldworkStartsOn: from, fieldworkEndsOn: until } = study;
  if (from === null && until === null) return 'Er is nog geen periode gekozen.';
  if (until === null) return `Vanaf ${formatDate(from as NonNullable<typeof from>)}.`;
  return from === null
    ? `Tot en met ${formatDate(until)}.`
    : `${formatDate(from)} tot en met ${formatDate(until)}.`;
}
