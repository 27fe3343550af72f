import { dirname } from 'node:path';
import { readdirSync, readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { tableWord } from '../../src/documents/table-word.js';
import { tableWorkbook } from '../../src/documents/table-workbook.js';
import { exampleDocument } from '../domain/export/tables/table-example.js';
import { hasTool, runTool, temporaryFile } from '../domain/export/tools.js';

/** LibreOffice takes seconds to start, and longer on a busy machine. */
const SLOW = 120_000;

const document = exampleDocument();

async function unzipped(file: Promise<Buffer>): Promise<(path: string) => string> {
  const parts = unzipSync(new Uint8Array(await file));
  return (path) => {
    const part = parts[path];
    if (part === undefined) throw new Error(`${path} was expected`);
    return strFromU8(part);
  };
}

/** The files that LibreOffice makes of a file, by their name. */
function converted(name: string, content: Buffer, format: string): Record<string, string> {
  const path = temporaryFile(name, content);
  const folder = dirname(path);
  const profile = `-env:UserInstallation=file://${folder}/profile`;
  runTool('soffice', [profile, '--headless', '--convert-to', format, '--outdir', `${folder}/out`, path]);
  const files = readdirSync(`${folder}/out`);
  return Object.fromEntries(files.map((file) => [file, readFileSync(`${folder}/out/${file}`, 'utf8')]));
}

/** LibreOffice comes in parts: whether the one that opens documents is there, tried on a file that is not ours. */
function readsText(): boolean {
  try {
    return 'a.txt' in converted('a.txt', Buffer.from('a'), 'txt:Text (encoded):UTF8');
  } catch {
    process.stderr.write(
      'niet getest, want LibreOffice leest geen tekst: het Word-document in LibreOffice\n',
    );
    return false;
  }
}

describe('the tables as a workbook', () => {
  it('have an index and a sheet per table', async () => {
    const part = await unzipped(tableWorkbook(document));
    const names = [...part('xl/workbook.xml').matchAll(/<sheet [^>]*name="([^"]+)"/g)].map(
      (match) => match[1],
    );
    expect(names).toEqual(['Inhoud', 'Tabel 1', 'Tabel 2']);
  });
  it('hold real numbers with the format of percentages and grades, and raised letters', async () => {
    const part = await unzipped(tableWorkbook(document));
    expect(part('xl/worksheets/sheet2.xml')).toContain('<v>0.83984375</v>');
    const styles = part('xl/styles.xml');
    expect(styles).toContain('formatCode="0.0"');
    expect(styles.match(/<vertAlign val="superscript"\/><\/font>/g)).toHaveLength(1);
  });
  it('hold no number of what is hidden', async () => {
    const part = await unzipped(tableWorkbook(document));
    expect(part('xl/sharedStrings.xml')).toContain('<t>verborgen</t>');
    expect(part('xl/worksheets/sheet3.xml')).not.toContain('<v>0.05</v>');
  });
  if (hasTool('soffice', 'het werkboek in LibreOffice')) {
    it(
      'open in LibreOffice with every sheet',
      async () => {
        const sheets = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1';
        const files = converted('tabellen.xlsx', await tableWorkbook(document), sheets);
        expect(Object.keys(files).sort()).toEqual([
          'tabellen-Inhoud.csv',
          'tabellen-Tabel 1.csv',
          'tabellen-Tabel 2.csv',
        ]);
        expect(files['tabellen-Tabel 1.csv']).toContain(
          'B1,tevreden over de jeugdhulp (ı & <ü>),% ja,83.984375%,a,256,',
        );
      },
      SLOW,
    );
  }
});

describe('the tables as a Word document', () => {
  it('hold tables with a repeated heading, raised letters and notes', async () => {
    const part = await unzipped(tableWord(document));
    const xml = part('word/document.xml');
    expect(xml.match(/<w:tbl>/g)).toHaveLength(2);
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(2);
    expect(xml).toMatch(/<w:vertAlign w:val="superscript"\/><\/w:rPr><w:t xml:space="preserve"> a<\/w:t>/);
    expect(xml).toContain('tevreden over de jeugdhulp (ı &amp; &lt;ü&gt;)');
    expect(xml).toContain('B1: de vraag is anders gesteld.');
  });
  if (hasTool('soffice', 'het Word-document in LibreOffice') && readsText()) {
    it(
      'open in LibreOffice',
      async () => {
        const files = converted('tabellen.docx', await tableWord(document), 'txt:Text (encoded):UTF8');
        expect(files['tabellen.txt']).toContain('Tabel 2. Toegang & hulp');
        expect(files['tabellen.txt']).toContain('n = 22, indicatief');
      },
      SLOW,
    );
  }
});
