import { addDays, type CivilDate, civilDate, daysBetween } from '../calendar/civil-date.js';
import { openStream, type RandomStream, type Seed } from '../sampling/random.js';
import { type Child, inventChildren, padded } from './invented-families.js';

/** A client file of one organisation, as it would be delivered. Everybody in it is invented. */
export interface SyntheticFile {
  readonly domain: 'basishulp' | 'specialistisch' | 'jb_jr';
  readonly organisation: string;
  readonly fileName: string;
  readonly text: string;
}

/** What to invent. */
export interface SyntheticPlan {
  readonly seed: Seed;
  /** The files are about help in this year. */
  readonly reportYear: number;
  readonly familyCount: number;
}

interface Trajectory {
  readonly startsOn: CivilDate;
  readonly endsOn: CivilDate | null;
}

const PROVIDERS = [
  { name: 'Aanbieder Kade', segment: 'jeugd-GGZ', share: 40 },
  { name: 'Aanbieder Polder', segment: 'J&O', share: 35 },
  { name: 'Aanbieder Singel', segment: 'jeugd met beperking', share: 25 },
] as const;

/**
 * Invents families with children and the help they had, and writes the files of a municipality's wijkteams,
 * three providers and one institution for child protection, each in a layout of its own, with the mistakes
 * that real files have: impossible birth dates, missing names, lost leading zeros, several rows per child.
 * The same plan always gives the same files.
 */
export function syntheticClientFiles(plan: SyntheticPlan): readonly SyntheticFile[] {
  const children = inventChildren(plan);
  return [
    wijkteamFile(plan, children),
    ...PROVIDERS.map((one) => providerFile(plan, children, one)),
    protectionFile(plan, children),
  ];
}

/** One row per trajectory, days first, the family's dossier, and a BOM: an export from a Dutch case system. */
function wijkteamFile(plan: SyntheticPlan, children: readonly Child[]): SyntheticFile {
  const random = openStream(plan.seed, 'wijkteams');
  const header =
    'dossiernummer;gezinsdossier;clientnummer;voornaam;tussenvoegsel;achternaam;geboortedatum;geslacht;postcode;wijkteam;start_traject;einde_traject;naam_ouder;telefoon_ouder;telefoon_jeugdige;ots;geheim_adres';
  const rows: string[] = [];
  children.forEach((child, index) => {
    if (random.below(10) >= 6) return;
    const born = random.below(150) === 0 ? '31-02-2014' : dutchDate(child.bornOn);
    for (let row = 0; row <= (random.below(8) === 0 ? 1 : 0); row += 1) {
      const { startsOn, endsOn } = trajectory(random, plan.reportYear);
      rows.push(
        [
          String(100_000 + rows.length),
          `G${padded(child.family.number, 6)}`,
          `W${padded(index + 1, 6)}`,
          child.firstName,
          child.prefix,
          child.lastName,
          born,
          child.sex,
          child.family.postcode,
          `Wijkteam ${String(1 + random.below(12))}`,
          dutchDate(startsOn),
          endsOn === null ? '' : dutchDate(endsOn),
          child.family.parentName,
          child.family.parentNumber,
          child.ownNumber,
          random.below(12) === 0 ? 'J' : 'N',
          child.family.hasSecretAddress ? 'J' : '',
        ].join(';'),
      );
    }
  });
  return {
    domain: 'basishulp',
    organisation: 'Wijkteams',
    fileName: `wijkteams-${String(plan.reportYear)}.csv`,
    text: `\uFEFF${lines(header, rows)}`,
  };
}

