import { type Role } from './role.js';

/**
 * The most sensitive thing that a permission shows to the person who has it. Used to prove that no role
 * sees more than its task asks: contact data and answers of one person never meet in an everyday role.
 */
export type Exposure =
  | 'nothing'
  /** Name, number and answers of the one case that an interviewer has in hand. */
  | 'own_case'
  /** Names, addresses or numbers of many people. */
  | 'contact_data'
  /** Cases under their number, without contact data. */
  | 'case_list'
  /** Answers per response number, without contact data. */
  | 'answers'
  /** Counts and rates of the response, and tables and figures after disclosure control. */
  | 'aggregates'
  /** Users of the program. */
  | 'accounts'
  /** Who did what; contains no contact data and no answers. */
  | 'audit';

/** One thing that a person may do. */
export interface PermissionRule {
  /** In Dutch, for the page on which roles are given. */
  readonly label: string;
  readonly exposes: Exposure;
  readonly roles: readonly Role[];
}

/** Every permission and the roles that have it; a route names one of these keys. */
export const PERMISSIONS = {
  'user.manage': { label: 'gebruikers en rollen beheren', exposes: 'accounts', roles: ['beheerder'] },
  'settings.manage': {
    label: 'instellingen van het programma wijzigen',
    exposes: 'nothing',
    roles: ['beheerder'],
  },
  'audit.view': { label: 'het logboek lezen', exposes: 'audit', roles: ['beheerder'] },
  'study.view': {
    label: 'onderzoeken bekijken',
    exposes: 'nothing',
    roles: ['onderzoeker', 'veldwerkleider', 'analist'],
  },
  'study.design': {
    label: 'een onderzoek opzetten, wijzigen, openen en sluiten',
    exposes: 'nothing',
    roles: ['onderzoeker'],
  },
  'practice.make': {
    label: 'een oefenstudie met verzonnen mensen maken en opnieuw laten beginnen',
    exposes: 'nothing',
    roles: ['onderzoeker', 'veldwerkleider'],
  },
  'questionnaire.view': {
    label: 'de vragenlijst lezen en uitproberen',
    exposes: 'nothing',
    roles: ['onderzoeker', 'veldwerkleider', 'analist'],
  },
  'questionnaire.design': { label: 'de vragenlijst wijzigen', exposes: 'nothing', roles: ['onderzoeker'] },
  'frame.import': { label: 'cliëntbestanden inlezen', exposes: 'contact_data', roles: ['onderzoeker'] },
  'frame.view': {
    label: 'ingelezen cliëntbestanden en afgekeurde regels bekijken',
    exposes: 'contact_data',
    roles: ['onderzoeker'],
  },
  'frame.match': {
    label: 'beslissen of twee cliënten uit het steekproefkader dezelfde persoon zijn',
    exposes: 'contact_data',
    roles: ['onderzoeker'],
  },
  'sample.draw': { label: 'de steekproef trekken', exposes: 'nothing', roles: ['onderzoeker'] },
  'sample.view': {
    label: 'het steekproefverslag bekijken',
    exposes: 'case_list',
    roles: ['onderzoeker', 'veldwerkleider'],
  },
  'sample.release': {
    label: 'het veldwerk starten en een deelsteekproef vrijgeven',
    exposes: 'nothing',
    roles: ['onderzoeker', 'veldwerkleider'],
  },
  'check.export': {
    label: 'de controlelijst van een organisatie uitvoeren',
    exposes: 'contact_data',
    roles: ['onderzoeker'],
  },
  'check.import': {
    label: 'de controlelijst van een organisatie inlezen',
    exposes: 'contact_data',
    roles: ['onderzoeker'],
  },
  'fieldwork.interview': {
    label: 'de volgende casus nemen, bellen en interviewen',
    exposes: 'own_case',
    roles: ['enqueteur'],
  },
  'fieldwork.supervise': {
    label: 'het veldwerk volgen, toewijzen, pauzeren en beslissen',
    exposes: 'case_list',
    roles: ['veldwerkleider'],
  },
  'contact.reveal': {
    label: 'met een reden de contactgegevens van een casus openen',
    exposes: 'contact_data',
    roles: ['veldwerkleider'],
  },
  'consent.withdraw': {
    label: 'een intrekking van toestemming uitvoeren',
    exposes: 'case_list',
    roles: ['veldwerkleider'],
  },
  'objection.manage': {
    label: 'de bezwaarlijst aanvullen en er iets in opzoeken',
    exposes: 'contact_data',
    roles: ['onderzoeker'],
  },
  'concern.decide': {
    label: 'zorgsignalen lezen en afhandelen',
    exposes: 'contact_data',
    roles: ['veldwerkleider'],
  },
  'retention.run': {
    label: 'contactgegevens na afloop vernietigen',
    exposes: 'nothing',
    roles: ['onderzoeker'],
  },
  'response.view': {
    label: 'de respons bekijken',
    exposes: 'aggregates',
    roles: ['onderzoeker', 'veldwerkleider', 'analist'],
  },
  'response.cases': {
    label: 'de casussen achter een getal van de respons zien, onder hun nummer',
    exposes: 'case_list',
    roles: ['onderzoeker', 'veldwerkleider'],
  },
  'table.view': {
    label: 'tabellen maken en bekijken',
    exposes: 'aggregates',
    roles: ['onderzoeker', 'analist'],
  },
  'weight.make': {
    label: 'gewichten maken en bekijken',
    exposes: 'aggregates',
    roles: ['onderzoeker', 'analist'],
  },
  'data.import': {
    label: 'antwoorden van eerdere jaren inlezen',
    exposes: 'nothing',
    roles: ['onderzoeker', 'analist'],
  },
  'answer.code': {
    label: 'open antwoorden lezen en indelen',
    exposes: 'answers',
    roles: ['analist'],
  },
  'quote.make': {
    label: 'uit open antwoorden citaten maken voor het rapport',
    exposes: 'answers',
    roles: ['analist'],
  },
  'data.export': { label: 'antwoordbestanden uitvoeren', exposes: 'answers', roles: ['analist'] },
} as const satisfies Readonly<Record<string, PermissionRule>>;

/** The name of something that a person may do. */
export type Permission = keyof typeof PERMISSIONS;

/** All permissions in the order of the catalogue. */
export const PERMISSION_NAMES = Object.keys(PERMISSIONS) as readonly Permission[];

/**
 * Whether somebody with these roles may do something. Nobody, an empty list of roles, may do nothing.
 * @param roles the roles of the person who is signed in
 * @param permission what the person wants to do
 * @example mayDo(['enqueteur'], 'frame.view') // false
 */
export function mayDo(roles: readonly Role[], permission: Permission): boolean {
  const allowed: readonly Role[] = PERMISSIONS[permission].roles;
  return roles.some((role) => allowed.includes(role));
}

/**
 * Everything that one role may do, in the order of the catalogue.
 * @example permissionsOf('enqueteur') // ['fieldwork.interview']
 */
export function permissionsOf(role: Role): readonly Permission[] {
  return PERMISSION_NAMES.filter((permission) => mayDo([role], permission));
}
