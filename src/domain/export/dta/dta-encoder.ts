import { localTime } from '../../calendar/instant.js';
import { ByteWriter } from '../byte-writer.js';
import { type Dataset, ensureRowCount, type RowEncoder } from '../dataset.js';
import { fitBytes, utf8 } from '../utf8.js';
import { type DtaType, type DtaVariable, dtaVariables, hasValueLabels, validLabels } from './dta-layout.js';
import { byteLength, LABEL_MISSING_FIRST, writeDtaValue } from './dta-values.js';

const MAX_TITLE_CHARACTERS = 80;
const MAX_LABEL_BYTES = 320;
const MAX_LABEL_CHARACTERS = 80;
const NAME_BYTES = 129;
const FORMAT_BYTES = 57;
const LABEL_BYTES = 321;

/**
 * Writes a Stata file (.dta, format 118, from Stata 14 on), portion by portion. The missing codes become Stata's
 * `.a` (n.v.t.), `.b` (weet niet) and `.c` (wil niet zeggen), with labels. A text longer than 2,045 bytes goes on in
 * variables that end with `_part2`, `_part3`.
 * Source: Stata, "File formats .dta" (help dta), format 118.
 * @param dataset with the number of rows to come
 * @throws RangeError when a text, a category or the number of rows is not as described
 * @example const file = dtaEncoder(dataset); write(file.begin()); write(file.rows(rows)); write(file.end());
 */
export function dtaEncoder(dataset: Dataset): RowEncoder {
  const variables = dtaVariables(dataset);
  const out = new ByteWriter();
  const valueLabels = valueLabelTables(variables);
  let written = 0;
  return {
    begin: () => beginning(dataset, variables, valueLabels),
    rows: (rows) => {
      for (const row of rows) {
        for (const variable of variables) writeDtaValue(out, variable, row);
        written += 1;
      }
      return out.take();
    },
    end: () => {
      ensureRowCount(dataset, written);
      out.text('</data><strls></strls>');
      out.bytes(valueLabels);
      out.text('</stata_dta>');
      return out.take();
    },
  };
}

/** Everything before the first row; the map tells where each part of the file begins. */
function beginning(dataset: Dataset, variables: readonly DtaVariable[], valueLabels: Uint8Array): Uint8Array {
  const header = headerOf(dataset, variables.length);
  const parts = describingParts(dataset, variables);
  const mapBytes = '<map></map>'.length + MAP_ENTRIES * 8;
  const rowBytes = variables.reduce((sum, { type }) => sum + byteLength(type), 0);
  const dataBytes = '<data></data>'.length + rowBytes * dataset.caseCount;
  const sizes = [header.length, mapBytes, ...parts.map(({ length }) => length)];
  const offsets = [0, ...runningTotals([...sizes, dataBytes, '<strls></strls>'.length, valueLabels.length])];
  const out = new ByteWriter();
  out.bytes(header);
  out.text('<map>');
  for (const offset of [...offsets, (offsets.at(-1) ?? 0) + '</stata_dta>'.length]) out.int64(offset);
  out.text('</map>');
  for (const part of parts) out.bytes(part);
  out.text('<data>');
  return out.take();
}

const MAP_ENTRIES = 14;

