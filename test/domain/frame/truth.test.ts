import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { type ClientFile, readClientFile } from '../../../src/domain/frame/client-file.js';
import { defaultDomainPriority } from '../../../src/domain/frame/domain-priority.js';
import { familyTexts } from '../../../src/domain/frame/family.js';
import { openFamilyGrouping } from '../../../src/domain/frame/family-grouping.js';
import { isFileProblem } from '../../../src/domain/frame/file-problem.js';
import { addRowCounts, noRows, reportFile, reportPersons } from '../../../src/domain/frame/frame-report.js';
import { type MatchCandidate, matchPerson, matchTexts } from '../../../src/domain/frame/person-matching.js';
import type { ClientRecord } from '../../../src/domain/frame/client-record.js';

const counts = z.record(z.string(), z.number());
const truth = z
  .object({
    report_year: z.number(),
    files: z.array(
      z.object({
        file: z.string(),
        encoding: z.string(),
        delimiter: z.string(),
        data_rows: z.number(),
        accepted_rows: z.number(),
        persons: z.number(),
        rejected: counts,
        not_in_report_year: z.number(),
      }),
    ),
    persons: z.object({
      total: z.number(),
      per_domain: counts,
      in_more_than_one_domain: z.number(),
      per_domain_after_priority_jbjr_specialist_basic: counts,
      per_age_band_on: z.object({
        date: z.string(),
        '0-11': z.number(),
        '12-15': z.number(),
        '16+': z.number(),
      }),
      at_a_secret_address: z.number(),
      families: z.number(),
    }),
  })
  .parse(JSON.parse(readFileSync('test/frames/truth.json', 'utf8')));

function read(file: string): ClientFile {
  const result = readClientFile(readFileSync(`test/frames/${file}`), {
    reportYear: truth.report_year,
    corrections: {},
  });
  if (isFileProblem(result)) throw new Error(`${file}: ${result.message}`);
  return result;
}

interface Person {
  records: ClientRecord[];
  domains: Set<string>;
  familyKeys: Map<string, { evidence: 'dossier' | 'telephone' | 'household'; key: string }>;
}

function newPerson(): Person {
  return { records: [], domains: new Set(), familyKeys: new Map() };
}

/** The import in memory, with texts for keys. */
function importAll() {
  const groups = new Map<string, MatchCandidate<Person>[]>();
  const persons: Person[] = [];
  let uncertain = 0;
  const files = truth.files.map(({ file }) => {
    const domain = (file.split('/')[0] ?? '').replace('-', '_');
    const { outcomes, ...how } = read(file);
    const inFile = new Set<Person>();
    for (const outcome of outcomes) {
      if (outcome.kind !== 'accepted') continue;
      const texts = matchTexts(outcome.record);
      const candidates = groups.get(texts.group) ?? [];
      const match = matchPerson(texts, candidates);
      if (match.kind === 'uncertain') uncertain++;
      const person = match.kind === 'same' ? match.person : newPerson();
      if (match.kind !== 'same') persons.push(person);
      groups.set(texts.group, [...candidates, { person, ...texts }]);
      person.records.push(outcome.record);
      person.domains.add(domain);
      for (const { evidence, text } of familyTexts(outcome.record, file)) {
        person.familyKeys.set(text, { evidence, key: text });
      }
      inFile.add(person);
    }
    return reportFile(file, how, addRowCounts(noRows, outcomes), inFile.size);
  });
  return { files, persons, uncertain };
}

const imported = importAll();

describe('the delivered example files', () => {
  it('give per file exactly the known encoding, delimiter, rows, persons, rejections and rows outside the year', () => {
    expect(imported.files).toEqual(truth.files);
  });

  it('give exactly the known persons, domains, age bands, secret addresses and families', () => {
    const { persons } = imported;
    const grouping = openFamilyGrouping();
    for (const person of persons) grouping.add([...person.familyKeys.values()]);
    const families = grouping.firstMembers();
    const { date, ...perAgeBand } = truth.persons.per_age_band_on;
    const report = reportPersons(
      persons.map((person, place) => ({
        domains: [...person.domains],
        birthOn: person.records[0]?.birthOn ?? civilDate('1900-01-01'),
        atSecretAddress: person.records.some((record) => record.atSecretAddress),
        family: families[place] ?? -1,
      })),
      defaultDomainPriority,
      civilDate(date),
    );
    expect(report).toEqual({
      persons: {
        total: truth.persons.total,
        per_domain: truth.persons.per_domain,
        in_more_than_one_domain: truth.persons.in_more_than_one_domain,
        per_domain_after_priority: truth.persons.per_domain_after_priority_jbjr_specialist_basic,
        per_age_band: perAgeBand,
      },
      atSecretAddress: truth.persons.at_a_secret_address,
      families: truth.persons.families,
    });
  });

  it('leave no match in doubt, because no two children of one family share an initial', () => {
    expect(imported.uncertain).toBe(0);
  });
});
