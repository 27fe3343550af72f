import { expect, it } from 'vitest';
import { createWebApp } from '../../../src/web/app.js';
import { createTestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { factsOf, PAGES_OF_FIGURES } from '../../support/defined-numbers.js';
import { tablesOf } from '../../support/html-tables.js';
import { plantCalls } from '../../support/planted-calls.js';
import { studyWithGroups } from '../../support/response-cases.js';
import { expectValidHtml } from '../../support/valid-html.js';

const PATH = '/studies/ceo-2025/response/definitions';

const GROUPS = {
  basishulp: { I: 614, P: 12, R: 140, NC: 70, O: 20, UH: 25, UO: 5, NE: 60 },
  specialistisch: { I: 30, R: 60 },
  jb_jr: { open: 8, excluded: 3, withdrawn: 2, unreleased: 5 },
};

/** Lists of what is to be done, by their page. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  fieldwork: ['enqueteurs', 'afspraken', 'besluiten', 'vast'],
  'quality/verification': ['te-bellen', 'klaar'],
};

/** Tables of which the rows are the numbers, and the columns the domains or other parts. */
const BY_ROW = ['casussen', 'aapor', 'aapor-gewogen', 'trechter', 'gebleven', 'standen'];

/** Words beside numbers. */
const NO_NUMBERS = ['Dag', 'Datum', 'Enquêteur', 'Niveau', 'Vraag', 'Wie'];

const SHARES = {
  Contact: 'telefoontjes-contact',
  Medewerking: 'telefoontjes-cooperation',
  Weigering: 'telefoontjes-refusal',
};

/** The definition of a column: by its table and heading, or of the whole table. */
const DEFINED: Readonly<Record<string, string | Readonly<Record<string, string>>>> = {
  respons: {
    Vrijgegeven: 'vrijgegeven',
    Benaderd: 'benaderd',
    Interviews: 'groep-I',
    'Respons van de gemeente': 'gemeente',
    Respons: 'gemeente',
    'Respons RR1': 'RR1',
    'Medewerking COOP1': 'COOP1',
    'Weigering REF1': 'REF1',
    'Contact CON1': 'CON1',
  },
  casussen: 'groep-open',
  aapor: 'RR6',
  'aapor-gewogen': 'gewogen',
  stand: {
    Interviews: 'groep-I',
    Benaderd: 'benaderd',
    'Respons van de gemeente': 'gemeente',
    'Interviews volgens het plan': 'plan',
  },
  verloop: {
    'Interviews tot en met die dag': 'cumulatief',
    'Respons tot en met die dag': 'cumulatief',
    'Volgens het plan': 'plan',
  },
  trechter: 'trechter-contacted',
  gebleven: 'trechter-in_field',
  doelen: {
    Interviews: 'groep-I',
    Doel: 'doel',
    'Deel van het doel': 'doel',
    'Verwacht klaar': 'verwacht-klaar',
  },
  vandaag: 'vandaag-gebeld',
  standen: 'stand',
  uren: {
    Dagen: 'dagen',
    Uren: 'uren',
    'Deel aan de telefoon': 'aan-de-telefoon',
    Telefoontjes: 'telefoontjes',
    'Per uur': 'per-uur',
  },
  uitkomsten: 'uitkomsten-van-telefoontjes',
  aandelen: { ...SHARES, 'Ten opzichte van iedereen': 'toeval' },
  interviews: {
    Interviews: 'interviews-van-begin-tot-eind',
    'Lengte (mediaan)': 'interviewlengte',
    'Weet niet of wil niet zeggen': 'weet-niet',
    'Te snel beantwoord': 'te-snel',
  },
  week: { Telefoontjes: 'telefoontjes', ...SHARES },
  beurten: { Telefoontjes: 'telefoontjes', ...SHARES },
  'eerste-telefoontje': 'eerste-wachttijd',
  grenzen: 'bij-een-grens',
  nummers: 'nummers-die-niet-werken',
  afspraken: {
    ...Object.fromEntries(
      ['Gemaakt', 'Te vroeg gebeld', 'Op tijd gebeld', 'Te laat gebeld', 'Niet gebeld', 'Op tijd'].map(
        (heading) => [heading, 'afspraken-op-tijd'],
      ),
    ),
    'Gesproken, van op tijd': 'afspraken-gesproken',
  },
  'uitkomsten-en-telefoon': 'past-niet-bij-telefoon',
  lengte: 'opvallende-lengte',
  afgebroken: 'deel-dat-stopte',
  'zelfde-antwoord': 'overal-hetzelfde',
  controle: { Interviews: 'in-de-controle', 'Deel van de controle': 'deel-bevestigd' },
  representativiteit: {
    Benaderbaar: 'benaderbaar',
    Interviews: 'groep-I',
    Respons: 'gemeente',
    'R-indicator': 'r-indicator',
    Variatiecoëfficiënt: 'variatiecoefficient',
    'Grootste vertekening van 50%': 'grootste-vertekening',
  },
  kenmerken: {
    Benaderbaar: 'benaderbaar',
    Interviews: 'groep-I',
    Respons: 'gemeente',
    'Deel van het kader': 'deel-van-het-kader',
    'Deel van de interviews': 'deel-van-het-kader',
    Verschil: 'verschil',
  },
  partieel: { 'Samenhang met meedoen': 'partieel', 'Los van de andere kenmerken': 'partieel-los' },
};

function definitionOf(table: string, heading: string): string | null {
  if (NO_NUMBERS.includes(heading)) return null;
  const own = DEFINED[table.startsWith('verloop-') ? 'verloop' : table];
  const found = typeof own === 'object' ? own[heading] : own;
  if (found === undefined) throw new Error(`no definition of “${heading}” in the table ${table}`);
  return found;
}

describeOnEachDatabase('the definitions of a study', ({ openDatabase }) => {
  it('are there for every column of every table of figures', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const study = await studyWithGroups(app, GROUPS);
    const supervisor = await signInAs(app, web, 'veldwerkleider');
    const numbers = await app.database
      .read('cases')
      .where({ rate_group: 'I' })
      .pluck<string[]>('case_number');
    await plantCalls(
      app,
      study,
      numbers.slice(0, 60).map((caseNumber, at) => ({
        caseNumber,
        interviewerId: supervisor.user.id,
        at: `2026-04-0${String(7 + (at % 3))}T18:${String(at % 60).padStart(2, '0')}`,
        minutes: 4,
        outcome: at % 3 === 0 ? 'no_answer' : 'complete',
      })),
    );
    const definitions = (await supervisor.get(PATH)).text;
    await expectValidHtml(definitions);
    const seen = new Set<string>();
    for (const page of PAGES_OF_FIGURES) {
      const { text } = await supervisor.get(`/studies/ceo-2025/${page}`);
      for (const { id, columns, rows } of tablesOf(text).filter(
        (table) => LISTS[page]?.includes(table.id) !== true,
      )) {
        const headings = BY_ROW.includes(id)
          ? rows.map(([heading]) => heading?.text ?? '')
          : columns.slice(1);
        for (const heading of headings) {
          const definition = definitionOf(id, heading);
          if (definition === null) continue;
          expect({ id, heading, definition, text: factsOf(definitions, definition).source }).toEqual({
            ...{ id, heading, definition },
            text: expect.stringMatching(/./) as string,
          });
        }
        seen.add(id);
      }
    }
    expect(seen.size).toBeGreaterThan(20);
    // Worked out with the figures of the study.
    expect(factsOf(definitions, 'uitkomsten-van-telefoontjes').example).toContain('Interview 40');
    expect(factsOf(definitions, 'toeval').example).toMatch(/p = 66,7% en n = 50: binnenste grenzen/);
    expect(factsOf(definitions, 'kans-om-mee-te-doen').example).toMatch(/ρ = 1 \/ \(1 \+ exp\(−\(/);
    expect(factsOf(definitions, 'tempo').example).toBe('60 / 3 = 20,0');
    expect(factsOf(definitions, 'verschil').example).toMatch(/[\d,]+% − [\d,]+% = -?[\d,]+ punten/);
  });
});