/** "Vries, de" in one column, ISO days, numbers without their leading zero: a spreadsheet that passed many hands. */
function providerFile(
  plan: SyntheticPlan,
  children: readonly Child[],
  provider: (typeof PROVIDERS)[number],
): SyntheticFile {
  const random = openStream(plan.seed, provider.name);
  const header =
    'Cliënt-ID;Naam;Roepnaam;Geb.dat.;M/V;PC;Perceel;Start zorg;Einde zorg;Tel 1;Tel 2;Ouder/verzorger;Geheim adres';
  const code = provider.name.slice('Aanbieder '.length, 'Aanbieder '.length + 2).toUpperCase();
  const rows: string[] = [];
  children.forEach((child, index) => {
    if (random.below(100) >= provider.share) return;
    const { startsOn, endsOn } = trajectory(random, plan.reportYear);
    const name = child.prefix === '' ? child.lastName : `${child.lastName}, ${child.prefix}`;
    rows.push(
      [
        `${code}-${padded(index + 1, 5)}`,
        random.below(40) === 0 ? name.toUpperCase() : name,
        random.below(200) === 0 ? '' : child.firstName,
        child.bornOn,
        child.sex === 'M' ? 'man' : 'vrouw',
        child.family.postcode.replace(' ', ''),
        provider.segment,
        startsOn,
        endsOn ?? '',
        child.family.parentNumber.replace(/^0/, ''),
        child.ownNumber,
        child.family.parentName,
        child.family.hasSecretAddress ? 'ja' : '',
      ].join(';'),
    );
  });
  const fileName = `${provider.name.toLowerCase().replace(' ', '-')}.csv`;
  return { domain: 'specialistisch', organisation: provider.name, fileName, text: lines(header, rows) };
}

/** Two holders of custody, a measure, and a title line above the header. */
function protectionFile(plan: SyntheticPlan, children: readonly Child[]): SyntheticFile {
  const random = openStream(plan.seed, 'protection');
  const header =
    'zaaknummer;naam;voornamen;geboortedatum;geslacht;postcode;maatregel;start_maatregel;einde_maatregel;jeugdbeschermer;gezag_1;telefoon_gezag_1;gezag_2;telefoon_gezag_2;telefoon_jeugdige;geheim';
  const rows: string[] = [];
  children.forEach((child, index) => {
    if (random.below(100) >= 22) return;
    const { startsOn, endsOn } = trajectory(random, plan.reportYear);
    const age = daysBetween(child.bornOn, civilDate(`${String(plan.reportYear)}-12-31`)) / 365.25;
    const measure =
      age >= 12 && random.below(3) === 0 ? 'jeugdreclassering' : random.below(5) === 0 ? 'voogdij' : 'OTS';
    rows.push(
      [
        `Z${padded(500_000 + index, 6)}`,
        [child.prefix, child.lastName].filter(Boolean).join(' '),
        child.firstName,
        dutchDate(child.bornOn),
        child.sex,
        child.family.postcode,
        measure,
        dutchDate(startsOn),
        endsOn === null ? '' : dutchDate(endsOn),
        `JB-er ${String(1 + random.below(40))}`,
        child.family.parentName,
        child.family.parentNumber,
        '',
        '',
        child.ownNumber,
        child.family.hasSecretAddress ? 'ja' : 'nee',
      ].join(';'),
    );
  });
  return {
    domain: 'jb_jr',
    organisation: 'Jeugdbescherming',
    fileName: `jbjr-${String(plan.reportYear)}.csv`,
    text: lines(header, rows),
  };
}

/** Help in the report year; one in twenty-five ended before it, and is not in the frame. */
function trajectory(random: RandomStream, reportYear: number): Trajectory {
  const startsOn = addDays(civilDate(`${String(reportYear - 1)}-01-15`), random.below(640));
  if (random.below(25) === 0) {
    const early = addDays(civilDate(`${String(reportYear - 1)}-01-05`), random.below(120));
    return { startsOn: early, endsOn: addDays(early, 30 + random.below(180)) };
  }
  if (random.below(2) === 0) return { startsOn, endsOn: null };
  const firstDay = civilDate(`${String(reportYear)}-01-02`);
  const from = startsOn > firstDay ? startsOn : firstDay;
  return { startsOn, endsOn: addDays(from, 20 + random.below(300)) };
}

function dutchDate(date: CivilDate): string {
  return date.split('-').reverse().join('-');
}

function lines(header: string, rows: readonly string[]): string {
  return [header, ...rows, ''].join('\r\n');
}
