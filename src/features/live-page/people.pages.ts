import { CONTACT_ROLE_LABELS } from '../../domain/consent/consent-record.js';
import type { Cell, DataTable } from '../../web/components.js';
import { formatClock, formatMoment } from '../../web/dutch-format.js';
import { localTime } from '../../domain/calendar/instant.js';
import { caseDecisionPath, casePagePath } from '../studies/study-navigation.js';
import type { AtWork, LiveFieldwork, NearAppointment } from './live-page.service.js';

const DOES: Readonly<Record<AtWork['does'], Pick<Cell, 'text' | 'badge'>>> = {
  interviewing: { text: '', badge: { text: 'in interview', tone: 'success' } },
  calling: { text: '', badge: { text: 'aan het bellen', tone: 'info' } },
  reading: { text: '', badge: { text: 'heeft casus voor zich', tone: 'neutral' } },
  elsewhere: { text: '', badge: { text: 'in ander onderzoek', tone: 'neutral' } },
  free: { text: '', badge: { text: 'vrij', tone: 'warning' } },
};

/** Who interviews, calls or waits, and since when. */
export function peopleTable({ study, people }: LiveFieldwork): DataTable {
  return {
    id: 'enqueteurs',
    caption: 'Enquêteurs nu',
    columns: [{ label: 'Enquêteur' }, { label: 'Doet nu' }, { label: 'Casus' }, { label: 'Vrijgeven' }],
    rows: people.map(({ name, does, since, caseNumber }): Cell[] => [
      { text: name },
      { ...DOES[does], ...(since === null ? {} : { detail: `sinds ${formatClock(since)}` }) },
      ...(caseNumber === null
        ? [{ text: '–' }, { text: '–' }]
        : [
            { text: caseNumber, href: casePagePath(study.slug, caseNumber) },
            { text: `Geef ${caseNumber} vrij`, href: caseDecisionPath(study.slug, caseNumber, 'release') },
          ]),
    ]),
    empty: 'Er is nu niemand aan het werk.',
    notes: people.some(({ caseNumber }) => caseNumber !== null)
      ? ['Geef een casus alleen vrij als de enquêteur niet meer terugkomt.']
      : [],
  };
}

const LATENESS: Readonly<Record<NearAppointment['lateness'], Pick<Cell, 'badge'>>> = {
  to_come: {},
  due: { badge: { text: 'nu', tone: 'info' } },
  late: { badge: { text: 'te laat', tone: 'danger' } },
};

/** Appointments of the next hours, after those that should have been kept. */
export function appointmentsTable({ study, appointments, now }: LiveFieldwork): DataTable {
  const today = localTime(now).date;
  return {
    id: 'afspraken',
    caption: 'Afspraken van de komende vier uur',
    columns: [{ label: 'Tijd' }, { label: 'Casus' }, { label: 'Afspraak' }],
    rows: appointments.map((one): Cell[] => [
      {
        text: localTime(one.at).date === today ? formatClock(one.at) : formatMoment(one.at),
        ...LATENESS[one.lateness],
      },
      { text: one.caseNumber, href: casePagePath(study.slug, one.caseNumber) },
      {
        text: `${one.firmness === 'hard' ? 'vast' : 'zacht'}, met ${CONTACT_ROLE_LABELS[one.withRole]}`,
        ...(one.interviewer === '' ? {} : { detail: `door ${one.interviewer}` }),
      },
    ]),
    empty: 'Er zijn geen afspraken in de komende vier uur.',
  };
}
