import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, expect, it } from 'vitest';
import { readConfig } from '../../src/config.js';
import type { DatabaseLocation } from '../../src/database/database.js';
import { publishedAnswerFile } from '../../src/demo/published-answers.js';
import type { TableJson } from '../../src/domain/tables/table-json.js';
import { openApplication } from '../../src/start.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { cellsOf, partition, REPRODUCED } from '../support/published-letters.js';
import { importPublishedStudies } from '../support/published-studies.js';
import { shippedQuestionnaire } from '../support/questionnaires.js';

const folder = mkdtempSync(path.join(tmpdir(), 'veldwerk-tables-'));
/** Each command starts the program anew, on a machine that may be busy. */
const SLOW = 400_000;

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describeOnEachDatabase('an analyst at the command line', ({ makeDatabase }) => {
  async function start(): Promise<(...args: string[]) => string> {
    const location: DatabaseLocation = await makeDatabase();
    const environment = {
      PATH: process.env['PATH'],
      DATABASE_URL: location.engine === 'sqlite' ? `sqlite:${location.file}` : location.url,
      LOG_LEVEL: 'silent',
    };
    const app = await openApplication(readConfig(environment));
    await importPublishedStudies(app);
    await app.close();
    return (...args) => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        ['--import', 'tsx', 'src/cli/veldwerk.ts', ...args],
        { encoding: 'utf8', env: environment },
      );
      expect({ args, status, stderr }).toEqual({ args, status: 0, stderr: '' });
      return stdout;
    };
  }

  it(
    'reads answers in, and gets the published letters, with the one child of table 25 hidden',
    async () => {
      const veldwerk = await start();
      const file = path.join(folder, 'antwoorden.csv');
      writeFileSync(file, publishedAnswerFile(shippedQuestionnaire('ceo-jeugd-2016'), 2016));
      expect(veldwerk('responses', 'import', file, '--study', 'ceo-2016', '--replace')).toContain('256');
      const tables = (...args: string[]): string =>
        veldwerk('tables', '--study', 'ceo-2016', '--procedure', 'spss', ...args);
      const domain = JSON.parse(tables('--json')) as TableJson;
      const year = JSON.parse(tables('--columns', 'domain,year', '--json')) as TableJson;
      expect(REPRODUCED).toHaveLength(33);
      for (const letters of REPRODUCED) {
        const cells = cellsOf((letters.kind === 'domain' ? domain : year).rows, letters);
        const name = `${letters.table} ${letters.row}`;
        expect([name, ...cells.map(({ value }) => Math.round((value ?? NaN) * 100))]).toEqual([
          name,
          ...letters.pct,
        ]);
        expect([name, ...partition(cells.map((cell) => cell.letters))]).toEqual([
          name,
          ...partition(letters.published),
        ]);
      }
      const [child] = domain.rows.filter(({ question }) => question === 'G2');
      const hidden = child?.cells.filter(({ suppressed }) => suppressed).map(({ column }) => column);
      expect(hidden).toEqual(['jb_jr', 'total']);

      const word = path.join(folder, 'tabel25.docx');
      tables('--question', 'G2', '--format', 'docx', '--output', word);
      const document = strFromU8(unzipSync(readFileSync(word))['word/document.xml'] ?? new Uint8Array());
      expect(document.match(/verborgen/g)?.length).toBeGreaterThanOrEqual(4);
      expect(document).not.toContain('>5%');

      const workbook = path.join(folder, 'antwoorden.xlsx');
      const written = JSON.parse(
        veldwerk(
          'responses',
          'export',
          '--study',
          'ceo-2016',
          '--format',
          'xlsx',
          '--output',
          workbook,
          '--json',
        ),
      ) as unknown;
      expect(written).toMatchObject({ file: workbook, responses: 614, snapshot: 1 });
      expect(Object.keys(unzipSync(readFileSync(workbook)))).toContain('xl/worksheets/sheet2.xml');
    },
    SLOW,
  );
});
