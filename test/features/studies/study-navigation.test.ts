import { expect, it } from 'vitest';
import { mayDo } from '../../../src/domain/access/permission.js';
import { ROLES } from '../../../src/domain/access/role.js';
import { studyNavigation } from '../../../src/features/studies/study-navigation.js';

const labelsOf = (links: { readonly items: readonly { readonly label: string }[] } | undefined) =>
  links?.items.map(({ label }) => label);

it('shows the groups of a study, and the pages of the group where somebody is', () => {
  const navigation = studyNavigation('ceo', ['veldwerkleider'], 'concerns');
  expect(labelsOf(navigation)).toEqual(['Overzicht', 'Opzet', 'Veldwerk', 'Respons en kwaliteit']);
  expect(navigation.items.filter(({ current }) => current)).toEqual([
    { label: 'Veldwerk', href: '/studies/ceo/fieldwork', current: true },
  ]);
  expect(navigation.within?.label).toBe('Veldwerk');
  expect(navigation.within?.items.filter(({ current }) => current)).toEqual([
    { label: 'Zorgsignalen', href: '/studies/ceo/concerns', current: true },
  ]);
});

it('gives a group with one page for these roles the name of that page, and no row of its own', () => {
  const navigation = studyNavigation('ceo', ['analist'], 'settings');
  expect(labelsOf(navigation)).toContain('Instellingen');
  expect(navigation.within).toBeUndefined();
});

it('leads a group to the first of its pages that the role may open', () => {
  const { items } = studyNavigation('ceo', ['onderzoeker', 'veldwerkleider'], 'overview');
  expect(items.find(({ label }) => label === 'Uitkomsten')?.href).toBe('/studies/ceo/tables');
  for (const role of ROLES.filter((one) => !mayDo([one], 'study.view'))) {
    expect(studyNavigation('ceo', [role], 'overview').items).toEqual([]);
  }
});
