import type { ExclusionReason } from './exclusion-reason.js';

/** What a contact wants with one client: the reason that the page showed, and the one that it should become. */
export interface MarkChange {
  readonly clientKey: string;
  /** What the page showed when it was made; `null` for may be approached. */
  readonly shown: ExclusionReason | null;
  readonly chosen: ExclusionReason | null;
}

/** Somebody else changed the same mark since the page was made. */
export interface MarkConflict {
  readonly clientKey: string;
  readonly chosen: ExclusionReason | null;
  readonly stored: ExclusionReason | null;
}

/** What a save comes to. */
export interface MergedMarks {
  readonly changes: readonly { readonly clientKey: string; readonly reason: ExclusionReason | null }[];
  readonly conflicts: readonly MarkConflict[];
}

/**
 * Decides which marks of a page are saved, so that nobody overwrites what a colleague did meanwhile: what the page
 * did not change is left alone, and what both changed differently is not saved but told.
 * @param wanted every client of the page
 * @param stored the marks as they are now, by client; a client without one may be approached
 * @example mergeMarks([{ clientKey: 'a', shown: null, chosen: 'bezwaar' }], new Map()).changes.length // 1
 */
export function mergeMarks(
  wanted: readonly MarkChange[],
  stored: ReadonlyMap<string, ExclusionReason>,
): MergedMarks {
  const touched = wanted
    .filter(({ shown, chosen }) => shown !== chosen)
    .map((change) => ({ ...change, stored: stored.get(change.clientKey) ?? null }))
    .filter(({ chosen, stored: now }) => chosen !== now);
  return {
    changes: touched
      .filter(({ shown, stored: now }) => shown === now)
      .map(({ clientKey, chosen }) => ({ clientKey, reason: chosen })),
    conflicts: touched
      .filter(({ shown, stored: now }) => shown !== now)
      .map(({ clientKey, chosen, stored: now }) => ({ clientKey, chosen, stored: now })),
  };
}
