import { randomBytes } from 'node:crypto';
import type { Actor, Application } from '../application.js';
import type { Role } from '../domain/access/role.js';
import { addUser, changeUser, type User } from '../features/users/users.service.js';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './accounts.js';

/** Who did what in the demo. */
export interface DemoUsers {
  readonly administrator: Actor;
  readonly researcher: Actor;
  readonly supervisor: Actor;
  readonly analyst: Actor;
  /** Keys of everybody who calls; first the one whose account can be used. */
  readonly interviewerIds: readonly [string, ...string[]];
}

/** Names of interviewers who called in the past weeks and cannot sign in. */
const FORMER_INTERVIEWERS = ['Demo Enquêteur 2', 'Demo Enquêteur 3', 'Demo Enquêteur 4', 'Demo Enquêteur 5'];

/** Makes the account of each role, and the interviewers of the past weeks. */
export async function addDemoUsers(app: Application, actor: Actor): Promise<DemoUsers> {
  const users = new Map<Role, User>();
  for (const { email, name, roles } of DEMO_ACCOUNTS) {
    const user = await addUser(app, actor, { email, name, roles, password: DEMO_PASSWORD });
    for (const role of roles) users.set(role, user);
  }
  const administrator = actorOf(users, 'beheerder');
  const former: string[] = [];
  for (const [index, name] of FORMER_INTERVIEWERS.entries()) {
    const user = await addUser(app, administrator, {
      email: `enqueteur${String(index + 2)}@example.org`,
      name,
      roles: ['enqueteur'],
      password: randomBytes(24).toString('base64'),
    });
    await changeUser(app, administrator, user.id, { name, roles: user.roles, isActive: false });
    former.push(user.id);
  }
  return {
    administrator,
    researcher: actorOf(users, 'onderzoeker'),
    supervisor: actorOf(users, 'veldwerkleider'),
    analyst: actorOf(users, 'analist'),
    interviewerIds: [userOf(users, 'enqueteur').id, ...former],
  };
}

function actorOf(users: ReadonlyMap<Role, User>, role: Role): Actor {
  const { id, name, roles } = userOf(users, role);
  return { kind: 'user', id, name, roles, origin: null };
}

function userOf(users: ReadonlyMap<Role, User>, role: Role): User {
  const user = users.get(role);
  if (user === undefined) throw new Error(`the demo has no account for ${role}`);
  return user;
}
