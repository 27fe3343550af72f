import { expect, it } from 'vitest';
import { rScript } from '../../../src/domain/export/tables/r-script.js';
import type { ComparisonTable } from '../../../src/domain/tables/comparison-table.js';
import { getStudy, type Study } from '../../../src/features/studies/studies.service.js';
import { makeTable } from '../../../src/features/tables/tables.service.js';
import { createTestApplication, type TestApplication } from '../../support/application.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { importPublishedStudies } from '../../support/published-studies.js';
import { hasRPackage, runTool, temporaryFile } from '../../domain/export/tools.js';

/** Invented sizes of the frame: two segments of one domain were drawn apart, each with a weight of its own. */
const FRAME = {
  basishulp: 2000,
  'specialistisch/jeugd_ggz': 3000,
  'specialistisch/jeugd_jo': 400,
  jb_jr: 600,
};

interface Row {
  readonly stratum: string;
  readonly domain: string;
  readonly weight: number;
  readonly size: number;
  readonly yes: number | '';
}

/** Gives the clients of specialised help segments, in an order that means nothing, and the weights of such a draw. */
async function drawSegments(app: TestApplication): Promise<readonly Row[]> {
  const study = await getStudy(app.database.read, 'ceo-2016');
  const people = await peopleOf(app, study);
  const counts = new Map<string, number>();
  for (const { stratum } of people) counts.set(stratum, (counts.get(stratum) ?? 0) + 1);
  await storeDraw(app, study, counts);
  const rows: Row[] = [];
  for (const { id, stratum, yes } of people) {
    const size = sizeOf(stratum);
    const weight = size / countIn(counts, stratum);
    const [domain = '', segment = null] = stratum.split('/');
    await app.database.write('responses').where({ id }).update({ segment, design_weight: weight });
    rows.push({ stratum, domain, weight, size, yes });
  }
  return rows;
}

async function peopleOf(app: TestApplication, study: Study) {
  const codes = new Map(study.domains.map(({ id, code }) => [id, code]));
  const people: { id: string; domain_id: string }[] = await app.database
    .read('responses')
    .where({ study_id: study.id })
    .orderBy('id')
    .select('id', 'domain_id');
  const answers: { response_id: string; number: number | null }[] = await app.database
    .read('answers')
    .where({ question_id: 'B1' })
    .select('response_id', 'number');
  const answered = new Map(answers.map(({ response_id: id, number }) => [id, number]));
  return people.map(({ id, domain_id: domainId }, at) => {
    const domain = codes.get(domainId) ?? '';
    const isSplit = domain === 'specialistisch';
    return {
      id,
      stratum: isSplit ? `${domain}/${at % 3 === 0 ? 'jeugd_jo' : 'jeugd_ggz'}` : domain,
      yes: yesOf(answered.get(id) ?? null),
    };
  });
}

function yesOf(answer: number | null): Row['yes'] {
  return answer === null || answer > 96 ? '' : Number(answer === 1);
}

async function storeDraw(
  app: TestApplication,
  study: Study,
  counts: ReadonlyMap<string, number>,
): Promise<void> {
  const draw = {
    id: 'trekking',
    study_id: study.id,
    is_current: 1,
    seed: '1',
    algorithm: 'a',
    frame_hash: 'h',
  };
  await app.database.write('draws').insert({ ...draw, settings: '{}', drawn_at: app.clock() });
  for (const [stratum, count] of counts) {
    const size = sizeOf(stratum);
    await app.database.write('draw_strata').insert({
      draw_id: draw.id,
      stratum,
      domain_id: study.domains.find(({ code }) => code === stratum.split('/')[0])?.id,
      frame_size: size,
      left_out: 0,
      selectable_size: size,
      sample_size: count,
      inclusion_probability: count / size,
    });
  }
  for (const { id, code } of study.domains) {
    const own = Object.entries(FRAME).filter(([stratum]) => stratum.split('/')[0] === code);
    const size = own.reduce((sum, [, part]) => sum + part, 0);
    await app.database.write('domains').where({ id }).update({ population_size: size });
  }
}

function sizeOf(stratum: string): number {
  return FRAME[stratum as keyof typeof FRAME];
}

function countIn(counts: ReadonlyMap<string, number>, stratum: string): number {
  return counts.get(stratum) ?? NaN;
}

/** Share and standard error as R's survey has them. */
interface Estimate {
  readonly value: number;
  readonly error: number;
}

/** Of specialised help and of everybody with the segments as strata, and of specialised help with the domains. */
function estimatesOf(people: readonly Row[]): readonly Estimate[] {
  const lines = people.map(({ stratum, domain, weight, size, yes }) =>
    [stratum, domain, String(weight), String(size), String(yes)].join(','),
  );
  const data = temporaryFile('mensen.csv', ['stratum,domain,weight,size,yes', ...lines].join('\n'));
  const script = `suppressMessages(library(survey)); d <- read.csv("${data}")
    of <- function(strata, fpc) svydesign(~1, strata = strata, weights = ~weight, fpc = fpc, data = d)
    d$whole <- c(basishulp = 2000, specialistisch = 3400, jb_jr = 600)[d$domain]
    segments <- of(~stratum, ~size); domains <- of(~domain, ~whole)
    one <- function(design) { m <- svymean(~yes, design, na.rm = TRUE)
      cat(format(c(coef(m), SE(m)), digits = 15), "\\n") }
    one(subset(segments, domain == "specialistisch")); one(segments)
    one(subset(domains, domain == "specialistisch"))`;
  return runTool('Rscript', ['-e', script])
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .map(([value = NaN, error = NaN]) => ({ value, error }));
}

function expectCell({ rows }: ComparisonTable, column: string, expected: Estimate | undefined): void {
  const cell = rows[0]?.cells.find((one) => one.column === column);
  expect(cell?.value).toBeCloseTo(expected?.value ?? NaN, 10);
  expect(cell?.standardError).toBeCloseTo(expected?.error ?? NaN, 10);
}

if (hasRPackage('survey', 'segmenten als strata van een tabel')) {
  describeOnEachDatabase('a table of a study of which segments were drawn apart', ({ openDatabase }) => {
    it('has the standard errors of R’s survey with those segments as strata', async () => {
      const app = createTestApplication(await openDatabase());
      await importPublishedStudies(app);
      const people = await drawSegments(app);
      const { table, input } = await makeTable(app, {
        study: 'ceo-2016',
        questions: ['B1'],
        columns: ['domain'],
        procedure: 'design',
        beside: [],
      });
      const [special, total, byDomain] = estimatesOf(people);
      expectCell(table, 'specialistisch', special);
      expectCell(table, 'total', total);
      // With the domain for a stratum the error would be another one: the segments count.
      expect(Math.abs((byDomain?.error ?? NaN) / (special?.error ?? NaN) - 1)).toBeGreaterThan(1e-3);

      const repeated = temporaryFile('tabel.R', rScript(input, table, 'CEO 2016'));
      expect(runTool('Rscript', [repeated])).toMatch(/Alle \d+ getallen van de tabel komen overeen/);
    });
  });
}
