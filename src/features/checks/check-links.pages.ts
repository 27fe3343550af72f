import type { Role } from '../../domain/access/role.js';
import { lastDayOf, shownCode } from '../../domain/checks/check-link.js';
import type { Alert, ButtonLink } from '../../web/components.js';
import { formatDate } from '../../web/dutch-format.js';
import { view } from '../../web/views.js';
import { studyPath } from '../studies/study-navigation.js';
import type { Study } from '../studies/studies.service.js';
import type { NewLink } from './check-links.service.js';
import type { OrganisationCheck } from './checks.service.js';
import { type InStudy, organisationFrame } from './organisation.pages.js';

interface NewLinkPage extends InStudy {
  readonly notice: Alert;
  readonly address: string;
  readonly code: string;
  readonly mail: ButtonLink;
  readonly backHref: string;
}

export const newLinkView = view<NewLinkPage>('checks/new-link');

/** Shows a link and its code, once. */
export function newLinkPage(
  study: Study,
  roles: readonly Role[],
  { check, link, address }: { check: OrganisationCheck; link: NewLink; address: string },
): NewLinkPage {
  return {
    ...organisationFrame(study, roles, check, 'Nieuwe link'),
    heading: {
      title: 'Nieuwe link',
      intro: `Voor ${link.label} van ${check.name}. Werkt tot en met ${formatDate(lastDayOf(link.expiresAt))}.`,
    },
    notice: {
      tone: 'warning',
      title: 'U ziet de link en de code maar één keer',
      text: 'Het programma bewaart ze niet leesbaar. Verstuur ze nu, langs twee verschillende wegen. Kwijt? Maak dan een nieuwe link.',
    },
    address,
    code: shownCode(link.code),
    mail: { label: 'E-mail met de link openen', href: mailHref(study, address, link), kind: 'secondary' },
    backHref: `${studyPath(study.slug, 'checks')}/${check.organisationId}`,
  };
}

/** The code is not in it: whoever reads the mail of a colleague must not be able to open the list. */
function mailHref(study: Study, address: string, link: NewLink): string {
  const subject = `Controle van de steekproef: ${study.name}`;
  const body = [
    'Beste collega,',
    '',
    `Voor het onderzoek ${study.name} vragen wij u om na te gaan wie niet gebeld mag worden.`,
    'Dat kan op deze persoonlijke pagina:',
    '',
    address,
    '',
    `De link werkt tot en met ${formatDate(lastDayOf(link.expiresAt))}. U krijgt apart een code om de pagina te openen.`,
    'Stuur deze link niet door, en zet geen namen van cliënten in een e-mail.',
    '',
    'Met vriendelijke groet,',
  ].join('\r\n');
  return `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
}
