import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, civilDate, type CivilDate } from '../../../src/domain/calendar/civil-date.js';
import { instantAt } from '../../../src/domain/calendar/instant.js';
import {
  CONTACT_ROLES,
  type ConsentRecord,
  type ConsentSubject,
  type ContactRole,
} from '../../../src/domain/consent/consent-record.js';
import {
  type ConsentRules,
  consentRulesProblems,
  DEFAULT_CONSENT_RULES,
} from '../../../src/domain/consent/consent-rules.js';
import { explainConsent } from '../../../src/domain/consent/explain-consent.js';
import {
  type ConsentVerdict,
  mayAsk,
  mayCall,
  mayInterview,
  whoMayBeAsked,
} from '../../../src/domain/consent/who-may-be-asked.js';

const TODAY = civilDate('2026-04-01');

interface Spoken {
  decision?: 'given' | 'refused';
  on?: string;
  minute?: number;
  withdrawnOn?: string;
}

function said(givenBy: ContactRole, subject: ConsentSubject, spoken: Spoken = {}): ConsentRecord {
  const { decision = 'given', on = '2026-03-31', minute = 600, withdrawnOn } = spoken;
  return {
    givenBy,
    subject,
    decision,
    at: instantAt(civilDate(on), minute),
    withdrawnAt: withdrawnOn === undefined ? null : instantAt(civilDate(withdrawnOn), 600),
    textVersion: '1',
    language: 'nl',
  };
}

/** The verdict in one line: who is asked for / what of whom / who is interviewed, or nobody and why. */
function inShort(verdict: ConsentVerdict): string {
  if (verdict.kind === 'nobody') return `nobody: ${verdict.reason}`;
  const questions = verdict.questions.map(({ of, subject }) => `${of} ${subject}`).join(' + ');
  const called = verdict.mayBeCalled.join('+');
  return verdict.mayBeInterviewed === null
    ? `call ${called}: ${questions}`
    : `call ${called}: interview ${verdict.mayBeInterviewed}`;
}

const ASK_PARENT = 'call parent: parent own_participation';
const ASK_GUARDIAN = 'call guardian: guardian own_participation';
const ASK_BOTH = 'call parent: parent youth_participation + parent parent_instead';
const ASK_GUARDIAN_BOTH = 'call guardian: guardian youth_participation + guardian parent_instead';
const ASK_YOUTH_HANDED_OVER = 'call youth+parent: youth own_participation';
const ASK_YOUTH = 'call youth: youth own_participation';

// Born so that the age on 1 April 2026 is known by subtraction.
const AGED = {
  0: '2026-01-01',
  4: '2021-06-01',
  8: '2018-01-01',
  11: '2014-06-01',
  12: '2013-06-01',
  13: '2012-06-01',
  14: '2011-06-01',
  15: '2010-06-01',
  16: '2009-06-01',
  17: '2008-06-01',
  18: '2007-06-01',
  22: '2003-06-01',
} as const;

interface Case {
  born: string;
  on?: string;
  guardian?: boolean;
  consents?: ConsentRecord[];
  rules?: Partial<ConsentRules>;
  is: string;
}

const OLDER_FROM_17 = { ownConsentFromAge: 17 };
const refused: Spoken = { decision: 'refused' };

