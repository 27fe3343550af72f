import { expect, it } from 'vitest';
import type { Seed } from '../../../src/domain/sampling/random.js';
import { findTampering } from '../../../src/features/audit/audit.service.js';
import {
  getOrganisationCheck,
  listOrganisationChecks,
  type OrganisationCheck,
} from '../../../src/features/checks/checks.service.js';
import { applyMarks } from '../../../src/features/checks/exclusions.service.js';
import { exportCheckList } from '../../../src/features/checks/lists-out.service.js';
import { readReturnedCheck } from '../../../src/features/checks/returned-lists.service.js';
import { getCaseContact, isErased } from '../../../src/features/contacts/contacts.service.js';
import { drawStudySample } from '../../../src/features/samples/samples.service.js';
import { getStudy, type Study } from '../../../src/features/studies/studies.service.js';
import { COMMAND, createTestApplication, type TestApplication } from '../../support/application.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { importExamples, makeStudy } from '../../support/frames.js';

/** Two organisations that share clients, and a whole sample of them. */
const FILES = ['specialistisch/aanbieder-04.csv', 'specialistisch/aanbieder-05.csv', 'jb-jr/jbrr-2025.csv'];

async function drawnStudy(app: TestApplication): Promise<Study> {
  const study = await makeStudy(app);
  await importExamples(app, study, FILES);
  const sizes = { specialistisch: 400, jb_jr: 1000 };
  await drawStudySample(app, COMMAND, study.slug, { seed: 42 as Seed, sizes, reason: null });
  return getStudy(app.database.read, study.slug);
}

async function organisation(app: TestApplication, study: Study, name: string): Promise<OrganisationCheck> {
  const checks = await listOrganisationChecks(app.database.read, study);
  const check = checks.find((one) => one.name === name);
  if (check === undefined) throw new Error(`no drawn clients at ${name}`);
  return check;
}

interface List {
  readonly study: Study;
  readonly organisationId: string;
  readonly lines: readonly string[];
}

async function sendList(app: TestApplication, slug: string, name: string): Promise<List> {
  const study = await getStudy(app.database.read, slug);
  const { organisationId } = await organisation(app, study, name);
  const { bytes } = await exportCheckList(app, COMMAND, { slug, organisationId, format: 'csv' });
  const lines = bytes.toString('utf8').replace('\uFEFF', '').trimEnd().split('\r\n');
  return { study: await getStudy(app.database.read, slug), organisationId, lines };
}

/** The list with a reason on some of its lines, the first client being line 1. */
function marked({ lines }: List, reasons: Readonly<Record<number, string>>): Buffer {
  return Buffer.from(lines.map((line, place) => line + (reasons[place] ?? '')).join('\n'));
}

async function takeBack(app: TestApplication, list: List, bytes: Buffer): Promise<number> {
  const { study, organisationId } = list;
  const returned = await readReturnedCheck(app, COMMAND, { slug: study.slug, organisationId, bytes });
  expect(returned.problems).toEqual([]);
  return applyMarks(app, COMMAND, { slug: study.slug, organisationId, marks: returned.marks });
}

async function caseOfLine(app: TestApplication, list: List, line: number): Promise<{ id: string }> {
  const returned = await readReturnedCheck(app, COMMAND, {
    slug: list.study.slug,
    organisationId: list.organisationId,
    bytes: marked(list, { [line]: 'bezwaar' }),
  });
  const caseNumber = returned.marks[0]?.caseNumber ?? '';
  const found = await app.database
    .read('cases')
    .where({ case_number: caseNumber })
    .first<{ id: string } | undefined>('id');
  if (found === undefined) throw new Error('no such case');
  return found;
}

