import { z } from 'zod';
import { questionnaireSchema } from './schema.js';

/**
 * The shape of a questionnaire file as JSON Schema (draft 7, which editors of YAML understand), for completion and
 * checking while writing. It stands in `questionnaires/questionnaire.schema.json`.
 * @example questionnaireJsonSchema()['title'] // 'Vragenlijst van Veldwerk'
 */
export function questionnaireJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(questionnaireSchema, { target: 'draft-7', io: 'input' }) };
}
