/** What invented people say in their own words; nothing of it was ever said by anybody. */
export const POSITIVE_POINTS = [
  'Er wordt goed geluisterd, ook als het een keer anders loopt.',
  'De begeleider komt thuis en kijkt echt mee.',
  'Het ging sneller dan gedacht.',
  'Op de Regenboogschool gaat het nu een stuk rustiger.',
  'Ze weten waar ze het over hebben.',
  'Altijd iemand die terugbelt.',
  'Fijn dat alles via één persoon loopt.',
  'Sinds mei durft hij weer naar buiten.',
  'De gesprekken in de groep hielpen.',
  'Praktische hulp bij de formulieren.',
];

export const NEGATIVE_POINTS = [
  'Steeds een andere begeleider.',
  'De wachttijd was te lang.',
  'Wij moesten ons verhaal telkens opnieuw vertellen.',
  'Het stopte te vroeg.',
  'Er werd weinig met ons overlegd.',
  'Moeilijk te bereiken aan de telefoon.',
  'Reiskosten werden niet vergoed.',
  'School en hulpverlening wisten niet van elkaar wat ze deden.',
];

export const ANYTHING_ELSE = [
  'Goed dat dit wordt gevraagd.',
  'Ik hoop dat er iets met de antwoorden gebeurt.',
  'Meer hulp in de vakanties zou fijn zijn.',
];

export const OTHERWISE = [
  'via een buurvrouw',
  'via de sportclub',
  'via het werk',
  'dat weet ik niet precies',
];

/** Notes of interviewers for the next one; no names, no numbers. */
export const NOTES = [
  'Liever na het eten bellen.',
  'Neemt op werkdagen overdag niet op.',
  'Vriendelijk, had weinig tijd.',
  'Vraagt om rustig te praten.',
  'Wil eerst weten waar het voor is.',
];
