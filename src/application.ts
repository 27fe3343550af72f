import type { Logger } from 'pino';
import type { Config } from './config.js';
import type { Database } from './database/database.js';
import type { IdSource } from './database/ids.js';
import type { Role } from './domain/access/role.js';
import type { Instant } from './domain/calendar/instant.js';
import type { PasswordAttempts } from './password-attempts.js';
import type { QuestionnaireLibrary } from './questionnaire-library.js';
import type { Telephony } from './telephony/telephony.js';
import type { Vault } from './vault/vault.js';

/** What every action of the program stands on. Built once by whoever starts the program; never a global. */
export interface Application {
  readonly config: Config;
  readonly database: Database;
  readonly vault: Vault;
  readonly questionnaires: QuestionnaireLibrary;
  readonly telephony: Telephony;
  readonly passwordAttempts: PasswordAttempts;
  readonly clock: () => Instant;
  readonly newId: IdSource;
  readonly log: Logger;
}

/**
 * Who acts: a signed-in person, the contact of an organisation through a personal link, somebody at the command line
 * of the server, or the program by itself.
 */
export interface Actor {
  readonly kind: 'user' | 'command' | 'system' | 'visitor' | 'organisation';
  /** The key of the user, or of the link; `null` for whoever has neither. */
  readonly id: string | null;
  readonly name: string;
  readonly roles: readonly Role[];
  /** The network address from which the action comes; `null` on the server itself. */
  readonly origin: string | null;
}
