/** What a column of a client file means to the program. */
export const columnRoles = [
  'client_number',
  'family_dossier',
  'given_name',
  'prefix',
  'last_name',
  'full_name',
  'birth_date',
  'sex',
  'postcode',
  'house_number',
  'district',
  'segment',
  'measure',
  'supervision_order',
  'care_start',
  'care_end',
  'name_parent',
  'phone_parent',
  'phone_parent_2',
  'phone_youth',
  'name_custody_1',
  'phone_custody_1',
  'name_custody_2',
  'phone_custody_2',
  'secret_address',
] as const;
export type ColumnRole = (typeof columnRoles)[number];

/** The Dutch name of each role, for the screen on which a researcher corrects the columns. */
export const columnRoleLabels: Readonly<Record<ColumnRole, string>> = {
  client_number: 'cliëntnummer',
  family_dossier: 'gezinsdossier',
  given_name: 'voornaam of voorletters',
  prefix: 'tussenvoegsel',
  last_name: 'achternaam',
  full_name: 'volledige naam',
  birth_date: 'geboortedatum',
  sex: 'geslacht',
  postcode: 'postcode',
  house_number: 'huisnummer',
  district: 'wijk',
  segment: 'segment of zorgvorm',
  measure: 'maatregel',
  supervision_order: 'ondertoezichtstelling (OTS)',
  care_start: 'begin van de hulp',
  care_end: 'einde van de hulp',
  name_parent: 'naam ouder of verzorger',
  phone_parent: 'telefoon ouder',
  phone_parent_2: 'telefoon andere ouder',
  phone_youth: 'telefoon jeugdige',
  name_custody_1: 'naam gezaghebbende 1',
  phone_custody_1: 'telefoon gezaghebbende 1',
  name_custody_2: 'naam gezaghebbende 2',
  phone_custody_2: 'telefoon gezaghebbende 2',
  secret_address: 'geheim adres',
};

/** How a heading is recognised: a higher strength wins when two headings fit one role. */
export interface HeadingPattern {
  readonly role: ColumnRole;
  readonly pattern: RegExp;
  readonly strength: 1 | 2 | 3;
  /** True when the heading does not really say it (`Tel 1`): the researcher is asked to confirm. */
  readonly isAssumed?: true;
}

/** Headings are compared in this form: small letters without accents, all other signs one space. */
export function headingKey(heading: string): string {
  return heading
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

const child = '(client|clienten|jeugdige|jongere|kind|pupil)';
const phone = '(tel|telefoon|telefoonnr|telefoonnummer|telnr|mobiel|mobielnr|mobiele nummer|gsm)';
const parent = '(ouders?|verzorgers?|moeder|gezin|opvoeders?)';
const custody = '(gezag|gezagsdrager|gezaghebbende|voogd)';

function heading(role: ColumnRole, strength: 1 | 2 | 3, pattern: string): HeadingPattern {
  return { role, strength, pattern: new RegExp(`^(${pattern})$`) };
}

function assumed(role: ColumnRole, pattern: string): HeadingPattern {
  return { ...heading(role, 1, pattern), isAssumed: true };
}

/** Dutch headings as organisations write them, in the form of `headingKey`. */
export const headingPatterns: readonly HeadingPattern[] = [
  heading('client_number', 3, `${child} ?(nummer|nr|id|code|key)|id ${child}`),
  heading('client_number', 2, '(zaak|registratie|persoons|relatie) ?(nummer|nr|id|code)'),
  heading('client_number', 1, '(nummer|nr|id|code|dossier ?(nummer|nr|id)?)'),
  heading(
    'family_dossier',
    3,
    '(gezins?|familie|huishoudens?) ?(dossier|nummer|nr|id|code|dossier ?(nr|nummer))',
  ),
  heading('given_name', 3, `(voornaam|voornaam ${child}|1e voornaam|eerste voornaam)`),
  heading('given_name', 2, `(roepnaam|voornamen)( ${child})?`),
  heading('given_name', 1, `(voorletters?|voorl|initialen)( ${child})?`),
  heading(
    'prefix',
    3,
    '(tussenvoegsels?|tussenv|tv|voorvoegsels?|voorv|vv)( (achternaam|geslachtsnaam|naam))?',
  ),
  heading('last_name', 3, `(achternaam|geslachtsnaam|familienaam)( ${child})?`),
  heading('last_name', 2, `naam|naam ${child}|${child} ?naam`),
  heading('full_name', 3, `volledige naam|voor en achternaam|naam voluit`),
  heading('birth_date', 3, '(geboorte|geb) ?(datum|dat|dag|dd|d)|geboren( op)?|datum geboorte'),
  heading('sex', 3, 'geslacht|gesl|sekse|gender|m v|m v x|mv|geslacht m v'),
  heading('postcode', 3, `(postcode|post code|pc|pcode|pc6|postcode ${child})`),
  heading('house_number', 3, 'huis ?(nummer|nr)|hnr'),
  heading('district', 3, 'wijk|gebied|stadsdeel|woonwijk'),
  heading(
    'segment',
    3,
    'segment|perceel|zorgvorm|zorgsoort|hulpvorm|hulpsoort|soort hulp|type hulp|productgroep',
  ),
  heading('measure', 3, '(soort |type )?maatregel'),
  heading('supervision_order', 3, 'ots|onder ?toezicht ?stelling|ots j n'),
  heading(
    'care_start',
    3,
    '(start|begin|aanvang|ingangs?)( ?datum)?( (zorg|hulp|traject|maatregel|jeugdhulp))?',
  ),
  heading('care_start', 2, 'datum (start|begin|aanvang|ingang)( (zorg|hulp|traject|maatregel))?|van'),
  heading(
    'care_end',
    3,
    '(einde?|afsluit(ing|en)?|stop|sluitings?)( ?datum)?( (zorg|hulp|traject|maatregel|jeugdhulp))?',
  ),
  heading(
    'care_end',
    2,
    'datum (einde?|afsluiting|sluiting|stop)( (zorg|hulp|traject|maatregel))?|tot( en met)?',
  ),
  heading('name_parent', 3, `naam ${parent}( verzorgers?)?|${parent}( verzorgers?)?|naam ${parent} [1]`),
  heading('name_parent', 1, 'contactpersoon'),
  heading('phone_parent', 3, `${phone} ${parent}( verzorger)?( 1)?|${parent} ${phone}`),
  heading('phone_parent_2', 3, `${phone} (vader|andere ouder|ouders? 2|verzorgers? 2)`),
  heading('phone_youth', 3, `${phone} ${child}|${child} ${phone}`),
  heading('name_custody_1', 3, `(naam )?${custody} 1|(naam )?${custody}`),
  heading('name_custody_2', 3, `(naam )?${custody} 2`),
  heading('phone_custody_1', 3, `${phone} ${custody}( 1)?|${custody} 1 ${phone}`),
  heading('phone_custody_2', 3, `${phone} ${custody} 2|${custody} 2 ${phone}`),
  heading(
    'secret_address',
    3,
    '(indicatie )?geheim( adres)?|adres geheim|afscherming|afgeschermd|geheimhouding',
  ),
  assumed('phone_parent', `${phone}( 1)?|${phone} vast`),
  assumed('phone_youth', `${phone} 2`),
];
