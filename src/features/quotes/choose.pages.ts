import type { Role } from '../../domain/access/role.js';
import { type CodeFrame, codesInUse } from '../../domain/coding/code-frame.js';
import type { Link, PageHeading, SelectField, SubNavigation } from '../../web/components.js';
import { formatCount } from '../../web/dutch-format.js';
import { view } from '../../web/views.js';
import type { StudyAndQuestion } from '../coding/coded-questions.service.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import { choosePath, scrubPath } from './quote-paths.js';

interface ChoosePage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly heading: PageHeading;
  readonly action: string;
  readonly code: SelectField;
  readonly answers: readonly { readonly text: string; readonly quote: Link }[];
  readonly more: Link | null;
}

export const chooseView = view<ChoosePage>('quotes/choose');

/** Answers with one code, to choose one to quote. */
export function choosePage(
  about: StudyAndQuestion,
  state: {
    readonly roles: readonly Role[];
    readonly name: string;
    readonly frame: CodeFrame;
    readonly counts: ReadonlyMap<number, number>;
    /** `null` until a code was chosen. */
    readonly code: number | null;
    readonly answers: readonly { readonly id: string; readonly text: string }[];
    readonly hasMore: boolean;
  },
): ChoosePage {
  const { study, question } = about;
  const last = state.answers.at(-1);
  return {
    title: `Kies een antwoord bij ${question.id}`,
    studyName: study.name,
    navigation: studyNavigation(study.slug, state.roles, 'quotes'),
    heading: {
      title: `Kies een antwoord: ${state.name}`,
      intro:
        'Kies een code om te zien wat daarbij is gezegd. Dat u de antwoorden leest, komt in het logboek.',
      actions: [{ label: 'Naar de citaten', href: studyPath(study.slug, 'quotes'), kind: 'secondary' }],
    },
    action: choosePath(about),
    code: {
      name: 'code',
      label: 'Code',
      value: state.code === null ? '' : String(state.code),
      options: codesInUse(state.frame).map(({ number, label }) => ({
        value: String(number),
        label: `${label} (${formatCount(state.counts.get(number) ?? 0)})`,
      })),
    },
    answers: state.answers.map(({ id, text }, at) => ({
      text,
      quote: { label: `Citeer antwoord ${String(at + 1)}`, href: scrubPath(about, id) },
    })),
    more:
      state.hasMore && last !== undefined
        ? {
            label: 'Volgende antwoorden',
            href: `${choosePath(about)}?code=${String(state.code)}&after=${last.id}`,
          }
        : null,
  };
}
