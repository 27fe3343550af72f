import { NO_TRAITS } from '../domain/study/traits.js';
import type { AnswerRecord } from '../domain/answer-file/answer-record.js';
import { answerFileForm } from '../domain/answer-file/write-answer-file.js';
import { csvText } from '../domain/csv/csv-text.js';
import type { AgeBand } from '../domain/frame/eligibility.js';
import type { Answer } from '../domain/interview/answer.js';
import type { Questionnaire } from '../domain/questionnaire/model.js';
import { openStream, parseSeed, type RandomStream, type Seed } from '../domain/sampling/random.js';
import {
  type PerDomain,
  PUBLISHED_DOMAINS,
  PUBLISHED_YEARS,
  type PublishedMean,
  type PublishedMultiple,
  type PublishedOptions,
  type PublishedShare,
  type PublishedYear,
} from './published-figures.js';
import { countsOfOptions, countsOfShares, type PrintedTotal, spreadValues } from './published-counts.js';

/** A respondent in the making. */
interface Person {
  readonly domain: string;
  readonly respondent: 'parent' | 'youth';
  readonly ageBand: AgeBand;
  readonly segment: string | null;
  readonly measure: string | null;
  /** Whether the person had youth care beside child protection: the base of the tables. */
  readonly isInTables: boolean;
  /** How content this person is with everything, 0–999: answers of one person go together. */
  readonly mood: number;
  readonly answers: Map<string, Answer>;
}

/** How many of the JB/JR interviews are in no table but the one on JB/JR itself. */
const JB_JR_WITHOUT_YOUTH_CARE = 30;

/**
 * Respondents whose answers give the printed percentages, means and bases of a year exactly as rounded, with filtered
 * questions only where they were asked. The figures are real, the respondents are invented.
 * @param year 2015 or 2016
 * @param seed of who answers what; the counts do not depend on it
 * @example publishedAnswers(2015, seed).length // 505
 */
export function publishedAnswers(year: keyof typeof PUBLISHED_YEARS, seed: Seed): AnswerRecord[] {
  const figures: PublishedYear = PUBLISHED_YEARS[year];
  const stream = openStream(seed, `published answers ${String(year)}`);
  const people = PUBLISHED_DOMAINS.flatMap((domain, at) =>
    makePeople(domain, figures.bases[at] ?? 0, stream),
  );
  for (const share of figures.shares) answerShare(people, share, stream);
  for (const options of figures.options) answerOptions(people, options, stream);
  for (const multiple of figures.multiples) answerMultiple(people, multiple);
  for (const mean of figures.means) answerMean(people, mean, stream);
  if (year === 2016) addContactQuestions(people);
  return people.map(({ domain, respondent, ageBand, segment, measure, answers }) => ({
    domain,
    respondent,
    weight: null,
    segment,
    measure,
    ageBand,
    traits: NO_TRAITS,
    answers,
  }));
}

/** The same as the text of a file that `responses import` reads. */
export function publishedAnswerFile(
  questionnaire: Questionnaire,
  year: keyof typeof PUBLISHED_YEARS,
): string {
  const form = answerFileForm(questionnaire, false);
  const records = publishedAnswers(year, parseSeed(String(year)) ?? (0 as Seed));
  return csvText([form.headings, ...records.map((record, at) => form.cells(String(at + 1), record))]);
}

const SEGMENTS = [
  'jeugd_ggz',
  'jeugd_ggz',
  'jeugd_ggz',
  'jeugd_en_opvoedhulp',
  'jeugd_en_opvoedhulp',
  'jeugd_met_beperking',
];
const MEASURES = ['ots', 'ots', 'ots', 'voogdij', 'jeugdreclassering'];
const AGE_BANDS: readonly AgeBand[] = ['0-11', '0-11', '0-11', '12-15', '12-15', '16+'];

