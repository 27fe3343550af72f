import type { FigureTable } from '../../documents/figure-table.js';
import {
  MOST_VERIFICATION_CALLS,
  VERIFICATION_OUTCOMES,
  VERIFICATION_TEXTS,
} from '../../domain/verification/verification-outcome.js';
import { formatMoment } from '../../web/dutch-format.js';
import { studyPath } from '../studies/study-navigation.js';
import type { ChosenInterview, StudyVerification } from './verification.service.js';

/** Where the second calls of a study are, or that about one case. */
export function verificationPath(slug: string, caseNumber?: string): string {
  const path = studyPath(slug, 'quality/verification');
  return caseNumber === undefined ? path : `${path}/${encodeURIComponent(caseNumber)}`;
}

/** The tables of the page, in its order. */
export function verificationTables(
  found: StudyVerification,
): readonly [FigureTable, FigureTable, FigureTable] {
  return [
    interviewsTable(found, { id: 'te-bellen', caption: 'Nog te bellen', isDone: false }),
    outcomesTable(found),
    interviewsTable(found, { id: 'klaar', caption: 'Klaar', isDone: true }),
  ];
}

/** Interviews under the number of their case. */
function interviewsTable(
  { study, chosen }: StudyVerification,
  { id, caption, isDone }: { readonly id: string; readonly caption: string; readonly isDone: boolean },
): FigureTable {
  return {
    id,
    caption,
    columns: [
      { label: 'Casus' },
      { label: 'Interview', isText: true },
      { label: 'Telefoontjes' },
      { label: 'Laatste uitkomst', isText: true },
    ],
    rows: chosen
      .filter((one) => one.isDone === isDone)
      .map(({ caseNumber, heldAt, calls, outcome }) => ({
        label: caseNumber,
        href: verificationPath(study.slug, caseNumber),
        figures: [
          { value: formatMoment(heldAt), as: 'text' },
          { value: calls, as: 'count' },
          { value: outcome === null ? null : VERIFICATION_TEXTS[outcome].label, as: 'text' },
        ],
      })),
    empty: isDone ? 'Er is nog geen controle klaar.' : 'Er is nu niemand te bellen.',
    notes: isDone
      ? []
      : [
          `Over een interview wordt hooguit ${String(MOST_VERIFICATION_CALLS)} keer gebeld, op verschillende dagen.`,
        ],
  };
}

/** What the verification came to, in the order of the outcomes; the parts add up to the interviews in it. */
function outcomesTable({ chosen }: StudyVerification): FigureTable {
  const row = (label: string, isIn: (one: ChosenInterview) => boolean): FigureTable['rows'][number] => {
    const count = chosen.filter(isIn).length;
    return {
      label,
      figures: [
        { value: count, as: 'count' },
        { value: chosen.length === 0 ? null : count / chosen.length, as: 'share' },
      ],
    };
  };
  return {
    id: 'controle',
    caption: 'Wat de controle opleverde',
    columns: [{ label: 'Uitkomst' }, { label: 'Interviews' }, { label: 'Deel van de controle' }],
    rows: [
      ...VERIFICATION_OUTCOMES.map((code) =>
        row(VERIFICATION_TEXTS[code].label, ({ outcome, isDone }) => isDone && outcome === code),
      ),
      row('Nog te bellen', ({ isDone }) => !isDone),
    ],
    totals: [row('In de controle', () => true)],
    notes: [
      `Niet bereikt: na ${String(MOST_VERIFICATION_CALLS)} telefoontjes op verschillende dagen. Interviews van wie de toestemming introk, en interviews waarvan de uitkomst is hersteld, tellen niet mee.`,
    ],
  };
}
