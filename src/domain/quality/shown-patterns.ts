import type { OutcomeCode } from '../contact/outcome.js';
import type { KeptAppointments } from './appointments-kept.js';
import { type CountedGroup, crossed, nameOf, type Traits, traitsOf } from './crossed-counts.js';
import type { FirstCallWait } from './first-call-wait.js';
import { hiddenCounts } from './hidden-counts.js';
import type { ShownShare } from './outcome-mix.js';
import { type MomentsOfCalls, shownCalls, type ShownCalls, type ShownTable } from './shown-calls.js';

/** Calls to numbers that did not work, with how many numbers and cases they were. */
export interface FailedCalls {
  readonly outcome: OutcomeCode;
  readonly calls: number;
  readonly numbers: number;
  readonly cases: number;
}

type Kind = 'hard' | 'soft';

/** When and how often people were called, and what came of it: of a domain, or of all together. */
export interface PatternFigures extends MomentsOfCalls {
  readonly wait: FirstCallWait;
  /** One for each outcome, also when there were none. */
  readonly failed: readonly FailedCalls[];
  readonly appointments: Readonly<Record<Kind, KeptAppointments>>;
}

/** Numbers of which those that may not be shown are `null`. */
type Shown<T> = { readonly [K in keyof T]: T[K] extends number ? number | null : T[K] };

/** How long cases waited, as far as it may be shown. */
export interface ShownWait extends Shown<Pick<FirstCallWait, 'called' | 'notCalled'>> {
  readonly spans: readonly (Omit<FirstCallWait['spans'][number], 'count'> & {
    readonly count: number | null;
  })[];
  readonly medianDays: number | null;
}

/** What became of appointments, as far as it may be shown. */
export interface ShownAppointments extends Shown<Omit<KeptAppointments, 'spoken'>> {
  readonly kept: ShownShare;
  readonly spoken: ShownShare;
}

/** What may be shown of it. */
export interface ShownPatterns {
  readonly week: ShownTable;
  readonly turns: readonly ShownCalls[];
  readonly wait: ShownWait;
  readonly failed: readonly Shown<FailedCalls>[];
  readonly appointments: Readonly<Record<Kind, ShownAppointments>>;
}

/**
 * The figures of a domain, or of all together, in which fewer than five of something is hidden, and what would give it
 * away on the page of any other domain.
 * @param all per domain
 * @param own those that are shown
 * @param traits what these have in common: a domain, or nothing
 * @example shownPatterns(new Map([['a', own]]), own, {}).failed[0]?.calls // 20
 */
export function shownPatterns(
  all: ReadonlyMap<string, PatternFigures>,
  own: PatternFigures,
  traits: Traits,
): ShownPatterns {
  return {
    ...shownCalls(all, own, traits),
    wait: shownWait(all, own, traits),
    failed: shownFailed(all, own, traits),
    appointments: shownAppointments(all, own, traits),
  };
}

/** Which sums of a table stand on no page, and which are known from another. */
interface Sums {
  readonly unseen?: (traits: Traits) => boolean;
  readonly known?: (traits: Traits) => boolean;
}

/** What counts per domain may show, by the traits of the count. */
function revealer(
  all: ReadonlyMap<string, PatternFigures>,
  groupsOf: (own: PatternFigures) => readonly CountedGroup[],
  { unseen = () => false, known = () => false }: Sums = {},
): (count: number, traits: Traits) => number | null {
  const table = crossed(
    [...all].flatMap(([domain, own]) =>
      groupsOf(own).map(({ traits, counts }) => ({ traits: { domain, ...traits }, counts })),
    ),
  );
  const namesOf = (is: (traits: Traits) => boolean): ReadonlySet<string> =>
    new Set([...table.counts.keys()].filter((name) => is(traitsOf(name))));
  const hidden = hiddenCounts({ ...table, hidden: namesOf(unseen), known: namesOf(known) });
  return (count, traits) => (hidden.has(nameOf(traits)) ? null : count);
}

function shownWait(
  all: ReadonlyMap<string, PatternFigures>,
  { wait }: PatternFigures,
  traits: Traits,
): ShownWait {
  const reveal = revealer(all, (own) =>
    own.wait.spans.map(({ fromDays, count }) => ({ traits: { wait: String(fromDays) }, counts: [count] })),
  );
  const revealRest = revealer(all, (own) => [{ traits: {}, counts: [own.wait.notCalled] }]);
  const called = reveal(wait.called, traits);
  return {
    spans: wait.spans.map((span) => ({
      ...span,
      count: reveal(span.count, { ...traits, wait: String(span.fromDays) }),
    })),
    called,
    notCalled: revealRest(wait.notCalled, traits),
    medianDays: called === null ? null : wait.medianDays,
  };
}

/** Of calls their sum is known too: which calls say something of the line stands on other pages. */
function shownFailed(
  all: ReadonlyMap<string, PatternFigures>,
  { failed }: PatternFigures,
  traits: Traits,
): ShownPatterns['failed'] {
  const revealerOf = (measure: 'calls' | 'numbers' | 'cases') =>
    revealer(
      all,
      (own) => own.failed.map((one) => ({ traits: { outcome: one.outcome }, counts: [one[measure]] })),
      { [measure === 'calls' ? 'known' : 'unseen']: ({ outcome }: Traits) => outcome === undefined },
    );
  const [calls, numbers, cases] = [revealerOf('calls'), revealerOf('numbers'), revealerOf('cases')];
  return failed.map((one) => {
    const own = { ...traits, outcome: one.outcome };
    return {
      outcome: one.outcome,
      calls: calls(one.calls, own),
      numbers: numbers(one.numbers, own),
      cases: cases(one.cases, own),
    };
  });
}

const PARTS = ['early', 'onTime', 'late', 'notCalled'] as const;

/** Appointments of both kinds together stand on no page. */
function shownAppointments(
  all: ReadonlyMap<string, PatternFigures>,
  { appointments }: PatternFigures,
  traits: Traits,
): ShownPatterns['appointments'] {
  const ofKinds = (groupsOf: (kept: KeptAppointments) => readonly CountedGroup[]) =>
    revealer(
      all,
      (own) =>
        KINDS.flatMap((kind) =>
          groupsOf(own.appointments[kind]).map((group) => ({
            ...group,
            traits: { ...group.traits, kind },
          })),
        ),
      { unseen: ({ kind }) => kind === undefined },
    );
  const reveal = ofKinds((kept) => PARTS.map((part) => ({ traits: { part }, counts: [kept[part]] })));
  const revealSpoken = ofKinds(({ spoken, onTime }) => [{ traits: {}, counts: [spoken, onTime - spoken] }]);
  const shown = (kind: Kind): ShownAppointments => {
    const kept = appointments[kind];
    const own = { ...traits, kind };
    const part = (name: (typeof PARTS)[number]): number | null => reveal(kept[name], { ...own, part: name });
    const made = reveal(kept.made, own);
    const onTime = part('onTime');
    return {
      made,
      early: part('early'),
      onTime,
      late: part('late'),
      notCalled: part('notCalled'),
      kept: shareOf(onTime, made),
      spoken: shareOf(revealSpoken(kept.spoken, own), onTime),
    };
  };
  return { hard: shown('hard'), soft: shown('soft') };
}

const KINDS = ['hard', 'soft'] as const;

function shareOf(part: number | null, whole: number | null): ShownShare {
  if (whole === 0) return 'none';
  return part === null || whole === null ? 'few' : { part, whole };
}