function makePeople(domain: string, inTables: number, stream: RandomStream): Person[] {
  const others = domain === 'jb_jr' && inTables > 0 ? JB_JR_WITHOUT_YOUTH_CARE : 0;
  return Array.from({ length: inTables + others }, (_, at) => {
    const ageBand = pick(AGE_BANDS, stream);
    const isYouth = ageBand === '16+' || (ageBand === '12-15' && stream.below(2) === 0);
    return {
      domain,
      respondent: isYouth ? 'youth' : 'parent',
      ageBand,
      segment: domain === 'specialistisch' ? pick(SEGMENTS, stream) : null,
      measure: domain === 'jb_jr' ? pick(MEASURES, stream) : null,
      isInTables: at < inTables,
      mood: stream.below(1000),
      answers: new Map<string, Answer>(),
    };
  });
}

function pick<One>(list: readonly One[], stream: RandomStream): One {
  const one = list[stream.below(list.length)];
  if (one === undefined) throw new RangeError('nothing to pick from');
  return one;
}

interface Asked {
  readonly question: string;
  readonly onlyAfter?: { readonly question: string; readonly code: number };
  readonly asked?: PerDomain;
}

/** Who of a domain got the question. */
function askedOf(people: readonly Person[], at: number, { onlyAfter, asked }: Asked): Person[] {
  const could = people.filter(
    ({ domain, isInTables, answers }) =>
      domain === PUBLISHED_DOMAINS[at] &&
      isInTables &&
      (onlyAfter === undefined || hasCode(answers, onlyAfter)),
  );
  return asked === undefined ? could : could.slice(0, valueAt(asked, at));
}

/** The most content first, but with chance in it. */
function byMood(people: readonly Person[], stream: RandomStream): Person[] {
  const rank = new Map(people.map((person) => [person, person.mood + stream.below(1200)]));
  return [...people].sort((a, b) => (rank.get(b) ?? 0) - (rank.get(a) ?? 0));
}

function hasCode(answers: Person['answers'], { question, code }: NonNullable<Asked['onlyAfter']>): boolean {
  const answer = answers.get(question);
  return answer?.kind === 'single' && answer.code === code;
}

function answerShare(people: readonly Person[], share: PublishedShare, stream: RandomStream): void {
  const asked = PUBLISHED_DOMAINS.map((_, at) => {
    if ((share.percentages[at] ?? null) === null) return [];
    return byMood(askedOf(people, at, share), stream);
  });
  const parts = asked.map(({ length }, at) => ({ percentage: share.percentages[at] ?? 0, base: length }));
  const counts = countsOfShares(parts, totalsOf(share)).map((count, at) =>
    at === 0 && share.countInBasishulp !== undefined ? { ...count, positive: share.countInBasishulp } : count,
  );
  for (const [at, { positive, base }] of counts.entries()) {
    const ranked = asked[at] ?? [];
    setCodes(ranked.slice(0, positive), share.question, share.positive);
    setCodes(ranked.slice(positive, base), share.question, share.negative);
    setHidden(ranked.slice(base), share.question);
  }
}

function totalsOf({ total, comparableTotal }: PublishedShare): PrintedTotal[] {
  return [
    ...(total === undefined ? [] : [{ percentage: total, parts: [0, 1, 2] }]),
    ...(comparableTotal === undefined ? [] : [{ percentage: comparableTotal, parts: [0, 1] }]),
  ];
}

/** Deals the codes so that the last, the most usual one, comes about twice as often as the one before. */
function setCodes(people: readonly Person[], question: string, codes: readonly number[]): void {
  const dealt = codes.flatMap((code, at) => Array<number>(2 ** at).fill(code));
  for (const [at, { answers }] of people.entries()) {
    answers.set(question, single(dealt[at % dealt.length] ?? 0));
  }
}

function setHidden(people: readonly Person[], question: string): void {
  for (const [at, { answers }] of people.entries()) {
    answers.set(question, { kind: 'hidden', code: at % 2 === 0 ? 98 : 97 });
  }
}

