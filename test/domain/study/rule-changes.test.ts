import { describe, expect, it } from 'vitest';
import {
  changedSettings,
  ruleChangeProblems,
  savingProblems,
  settingIsFixed,
} from '../../../src/domain/study/rule-changes.js';
import { settingFields } from '../../../src/domain/study/setting-fields.js';
import { readClosing, readSpan, spansOfWeek } from '../../../src/domain/study/setting-times.js';
import {
  DEFAULT_STUDY_RULES,
  type StudyRules,
  studyRulesProblems,
} from '../../../src/domain/study/study-rules.js';
import { STUDY_SETTINGS } from '../../../src/domain/study/study-settings.js';
import type { StudyStatus } from '../../../src/domain/study/study-status.js';

const RULES = DEFAULT_STUDY_RULES;
type Change = (rules: StudyRules) => StudyRules;
const consent =
  (change: Partial<StudyRules['consent']>): Change =>
  (rules) => ({
    ...rules,
    consent: { ...rules.consent, ...change },
  });
const calling =
  (change: Partial<StudyRules['calling']>): Change =>
  (rules) => ({
    ...rules,
    calling: { ...rules.calling, ...change },
  });
const retention =
  (change: Partial<StudyRules['retention']>): Change =>
  (rules) => ({
    ...rules,
    retention: { ...rules.retention, ...change },
  });
const disclosure =
  (change: Partial<StudyRules['disclosure']>): Change =>
  (rules) => ({
    ...rules,
    disclosure: { ...rules.disclosure, ...change },
  });

describe('a change of the settings of a study', () => {
  it.each<[string, Change, StudyStatus, string[]]>([
    ['an age before the fieldwork', consent({ ownConsentFromAge: 18 }), 'checking', []],
    [
      'an age in the fieldwork',
      consent({ ownConsentFromAge: 18 }),
      'fieldwork',
      ['consent.ownConsentFromAge'],
    ],
    [
      'the parent’s number switched on',
      consent({ mayAskForYouthOnParentNumber: true }),
      'fieldwork',
      ['consent.mayAskForYouthOnParentNumber'],
    ],
    ['more attempts in the fieldwork', calling({ attemptsLimit: 8 }), 'fieldwork', []],
    ['more attempts after it', calling({ attemptsLimit: 8 }), 'closed', ['calling.attemptsLimit']],
    [
      'day-parts in the fieldwork',
      calling({ dayParts: RULES.calling.dayParts.slice(1) }),
      'fieldwork',
      ['calling.dayParts'],
    ],
    ['a shorter retention', retention({ contactMonths: 1 }), 'closed', []],
    ['a longer retention', retention({ interviewedYears: 3 }), 'fieldwork', ['retention.interviewedYears']],
    ['a longer retention before the fieldwork', retention({ interviewedYears: 3 }), 'sample_drawn', []],
    ['a higher bound for tables', disclosure({ suppressBelowBase: 15 }), 'closed', []],
    [
      'a lower bound for tables',
      disclosure({ protectBelowCount: 3 }),
      'fieldwork',
      ['disclosure.protectBelowCount'],
    ],
    [
      'one child per family after the draw',
      (rules) => ({ ...rules, sampling: { oneChildPerFamily: false } }),
      'sample_drawn',
      ['sampling.oneChildPerFamily'],
    ],
    [
      'one child per family before it',
      (rules) => ({ ...rules, sampling: { oneChildPerFamily: false } }),
      'design',
      [],
    ],
  ])('to %s', (_what, change, status, settings) => {
    const problems = ruleChangeProblems(RULES, change(RULES), status);
    expect(problems.map(({ setting }) => setting)).toEqual(settings);
    for (const { message } of problems) expect(message).toContain('Dit kan niet meer worden gewijzigd');
    expect(ruleChangeProblems(RULES, RULES, status)).toEqual([]);
  });

  it('is not kept back by what was wrong before and is fixed by now', () => {
    const [first, ...others] = RULES.calling.dayParts;
    if (first === undefined) throw new Error('the default rules have day-parts');
    const old = calling({ dayParts: [{ ...first, fromMinute: 555 }, ...others] })(RULES);
    const after = calling({ attemptsLimit: 8 })(old);
    expect(savingProblems(old, after, 'fieldwork')).toEqual([]);
    expect(savingProblems(old, after, 'design').map(({ setting }) => setting)).toEqual([
      'calling.dayParts.ochtend',
    ]);
    const shorter = calling({ hours: RULES.calling.hours.slice(1) })(old);
    expect(savingProblems(old, shorter, 'fieldwork').map(({ setting }) => setting)).toEqual([
      'calling.dayParts',
    ]);
  });

  it('that switches off the number of the parent is always safe', () => {
    const on = consent({ mayAskForYouthOnParentNumber: true })(RULES);
    expect(ruleChangeProblems(on, RULES, 'fieldwork')).toEqual([]);
  });

  it('is named by path with both values', () => {
    expect(changedSettings(RULES, consent({ ownConsentFromAge: 17 })(RULES))).toEqual([
      { setting: 'consent.ownConsentFromAge', before: '16', after: '17' },
    ]);
  });

  it('is impossible for what is fixed, and the page says why', () => {
    expect(settingIsFixed('consent.ownConsentFromAge', 'checking')).toBeNull();
    expect(settingIsFixed('consent.ownConsentFromAge', 'fieldwork')).toContain(
      'gold voor deze leeftijdsgrens',
    );
    expect(settingIsFixed('retention.contactMonths', 'fieldwork')).toBeNull();
    expect(settingIsFixed('calling.hours', 'closed')).toContain('niet meer gebeld');
  });
});

