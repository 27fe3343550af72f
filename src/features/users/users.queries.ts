import type { Reader, Transaction } from '../../database/database.js';
import { type Role, isRole } from '../../domain/access/role.js';

export interface User {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly isActive: boolean;
}

interface UserRow {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly password_hash: string;
  readonly is_active: number;
  readonly created_at: string;
}

interface RoleRow {
  readonly user_id: string;
  readonly role: string;
}

export interface NewUser extends User {
  readonly passwordHash: string;
  readonly createdAt: string;
}

export async function insertUser(trx: Transaction, user: NewUser): Promise<void> {
  await trx<UserRow>('users').insert({
    id: user.id,
    email: user.email,
    name: user.name,
    password_hash: user.passwordHash,
    is_active: user.isActive ? 1 : 0,
    created_at: user.createdAt,
  });
  await replaceRoles(trx, user.id, user.roles);
}

export async function updateUser(
  trx: Transaction,
  id: string,
  change: { name: string; roles: readonly Role[]; isActive: boolean },
): Promise<void> {
  await trx<UserRow>('users')
    .where({ id })
    .update({ name: change.name, is_active: change.isActive ? 1 : 0 });
  await replaceRoles(trx, id, change.roles);
}

export async function updatePasswordHash(trx: Transaction, id: string, passwordHash: string): Promise<void> {
  await trx<UserRow>('users').where({ id }).update({ password_hash: passwordHash });
}

async function replaceRoles(trx: Transaction, userId: string, roles: readonly Role[]): Promise<void> {
  await trx<RoleRow>('user_roles').where({ user_id: userId }).delete();
  if (roles.length > 0)
    await trx<RoleRow>('user_roles').insert(roles.map((role) => ({ user_id: userId, role })));
}

export async function findUserByEmail(
  db: Reader,
  email: string,
): Promise<(User & { passwordHash: string }) | null> {
  const row = await db<UserRow>('users').where({ email }).first();
  if (row === undefined) return null;
  return { ...toUser(row, await rolesOf(db, [row.id])), passwordHash: row.password_hash };
}

export async function findUser(db: Reader, id: string): Promise<User | null> {
  const row = await db<UserRow>('users').where({ id }).first();
  return row === undefined ? null : toUser(row, await rolesOf(db, [id]));
}

/** Makes other transactions that lock the accounts wait for this one. SQLite has one writer already. */
export async function lockUsers(trx: Transaction): Promise<void> {
  await trx<UserRow>('users').orderBy('id').forUpdate().select('id');
}

export async function listUsers(db: Reader): Promise<readonly User[]> {
  const rows = await db<UserRow>('users').orderBy(['name', 'id']);
  const roles = await rolesOf(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => toUser(row, roles));
}

async function rolesOf(db: Reader, userIds: readonly string[]): Promise<readonly RoleRow[]> {
  return db<RoleRow>('user_roles')
    .whereIn('user_id', [...userIds])
    .orderBy('role');
}

function toUser(row: UserRow, roles: readonly RoleRow[]): User {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    isActive: row.is_active === 1,
    roles: roles
      .filter((role) => role.user_id === row.id)
      .map((role) => role.role)
      .filter(isRole),
  };
}
