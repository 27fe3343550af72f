import type { Role } from '../../domain/access/role.js';
import { type CodePair, kappaOfFrame, krippendorffAlpha } from '../../domain/coding/agreement.js';
import { type CodeFrame, codesInUse } from '../../domain/coding/code-frame.js';
import { isSameSet } from '../../domain/coding/coding-outcome.js';
import type { DataTable, KeyFigures, PageHeading, SubNavigation } from '../../web/components.js';
import { formatCount } from '../../web/dutch-format.js';
import { view } from '../../web/views.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import type { StudyAndQuestion } from './coded-questions.service.js';

interface AgreementPage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly heading: PageHeading;
  readonly figures: KeyFigures;
  readonly codes: DataTable;
}

export const agreementView = view<AgreementPage>('coding/agreement');

/** How far two coders agree on a question. */
export function agreementPage(
  { study, question }: StudyAndQuestion,
  {
    roles,
    name,
    frame,
    pairs,
  }: {
    readonly roles: readonly Role[];
    readonly name: string;
    readonly frame: CodeFrame;
    readonly pairs: readonly CodePair[];
  },
): AgreementPage {
  const answers = count(pairs);
  const same = count(pairs.filter(({ first, second }) => isSameSet(first, second)));
  return {
    title: `Overeenstemming bij ${question.id}`,
    studyName: study.name,
    navigation: studyNavigation(study.slug, roles, 'coding'),
    heading: {
      title: `Overeenstemming: ${name}`,
      intro:
        'Hoe ver twee codeurs het eens zijn die elkaars indeling niet zagen, van vóór de beslissing over verschillen.',
      actions: [{ label: 'Naar het overzicht', href: studyPath(study.slug, 'coding'), kind: 'secondary' }],
    },
    figures: {
      figures: [
        { label: 'Dubbel ingedeeld', value: formatCount(answers) },
        { label: 'Helemaal gelijk', value: formatCount(same), detail: 'dezelfde codes' },
        {
          label: 'Krippendorffs alfa',
          value: measure(krippendorffAlpha(pairs)),
          detail: 'met de MASI-afstand',
        },
      ],
    },
    codes: {
      id: 'per-code',
      caption: 'Per code',
      columns: [
        { label: 'Code', wide: true },
        { label: 'Beide', numeric: true },
        { label: 'Alleen de eerste', numeric: true },
        { label: 'Alleen de tweede', numeric: true },
        { label: 'Geen van beide', numeric: true },
        { label: 'Cohens kappa', numeric: true },
      ],
      rows: rowsOf(frame, pairs),
      empty: 'Er zijn nog geen codes.',
      notes: [
        'Alfa en kappa zijn 1 als codeurs het altijd eens zijn, en 0 als ze niet meer overeenkomen dan bij toeval. Vanaf 0,80 heet een indeling betrouwbaar; tussen 0,67 en 0,80 alleen voor voorzichtige conclusies (Krippendorff).',
        'Een code waar andere onder vallen telt mee als een van die andere is gegeven. Alfa rekent met de codes zoals ze zijn gegeven.',
        'Een streepje: beide codeurs gaven de code aan alle antwoorden of aan geen enkel, dan is er niets te vergelijken.',
      ],
    },
  };
}

function rowsOf(frame: CodeFrame, pairs: readonly CodePair[]): DataTable['rows'] {
  const labels = new Map(codesInUse(frame).map(({ number, label }) => [number, label]));
  return kappaOfFrame(frame, pairs).map(({ code, both, onlyFirst, onlySecond, neither, kappa }) => [
    { text: `${String(code)} ${labels.get(code) ?? ''}` },
    ...[both, onlyFirst, onlySecond, neither].map((answers) => ({ text: formatCount(answers) })),
    { text: measure(kappa) },
  ]);
}

function count(pairs: readonly CodePair[]): number {
  return pairs.reduce((sum, { answers }) => sum + answers, 0);
}

function measure(value: number | null): string {
  return value === null
    ? '–'
    : value.toLocaleString('nl-NL', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
