import { expect, it } from 'vitest';
import { insertRows } from '../../../src/database/batches.js';
import { transaction } from '../../../src/database/database.js';
import type { ResponseCell } from '../../../src/domain/non-response/response-cell.js';
import {
  KNOWN_VARIABLES,
  propensityClassOf,
  studyNonResponse,
} from '../../../src/features/quality/non-response.service.js';
import type { Study } from '../../../src/features/studies/studies.service.js';
import { makeWeights, weightsOf } from '../../../src/features/weights/weights.service.js';
import { createWebApp } from '../../../src/web/app.js';
import {
  COMMAND,
  createTestApplication,
  FROZEN_NOON,
  type TestApplication,
} from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { tablesOf } from '../../support/html-tables.js';
import { readReference, relativeError } from '../../support/reference.js';
import { studyWithGroups } from '../../support/response-cases.js';
import { expectValidHtml } from '../../support/valid-html.js';

interface StudyOfR {
  readonly cells: readonly ResponseCell[];
  readonly r: number;
  readonly rStandardError: number;
  readonly cv: number;
  readonly classes: readonly number[];
}

const [WHOLE, SPECIALIST] = (readReference('nonresponse.json') as { studies: [StudyOfR, StudyOfR] }).studies;

interface Person {
  readonly domain: string;
  readonly age: string;
  readonly measure: string | null;
  readonly weight: number;
  readonly hasResponded: boolean;
  readonly class: number;
}

/** The people of R's first example. */
function people(): readonly Person[] {
  return WHOLE.cells.flatMap(({ levels: [domain = '', age = '', measure], sampled, responded, weight }, at) =>
    Array.from({ length: sampled }, (_, place) => ({
      domain,
      age,
      measure: measure === 'geen' ? null : (measure ?? null),
      weight: weight / sampled,
      hasResponded: place < responded,
      class: WHOLE.classes[at] ?? 0,
    })),
  );
}

/** Where the third variable of R's example stands; its numbers do not depend on it. */
const THIRD = {
  measure: { column: 'measure', fact: 'measure', codes: { ots: 'ots', geen: null } },
  sex: { column: 'sex', fact: 'sex', codes: { ots: 'female', geen: 'male' } },
  'first time, partly not known': {
    column: 'first_time',
    fact: 'firstTime',
    codes: { ots: 'yes', geen: null },
  },
} as const;

/** A study with them as its cases, and with the interviews of who responded. */
async function plantPeople(app: TestApplication, third: keyof typeof THIRD): Promise<Study> {
  const { column, codes } = THIRD[third];
  const thirdOf = (measure: string | null): object => ({
    [column]: codes[measure === null ? 'geen' : 'ots'],
  });
  const study = await studyWithGroups(app, { basishulp: { withdrawn: 7, NE: 4, unreleased: 9 } });
  const domainIds = new Map(study.domains.map(({ code, id }) => [code, id]));
  const all = people().map((person, at) => ({ ...person, number: String(200_000 + at) }));
  await transaction(app.database, async (trx) => {
    // Those of the helper have other weights and no place in R's example.
    await trx('cases').where({ study_id: study.id, rate_group: 'open' }).delete();
    await insertRows(
      trx,
      'cases',
      all.map(({ domain, age, measure, weight, hasResponded, number }) => ({
        id: `case-${number}`,
        case_number: number,
        study_id: study.id,
        domain_id: domainIds.get(domain),
        draw_id: `draw-${study.slug}`,
        segment: null,
        ...thirdOf(measure),
        age_band: age,
        inclusion_probability: 1 / weight,
        design_weight: weight,
        replicate: 1,
        released_at: FROZEN_NOON,
        status: hasResponded ? 'completed' : 'refused',
        rate_group: hasResponded ? 'I' : 'R',
        attempt_count: 1,
      })),
    );
    await insertRows(
      trx,
      'responses',
      all
        .filter(({ hasResponded }) => hasResponded)
        .map(({ domain, age, measure, weight, number }) => ({
          id: `answer-${number}`,
          study_id: study.id,
          domain_id: domainIds.get(domain),
          source: 'interview',
          status: 'complete',
          questionnaire_id: study.questionnaireId,
          language: 'nl',
          ...thirdOf(measure),
          age_band: age,
          design_weight: weight,
          started_on: '2026-04-14',
        })),
    );
  });
  return study;
}

function expectNear(found: number | null | undefined, expected: number): void {
  expect(relativeError(found ?? NaN, expected)).toBeLessThan(1e-9);
}

function rowsOf(html: string, table: string): readonly (readonly string[])[] {
  return tablesOf(html)
    .filter(({ id }) => id === table)
    .flatMap(({ rows }) => rows.map((row) => row.map(({ text }) => text)));
}

const VARIABLES = ['measure', 'sex', 'first time, partly not known'] as const;

const LABELS = {
  measure: 'Maatregel',
  sex: 'Geslacht',
  'first time, partly not known': 'Eerste keer cliënt',
} as const;