const CASES: Record<string, Case> = {
  // under 12
  'a baby: the parent': { born: AGED[0], is: ASK_PARENT },
  'a child of 4: the parent': { born: AGED[4], is: ASK_PARENT },
  'a child of 8: the parent': { born: AGED[8], is: ASK_PARENT },
  'a child of 11: the parent': { born: AGED[11], is: ASK_PARENT },
  'a child of 11 in voogdij: the guardian': { born: AGED[11], guardian: true, is: ASK_GUARDIAN },
  'under 12, the parent agreed': {
    born: AGED[11],
    consents: [said('parent', 'own_participation')],
    is: 'call parent: interview parent',
  },
  'under 12, the parent refused': {
    born: AGED[11],
    consents: [said('parent', 'own_participation', refused)],
    is: 'nobody: adult_refused',
  },
  'under 12, the parent refused and later agreed': {
    born: AGED[11],
    consents: [
      said('parent', 'own_participation', { decision: 'refused', minute: 600 }),
      said('parent', 'own_participation', { minute: 700 }),
    ],
    is: 'call parent: interview parent',
  },
  'under 12, the parent agreed and later refused, given in the wrong order': {
    born: AGED[11],
    consents: [
      said('parent', 'own_participation', { decision: 'refused', minute: 700 }),
      said('parent', 'own_participation', { minute: 600 }),
    ],
    is: 'nobody: adult_refused',
  },
  'under 12, the parent agreed and withdrew': {
    born: AGED[11],
    consents: [said('parent', 'own_participation', { on: '2026-03-20', withdrawnOn: '2026-03-30' })],
    is: 'nobody: withdrawn',
  },
  'under 12, permission for the child counts for nothing': {
    born: AGED[11],
    consents: [said('parent', 'youth_participation')],
    is: ASK_PARENT,
  },
  'under 12, a word of the child counts for nothing': {
    born: AGED[11],
    consents: [said('youth', 'own_participation')],
    is: ASK_PARENT,
  },
  'under 12, a refusal of the child counts for nothing': {
    born: AGED[11],
    consents: [said('youth', 'own_participation', refused)],
    is: ASK_PARENT,
  },
  'under 12 in voogdij, the parent agreed: still the guardian': {
    born: AGED[11],
    guardian: true,
    consents: [said('parent', 'own_participation')],
    is: ASK_GUARDIAN,
  },
  'under 12 in voogdij, the guardian agreed': {
    born: AGED[11],
    guardian: true,
    consents: [said('guardian', 'own_participation')],
    is: 'call guardian: interview guardian',
  },
  'under 12 without voogdij, a guardian agreed: still the parent': {
    born: AGED[11],
    consents: [said('guardian', 'own_participation')],
    is: ASK_PARENT,
  },
  // birthdays
  'the day before the 12th birthday: the parent alone': { born: '2014-04-02', is: ASK_PARENT },
  'the 12th birthday: permission first': { born: '2014-04-01', is: ASK_BOTH },
  'the day after the 12th birthday: permission first': { born: '2014-03-31', is: ASK_BOTH },
  'the day before the 16th birthday: permission first': { born: '2010-04-02', is: ASK_BOTH },
  'the 16th birthday: the young person alone': { born: '2010-04-01', is: ASK_YOUTH },
  'the day after the 16th birthday: the young person alone': { born: '2010-03-31', is: ASK_YOUTH },
  'the day before the 12th birthday in voogdij': { born: '2014-04-02', guardian: true, is: ASK_GUARDIAN },
  'the 12th birthday in voogdij': { born: '2014-04-01', guardian: true, is: ASK_GUARDIAN_BOTH },
  'the 16th birthday in voogdij': { born: '2010-04-01', guardian: true, is: ASK_YOUTH },
  'born on 29 February, 28 February 12 years later but one day': {
    born: '2012-02-29',
    on: '2024-02-28',
    is: ASK_PARENT,
  },
  'born on 29 February, on 29 February 12 years later': {
    born: '2012-02-29',
    on: '2024-02-29',
    is: ASK_BOTH,
  },
  'born on 29 February, on 28 February in the year of turning 15': {
    born: '2012-02-29',
    on: '2027-02-28',
    is: ASK_BOTH,
  },
  'born on 29 February, on 28 February in the year of turning 16': {
    born: '2012-02-29',
    on: '2028-02-28',
    is: ASK_BOTH,
  },
  'born on 29 February, on the 16th birthday': { born: '2012-02-29', on: '2028-02-29', is: ASK_YOUTH },
  'born on 29 February 2008, on 1 March 2021 turned 13': {
    born: '2008-02-29',
    on: '2021-03-01',
    is: ASK_BOTH,
  },
  // 12 to 15
  'a young person of 12: permission first': { born: AGED[12], is: ASK_BOTH },
  'a young person of 13: permission first': { born: AGED[13], is: ASK_BOTH },
  'a young person of 15: permission first': { born: AGED[15], is: ASK_BOTH },
  'a young person of 14 in voogdij: the guardian first': {
    born: AGED[14],
    guardian: true,
    is: ASK_GUARDIAN_BOTH,
  },
  'permission given: the young person, through the parent': {
    born: AGED[14],
    consents: [said('parent', 'youth_participation')],
    is: ASK_YOUTH_HANDED_OVER,
  },
  'permission given and the young person agrees': {
    born: AGED[14],
    consents: [said('parent', 'youth_participation'), said('youth', 'own_participation', { minute: 610 })],
    is: 'call youth+parent: interview youth',
  },
  'permission given and the young person declines: offer the parent': {
    born: AGED[14],
    consents: [said('parent', 'youth_participation'), said('youth', 'own_participation', refused)],
    is: 'call parent: parent parent_instead',
  },
  'the young person declines and the parent answers': {
    born: AGED[14],
    consents: [
      said('parent', 'youth_participation'),
      said('youth', 'own_participation', refused),
      said('parent', 'parent_instead', { minute: 620 }),
    ],
    is: 'call parent: interview parent',
  },
  'the young person declines and the parent too': {
    born: AGED[14],
    consents: [
      said('parent', 'youth_participation'),
      said('youth', 'own_participation', refused),
      said('parent', 'parent_instead', { decision: 'refused', minute: 620 }),
    ],
    is: 'nobody: youth_and_adult_refused',
  },
  'no permission, the parent may still answer': {
    born: AGED[14],
    consents: [said('parent', 'youth_participation', refused)],
    is: 'call parent: parent parent_instead',
  },
  'no permission, the parent answers instead': {
    born: AGED[14],
    consents: [said('parent', 'youth_participation', refused), said('parent', 'parent_instead')],
    is: 'call parent: interview parent',
  },
  'the parent refuses both': {
    born: AGED[14],
    consents: [said('parent', 'youth_participation', refused), said('parent', 'parent_instead', refused)],
    is: 'nobody: adult_refused',
  },
  'the parent prefers to answer': {
    born: AGED[14],
    consents: [said('parent', 'parent_instead')],
    is: 'call parent: interview parent',
  },
  'the parent does not want to answer, permission is still open': {
    born: AGED[14],
    consents: [said('parent', 'parent_instead', refused)],
    is: 'call parent: parent youth_participation',
  },
  'the parent first wants to answer, then permits the young person': {
    born: AGED[14],
    consents: [
      said('parent', 'parent_instead', { minute: 600 }),
      said('parent', 'youth_participation', { minute: 700 }),
    ],
    is: ASK_YOUTH_HANDED_OVER,
  },
  'the parent permits, then answers instead': {
    born: AGED[14],
    consents: [
      said('parent', 'youth_participation', { minute: 600 }),
      said('parent', 'parent_instead', { minute: 700 }),
    ],
    is: 'call parent: interview parent',
  },
  'permission given and taken back by a later refusal': {
    born: AGED[14],
    consents: [
      said('parent', 'youth_participation', { minute: 600 }),
      said('parent', 'youth_participation', { decision: 'refused', minute: 700 }),
    ],
    is: 'call parent: parent parent_instead',
  },
  'the young person agrees without permission: permission first': {
    born: AGED[14],
    consents: [said('youth', 'own_participation')],
    is: ASK_BOTH,
  },
  'permission withdrawn': {
    born: AGED[14],
    consents: [said('parent', 'youth_participation', { on: '2026-03-20', withdrawnOn: '2026-03-30' })],
    is: 'nobody: withdrawn',
  },
  'the young person withdraws while permission stands': {
    born: AGED[14],
    consents: [
      said('parent', 'youth_participation'),
      said('youth', 'own_participation', { withdrawnOn: '2026-04-01' }),
    ],
    is: 'nobody: withdrawn',
  },
  'in voogdij, the permission of a parent counts for nothing': {
    born: AGED[14],
    guardian: true,
    consents: [said('parent', 'youth_participation')],
    is: ASK_GUARDIAN_BOTH,
  },
  'in voogdij, the guardian permits': {
    born: AGED[14],
    guardian: true,
    consents: [said('guardian', 'youth_participation')],
    is: 'call youth+guardian: youth own_participation',
  },
  'in voogdij, the guardian refuses both': {
    born: AGED[14],
    guardian: true,
    consents: [said('guardian', 'youth_participation', refused), said('guardian', 'parent_instead', refused)],
    is: 'nobody: adult_refused',
  },
  'in voogdij, the young person declines: offer the guardian': {
    born: AGED[14],
    guardian: true,
    consents: [said('guardian', 'youth_participation'), said('youth', 'own_participation', refused)],
    is: 'call guardian: guardian parent_instead',
  },
  // turning 12 during fieldwork
  'turned 12, the parent had agreed to the own interview: asked again': {
    born: '2014-04-01',
    consents: [said('parent', 'own_participation', { on: '2026-03-31' })],
    is: ASK_BOTH,
  },
  'turned 12, the parent had refused: a refusal is a refusal': {
    born: '2014-04-01',
    consents: [said('parent', 'own_participation', { decision: 'refused', on: '2026-03-31' })],
    is: 'nobody: adult_refused',
  },
  'turned 12, a permission said the day before is void': {
    born: '2014-04-01',
    consents: [said('parent', 'youth_participation', { on: '2026-03-31' })],
    is: ASK_BOTH,
  },
  'turned 12 today, permission given today': {
    born: '2014-04-01',
    consents: [said('parent', 'youth_participation', { on: '2026-04-01' })],
    is: ASK_YOUTH_HANDED_OVER,
  },
  // turning 16 during fieldwork
  'turned 16, permission of the parent is void': {
    born: '2010-04-01',
    consents: [said('parent', 'youth_participation')],
    is: ASK_YOUTH,
  },
  'turned 16, a parent who would answer instead no longer may': {
    born: '2010-04-01',
    consents: [said('parent', 'parent_instead')],
    is: ASK_YOUTH,
  },
  'turned 16, the refusal of the parent does not bind the young person': {
    born: '2010-04-01',
    consents: [said('parent', 'youth_participation', refused), said('parent', 'parent_instead', refused)],
    is: ASK_YOUTH,
  },
  'turned 16, the own agreement of before stands': {
    born: '2010-04-01',
    consents: [said('parent', 'youth_participation'), said('youth', 'own_participation')],
    is: 'call youth: interview youth',
  },
  'turned 16, the own refusal of before stands': {
    born: '2010-04-01',
    consents: [said('parent', 'youth_participation'), said('youth', 'own_participation', refused)],
    is: 'nobody: youth_refused',
  },
  'turned 16, a withdrawal of before stands': {
    born: '2010-04-01',
    consents: [said('parent', 'youth_participation', { on: '2026-03-20', withdrawnOn: '2026-03-25' })],
    is: 'nobody: withdrawn',
  },
  'the day before turning 16, permission still counts': {
    born: '2010-04-02',
    consents: [said('parent', 'youth_participation')],
    is: ASK_YOUTH_HANDED_OVER,
  },
  // 16 and over
  'a young person of 16: alone': { born: AGED[16], is: ASK_YOUTH },
  'a young person of 17: alone': { born: AGED[17], is: ASK_YOUTH },
  'a young person of 18: alone': { born: AGED[18], is: ASK_YOUTH },
  'a young person of 22: alone': { born: AGED[22], is: ASK_YOUTH },
  'a young person of 17 in voogdij: alone': { born: AGED[17], guardian: true, is: ASK_YOUTH },
  '16 and over, agreed': {
    born: AGED[17],
    consents: [said('youth', 'own_participation')],
    is: 'call youth: interview youth',
  },
  '16 and over, refused': {
    born: AGED[17],
    consents: [said('youth', 'own_participation', refused)],
    is: 'nobody: youth_refused',
  },
  '16 and over, withdrew': {
    born: AGED[17],
    consents: [said('youth', 'own_participation', { withdrawnOn: '2026-04-01' })],
    is: 'nobody: withdrawn',
  },
  '16 and over, a parent cannot agree for them': {
    born: AGED[17],
    consents: [said('parent', 'own_participation')],
    is: ASK_YOUTH,
  },
  '16 and over, a parent cannot refuse for them': {
    born: AGED[17],
    consents: [said('parent', 'own_participation', refused)],
    is: ASK_YOUTH,
  },
  // time and settings
  'a decision of tomorrow does not count today': {
    born: AGED[17],
    consents: [said('youth', 'own_participation', { on: '2026-04-02' })],
    is: ASK_YOUTH,
  },
  'a withdrawal of tomorrow does not count today': {
    born: AGED[17],
    consents: [said('youth', 'own_participation', { withdrawnOn: '2026-04-02' })],
    is: 'call youth: interview youth',
  },
  'with own consent from 17, a young person of 16 needs permission': {
    born: AGED[16],
    rules: OLDER_FROM_17,
    is: ASK_BOTH,
  },
  'with own consent from 17, the 17th birthday': { born: '2009-04-01', rules: OLDER_FROM_17, is: ASK_YOUTH },
  'with the parent alone until 16, a young person of 15 is not called': {
    born: AGED[15],
    rules: { parentOnlyBelowAge: 16 },
    is: ASK_PARENT,
  },
  'with leave to ask on the number of the parent': {
    born: AGED[17],
    rules: { mayAskForYouthOnParentNumber: true },
    is: 'call youth+parent: youth own_participation',
  },
};

