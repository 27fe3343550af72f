import { format } from 'prettier';
import { expect, it } from 'vitest';
import { questionnaireJsonSchema } from '../../../src/domain/questionnaire/json-schema.js';

it('the JSON Schema beside the questionnaires is the one that the program reads by', async () => {
  const text = await format(JSON.stringify(questionnaireJsonSchema()), { parser: 'json', printWidth: 110 });
  await expect(text).toMatchFileSnapshot('../../../questionnaires/questionnaire.schema.json');
});
