import { type Dataset, type DatasetVariable, numberLabels, type ValueLabel } from '../dataset.js';
import { legalNames } from '../legal-names.js';

/** Longest fixed text of Stata, in bytes. A longer text goes on in further variables. */
export const WIDEST_TEXT = 2045;

/** How a value is stored. */
export type DtaType =
  | { readonly kind: 'byte' }
  | { readonly kind: 'int' }
  | { readonly kind: 'double' }
  | { readonly kind: 'text'; readonly bytes: number };

/** A variable as Stata stores it; one of the description, or a piece of a long text. */
export interface DtaVariable {
  /** Position in the description and in its rows. */
  readonly at: number;
  /** Which piece of a text, from 0. */
  readonly piece: number;
  readonly source: DatasetVariable;
  readonly name: string;
  readonly label: string;
  readonly type: DtaType;
  readonly format: string;
}

/** Words that Stata does not take as a name, in capitals. */
const RESERVED = new Set(
  'ALIAS ARRAY BOOLEAN BREAK BYTE CASE CATCH CLASS COLVECTOR COMPLEX CONST CONTINUE DEFAULT DELEGATE DELETE DO DOUBLE ELSE EMPTY END ENUM EXPLICIT EXPORT EXTERNAL FLOAT FOR FRIEND FUNCTION GLOBAL GOTO IF IN INLINE INT LOCAL LONG MATA MATRIX NAMESPACE NEW NUMERIC NULL OPERATOR PRIVATE PROTECTED PUBLIC REAL RETURN ROWVECTOR SCALAR SHORT STATIC STRL STRING STRUCT SUPER SWITCH TEMPLATE THIS THROW TRANSMORPHIC TRY TYPEDEF TYPENAME UNION UNSIGNED USING VECTOR VERSION VIRTUAL VOID VOLATILE WITH _ALL _B _CONS _N _PI _PRED _RC _SE _SKIP'.split(
    ' ',
  ),
);

const LARGEST_BYTE = 100;
const LARGEST_INT = 32_740;

/**
 * Lays the variables of a data file out as Stata has them.
 * @example dtaVariables(dataset)[1] // { name: 'domain', type: { kind: 'byte' }, format: '%8.0g', … }
 */
export function dtaVariables({ variables }: Pick<Dataset, 'variables'>): DtaVariable[] {
  const pieces = variables.flatMap((source, at) =>
    piecesOf(source).map((type, piece) => ({ source, at, type, piece })),
  );
  const names = legalNames(
    pieces.map(({ source, piece }) =>
      piece === 0 ? source.name : `${source.name}_part${String(piece + 1)}`,
    ),
    { legal: legalName, maxLength: 32, reserved: RESERVED },
  );
  return pieces.map(({ source, at, type, piece }, position) => ({
    at,
    piece,
    source,
    name: names[position] ?? source.name,
    label: piece === 0 ? source.label : `${source.label} (vervolg)`,
    type,
    format: formatOf(source, type),
  }));
}

/** Whether Stata keeps labels for the values: its own missing values `.a`, `.b`, `.c` get those of the missing codes. */
export function hasValueLabels(variable: DtaVariable): boolean {
  return variable.type.kind !== 'text' && numberLabels(variable.source).length > 0;
}

/** The labels of values that are no missing codes. */
export function validLabels({ source }: DtaVariable): readonly ValueLabel[] {
  return numberLabels(source).filter(({ value }) => !source.missing.some((code) => code.value === value));
}

function piecesOf(source: DatasetVariable): DtaType[] {
  const { content } = source;
  switch (content.kind) {
    case 'text': {
      const count = Math.max(1, Math.ceil(content.maxBytes / PIECE_BYTES));
      if (content.maxBytes <= WIDEST_TEXT) return [{ kind: 'text', bytes: content.maxBytes }];
      return Array.from({ length: count }, () => ({ kind: 'text', bytes: WIDEST_TEXT }));
    }
    case 'category':
      return [wholeNumbers(content.categories)];
    case 'date':
      return [{ kind: 'double' }];
    case 'number':
      return [content.labels.length === 0 ? { kind: 'double' } : wholeNumbers(content.labels)];
  }
}

/** A piece may end up to three bytes early, so as not to cut a character. */
const PIECE_BYTES = WIDEST_TEXT - 3;

function wholeNumbers(labels: readonly ValueLabel[]): DtaType {
  const largest = Math.max(0, ...labels.map(({ value }) => value));
  if (largest <= LARGEST_BYTE) return { kind: 'byte' };
  return largest <= LARGEST_INT ? { kind: 'int' } : { kind: 'double' };
}

function formatOf({ content }: DatasetVariable, type: DtaType): string {
  if (type.kind === 'text') return `%${String(type.bytes)}s`;
  if (content.kind === 'date') return '%td';
  if (content.kind === 'number' && content.decimals > 0) return `%12.${String(content.decimals)}f`;
  return '%8.0g';
}

function legalName(name: string): string {
  const legal = name.replace(/[^A-Za-z0-9_]/g, '_');
  return /^[A-Za-z_]/.test(legal) && !/^str\d+$/i.test(legal) ? legal : `v${legal}`;
}