function verdictOf({ born, on = TODAY, guardian = false, consents = [], rules = {} }: Case): ConsentVerdict {
  const youth = { bornOn: civilDate(born), hasGuardian: guardian };
  return whoMayBeAsked(youth, consents, civilDate(on), { ...DEFAULT_CONSENT_RULES, ...rules });
}

describe('who may be asked', () => {
  it('is decided in at least sixty cases', () => {
    expect(Object.keys(CASES).length).toBeGreaterThanOrEqual(60);
  });

  it.each(Object.entries(CASES))('%s', (_name, example) => {
    expect(inShort(verdictOf(example))).toBe(example.is);
  });

  it('counts the day in Amsterdam: agreed at half past midnight on the 16th birthday', () => {
    const after = { ...said('parent', 'youth_participation'), at: instantAt(civilDate('2026-04-01'), 30) };
    expect(after.at.slice(0, 10)).toBe('2026-03-31');
    expect(inShort(verdictOf({ born: '2010-04-01', consents: [after], is: '' }))).toBe(ASK_YOUTH);
    const turned12 = verdictOf({ born: '2014-04-01', consents: [after], is: '' });
    expect(inShort(turned12)).toBe(ASK_YOUTH_HANDED_OVER);
  });

  it('refuses a day before the birth', () => {
    expect(() => verdictOf({ born: '2026-04-02', is: '' })).toThrow(RangeError);
  });
});