function runningTotals(sizes: readonly number[]): number[] {
  let sum = 0;
  return sizes.map((size) => (sum += size));
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function headerOf({ title, caseCount, madeAt }: Dataset, variableCount: number): Uint8Array {
  const out = new ByteWriter();
  out.text('<stata_dta><header><release>118</release><byteorder>LSF</byteorder><K>');
  out.uint16(variableCount);
  out.text('</K><N>');
  out.int64(caseCount);
  out.text('</N><label>');
  const label = utf8(fitCharacters(title, MAX_TITLE_CHARACTERS));
  out.uint16(label.length);
  out.bytes(label);
  out.text('</label><timestamp>');
  const { date, minuteOfDay } = localTime(madeAt);
  const [year = '', month = '', day = ''] = date.split('-');
  const clock = [Math.floor(minuteOfDay / 60), minuteOfDay % 60].map((part) => String(part).padStart(2, '0'));
  const stamp = `${day} ${MONTHS[Number(month) - 1] ?? ''} ${year} ${clock.join(':')}`;
  out.uint8(stamp.length);
  out.text(`${stamp}</timestamp></header>`);
  return out.take();
}

function describingParts({ remarks }: Dataset, variables: readonly DtaVariable[]): Uint8Array[] {
  return [
    part('variable_types', (out) => {
      for (const { type } of variables) out.uint16(typeCode(type));
    }),
    part('varnames', (out) => {
      for (const { name } of variables) out.padded(name, NAME_BYTES, 0);
    }),
    part('sortlist', (out) => {
      out.fill(0, (variables.length + 1) * 2);
    }),
    part('formats', (out) => {
      for (const { format } of variables) out.padded(format, FORMAT_BYTES, 0);
    }),
    part('value_label_names', (out) => {
      for (const variable of variables)
        out.padded(hasValueLabels(variable) ? variable.name : '', NAME_BYTES, 0);
    }),
    part('variable_labels', (out) => {
      for (const { label } of variables)
        out.padded(fitCharacters(label, MAX_LABEL_CHARACTERS), LABEL_BYTES, 0);
    }),
    part('characteristics', (out) => {
      writeNotes(out, remarks);
    }),
  ];
}

/** What `notes` lists: characteristics of the file, `note1` and on, with their number in `note0`. */
function writeNotes(out: ByteWriter, remarks: readonly string[]): void {
  if (remarks.length === 0) return;
  [String(remarks.length), ...remarks].forEach((text, at) => {
    const contents = utf8(`${text}\0`);
    out.text('<ch>');
    out.int32(2 * NAME_BYTES + contents.length);
    out.padded('_dta', NAME_BYTES, 0);
    out.padded(`note${String(at)}`, NAME_BYTES, 0);
    out.bytes(contents);
    out.text('</ch>');
  });
}

function part(name: string, write: (out: ByteWriter) => void): Uint8Array {
  const out = new ByteWriter();
  out.text(`<${name}>`);
  write(out);
  out.text(`</${name}>`);
  return out.take();
}

function typeCode(type: DtaType): number {
  switch (type.kind) {
    case 'byte':
      return 65_530;
    case 'int':
      return 65_529;
    case 'double':
      return 65_526;
    case 'text':
      return type.bytes;
  }
}

function valueLabelTables(variables: readonly DtaVariable[]): Uint8Array {
  return part('value_labels', (out) => {
    for (const variable of variables.filter(hasValueLabels)) {
      const table = valueLabelTable(variable);
      out.text('<lbl>');
      out.int32(table.length);
      out.padded(variable.name, NAME_BYTES, 0);
      out.fill(0, 3);
      out.bytes(table);
      out.text('</lbl>');
    }
  });
}

function valueLabelTable(variable: DtaVariable): Uint8Array {
  const missing = variable.source.missing.map(({ label }, at) => ({
    value: LABEL_MISSING_FIRST + at + 1,
    label,
  }));
  const labels = [...validLabels(variable), ...missing];
  const texts = new ByteWriter();
  const offsets = labels.map(({ label }) => {
    const offset = texts.length;
    texts.text(`${fitBytes(label, MAX_LABEL_BYTES)}\0`);
    return offset;
  });
  const out = new ByteWriter();
  out.int32(labels.length);
  out.int32(texts.length);
  for (const offset of offsets) out.int32(offset);
  for (const { value } of labels) out.int32(value);
  out.bytes(texts.take());
  return out.take();
}

/** Stata counts labels in characters. */
function fitCharacters(text: string, max: number): string {
  const characters = Array.from(text);
  return characters.length <= max ? text : `${characters.slice(0, max - 1).join('')}…`;
}
