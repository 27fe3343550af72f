import type { Knex } from 'knex';
import * as usersAndAudit from '../../migrations/0001-users-and-audit.js';
import * as studies from '../../migrations/0002-studies.js';
import * as samplesAndCases from '../../migrations/0003-samples-and-cases.js';
import * as answers from '../../migrations/0004-answers.js';
import * as contactVault from '../../migrations/0005-contact-vault.js';
import * as questionnaires from '../../migrations/0006-questionnaires.js';
import * as interviewers from '../../migrations/0007-interviewers.js';
import * as telephony from '../../migrations/0008-telephony.js';
import * as matchDecisions from '../../migrations/0009-match-decisions.js';
import * as interviewedPersons from '../../migrations/0010-interviewed-persons.js';
import * as replicateReleases from '../../migrations/0011-replicate-releases.js';
import * as organisationChecks from '../../migrations/0012-organisation-checks.js';
import * as consent from '../../migrations/0013-consent.js';
import * as supervision from '../../migrations/0014-supervision.js';
import * as calendarLinks from '../../migrations/0015-calendar-links.js';
import * as keptForms from '../../migrations/0016-kept-forms.js';
import * as fieldworkCounts from '../../migrations/0017-fieldwork-counts.js';
import * as lastOutcomes from '../../migrations/0018-last-outcomes.js';
import * as secondFactors from '../../migrations/0021-second-factors.js';
import * as substatuses from '../../migrations/0022-substatuses.js';
import * as coding from '../../migrations/0019-coding.js';
import * as weights from '../../migrations/0020-weights.js';
import * as verification from '../../migrations/0026-verification.js';
import * as traits from '../../migrations/0028-traits.js';
import * as quotes from '../../migrations/0030-quotes.js';
import * as responsesByNumber from '../../migrations/0033-responses-by-number.js';
import * as seatsOfSoftAppointments from '../../migrations/0034-seats-of-soft-appointments.js';
import * as responseCounts from '../../migrations/0027-response-counts.js';
import * as casesOfNobody from '../../migrations/0032-cases-of-nobody.js';
import * as checkedMessages from '../../migrations/0036-checked-messages.js';
import type { Database } from './database.js';

interface Migration {
  readonly name: string;
  readonly up: (db: Knex) => Promise<void>;
  readonly down: (db: Knex) => Promise<void>;
}

/** Every migration by a name without extension: the source runs as .ts, the build as .js, the database sees one name. */
const MIGRATIONS: readonly Migration[] = [
  { name: '0001-users-and-audit', up: usersAndAudit.up, down: usersAndAudit.down },
  { name: '0002-studies', up: studies.up, down: studies.down },
  { name: '0003-samples-and-cases', up: samplesAndCases.up, down: samplesAndCases.down },
  { name: '0004-answers', up: answers.up, down: answers.down },
  { name: '0005-contact-vault', up: contactVault.up, down: contactVault.down },
  { name: '0006-questionnaires', up: questionnaires.up, down: questionnaires.down },
  { name: '0007-interviewers', up: interviewers.up, down: interviewers.down },
  { name: '0008-telephony', up: telephony.up, down: telephony.down },
  { name: '0009-match-decisions', up: matchDecisions.up, down: matchDecisions.down },
  { name: '0010-interviewed-persons', up: interviewedPersons.up, down: interviewedPersons.down },
  { name: '0011-replicate-releases', up: replicateReleases.up, down: replicateReleases.down },
  { name: '0012-organisation-checks', up: organisationChecks.up, down: organisationChecks.down },
  { name: '0013-consent', up: consent.up, down: consent.down },
  { name: '0014-supervision', up: supervision.up, down: supervision.down },
  { name: '0015-calendar-links', up: calendarLinks.up, down: calendarLinks.down },
  { name: '0016-kept-forms', up: keptForms.up, down: keptForms.down },
  { name: '0017-fieldwork-counts', up: fieldworkCounts.up, down: fieldworkCounts.down },
  { name: '0018-last-outcomes', up: lastOutcomes.up, down: lastOutcomes.down },
  { name: '0021-second-factors', up: secondFactors.up, down: secondFactors.down },
  { name: '0020-weights', up: weights.up, down: weights.down },
  { name: '0019-coding', up: coding.up, down: coding.down },
  { name: '0026-verification', up: verification.up, down: verification.down },
  { name: '0022-substatuses', up: substatuses.up, down: substatuses.down },
  { name: '0028-traits', up: traits.up, down: traits.down },
  { name: '0030-quotes', up: quotes.up, down: quotes.down },
  { name: '0027-response-counts', up: responseCounts.up, down: responseCounts.down },
  { name: '0032-cases-of-nobody', up: casesOfNobody.up, down: casesOfNobody.down },
  { name: '0033-responses-by-number', up: responsesByNumber.up, down: responsesByNumber.down },
  {
    name: '0034-seats-of-soft-appointments',
    up: seatsOfSoftAppointments.up,
    down: seatsOfSoftAppointments.down,
  },
  { name: '0036-checked-messages', up: checkedMessages.up, down: checkedMessages.down },
];

const source: Knex.MigrationSource<Migration> = {
  getMigrations: () => Promise.resolve([...MIGRATIONS]),
  getMigrationName: (migration) => migration.name,
  getMigration: (migration) => Promise.resolve(migration),
};

/** Brings the schema to this version of the program; does nothing when it is there already. */
export async function migrateUp(database: Database): Promise<void> {
  await database.write.migrate.latest({ migrationSource: source });
}

/** Removes the whole schema: for the tests of the migrations. */
export async function migrateDown(database: Database): Promise<void> {
  await database.write.migrate.rollback({ migrationSource: source }, true);
}

/** Whether the database has exactly the migrations that this version of the program knows. */
export async function isSchemaCurrent(database: Database): Promise<boolean> {
  const [done, pending] = (await database.read.migrate.list({ migrationSource: source })) as [
    unknown[],
    unknown[],
  ];
  return pending.length === 0 && done.length === MIGRATIONS.length;
}
