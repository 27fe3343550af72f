import { localTime } from '../../calendar/instant.js';
import { ByteWriter } from '../byte-writer.js';
import { type Dataset, type MeasurementLevel, numberLabels, type ValueLabel } from '../dataset.js';
import { fitBytes, utf8, wrapWords } from '../utf8.js';
import { layOut, type SavSegment, type SavVariable } from './sav-layout.js';

const SPACE = 0x20;
const MAX_LABEL_BYTES = 255;
const MAX_VALUE_LABEL_BYTES = 120;
const DOCUMENT_LINE_BYTES = 80;
const UTF8_CODE_PAGE = 65_001;

/** What `sysmis` is: the lowest number that a double can hold. */
const SYSTEM_MISSING = -Number.MAX_VALUE;
const LOWEST = -1.797_693_134_862_315_5e308;

/** Number added to whole numbers from -99 to 151 to make them one byte. */
export const COMPRESSION_BIAS = 100;

const FORMATS = { string: 1, number: 5, date: 38 } as const;
const LEVELS: Readonly<Record<MeasurementLevel, number>> = { nominal: 1, ordinal: 2, scale: 3 };
const ALIGN_LEFT = 0;
const ALIGN_RIGHT = 1;

/**
 * Everything of a system file that comes before the cases: header, variables, labels, missing values,
 * multiple-response sets, long names and widths, encoding.
 * Source: PSPP's description of the system file format.
 * @example savDictionary(dataset).subarray(0, 4) // '$FL2'
 */
export function savDictionary(dataset: Dataset): Uint8Array {
  const out = new ByteWriter();
  const variables = layOut(dataset);
  writeHeader(out, dataset, variables);
  for (const variable of variables) writeVariable(out, variable);
  for (const variable of variables) writeValueLabels(out, variable);
  writeDocument(out, dataset);
  writeMachineInfo(out);
  writeMultipleResponseSets(out, dataset, variables);
  writeDisplay(out, variables);
  writeNames(out, variables);
  writeCaseCount(out, dataset.caseCount);
  writeText(out, 20, 'UTF-8');
  out.int32(999);
  out.int32(0);
  return out.take();
}

