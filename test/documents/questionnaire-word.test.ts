import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { questionnaireWord } from '../../src/documents/questionnaire-word.js';

it('a questionnaire in Word says how wide its columns are, for programs that do not go by the cells', async () => {
  const bytes = await questionnaireWord({
    title: 'Proef',
    subtitle: '',
    language: 'nl',
    facts: [{ label: 'Code', value: 'proef' }],
    notes: [],
    blocks: [],
    appendices: [],
  });
  const text = strFromU8(unzipSync(new Uint8Array(bytes))['word/document.xml'] ?? new Uint8Array());
  expect([...text.matchAll(/<w:gridCol w:w="(\d+)"/g)].map(([, width]) => Number(width))).toEqual([
    1986, 7040,
  ]);
});
