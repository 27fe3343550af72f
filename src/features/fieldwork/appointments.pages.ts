import type { Role } from '../../domain/access/role.js';
import { addDays, type CivilDate } from '../../domain/calendar/civil-date.js';
import { localTime } from '../../domain/calendar/instant.js';
import { type GridRow, minutesUntilLate } from '../../domain/calling/appointment-grid.js';
import { CONTACT_ROLE_LABELS } from '../../domain/consent/consent-record.js';
import type {
  Alert,
  ButtonLink,
  Cell,
  DataTable,
  Link,
  SubNavigation,
  TextField,
} from '../../web/components.js';
import { formatCount, formatDate, formatMinutes, formatMoment } from '../../web/dutch-format.js';
import { view } from '../../web/views.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import type { Study } from '../studies/studies.service.js';
import type { Agenda, OpenAppointment } from './appointments.service.js';

export interface AgendaPage {
  readonly title: string;
  readonly studyName: string;
  readonly subNavigation: SubNavigation;
  readonly heading: string;
  readonly action: string;
  readonly day: TextField;
  readonly previous: Link;
  readonly next: Link;
  readonly noShifts: Alert | null;
  readonly late: DataTable;
  readonly grid: DataTable;
}

export interface OwnAppointmentsPage {
  readonly title: string;
  readonly links: readonly ButtonLink[];
  readonly appointments: DataTable;
}

export interface WhyPage {
  readonly title: string;
  readonly studyName: string;
  readonly subNavigation: SubNavigation;
  readonly action: string;
  readonly field: TextField;
  readonly answer: Alert | null;
}

export const agendaView = view<AgendaPage>('fieldwork/agenda');
export const ownAppointmentsView = view<OwnAppointmentsPage>('fieldwork/own-appointments');
export const whyView = view<WhyPage>('fieldwork/why');

export function agendaPage(agenda: Agenda, roles: readonly Role[]): AgendaPage {
  const { study, on } = agenda;
  const action = studyPath(study.slug, 'fieldwork') + '/appointments';
  const dayLink = (label: string, day: CivilDate): Link => ({ label, href: `${action}?day=${day}` });
  return {
    title: 'Afspraken',
    studyName: study.name,
    subNavigation: studyNavigation(study.slug, roles, 'fieldwork'),
    heading: formatDate(on),
    action,
    day: { name: 'day', label: 'Dag', type: 'date', width: 'medium', value: on },
    previous: dayLink('Dag ervoor', addDays(on, -1)),
    next: dayLink('Dag erna', addDays(on, 1)),
    noShifts: agenda.hasShifts
      ? null
      : {
          tone: 'info',
          text: 'Voor deze dag zijn geen diensten ingevoerd. Daarom is niet te zien of er genoeg enquêteurs zijn.',
          link: { label: 'Diensten invoeren', href: '/interviewers' },
        },
    late: lateTable(agenda),
    grid: gridTable(agenda),
  };
}

function lateTable({ study, late }: Agenda): DataTable {
  const after = (firmness: 'hard' | 'soft'): string =>
    formatMinutes(minutesUntilLate(firmness, study.rules.calling));
  return {
    id: 'te-laat',
    caption: 'Te laat: bel deze mensen nu',
    columns: [
      { label: 'Afgesproken' },
      { label: 'Casus' },
      { label: 'Soort' },
      { label: 'Met' },
      { label: 'Door' },
    ],
    rows: late.map((one): Cell[] => [
      { text: formatMoment(one.at), badge: { text: 'te laat', tone: 'danger' } },
      { text: one.caseNumber },
      { text: firmnessOf(one) },
      { text: CONTACT_ROLE_LABELS[one.withRole] },
      { text: one.interviewer },
    ]),
    empty: 'Geen afspraak is te laat.',
    notes: [
      `Een vaste afspraak is te laat na ${after('hard')}, een zachte na ${after('soft')}. Wie om een casus vraagt, krijgt deze het eerst.`,
    ],
  };
}