describeOnEachDatabase('who is missing', ({ openDatabase }) => {
  it.each(VARIABLES)(
    'has the R-indicator and the variation of R, in all and per domain, by %s',
    async (third) => {
      const app = createTestApplication(await openDatabase());
      const web = createWebApp(app);
      const analyst = await signInAs(app, web, 'analist');
      const study = await plantPeople(app, third);
      const { total, domains } = await studyNonResponse(app, { slug: study.slug, domain: null });
      expectNear(total.figures?.r, WHOLE.r);
      expectNear(total.figures?.rStandardError, WHOLE.rStandardError);
      expectNear(total.figures?.cv, WHOLE.cv);
      const own = domains.find(({ label }) => label.startsWith('Specialist'))?.missing;
      expectNear(own?.figures?.r, SPECIALIST.r);
      expectNear(own?.figures?.cv, SPECIALIST.cv);

      const path = `/studies/${study.slug}/quality/non-response`;
      const page = await analyst.get(path);
      await expectValidHtml(page.text);
      expect(page.text).toContain('De R-indicator is 0,83: bij 1 had iedereen dezelfde kans.');
      const rows = rowsOf(page.text, 'kenmerken');
      expect(new Set(rows.map(([variable]) => variable))).toEqual(
        new Set(['Domein', 'Leeftijd', LABELS[third]]),
      );
      const sampled = people().filter(({ age }) => age === '16+');
      const row = rows.find(([, level]) => level === '16 jaar en ouder');
      expect(row?.slice(2, 4)).toEqual([
        String(sampled.length),
        String(sampled.filter(({ hasResponded }) => hasResponded).length),
      ]);
      expect((await analyst.get(`${path}/chart.svg`)).headers['content-type']).toContain('image/svg+xml');
      const file = await analyst.get(`${path}/files/representativiteit.csv?domain=jb_jr`);
      expect(file.text).toContain('Alle domeinen;603;');
      expect((await analyst.get(`${path}/files/kenmerken.xlsx`)).status).toBe(200);
      expect((await analyst.get(`${path}?domain=elders`)).status).toBe(404);
      expect((await (await signInAs(app, web, 'enqueteur')).get(path)).status).toBe(403);
    },
  );

  it('hides few people, and has no indicator of them', async () => {
    const app = createTestApplication(await openDatabase());
    const analyst = await signInAs(app, createWebApp(app), 'analist');
    const study = await studyWithGroups(app, { basishulp: { I: 3, R: 60 }, jb_jr: { open: 8 } });
    const page = await analyst.get(`/studies/${study.slug}/quality/non-response`);
    await expectValidHtml(page.text);
    const [basic] = rowsOf(page.text, 'representativiteit');
    expect(basic?.slice(1, 5)).toEqual(['63', '< 5', '< 5', '–']);
  });

  it.each(VARIABLES)('makes classes of R for weights, that stand for everybody, by %s', async (third) => {
    const app = createTestApplication(await openDatabase());
    const study = await plantPeople(app, third);
    const domainIds = new Map(study.domains.map(({ code, id }) => [code, id]));
    const classOf = await propensityClassOf(app.database.read, study.id);
    const all = people();
    for (const { domain, age, measure, class: expected } of all) {
      const facts = {
        domainId: domainIds.get(domain) ?? '',
        segment: '',
        measure: '',
        ageBand: age,
        sex: '',
        firstTime: '',
        [THIRD[third].fact]: THIRD[third].codes[measure === null ? 'geen' : 'ots'] ?? '',
      };
      expect(classOf(facts)).toBe(String(expected));
    }
    const settings = { cells: ['propensity'], method: 'none', margins: [], trim: null } as const;
    const set = await makeWeights(app, COMMAND, { study: study.slug, name: 'kans', settings });
    const ids = all.map((_, at) => `answer-${String(200_000 + at)}`);
    const weights = await weightsOf(app.database.read, set, ids);
    for (const { code } of study.domains) {
      const drawn = all.filter(({ domain }) => domain === code);
      const sum = all.reduce(
        (part, { domain }, at) =>
          part + (domain === code ? (weights.get(`answer-${String(200_000 + at)}`) ?? 0) : 0),
        0,
      );
      expect(sum).toBeCloseTo(
        drawn.reduce((part, { weight }) => part + weight, 0),
        6,
      );
      // A class with enough interviews of its own is raised by sampled / interviewed, counted here once more.
      for (const place of [1, 2, 3, 4, 5]) {
        const own = drawn.filter((person) => person.class === place);
        const interviewed = own.filter(({ hasResponded }) => hasResponded);
        if (interviewed.length < 10) continue;
        const cell = set.report.cells.find(
          ({ stratum, members }) =>
            stratum === code && members.length === 1 && members[0]?.[0]?.endsWith(String(place)),
        );
        if (cell !== undefined) expect(cell.factor).toBeCloseTo(own.length / interviewed.length, 12);
      }
    }
    expect(set.report.cells.length).toBeGreaterThan(study.domains.length);
  });

  it('leaves out what the cases forgot, also when the interviews still know it', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await plantPeople(app, 'sex');
    const [person] = people();
    const facts = {
      domainId: study.domains.find(({ code }) => code === person?.domain)?.id ?? '',
      ...{ segment: '', measure: '', ageBand: person?.age ?? '', firstTime: '' },
    };
    await app.database.write('cases').where({ study_id: study.id }).update({ sex: null });
    const classOf = await propensityClassOf(app.database.read, study.id);
    expect(classOf({ ...facts, sex: 'female' })).not.toBe('');
    expect(classOf({ ...facts, sex: 'female' })).toBe(classOf({ ...facts, sex: '' }));
    const { total } = await studyNonResponse(app, { slug: study.slug, domain: null });
    expect(
      total.variables.flatMap(({ at, levels }) => (levels.length > 1 ? [KNOWN_VARIABLES[at]] : [])),
    ).toEqual(['domain', 'age']);
  });
});
