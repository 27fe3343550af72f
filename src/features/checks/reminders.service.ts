import type { Actor, Application } from '../../application.js';
import { csvText } from '../../domain/csv/csv-text.js';
import type { Reader } from '../../database/database.js';
import { type Waiting, waitingFor, type WaitingState } from '../../domain/checks/answer-state.js';
import type { Instant } from '../../domain/calendar/instant.js';
import { recordEvent } from '../audit/audit.service.js';
import type { Study } from '../studies/studies.service.js';
import { listCheckLinks } from './check-links.service.js';
import { listOrganisationChecks, type OrganisationCheck } from './checks.service.js';

/** An organisation from which an answer is still to come. */
export interface Reminder extends Waiting {
  readonly check: OrganisationCheck;
}

/** How each state is called on the screen and in the file. */
export const WAITING_LABELS: Readonly<Record<WaitingState, string>> = {
  not_sent: 'nog niets verstuurd',
  link_ended: 'link werkt niet meer',
  link_unopened: 'link nooit geopend',
  begun: 'begonnen, niet bevestigd',
  list_sent: 'bestand verstuurd, niet terug',
};

/** Organisations that have not answered; who waits longest comes first, before those that got nothing yet. */
export async function listReminders(
  app: Application,
  db: Reader,
  study: Study,
): Promise<readonly Reminder[]> {
  const checks = (await listOrganisationChecks(db, study)).filter(({ returnedAt }) => returnedAt === null);
  const links = await listCheckLinks(
    app,
    db,
    checks.map(({ organisationId }) => organisationId),
  );
  return checks
    .map((check) => ({
      check,
      ...waitingFor(
        {
          exportedAt: check.exportedAt as Instant | null,
          links: links.filter(({ organisationId }) => organisationId === check.organisationId),
          pendingCount: check.pendingCount,
        },
        app.clock(),
      ),
    }))
    .toSorted((one, other) => (other.days ?? -1) - (one.days ?? -1));
}

/** The reminders as CSV, for whoever sends them. Names organisations, no clients. */
export async function exportReminders(app: Application, actor: Actor, study: Study): Promise<string> {
  const reminders = await listReminders(app, app.database.read, study);
  await recordEvent(app, actor, {
    action: 'check.export_reminders',
    objectKind: 'study',
    objectId: study.id,
    detail: { organisations: reminders.length },
  });
  const labelOf = new Map(study.domains.map(({ id, label }) => [id, label]));
  return csvText([
    ['organisatie', 'domein', 'stand', 'sinds', 'dagen'],
    ...reminders.map(({ check, state, sinceOn, days }) => [
      check.name,
      labelOf.get(check.domainId) ?? '',
      WAITING_LABELS[state],
      sinceOn,
      days,
    ]),
  ]);
}