function gridTable({ study, rows, hasShifts }: Agenda): DataTable {
  const shown = rows.filter(({ capacity, entries }) => entries.length > 0 || (capacity ?? 0) > 0);
  return {
    id: 'rooster',
    caption: 'Afspraken per half uur',
    columns: [
      { label: 'Tijd' },
      { label: 'Enquêteurs', numeric: true },
      { label: 'Vast', numeric: true },
      { label: 'Zacht', numeric: true },
      { label: 'Casussen', wide: true },
    ],
    rows: shown.map((row): Cell[] => {
      const hard = row.entries.filter(({ firmness }) => firmness === 'hard');
      const own = row.entries.filter((one) => one.study.id === study.id);
      const details = [conflictsOf(row, study), elsewhereText(row.entries.length - own.length)];
      const detail = details.filter((text) => text !== '').join(' ');
      return [
        {
          text: clock(row.fromMinute),
          ...(row.isOverbooked ? { badge: { text: 'te vol', tone: 'danger' as const } } : {}),
        },
        { text: row.capacity === null ? '–' : formatCount(row.capacity) },
        { text: formatCount(hard.length) },
        { text: formatCount(row.entries.length - hard.length) },
        {
          text: own.map(describe).join('; '),
          ...(detail === '' ? {} : { detail }),
        },
      ];
    }),
    empty: hasShifts
      ? 'Op deze dag zijn er geen afspraken en geen diensten.'
      : 'Op deze dag zijn er geen afspraken.',
  };
}

function conflictsOf({ conflicts }: GridRow<OpenAppointment>, study: Study): string {
  const own = conflicts.filter((one) => one.study.id === study.id).map(({ caseNumber }) => caseNumber);
  return own.length === 0
    ? ''
    : `Let op: ${own.join(', ')}: de eigen enquêteur werkt dan niet, of heeft nog een afspraak.`;
}

/** Of other studies no more than how many: who looks here may not supervise those. */
function elsewhereText(count: number): string {
  if (count === 0) return '';
  return count === 1 ? 'En 1 in een ander onderzoek.' : `En ${formatCount(count)} in andere onderzoeken.`;
}

function describe({ at, caseNumber, withRole, firmness }: OpenAppointment): string {
  const time = clock(localTime(at).minuteOfDay);
  return `${time} ${caseNumber} (${firmness === 'hard' ? 'vast' : 'zacht'}, ${CONTACT_ROLE_LABELS[withRole]})`;
}

export function ownAppointmentsPage(appointments: readonly OpenAppointment[]): OwnAppointmentsPage {
  return {
    title: 'Mijn afspraken',
    links: [{ label: 'In mijn eigen agenda', href: '/fieldwork/calendar-link', kind: 'secondary' }],
    appointments: {
      id: 'afspraken',
      caption: 'Afspraken waarvoor u belt',
      columns: [
        { label: 'Wanneer' },
        { label: 'Onderzoek' },
        { label: 'Casus' },
        { label: 'Soort' },
        { label: 'Met' },
      ],
      rows: appointments.map((one): Cell[] => [
        {
          text: formatMoment(one.at),
          ...(one.lateness === 'to_come'
            ? {}
            : {
                badge:
                  one.lateness === 'late'
                    ? { text: 'te laat', tone: 'danger' as const }
                    : { text: 'nu', tone: 'warning' as const },
              }),
        },
        {
          text: one.study.name,
          ...(one.study.isPractice ? { badge: { text: 'oefenen', tone: 'warning' as const } } : {}),
        },
        { text: one.caseNumber },
        { text: firmnessOf(one) },
        { text: CONTACT_ROLE_LABELS[one.withRole] },
      ]),
      empty: 'U heeft geen afspraken open.',
      notes:
        appointments.length === 0
          ? []
          : [
              `Een vaste afspraak krijgt u vanaf ${earlyText(appointments)} ervoor, als u dan om een casus vraagt. Blijft u weg, dan kan een ander hem krijgen.`,
            ],
    },
  };
}

/** Studies differ: each of their margins once. */
function earlyText(appointments: readonly OpenAppointment[]): string {
  const margins = new Set(appointments.map(({ study }) => study.rules.calling.appointments.hardEarlyMinutes));
  return [...margins]
    .toSorted((one, other) => one - other)
    .map(formatMinutes)
    .join(' of ');
}

export function whyPage(
  study: Study,
  roles: readonly Role[],
  asked: { readonly caseNumber: string; readonly answer: Alert | null; readonly error?: string },
): WhyPage {
  return {
    title: 'Waarom deze casus?',
    studyName: study.name,
    subNavigation: studyNavigation(study.slug, roles, 'fieldwork'),
    action: studyPath(study.slug, 'fieldwork') + '/why',
    field: {
      name: 'case',
      label: 'Casusnummer',
      width: 'medium',
      value: asked.caseNumber,
      autocomplete: 'off',
      ...(asked.error === undefined ? {} : { error: asked.error }),
    },
    answer: asked.answer,
  };
}

function firmnessOf({ firmness }: OpenAppointment): string {
  return firmness === 'hard' ? 'vast' : 'zacht';
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}.${String(minute % 60).padStart(2, '0')}`;
}