const anyConsent: fc.Arbitrary<ConsentRecord> = fc
  .record({
    givenBy: fc.constantFrom(...CONTACT_ROLES),
    subject: fc.constantFrom<ConsentSubject>('own_participation', 'youth_participation', 'parent_instead'),
    decision: fc.constantFrom<'given' | 'refused'>('given', 'refused'),
    daysAgo: fc.integer({ min: 0, max: 60 }),
    minute: fc.integer({ min: 540, max: 1200 }),
  })
  .map(({ givenBy, subject, decision, daysAgo, minute }) =>
    said(givenBy, subject, { decision, on: addDays(TODAY, -daysAgo), minute }),
  );
const anyBirth: fc.Arbitrary<CivilDate> = fc
  .integer({ min: 100, max: 8500 })
  .map((days) => addDays(TODAY, -days));

describe('whatever was said before', () => {
  const anyCase = fc.record({
    bornOn: anyBirth,
    hasGuardian: fc.boolean(),
    consents: fc.array(anyConsent, { maxLength: 8 }),
  });

  it('a child under 12 is never called, asked or interviewed', () => {
    fc.assert(
      fc.property(anyCase, ({ bornOn, hasGuardian, consents }) => {
        const verdict = whoMayBeAsked({ bornOn, hasGuardian }, consents, TODAY, DEFAULT_CONSENT_RULES);
        fc.pre(bornOn > '2014-04-01');
        expect(mayCall(verdict, 'youth') || mayInterview(verdict, 'youth')).toBe(false);
        expect(mayAsk(verdict, 'youth', 'own_participation')).toBe(false);
      }),
    );
  });

  it('a young person under 16 is never called before an adult with authority permitted it', () => {
    fc.assert(
      fc.property(anyCase, ({ bornOn, hasGuardian, consents }) => {
        fc.pre(bornOn > '2010-04-01');
        const verdict = whoMayBeAsked({ bornOn, hasGuardian }, consents, TODAY, DEFAULT_CONSENT_RULES);
        const permitted = consents.some(
          (one) =>
            one.givenBy === (hasGuardian ? 'guardian' : 'parent') &&
            one.subject === 'youth_participation' &&
            one.decision === 'given',
        );
        expect(mayCall(verdict, 'youth') && !permitted).toBe(false);
      }),
    );
  });

  it('a parent is never called for a young person of 16 or over', () => {
    fc.assert(
      fc.property(anyCase, ({ bornOn, hasGuardian, consents }) => {
        fc.pre(bornOn <= '2010-04-01');
        const verdict = whoMayBeAsked({ bornOn, hasGuardian }, consents, TODAY, DEFAULT_CONSENT_RULES);
        expect(mayCall(verdict, 'parent') || mayCall(verdict, 'guardian')).toBe(false);
      }),
    );
  });

  it('an interview is only with somebody who may be called and who agreed', () => {
    fc.assert(
      fc.property(anyCase, ({ bornOn, hasGuardian, consents }) => {
        const verdict = whoMayBeAsked({ bornOn, hasGuardian }, consents, TODAY, DEFAULT_CONSENT_RULES);
        if (verdict.kind === 'nobody' || verdict.mayBeInterviewed === null) return;
        const { mayBeInterviewed } = verdict;
        expect(mayCall(verdict, mayBeInterviewed)).toBe(true);
        expect(verdict.questions).toEqual([]);
        expect(consents.some((one) => one.givenBy === mayBeInterviewed && one.decision === 'given')).toBe(
          true,
        );
      }),
    );
  });

  it('one withdrawal stops all', () => {
    fc.assert(
      fc.property(anyCase, anyConsent, ({ bornOn, hasGuardian, consents }, one) => {
        const all = [...consents, { ...one, withdrawnAt: one.at }];
        expect(inShort(whoMayBeAsked({ bornOn, hasGuardian }, all, TODAY, DEFAULT_CONSENT_RULES))).toBe(
          'nobody: withdrawn',
        );
      }),
    );
  });

  it('the verdict does not depend on the order in which records arrive', () => {
    fc.assert(
      fc.property(anyCase, ({ bornOn, hasGuardian, consents }) => {
        fc.pre(new Set(consents.map(({ at }) => at)).size === consents.length);
        const verdict = whoMayBeAsked({ bornOn, hasGuardian }, consents, TODAY, DEFAULT_CONSENT_RULES);
        expect(
          whoMayBeAsked({ bornOn, hasGuardian }, consents.toReversed(), TODAY, DEFAULT_CONSENT_RULES),
        ).toEqual(verdict);
      }),
    );
  });

  it('the verdict is explained in a Dutch sentence', () => {
    fc.assert(
      fc.property(anyCase, ({ bornOn, hasGuardian, consents }) => {
        const verdict = whoMayBeAsked({ bornOn, hasGuardian }, consents, TODAY, DEFAULT_CONSENT_RULES);
        expect(explainConsent(verdict, DEFAULT_CONSENT_RULES)).toMatch(/^(Het|De) .+[.”]$/);
      }),
    );
  });
});