describeOnEachDatabase('the check by the organisations', ({ openDatabase }) => {
  it('begins with the first list that goes out, which has only the own clients of an organisation', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await drawnStudy(app);
    const list = await sendList(app, study.slug, 'aanbieder-04');
    expect(list.study.status).toBe('checking');
    expect(list.lines[0]).toBe('clientnummer;voornaam;achternaam;geboortejaar;lijst;reden');
    expect(list.lines.slice(1).every((line) => /^A04-\d{5};[^;]+;[^;]+;\d{4};[a-z]{8};$/.test(line))).toBe(
      true,
    );
    const check = await getOrganisationCheck(app.database.read, list.study, list.organisationId);
    expect(check.exportedAt).not.toBeNull();
    expect(list.lines.length - 1).toBe(check.listedCount);
  });

  it('takes marked clients out, with their reason, and erases their contact data', async () => {
    const app = createTestApplication(await openDatabase());
    const { slug } = await drawnStudy(app);
    const list = await sendList(app, slug, 'aanbieder-04');
    const first = await caseOfLine(app, list, 1);
    const contact = await getCaseContact(app, app.database.read, first.id);
    expect(contact.birthDate.slice(0, 4)).toBe(list.lines[1]?.split(';')[3]);
    expect(contact.contacts[0]?.number).toMatch(/^\+31\d{9}$/);
    await app.database.write('cases').where({ id: first.id }).update({ sex: 'female', first_time: 'yes' });
    const before = await getOrganisationCheck(app.database.read, list.study, list.organisationId);
    expect(
      await takeBack(app, list, marked(list, { 1: 'zonder_medeweten_ouders', 2: 'Overleden', 3: '' })),
    ).toBe(2);
    expect(await app.database.read('cases').where({ id: first.id }).first()).toMatchObject({
      status: 'excluded',
      rate_group: 'excluded',
      exclusion_reason: 'zonder_medeweten_ouders',
      age_band: null,
      sex: null,
      first_time: null,
    });
    expect(await isErased(app.database.read, first.id)).toBe(true);
    await expect(getCaseContact(app, app.database.read, first.id)).rejects.toThrow(/zijn gewist/);
    const { read } = app.database;
    expect(await read('vault_contacts').where({ person_id: contact.personId })).toEqual([]);
    expect(await read('vault_persons').where({ id: contact.personId }).first()).toMatchObject({
      first_name_sealed: null,
      prefix_sealed: null,
      last_name_sealed: null,
      birth_date_sealed: null,
      postcode_sealed: null,
      group_key: null,
      first_name_key: null,
      initial_key: null,
    });
    const after = await getOrganisationCheck(read, list.study, list.organisationId);
    expect(after).toMatchObject({
      markedCount: 2,
      ineligibleCount: 0,
      excludedCount: before.excludedCount + 2,
      listedCount: before.listedCount,
    });
    const audit = await read('audit_log').where({ action: 'check.exclude' });
    expect(audit).toHaveLength(2);
    expect(await findTampering(read)).toBeNull();
  });

  it('may bring the same list twice, and a client of two organisations goes out by either mark', async () => {
    const app = createTestApplication(await openDatabase());
    const { slug } = await drawnStudy(app);
    const lists = [
      await sendList(app, slug, 'aanbieder-04'),
      await sendList(app, slug, 'aanbieder-05'),
      await sendList(app, slug, 'jbrr-2025'),
    ];
    const nameAndYear = (line: string): string => line.split(';').slice(2, 4).join(' ').toLowerCase();
    const [one, ...others] = lists;
    if (one === undefined) throw new Error('no lists');
    const elsewhere = new Set(others.flatMap(({ lines }) => lines.slice(1).map(nameAndYear)));
    const place = one.lines.findIndex((line, at) => at > 0 && elsewhere.has(nameAndYear(line)));
    expect(place).toBeGreaterThan(0);
    const bytes = marked(one, { [place]: 'niet_geschikt' });
    expect(await takeBack(app, one, bytes)).toBe(1);
    expect(await takeBack(app, one, bytes)).toBe(0);
    for (const other of others) expect(await takeBack(app, other, marked(other, {}))).toBe(0);
  });

  it('refuses as a whole a list with a line of another organisation, says on which line, and logs it', async () => {
    const app = createTestApplication(await openDatabase());
    const { slug } = await drawnStudy(app);
    const list = await sendList(app, slug, 'aanbieder-04');
    const other = await sendList(app, slug, 'jbrr-2025');
    const bytes = Buffer.from([...list.lines, other.lines[1] ?? ''].join('\n'));
    const { study, organisationId } = list;
    const returned = await readReturnedCheck(app, COMMAND, { slug: study.slug, organisationId, bytes });
    expect(returned.isBlocked).toBe(true);
    expect(returned.problems).toMatchObject([{ kind: 'other_list', line: list.lines.length + 1 }]);
    const log = await app.database.read('audit_log').where({ action: 'check.read_returned' });
    expect(log.map((entry: { result: string }) => entry.result)).toEqual(['refused']);
    expect(await app.database.read('vault_check_marks')).toEqual([]);
  });

  it('does not take a case of another organisation', async () => {
    const app = createTestApplication(await openDatabase());
    const { slug } = await drawnStudy(app);
    const list = await sendList(app, slug, 'aanbieder-04');
    const marks = [{ caseNumber: '000000', reason: 'bezwaar' as const }];
    await expect(
      applyMarks(app, COMMAND, { slug, organisationId: list.organisationId, marks }),
    ).rejects.toThrow(/staat niet op de lijst van deze organisatie/);
  });

  it('can only be done between the draw and fieldwork', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await drawnStudy(app);
    const { organisationId } = await organisation(app, study, 'aanbieder-04');
    const input = { slug: study.slug, organisationId, bytes: Buffer.from('x') };
    await expect(readReturnedCheck(app, COMMAND, input)).rejects.toThrow(/start eerst de controle/);
    const fresh = await makeStudy(app, 'Leeg');
    const wanted = { slug: fresh.slug, organisationId, format: 'csv' } as const;
    await expect(exportCheckList(app, COMMAND, wanted)).rejects.toThrow(/is niemand getrokken/);
  });

  it('says so when the file is no text', async () => {
    const app = createTestApplication(await openDatabase());
    const { slug } = await drawnStudy(app);
    const list = await sendList(app, slug, 'aanbieder-04');
    const { study, organisationId } = list;
    const read = (hex: string) =>
      readReturnedCheck(app, COMMAND, { slug: study.slug, organisationId, bytes: Buffer.from(hex, 'hex') });
    await expect(read('255044462d312e37')).rejects.toThrow(/geen tekstbestand/);
    await expect(read('504b030414000000')).rejects.toThrow(/beschadigd of is geen controlelijst/);
  });
});
