import type { Application } from '../../application.js';
import type { Transaction } from '../../database/database.js';
import type { CivilDate } from '../../domain/calendar/civil-date.js';
import { ageBandOn } from '../../domain/frame/eligibility.js';
import type { Draw } from '../../domain/sampling/draw.js';
import { eraseContactData } from '../contacts/contacts.service.js';
import { type DrawnPerson, identifyDrawnPersons } from '../frames/drawn-persons.service.js';
import { careOf, type FramePerson, interviewDayOf } from '../frames/frame-report.service.js';
import type { Study } from '../studies/studies.service.js';
import type { DrawFrame } from './draw-frame.js';
import { getStratum } from './draw-strata.js';
import * as queries from './samples.queries.js';
import type { NewCase, StoredDraw } from './samples.queries.js';

interface Drawn {
  readonly study: Study;
  readonly draw: StoredDraw;
  readonly drawn: Draw;
  readonly frame: DrawFrame;
}

/** Writes down who was drawn, and makes a case of each, with name and numbers in the vault. */
export async function makeCases(app: Application, trx: Transaction, made: Drawn): Promise<void> {
  const { study, draw, drawn, frame } = made;
  const chosen = drawn.units.flatMap((unit) => {
    const person = frame.personOf.get(unit.id);
    return person === undefined
      ? []
      : [{ unit, person, domainId: getStratum(study, unit.stratum).domain.id }];
  });
  await queries.insertUnits(
    trx,
    draw.id,
    chosen.map(({ unit, person, domainId }) => ({ ...unit, personNumber: person.number, domainId })),
  );
  const care = await careOf(
    trx,
    chosen.map(({ person }) => person),
    study,
  );
  const identities = await identifyDrawnPersons(
    app,
    trx,
    study,
    chosen.map(({ person }) => person.personId),
  );
  const interviewDay = interviewDayOf(study);
  const numbers = new Set<string>();
  const cases = chosen.map(({ unit, person, domainId }): NewCase => ({
    id: app.newId(),
    personId: person.personId,
    domainId,
    caseNumber: freshCaseNumber(app, numbers),
    segment: care.get(person.personId)?.segment ?? null,
    measure: care.get(person.personId)?.measure ?? null,
    ...knownOf(person, identities.get(person.personId), interviewDay),
    firstTime: person.hasSecretAddress ? null : (care.get(person.personId)?.firstTime ?? null),
    inclusionProbability: unit.inclusionProbability,
    designWeight: unit.designWeight,
    replicate: unit.replicate,
    exclusionReason: person.hasSecretAddress ? 'geheim_adres' : null,
  }));
  await queries.insertCases(trx, { studyId: study.id, drawId: draw.id, at: app.clock() }, cases);
  const secret = cases.filter(({ exclusionReason }) => exclusionReason !== null).map(({ id }) => id);
  await eraseContactData(app, trx, secret);
}

/** Of whoever lives at a secret address nothing is kept. */
function knownOf(
  { hasSecretAddress }: FramePerson,
  identity: DrawnPerson | undefined,
  on: CivilDate,
): Pick<NewCase, 'ageBand' | 'sex'> {
  if (hasSecretAddress || identity === undefined) return { ageBand: null, sex: null };
  return { ageBand: ageBandOn(identity.bornOn, on), sex: identity.sex };
}

/** Six digits that say nothing about the order of the frame. */
function freshCaseNumber(app: Application, taken: Set<string>): string {
  for (;;) {
    const number = String(100_000 + (Number.parseInt(app.newId().slice(0, 8), 36) % 900_000));
    if (taken.has(number)) continue;
    taken.add(number);
    return number;
  }
}
