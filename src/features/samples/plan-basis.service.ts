import type { Application } from '../../application.js';
import type { AnswerSums } from '../../domain/statistics/answer-sums.js';
import type { TableRowInput } from '../../domain/tables/table-input.js';
import { callsPerCase } from '../cases/case-calls.service.js';
import { responseOfStudy } from '../response-rates/response-rates.service.js';
import type { Domain, Study } from '../studies/studies.service.js';
import { listEarlierStudies, makeTable, type StudyTable } from '../tables/tables.service.js';

/** A figure that a plan rests on, with where it comes from, in Dutch. */
export interface SourcedFigure {
  readonly value: number;
  readonly source: string;
}

/** What is expected in a domain as long as nobody types something else. */
export interface DomainBasis {
  readonly exclusionRate: SourcedFigure;
  readonly responseRate: SourcedFigure;
  readonly callsPerCase: SourcedFigure;
  readonly lastYear: { readonly interviews: number; readonly frameSize: number | null } | null;
}

/** Mean and standard deviation of a question in the domains of the earlier year that have enough answers. */
export interface PlanQuestion {
  readonly key: string;
  readonly label: string;
  readonly spread: Readonly<Record<string, { readonly deviation: number; readonly mean: number }>>;
}

/** What is known before anything is typed. */
export interface PlanBasis {
  /** Studies on earlier years, the latest first. */
  readonly earlierStudies: readonly Study[];
  /** The one that is compared with. */
  readonly earlier: Study | null;
  readonly domains: Readonly<Record<string, DomainBasis>>;
  readonly questions: readonly PlanQuestion[];
}

/** Interviews of those approached in the study on 2016, the last of which a report was published. */
const PUBLISHED_RESPONSE = {
  perDomain: { basishulp: 0.72, specialistisch: 0.65, jb_jr: 0.74 } as Readonly<Record<string, number>>,
  total: 614 / 886,
  source: 'rapport over 2016',
};
const ASSUMED_EXCLUSION: SourcedFigure = { value: 0.05, source: 'aanname' };

/**
 * Gathers what earlier fieldwork tells: rates of exclusion and response, calls per case, interviews, and the spread of
 * each question. Figures of fewer people than may be shown are left out.
 * @param wanted slug of the earlier year, `null` for none, `undefined` for the latest one that has answers
 */
export async function planBasis(
  app: Application,
  study: Study,
  wanted: string | null | undefined,
): Promise<PlanBasis> {
  const earlierStudies = (await listEarlierStudies(app, study)).toReversed();
  const found = earlierStudies.find(({ slug }) => wanted === undefined || slug === wanted);
  const earlier = wanted === null ? null : (found ?? null);
  const table = earlier === null ? null : await tableOf(app, earlier);
  const rates = earlier === null ? new Map<string, KnownRates>() : await ratesOf(app, earlier);
  return {
    earlierStudies,
    earlier,
    domains: Object.fromEntries(
      study.domains.map((domain) => [
        domain.code,
        domainBasis(study, domain, { table, rates: rates.get(domain.code) ?? null }),
      ]),
    ),
    questions: table === null ? [] : questionsOf(table),
  };
}

async function tableOf(app: Application, { slug }: Study): Promise<StudyTable> {
  return makeTable(app, { study: slug, questions: null, columns: ['domain'], procedure: 'spss', beside: [] });
}

/** Rates of a study that had fieldwork of its own. */
interface KnownRates {
  readonly label: string;
  readonly exclusionRate: number | null;
  readonly responseRate: number | null;
  readonly callsPerCase: number | null;
}

async function ratesOf(app: Application, earlier: Study): Promise<ReadonlyMap<string, KnownRates>> {
  const { domains } = await responseOfStudy(app, earlier.slug);
  const calls = await callsPerCase(app.database.read, earlier);
  const label = `verslagjaar ${String(earlier.reportYear)}`;
  return new Map(
    domains.map(({ domain, summary }) => {
      const { excluded, withdrawn, I } = summary.counts;
      const all = summary.unreleased + summary.released + excluded + withdrawn;
      const exclusionRate = all === 0 ? null : excluded / all;
      const responseRate = summary.released === 0 || I === 0 ? null : I / summary.released;
      return [
        domain.code,
        { label, exclusionRate, responseRate, callsPerCase: calls.get(domain.id) ?? null },
      ];
    }),
  );
}

function domainBasis(
  study: Study,
  { code }: Domain,
  { table, rates }: { table: StudyTable | null; rates: KnownRates | null },
): DomainBasis {
  const known = (value: number | null | undefined, otherwise: SourcedFigure): SourcedFigure =>
    value === null || value === undefined || rates === null ? otherwise : { value, source: rates.label };
  const attempts = study.rules.calling.attemptsLimit;
  return {
    exclusionRate: known(rates?.exclusionRate, ASSUMED_EXCLUSION),
    responseRate: known(rates?.responseRate, {
      value: PUBLISHED_RESPONSE.perDomain[code] ?? PUBLISHED_RESPONSE.total,
      source: PUBLISHED_RESPONSE.source,
    }),
    // Half of the attempts that the study allows: some cases answer at once, others take all of them.
    callsPerCase: known(rates?.callsPerCase, { value: attempts / 2, source: 'aanname' }),
    lastYear: table === null ? null : lastYearOf(table, code),
  };
}

/** Interviews and frame of a domain, of answers or else of published figures. */
function lastYearOf({ input }: StudyTable, code: string): DomainBasis['lastYear'] {
  const own = input.strata.filter(({ key }) => key.endsWith(`/${code}`));
  const [most] = own.toSorted((one, other) => other.sampleSize - one.sampleSize);
  return most === undefined || most.sampleSize === 0
    ? null
    : { interviews: most.sampleSize, frameSize: most.populationSize };
}

function questionsOf({ input, study }: StudyTable): readonly PlanQuestion[] {
  const smallest = study.rules.disclosure.suppressBelowBase;
  return input.rows
    .map((row): PlanQuestion => ({ key: keyOf(row), label: row.label, spread: spreadOf(row, smallest) }))
    .filter(({ spread }) => Object.keys(spread).length > 0);
}

function keyOf({ question, option }: TableRowInput): string {
  return option === null ? question : `${question}:${option}`;
}

function spreadOf({ groups }: TableRowInput, smallest: number): PlanQuestion['spread'] {
  return Object.fromEntries(
    groups
      .filter(({ sums, source }) => sums.count >= smallest && source !== 'published-without-spread')
      .map(({ domain, sums }) => [domain, spreadOfSums(sums)]),
  );
}

function spreadOfSums({ w, wy, wyy, count }: AnswerSums): { deviation: number; mean: number } {
  const mean = wy / w;
  const variance = Math.max(0, wyy / w - mean ** 2) * (count / (count - 1));
  return { deviation: Math.sqrt(variance), mean };
}
