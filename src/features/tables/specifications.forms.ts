import { z } from 'zod';
import { SPECIFICATION_FORMAT, type TableSpecification } from '../../domain/tables/table-specification.js';
import { DEFAULT_CHOICES } from '../../domain/tables/table-input.js';
import {
  ADJUSTMENTS,
  INTERVALS,
  LETTERS,
  LONELY_UNITS,
  MEAN_TESTS,
  PROCEDURES,
  TOTALS,
  UNKNOWNS,
} from './tables.forms.js';

const short = z.string().trim().min(1, 'Vul een naam in.').max(60, 'Maak de naam korter dan 60 tekens.');
const title = z.string().trim().max(200, 'Maak de titel korter dan 200 tekens.');

const choicesSchema = z
  .object({
    unknown: z.enum(UNKNOWNS).default(DEFAULT_CHOICES.unknown),
    totals: z.enum(TOTALS).default(DEFAULT_CHOICES.totals),
    adjustment: z.enum(ADJUSTMENTS).default(DEFAULT_CHOICES.adjustment),
    significanceLevel: z.number().gt(0).lt(1).default(DEFAULT_CHOICES.significanceLevel),
    lonelyUnit: z.enum(LONELY_UNITS).default(DEFAULT_CHOICES.lonelyUnit),
    interval: z.enum(INTERVALS).default(DEFAULT_CHOICES.interval),
    meanTest: z.enum(MEAN_TESTS).default(DEFAULT_CHOICES.meanTest),
    letters: z.enum(LETTERS).default(DEFAULT_CHOICES.letters),
    lettersWhen: z.enum(['always', 'different']).default(DEFAULT_CHOICES.lettersWhen),
    reference: z.string().max(60).nullable().default(DEFAULT_CHOICES.reference),
    weights: z.string().max(80).default(DEFAULT_CHOICES.weights),
  })
  .prefault({});

/** A specification as a file or in the database. Settings that an older one does not have are as usual. */
export const specificationSchema = z
  .object({
    format: z.literal(SPECIFICATION_FORMAT, 'Dit bestand is geen opzet van tabellen (format).'),
    title,
    tables: z
      .array(
        z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('response'), name: short, title }),
          z.object({
            kind: z.literal('comparison'),
            name: short,
            title,
            questions: z.array(z.string().max(60)).max(1000).nullable(),
            columns: z.array(z.string().max(60)).min(1).max(2),
            procedure: z.enum(PROCEDURES),
            options: choicesSchema,
          }),
        ]),
      )
      .min(1, 'Er staan geen tabellen in.')
      .max(200, 'Meer dan 200 tabellen kan niet.'),
  })
  .refine(({ tables }) => new Set(tables.map(({ name }) => name.toLowerCase())).size === tables.length, {
    message: 'Twee tabellen hebben dezelfde naam.',
  }) satisfies z.ZodType<TableSpecification>;

/** The form that saves what the page shows. */
export const saveForm = z.object({
  name: short,
  mode: z.enum(['replace', 'append']).catch('replace'),
  /** What was chosen, as an address has it. */
  choices: z.string().max(20_000).catch(''),
});

export const renameForm = z.object({ name: short });
