import type { Role } from '../../domain/access/role.js';
import type { ButtonLink, EmptyState, PageHeading, PostButton, SubNavigation } from '../../web/components.js';
import { view } from '../../web/views.js';
import type { StudyAndQuestion } from '../coding/coded-questions.service.js';
import type { Study } from '../studies/studies.service.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import { choosePath, removePath } from './quote-paths.js';
import type { Quote } from './quotes.service.js';

interface ShownQuote {
  readonly text: string;
  readonly background: string;
  readonly remove: PostButton;
}

interface QuestionQuotes {
  readonly id: string;
  readonly title: string;
  readonly quotes: readonly ShownQuote[];
  readonly choose: ButtonLink;
}

interface QuotesPage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly heading: PageHeading;
  readonly questions: readonly QuestionQuotes[];
  readonly nothing: EmptyState | null;
}

export const quotesView = view<QuotesPage>('quotes/list');

const INTRO =
  'Wat mensen zeiden, voor in het rapport: zonder namen en andere herkenbare woorden, woord voor woord nagekeken. De achtergrond staat er alleen bij zover ten minste tien respondenten die delen. Wie zijn toestemming intrekt, wordt niet meer geciteerd.';

/** The quotes of a study by question. */
export function quotesPage(
  study: Study,
  questions: readonly { readonly about: StudyAndQuestion; readonly name: string }[],
  state: {
    readonly roles: readonly Role[];
    readonly csrfToken: string;
    readonly quotes: readonly Quote[];
  },
): QuotesPage {
  return {
    title: 'Citaten',
    studyName: study.name,
    navigation: studyNavigation(study.slug, state.roles, 'quotes'),
    heading: {
      title: 'Citaten',
      intro: INTRO,
      actions: state.quotes.length === 0 ? [] : downloads(study),
    },
    questions: questions.map(({ about, name }) => ({
      id: about.question.id,
      title: name,
      quotes: state.quotes
        .filter(({ questionId }) => questionId === about.question.id)
        .map((quote) => shownQuote(study, quote, state.csrfToken)),
      choose: {
        label: `Kies een antwoord bij ${about.question.id}`,
        href: choosePath(about),
        kind: 'secondary',
      },
    })),
    nothing:
      questions.length > 0
        ? null
        : {
            title: 'Er zijn nog geen ingedeelde antwoorden',
            text: 'Deel eerst open antwoorden in. Daarna kiest u hier per code welke antwoorden u citeert.',
            action: {
              label: 'Naar de open antwoorden',
              href: studyPath(study.slug, 'coding'),
              kind: 'primary',
            },
          },
  };
}

function shownQuote(study: Study, { id, text, background }: Quote, csrfToken: string): ShownQuote {
  return {
    text,
    background,
    remove: {
      action: removePath(study, id),
      csrfToken,
      label: 'Verwijder',
      about: `het citaat “${text.slice(0, 40)}”`,
      kind: 'subtle',
    },
  };
}

/** With the tables, as the page of tables begins. */
function downloads({ slug }: Study): ButtonLink[] {
  const href = (format: string): string => `${studyPath(slug, 'tables')}/${format}?quotes=yes`;
  return [
    { label: 'Tabellen en citaten als Word', href: href('docx'), kind: 'secondary' },
    { label: 'Als webpagina', href: href('html'), kind: 'secondary' },
  ];
}
