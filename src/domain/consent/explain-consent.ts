import { CONTACT_ROLE_LABELS } from './consent-record.js';
import type { ConsentRules } from './consent-rules.js';
import type { AskVerdict, ConsentVerdict, NobodyReason } from './who-may-be-asked.js';

const NOBODY: Readonly<Record<NobodyReason, string>> = {
  withdrawn: 'De toestemming is ingetrokken. Niemand wordt nog gebeld en de antwoorden vervallen.',
  adult_refused: 'De ouder of voogd wil niet meedoen en geeft geen toestemming. Bel niet meer.',
  youth_refused: 'De jongere wil niet meedoen. Bel niet meer.',
  youth_and_adult_refused: 'De jongere wil niet meedoen en de ouder of voogd ook niet. Bel niet meer.',
};

/**
 * Says in Dutch who may be asked what and why, without any name.
 * @param verdict what `whoMayBeAsked` decided
 * @param rules the same rules, for the ages in the sentence
 * @example
 * // 16 years old, nothing asked yet
 * explainConsent(verdict, rules) // 'De jongere is 16 of ouder en beslist zelf. Vraag de jongere om mee te doen. De ouder hoort hier niet van.'
 */
export function explainConsent(verdict: ConsentVerdict, rules: ConsentRules): string {
  if (verdict.kind === 'nobody') return NOBODY[verdict.reason];
  return `${explainWhoDecides(verdict, rules)} ${whatNow(verdict)}`;
}

/**
 * Says in Dutch who decides at the age of today.
 * @example explainWhoDecides(verdict, rules) // 'De jongere is 16 of ouder en beslist zelf.'
 */
export function explainWhoDecides({ band }: Pick<AskVerdict, 'band'>, rules: ConsentRules): string {
  const [youngest, oldest] = [String(rules.parentOnlyBelowAge), String(rules.ownConsentFromAge - 1)];
  switch (band) {
    case 'parent_only':
      return `Het kind is jonger dan ${youngest} en komt zelf niet aan de telefoon.`;
    case 'permission_first':
      return `De jongere is ${youngest} tot en met ${oldest}: eerst beslist de ouder of voogd.`;
    case 'own_consent':
      return `De jongere is ${String(rules.ownConsentFromAge)} of ouder en beslist zelf.`;
  }
}

function whatNow(verdict: AskVerdict): string {
  const adult = CONTACT_ROLE_LABELS[verdict.askFor];
  if (verdict.askFor === 'youth') return askTheYouth(verdict);
  if (verdict.mayBeInterviewed !== null) return `Interview de ${adult}.`;
  if (verdict.hasYouthRefused) {
    return `De jongere wil zelf niet meedoen. Vraag alleen de ${adult} die toestemming gaf of die zelf wil antwoorden.`;
  }
  const asked = verdict.questions.map(({ subject }) => subject);
  if (!asked.includes('parent_instead')) {
    return asked.includes('youth_participation')
      ? `Vraag de ${adult} of de jongere mag meedoen.`
      : `Vraag de ${adult} om mee te doen.`;
  }
  return asked.includes('youth_participation')
    ? `Vraag de ${adult} of de jongere mag meedoen, of dat de ${adult} liever zelf antwoordt.`
    : `Vraag of de ${adult} zelf wil antwoorden.`;
}

function askTheYouth({ band, mayBeInterviewed }: AskVerdict): string {
  const what = mayBeInterviewed === null ? 'Vraag de jongere om mee te doen.' : 'Interview de jongere.';
  if (band === 'own_consent') return `${what} De ouder hoort hier niet van.`;
  return `Er is toestemming. ${what} Vraag eerst: “Kun je nu vrij praten?”`;
}
