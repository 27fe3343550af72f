import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { UserProblem } from '../src/errors.js';
import { loadQuestionnaires } from '../src/questionnaire-library.js';
import { SMALL_QUESTIONNAIRE } from './support/questionnaires.js';

it('lists proposals and examples first, so that a measurement comes last', () => {
  const library = loadQuestionnaires();
  const purposes = library.list().map(({ purpose }) => purpose ?? 'measurement');
  expect(purposes.indexOf('measurement')).toBe(purposes.filter((one) => one !== 'measurement').length);
  expect(library.list().at(-1)?.id).toBe('ceo-jeugd-2016');
});

it('takes a published version once, and never another text under the same name', () => {
  const library = loadQuestionnaires();
  library.addPublished(SMALL_QUESTIONNAIRE);
  library.addPublished(SMALL_QUESTIONNAIRE.replace('Krijgt {kind}', 'Kreeg {kind}'));
  expect(library.getVersion('klein')).toMatchObject({ origin: 'published', text: SMALL_QUESTIONNAIRE });
});

it('refuses a text that is not right, and a name that it does not have', () => {
  const library = loadQuestionnaires();
  expect(() => {
    library.addPublished('id: weg');
  }).toThrow('published questionnaire');
  expect(() => library.get('weg')).toThrow(UserProblem);
});

it('does not load a folder with a wrong file, and names the file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'veldwerk-library-'));
  writeFileSync(
    path.join(folder, 'fout.yaml'),
    SMALL_QUESTIONNAIRE.replace('themes: [snelheid]', 'themes: [spoed]'),
  );
  expect(() => loadQuestionnaires(folder)).toThrow('fout.yaml: Q1 › themes');
  rmSync(folder, { recursive: true });
});
