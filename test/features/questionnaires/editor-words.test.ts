import { expect, it } from 'vitest';
import { readQuestionnaire } from '../../../src/domain/questionnaire/read-questionnaire.js';
import { editorWords } from '../../../src/features/questionnaires/findings.pages.js';
import { changed, PLANTED_ERRORS, PLANTED_WARNINGS } from '../../domain/questionnaire/planted-faults.js';

/** Words of the file that mean nothing to who works in the editor. */
const FILE_WORDS =
  /\b(when|text|is of in|otherwise|fills|hidden|exclusive|answeredShare|softMin|softMax|notes|ask|refuse|statistic|probe|help|unit|options|mean|share|distribution|single|multiple|parent|youth|partial|completeness)\b/;

it.each([...PLANTED_ERRORS, ...PLANTED_WARNINGS].map(([name, from, to]) => [name, from, to] as const))(
  'the editor tells of %s without the words of the file',
  (_name, from, to) => {
    const { findings } = readQuestionnaire(changed(from, to));
    expect(findings.length).toBeGreaterThan(0);
    for (const finding of findings) {
      const words = Object.values(editorWords(finding)).join(' ');
      expect(words).not.toMatch(FILE_WORDS);
    }
  },
);
