import type { Role } from '../../domain/access/role.js';
import type { StudyStatus } from '../../domain/study/study-status.js';
import type { Alert, KeyFigures, PostButton, SubNavigation } from '../../web/components.js';
import { formatCount } from '../../web/dutch-format.js';
import { view } from '../../web/views.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import type { Study } from '../studies/studies.service.js';
import type { VaultContents } from './retention.service.js';

export interface RetentionPage {
  readonly title: string;
  readonly studyName: string;
  readonly subNavigation: SubNavigation;
  readonly vault: KeyFigures;
  /** Warns that concerns would go unsettled; `null` when there are none. */
  readonly openConcerns: Alert | null;
  /** What can be done now, and what it means. */
  readonly step: { readonly alert: Alert; readonly button: PostButton | null };
}

export const retentionView = view<RetentionPage>('retention/show');

export function retentionPage(
  study: Study,
  vault: VaultContents,
  { roles, csrfToken }: { roles: readonly Role[]; csrfToken: string },
): RetentionPage {
  const path = studyPath(study.slug, 'retention');
  return {
    title: 'Afsluiten',
    studyName: study.name,
    subNavigation: studyNavigation(study.slug, roles, 'retention'),
    vault: {
      figures: [
        { label: 'Personen', value: formatCount(vault.persons), detail: 'in de kluis met contactgegevens' },
        { label: 'Telefoonnummers', value: formatCount(vault.numbers) },
        { label: 'Notities', value: formatCount(vault.notes) },
        {
          label: 'Koppelingen',
          value: formatCount(vault.links),
          detail: 'van persoon naar casus en antwoorden',
        },
      ],
    },
    openConcerns: openConcernsOf(study, vault),
    step: stepOf(study, path, csrfToken),
  };
}

function openConcernsOf({ status }: Study, { openConcerns }: VaultContents): Alert | null {
  if (openConcerns === 0 || (status !== 'closed' && status !== 'fieldwork')) return null;
  const [number, are] =
    openConcerns === 1 ? ['één zorgsignaal', 'is'] : [`${formatCount(openConcerns)} zorgsignalen`, 'zijn'];
  return {
    tone: 'danger',
    title: `Er ${are} nog ${number} niet afgehandeld`,
    text: 'Met de contactgegevens gaan ook de zorgsignalen weg. Vraag de veldwerkleider om ze eerst af te handelen.',
  };
}

function stepOf(study: Study, path: string, csrfToken: string): RetentionPage['step'] {
  const months = study.rules.retention.contactMonths;
  const texts: Readonly<Record<StudyStatus, Alert>> = {
    design: BEFORE,
    sample_drawn: BEFORE,
    checking: BEFORE,
    fieldwork: {
      tone: 'info',
      title: 'Het veldwerk loopt',
      text: 'Sluit het veldwerk als er niet meer wordt gebeld. Elke casus die nog open is, wordt dan gesloten met wat ervan bekend is. Een onderzoek dat gesloten is, gaat niet meer open.',
    },
    closed: {
      tone: 'warning',
      title: 'Het veldwerk is gesloten',
      text: `Vernietig de contactgegevens binnen ${String(months)} maanden. Daarna weet niemand meer wie bij welke casus of welke antwoorden hoort, en kan niemand de toestemming nog intrekken. Dit is niet terug te draaien. Respons, tabellen en antwoorden blijven.`,
    },
    destroyed: {
      tone: 'success',
      title: 'De contactgegevens zijn vernietigd',
      text: 'Wat er nog is, is anoniem: casussen en antwoorden onder een nummer, respons en tabellen.',
    },
  };
  return { alert: texts[study.status], button: buttonOf(study.status, path, csrfToken) };
}

const BEFORE: Alert = {
  tone: 'info',
  title: 'Er is nog niets af te sluiten',
  text: 'Het veldwerk van dit onderzoek is nog niet begonnen.',
};

function buttonOf(status: StudyStatus, path: string, csrfToken: string): PostButton | null {
  if (status === 'fieldwork') {
    return { action: `${path}/close`, csrfToken, label: 'Veldwerk sluiten', kind: 'danger' };
  }
  return status === 'closed'
    ? { action: `${path}/destroy`, csrfToken, label: 'Contactgegevens vernietigen', kind: 'danger' }
    : null;
}
