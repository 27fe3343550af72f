import type { Request } from 'express';
import { mayDo, type Permission } from '../domain/access/permission.js';
import { ROLE_LABELS, type Role } from '../domain/access/role.js';
import type { NavigationLink, PageFrame } from './page-frame.js';
import { visitOf } from './visit.js';

const MAIN_PAGES: readonly { label: string; href: string; permission: Permission }[] = [
  { label: 'Bellen', href: '/fieldwork', permission: 'fieldwork.interview' },
  { label: 'Onderzoeken', href: '/studies', permission: 'study.view' },
  { label: 'Vragenlijsten', href: '/questionnaires', permission: 'questionnaire.view' },
  { label: 'Bezwaarlijst', href: '/objections', permission: 'objection.manage' },
  { label: 'Gebruikers', href: '/users', permission: 'user.manage' },
  { label: 'Logboek', href: '/audit', permission: 'audit.view' },
];

const DEMO_BANNER = 'Demo: alle personen zijn verzonnen en er wordt niet gebeld.';

const PRACTICE_BANNER =
  'Oefenen: alle personen zijn verzonnen, er wordt niet gebeld en niets telt mee in een echt onderzoek.';

/** Where somebody with these roles begins. */
export function homeOf(roles: readonly Role[]): string {
  return MAIN_PAGES.find(({ permission }) => mayDo(roles, permission))?.href ?? '/account';
}

/** What stands around the page that answers this request. */
export function frameOf(request: Request): PageFrame {
  const { app, actor, session, contact, isPractice } = visitOf(request);
  return {
    user:
      actor.kind === 'user'
        ? { name: actor.name, roles: actor.roles.map((role) => ROLE_LABELS[role].label) }
        : null,
    navigation: navigationFor(actor.roles, request.path),
    banner: app.config.isDemo ? DEMO_BANNER : null,
    practice: isPractice ? PRACTICE_BANNER : null,
    flash: (contact ?? session)?.flash ?? null,
    csrfToken: (contact ?? session)?.csrfToken ?? '',
  };
}

function navigationFor(roles: readonly Role[], path: string): readonly NavigationLink[] {
  return MAIN_PAGES.filter(({ permission }) => mayDo(roles, permission)).map(({ label, href }) => ({
    label,
    href,
    current: path === href || path.startsWith(`${href}/`),
  }));
}
