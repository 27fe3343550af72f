import type { Role } from '../../domain/access/role.js';
import type { CodingState } from '../../domain/coding/coding-outcome.js';
import type {
  ButtonLink,
  PageHeading,
  PostButton,
  Progress,
  SelectField,
  SubNavigation,
} from '../../web/components.js';
import { formatCount } from '../../web/dutch-format.js';
import { view } from '../../web/views.js';
import type { Study } from '../studies/studies.service.js';
import { studyNavigation } from '../studies/study-navigation.js';
import type { StudyAndQuestion } from './coded-questions.service.js';
import { codingPath } from './coding-paths.js';
import type { StateCount } from './coding.service.js';

interface QuestionSection {
  readonly id: string;
  readonly title: string;
  readonly progress: Progress | null;
  readonly state: string;
  readonly code: PostButton | null;
  readonly make: { readonly action: string; readonly from: SelectField | null } | null;
  readonly links: readonly ButtonLink[];
}

interface CodingOverviewPage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly heading: PageHeading;
  readonly sections: readonly QuestionSection[];
}

export const codingOverviewView = view<CodingOverviewPage>('coding/overview');

/** A question of a study with how far its coding is. */
export interface QuestionProgress {
  readonly about: StudyAndQuestion;
  readonly name: string;
  readonly hasFrame: boolean;
  /** Studies whose frame can be taken over. */
  readonly reusable: readonly Study[];
}

const INTRO =
  'Open antwoorden, en wat mensen zeiden bij “anders, namelijk”, krijgen hier codes. Daarmee komen ze in tabellen en bestanden. U ziet alleen wat er is gezegd, niet wie het zei.';

/** The open answers of a study: what is coded, and what waits. */
export function codingOverviewPage(
  study: Study,
  questions: readonly QuestionProgress[],
  state: {
    readonly roles: readonly Role[];
    readonly csrfToken: string;
    readonly counts: readonly StateCount[];
  },
): CodingOverviewPage {
  return {
    title: 'Open antwoorden',
    studyName: study.name,
    navigation: studyNavigation(study.slug, state.roles, 'coding'),
    heading: { title: 'Open antwoorden', intro: INTRO },
    sections: questions.map((question) => section(question, state)),
  };
}

function section(
  { about, name, hasFrame, reusable }: QuestionProgress,
  { csrfToken, counts }: { readonly csrfToken: string; readonly counts: readonly StateCount[] },
): QuestionSection {
  const { id } = about.question;
  const of = (state: CodingState): number =>
    counts.find((one) => one.questionId === id && one.state === state)?.count ?? 0;
  const total = of('to_code') + of('to_check') + of('to_decide') + of('done');
  if (!hasFrame) {
    return {
      id,
      title: name,
      progress: null,
      state: 'Nog niet begonnen.',
      code: null,
      make: { action: codingPath(about, 'frame', 'make'), from: fromField(about, reusable) },
      links: [],
    };
  }
  return {
    id,
    title: name,
    progress:
      total === 0
        ? null
        : {
            id: `voortgang-${id}`,
            label: 'Ingedeeld',
            value: of('done'),
            max: total,
            text: `${formatCount(of('done'))} van ${formatCount(total)} antwoorden`,
          },
    state: stateText({ total, open: of('to_code'), second: of('to_check'), decide: of('to_decide') }),
    code: {
      action: codingPath(about, 'start'),
      csrfToken,
      label: 'Deel antwoorden in',
      about: `van ${id}`,
      kind: 'primary',
    },
    make: null,
    links: [
      ...(of('to_decide') === 0
        ? []
        : [
            {
              label: `Beslis over ${formatCount(of('to_decide'))}`,
              href: codingPath(about, 'decide'),
              kind: 'secondary',
            } as const,
          ]),
      { label: 'Codeerschema', href: codingPath(about, 'frame'), kind: 'subtle' },
      { label: 'Overeenstemming', href: codingPath(about, 'agreement'), kind: 'subtle' },
    ],
  };
}

function stateText({
  total,
  open,
  second,
  decide,
}: Readonly<Record<'total' | 'open' | 'second' | 'decide', number>>): string {
  if (total === 0) return 'Er is nog geen antwoord opgehaald: dat gebeurt als u begint.';
  const parts = [
    open === 0 ? '' : `${formatCount(open)} nog in te delen`,
    second === 0 ? '' : `${formatCount(second)} wachten op een tweede codeur`,
    decide === 0 ? '' : `${formatCount(decide)} wachten op een beslissing`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'Alles is ingedeeld.' : `${parts.join(', ')}.`;
}

function fromField({ question }: StudyAndQuestion, reusable: readonly Study[]): SelectField | null {
  if (reusable.length === 0) return null;
  return {
    name: `from-${question.id}`,
    label: 'Codes om mee te beginnen',
    value: reusable[0]?.slug ?? '',
    options: [
      ...reusable.map(({ slug, name }) => ({ value: slug, label: `die van ${name}` })),
      { value: '', label: 'die van de vragenlijst' },
    ],
    optional: true,
  };
}