function writeHeader(out: ByteWriter, dataset: Dataset, variables: readonly SavVariable[]): void {
  const elements = variables.flatMap(({ segments }) => segments).reduce((sum, one) => sum + one.elements, 0);
  const weight = variables.find(({ source }) => source.name === dataset.weight);
  const { date, time } = spssTime(dataset);
  out.text('$FL2');
  out.padded('@(#) SPSS DATA FILE Veldwerk', 60, SPACE);
  out.int32(2);
  out.int32(elements);
  out.int32(1);
  out.int32(weight?.segments[0]?.index ?? 0);
  out.int32(dataset.caseCount);
  out.float64(COMPRESSION_BIAS);
  out.padded(date, 9, SPACE);
  out.padded(time, 8, SPACE);
  out.padded(fitBytes(dataset.title, 64), 64, SPACE);
  out.fill(0, 3);
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function spssTime({ madeAt }: Dataset): { date: string; time: string } {
  const { date, minuteOfDay } = localTime(madeAt);
  const [year = '', month = '', day = ''] = date.split('-');
  const pad = (part: number): string => String(part).padStart(2, '0');
  return {
    date: `${day} ${MONTHS[Number(month) - 1] ?? ''} ${year.slice(2)}`,
    time: `${pad(Math.floor(minuteOfDay / 60))}:${pad(minuteOfDay % 60)}:00`,
  };
}

function writeVariable(out: ByteWriter, variable: SavVariable): void {
  variable.segments.forEach((segment, at) => {
    const missing = at === 0 && variable.width === 0 ? variable.source.missing : [];
    const format = formatOf(variable, segment);
    const label = utf8(at === 0 ? fitBytes(variable.source.label, MAX_LABEL_BYTES) : '');
    writeVariableRecord(out, [segment.width, Number(label.length > 0), missing.length, format, format]);
    out.padded(segment.shortName, 8, SPACE);
    if (label.length > 0) {
      out.int32(label.length);
      out.bytes(label);
      out.fill(SPACE, paddingTo(4, label.length));
    }
    for (const { value } of missing) out.float64(value);
    for (let element = 1; element < segment.elements; element += 1) {
      writeVariableRecord(out, [-1, 0, 0, 0, 0]);
      out.fill(SPACE, 8);
    }
  });
}

function writeVariableRecord(out: ByteWriter, fields: readonly number[]): void {
  out.int32(2);
  for (const field of fields) out.int32(field);
}

function formatOf({ source }: SavVariable, segment: SavSegment): number {
  switch (source.content.kind) {
    case 'text':
      return packFormat(FORMATS.string, segment.width, 0);
    case 'date':
      return packFormat(FORMATS.date, 10, 0);
    case 'number':
      return packFormat(FORMATS.number, 8 + source.content.decimals, source.content.decimals);
    case 'category':
      return packFormat(FORMATS.number, 8, 0);
  }
}

function packFormat(type: number, width: number, decimals: number): number {
  return type * 0x1_00_00 + width * 0x1_00 + decimals;
}

function writeValueLabels(out: ByteWriter, { source, segments, width }: SavVariable): void {
  const labels = numberLabels(source);
  const [segment] = segments;
  if (labels.length === 0 || width > 0 || segment === undefined) return;
  out.int32(3);
  out.int32(labels.length);
  for (const label of labels) writeValueLabel(out, label);
  out.int32(4);
  out.int32(1);
  out.int32(segment.index);
}

function writeValueLabel(out: ByteWriter, { value, label }: ValueLabel): void {
  const bytes = utf8(fitBytes(label, MAX_VALUE_LABEL_BYTES));
  out.float64(value);
  out.uint8(bytes.length);
  out.bytes(bytes);
  out.fill(SPACE, paddingTo(8, bytes.length + 1));
}

function writeDocument(out: ByteWriter, { remarks }: Dataset): void {
  const lines = remarks.flatMap((remark) => wrapWords(remark, DOCUMENT_LINE_BYTES));
  if (lines.length === 0) return;
  out.int32(6);
  out.int32(lines.length);
  for (const line of lines) out.padded(line, DOCUMENT_LINE_BYTES, SPACE);
}

function writeMachineInfo(out: ByteWriter): void {
  writeExtension(out, 3, { size: 4, count: 8 });
  for (const field of [1, 0, 0, -1, 1, 1, 2, UTF8_CODE_PAGE]) out.int32(field);
  writeExtension(out, 4, { size: 8, count: 3 });
  for (const number of [SYSTEM_MISSING, Number.MAX_VALUE, LOWEST]) out.float64(number);
}

function writeMultipleResponseSets(
  out: ByteWriter,
  { multipleResponseSets }: Dataset,
  variables: readonly SavVariable[],
): void {
  const shortNames = new Map(variables.map(({ source, shortName }) => [source.name, shortName]));
  const sets = multipleResponseSets.filter((set) => set.variables.length > 1);
  const lines = sets.map((set) => {
    const label = fitBytes(set.label, MAX_LABEL_BYTES);
    const members = set.variables.map((name) => ` ${shortNames.get(name) ?? ''}`).join('');
    return `$${set.name}=D1 1 ${String(utf8(label).length)} ${label}${members}\n`;
  });
  if (lines.length > 0) writeText(out, 7, lines.join(''));
}

function writeDisplay(out: ByteWriter, variables: readonly SavVariable[]): void {
  const segments = variables.flatMap(({ source, segments: own }) =>
    own.map(({ width }) => ({ source, width })),
  );
  writeExtension(out, 11, { size: 4, count: segments.length * 3 });
  for (const { source, width } of segments) {
    out.int32(LEVELS[source.level]);
    out.int32(width === 0 ? 10 : Math.min(Math.max(width, 8), 40));
    out.int32(width === 0 ? ALIGN_RIGHT : ALIGN_LEFT);
  }
}

function writeNames(out: ByteWriter, variables: readonly SavVariable[]): void {
  writeText(out, 13, variables.map(({ shortName, name }) => `${shortName}=${name}`).join('\t'));
  const veryLong = variables.filter(({ segments }) => segments.length > 1);
  if (veryLong.length === 0) return;
  const widths = veryLong.map(({ shortName, width }) => `${shortName}=${String(width).padStart(5, '0')}\0\t`);
  writeText(out, 14, widths.join(''));
}

function writeCaseCount(out: ByteWriter, caseCount: number): void {
  writeExtension(out, 16, { size: 8, count: 2 });
  out.int64(1);
  out.int64(caseCount);
}

function writeText(out: ByteWriter, subtype: number, text: string): void {
  const bytes = utf8(text);
  writeExtension(out, subtype, { size: 1, count: bytes.length });
  out.bytes(bytes);
}

function writeExtension(
  out: ByteWriter,
  subtype: number,
  { size, count }: { readonly size: number; readonly count: number },
): void {
  for (const field of [7, subtype, size, count]) out.int32(field);
}

function paddingTo(multiple: number, length: number): number {
  return (multiple - (length % multiple)) % multiple;
}
