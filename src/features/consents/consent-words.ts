import type { ContactRole } from '../../domain/consent/consent-record.js';
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
}

/** The words of text version `CONSENT_TEXT_VERSION`; change both together. */
export function consentWords(setting: ConsentSetting): ConsentWords {
  return { identity: identityOf(setting), subject: subjectOf(setting) };
}

function identityOf({ verdict, askFor, personName, childName }: ConsentSetting): string {
  if (askFor === 'youth') {
    const free =
      verdict.band === 'own_consent'
        ? 'Kun je nu vrij praten?'
        : 'Kun je nu vrij praten, zonder dat iemand meeluistert?';
    return `Goedendag, spreek ik met ${childName}? ${free}`;
  }
  const who = askFor === 'guardian' ? 'de voogd' : 'de ouder of verzorger';
  const named = personName === null ? `${who} van ${childName}` : `${personName}, ${who} van ${childName}`;
  return `Goedendag, spreek ik met ${named}?`;
}

function subjectOf({ verdict, reportYear }: ConsentSetting): string {
  if (verdict.kind === 'nobody') return '';
  const asked = verdict.questions.map(({ subject }) => subject);
  const year = String(reportYear);
  if (asked.includes('own_participation') && verdict.askFor === 'youth') {
    return `Ik bel namens de gemeente. Wij vragen jongeren wat zij vinden van de jeugdhulp die zij in ${year} kregen. Het duurt ongeveer een kwartier. Meedoen is vrijwillig: je mag stoppen wanneer je wilt en een vraag overslaan. Je naam komt niet bij je antwoorden te staan. Wil je meedoen?`;
  }
  if (asked.includes('own_participation')) {
    return `Ik bel namens de gemeente. Wij vragen ouders wat zij vinden van de jeugdhulp die hun kind in ${year} kreeg. Het duurt ongeveer een kwartier. Meedoen is vrijwillig: u mag stoppen wanneer u wilt en een vraag overslaan. Uw naam komt niet bij uw antwoorden te staan. Wilt u meedoen?`;
  }
  if (asked.includes('youth_participation')) {
    return `Ik bel namens de gemeente. Wij vragen jongeren wat zij vinden van de jeugdhulp die zij in ${year} kregen. Voor jongeren onder de 16 jaar vragen wij eerst toestemming aan de ouder of voogd. Meedoen is vrijwillig en de naam komt niet bij de antwoorden te staan. Mag ik uw kind vragen om mee te doen, of antwoordt u liever zelf?`;
  }
  return asked.includes('parent_instead')
    ? 'Uw kind wil zelf niet meedoen. Wilt u de vragen zelf beantwoorden?'
    : '';
}
