import type { FigureTable } from '../../documents/figure-table.js';
import {
  MOST_VERIFICATION_CALLS,
  VERIFICATION_OUTCOMES,
  VERIFICATION_TEXTS,
} from '../../domain/verification/verification-outcome.js';
import type { ChosenInterview, StudyVerification } from './verification.service.js';

/** What the verification came to, in the order of the outcomes; the parts add up to the interviews in it. */
export function verificationTable({ chosen }: StudyVerification): FigureTable {
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
