import type { Alert } from '../../web/components.js';
import { formatMoment } from '../../web/dutch-format.js';
import type { Study } from '../studies/studies.service.js';
import type { RunningPause } from './field-pauses.service.js';

/** That something is paused, since when and why, for this page and those that show the fieldwork. */
export function pauseAlert(study: Study, { domainId, at, reason }: RunningPause): Alert {
  return {
    tone: 'warning',
    title: `${whatOf(study, domainId)} is gepauzeerd`,
    text: `Sinds ${formatMoment(at)}: ${reason}`,
  };
}

/** What is paused, at the beginning of a sentence. */
export function whatOf({ domains }: Study, domainId: string | null): string {
  if (domainId === null) return 'Het hele veldwerk';
  return `Domein ${domains.find(({ id }) => id === domainId)?.label ?? ''}`;
}
