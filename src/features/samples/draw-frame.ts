import type { Application } from '../../application.js';
import type { Transaction } from '../../database/database.js';
import type { DrawMethod } from '../../domain/sampling/draw.js';
import { type FrameUnit, type FrameUnitId } from '../../domain/sampling/frame-unit.js';
import { stratumCode } from '../../domain/sampling/stratum-code.js';
import { closeFrame, type FramePerson } from '../frames/frame-report.service.js';
import { type DrawingFacts, drawingFacts } from '../frames/frame-strata.service.js';
import { listInterviewedPersons } from '../interviewed-persons/interviewed-persons.service.js';
import { listObjectingPersons } from '../objections/objections.service.js';
import type { Study } from '../studies/studies.service.js';

/** What a draw has to know of the frame. */
export interface FrameDemand {
  /** Codes of the domains of which segments are drawn apart. */
  readonly splitDomains: ReadonlySet<string>;
  readonly method: DrawMethod;
  /** Report year since which interviewed persons are left out; `null` to leave nobody out. */
  readonly leaveOutSince: number | null;
}

/** Everybody in the frame, and who of them can be drawn. */
export interface DrawFrame {
  readonly personOf: ReadonlyMap<FrameUnitId, FramePerson>;
  readonly units: readonly FrameUnit[];
  /** Persons who are not drawn because they were interviewed before, or object, per stratum. */
  readonly leftOut: ReadonlyMap<string, number>;
  /** Of those, who objects. */
  readonly objecting: number;
}

/** The pseudonym under which a person of the frame is drawn and reported. */
export function pseudonymOf(personNumber: number): FrameUnitId {
  return `P${String(personNumber).padStart(7, '0')}` as FrameUnitId;
}

/** Closes the frame for a draw, and makes a unit of everybody who can be drawn. */
export async function openDrawFrame(
  app: Application,
  trx: Transaction,
  study: Study,
  demand: FrameDemand,
): Promise<DrawFrame> {
  const persons = await closeFrame(app, trx, study);
  const isSystematic = demand.method === 'systematic';
  const needsFacts = isSystematic || demand.splitDomains.size > 0;
  const facts = needsFacts ? await drawingFacts(app, trx, study, { withAge: isSystematic }) : NO_FACTS;
  const interviewed = await interviewedBefore(app, trx, study, demand.leaveOutSince);
  const personOf = new Map<FrameUnitId, FramePerson>();
  const units: FrameUnit[] = [];
  const objecting = await listObjectingPersons(trx, study.id);
  const leftOut = new Map<string, number>();
  let objectingCount = 0;
  for (const person of persons) {
    const unit = unitOf(person, facts.get(person.personId), demand);
    const objects = objecting.has(person.personId);
    if (objects) objectingCount += 1;
    if (objects || interviewed.has(person.personId)) {
      leftOut.set(unit.stratum, (leftOut.get(unit.stratum) ?? 0) + 1);
    } else {
      personOf.set(unit.id, person);
      units.push(unit);
    }
  }
  return { personOf, units, leftOut, objecting: objectingCount };
}

const NO_FACTS: ReadonlyMap<string, DrawingFacts> = new Map();

async function interviewedBefore(
  app: Application,
  trx: Transaction,
  study: Study,
  since: number | null,
): Promise<ReadonlySet<string>> {
  return since === null ? new Set() : listInterviewedPersons(app, trx, study, since);
}

function unitOf(person: FramePerson, facts: DrawingFacts | undefined, demand: FrameDemand): FrameUnit {
  const { number, domain, familyId } = person;
  const segment = demand.splitDomains.has(domain) ? (facts?.segment ?? '') : null;
  return {
    id: pseudonymOf(number),
    stratum: stratumCode(domain, segment),
    family: familyId,
    order: demand.method === 'systematic' ? orderOf(facts) : '',
  };
}

/** Organisation, segment, age: sorted by code unit, so that no language of the machine plays a part. */
function orderOf(facts: DrawingFacts | undefined): string {
  const age = facts?.age ?? null;
  return [
    facts?.organisation ?? '',
    facts?.segment ?? '',
    age === null ? '' : String(age).padStart(3, '0'),
  ].join('|');
}
