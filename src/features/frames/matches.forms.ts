import { z } from 'zod';
import { matchDecisions } from '../../domain/frame/match-decision.js';
import { type MatchPairKind, matchPairKinds } from '../../domain/frame/match-pair.js';
import type { PairFilter, PairPlace } from './matches.service.js';

/** What was decided, and which kind of pairs is being worked through. */
export const decisionForm = z.object({
  decision: z.enum(matchDecisions, 'Kies of het dezelfde persoon is of niet.'),
});

/** Which pairs the list shows. Whatever cannot be read shows the open pairs from the start. */
export function pairFilterOf(fields: Readonly<Record<string, unknown>>): PairFilter {
  return { state: fields['state'] === 'decided' ? 'decided' : 'open', kind: pairKindOf(fields) };
}

/** The kind that the list is limited to, or `null` for all. */
export function pairKindOf(fields: Readonly<Record<string, unknown>>): MatchPairKind | null {
  return matchPairKinds.find((kind) => kind === fields['kind']) ?? null;
}

export function pairPlaceOf(fields: Readonly<Record<string, unknown>>): PairPlace {
  const before = positionOf(fields['before']);
  return before > 0 ? { before } : { after: positionOf(fields['after']) };
}

function positionOf(value: unknown): number {
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : 0;
}

/** The key of the pair that was decided just before. */
export function lastPairOf(fields: Readonly<Record<string, unknown>>): string | null {
  const key = fields['last'];
  return typeof key === 'string' && /^[0-9a-f]{32}$/.test(key) ? key : null;
}
