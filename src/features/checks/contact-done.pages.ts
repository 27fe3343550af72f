import { exclusionReasons, exclusionReasonTable } from '../../domain/checks/exclusion-reason.js';
import type { Alert, DataTable, PageHeading } from '../../web/components.js';
import { formatCount, formatDate } from '../../web/dutch-format.js';
import { view } from '../../web/views.js';
import type { ContactList } from './contact-list.service.js';

interface DonePage {
  readonly title: string;
  readonly studyName: string;
  readonly heading: PageHeading;
  readonly thanks: Alert;
  readonly counts: DataTable;
  readonly next: string;
  readonly backHref: string;
  readonly leaveAction: string;
}

export const contactDoneView = view<DonePage>('checks/contact-done');

/** What the contact passed on, in numbers. */
export function contactDonePage(list: ContactList): DonePage {
  const counts = exclusionReasons.flatMap((reason) => {
    const count = list.carriedOut.get(reason) ?? 0;
    return count === 0 ? [] : [{ reason, count }];
  });
  const until = list.rules.closesOn === null ? '' : ` tot en met ${formatDate(list.rules.closesOn)}`;
  return {
    title: 'Bedankt',
    studyName: list.study.name,
    heading: { title: 'Bedankt', intro: list.organisation.name },
    thanks: {
      tone: 'success',
      title: 'Uw antwoord is ontvangen',
      text: 'De onderzoeker ziet dat uw organisatie alles heeft nagekeken. U hoeft niets te sturen.',
    },
    counts: {
      id: 'counts',
      caption: 'Wat uw organisatie heeft doorgegeven',
      columns: [
        { label: 'Reden', wide: true },
        { label: 'Cliënten', numeric: true },
      ],
      rows: counts.map(({ reason, count }) => [
        { text: exclusionReasonTable[reason].label },
        { text: formatCount(count) },
      ]),
      empty: 'Niemand: alle cliënten op de lijst mogen worden gebeld.',
      notes: counts.length === 0 ? [] : ['Namen staan hier niet meer: de contactgegevens zijn gewist.'],
    },
    next: `Mag er later toch nog iemand niet worden gebeld? Dan kunt u de link${until} opnieuw gebruiken. Daarna belt u de onderzoeker.`,
    backHref: '/check/list',
    leaveAction: '/check/leave',
  };
}
