import { type Chance, openChance } from './chance.js';
import { encoded, FILE_ENCODINGS, type FileEncodingKind } from './encoded-file.js';
import {
  type FileLayout,
  type FileStyle,
  initialsOnly,
  type InventedRow,
  nameInParts,
  neighbourhoodTeam,
  prefixBehind,
  type RowFate,
  youthProtection,
} from './file-layouts.js';
import { inventFamilies, type InventedChild, type InventedFamily } from './invented-families.js';
import { DATE_FORMS, PHONE_FORMS } from './written-cells.js';

export const DOMAINS = ['basishulp', 'specialistisch', 'jb_jr'] as const;
export type DomainCode = (typeof DOMAINS)[number];
export const REPORT_YEAR = 2025;

/** A row with the place that it got in its file. */
export interface PlacedRow extends InventedRow {
  /** From 1. */
  readonly line: number;
}

export interface InventedFile {
  /** With its folder, such as `specialistisch/aanbieder-01.csv`. */
  readonly name: string;
  readonly domain: DomainCode;
  readonly organisation: string;
  readonly encoding: FileEncodingKind;
  readonly delimiter: string;
  readonly bytes: Buffer;
  readonly rows: readonly PlacedRow[];
}

/** How a file is made. */
interface FilePlan {
  readonly folder: string;
  readonly organisation: string;
  readonly domain: DomainCode;
  readonly layout: FileLayout;
  readonly encoding: FileEncodingKind;
  readonly delimiter: string;
  readonly style: FileStyle;
}

const PROVIDERS = 8;
const SEGMENTS = ['jeugd-GGZ', 'J&O', 'jeugd met beperking'] as const;

/**
 * A set of client files of the kinds that organisations deliver, with everything that is known of each row before
 * it was written: so the right counts do not depend on any reading of the files.
 * @param seed a whole number; the same gives the same bytes
 * @param familyCount at least; about four rows per family
 */
export function makeClientFiles(seed: number, familyCount = 120): readonly InventedFile[] {
  const chance = openChance(seed);
  const plans = filePlans(chance);
  const rowsOf = new Map<FilePlan, InventedRow[]>(plans.map((plan) => [plan, []]));
  for (const family of inventFamilies(chance, familyCount)) {
    for (const child of family.children) {
      for (const plan of plansOf(child, plans, chance)) {
        const rows = rowsOf.get(plan) ?? [];
        const count = 1 + (chance.happens(0.15) ? 1 : 0);
        for (let made = 0; made < count; made++) rows.push(inventRow(plan, { child, family }, chance));
      }
    }
  }
  return plans.map((plan) => writtenFile(plan, rowsOf.get(plan) ?? []));
}

function filePlans(chance: Chance): FilePlan[] {
  const layouts = [nameInParts, prefixBehind, initialsOnly];
  const providers = Array.from({ length: PROVIDERS }, (_, place): FilePlan => {
    const number = String(place + 1).padStart(2, '0');
    const layout = layouts[place % layouts.length] ?? nameInParts;
    return {
      folder: 'specialistisch',
      organisation: `aanbieder-${number}`,
      domain: 'specialistisch',
      layout,
      encoding: FILE_ENCODINGS[place % FILE_ENCODINGS.length] ?? 'utf-8',
      delimiter: chance.pick([';', ';', ',', '\t', '|']),
      style: {
        chance,
        dates: chance.pick(DATE_FORMS),
        phones: [chance.pick(PHONE_FORMS)],
        mark: `A${number}-`,
      },
    };
  });
  const common = { delimiter: ';' } as const;
  return [
    {
      ...common,
      folder: 'basishulp',
      organisation: 'wijkteams-2025',
      domain: 'basishulp',
      layout: neighbourhoodTeam,
      encoding: 'utf-8-bom',
      style: { chance, dates: 'dashes', phones: ['plain', 'spaced', 'brackets'], mark: 'W' },
    },
    ...providers,
    {
      ...common,
      folder: 'jb-jr',
      organisation: 'jbrr-2025',
      domain: 'jb_jr',
      layout: youthProtection,
      encoding: 'cp1252',
      style: { chance, dates: 'dashes', phones: ['plain', 'spaced'], mark: 'Z' },
    },
  ];
}

