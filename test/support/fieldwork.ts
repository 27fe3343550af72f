import type { Application } from '../../src/application.js';
import { transaction } from '../../src/database/database.js';
import type { ContactRole } from '../../src/domain/consent/consent-record.js';
import { createStudy, getStudy, type Study } from '../../src/features/studies/studies.service.js';
import { startFieldwork } from '../../src/features/fieldwork/fieldwork-start.service.js';
import { contactPlace, personPlace } from '../../src/vault/sealed-places.js';
import { COMMAND } from './application.js';

/** An invented client, as it would come out of a draw. */
export interface InventedCase {
  readonly bornOn: string;
  readonly domain?: string;
  readonly measure?: string;
  readonly firstName?: string;
  readonly contacts?: readonly {
    readonly kind: ContactRole;
    readonly number: string | null;
    readonly name?: string;
  }[];
}

const PARENT_AND_YOUTH: NonNullable<InventedCase['contacts']> = [
  { kind: 'parent', number: '+31612345678' },
  { kind: 'youth', number: '+31687654321' },
];

/** A study with a drawn sample of these clients, with case numbers C001, C002, … in the order given. */
export async function drawnStudy(app: Application, clients: readonly InventedCase[]): Promise<Study> {
  const study = await createStudy(app, COMMAND, {
    name: 'Proefonderzoek',
    reportYear: 2025,
    questionnaireId: 'ceo-jeugd-2016',
    isPractice: false,
    fieldworkStartsOn: null,
    fieldworkEndsOn: null,
  });
  return drawInto(app, study, clients);
}

/** Gives a study a drawn sample of these clients. */
export async function drawInto(
  app: Application,
  study: Study,
  clients: readonly InventedCase[],
): Promise<Study> {
  await transaction(app.database, async (trx) => {
    const drawId = app.newId();
    await trx('draws').insert({
      id: drawId,
      study_id: study.id,
      is_current: 1,
      seed: '1',
      algorithm: 'test',
      frame_hash: '',
      settings: '{}',
      drawn_at: app.clock(),
    });
    await trx('studies').where({ id: study.id }).update({ status: 'sample_drawn' });
    for (const [index, client] of clients.entries()) {
      const domainId = study.domains.find(({ code }) => code === (client.domain ?? 'basishulp'))?.id;
      const personId = app.newId();
      const caseId = app.newId();
      await trx('vault_persons').insert({
        id: personId,
        study_id: study.id,
        domain_id: domainId,
        person_number: index + 1,
        birth_date_sealed: app.vault.seal(client.bornOn, personPlace('birth_date', personId)),
        first_name_sealed: app.vault.seal(client.firstName ?? 'Noor', personPlace('first_name', personId)),
        last_name_sealed: app.vault.seal('Verzonnen', personPlace('last_name', personId)),
      });
      for (const [position, { kind, number, name }] of (client.contacts ?? PARENT_AND_YOUTH).entries()) {
        const id = app.newId();
        await trx('vault_contacts').insert({
          id,
          person_id: personId,
          kind,
          position,
          name_sealed: name === undefined ? null : app.vault.seal(name, contactPlace('name', id)),
          number_sealed: number === null ? null : app.vault.seal(number, contactPlace('number', id)),
        });
      }
      await trx('cases').insert({
        id: caseId,
        study_id: study.id,
        domain_id: domainId,
        draw_id: drawId,
        case_number: `C${String(index + 1).padStart(3, '0')}`,
        measure: client.measure ?? null,
        inclusion_probability: 0.5,
        design_weight: 2,
        replicate: 1,
        status: 'unreleased',
        rate_group: 'open',
      });
      await trx('vault_case_links').insert({ case_id: caseId, person_id: personId });
    }
  });
  return getStudy(app.database.read, study.slug);
}

/** The same with its fieldwork begun. */
export async function studyInFieldwork(app: Application, clients: readonly InventedCase[]): Promise<Study> {
  const study = await drawnStudy(app, clients);
  await startFieldwork(app, COMMAND, study.slug);
  return getStudy(app.database.read, study.slug);
}
