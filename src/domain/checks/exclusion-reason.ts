/** Why an organisation says that a client must not be approached. */
export const exclusionReasons = [
  'zonder_medeweten_ouders',
  'geheim_adres',
  'niet_geschikt',
  'overleden',
  'verhuisd_buiten_regio',
  'geen_client_in_jaar',
  'bezwaar',
] as const;
export type ExclusionReason = (typeof exclusionReasons)[number];

/** What the reason means for the rates: taken out before fieldwork, or not in the population at all. */
export type ExclusionEffect = 'excluded' | 'not_eligible';

/** What is shown and counted for a reason. */
export interface ExclusionReasonInfo {
  readonly label: string;
  readonly effect: ExclusionEffect;
}

/** The reasons with their Dutch labels. The codes are Dutch because organisations write them in files. */
export const exclusionReasonTable: Readonly<Record<ExclusionReason, ExclusionReasonInfo>> = {
  zonder_medeweten_ouders: { label: 'Heeft hulp zonder dat de ouders dit weten', effect: 'excluded' },
  geheim_adres: { label: 'Woont op een geheim adres', effect: 'excluded' },
  niet_geschikt: { label: 'Telefonisch interview niet geschikt door de problemen', effect: 'excluded' },
  overleden: { label: 'Overleden', effect: 'excluded' },
  verhuisd_buiten_regio: { label: 'Verhuisd naar buiten de regio', effect: 'excluded' },
  geen_client_in_jaar: {
    label: 'Had in het verslagjaar geen hulp van deze organisatie',
    effect: 'not_eligible',
  },
  bezwaar: { label: 'Heeft bezwaar gemaakt tegen onderzoek', effect: 'excluded' },
};

function reasonKey(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z]+/g, '_')
    .replace(/^_|_$/g, '');
}

const reasonByKey: ReadonlyMap<string, ExclusionReason> = new Map(
  exclusionReasons.flatMap((reason) => [
    [reason, reason] as const,
    [reasonKey(exclusionReasonTable[reason].label), reason] as const,
  ]),
);

/**
 * Reads a reason as somebody wrote it: the code or the label, whatever the case, spaces or underscores.
 * @returns `null` when it is no known reason
 * @example parseExclusionReason('Geheim adres') // 'geheim_adres'
 */
export function parseExclusionReason(text: string): ExclusionReason | null {
  return reasonByKey.get(reasonKey(text)) ?? null;
}
