/** What a settings page says about one setting of a study. */
export interface SettingExplanation {
  /** Path within the rules, for example `consent.ownConsentFromAge`. */
  readonly setting: string;
  readonly label: string;
  /** Why the default is what it is, in Dutch, with the law or standard when there is one. */
  readonly reason: string;
}

/** Label and reason of each setting, in the order of the settings page. */
export const STUDY_SETTINGS: readonly SettingExplanation[] = [
  {
    setting: 'consent.parentOnlyBelowAge',
    label: 'Onder deze leeftijd wordt alleen de ouder gebeld',
    reason:
      'Onder de 12 jaar beslist de ouder of voogd over hulp en onderzoek (Jeugdwet art. 7.3.4 en 7.3.5).',
  },
  {
    setting: 'consent.ownConsentFromAge',
    label: 'Vanaf deze leeftijd beslist de jongere zelf',
    reason:
      'Vanaf 16 jaar beslist de jongere zelf (Jeugdwet art. 7.3.5; UAVG art. 5). Het rapport schrijft “ouder dan 16”; de wet telt wie net 16 is geworden mee.',
  },
  {
    setting: 'consent.mayAskForYouthOnParentNumber',
    label: 'Jongere die zelf beslist ook via het nummer van de ouder bellen',
    reason: 'Ouders van een jongere van 16 of ouder horen niet van het onderzoek. Daarom staat dit uit.',
  },
  {
    setting: 'calling.hours',
    label: 'Beltijden',
    reason:
      'Maandag tot en met vrijdag 9.00–20.30 uur en zaterdag 10.00–16.00 uur: buiten die tijden stoort een telefoontje.',
  },
  {
    setting: 'calling.dayParts',
    label: 'Dagdelen',
    reason: 'Wie op het ene dagdeel niet opneemt, is op een ander dagdeel vaak wel te bereiken.',
  },
  {
    setting: 'calling.closedHolidays',
    label: 'Vrije dagen',
    reason:
      'De feestdagen van de Algemene termijnenwet. Op Goede Vrijdag wordt gewerkt; wie dan niet wil bellen, zet die dag erbij.',
  },
  {
    setting: 'calling.earlyClosings',
    label: 'Dagen met een vroeg einde',
    reason: 'Na 18.00 uur geen telefoon tijdens de Dodenherdenking, sinterklaasavond en kerstavond.',
  },
  {
    setting: 'calling.firstAttemptDayParts',
    label: 'Dagdelen voor de eerste poging',
    reason: 'Na schooltijd en ’s avonds zijn ouders en jongeren het vaakst thuis.',
  },
  {
    setting: 'calling.attemptsLimit',
    label: 'Hoogste aantal pogingen',
    reason:
      'Een vaste grens houdt het bellen redelijk voor wie niet opneemt, en gelijk voor iedereen. Een afgebroken interview hervatten en de ene keer na een zachte weigering mogen ook daarna nog.',
  },
  {
    setting: 'calling.attemptsExtensionLimit',
    label: 'Extra pogingen door de veldwerkleider',
    reason: 'Een veldwerkleider mag met een reden nog drie pogingen toevoegen.',
  },
  {
    setting: 'calling.dialsPerDay',
    label: 'Hoogste aantal keren bellen per dag',
    reason:
      'Meer dan twee keer per dag bellen voelt als aandringen. Een bezette of mislukte lijn telt niet mee.',
  },
  {
    setting: 'calling.dialsLimit',
    label: 'Hoogste aantal keren bellen in totaal',
    reason: 'Voorkomt dat een nummer dat altijd bezet is eindeloos wordt gebeld.',
  },
  {
    setting: 'calling.effort',
    label: 'Moeite voordat een casus “niet bereikt” is',
    reason: 'Ten minste vier dagdelen, waarvan twee avonden en een zaterdag, verdeeld over twee weken.',
  },
  {
    setting: 'calling.appointments',
    label: 'Afspraken',
    reason:
      'Een afspraak mag buiten de beltijden vallen, tot 21.30 uur, omdat iemand er zelf om vraagt. Een gemiste afspraak wordt alleen in de beltijden gebeld.',
  },
  {
    setting: 'calling.conversion',
    label: 'Nog één keer bellen na een zachte weigering',
    reason: 'Na 7 tot 10 dagen, door een andere enquêteur, en alleen als de veldwerkleider het goedvindt.',
  },
  {
    setting: 'calling.resumeAttempts',
    label: 'Afgebroken interview hervatten zonder afspraak',
    reason: 'Eén keer, een dag later. Wie vaker wil, maakt een afspraak.',
  },
  {
    setting: 'retention.contactMonths',
    label: 'Contactgegevens bewaren na het veldwerk (maanden)',
    reason: 'Niet langer dan nodig is voor controle en klachten (AVG art. 5 lid 1 onder e).',
  },
  {
    setting: 'retention.followUpMonths',
    label: 'Lijst voor een vervolggesprek bewaren (maanden)',
    reason: 'Alleen wie daar toestemming voor gaf, op een aparte lijst, hoogstens een jaar.',
  },
  {
    setting: 'retention.interviewedYears',
    label: 'Onthouden wie is geïnterviewd (jaren)',
    reason:
      'Zo kan een volgend onderzoek iemand met rust laten. Alleen een versleutelde code, zonder naam; 0 bewaart niets.',
  },
  {
    setting: 'disclosure.suppressBelowBase',
    label: 'Weglaten onder dit aantal personen',
    reason: 'Over minder dan 10 personen zegt een percentage weinig en is een persoon te herkennen.',
  },
  {
    setting: 'disclosure.indicativeBelowBase',
    label: 'Indicatief onder dit aantal personen',
    reason: 'Van 10 tot en met 29 personen is een percentage onzeker; de tabel zegt dat erbij.',
  },
  {
    setting: 'disclosure.protectBelowCount',
    label: 'Cel verbergen onder dit aantal personen',
    reason: 'Een cel met 1 tot en met 4 personen kan iemand aanwijzen.',
  },
  {
    setting: 'sampling.oneChildPerFamily',
    label: 'Eén kind per gezin',
    reason: 'Een gezin wordt zo maar één keer gebeld. De weging telt mee hoeveel kinderen kans maakten.',
  },
];
