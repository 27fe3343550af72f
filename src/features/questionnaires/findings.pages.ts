import type { Finding } from '../../domain/questionnaire/finding.js';
import type { DataTable } from '../../web/components.js';
import { formatCount } from '../../web/dutch-format.js';

/** So many things that the check remarks on. */
export function remarkCount(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'aandachtspunt' : 'aandachtspunten'}`;
}

/** `De controle vindt 2 fouten en 1 aandachtspunt.` */
export function findingsSummary(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'De controle vindt geen fouten.';
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  const parts = [
    ...(errors === 0 ? [] : [`${formatCount(errors)} ${errors === 1 ? 'fout' : 'fouten'}`]),
    ...(warnings === 0 ? [] : [remarkCount(warnings)]),
  ];
  return `De controle vindt ${parts.join(' en ')}.`;
}

/** What the editor calls the parts that a file names otherwise. */
const PART_LABELS: Readonly<Record<string, string>> = {
  text: 'tekst',
  when: 'voorwaarde',
  instruction: 'instructie voor de enquêteur',
  probe: 'doorvragen',
  help: 'toelichting',
  unit: 'eenheid',
  options: 'antwoorden',
  statistic: 'maat in tabellen',
  base: 'wie in de basis telt',
  themes: 'thema’s',
  id: 'code',
  otherwise: 'als de naam niet bekend is',
  completeness: 'instellingen',
  complete: 'volledig gesprek',
  partial: 'gedeeltelijk gesprek',
};

/**
 * A finding in the words of the editor.
 * @example editorWords(finding).place // 'Q2 › voorwaarde', where the file has 'Q2 › when'
 */
export function editorWords({ place, reason, remedy }: Finding): {
  readonly place: string;
  readonly reason: string;
  readonly remedy: string;
} {
  const parts = place
    .split(' › ')
    .map((part) => (Object.hasOwn(PART_LABELS, part) ? PART_LABELS[part] : part));
  return {
    place: place === '' ? 'bestand' : parts.join(' › '),
    reason: reason.editor ?? reason.nl,
    remedy: remedy.editor ?? remedy.nl,
  };
}

/** What the check says of a file, for people. */
export function findingsTable(findings: readonly Finding[]): DataTable {
  return {
    id: 'findings',
    caption: 'Wat de controle vond',
    columns: [{ label: 'Plaats' }, { label: 'Wat', wide: true }, { label: 'Wat te doen', wide: true }],
    rows: findings.map(({ place, line, severity, reason, remedy }) => [
      {
        text: place === '' ? 'bestand' : place,
        ...(line === null ? {} : { detail: `regel ${String(line)}` }),
        badge: severity === 'error' ? { text: 'fout', tone: 'danger' } : { text: 'let op', tone: 'warning' },
      },
      { text: reason.nl },
      { text: remedy.nl },
    ]),
    empty: 'De controle vond niets.',
  };
}
