import type { Alert, PostButton } from '../../web/components.js';
import { formatMoment } from '../../web/dutch-format.js';
import { view } from '../../web/views.js';
import type { CalendarLink } from './calendar-feed.service.js';

interface CalendarLinkPage {
  readonly title: string;
  /** The link that was made just now; it is not shown again. */
  readonly made: { readonly alert: Alert; readonly address: string } | null;
  readonly state: string;
  readonly make: PostButton;
  readonly revoke: PostButton | null;
}

export const calendarLinkView = view<CalendarLinkPage>('calendar-feed/link');

export const CALENDAR_LINK_PATH = '/fieldwork/calendar-link';

const MADE: Alert = {
  tone: 'success',
  title: 'De link is gemaakt',
  text: 'Kopieer hem nu en zet hem in uw agenda als abonnement: hij wordt niet nog eens getoond. Deel hem met niemand.',
};

export function calendarLinkPage(
  link: CalendarLink | null,
  { csrfToken, address = null }: { readonly csrfToken: string; readonly address?: string | null },
): CalendarLinkPage {
  return {
    title: 'Agenda op uw telefoon',
    made: address === null ? null : { alert: MADE, address },
    state: stateOf(link),
    make: {
      action: CALENDAR_LINK_PATH,
      csrfToken,
      label: link === null ? 'Link maken' : 'Nieuwe link maken',
      kind: 'primary',
    },
    revoke:
      link === null
        ? null
        : { action: `${CALENDAR_LINK_PATH}/revoke`, csrfToken, label: 'Link intrekken', kind: 'danger' },
  };
}

function stateOf(link: CalendarLink | null): string {
  if (link === null) return 'U heeft nog geen link.';
  const read =
    link.lastReadAt === null
      ? 'nog niet gelezen'
      : `in het uur na ${formatMoment(link.lastReadAt)} nog gelezen`;
  return `U heeft een link, gemaakt op ${formatMoment(link.madeAt)}, ${read}. Maakt u een nieuwe, dan werkt deze niet meer.`;
}
