import { expect, it } from 'vitest';
import type { BreakdownRow, FrameBreakdown, FrameTally } from '../../../src/domain/frame/frame-breakdown.js';
import {
  frameCounts,
  type FrameCounts,
  fullFrameReport,
} from '../../../src/features/frames/frame-report.service.js';
import { importDelivery } from '../../../src/features/frames/frames.service.js';
import { drawStudySample } from '../../../src/features/samples/samples.service.js';
import type { Study } from '../../../src/features/studies/studies.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { COMMAND, createTestApplication, type TestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import {
  type InventedFile,
  makeClientFiles,
  type PlacedRow,
} from '../../support/client-files/client-files.js';
import { acceptedOf, hasNumber } from '../../support/client-files/known-truth.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { makeStudy } from '../../support/frames.js';
import { expectValidHtml } from '../../support/valid-html.js';

const COUNTS = [
  'persons',
  'families',
  'eligible',
  'at_secret_address',
  'uncertain',
  'without_number',
] as const;

async function withInventedFiles(
  app: TestApplication,
): Promise<{ study: Study; files: readonly InventedFile[] }> {
  const study = await makeStudy(app);
  const files = makeClientFiles(99);
  for (const file of files) await importDelivery(app, COMMAND, study, file);
  return { study, files };
}

function summed(rows: readonly FrameTally[]): number[] {
  return COUNTS.map((count) => rows.reduce((sum, row) => sum + row[count], 0));
}

/** Every table adds up to its domains, and the domains to the whole. */
function expectToAddUp(breakdown: FrameBreakdown): void {
  const domains = breakdown.per_domain;
  expect(summed(domains)).toEqual(COUNTS.map((count) => breakdown.total[count]));
  for (const table of [breakdown.per_segment, breakdown.per_organisation, breakdown.per_age_band]) {
    for (const domain of domains) {
      const parts = table.filter((row) => row.domain === domain.domain);
      expect(summed(parts)).toEqual(COUNTS.map((count) => domain[count]));
    }
  }
}

interface KnownPerson {
  readonly domain: string;
  readonly segment: string | null;
  readonly organisation: string;
  readonly isSecret: boolean;
  readonly isReached: boolean;
}

const SEGMENT_CODES: Readonly<Record<string, string>> = {
  'jeugd-GGZ': 'jeugd_ggz',
  'J&O': 'jeugd_en_opvoedhulp',
  'jeugd met beperking': 'jeugd_met_beperking',
};

type KnownRow = PlacedRow & { readonly domain: string; readonly organisation: string };

/** Of the rows in one domain the one whose care began last; of two, the one that came last. */
function latestOf(rows: readonly KnownRow[]): KnownRow | undefined {
  return rows.reduce<KnownRow | undefined>(
    (latest, row) => (latest === undefined || row.startOn >= latest.startOn ? row : latest),
    undefined,
  );
}

/** From what was decided before the files were written: domain by priority, and in it the care that began last. */
function knownPersons(files: readonly InventedFile[]): readonly KnownPerson[] {
  const rows = files.flatMap(({ domain, organisation, rows: written }) =>
    acceptedOf(written).map((row): KnownRow => ({ ...row, domain, organisation })),
  );
  return [...new Set(rows.map(({ child }) => child.number))].map((number) => {
    const own = rows.filter(({ child }) => child.number === number);
    const found = ['jb_jr', 'specialistisch', 'basishulp'].map((code) =>
      own.filter((row) => row.domain === code),
    );
    const latest = latestOf(found.find((inDomain) => inDomain.length > 0) ?? []);
    if (latest === undefined) throw new Error('a person without rows');
    return {
      domain: latest.domain,
      segment: latest.domain === 'specialistisch' ? (SEGMENT_CODES[latest.segment] ?? '') : null,
      organisation: latest.organisation,
      isSecret: own.some(({ isMarkedSecret }) => isMarkedSecret),
      isReached: own.some(hasNumber),
    };
  });
}

function expectPart(row: BreakdownRow, known: readonly KnownPerson[]): void {
  expect([row.domain, row.part, row.persons, row.at_secret_address, row.without_number]).toEqual([
    row.domain,
    row.part,
    known.length,
    known.filter(({ isSecret }) => isSecret).length,
    known.filter(({ isReached }) => !isReached).length,
  ]);
}

describeOnEachDatabase('the report of the frame', ({ openDatabase }) => {
  it(
    'counts per segment and organisation what is known of invented files, and adds up',
    { timeout: 60_000 },
    async () => {
      const app = createTestApplication(await openDatabase());
      const { study, files } = await withInventedFiles(app);
      const counts = await frameCounts(app, app.database.read, study);
      const { breakdown } = counts;
      expectToAddUp(breakdown);
      expect([breakdown.total.persons, breakdown.total.families]).toEqual([
        counts.persons.total,
        counts.families,
      ]);
      const known = knownPersons(files);
      expect(breakdown.per_segment.length).toBeGreaterThan(4);
      for (const row of breakdown.per_segment) {
        expectPart(
          row,
          known.filter(({ domain, segment }) => domain === row.domain && segment === row.part),
        );
      }
      expect(breakdown.per_organisation).toHaveLength(10);
      for (const row of breakdown.per_organisation) {
        expectPart(
          row,
          known.filter(({ domain, organisation }) => domain === row.domain && organisation === row.part),
        );
      }
      for (const row of counts.rows) {
        const file = files.find(({ organisation }) => organisation === row.organisation);
        expect([row.data_rows, row.accepted_rows]).toEqual([
          file?.rows.length,
          acceptedOf(file?.rows ?? []).length,
        ]);
        expect(row.accepted_rows + row.rejected_rows + row.not_in_report_year).toBe(row.data_rows);
      }
      expect(breakdown.per_age_band.map(({ persons }) => persons).reduce((sum, count) => sum + count)).toBe(
        known.length,
      );
    },
  );

  it('is a page and two files, and stays what it was at the draw', { timeout: 60_000 }, async () => {
    const app = createTestApplication(await openDatabase());
    const { study } = await withInventedFiles(app);
    const session = await signInAs(app, createWebApp(app), 'onderzoeker');
    const path = `/studies/${study.slug}/frames/report`;
    const page = await session.get(path);
    await expectValidHtml(page.text);
    expect(page.text).toContain('Bij de trekking worden zij vastgelegd.');
    const before = await session.get(`${path}.json`);
    const report = before.body as ReturnType<typeof fullFrameReport>;
    const counts: FrameCounts = await frameCounts(app, app.database.read, study);
    expect(report).toEqual(JSON.parse(JSON.stringify(fullFrameReport(counts))));
    const csv = await session.get(`${path}.csv`);
    expect(csv.headers['content-type']).toContain('text/csv');
    const [header = '', total = ''] = csv.text.replace('\uFEFF', '').split('\r\n');
    expect(header).toContain('tabel;domein;deel;cliënten;gezinnen;te benaderen');
    expect(total.split(';').slice(3, 5)).toEqual([String(counts.persons.total), String(counts.families)]);

    await drawStudySample(app, COMMAND, study.slug, {
      seed: null,
      sizes: { specialistisch: 20 },
      reason: null,
    });
    expect((await session.get(`${path}.json`)).body).toEqual(report);
    expect((await session.get(path)).text).toContain('vastgelegd bij de trekking');
  });
});
