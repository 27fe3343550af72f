import type { Vault } from '../../vault/vault.js';
import { clientNumberKey } from '../../domain/checks/returned-list.js';
import type { ClientRecord } from '../../domain/frame/client-record.js';
import { familyKeysText } from '../../domain/frame/family-keys.js';
import { familyTexts } from '../../domain/frame/family.js';
import { matchTexts, resemblanceTexts } from '../../domain/frame/person-matching.js';
import { segmentOfText } from '../../domain/frame/segment-of-text.js';
import { objectingPerson } from './objecting-rows.js';
import { measureCode } from '../../domain/interview/measure-code.js';
import { initialKeyOf } from '../objections/objections.service.js';
import type { Domain } from '../studies/studies.service.js';
import { sealCareRow } from './care-row.js';

/** The delivery that rows belong to. */
export interface Delivered {
  readonly studyId: string;
  /** All domains of the study, for the priority between them. */
  readonly domains: readonly Domain[];
  readonly domain: Domain;
  readonly organisationId: string;
  readonly deliveryId: string;
}

/** A row of a client file, ready for the vault: keyed hashes to compare, and everything else under one seal. */
export interface PreparedRow {
  readonly line: number;
  readonly groupKey: string;
  /** `null` when only initials are known. */
  readonly firstNameKey: string | null;
  readonly initialKey: string;
  readonly isMatchCertain: boolean;
  readonly movedKey: string | null;
  readonly renamedKey: string | null;
  /** By which the objection list knows somebody of whom only the initial is known. */
  readonly objectionKey: string;
  readonly clientNumberKey: string | null;
  readonly familyKeys: string;
  readonly hasSecretAddress: boolean;
  /** Whether it brings a number that may be called. */
  readonly hasNumber: boolean;
  readonly segment: string | null;
  readonly measure: string | null;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly sealed: string;
}

/** Hashes and seals what a row says. Nothing here depends on other rows, so it is done before the database is asked. */
export function prepareRow(
  vault: Vault,
  delivered: Delivered,
  record: ClientRecord,
): Omit<PreparedRow, 'hasNumber'> {
  const { deliveryId, domain } = delivered;
  return {
    line: record.line,
    ...matchKeys(vault, record),
    objectionKey: initialKeyOf(vault, objectingPerson(record)),
    clientNumberKey: clientKey(vault, delivered, record.clientNumber),
    familyKeys: familyKeys(vault, delivered, record),
    hasSecretAddress: record.atSecretAddress,
    segment: segmentOfText(domain.segments, record.segment),
    measure: measureOf(record),
    startsOn: record.careStartOn,
    endsOn: record.careEndOn,
    sealed: sealCareRow(vault, record, { deliveryId, line: record.line }),
  };
}

type MatchKeyFields = Pick<
  PreparedRow,
  'groupKey' | 'firstNameKey' | 'initialKey' | 'isMatchCertain' | 'movedKey' | 'renamedKey'
>;

/** The keys by which a record is matched. */
export function matchKeys(vault: Vault, record: ClientRecord): MatchKeyFields {
  const texts = matchTexts(record);
  const { other_postcode: moved, other_last_name: renamed } = resemblanceTexts(record);
  return {
    groupKey: vault.fingerprint(texts.group, 'person.group'),
    firstNameKey: texts.firstName === null ? null : vault.fingerprint(texts.firstName, 'person.first_name'),
    initialKey: vault.fingerprint(texts.initial, 'person.initial'),
    isMatchCertain: texts.isCertain,
    movedKey: moved === undefined ? null : vault.fingerprint(moved, 'person.moved'),
    renamedKey: renamed === undefined ? null : vault.fingerprint(renamed, 'person.renamed'),
  };
}

function clientKey(vault: Vault, { organisationId }: Delivered, number: string | null): string | null {
  if (number === null) return null;
  return vault.fingerprint(clientNumberKey(number), `client_number.${organisationId}`);
}

function familyKeys(vault: Vault, { organisationId }: Delivered, record: ClientRecord): string {
  const keys = familyTexts(record, organisationId).map(({ evidence, text }) => ({
    evidence,
    key: vault.fingerprint(text, 'family'),
  }));
  return familyKeysText(keys);
}

/** Files of neighbourhood teams have a column for the OTS where others name the measure. */
function measureOf(record: ClientRecord): string | null {
  return measureCode(record.measure) ?? (record.supervisionOrder === true ? 'ots' : null);
}
