import type { Application } from '../../application.js';
import type { Reader } from '../../database/database.js';
import { ageOn } from '../../domain/calendar/civil-date.js';
import type { Study } from '../studies/studies.service.js';
import { openCareRow } from './care-row.js';
import { type FrameMember, frameMembers, type FrameRecord } from './frame-members.queries.js';
import { interviewDayOf, latestCare } from './frame-report.service.js';
import * as queries from './frame-strata.queries.js';

/**
 * How many persons can be drawn in each segment, by the codes of domain and segment; `''` counts who has none, or one
 * that is not of the study.
 */
export async function segmentSizes(
  db: Reader,
  study: Study,
): Promise<Readonly<Record<string, Readonly<Record<string, number>>>>> {
  const counted = await queries.countSegments(db, study.id);
  return Object.fromEntries(
    study.domains.map((domain) => {
      const sizes: Record<string, number> = {};
      for (const { segment, persons } of counted.filter(({ domainId }) => domainId === domain.id)) {
        const known = domain.segments.some(({ code }) => code === segment) ? (segment ?? '') : '';
        sizes[known] = (sizes[known] ?? 0) + persons;
      }
      return [domain.code, sizes];
    }),
  );
}

/** What a draw by segment or in order must know of a person. */
export interface DrawingFacts {
  /** Code of the segment; `''` for none, or one that is not of the study. */
  readonly segment: string;
  readonly organisation: string;
  /** On the expected day of the interview; `null` when it was not asked, or must not decide. */
  readonly age: number | null;
}

/**
 * Segment, organisation and age of everybody in the frame, from the latest care in the domain of the draw, by the id of
 * the person. Whoever lives at a secret address has no age here: their birth date is erased by the draw, and a draw
 * that is done again must find the same order.
 */
export async function drawingFacts(
  app: Application,
  db: Reader,
  study: Study,
  { withAge }: { withAge: boolean },
): Promise<ReadonlyMap<string, DrawingFacts>> {
  const nameOf = await queries.listOrganisationNames(db, study.id);
  const segmentsOf = new Map(
    study.domains.map((one) => [one.id, new Set(one.segments.map(({ code }) => code))]),
  );
  const facts = new Map<string, DrawingFacts>();
  for await (const page of frameMembers(db, study.id, { withRows: withAge })) {
    for (const member of page) {
      const care = latestCare(member.records, member.domainId);
      facts.set(member.id, {
        segment: knownSegment(care, segmentsOf.get(member.domainId)),
        organisation: care === null ? '' : (nameOf.get(care.organisationId) ?? ''),
        age: withAge ? ageOf(app, study, member) : null,
      });
    }
  }
  return facts;
}

function knownSegment(care: FrameRecord | null, known: ReadonlySet<string> | undefined): string {
  const segment = care?.segment ?? '';
  return known?.has(segment) === true ? segment : '';
}

function ageOf(app: Application, study: Study, member: FrameMember): number | null {
  const first = member.records.find(({ sealed }) => sealed !== null);
  if (member.hasSecretAddress || first === undefined || first.sealed === null) return null;
  const { birthOn } = openCareRow(app.vault, first.sealed, first);
  return ageOn(birthOn, interviewDayOf(study));
}
