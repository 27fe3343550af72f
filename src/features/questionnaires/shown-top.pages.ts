import type { Questionnaire } from '../../domain/questionnaire/model.js';
import { listVariables } from '../../domain/questionnaire/variables.js';
import type { Badge, Breadcrumb, PageHeading, SubNavigation } from '../../web/components.js';
import type { PageModel } from '../../web/views.js';
import { DRAFTS_LINKS } from './draft-path.js';
import { inLanguage } from './heard-text.js';
import type { ShownQuestionnaire } from './shown-questionnaire.js';

/** What stands above every page about one questionnaire. */
export interface ShownTop extends PageModel {
  readonly breadcrumb: Breadcrumb;
  readonly heading: PageHeading;
  readonly navigation: SubNavigation;
}

/** The pages about one questionnaire. */
export type ShownPage = 'edit' | 'read' | 'route' | 'try' | 'compare';

const PAGES: readonly { readonly page: ShownPage; readonly label: string; readonly suffix: string }[] = [
  { page: 'read', label: 'Lezen', suffix: '/read' },
  { page: 'route', label: 'Route', suffix: '/route' },
  { page: 'try', label: 'Uitproberen', suffix: '/try' },
  { page: 'compare', label: 'Vergelijken', suffix: '/compare' },
];

export const PURPOSES: Readonly<Record<'measurement' | 'proposal' | 'example', Badge>> = {
  measurement: { text: 'meting', tone: 'success' },
  proposal: { text: 'voorstel', tone: 'warning' },
  example: { text: 'voorbeeld', tone: 'neutral' },
};

export const LANGUAGE_NAMES: Readonly<Record<string, string>> = {
  nl: 'Nederlands',
  en: 'Engels',
  tr: 'Turks',
  pl: 'Pools',
  ar: 'Arabisch',
  fr: 'Frans',
  de: 'Duits',
  es: 'Spaans',
};

export function shownTop(shown: ShownQuestionnaire, current: ShownPage): ShownTop {
  const { questionnaire, origin } = shown;
  const isDraft = origin === 'draft';
  const title = titleOf(questionnaire);
  const page = PAGES.find((one) => one.page === current)?.label;
  return {
    title: page === undefined || (current === 'read' && !isDraft) ? title : `${page}: ${title}`,
    breadcrumb: {
      items: isDraft ? DRAFTS_LINKS : DRAFTS_LINKS.slice(0, 1),
      current: title,
    },
    heading: {
      title,
      badge: isDraft ? { text: 'concept', tone: 'info' } : PURPOSES[questionnaire.purpose ?? 'measurement'],
      ...(questionnaire.description === undefined
        ? {}
        : { intro: inLanguage(questionnaire.description, 'nl') }),
    },
    navigation: { label: 'Onderdelen van deze vragenlijst', items: pageLinks(shown, current) },
  };
}

/** A version opens for reading, a draft for writing. */
function pageLinks({ base, origin }: ShownQuestionnaire, current: ShownPage): SubNavigation['items'] {
  const isDraft = origin === 'draft';
  const pages = PAGES.map(({ page, label, suffix }) => ({
    label,
    href: page === 'read' && !isDraft ? base : `${base}${suffix}`,
    current: page === current,
  }));
  return isDraft ? [{ label: 'Bewerken', href: base, current: current === 'edit' }, ...pages] : pages;
}

export function titleOf(questionnaire: Questionnaire): string {
  return inLanguage(questionnaire.title, 'nl');
}

export function languageNames({ languages }: Questionnaire): string {
  return languages.map((language) => LANGUAGE_NAMES[language] ?? language).join(', ');
}

/** What the respondent answers; texts to read are not counted. */
export function questionCount(questionnaire: Questionnaire): number {
  return listVariables(questionnaire).filter(({ question }) => question.type !== 'text').length;
}
