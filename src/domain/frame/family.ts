import type { ClientRecord, ContactOwner } from './client-record.js';
import { nameKey } from './person-name.js';

/** By what members of a family are recognised. */
export type FamilyEvidence = 'dossier' | 'telephone' | 'household';

/** A text that is equal for members of one family; the caller makes a keyed hash of it before it is stored. */
export interface FamilyText {
  readonly evidence: FamilyEvidence;
  readonly text: string;
}

/** The second one with custody often lives elsewhere, with another family: that number makes no family here. */
function isParent(owner: ContactOwner, isWard: boolean): boolean {
  return owner === 'parent' || owner === 'parent_2' || (owner === 'custody_1' && !isWard);
}

/**
 * The texts by which a record's family is recognised: the family dossier of the organisation, a parent's
 * telephone with the postcode, and the household (postcode with last name). Under guardianship (voogdij) the
 * number of the one with custody is an institution's, which makes no family.
 * @param record an accepted row
 * @param organisation the delivering organisation: dossier numbers mean something within it only
 */
export function familyTexts(record: ClientRecord, organisation: string): FamilyText[] {
  const texts: FamilyText[] = [];
  if (record.familyDossier !== null) {
    texts.push({ evidence: 'dossier', text: `dossier|${organisation}|${record.familyDossier}` });
  }
  const { postcode } = record;
  if (postcode === null) return texts;
  const isWard = /voogdij/i.test(record.measure ?? '');
  for (const { owner, number } of record.telephones) {
    if (isParent(owner, isWard))
      texts.push({ evidence: 'telephone', text: `telephone|${number}|${postcode}` });
  }
  texts.push({ evidence: 'household', text: `household|${postcode}|${nameKey(record.name.last)}` });
  return texts;
}
