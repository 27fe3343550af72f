import type { ContactRole, ConsentSubject } from './consent-record.js';

/** Languages in which consent can be asked, as BCP 47 tags; the first is used when nobody chose. */
export const CONSENT_LANGUAGES = ['nl', 'en', 'tr'] as const;

export type ConsentLanguage = (typeof CONSENT_LANGUAGES)[number];

/** How each language is called on the screen: by itself. */
export const CONSENT_LANGUAGE_LABELS: Readonly<Record<ConsentLanguage, string>> = {
  nl: 'Nederlands',
  en: 'English',
  tr: 'Türkçe',
};

/** What is read aloud to each person, with `{child}`, `{person}`, `{year}` and `{age}` to fill in. */
export interface ConsentText {
  /** Stands in the record of whoever decided. Other words are another version: a test holds the words of each. */
  readonly version: string;
  readonly identity: Readonly<Record<ContactRole, string>>;
  /** The same when the file has the name of the adult. */
  readonly identityByName: Readonly<Record<Exclude<ContactRole, 'youth'>, string>>;
  /** Of a young person who decides alone, and of one for whom an adult gave permission. */
  readonly mayTalk: { readonly alone: string; readonly afterPermission: string };
  readonly youthParticipates: string;
  /** What a parent hears, and what a guardian hears about a young person who is not their child. */
  readonly adult: Readonly<Record<Exclude<ContactRole, 'youth'>, AdultText>>;
}

/** What is asked of an adult. */
export interface AdultText {
  readonly participates: string;
  readonly permission: string;
  /** After the young person said no, which may be days after permission was given. */
  readonly instead: string;
}

