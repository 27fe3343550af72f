import { describe, expect, it } from 'vitest';
import { instant } from '../../../src/domain/calendar/instant.js';
import type { ConsentRecord } from '../../../src/domain/consent/consent-record.js';
import { DEFAULT_CONSENT_RULES } from '../../../src/domain/consent/consent-rules.js';
import { handoverDecisions, handoverOf, mayAnswersStay } from '../../../src/domain/consent/handover.js';
import { whoMayBeAsked } from '../../../src/domain/consent/who-may-be-asked.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';

const TODAY = civilDate('2026-04-14');

function said(
  minute: number,
  decision: Pick<ConsentRecord, 'givenBy' | 'subject' | 'decision'>,
): ConsentRecord {
  const at = instant(`2026-04-14T18:${String(minute).padStart(2, '0')}:00+02:00`);
  return { ...decision, at, withdrawnAt: null, textVersion: '1', language: 'nl' };
}

const PERMITTED = said(1, { givenBy: 'parent', subject: 'youth_participation', decision: 'given' });
const AGREED = said(2, { givenBy: 'youth', subject: 'own_participation', decision: 'given' });
const INSTEAD = said(1, { givenBy: 'parent', subject: 'parent_instead', decision: 'given' });

function verdictOf(bornOn: string, consents: readonly ConsentRecord[]) {
  return whoMayBeAsked(
    { bornOn: civilDate(bornOn), hasGuardian: false },
    consents,
    TODAY,
    DEFAULT_CONSENT_RULES,
  );
}

describe('going on with somebody else', () => {
  const byParent = said(1, { givenBy: 'parent', subject: 'own_participation', decision: 'given' });

  it.each([
    ['a young person of 13', '2012-10-01', [PERMITTED, AGREED], 'parent'],
    ['the parent of one of 13', '2012-10-01', [INSTEAD], 'youth'],
    ['a young person of 13 who did not agree yet', '2012-10-01', [PERMITTED], null],
    ['the parent of a child of 8', '2018-02-01', [byParent], null],
    ['a young person of 17', '2008-10-01', [AGREED], null],
  ])('after %s', (_who, bornOn, consents, to) => {
    expect(handoverOf(verdictOf(bornOn, consents), 'parent')?.to ?? null).toBe(to);
  });

  it.each([
    { before: [PERMITTED, AGREED], isKept: true, to: 'parent', stay: true },
    { before: [PERMITTED, AGREED], isKept: false, to: 'parent', stay: false },
    { before: [INSTEAD], isKept: true, to: 'youth', stay: true },
  ])('to the $to, kept: $isKept; the rules agree, and say whether the answers stay', (one) => {
    const handover = handoverOf(verdictOf('2012-10-01', one.before), 'parent');
    if (handover === null) throw new Error('nobody can go on');
    const after = [...one.before, ...handoverDecisions(handover, one.isKept).map((each) => said(10, each))];
    expect(verdictOf('2012-10-01', after)).toMatchObject({ kind: 'ask', mayBeInterviewed: one.to });
    expect(mayAnswersStay(after, handover.from)).toBe(one.stay);
  });

  it('keeps nothing once something was taken back', () => {
    const withdrawn = { ...PERMITTED, withdrawnAt: instant('2026-04-14T18:30:00+02:00') };
    expect(mayAnswersStay([withdrawn, AGREED], 'youth')).toBe(false);
    expect(mayAnswersStay([], 'youth')).toBe(false);
    const agreed = { givenBy: 'parent', subject: 'own_participation', decision: 'given' } as const;
    const refused = { ...agreed, subject: 'parent_instead', decision: 'refused' } as const;
    expect(mayAnswersStay([said(1, agreed)], 'parent')).toBe(true);
    expect(mayAnswersStay([said(1, agreed), said(2, refused)], 'parent')).toBe(false);
  });
});
