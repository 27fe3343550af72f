/**
 * What the reports on 2015 and 2016 print, per domain in the order basishulp, specialistische hulp, JB/JR (2015 had no
 * JB/JR). Source: Evaluatie Rotterdams Jeugdstelsel, eindmeting, tables 15–30.
 */

/** A percentage or mean per domain; `null` where the report has none. */
export type PerDomain = readonly [basishulp: number, specialistisch: number | null, jbJr: number | null];

/** Domain codes in the order of `PerDomain`. */
export const PUBLISHED_DOMAINS = ['basishulp', 'specialistisch', 'jb_jr'] as const;

/** A share of people who gave one of some codes. */
export interface PublishedShare {
  readonly question: string;
  /** Codes that count, the most usual last. */
  readonly positive: readonly number[];
  /** The other codes, the most usual last. */
  readonly negative: readonly number[];
  readonly percentages: PerDomain;
  /** Over all domains, and over basishulp and specialistische hulp. */
  readonly total?: number;
  readonly comparableTotal?: number;
  /** How many were asked, where that is not everybody with youth care. */
  readonly asked?: PerDomain;
  /** The question and the codes that lead to this one. */
  readonly onlyAfter?: { readonly question: string; readonly code: number };
  /** A count that the report allows within rounding and that its test result asks for. */
  readonly countInBasishulp?: number;
}

/** A share of each option, all together 100%. */
export interface PublishedOptions {
  readonly question: string;
  readonly onlyAfter: { readonly question: string; readonly code: number };
  readonly options: readonly { readonly code: number; readonly percentages: PerDomain }[];
}

/** A share of all ticked options. */
export interface PublishedMultiple {
  readonly question: string;
  readonly onlyAfter?: { readonly question: string; readonly code: number };
  /** The option that goes with no other. */
  readonly exclusive?: number;
  readonly options: readonly { readonly code: number; readonly percentages: PerDomain }[];
}

/** A mean; the second decimal is chosen so that domains and totals both round to what is printed. */
export interface PublishedMean {
  readonly question: string;
  readonly shape: 'grade' | 'months';
  readonly means: PerDomain;
  /** How many were asked, and how many of them gave a valid answer. */
  readonly asked: PerDomain;
  readonly bases: PerDomain;
}

/** Everything printed about one year. */
export interface PublishedYear {
  /** Interviews in the tables. */
  readonly bases: PerDomain;
  readonly shares: readonly PublishedShare[];
  readonly options: readonly PublishedOptions[];
  readonly multiples: readonly PublishedMultiple[];
  readonly means: readonly PublishedMean[];
}

const YES_NO = { positive: [1], negative: [2] } as const;
const OFTEN = { positive: [3, 4], negative: [1, 2] } as const;
const AGREE = { positive: [1, 2], negative: [5, 4, 3] } as const;

const YEAR_2015: PublishedYear = {
  bases: [219, 286, null],
  shares: [
    { question: 'B1', ...YES_NO, percentages: [94, 89, null], total: 91 },
    { question: 'A1', ...YES_NO, percentages: [75, 55, null], total: 64, asked: [219, 259, null] },
    { question: 'A4', ...YES_NO, percentages: [88, 71, null], total: 80, asked: [131, 115, null] },
    { question: 'F1', ...YES_NO, percentages: [40, 29, null], total: 34 },
    { question: 'G1', ...YES_NO, percentages: [88, null, null] },
    { question: 'H2_1', ...AGREE, percentages: [63, 67, null], total: 65, countInBasishulp: 137 },
    { question: 'H2_2', ...AGREE, percentages: [53, 54, null], total: 54 },
    { question: 'H2_3', ...AGREE, percentages: [57, 54, null], total: 55 },
    { question: 'H3_3', ...AGREE, percentages: [57, 53, null], total: 55 },
  ],
  options: [],
  multiples: [],
  means: [
    {
      question: 'B2',
      shape: 'grade',
      means: [7.9, 7.56, null],
      asked: [219, 286, null],
      bases: [219, 286, null],
    },
    {
      question: 'A3',
      shape: 'months',
      means: [1.4, 2.3, null],
      asked: [131, 115, null],
      bases: [126, 106, null],
    },
  ],
};