/** The words in each language. */
export const CONSENT_TEXTS: Readonly<Record<ConsentLanguage, ConsentText>> = {
  nl: {
    version: '2026-3',
    identity: {
      youth: 'Goedendag, spreek ik met {child}?',
      parent: 'Goedendag, spreek ik met de ouder of verzorger van {child}?',
      guardian: 'Goedendag, spreek ik met de voogd van {child}?',
    },
    identityByName: {
      parent: 'Goedendag, spreek ik met {person}, de ouder of verzorger van {child}?',
      guardian: 'Goedendag, spreek ik met {person}, de voogd van {child}?',
    },
    mayTalk: {
      alone: 'Kun je nu vrij praten?',
      afterPermission: 'Kun je nu vrij praten, zonder dat iemand meeluistert?',
    },
    youthParticipates:
      'Ik bel namens de gemeente. Wij vragen jongeren wat zij vinden van de jeugdhulp die zij in {year} kregen. Het duurt ongeveer een kwartier. Meedoen is vrijwillig: je mag stoppen wanneer je wilt en een vraag overslaan. Je naam komt niet bij je antwoorden te staan. Wil je meedoen?',
    adult: {
      parent: {
        participates:
          'Ik bel namens de gemeente. Wij vragen ouders wat zij vinden van de jeugdhulp die hun kind in {year} kreeg. Het duurt ongeveer een kwartier. Meedoen is vrijwillig: u mag stoppen wanneer u wilt en een vraag overslaan. Uw naam komt niet bij uw antwoorden te staan. Wilt u meedoen?',
        permission:
          'Ik bel namens de gemeente. Wij vragen jongeren wat zij vinden van de jeugdhulp die zij in {year} kregen. Voor jongeren onder de {age} jaar vragen wij eerst toestemming aan de ouder. Meedoen is vrijwillig en de naam komt niet bij de antwoorden te staan. Mag ik uw kind vragen om mee te doen, of antwoordt u liever zelf?',
        instead:
          'Ik bel namens de gemeente, over de vragen naar de jeugdhulp in {year}. U gaf toestemming om uw kind te vragen. Uw kind wil zelf niet meedoen. Wilt u de vragen zelf beantwoorden? Meedoen is vrijwillig.',
      },
      guardian: {
        participates:
          'Ik bel namens de gemeente. Wij vragen voogden wat zij vinden van de jeugdhulp die het kind van wie zij voogd zijn in {year} kreeg. Het duurt ongeveer een kwartier. Meedoen is vrijwillig: u mag stoppen wanneer u wilt en een vraag overslaan. Uw naam komt niet bij uw antwoorden te staan. Wilt u meedoen?',
        permission:
          'Ik bel namens de gemeente. Wij vragen jongeren wat zij vinden van de jeugdhulp die zij in {year} kregen. Voor jongeren onder de {age} jaar vragen wij eerst toestemming aan de voogd. Meedoen is vrijwillig en de naam komt niet bij de antwoorden te staan. Mag ik de jongere van wie u voogd bent vragen om mee te doen, of antwoordt u liever zelf?',
        instead:
          'Ik bel namens de gemeente, over de vragen naar de jeugdhulp in {year}. U gaf toestemming om de jongere van wie u voogd bent te vragen. De jongere wil zelf niet meedoen. Wilt u de vragen zelf beantwoorden? Meedoen is vrijwillig.',
      },
    },
  },
  en: {
    version: '2026-2',
    identity: {
      youth: 'Good day, am I speaking to {child}?',
      parent: 'Good day, am I speaking to the parent or carer of {child}?',
      guardian: 'Good day, am I speaking to the guardian of {child}?',
    },
    identityByName: {
      parent: 'Good day, am I speaking to {person}, the parent or carer of {child}?',
      guardian: 'Good day, am I speaking to {person}, the guardian of {child}?',
    },
    mayTalk: {
      alone: 'Can you talk freely now?',
      afterPermission: 'Can you talk freely now, without anybody listening in?',
    },
    youthParticipates:
      'I am calling on behalf of the municipality. We ask young people what they think of the youth care that they had in {year}. It takes about fifteen minutes. Taking part is voluntary: you may stop whenever you like and skip a question. Your name is not kept with your answers. Would you like to take part?',
    adult: {
      parent: {
        participates:
          'I am calling on behalf of the municipality. We ask parents what they think of the youth care that their child had in {year}. It takes about fifteen minutes. Taking part is voluntary: you may stop whenever you like and skip a question. Your name is not kept with your answers. Would you like to take part?',
        permission:
          'I am calling on behalf of the municipality. We ask young people what they think of the youth care that they had in {year}. For young people under {age} we first ask the permission of the parent. Taking part is voluntary and the name is not kept with the answers. May I ask your child to take part, or would you rather answer yourself?',
        instead:
          'I am calling on behalf of the municipality, about the questions on the youth care in {year}. You permitted us to ask your child. Your child does not want to take part. Would you like to answer the questions yourself? Taking part is voluntary.',
      },
      guardian: {
        participates:
          'I am calling on behalf of the municipality. We ask guardians what they think of the youth care that the child in their guardianship had in {year}. It takes about fifteen minutes. Taking part is voluntary: you may stop whenever you like and skip a question. Your name is not kept with your answers. Would you like to take part?',
        permission:
          'I am calling on behalf of the municipality. We ask young people what they think of the youth care that they had in {year}. For young people under {age} we first ask the permission of the guardian. Taking part is voluntary and the name is not kept with the answers. May I ask the young person in your guardianship to take part, or would you rather answer yourself?',
        instead:
          'I am calling on behalf of the municipality, about the questions on the youth care in {year}. You permitted us to ask the young person in your guardianship. The young person does not want to take part. Would you like to answer the questions yourself? Taking part is voluntary.',
      },
    },
  },
  tr: {
    version: '2026-2',
    identity: {
      youth: 'İyi günler, {child} ile mi görüşüyorum?',
      parent: 'İyi günler, {child} adlı çocuğun annesi, babası veya bakıcısı ile mi görüşüyorum?',
      guardian: 'İyi günler, {child} adlı çocuğun vasisi ile mi görüşüyorum?',
    },
    identityByName: {
      parent: 'İyi günler, {person} ile mi görüşüyorum, {child} adlı çocuğun annesi, babası veya bakıcısı?',
      guardian: 'İyi günler, {person} ile mi görüşüyorum, {child} adlı çocuğun vasisi?',
    },
    mayTalk: {
      alone: 'Şu anda rahatça konuşabilir misin?',
      afterPermission: 'Şu anda kimse dinlemeden rahatça konuşabilir misin?',
    },
    youthParticipates:
      'Belediye adına arıyorum. Gençlere {year} yılında aldıkları gençlik yardımı hakkında ne düşündüklerini soruyoruz. Yaklaşık on beş dakika sürer. Katılım gönüllüdür: istediğin zaman durabilir ve bir soruyu atlayabilirsin. Adın cevaplarının yanında saklanmaz. Katılmak ister misin?',
    adult: {
      parent: {
        participates:
          'Belediye adına arıyorum. Anne ve babalara çocuklarının {year} yılında aldığı gençlik yardımı hakkında ne düşündüklerini soruyoruz. Yaklaşık on beş dakika sürer. Katılım gönüllüdür: istediğiniz zaman durabilir ve bir soruyu atlayabilirsiniz. Adınız cevaplarınızın yanında saklanmaz. Katılmak ister misiniz?',
        permission:
          'Belediye adına arıyorum. Gençlere {year} yılında aldıkları gençlik yardımı hakkında ne düşündüklerini soruyoruz. {age} yaşından küçük gençler için önce anne veya babadan izin istiyoruz. Katılım gönüllüdür ve isim cevapların yanında saklanmaz. Çocuğunuza katılmak isteyip istemediğini sorabilir miyim, yoksa kendiniz mi cevaplamak istersiniz?',
        instead:
          'Belediye adına, {year} yılındaki gençlik yardımı hakkındaki sorular için arıyorum. Çocuğunuza sormamıza izin vermiştiniz. Çocuğunuz kendisi katılmak istemiyor. Soruları siz cevaplamak ister misiniz? Katılım gönüllüdür.',
      },
      guardian: {
        participates:
          'Belediye adına arıyorum. Vasilere, vasisi oldukları çocuğun {year} yılında aldığı gençlik yardımı hakkında ne düşündüklerini soruyoruz. Yaklaşık on beş dakika sürer. Katılım gönüllüdür: istediğiniz zaman durabilir ve bir soruyu atlayabilirsiniz. Adınız cevaplarınızın yanında saklanmaz. Katılmak ister misiniz?',
        permission:
          'Belediye adına arıyorum. Gençlere {year} yılında aldıkları gençlik yardımı hakkında ne düşündüklerini soruyoruz. {age} yaşından küçük gençler için önce vasiden izin istiyoruz. Katılım gönüllüdür ve isim cevapların yanında saklanmaz. Vasisi olduğunuz gence katılmak isteyip istemediğini sorabilir miyim, yoksa kendiniz mi cevaplamak istersiniz?',
        instead:
          'Belediye adına, {year} yılındaki gençlik yardımı hakkındaki sorular için arıyorum. Vasisi olduğunuz gence sormamıza izin vermiştiniz. Genç kendisi katılmak istemiyor. Soruları siz cevaplamak ister misiniz? Katılım gönüllüdür.',
      },
    },
  },
};

/**
 * The language that somebody chose, or the first when it has no words.
 * @example consentLanguage('fr') // 'nl'
 */
export function consentLanguage(chosen: string): ConsentLanguage {
  return CONSENT_LANGUAGES.find((one) => one === chosen) ?? CONSENT_LANGUAGES[0];
}

/**
 * What is asked of a person, in the words of one language; empty when everything is agreed.
 * @param text of `CONSENT_TEXTS`
 * @param of who is asked
 * @param subjects what is open for this person
 * @example subjectWords(CONSENT_TEXTS.nl, 'parent', ['parent_instead']) // 'Ik bel namens de gemeente, …'
 */
export function subjectWords(
  text: ConsentText,
  of: ContactRole,
  subjects: readonly ConsentSubject[],
): string {
  if (of === 'youth') return subjects.includes('own_participation') ? text.youthParticipates : '';
  const { participates, permission, instead } = text.adult[of];
  if (subjects.includes('own_participation')) return participates;
  if (subjects.includes('youth_participation')) return permission;
  return subjects.includes('parent_instead') ? instead : '';
}

/**
 * A text with its places filled in.
 * @example filledIn('Spreek ik met {child}?', { child: 'Noor' }) // 'Spreek ik met Noor?'
 */
export function filledIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}
