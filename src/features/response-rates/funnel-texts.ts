import type { FunnelSet } from '../../domain/response/funnel.js';

/** How the steps of the funnel are called, and what stands in them. */
export const FUNNEL_TEXTS: Readonly<Record<FunnelSet, { readonly label: string; readonly detail: string }>> =
  {
    all: { label: 'Steekproef', detail: 'getrokken, zonder wie de toestemming introk' },
    in_field: { label: 'Vrijgegeven', detail: 'mag worden gebeld en hoort in het onderzoek' },
    contacted: { label: 'Gesproken', detail: 'ten minste één keer is iemand gesproken' },
    permitted: { label: 'Toestemming', detail: 'iemand stemde in met een interview' },
    started: { label: 'Interview begonnen', detail: 'ten minste één vraag is gesteld' },
    I: { label: 'Voltooid', detail: 'een voltooid interview' },
    excluded: { label: 'Uitgesloten', detail: 'door de organisatie of om veiligheid' },
    NE: { label: 'Hoort niet in het onderzoek', detail: 'geen cliënt in het jaar, of dubbel' },
    unreleased: { label: 'Nog niet vrijgegeven', detail: 'bestaat nog niet voor enquêteurs' },
    not_contacted: { label: 'Niemand gesproken', detail: 'vrijgegeven, nog geen gesprek' },
    not_permitted: { label: 'Geen toestemming', detail: 'gesproken, en geweigerd of nog niet ingestemd' },
    not_started: { label: 'Niet begonnen', detail: 'toestemming, en nog geen interview' },
    not_completed: { label: 'Niet voltooid', detail: 'begonnen, en afgebroken, gedeeltelijk of nog bezig' },
  };
