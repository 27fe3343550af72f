import { describe, expect, it } from 'vitest';
import {
  type Exposure,
  mayDo,
  PERMISSION_NAMES,
  PERMISSIONS,
  permissionsOf,
} from '../../../src/domain/access/permission.js';
import { isRole, type Role, ROLE_LABELS, ROLES } from '../../../src/domain/access/role.js';

function exposedTo(role: Role): Exposure[] {
  return permissionsOf(role).map((permission) => PERMISSIONS[permission].exposes);
}

describe('the roles', () => {
  it('each have a Dutch label and a task', () => {
    expect(Object.keys(ROLE_LABELS)).toEqual([...ROLES]);
    expect(ROLE_LABELS.enqueteur.label).toBe('Enquêteur');
  });

  it('are told apart from other words', () => {
    expect(isRole('analist')).toBe(true);
    expect(isRole('admin')).toBe(false);
    expect(isRole('toString')).toBe(false);
  });
});

describe('who may do what', () => {
  it.each<[Role, string[]]>([
    ['enqueteur', ['fieldwork.interview']],
    ['beheerder', ['user.manage', 'settings.manage', 'audit.view']],
    [
      'analist',
      [
        'study.view',
        'questionnaire.view',
        'response.view',
        'table.view',
        'weight.make',
        'data.import',
        'answer.code',
        'quote.make',
        'data.export',
      ],
    ],
  ])('%s may do exactly this', (role, permissions) => {
    expect(permissionsOf(role)).toEqual(permissions);
  });

  it('lets nobody do anything without a role', () => {
    expect(PERMISSION_NAMES.filter((permission) => mayDo([], permission))).toEqual([]);
  });

  it('gives every permission to somebody', () => {
    expect(PERMISSION_NAMES.filter((permission) => !mayDo(ROLES, permission))).toEqual([]);
  });

  it('adds up the roles of one person', () => {
    expect(mayDo(['enqueteur', 'analist'], 'data.export')).toBe(true);
    expect(mayDo(['enqueteur', 'analist'], 'frame.view')).toBe(false);
  });

  it('never shows an interviewer a list', () => {
    expect(new Set(exposedTo('enqueteur'))).toEqual(new Set(['own_case']));
  });

  it('never shows an analyst contact data or cases', () => {
    expect(exposedTo('analist')).not.toEqual(expect.arrayContaining(['contact_data']));
    expect(exposedTo('analist')).not.toEqual(expect.arrayContaining(['case_list']));
    expect(exposedTo('analist')).not.toEqual(expect.arrayContaining(['own_case']));
  });

  it('shows an administrator no respondent at all', () => {
    expect(new Set(exposedTo('beheerder'))).toEqual(new Set(['accounts', 'nothing', 'audit']));
  });

  it.each(ROLES)('keeps contact data and answers apart for %s', (role) => {
    const exposed = exposedTo(role);
    expect(exposed.includes('contact_data') && exposed.includes('answers')).toBe(false);
  });
});
