import type { Role } from '../../domain/access/role.js';
import type { CheckRules } from '../../domain/checks/check-rules.js';
import type { WaitingState } from '../../domain/checks/answer-state.js';
import type { Badge, Breadcrumb, DataTable, PageHeading, SubNavigation } from '../../web/components.js';
import { formatCount, formatDate } from '../../web/dutch-format.js';
import { view } from '../../web/views.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import type { Study } from '../studies/studies.service.js';
import { domainLabel } from './checks.pages.js';
import { type Reminder, WAITING_LABELS } from './reminders.service.js';

interface RemindersPage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly breadcrumb: Breadcrumb;
  readonly heading: PageHeading;
  readonly organisations: DataTable;
  readonly csvAction: string | null;
  /** To copy into a message of one's own; says nothing about clients. */
  readonly message: string | null;
}

export const remindersView = view<RemindersPage>('checks/reminders');

export function remindersPage(
  study: Study,
  roles: readonly Role[],
  { reminders, rules }: { reminders: readonly Reminder[]; rules: CheckRules },
): RemindersPage {
  const checks = studyPath(study.slug, 'checks');
  const isEmpty = reminders.length === 0;
  return {
    title: 'Herinneringen',
    studyName: study.name,
    navigation: studyNavigation(study.slug, roles, 'checks'),
    breadcrumb: { items: [{ label: 'Controle', href: checks }], current: 'Herinneringen' },
    heading: {
      title: 'Herinneringen',
      intro: isEmpty
        ? 'Alle organisaties hebben geantwoord.'
        : 'Van deze organisaties is nog geen antwoord. Wie het langst wacht, staat bovenaan.',
    },
    organisations: {
      id: 'waiting',
      caption: 'Nog geen antwoord',
      columns: [
        { label: 'Organisatie' },
        { label: 'Stand' },
        { label: 'Sinds' },
        { label: 'Dagen', numeric: true },
      ],
      rows: reminders.map(({ check, state, sinceOn, days }) => [
        { text: check.name, detail: domainLabel(study, check), href: `${checks}/${check.organisationId}` },
        { text: '', badge: { text: WAITING_LABELS[state], tone: TONES[state] } },
        { text: sinceOn === null ? '' : formatDate(sinceOn) },
        { text: days === null ? '' : formatCount(days) },
      ]),
      empty: 'Er is niemand om te herinneren.',
    },
    csvAction: isEmpty ? null : `${checks}/reminders`,
    message: isEmpty ? null : messageOf(study, rules),
  };
}

const TONES: Readonly<Record<WaitingState, Badge['tone']>> = {
  not_sent: 'warning',
  link_ended: 'danger',
  link_unopened: 'warning',
  begun: 'info',
  list_sent: 'info',
};

function messageOf({ name }: Study, { closesOn }: CheckRules): string {
  const until = closesOn === null ? '' : ` Antwoorden kan tot en met ${formatDate(closesOn)}.`;
  return [
    `Onderwerp: Herinnering: controle van de steekproef, ${name}`,
    '',
    'Beste collega,',
    '',
    `Voor het onderzoek ${name} vroegen wij uw organisatie om na te gaan wie niet gebeld mag worden. Wij hebben uw antwoord nog niet.${until}`,
    '',
    'Hoeft niemand te worden uitgesloten? Ook dat horen wij graag: bevestig het op uw persoonlijke pagina of stuur de lijst ongewijzigd terug.',
    'Werkt uw link niet meer, of bent u de code kwijt? Laat het weten, dan krijgt u nieuwe.',
    'Zet geen namen of andere gegevens van cliënten in een e-mail.',
    '',
    'Met vriendelijke groet,',
  ].join('\n');
}
