import { type Command } from 'commander';
import { type MatchDecision, matchDecisions } from '../domain/frame/match-decision.js';
import { UserProblem } from '../errors.js';
import {
  countMatches,
  decideMatch,
  type ListedPair,
  listMatches,
  type MatchCounts,
  type PairFilter,
  type RefusedDecision,
  undoMatch,
} from '../features/frames/matches.service.js';
import type { Reader } from '../database/database.js';
import { getStudy, type Study } from '../features/studies/studies.service.js';
import { command, type CommonOptions, run } from './run.js';

interface Options extends CommonOptions {
  readonly study?: string;
  readonly decide?: readonly string[];
  readonly undo?: string;
}

const PAIRS_AT_ONCE = 500;

/** `frame matches`: persons of the frame who may be one; without anything that says who they are. */
export function frameMatchesCommand(): Command {
  return command('matches', 'list persons who may be one, and decide on them')
    .argument('[study]', 'the study')
    .option('--study <slug>', 'the study, as the other commands take it')
    .option('--decide <pair...>', 'a pair and what it is: same or different')
    .option('--undo <pair>', 'take back the decision on a pair')
    .action(async (argument: string | undefined, options: Options) => {
      await run(options, async (app, actor) => {
        const slug = slugOf(argument ?? options.study);
        if (options.decide !== undefined) {
          const wanted = decisionOf(options.decide);
          ensureAccepted(await decideMatch(app, actor, slug, wanted));
        }
        if (options.undo !== undefined) await undoMatch(app, actor, slug, options.undo);
        const db = app.database.read;
        const study = await getStudy(db, slug);
        const counts = await countMatches(db, study);
        const pairs = [...(await allPairs(db, study, 'open')), ...(await allPairs(db, study, 'decided'))];
        return { json: matchesJson(study, counts, pairs), text: matchesText(study, counts, pairs) };
      });
    });
}

function slugOf(slug: string | undefined): string {
  if (slug !== undefined) return slug;
  throw new UserProblem('invalid_input', 'Noem het onderzoek: frame matches ceo-jeugd-2025.');
}

function decisionOf([key, decision]: readonly string[]): { key: string; decision: MatchDecision } {
  const known = matchDecisions.find((one) => one === decision);
  if (key !== undefined && known !== undefined) return { key, decision: known };
  throw new UserProblem(
    'invalid_input',
    'Schrijf --decide als --decide PAAR same, of --decide PAAR different.',
  );
}

function ensureAccepted(refusal: RefusedDecision | null): void {
  if (refusal === null) return;
  const same = refusal.same.map(([one, other]) => `${String(one)} = ${String(other)}`).join(', ');
  const different = refusal.different.map(String).join(' ≠ ');
  throw new UserProblem(
    'wrong_state',
    `Dit besluit past niet bij eerdere besluiten: ${same}, maar ${different}. Er is niets opgeslagen.`,
  );
}

async function allPairs(db: Reader, study: Study, state: PairFilter['state']): Promise<ListedPair[]> {
  const pairs: ListedPair[] = [];
  for (;;) {
    const after = pairs.at(-1)?.position ?? 0;
    const page = await listMatches(db, study, { state, kind: null, after, limit: PAIRS_AT_ONCE });
    pairs.push(...page);
    if (page.length < PAIRS_AT_ONCE) return pairs;
  }
}

/** What the pair stands at, in one word. */
function stateOf({ decision, isOpen }: ListedPair): 'open' | 'same' | 'different' {
  return decision ?? (isOpen ? 'open' : 'same');
}

function matchesJson(study: Study, counts: MatchCounts, pairs: readonly ListedPair[]): object {
  const codeOf = new Map(study.domains.map(({ id, code }) => [id, code]));
  return {
    study: study.slug,
    open: counts.open,
    decided: counts.decided,
    certain_rows: counts.certain,
    pairs: pairs.map((pair) => ({
      pair: pair.key,
      kind: pair.kind,
      state: stateOf(pair),
      persons: pair.persons.map(({ number, sources }) => ({
        number,
        rows: sources.map(({ domainId, organisationName, fileName, line }) => ({
          domain: codeOf.get(domainId) ?? null,
          organisation: organisationName,
          file: fileName,
          line,
        })),
      })),
    })),
  };
}

function matchesText(study: Study, counts: MatchCounts, pairs: readonly ListedPair[]): string {
  const codeOf = new Map(study.domains.map(({ id, code }) => [id, code]));
  const lines = pairs.map((pair) => {
    const persons = pair.persons.map(({ number, sources }) => {
      const rows = sources.map(
        ({ domainId, organisationName, fileName, line }) =>
          `${codeOf.get(domainId) ?? ''} ${organisationName}, ${fileName} regel ${String(line)}`,
      );
      return `  ${String(number)}: ${rows.join('; ')}`;
    });
    return [`${pair.key} ${pair.kind} ${stateOf(pair)}`, ...persons].join('\n');
  });
  return [
    ...lines,
    `Te beslissen: ${String(counts.open)} paren. Besloten: ${String(counts.decided)}. ` +
      `Vanzelf bij een bekende cliënt gekomen: ${String(counts.certain)} regels.`,
  ].join('\n');
}
