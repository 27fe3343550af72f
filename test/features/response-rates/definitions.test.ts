import { expect, it } from 'vitest';
import { RATE_NAMES } from '../../../src/domain/response/rates.js';
import { createWebApp } from '../../../src/web/app.js';
import { createTestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { factsOf, PAGES_OF_FIGURES } from '../../support/defined-numbers.js';
import { studyWithGroups } from '../../support/response-cases.js';
import { expectValidHtml } from '../../support/valid-html.js';

const PATH = '/studies/ceo-2025/response/definitions';

/** The worked example of AAPOR's calculator in the reference, with cases around it that are in no rate. */
const GROUPS = {
  basishulp: { I: 614, P: 12, R: 140, NC: 70, O: 20, UH: 25, UO: 5, NE: 60 },
  jb_jr: { open: 8, excluded: 3, withdrawn: 2, unreleased: 5 },
};
/** Counted by hand: everybody but the three excluded, the two withdrawn and the five kept back, not all called. */
const APPROACHED = 614 + 12 + 140 + 70 + 20 + 25 + 5 + 60 + 8;

/** Works out `614 / (614 + 0,9345 × 30)`, as somebody with a calculator would. */
function workedOut(formula: string): number {
  const [above = 0, below = 0] = formula.split(' / ').map((side) =>
    side
      .replaceAll(/[()]/g, '')
      .split(' + ')
      .map((term) => term.split(' × ').reduce((product, text) => product * numberOf(text), 1))
      .reduce((sum, term) => sum + term, 0),
  );
  return above / below;
}

function numberOf(text: string): number {
  return Number(text.replaceAll('.', '').replace(',', '.'));
}

describeOnEachDatabase('the definitions of a study', ({ openDatabase }) => {
  it('work every rate out with the figures of the study', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    await studyWithGroups(app, GROUPS);
    const analyst = await signInAs(app, web, 'analist');
    const { text } = await analyst.get(PATH);
    await expectValidHtml(text);
    for (const name of [...RATE_NAMES, 'e', 'gewogen']) {
      const { formula, example, source } = factsOf(text, name);
      const [filled = '', percentage = ''] = example.split(' = ');
      expect(filled.replaceAll(/[\d.,]+/g, 'x'), name).toBe(formula.replaceAll(/NC|NE|[IPROUe]/g, 'x'));
      expect(Math.abs(workedOut(filled) * 100 - numberOf(percentage.replace('%', ''))), name).toBeLessThan(
        0.051,
      );
      expect(source).toContain('AAPOR');
    }
    expect(factsOf(text, 'RR1').example).toContain('= 69,3%');
    expect(factsOf(text, 'e').example).toContain('= 93,4%');
    expect(factsOf(text, 'gemeente').example).toBe(
      `614 / ${String(APPROACHED)} = ${((614 / APPROACHED) * 100).toFixed(1).replace('.', ',')}%`,
    );
    expect(factsOf(text, 'groep-excluded').example).toBe('3 casussen.');
    expect(factsOf(text, 'groep-open').example).toBe('8 casussen.');
    expect(text).not.toContain('id="groep-withdrawn"');
    // As the state of a case has it: released and never dialled is UH, another person on the line NC.
    expect(text).toContain('Nooit gebeld, of alleen een technisch probleem (UH).');
    expect(text).toContain(
      'De persoon zelf niet bereikt, of een afspraak die bij het einde nog open stond (NC).',
    );
    expect(text).toMatch(/Gesproken met wie mag antwoorden[^<]*Gesproken in de trechter is ruimer/);
  });

  it('work out how representative the respondents are', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    await studyWithGroups(app, { basishulp: { I: 60, R: 20 }, specialistisch: { I: 30, R: 40 } });
    const analyst = await signInAs(app, web, 'analist');
    const { text } = await analyst.get(PATH);
    await expectValidHtml(text);
    const right = (id: string): number => numberOf(factsOf(text, id).example.split(' = ')[1] ?? '');
    const [, spread = ''] = /1 − 2 × ([\d,]+) = /.exec(factsOf(text, 'r-indicator').example) ?? [];
    expect(right('r-indicator')).toBeCloseTo(1 - 2 * numberOf(spread), 3);
    const [, filled = ''] = /^([\d,]+ \/ [\d,]+) = /.exec(factsOf(text, 'variatiecoefficient').example) ?? [];
    expect(right('variatiecoefficient')).toBeCloseTo(workedOut(filled), 3);
    expect(right('grootste-vertekening')).toBeCloseTo(right('variatiecoefficient') / 2, 3);
    const { example, source } = factsOf(text, 'partieel');
    const squares = [...example.matchAll(/(-?[\d,]+)²/g)].map(([, part = '']) => numberOf(part) ** 2);
    expect(squares.length).toBeGreaterThan(1);
    expect(right('partieel')).toBeCloseTo(Math.sqrt(squares.reduce((sum, one) => sum + one, 0)), 3);
    expect(source).toContain('Schouten');
  });

  it('explain calling to who supervises only, and are closed to interviewers', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    await studyWithGroups(app, GROUPS);
    const supervisor = await signInAs(app, web, 'veldwerkleider');
    const seen = await supervisor.get(PATH);
    await expectValidHtml(seen.text);
    expect(factsOf(seen.text, 'per-uur').example).toContain('Nog niet te berekenen');
    for (const id of ['nummers-die-niet-werken', 'deel-dat-stopte', 'deel-bevestigd']) {
      expect(factsOf(seen.text, id).source).not.toBe('');
    }
    const analyst = await signInAs(app, web, 'analist');
    expect((await analyst.get(PATH)).text).not.toContain('Telefoontjes per uur');
    const interviewer = await signInAs(app, web, 'enqueteur');
    expect((await interviewer.get(PATH)).status).toBe(403);
    expect((await supervisor.get('/studies/bestaat-niet/response/definitions')).status).toBe(404);
  });

  it('are where the links of the other pages lead', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    await studyWithGroups(app, GROUPS);
    const supervisor = await signInAs(app, web, 'veldwerkleider');
    const definitions = (await supervisor.get(PATH)).text;
    let followed = 0;
    for (const page of PAGES_OF_FIGURES) {
      const { text } = await supervisor.get(`/studies/ceo-2025/${page}`);
      expect(text, page).toMatch(/href="[^"]*\/response\/definitions#/);
      for (const [, id] of text.matchAll(/href="[^"]*\/response\/definitions#([^"]+)"/g)) {
        expect(definitions).toContain(` id="${id ?? ''}"`);
        followed += 1;
      }
    }
    expect(followed).toBeGreaterThan(20);
  });

  it('say what cannot be worked out yet', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    await studyWithGroups(app, {});
    const analyst = await signInAs(app, web, 'analist');
    const { text } = await analyst.get(PATH);
    await expectValidHtml(text);
    expect(factsOf(text, 'RR1').example).toContain('nog niet te berekenen');
    expect(text).not.toMatch(/NaN|Infinity|undefined/);
  });
});
