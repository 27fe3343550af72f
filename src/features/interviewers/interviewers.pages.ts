import { CONTACT_LANGUAGES } from '../../domain/calling/contact-language.js';
import { INTERVIEWER_SKILL_LABELS, INTERVIEWER_SKILLS } from '../../domain/calling/interviewer-skill.js';
import type {
  Cell,
  ChoiceGroup,
  DataTable,
  ErrorSummary,
  SelectField,
  TextField,
} from '../../web/components.js';
import { formatDate } from '../../web/dutch-format.js';
import { errorSummary, fieldError, type FieldErrors } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import type { TypedShift } from './interviewers.forms.js';
import type { Roster } from './interviewers.service.js';

export interface RosterPage {
  readonly title: string;
  readonly errors: ErrorSummary;
  readonly interviewer: SelectField;
  readonly day: TextField;
  readonly from: TextField;
  readonly until: TextField;
  readonly shifts: DataTable;
  readonly interviewers: DataTable;
}

export interface InterviewerPage {
  readonly title: string;
  readonly action: string;
  readonly languages: ChoiceGroup;
  readonly skills: ChoiceGroup;
}

export const rosterView = view<RosterPage>('interviewers/roster');
export const interviewerView = view<InterviewerPage>('interviewers/edit');

export function rosterPage(
  roster: Roster,
  csrfToken: string,
  typed: TypedShift,
  errors: FieldErrors = {},
): RosterPage {
  const nameOf = (id: string): string =>
    roster.interviewers.find(({ interviewerId }) => interviewerId === id)?.name ?? '';
  return {
    title: 'Enquêteurs en diensten',
    errors: errorSummary(errors),
    interviewer: {
      name: 'interviewerId',
      label: 'Enquêteur',
      value: typed.interviewerId,
      blank: 'Kies een enquêteur',
      options: roster.interviewers.map(({ interviewerId, name }) => ({ value: interviewerId, label: name })),
      ...fieldError(errors, 'interviewerId'),
    },
    day: {
      name: 'worksOn',
      label: 'Dag',
      type: 'date',
      width: 'medium',
      value: typed.worksOn,
      ...fieldError(errors, 'worksOn'),
    },
    from: timeField({ name: 'fromMinute', label: 'Van', value: typed.fromMinute }, errors),
    until: timeField({ name: 'untilMinute', label: 'Tot', value: typed.untilMinute }, errors),
    shifts: {
      id: 'diensten',
      caption: 'Diensten van de komende vier weken',
      columns: [{ label: 'Dag' }, { label: 'Tijd' }, { label: 'Enquêteur' }, { label: 'Weghalen' }],
      rows: roster.shifts.map(({ id, worksOn, fromMinute, untilMinute, interviewerId }): Cell[] => [
        { text: formatDate(worksOn) },
        { text: `${clock(fromMinute)} – ${clock(untilMinute)}` },
        { text: nameOf(interviewerId) },
        {
          text: '',
          action: {
            action: `/interviewers/shifts/${id}/remove`,
            csrfToken,
            label: 'Weghalen',
            about: `van de dienst van ${nameOf(interviewerId)} op ${formatDate(worksOn)}`,
            kind: 'subtle',
          },
        },
      ]),
      empty: 'Er zijn geen diensten ingevoerd.',
      notes: [
        'Zijn er voor een dag diensten, dan wacht een vaste afspraak alleen op de eigen enquêteur als die dan werkt. Zonder diensten telt iedereen als aanwezig.',
      ],
    },
    interviewers: {
      id: 'enqueteurs',
      caption: 'Wat enquêteurs kunnen',
      columns: [{ label: 'Naam' }, { label: 'Talen naast Nederlands' }, { label: 'Ook voor' }],
      rows: roster.interviewers.map(({ interviewerId, name, languages, skills = [] }): Cell[] => [
        { text: name, href: `/interviewers/${interviewerId}` },
        {
          text:
            CONTACT_LANGUAGES.filter(({ value }) => languages.includes(value))
              .map(({ label }) => label)
              .join(', ') || '–',
        },
        { text: skills.map((skill) => INTERVIEWER_SKILL_LABELS[skill]).join(', ') || '–' },
      ]),
      empty: 'Er zijn nog geen enquêteurs. De beheerder maakt hun accounts.',
    },
  };
}

function timeField(field: Pick<TextField, 'name' | 'label' | 'value'>, errors: FieldErrors): TextField {
  return { ...field, type: 'time', width: 'short', ...fieldError(errors, field.name) };
}

export function interviewerPage({
  interviewerId,
  name,
  languages,
  skills = [],
}: Roster['interviewers'][number]): InterviewerPage {
  return {
    title: name,
    action: `/interviewers/${interviewerId}`,
    languages: {
      name: 'languages',
      label: 'Talen naast Nederlands',
      description:
        'Een casus waarin iemand een van deze talen spreekt, gaat alleen naar wie de taal spreekt.',
      kind: 'checkbox',
      optional: true,
      options: CONTACT_LANGUAGES.map(({ value, label }) => ({
        value,
        label,
        checked: languages.includes(value),
      })),
    },
    skills: {
      name: 'skills',
      label: 'Ook voor',
      kind: 'checkbox',
      optional: true,
      options: INTERVIEWER_SKILLS.map((skill) => ({
        value: skill,
        label: INTERVIEWER_SKILL_LABELS[skill],
        description: 'Telt alleen in onderzoeken die daar aparte enquêteurs voor vragen.',
        checked: skills.includes(skill),
      })),
    },
  };
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}.${String(minute % 60).padStart(2, '0')}`;
}
