import { expect, it } from 'vitest';
import { openDatabase as openLocation } from '../../../src/database/open-database.js';
import { importDelivery } from '../../../src/features/frames/frames.service.js';
import {
  decideMatch,
  listMatches,
  openMatch,
  undoMatch,
} from '../../../src/features/frames/matches.service.js';
import { drawStudySample } from '../../../src/features/samples/samples.service.js';
import { COMMAND, createTestApplication } from '../../support/application.js';
import { everythingStored, readableIn, writtenForms } from '../../support/clear-text.js';
import { type InventedFile, makeClientFiles } from '../../support/client-files/client-files.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { makeStudy } from '../../support/frames.js';

const LOOKALIKES = [
  'clientnummer;voornaam;achternaam;geboortedatum;postcode;telefoon_ouder;naam_ouder',
  'Q77001;Mohammed;Terpstra-Vlasblom;01-02-2012;3011QQ;0612309876;Hadewych Terpstra-Vlasblom',
  'Q77002;Mo;Terpstra-Vlasblom;01-02-2012;3011QQ;0612309876;Hadewych Terpstra-Vlasblom',
  'Q77003;Mo;Terpstra-Vlasblom;01-02-2012;3099QQ;0612309876;Hadewych Terpstra-Vlasblom',
];

/** What of the files must not be readable: names of five letters or more, postcodes, numbers and days of birth. */
function personalTexts(files: readonly InventedFile[]): string[] {
  const rows = files.flatMap((file) => file.rows);
  const names = rows.flatMap(({ child }) => [child.last.written, child.last.plain, child.given.written]);
  const postcodes = rows.map(({ family }) => family.postcode);
  const numbers = rows.flatMap(({ child, family }) => [
    child.youthPhone,
    family.parentPhone,
    family.otherParent?.phone,
  ]);
  // Days of care are stored as they are: only days of birth before any care tell something.
  const days = rows.map(({ child }) => child.birthOn).filter((on) => on < '2022');
  return [
    ...names
      .flatMap((name) => [name, name.toUpperCase(), name.toLowerCase()])
      .filter((name) => name.length >= 5),
    ...postcodes.flatMap((code) => [code, `${code.slice(0, 4)} ${code.slice(4)}`]),
    ...numbers.flatMap((number) => (number === null || number === undefined ? [] : writtenForms(number))),
    ...days.flatMap((on) => [on, on.split('-').reverse().join('-')]),
  ];
}

const LOOKALIKE_TEXTS = [
  ...['Terpstra', 'Vlasblom', 'TERPSTRA', 'Hadewych', 'Mohammed', '3011QQ', '3011 QQ', '3099QQ', '3099 QQ'],
  ...['Q77001', 'Q77002', '2012-02-01', '01-02-2012'],
  ...writtenForms('0612309876'),
];

describeOnEachDatabase('what is stored of client files', ({ makeDatabase }) => {
  it('shows nobody after import, decisions, readings and a draw', { timeout: 120_000 }, async () => {
    const location = await makeDatabase();
    const database = openLocation(location);
    const app = createTestApplication(database);
    const study = await makeStudy(app);
    const files = makeClientFiles(4711, 40);
    for (const file of files) await importDelivery(app, COMMAND, study, file);
    const bytes = Buffer.from(LOOKALIKES.join('\n'));
    await importDelivery(app, COMMAND, study, {
      name: 'q.csv',
      bytes,
      domain: 'basishulp',
      organisation: 'Team Q',
    });

    const open = { state: 'open', kind: null, after: 0, limit: 10 } as const;
    const pairs = await listMatches(database.read, study, open);
    expect(pairs.map(({ kind }) => kind)).toEqual(['same_initial', 'moved']);
    for (const [place, { key }] of pairs.entries()) {
      await openMatch(app, COMMAND, study, key);
      await decideMatch(app, COMMAND, study.slug, { key, decision: place === 0 ? 'same' : 'different' });
    }
    await undoMatch(app, COMMAND, study.slug, pairs[1]?.key ?? '');
    const sizes = { basishulp: 5, specialistisch: 15 };
    await drawStudySample(app, COMMAND, study.slug, { seed: null, sizes, reason: null });

    const stored = await everythingStored(location, database);
    await database.close();
    expect(stored.length).toBeGreaterThan(100_000);
    // The names of organisations are not personal: that they are found shows that the search works.
    expect(readableIn(stored, ['Team Q', 'wijkteams-2025'])).toEqual(['Team Q', 'wijkteams-2025']);
    expect(readableIn(stored, LOOKALIKE_TEXTS)).toEqual([]);
    expect(readableIn(stored, personalTexts(files))).toEqual([]);
  });
});
