import { typedSubject } from '../../../src/features/objections/objections.forms.js';
import { objectionsPage, objectionsView } from '../../../src/features/objections/objections.pages.js';
import { example } from './example.js';
import { EVENING } from './invented-case.js';

const counts = [
  { kind: 'number', source: 'file', count: 211 },
  { kind: 'person', source: 'withdrawal', count: 4 },
  { kind: 'person', source: 'by_hand', count: 1 },
] as const;
const typed = typedSubject({});
const found = { objectKey: '', initialKey: null, addedAt: EVENING, addedBy: null } as const;

export const OBJECTION_EXAMPLES = [
  example(objectionsView, objectionsPage({ counts, typed })),
  example(objectionsView, objectionsPage({ counts: [], typed, found: [] }), 'where nothing was found'),
  example(
    objectionsView,
    objectionsPage({
      counts,
      typed: { ...typed, number: '06 12 34 56 78' },
      found: [
        { ...found, id: 'a1', kind: 'number', source: 'outcome' },
        { ...found, id: 'a2', kind: 'person', source: 'file' },
      ],
    }),
    'where something was found',
  ),
  example(
    objectionsView,
    objectionsPage({
      counts,
      typed: { ...typed, number: '06' },
      errors: {
        number: 'Dit telefoonnummer bestaat niet. Kijk het nummer na.',
        file: 'Er is niets toegevoegd.',
      },
      faults: [{ line: 4, message: 'Vul bij een persoon de geboortedatum in, als dag-maand-jaar.' }],
    }),
    'with mistakes',
  ),
];
