/**
 * Words with which Dutch answers begin and that name nobody. Any other word with a capital is proposed as a name: a
 * word too many costs a click, a name too few a promise.
 */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `aan achteraf af al alle alleen alles als altijd ander andere anders beetje begeleiding beide bel beter bij bijna blij
  contact daar daardoor daarna daarom dan dankbaar dat de denk deze die dingen dit doet door duidelijk duurde duurt echt
  een één eens eerst eigenlijk elke en enige er erg even fijn fijne ga gaat geen geeft gehoord gelukkig geweldig gewoon ging
  goed goede graag haar had hadden heb hebben heeft heel hele helemaal hele helpt hem het hele hielp hier hij hoe hulp
  hulpverlener hun iedereen iemand iets ik in is ja je jij jullie kan kind kinderen komt kon kreeg kregen krijgt kunnen lang
  langer lief lieve luistert maar maken mail makkelijk me meedenken meer meestal men met mijn min minder misschien moest moet mooi
  na naar nee niemand niet niets nog nooit nu nul om omdat onder ons onze ook op open over prettig prima rustig samen
  school slecht sinds snel snelle soms staat steeds super te tegen tevreden thuis toch toen top tot tussen twee u uit
  uiteindelijk uitleg van vanaf vanuit veel verder via verschillende vind vinden volgens voor vooral vriendelijk vriendelijke waar
  waarom wachttijd wanneer want waren was wat we weer weet weinig wel werd werden wie wij wilde wist worden wordt ze zeer
  zei zeker zelf zij zijn zo zoals zodat zonder zou zouden`.split(/\s+/u),
);
