import { expect, it } from 'vitest';
import type { Application } from '../../../src/application.js';
import { importDelivery, listDeliveries, listProblems } from '../../../src/features/frames/frames.service.js';
import { COMMAND, createTestApplication } from '../../support/application.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { makeStudy } from '../../support/frames.js';

const HEADING = 'clientnummer;voornaam;achternaam;geboortedatum;postcode;telefoon ouder;geheim';
const ROW = '1;Sem;Vos;01-02-2012;3011AA;0612345678;N';
const MANY = Array.from({ length: 3000 }, (_, place) => `${String(place)};Sem;Vos;01-02-2012;3011AA;;N`);
const WIDE = Array.from({ length: 300 }, (_, place) => `kolom${String(place)}`).join(';');

function file(content: string | Buffer) {
  return {
    name: 'map/levering.csv',
    domain: 'basishulp',
    organisation: 'Wijkteams',
    bytes: Buffer.from(content),
  };
}

async function countAll(app: Application): Promise<readonly number[]> {
  const tables = [
    'vault_deliveries',
    'vault_care_records',
    'vault_persons',
    'vault_delivery_problems',
    'organisations',
  ];
  const counts: number[] = [];
  for (const table of tables) counts.push((await app.database.read(table)).length);
  return counts;
}

describeOnEachDatabase('a file that cannot be read', ({ openDatabase }) => {
  it('is refused with what is wrong and where, and leaves the study as it was', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await makeStudy(app);
    const bad: readonly (readonly [string | Buffer, RegExp])[] = [
      ['', /levering\.csv: Het bestand is leeg/],
      ['Beste onderzoeker,\nhierbij de lijst.\n', /Er is geen kopregel gevonden/],
      [`${HEADING};${WIDE}\n${ROW}\n`, /\(regel 1\): Het bestand heeft te veel kolommen.*307/s],
      [Buffer.from('504b0304140006000800', 'hex'), /geen tekstbestand maar een werkmap, zip/],
      [`${HEADING};voornaam\n${ROW};Sem\n`, /\(regel 1\): Twee kolommen hebben dezelfde naam.*voornaam/s],
      [`${HEADING}\n`, /\(regel 1\): Onder de kopregel staan geen gegevens/],
      [
        `clientnummer;voornaam;achternaam;postcode\n1;Sem;Vos;3011AA\n`,
        /Een kolom die nodig is.*geboortedatum/s,
      ],
      [`${HEADING}\n${ROW}\n2;Li\0v;Vos;01-02-2012;3011AA;;N\n`, /beschadigd/],
      // Found far behind the rows that were stored already.
      [
        `${HEADING}\n${MANY.join('\n')}\n9;"Sem;Vos;01-02-2012;3011AA;;N\n`,
        /\(regel 3002\): Er staat een aanhalingsteken/,
      ],
    ];
    const before = await countAll(app);
    for (const [content, message] of bad) {
      await expect(importDelivery(app, COMMAND, study, file(content))).rejects.toThrow(message);
      const after = await countAll(app);
      expect([String(message), ...after.slice(0, 4)]).toEqual([String(message), ...before.slice(0, 4)]);
    }
    await expect(
      importDelivery(app, COMMAND, study, { ...file(`${HEADING}\n${ROW}\n`), domain: 'jeugd' }),
    ).rejects.toThrow(/Het domein jeugd hoort niet bij dit onderzoek/);
    // What was refused may be mended and come again.
    await importDelivery(app, COMMAND, study, file(`${HEADING}\n${ROW}\n`));
    expect(await listDeliveries(app, study)).toHaveLength(1);
  });

  it('is read as far as it can be when only rows are wrong, each with its line and column', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await makeStudy(app);
    const rows = [
      ROW,
      '2;Liv;Smit;01-02-2012;3011AA;0612345678;N;;te veel',
      '3;Bo;Kok',
      '4;Jip;Bos;01-02-2012;3011AB;=HYPERLINK("x");N',
      '5;Kim;Dijk;31-02-2012;3011AB;;N',
    ];
    const delivery = await importDelivery(app, COMMAND, study, file([HEADING, ...rows].join('\n')));
    expect(delivery).toMatchObject({
      dataRows: 5,
      acceptedRows: 2,
      rejected: { row_shape: 1, birth_date: 2 },
    });
    const problems = await listProblems(app, delivery.id);
    expect(problems.map(({ line, column, reason }) => [line, column, reason])).toEqual([
      [3, null, 'row_shape'],
      [4, 'geboortedatum', 'birth_date'],
      [5, 'telefoon ouder', 'formula'],
      [6, 'geboortedatum', 'birth_date'],
    ]);
  });
});