function single(code: number): Answer {
  return { kind: 'single', code, otherText: null };
}

function answerOptions(people: readonly Person[], figure: PublishedOptions, stream: RandomStream): void {
  for (const at of PUBLISHED_DOMAINS.keys()) {
    const asked = byMood(askedOf(people, at, figure), stream);
    const counts = countsOfOptions(
      percentagesOf(figure, at),
      Array.from({ length: 7 }, (_, fewer) => asked.length - fewer),
    );
    const codes = figure.options.flatMap(({ code }, option) => Array<number>(counts[option] ?? 0).fill(code));
    for (const [index, person] of asked.entries()) {
      const code = codes[index];
      if (code === undefined) setHidden([person], figure.question);
      else person.answers.set(figure.question, single(code));
    }
  }
}

function percentagesOf({ options }: PublishedOptions | PublishedMultiple, at: number): number[] {
  return options.map(({ percentages }) => percentages[at] ?? 0);
}

function answerMultiple(people: readonly Person[], figure: PublishedMultiple): void {
  for (const at of PUBLISHED_DOMAINS.keys()) {
    if (figure.options.every(({ percentages }) => (percentages[at] ?? null) === null)) continue;
    const asked = askedOf(people, at, figure);
    const sums = Array.from({ length: asked.length }, (_, more) => Math.round(asked.length * 1.15) + more);
    const counts = countsOfOptions(percentagesOf(figure, at), sums);
    const codes = dealOptions(figure, counts, asked.length);
    for (const [index, { answers }] of asked.entries()) {
      const own = codes.filter((_, place) => place % asked.length === index).sort((a, b) => a - b);
      answers.set(figure.question, { kind: 'multiple', codes: own, otherText: null });
    }
  }
}

/** All ticks in a row: person i gets the ones at i and i + n. The exclusive option goes to people who get one only. */
function dealOptions(
  { options, exclusive }: PublishedMultiple,
  counts: readonly number[],
  people: number,
): number[] {
  const ticks = options.map(({ code }, at) => ({ code, count: counts[at] ?? 0 }));
  const alone = ticks.filter(({ code }) => code === exclusive).flatMap(repeated);
  const others = ticks.filter(({ code }) => code !== exclusive).flatMap(repeated);
  const first = people - alone.length;
  return [...others.slice(0, first), ...alone, ...others.slice(first)];
}

function repeated({ code, count }: { readonly code: number; readonly count: number }): number[] {
  return Array<number>(count).fill(code);
}

function answerMean(people: readonly Person[], figure: PublishedMean, stream: RandomStream): void {
  for (const at of PUBLISHED_DOMAINS.keys()) {
    const asked = byMood(askedOf(people, at, figure), stream);
    const base = valueAt(figure.bases, at);
    const values = spreadValues(figure.shape, base, valueAt(figure.means, at));
    // Content people give high grades, and waited a short time.
    if (figure.shape === 'grade') values.reverse();
    setHidden(asked.slice(base), figure.question);
    for (const [index, value] of values.entries()) {
      asked[index]?.answers.set(figure.question, { kind: 'number', value });
    }
  }
}

function valueAt(values: PerDomain, at: number): number {
  return values[at] ?? 0;
}

/** What only the questionnaire of 2016 asks: who the parent is, and youth care beside JB/JR. */
function addContactQuestions(people: readonly Person[]): void {
  for (const [at, { domain, respondent, isInTables, mood, answers }] of people.entries()) {
    if (respondent === 'parent') answers.set('S5', single(at % 4 === 0 ? 2 : 1));
    if (domain !== 'jb_jr') continue;
    answers.set('S4', single(isInTables ? 1 : 2));
    if (isInTables) continue;
    answers.set('C1', single(mood > 350 ? 1 : 2));
    answers.set('C2', { kind: 'number', value: mood > 350 ? 7 : 4 });
  }
}