const YEAR_2016: PublishedYear = {
  bases: [256, 257, 71],
  shares: [
    { question: 'B1', ...YES_NO, percentages: [84, 82, 82], total: 83, comparableTotal: 83 },
    { question: 'C1', ...YES_NO, percentages: [0, null, 65], asked: [0, null, 71] },
    { question: 'A4', ...YES_NO, percentages: [74, 67, null], comparableTotal: 70 },
    { question: 'A5_1', ...OFTEN, percentages: [74, 76, 67], total: 74 },
    { question: 'A5_2', ...OFTEN, percentages: [62, 71, 51], total: 65 },
    { question: 'A5_3', ...OFTEN, percentages: [61, 69, 55], total: 64 },
    { question: 'A1', ...YES_NO, percentages: [68, 46, 62], total: 58 },
    { question: 'F1', ...YES_NO, percentages: [61, 53, 82], total: 60, comparableTotal: 57 },
    { question: 'E1', ...YES_NO, percentages: [41, 34, 49], total: 39 },
    {
      question: 'E2',
      positive: [1, 2],
      negative: [5, 4, 3],
      percentages: [66, 78, 50],
      total: 68,
      onlyAfter: { question: 'E1', code: 1 },
    },
    { question: 'G1', ...YES_NO, percentages: [81, 80, 72], total: 79 },
    { question: 'D1', ...OFTEN, percentages: [90, 94, 79], total: 90 },
    { question: 'D2', ...OFTEN, percentages: [69, 79, 60], total: 72 },
    { question: 'D3', ...OFTEN, percentages: [70, 74, 62], total: 71 },
    { question: 'D4', ...OFTEN, percentages: [71, 73, 44], total: 68 },
    { question: 'D5', ...OFTEN, percentages: [63, 70, 45], total: 64 },
    { question: 'D6', ...OFTEN, percentages: [57, 62, 43], total: 58 },
    { question: 'D7', ...OFTEN, percentages: [52, 65, 36], total: 56 },
    { question: 'H1_1', ...AGREE, percentages: [69, 72, 51], total: 68 },
    { question: 'H1_2', ...AGREE, percentages: [61, 68, 53], total: 63 },
    { question: 'H1_3', ...AGREE, percentages: [66, 65, 46], total: 63 },
    { question: 'H1_4', ...AGREE, percentages: [58, 60, 51], total: 58 },
    { question: 'H2_1', ...AGREE, percentages: [54, 61, 48], total: 56, comparableTotal: 57 },
    { question: 'H2_2', ...AGREE, percentages: [49, 54, 48], total: 51, comparableTotal: 51 },
    { question: 'H2_3', ...AGREE, percentages: [51, 50, 41], total: 49, comparableTotal: 51 },
    { question: 'H3_1', ...AGREE, percentages: [61, 59, 56], total: 59 },
    { question: 'H3_2', ...AGREE, percentages: [58, 56, 48], total: 56 },
    { question: 'H3_3', ...AGREE, percentages: [51, 55, 41], total: 51, comparableTotal: 53 },
    { question: 'H4_1', ...AGREE, percentages: [66, 68, 47], total: 64 },
    { question: 'H4_2', ...AGREE, percentages: [48, 53, 44], total: 49 },
    { question: 'H4_3', ...AGREE, percentages: [52, 49, 39], total: 49 },
  ],
  options: [
    {
      question: 'G2',
      onlyAfter: { question: 'G1', code: 2 },
      options: [
        { code: 1, percentages: [12, 38, 5] },
        { code: 2, percentages: [43, 31, 70] },
        { code: 3, percentages: [45, 31, 25] },
      ],
    },
  ],
  multiples: [
    {
      question: 'A2',
      exclusive: 98,
      options: [
        { code: 1, percentages: [31, 26, null] },
        { code: 2, percentages: [8, 25, null] },
        { code: 3, percentages: [12, 11, null] },
        { code: 4, percentages: [11, 14, null] },
        { code: 5, percentages: [10, 6, null] },
        { code: 6, percentages: [9, 6, null] },
        { code: 7, percentages: [0, 1, null] },
        { code: 8, percentages: [15, 9, null] },
        { code: 98, percentages: [4, 3, null] },
      ],
    },
    {
      question: 'F2',
      onlyAfter: { question: 'F1', code: 1 },
      options: [
        { code: 1, percentages: [67, 65, 63] },
        { code: 2, percentages: [26, 27, 32] },
        { code: 3, percentages: [7, 5, 5] },
        { code: 4, percentages: [0, 3, 0] },
      ],
    },
  ],
  means: [
    { question: 'B2', shape: 'grade', means: [7.3, 7.34, 6.8], asked: [256, 257, 71], bases: [256, 257, 71] },
    {
      question: 'A3',
      shape: 'months',
      means: [1.64, 1.7, null],
      asked: [256, 257, null],
      bases: [250, 248, null],
    },
    { question: 'C2', shape: 'grade', means: [0, null, 6.3], asked: [0, null, 71], bases: [0, null, 71] },
  ],
};

export const PUBLISHED_YEARS = { 2015: YEAR_2015, 2016: YEAR_2016 } as const;
