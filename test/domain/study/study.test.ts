import { describe, expect, it } from 'vitest';
import { DEFAULT_STUDY_DOMAINS, domainOfPerson } from '../../../src/domain/study/study-domain.js';
import {
  DEFAULT_STUDY_RULES,
  type StudyRules,
  studyRulesProblems,
} from '../../../src/domain/study/study-rules.js';
import { OUTCOME_SETTINGS } from '../../../src/domain/study/outcome-fields.js';
import { STUDY_SETTINGS } from '../../../src/domain/study/study-settings.js';
import {
  STUDY_STATUS_LABELS,
  STUDY_STATUSES,
  type StudyStatus,
  studyStatusAfter,
  type StudyStep,
  studyStepsFrom,
} from '../../../src/domain/study/study-status.js';

describe('the status of a study', () => {
  it.each<[StudyStatus, StudyStep, StudyStatus | null]>([
    ['design', 'draw_sample', 'sample_drawn'],
    ['sample_drawn', 'redraw_sample', 'sample_drawn'],
    ['sample_drawn', 'start_check', 'checking'],
    ['sample_drawn', 'skip_check', 'fieldwork'],
    ['checking', 'start_fieldwork', 'fieldwork'],
    ['checking', 'redraw_sample', null],
    ['fieldwork', 'close_fieldwork', 'closed'],
    ['fieldwork', 'destroy_contact_data', null],
    ['closed', 'destroy_contact_data', 'destroyed'],
    ['design', 'close_fieldwork', null],
  ])('%s, after %s, is %s', (status, step, next) => {
    expect(studyStatusAfter(status, step)).toBe(next);
  });

  it('can always reach the destruction of contact data, and never leaves it', () => {
    const reachable = (from: StudyStatus, seen = new Set<StudyStatus>()): Set<StudyStatus> => {
      if (seen.has(from)) return seen;
      seen.add(from);
      for (const step of studyStepsFrom(from)) reachable(studyStatusAfter(from, step) ?? from, seen);
      return seen;
    };
    for (const status of STUDY_STATUSES) expect(reachable(status)).toContain('destroyed');
    expect(studyStepsFrom('destroyed')).toEqual([]);
    expect(Object.keys(STUDY_STATUS_LABELS)).toEqual([...STUDY_STATUSES]);
  });
});

describe('the domains of a study', () => {
  it.each([
    [['basishulp', 'jb_jr'], 'jb_jr'],
    [['basishulp', 'specialistisch'], 'specialistisch'],
    [['specialistisch', 'basishulp', 'jb_jr'], 'jb_jr'],
    [['basishulp'], 'basishulp'],
  ])('sample a person found in %j in %s', (found, domain) => {
    expect(domainOfPerson(DEFAULT_STUDY_DOMAINS, found)).toBe(domain);
  });

  it('refuse a person of no domain', () => {
    expect(() => domainOfPerson(DEFAULT_STUDY_DOMAINS, ['wmo'])).toThrow(RangeError);
  });

  it('are in the order of the tables', () => {
    expect(DEFAULT_STUDY_DOMAINS.map(({ code }) => code)).toEqual(['basishulp', 'specialistisch', 'jb_jr']);
  });
});

describe('the settings of a study', () => {
  it('are usable by default and survive storage as JSON', () => {
    expect(studyRulesProblems(DEFAULT_STUDY_RULES)).toEqual([]);
    expect(JSON.parse(JSON.stringify(DEFAULT_STUDY_RULES))).toEqual(DEFAULT_STUDY_RULES);
  });

  it('keep contact data three months and hide bases under ten', () => {
    expect(DEFAULT_STUDY_RULES.retention.contactMonths).toBe(3);
    expect(DEFAULT_STUDY_RULES.disclosure).toEqual({
      suppressBelowBase: 10,
      indicativeBelowBase: 30,
      protectBelowCount: 5,
    });
  });

  it.each<[string, Partial<StudyRules>]>([
    ['retention.contactMonths', { retention: { ...DEFAULT_STUDY_RULES.retention, contactMonths: 4 } }],
    ['retention.followUpMonths', { retention: { ...DEFAULT_STUDY_RULES.retention, followUpMonths: 13 } }],
    ['retention.interviewedYears', { retention: { ...DEFAULT_STUDY_RULES.retention, interviewedYears: 6 } }],
    [
      'disclosure.suppressBelowBase',
      { disclosure: { suppressBelowBase: 1, indicativeBelowBase: 30, protectBelowCount: 5 } },
    ],
    [
      'disclosure.indicativeBelowBase',
      { disclosure: { suppressBelowBase: 30, indicativeBelowBase: 10, protectBelowCount: 5 } },
    ],
    [
      'disclosure.protectBelowCount',
      { disclosure: { suppressBelowBase: 10, indicativeBelowBase: 30, protectBelowCount: 0 } },
    ],
    ['consent.ownConsentFromAge', { consent: { ...DEFAULT_STUDY_RULES.consent, ownConsentFromAge: 14 } }],
    ['calling.attemptsLimit', { calling: { ...DEFAULT_STUDY_RULES.calling, attemptsLimit: 0 } }],
  ])('name %s when it cannot be used', (setting, change) => {
    expect(
      studyRulesProblems({ ...DEFAULT_STUDY_RULES, ...change }).map((problem) => problem.setting),
    ).toContain(setting);
  });

  it('are each explained with a reason', () => {
    const paths = Object.entries(DEFAULT_STUDY_RULES).flatMap(([group, rules]) =>
      Object.keys(rules as object).map((name) => `${group}.${name}`),
    );
    // What a study may set of each outcome is explained per outcome.
    const ofOutcomes = ['calling.delayMinutes', 'outcomes.labels', 'outcomes.notOffered'];
    expect([...STUDY_SETTINGS.map(({ setting }) => setting), ...ofOutcomes].toSorted()).toEqual(
      paths.toSorted(),
    );
    expect(OUTCOME_SETTINGS.length).toBeGreaterThan(20);
    const explained = [...STUDY_SETTINGS, ...OUTCOME_SETTINGS];
    expect(explained.filter(({ label, reason }) => label === '' || reason === '')).toEqual([]);
  });
});
