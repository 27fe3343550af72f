/** Chances of one group of cases, each 0–1. */
export interface GroupRates {
  /** That somebody answers a right number, per code of a day-part; `*` for the others and for appointments kept. */
  readonly contact: Readonly<Record<string, number>>;
  /** That whoever is spoken to takes part in the end. */
  readonly cooperation: number;
}

/** What the people of a simulated fieldwork are like. Chances are 0–1. */
export interface SimulationRates {
  /** Where the numbers come from, in Dutch: printed with every forecast. */
  readonly source: string;
  /** Per code of a domain; `*` for the others. */
  readonly groups: Readonly<Record<string, GroupRates>>;
  /** That an appointment is kept: somebody answers at the agreed time. */
  readonly appointmentKept: number;
  /** Of those who would take part: that they ask to be called another time first. */
  readonly anotherTime: number;
  /** Of those who do not take part: that it is a soft refusal. */
  readonly softRefusal: number;
  /** After a soft refusal, when called once more: that they take part. */
  readonly conversion: number;
  readonly lineBusy: number;
  readonly wrongNumber: number;
  readonly otherLanguage: number;
  readonly breakOff: number;
}

/**
 * Used when no earlier study is named. The share of those spoken to who take part is set so that, with nearly
 * everybody reached in seven attempts, 614 interviews come of 886 persons approached: CEO jeugd Rotterdam 2016. The
 * chances per day-part are an assumption; in the evening people are at home more often.
 */
export const DEFAULT_SIMULATION_RATES: SimulationRates = {
  source:
    'Standaard: medewerking naar CEO jeugd 2016 (614 interviews op 886 benaderde personen); de kans op gehoor per dagdeel is een aanname.',
  groups: {
    '*': {
      contact: { ochtend: 0.24, middag: 0.24, na_school: 0.32, avond: 0.42, zaterdag: 0.34, '*': 0.3 },
      cooperation: 0.76,
    },
  },
  appointmentKept: 0.85,
  anotherTime: 0.25,
  softRefusal: 0.3,
  conversion: 0.25,
  lineBusy: 0.04,
  wrongNumber: 0.05,
  otherLanguage: 0.02,
  breakOff: 0.03,
};

/** The chances of a group. */
export function groupRates(rates: SimulationRates, group: string): GroupRates {
  const found = rates.groups[group] ?? rates.groups['*'];
  if (found === undefined) throw new RangeError(`no rates for ${group}, and none for "*"`);
  return found;
}

/**
 * That somebody of a group answers in a day-part.
 * @param rates the chances of the group
 * @param dayPart code of the day-part; `null` outside all of them
 * @returns 0–1
 * @example contactRate({ contact: { avond: 0.4, '*': 0.3 }, cooperation: 1 }, 'ochtend') // 0.3
 */
export function contactRate(rates: GroupRates, dayPart: string | null): number {
  return rates.contact[dayPart ?? '*'] ?? rates.contact['*'] ?? 0;
}