describe('the fields of the settings page', () => {
  it('show rules that come back the same when they are filled in again', () => {
    let rules = RULES;
    for (const field of settingFields(RULES)) {
      const filled = field.fill(rules, field.show(rules));
      if (typeof filled === 'string') throw new Error(`${field.name}: ${filled}`);
      rules = filled;
    }
    expect(changedSettings(RULES, rules)).toEqual([]);
    expect(studyRulesProblems(rules)).toEqual([]);
  });

  it('are there for every setting but the delays, which stand with the outcomes', () => {
    const shown = new Set(settingFields(RULES).map(({ setting }) => setting));
    const without = STUDY_SETTINGS.map(({ setting }) => setting).filter((setting) => !shown.has(setting));
    expect(
      without.filter((setting) => setting !== 'calling.delayMinutes' && !setting.startsWith('outcomes')),
    ).toEqual([]);
    const names = settingFields(RULES).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each([
    ['consent-ownConsentFromAge', '16,5'],
    ['consent-ownConsentFromAge', '-1'],
    ['consent-ownConsentFromAge', ''],
    ['calling-hours-1', '9-17'],
    ['calling-hours-1', '25:00-26:00'],
    ['calling-earlyClosings', '24-12'],
    ['calling-earlyClosings', '31-02 18:00'],
    ['calling-dayParts-avond', ''],
    ['calling-appointments-times', 'altijd'],
  ])('refuse %s filled in as %j', (name, text) => {
    const field = settingFields(RULES).find((one) => one.name === name);
    expect(typeof field?.fill(RULES, [text])).toBe('string');
  });

  it('put days with the same times together, and leave out a day without times', () => {
    const monday = settingFields(RULES).find(({ name }) => name === 'calling-hours-1');
    const closed = monday?.fill(RULES, ['']);
    if (closed === undefined || typeof closed === 'string') throw new Error('a day can be closed');
    expect(closed.calling.hours.map(({ weekdays }) => weekdays)).toEqual([[2, 3, 4, 5], [6]]);
    expect(studyRulesProblems(closed).map(({ setting }) => setting)).toContain('calling.dayParts');
    expect(readSpan('9.00 – 20.30')).toEqual({ fromMinute: 540, untilMinute: 1230 });
    expect(readClosing('29-02 18:00')).toEqual({ monthDay: '02-29', closesAtMinute: 1080 });
    expect(spansOfWeek([])).toEqual([]);
  });
});
