import { insertRows } from '../../database/batches.js';
import type { Reader, Transaction } from '../../database/database.js';
import type { CivilDate } from '../../domain/calendar/civil-date.js';
import type { StudySegment } from '../../domain/study/study-domain.js';
import { DEFAULT_STUDY_RULES, type StudyRules } from '../../domain/study/study-rules.js';
import type { StudyStatus } from '../../domain/study/study-status.js';
import type { Domain, Study } from './study.js';

interface StudyRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly report_year: number;
  readonly questionnaire_id: string;
  readonly status: StudyStatus;
  readonly is_practice: number;
  readonly rules: string;
  readonly fieldwork_starts_on: string | null;
  readonly fieldwork_ends_on: string | null;
  readonly created_at: string;
  readonly created_by: string | null;
}

interface DomainRow {
  readonly id: string;
  readonly study_id: string;
  readonly code: string;
  readonly label: string;
  readonly position: number;
  readonly priority: number;
  readonly population_size: number | null;
  readonly target_interviews: number | null;
}

export async function insertStudy(
  trx: Transaction,
  study: Study,
  { createdAt, createdBy }: { createdAt: string; createdBy: string | null },
): Promise<void> {
  await trx<StudyRow>('studies').insert({
    id: study.id,
    slug: study.slug,
    name: study.name,
    report_year: study.reportYear,
    questionnaire_id: study.questionnaireId,
    status: study.status,
    is_practice: study.isPractice ? 1 : 0,
    rules: JSON.stringify(study.rules),
    fieldwork_starts_on: study.fieldworkStartsOn,
    fieldwork_ends_on: study.fieldworkEndsOn,
    created_at: createdAt,
    created_by: createdBy,
  });
  await insertRows(
    trx,
    'domains',
    study.domains.map((domain, position) => domainRow(study.id, domain, position)),
  );
  await insertRows(
    trx,
    'segments',
    study.domains.flatMap(({ id, segments }) =>
      segments.map(({ code, label }, position) => ({ domain_id: id, code, label, position })),
    ),
  );
}

function domainRow(studyId: string, domain: Domain, position: number): DomainRow {
  return {
    id: domain.id,
    study_id: studyId,
    code: domain.code,
    label: domain.label,
    position,
    priority: domain.priority,
    population_size: domain.populationSize,
    target_interviews: domain.targetInterviews,
  };
}

/**
 * Moves a study on, unless somebody else did so in the meantime.
 * @returns whether the study still had the status that the decision was made on
 */
export async function updateStatus(
  trx: Transaction,
  studyId: string,
  { from, to }: { from: StudyStatus; to: StudyStatus },
): Promise<boolean> {
  return (await trx<StudyRow>('studies').where({ id: studyId, status: from }).update({ status: to })) === 1;
}

/** Stores the size of the population behind a stratum, that the tables need for the finite population correction. */
export async function updatePopulationSize(trx: Transaction, domainId: string, size: number): Promise<void> {
  await trx<DomainRow>('domains').where({ id: domainId }).update({ population_size: size });
}

export async function updateTarget(
  trx: Transaction,
  domainId: string,
  interviews: number | null,
): Promise<void> {
  await trx<DomainRow>('domains').where({ id: domainId }).update({ target_interviews: interviews });
}

/** Stores the settings of a study. */
export async function updateRules(trx: Transaction, studyId: string, rules: StudyRules): Promise<void> {
  await trx<StudyRow>('studies')
    .where({ id: studyId })
    .update({ rules: JSON.stringify(rules) });
}

/** Makes other transactions that lock the same study wait for this one. SQLite has one writer already. */
export async function lockStudy(trx: Transaction, slug: string): Promise<void> {
  await trx<StudyRow>('studies').where({ slug }).forUpdate().select('id');
}

export async function findStudyBySlug(db: Reader, slug: string): Promise<Study | null> {
  const [study] = toStudies(await withDomains(db).where('studies.slug', slug));
  return study ?? null;
}

export async function findStudyById(db: Reader, id: string): Promise<Study | null> {
  const [study] = toStudies(await withDomains(db).where('studies.id', id));
  return study ?? null;
}

export async function listStudies(db: Reader): Promise<readonly Study[]> {
  return toStudies(await withDomains(db));
}

/** @param start of letters, digits and hyphens: nothing that stands for something else in a pattern */
export async function listSlugsFrom(db: Reader, start: string): Promise<readonly string[]> {
  return db<StudyRow>('studies').where('slug', 'like', `${start}%`).orderBy('slug').pluck('slug');
}

/** A study, as often as it has domains and these have segments, or once. */
type StudyPart = StudyRow & {
  readonly domain_id: string | null;
  readonly code: string | null;
  readonly label: string | null;
  readonly priority: number | null;
  readonly population_size: number | null;
  readonly target_interviews: number | null;
  readonly segment_code: string | null;
  readonly segment_label: string | null;
};

/** In one statement: nearly every page begins with it. */
function withDomains(db: Reader) {
  return db('studies')
    .leftJoin('domains', 'domains.study_id', 'studies.id')
    .leftJoin('segments', 'segments.domain_id', 'domains.id')
    .orderBy(['studies.id', 'domains.position', 'domains.id', 'segments.position'])
    .select<StudyPart[]>('studies.*', {
      domain_id: 'domains.id',
      code: 'domains.code',
      label: 'domains.label',
      priority: 'domains.priority',
      population_size: 'domains.population_size',
      target_interviews: 'domains.target_interviews',
      segment_code: 'segments.code',
      segment_label: 'segments.label',
    });
}

/** @param parts those of one study after those of another */
function toStudies(parts: readonly StudyPart[]): readonly Study[] {
  return parts
    .filter(({ id }, index) => parts[index - 1]?.id !== id)
    .map((row) =>
      toStudy(
        row,
        parts.filter(({ id }) => id === row.id),
      ),
    );
}

function toStudy(row: StudyPart, parts: readonly StudyPart[]): Study {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    reportYear: row.report_year,
    questionnaireId: row.questionnaire_id,
    status: row.status,
    isPractice: row.is_practice === 1,
    // A study that was made before a setting existed has its default.
    rules: { ...DEFAULT_STUDY_RULES, ...(JSON.parse(row.rules) as Partial<StudyRules>) },
    fieldworkStartsOn: row.fieldwork_starts_on as CivilDate | null,
    fieldworkEndsOn: row.fieldwork_ends_on as CivilDate | null,
    domains: parts
      .filter(({ domain_id: id }, index) => parts[index - 1]?.domain_id !== id)
      .flatMap((domain) => domainOf(domain, parts)),
  };
}

/** A study that has none yet comes with one empty part. */
function domainOf(row: StudyPart, parts: readonly StudyPart[]): readonly Domain[] {
  const { domain_id: id, code, label, priority } = row;
  if (id === null || code === null || label === null || priority === null) return [];
  const segments = parts.filter(({ domain_id }) => domain_id === id).flatMap(segmentOf);
  return [
    {
      id,
      code,
      label,
      priority,
      populationSize: row.population_size,
      targetInterviews: row.target_interviews,
      segments,
    },
  ];
}

function segmentOf({ segment_code: code, segment_label: label }: StudyPart): readonly StudySegment[] {
  return code === null || label === null ? [] : [{ code, label }];
}
