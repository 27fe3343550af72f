/** Every problem that a user can meet and mend: the status, what happened, and what to do. */
export const PROBLEMS = {
  not_found: {
    status: 404,
    title: 'Deze pagina bestaat niet',
    advice: 'Controleer het adres, of ga terug naar het beginscherm.',
  },
  not_signed_in: {
    status: 401,
    title: 'U bent niet aangemeld',
    advice: 'Meld u aan om verder te gaan. Wat al was opgeslagen, is bewaard.',
  },
  not_permitted: {
    status: 403,
    title: 'Dit mag u met uw rol niet doen',
    advice: 'U blijft aangemeld. Vraag de beheerder om een andere rol als u dit wel moet kunnen.',
  },
  stale_form: {
    status: 403,
    title: 'Dit formulier is verlopen',
    advice: 'Er is niets gewijzigd. Ga terug, vernieuw de pagina en verstuur het formulier opnieuw.',
  },
  too_many_attempts: {
    status: 429,
    title: 'Te veel pogingen om aan te melden',
    advice: 'Wacht een kwartier en probeer het opnieuw. Wachtwoord kwijt? Vraag de beheerder.',
  },
  too_many_requests: {
    status: 429,
    title: 'Te veel verzoeken',
    advice: 'Wacht een kwartier en probeer het opnieuw.',
  },
  upload_too_large: {
    status: 413,
    title: 'Dit bestand is te groot',
    advice: 'Er is niets opgeslagen. Lever een bestand aan van ten hoogste 100 MB.',
  },
  upload_missing: {
    status: 400,
    title: 'Er is geen bestand gekozen',
    advice: 'Ga terug en kies een bestand.',
  },
  unreadable_file: {
    status: 422,
    title: 'Dit bestand is niet te lezen',
    advice: 'Er is niets opgeslagen. Lever een tekstbestand (csv) aan met een regel met kolomnamen.',
  },
  wrong_state: {
    status: 409,
    title: 'Dit kan nu niet',
    advice: 'De stand van het onderzoek of de casus is intussen veranderd. Ga terug en vernieuw de pagina.',
  },
  case_taken: {
    status: 409,
    title: 'Deze casus is niet (meer) van u',
    advice: 'Iemand anders heeft de casus nu, of uw tijd ervoor is verlopen. Haal een nieuwe casus op.',
  },
  case_lapsed: {
    status: 409,
    title: 'U kunt nu niet verder met deze casus',
    advice:
      'Uw tijd voor deze casus was om. Wacht een paar minuten en probeer het opnieuw, of geef de casus terug. Heeft u iemand gesproken? Leg dan de uitkomst vast.',
  },
  consent_forbids: {
    status: 403,
    title: 'Deze persoon mag nu niet worden gevraagd',
    advice: 'De regels voor toestemming laten dit niet toe. Kijk op de casus wie er wel gevraagd mag worden.',
  },
  link_unusable: {
    status: 410,
    title: 'Deze link werkt niet (meer)',
    advice:
      'Wat u al had opgeslagen, is bewaard. Vraag de onderzoeker van de gemeente om een nieuwe link en een nieuwe code.',
  },
  link_session_ended: {
    status: 401,
    title: 'Open uw persoonlijke link opnieuw',
    advice:
      'U bent niet (meer) binnen met uw code. Wat was opgeslagen, is bewaard. Open de link die u kreeg, en vul de code weer in.',
  },
  check_closed: {
    status: 409,
    title: 'De controle is gesloten',
    advice:
      'Wat u daarvoor had opgeslagen, is bewaard. Mag iemand toch niet worden gebeld? Bel of mail de onderzoeker van de gemeente.',
  },
  already_exists: {
    status: 409,
    title: 'Dit bestaat al',
    advice: 'Kies een andere naam, of open wat er al is.',
  },
  already_imported: {
    status: 409,
    title: 'Dit bestand is al ingelezen',
    advice: 'Er is niets gewijzigd. Is er een nieuwe levering? Kies dan dat bestand.',
  },
  invalid_input: {
    status: 422,
    title: 'Deze gegevens kloppen niet',
    advice: 'Er is niets opgeslagen. Verbeter dit en probeer het opnieuw.',
  },
  disk_full: {
    status: 507,
    title: 'De schijf van de server is vol',
    advice:
      'Wat u net invoerde is niet opgeslagen; alles van daarvoor wel. Waarschuw de beheerder en probeer het daarna opnieuw.',
  },
  database_unavailable: {
    status: 503,
    title: 'De gegevensopslag is even niet bereikbaar',
    advice: 'Wat u net invoerde is niet opgeslagen. Wacht een ogenblik en probeer het opnieuw.',
  },
  key_missing: {
    status: 503,
    title: 'De sleutel van de contactgegevens ontbreekt',
    advice:
      'Zet de sleutel terug (VELDWERK_KEY of het sleutelbestand) waarmee deze gegevens zijn versleuteld, en start opnieuw.',
  },
} as const satisfies Record<string, Problem>;

export interface Problem {
  readonly status: number;
  readonly title: string;
  readonly advice: string;
}

export type ProblemKind = keyof typeof PROBLEMS;

/** A refusal that the user can act on. `detail` is Dutch and holds no personal data: it is shown, and logged. */
export class UserProblem extends Error {
  override readonly name = 'UserProblem';
  readonly kind: ProblemKind;
  readonly detail: string | null;

  constructor(kind: ProblemKind, detail: string | null = null) {
    super(detail === null ? PROBLEMS[kind].title : `${PROBLEMS[kind].title}: ${detail}`);
    this.kind = kind;
    this.detail = detail;
  }

  get problem(): Problem {
    return PROBLEMS[this.kind];
  }
}
