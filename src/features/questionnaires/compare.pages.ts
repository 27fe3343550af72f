import { type ComparedPart, compareVersions } from '../../domain/questionnaire/compare-versions.js';
import type { Questionnaire } from '../../domain/questionnaire/model.js';
import type { DataTable, SelectField } from '../../web/components.js';
import { formatCount } from '../../web/dutch-format.js';
import { view } from '../../web/views.js';
import type { ShownQuestionnaire } from './shown-questionnaire.js';
import { shownTop, type ShownTop, titleOf } from './shown-top.pages.js';

interface ComparePage extends ShownTop {
  readonly action: string;
  readonly other: SelectField;
  readonly differences: DataTable | null;
}

export const compareView = view<ComparePage>('questionnaires/compare');

const PARTS: Readonly<Record<ComparedPart, string>> = {
  question: 'vraag',
  type: 'soort',
  text: 'tekst (ouder / jongere)',
  leadIn: 'inleiding',
  options: 'antwoorden',
  condition: 'voorwaarde',
  instruction: 'instructie',
  hidden: 'niet voorgelezen codes',
  statistic: 'maat',
  order: 'plaats: komt na',
};

/** @param other the version to compare with; `null` before one was chosen */
export function comparePage(
  shown: ShownQuestionnaire,
  versions: readonly Questionnaire[],
  other: Questionnaire | null,
): ComparePage {
  const { questionnaire } = shown;
  return {
    ...shownTop(shown, 'compare'),
    action: `${shown.base}/compare`,
    other: {
      name: 'with',
      label: 'Vergelijk met',
      value: other?.id ?? questionnaire.previous ?? '',
      options: versions
        .filter(({ id }) => id !== questionnaire.id)
        .map((one) => ({ value: one.id, label: titleOf(one) })),
    },
    differences: other === null ? null : differencesTable(other, questionnaire),
  };
}

function differencesTable(before: Questionnaire, now: Questionnaire): DataTable {
  const language = now.languages.find((one) => before.languages.includes(one)) ?? 'nl';
  const differences = compareVersions(before, now, language);
  return {
    id: 'differences',
    caption: differences.length === 1 ? '1 verschil' : `${formatCount(differences.length)} verschillen`,
    columns: [
      { label: 'Vraag' },
      { label: 'Wat' },
      { label: titleOf(before), wide: true },
      { label: titleOf(now), wide: true },
    ],
    rows: differences.map(({ id, part, before: was, now: is }) => [
      { text: id },
      { text: PARTS[part] },
      shown(was, part),
      shown(is, part),
    ]),
    empty: 'Er zijn geen verschillen.',
  };
}

function shown(value: string | null, part: ComparedPart) {
  if (value === null && part === 'question')
    return { text: '', badge: { text: 'niet aanwezig', tone: 'neutral' as const } };
  return { text: value === null || value === '' ? '–' : value };
}
