import type { Actor, Application } from '../../application.js';
import { type Reader, transaction } from '../../database/database.js';
import { REPORT_TEMPLATE } from '../../domain/tables/report-template.js';
import type { TableSpecification } from '../../domain/tables/table-specification.js';
import { UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import { specificationSchema } from './specifications.forms.js';
import * as queries from './specifications.queries.js';

/** A version of a saved specification. */
export interface SavedSpecification {
  /** `template` for the one that comes with the program. */
  readonly id: string;
  readonly name: string;
  /** `null` for the one that comes with the program. */
  readonly version: number | null;
  readonly savedAt: queries.StoredSpecification['savedAt'] | null;
  readonly specification: TableSpecification;
}

/** What the specification that comes with the program is called in addresses and commands. */
const TEMPLATE_ID = 'template';

const TEMPLATE: SavedSpecification = {
  id: TEMPLATE_ID,
  name: 'Rapport CEO jeugd',
  version: null,
  savedAt: null,
  specification: REPORT_TEMPLATE,
};

/** Every name with its versions, the latest first; the one of the program stands at the top. */
export async function listSpecifications(db: Reader): Promise<readonly (readonly SavedSpecification[])[]> {
  const names = new Map<string, SavedSpecification[]>();
  for (const stored of await queries.listVersions(db)) {
    names.set(stored.name, [...(names.get(stored.name) ?? []), savedOf(stored)]);
  }
  return [[TEMPLATE], ...names.values()];
}

/** @throws UserProblem `not_found` */
export async function getSpecification(db: Reader, id: string): Promise<SavedSpecification> {
  if (id === TEMPLATE_ID) return TEMPLATE;
  const stored = await queries.findVersion(db, id);
  if (stored === null) throw new UserProblem('not_found');
  return savedOf(stored);
}

/**
 * The latest version under a name.
 * @throws UserProblem `not_found`
 */
export async function getSpecificationByName(db: Reader, name: string): Promise<SavedSpecification> {
  if (name === TEMPLATE_ID || name === TEMPLATE.name) return TEMPLATE;
  const stored = await queries.findLatest(db, name);
  if (stored === null)
    throw new UserProblem('not_found', `Er is geen opzet van tabellen met de naam ${name}.`);
  return savedOf(stored);
}

/**
 * Saves tables under a name: the first version, or the next one. `append` puts them behind those of the latest version.
 * @throws UserProblem `invalid_input` for the name of the specification that comes with the program
 */
export async function saveSpecification(
  app: Application,
  actor: Actor,
  input: {
    readonly name: string;
    readonly specification: TableSpecification;
    readonly mode: 'replace' | 'append';
  },
): Promise<SavedSpecification> {
  refuseTemplateName(input.name);
  const id = app.newId();
  await transaction(app.database, async (trx) => {
    const latest = await queries.findLatest(trx, input.name);
    const specification =
      input.mode === 'append' && latest !== null
        ? appended(readSpecification(latest.content), input.specification)
        : input.specification;
    await queries.insertSpecification(trx, {
      id,
      name: input.name,
      version: (latest?.version ?? 0) + 1,
      content: JSON.stringify(specification),
      savedAt: app.clock(),
      savedBy: actor.id,
    });
    await recordAudit(trx, actor, app.clock(), {
      action: 'tables.save_specification',
      objectKind: 'table_specification',
      objectId: id,
      detail: { version: (latest?.version ?? 0) + 1, tables: specification.tables.length },
    });
  });
  return getSpecification(app.database.read, id);
}

/** @throws UserProblem `already_exists` when the new name is taken, `not_found` */
export async function renameSpecification(
  app: Application,
  actor: Actor,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<void> {
  refuseTemplateName(name);
  await transaction(app.database, async (trx) => {
    const stored = await queries.findVersion(trx, id);
    if (stored === null) throw new UserProblem('not_found');
    if (stored.name !== name && (await queries.findLatest(trx, name)) !== null) {
      throw new UserProblem(
        'already_exists',
        `Er is al een opzet met de naam ${name}. Kies een andere naam.`,
      );
    }
    await queries.updateName(trx, stored.name, name);
    await recordAudit(trx, actor, app.clock(), {
      action: 'tables.rename_specification',
      objectKind: 'table_specification',
      objectId: id,
      detail: {},
    });
  });
}

/** Removes all versions. @throws UserProblem `not_found` */
export async function removeSpecification(app: Application, actor: Actor, id: string): Promise<void> {
  await transaction(app.database, async (trx) => {
    const stored = await queries.findVersion(trx, id);
    if (stored === null) throw new UserProblem('not_found');
    await queries.deleteVersions(trx, stored.name);
    await recordAudit(trx, actor, app.clock(), {
      action: 'tables.remove_specification',
      objectKind: 'table_specification',
      objectId: id,
      detail: {},
    });
  });
}

/**
 * Reads the JSON of a specification.
 * @throws UserProblem `unreadable_file` with what is wrong
 */
export function readSpecification(text: string): TableSpecification {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new UserProblem('unreadable_file', 'Dit is geen JSON. Kies een bestand dat hier is opgeslagen.');
  }
  const checked = specificationSchema.safeParse(parsed);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  const place = issue === undefined || issue.path.length === 0 ? '' : ` (${issue.path.join('.')})`;
  throw new UserProblem('unreadable_file', `De opzet klopt niet${place}: ${issue?.message ?? ''}`);
}

function refuseTemplateName(name: string): void {
  if (name !== TEMPLATE.name && name !== TEMPLATE_ID) return;
  throw new UserProblem('invalid_input', 'Deze naam hoort bij het programma. Kies een andere naam.');
}

function savedOf({ id, name, version, content, savedAt }: queries.StoredSpecification): SavedSpecification {
  return { id, name, version, savedAt, specification: readSpecification(content) };
}

/** Names stay their own: a table whose name is taken gets the next number. */
function appended(first: TableSpecification, second: TableSpecification): TableSpecification {
  const taken = new Set(first.tables.map(({ name }) => name.toLowerCase()));
  const added = second.tables.map((table) => {
    let { name } = table;
    for (let at = first.tables.length + 1; taken.has(name.toLowerCase()); at += 1)
      name = `Tabel ${String(at)}`;
    taken.add(name.toLowerCase());
    return { ...table, name };
  });
  return { ...first, tables: [...first.tables, ...added] };
}