/** The organisations that know a child: at least one. */
function plansOf(child: InventedChild, plans: readonly FilePlan[], chance: Chance): FilePlan[] {
  const providers = plans.filter(({ domain }) => domain === 'specialistisch');
  const found = plans.filter(
    ({ domain }) =>
      (domain === 'basishulp' && chance.happens(0.5)) ||
      (domain === 'jb_jr' && (child.isWard || chance.happens(0.12))),
  );
  if (chance.happens(0.6) || found.length === 0) found.push(chance.pick(providers));
  const second = chance.pick(providers);
  return chance.happens(0.15) && !found.includes(second) ? [...found, second] : found;
}

const FATES: readonly { readonly fate: RowFate; readonly share: number }[] = [
  { fate: 'birth_date', share: 0.02 },
  { fate: 'name', share: 0.02 },
  { fate: 'not_in_report_year', share: 0.06 },
];

function fateOf(chance: Chance): RowFate {
  return FATES.find(({ share }) => chance.happens(share))?.fate ?? 'accepted';
}

function inventRow(
  { domain }: FilePlan,
  { child, family }: { child: InventedChild; family: InventedFamily },
  chance: Chance,
): InventedRow {
  const fate = fateOf(chance);
  const isProvider = domain === 'specialistisch';
  return {
    child,
    family,
    fate,
    ...carePeriod(fate, chance),
    segment: chance.pick(SEGMENTS),
    measure: chance.pick(['OTS', 'voorlopige OTS', 'jeugdreclassering']),
    losesNumber: isProvider && family.mayLoseNumber && family.parentPhone !== null && chance.happens(0.08),
    isMarkedSecret: child.atSecretAddress && chance.happens(0.7),
    hasInstitutionPhone: chance.happens(0.5),
  };
}

function carePeriod(fate: RowFate, chance: Chance): { startOn: string; endOn: string | null } {
  const day = (year: number): string =>
    `${String(year)}-${String(1 + chance.below(12)).padStart(2, '0')}-${String(1 + chance.below(28)).padStart(2, '0')}`;
  if (fate !== 'not_in_report_year') {
    const endOn = chance.pick([null, `${String(REPORT_YEAR)}-12-31`, day(REPORT_YEAR + 1)]);
    return { startOn: day(REPORT_YEAR - chance.below(2)), endOn };
  }
  return chance.happens(0.5)
    ? { startOn: day(REPORT_YEAR - 2), endOn: day(REPORT_YEAR - 1) }
    : { startOn: day(REPORT_YEAR + 1), endOn: null };
}

/** The text of a file line by line, with titles above it and totals below it as some programs make them. */
function writtenFile(plan: FilePlan, rows: readonly InventedRow[]): InventedFile {
  const { delimiter, style, layout } = plan;
  const lines: string[] = [];
  const placed: PlacedRow[] = [];
  let line = 1;
  const add = (cells: readonly string[]): void => {
    const text = cells.map((cell) => quoted(cell, delimiter)).join(delimiter);
    lines.push(text);
    line += text.split('\n').length;
  };
  // Without one letter with an accent nobody could tell a file in Windows-1252 from UTF-8.
  if (plan.encoding === 'cp1252' || style.chance.happens(0.3)) {
    add(['Export cliëntsysteem', 'peildatum 14-03-2026']);
    add([]);
  }
  add(layout.headings);
  for (const row of rows) {
    if (style.chance.happens(0.01)) add([]);
    placed.push({ ...row, line });
    add(layout.cellsOf(row, style));
  }
  if (plan.domain === 'basishulp' || style.chance.happens(0.3)) {
    add(['Totaal', String(rows.length), ...layout.headings.slice(2).map(() => '')]);
  }
  const lineEnd = style.chance.pick(['\r\n', '\n']);
  return {
    name: `${plan.folder}/${plan.organisation}.csv`,
    domain: plan.domain,
    organisation: plan.organisation,
    encoding: plan.encoding,
    delimiter,
    // A line end within a cell stays as it is: files mix both.
    bytes: encoded(lines.map((text) => `${text}${lineEnd}`).join(''), plan.encoding),
    rows: placed,
  };
}

function quoted(cell: string, delimiter: string): string {
  return /["\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