describe('the explanation', () => {
  it.each<[string, string]>([
    [
      'a child of 11: the parent',
      'Het kind is jonger dan 12 en komt zelf niet aan de telefoon. Vraag de ouder om mee te doen.',
    ],
    [
      'a young person of 14 in voogdij: the guardian first',
      'De jongere is 12 tot en met 15: eerst beslist de ouder of voogd. Vraag de voogd of de jongere mag meedoen, of dat de voogd liever zelf antwoordt.',
    ],
    [
      'permission given: the young person, through the parent',
      'De jongere is 12 tot en met 15: eerst beslist de ouder of voogd. Er is toestemming. Vraag de jongere om mee te doen. Vraag eerst: “Kun je nu vrij praten?”',
    ],
    [
      'no permission, the parent may still answer',
      'De jongere is 12 tot en met 15: eerst beslist de ouder of voogd. Vraag of de ouder zelf wil antwoorden.',
    ],
    [
      'the parent does not want to answer, permission is still open',
      'De jongere is 12 tot en met 15: eerst beslist de ouder of voogd. Vraag de ouder of de jongere mag meedoen.',
    ],
    [
      'a young person of 16: alone',
      'De jongere is 16 of ouder en beslist zelf. Vraag de jongere om mee te doen. De ouder hoort hier niet van.',
    ],
    [
      'under 12, the parent agreed',
      'Het kind is jonger dan 12 en komt zelf niet aan de telefoon. Interview de ouder.',
    ],
    [
      'permission withdrawn',
      'De toestemming is ingetrokken. Niemand wordt nog gebeld en de antwoorden vervallen.',
    ],
  ])('of %s', (name, sentence) => {
    const example = CASES[name];
    if (example === undefined) throw new Error(`no case ${name}`);
    expect(explainConsent(verdictOf(example), DEFAULT_CONSENT_RULES)).toBe(sentence);
  });
});

describe('consent settings', () => {
  it.each<[Partial<ConsentRules>, string[]]>([
    [{}, []],
    [{ ownConsentFromAge: 14 }, ['ownConsentFromAge']],
    [{ ownConsentFromAge: 16.5 }, ['ownConsentFromAge']],
    [{ parentOnlyBelowAge: 10 }, ['parentOnlyBelowAge']],
    [{ parentOnlyBelowAge: 17 }, ['parentOnlyBelowAge']],
    [{ ownConsentFromAge: 17, parentOnlyBelowAge: 17 }, []],
  ])('with %j are wrong in %j', (change, settings) => {
    const problems = consentRulesProblems({ ...DEFAULT_CONSENT_RULES, ...change });
    expect(problems.map(({ setting }) => setting)).toEqual(settings);
  });
});
