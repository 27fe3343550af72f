import { consentChoices } from '../../domain/consent/consent-choices.js';
import { CONTACT_ROLE_LABELS } from '../../domain/consent/consent-record.js';
import { consentLanguage } from '../../domain/consent/consent-texts.js';
import { personName } from '../../domain/consent/person-label.js';
import { findSpokenLanguage, SPOKEN_LANGUAGES } from '../../domain/consent/spoken-language.js';
import type { ButtonKind, ButtonLink, Link } from '../../web/components.js';
import { consentWords } from '../consents/consents.service.js';
import { casePath } from './case-path.js';
import { type Conversation, languageOfCase } from './conversation.service.js';

/** What is said on the telephone: each step on the screen only when the one before is done. */
export interface ConversationSteps {
  /** What to read aloud now, and in which language; empty once everything was said. */
  readonly words: {
    readonly aloud: string;
    readonly language: string;
    readonly spoken: string;
    /** What to do when there are no words in the language that is spoken; `null` otherwise. */
    readonly translate: string | null;
  } | null;
  /** In which language it is asked; the other languages are links. Those without words are translated aloud. */
  readonly languages: {
    readonly read: readonly LanguageLink[];
    readonly translated: readonly LanguageLink[];
  };
  /** What to do when the young person may be asked after permission of an adult; `null` otherwise. */
  readonly handOver: { readonly text: string; readonly link: Link } | null;
  readonly confirmIdentity: ButtonLink | null;
  readonly choices: readonly { readonly value: string; readonly label: string; readonly kind: ButtonKind }[];
  readonly interview: { readonly label: string; readonly text: string } | null;
}

interface LanguageLink extends Link {
  /** Of the label. */
  readonly lang: string;
  readonly current: boolean;
}

/** What is known of the conversation: whose identity was confirmed, and the language. */
export interface Heard {
  /** A role, or nothing; the subject is named only to the person who is asked for now. */
  readonly identified: string;
  /** `null` for that of the case. */
  readonly language: string | null;
}

export const NOTHING_HEARD: Heard = { identified: '', language: null };

const NO_STEPS: ConversationSteps = {
  words: null,
  languages: { read: [], translated: [] },
  handOver: null,
  confirmIdentity: null,
  choices: [],
  interview: null,
};

/** First the identity, then the subject, then the interview: each on the screen only when the one before is done. */
export function conversationSteps(
  conversation: Conversation,
  { identified, language }: Heard,
): ConversationSteps {
  const { call, askFor, file, study, contact } = conversation;
  const { verdict, state, record } = file;
  const path = casePath(record.caseNumber);
  if (call === null || askFor === null || verdict.kind === 'nobody' || state.status === 'interviewing') {
    return NO_STEPS;
  }
  const spoken = language ?? languageOfCase(state);
  const words = consentWords({
    verdict,
    askFor,
    personName: personName(askFor, conversation.person),
    childName: askFor === 'youth' ? contact.fullName : contact.firstName,
    reportYear: study.reportYear,
    ownConsentFromAge: study.rules.consent.ownConsentFromAge,
    language: consentLanguage(spoken),
  });
  const languages = languageLinks(path, { identified, spoken });
  if (identified !== askFor) {
    const confirm = `Ja, de ${CONTACT_ROLE_LABELS[askFor]} is aan de lijn`;
    const href = `${path}?identity=${askFor}&language=${spoken}`;
    return {
      ...NO_STEPS,
      words: aloudIn(spoken, words.identity),
      languages,
      handOver: handOverOf(conversation, path),
      confirmIdentity: { label: confirm, href, kind: 'primary' },
    };
  }
  const choices = consentChoices(verdict).map(({ code, label }) => ({
    value: code,
    label,
    kind: code === 'decline' ? ('secondary' as const) : ('primary' as const),
  }));
  return {
    words: aloudIn(spoken, words.subject),
    languages,
    handOver: null,
    confirmIdentity: null,
    choices,
    interview: interviewOf(conversation),
  };
}

function aloudIn(spoken: string, aloud: string): ConversationSteps['words'] {
  const found = findSpokenLanguage(spoken);
  const translate =
    found?.hasWords === true
      ? null
      : `Taal: ${found?.label ?? spoken}. Hiervoor is er geen tekst: vertaal deze woorden zo precies mogelijk. Bij de toestemming komt te staan dat u mondeling vertaalde.`;
  return { aloud, language: consentLanguage(spoken), spoken, translate };
}

function languageLinks(
  path: string,
  { identified, spoken }: { readonly identified: string; readonly spoken: string },
): ConversationSteps['languages'] {
  const linksOf = (isRead: boolean): readonly LanguageLink[] =>
    SPOKEN_LANGUAGES.filter(({ hasWords }) => hasWords === isRead).map(({ tag, label, hasWords }) => ({
      lang: hasWords ? tag : 'nl',
      label,
      href: `${path}?${identified === '' ? '' : `identity=${identified}&`}language=${tag}`,
      current: tag === spoken,
    }));
  return { read: linksOf(true), translated: linksOf(false) };
}

/** After permission the young person comes to the telephone, or is called at another moment. */
function handOverOf({ askFor, file, outcomes }: Conversation, path: string): ConversationSteps['handOver'] {
  if (askFor !== 'youth' || file.verdict.band !== 'permission_first') return null;
  if (!outcomes.includes('appointment_hard')) return null;
  return {
    text: 'Er is toestemming. Vraag of de jongere nu zelf aan de telefoon kan komen, en wacht. De ouder of voogd luistert niet mee.',
    link: {
      label: 'Komt het niet uit? Maak een afspraak met de jongere',
      href: `${path}/outcome/appointment_hard`,
    },
  };
}

function interviewOf({ file, breakOff }: Conversation): ConversationSteps['interview'] {
  const { verdict, state } = file;
  if (verdict.kind === 'nobody' || verdict.mayBeInterviewed === null) return null;
  const who = CONTACT_ROLE_LABELS[verdict.mayBeInterviewed];
  return state.status === 'broken_off' && breakOff !== null
    ? {
        label: 'Interview hervatten',
        text: `Het interview gaat verder bij vraag ${breakOff.questionId}, met de ${who}.`,
      }
    : { label: 'Interview beginnen', text: `Er is toestemming. Begin het interview met de ${who}.` };
}
