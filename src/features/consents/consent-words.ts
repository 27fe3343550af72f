import type { ContactRole } from '../../domain/consent/consent-record.js';
import {
  CONSENT_TEXTS,
  type ConsentLanguage,
  type ConsentText,
  filledIn,
  subjectWords,
} from '../../domain/consent/consent-texts.js';
import type { ConsentVerdict } from '../../domain/consent/who-may-be-asked.js';

/** What an interviewer says, in two steps: the subject is not named before the person is known to be the right one. */
export interface ConsentWords {
  readonly identity: string;
  /** Empty when everything is agreed. */
  readonly subject: string;
}

/** Who is on the line and what the study is about. */
export interface ConsentSetting {
  readonly verdict: ConsentVerdict;
  readonly askFor: ContactRole;
  /** Of the person asked for; `null` when the file has no name. */
  readonly personName: string | null;
  readonly childName: string;
  readonly reportYear: number;
  /** From which age a young person decides alone. */
  readonly ownConsentFromAge: number;
  readonly language: ConsentLanguage;
}

/** The words in the language of the conversation; the version of that text goes into the record. */
export function consentWords(setting: ConsentSetting): ConsentWords {
  const { verdict, personName, childName, reportYear, ownConsentFromAge, language } = setting;
  const text = CONSENT_TEXTS[language];
  const fill = (words: string): string =>
    filledIn(words, {
      child: childName,
      person: personName ?? '',
      year: String(reportYear),
      age: String(ownConsentFromAge),
    });
  const open = verdict.kind === 'nobody' ? [] : verdict.questions.map(({ subject }) => subject);
  const of = verdict.kind === 'nobody' ? setting.askFor : verdict.askFor;
  return { identity: fill(identityOf(text, setting)), subject: fill(subjectWords(text, of, open)) };
}

function identityOf(text: ConsentText, { verdict, askFor, personName }: ConsentSetting): string {
  if (askFor !== 'youth') return personName === null ? text.identity[askFor] : text.identityByName[askFor];
  const { alone, afterPermission } = text.mayTalk;
  return `${text.identity.youth} ${verdict.band === 'own_consent' ? alone : afterPermission}`;
}
