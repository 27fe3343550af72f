import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, civilDate } from '../../../src/domain/calendar/civil-date.js';
import { addMinutes, instant } from '../../../src/domain/calendar/instant.js';
import { consentChoices } from '../../../src/domain/consent/consent-choices.js';
import type { ConsentRecord } from '../../../src/domain/consent/consent-record.js';
import { DEFAULT_CONSENT_RULES } from '../../../src/domain/consent/consent-rules.js';
import { type ConsentVerdict, mayAsk, whoMayBeAsked } from '../../../src/domain/consent/who-may-be-asked.js';

const TODAY = civilDate('2026-04-14');
const NOW = instant('2026-04-14T18:00:00+02:00');

function verdictAfter(bornOn: string, codes: readonly string[], hasGuardian = false): ConsentVerdict {
  const records: ConsentRecord[] = [];
  const verdict = (): ConsentVerdict =>
    whoMayBeAsked({ bornOn: civilDate(bornOn), hasGuardian }, records, TODAY, DEFAULT_CONSENT_RULES);
  for (const code of codes) {
    const choice = consentChoices(verdict()).find((one) => one.code === code);
    if (choice === undefined) throw new RangeError(`${code} cannot be chosen`);
    for (const decision of choice.decisions) {
      const at = addMinutes(NOW, records.length);
      records.push({ ...decision, at, withdrawnAt: null, textVersion: '1', language: 'nl' });
    }
  }
  return verdict();
}

describe('the answers to the question for consent', () => {
  it.each([
    { who: 'a parent of a child of 8', bornOn: '2018-01-01', said: [], codes: ['agree', 'decline'] },
    {
      who: 'a parent of a child of 14',
      bornOn: '2012-01-15',
      said: [],
      codes: ['permit', 'instead', 'decline'],
    },
    {
      who: 'a young person of 14 after permission',
      bornOn: '2012-01-15',
      said: ['permit'],
      codes: ['agree', 'decline'],
    },
    {
      who: 'a parent after the young person declined',
      bornOn: '2012-01-15',
      said: ['permit', 'decline'],
      codes: ['instead', 'decline'],
    },
    { who: 'a young person of 16', bornOn: '2010-04-14', said: [], codes: ['agree', 'decline'] },
    { who: 'anybody who agreed', bornOn: '2018-01-01', said: ['agree'], codes: [] },
    { who: 'anybody who declined', bornOn: '2018-01-01', said: ['decline'], codes: [] },
  ])('are, for $who, $codes', ({ bornOn, said, codes }) => {
    expect(consentChoices(verdictAfter(bornOn, said)).map(({ code }) => code)).toEqual(codes);
  });

  it.each([
    { bornOn: '2018-01-01', said: ['agree'], interviewed: 'parent' },
    { bornOn: '2012-01-15', said: ['instead'], interviewed: 'parent' },
    { bornOn: '2012-01-15', said: ['permit', 'agree'], interviewed: 'youth' },
    { bornOn: '2012-01-15', said: ['permit', 'decline', 'instead'], interviewed: 'parent' },
    { bornOn: '2010-04-14', said: ['agree'], interviewed: 'youth' },
  ])('$said leads for a child born on $bornOn to an interview with the $interviewed', (row) => {
    expect(verdictAfter(row.bornOn, row.said)).toMatchObject({ mayBeInterviewed: row.interviewed });
  });

  it('leads a ward to the guardian', () => {
    const [agree] = consentChoices(verdictAfter('2018-01-01', [], true));
    expect(agree?.decisions).toEqual([
      { givenBy: 'guardian', subject: 'own_participation', decision: 'given' },
    ]);
    expect(agree?.label).toBe('Ja, de voogd doet mee');
  });

  it('never record what may not be asked, and always end in somebody or nobody', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 23 * 365 }),
        fc.boolean(),
        fc.array(fc.nat(), { minLength: 5, maxLength: 5 }),
        (days, hasGuardian, draws) => {
          const bornOn = addDays(TODAY, -days);
          const said: string[] = [];
          for (let turn = 0; turn < 5; turn += 1) {
            const verdict = verdictAfter(bornOn, said, hasGuardian);
            const choices = consentChoices(verdict);
            for (const { decisions } of choices) {
              expect(decisions.every(({ givenBy, subject }) => mayAsk(verdict, givenBy, subject))).toBe(true);
            }
            if (choices.length === 0) return;
            const draw = draws[turn] ?? 0;
            said.push(choices[draw % choices.length]?.code ?? '');
          }
          throw new Error('there is always one more question');
        },
      ),
    );
  });
});
