import { z } from 'zod';
import { conditionSchema } from './condition.js';

/** The two people who can be interviewed about one child. */
export const RESPONDENTS = ['parent', 'youth'] as const;

/** Codes of answers that are never read aloud: not applicable, don't know, refused. */
export const HIDDEN_CODES = [97, 98, 99] as const;

/** Values that the program fills in at the interview. */
export const FILL_VALUES = ['childFirstName', 'reportYear'] as const;

/** Where a wording comes from. */
const SOURCES = ['reported', 'paraphrased', 'vng', 'inferred'] as const;

export const idSchema = z.string().regex(/^[A-Z][A-Za-z0-9]*(_[A-Za-z0-9]+)*$/);
export const nameSchema = z.string().regex(/^[a-z][A-Za-z0-9_]*$/);
const codeSchema = z.int().min(0).max(9999);

const languageTextSchema = z
  .record(z.string().regex(/^[a-z]{2,3}$/), z.string().min(1))
  .meta({ id: 'LanguageText', description: 'Tekst per taal, bijvoorbeeld { nl: "ja" }' });

const respondentTextSchema = z
  .strictObject({
    both: languageTextSchema.exactOptional().describe('Dezelfde tekst voor ouder en jongere'),
    parent: languageTextSchema.exactOptional().describe('Tekst voor de ouder; gaat voor `both`'),
    youth: languageTextSchema.exactOptional().describe('Tekst voor de jongere; gaat voor `both`'),
  })
  .meta({ id: 'RespondentText', description: 'Tekst per respondent en taal' });

const optionSchema = z
  .strictObject({
    code: codeSchema,
    label: languageTextSchema,
    exclusive: z
      .literal(true)
      .exactOptional()
      .describe('Sluit bij een vraag met meer antwoorden de andere uit'),
    other: z.literal(true).exactOptional().describe('"Anders, namelijk": vraagt om een tekst'),
    notReadAloud: z.literal(true).exactOptional().describe('Wordt niet voorgelezen'),
  })
  .meta({ id: 'Option', description: 'Antwoordcategorie' });

const optionsSchema = z.array(optionSchema).min(2);

const tableBase = {
  label: languageTextSchema.exactOptional().describe('Naam van de maat in de tabel, bijvoorbeeld "% ja"'),
  domains: z.array(z.string()).min(1).exactOptional().describe('Domeinen in de basis; leeg is alle domeinen'),
  base: conditionSchema.exactOptional().describe('Wie in de basis telt, naast een geldig antwoord'),
};

const statisticSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('share').describe('Percentage met een van de codes `positive`'),
      positive: z.array(codeSchema).min(1),
      ...tableBase,
    }),
    z.strictObject({ kind: z.literal('mean'), decimals: z.int().min(0).max(3), ...tableBase }),
    z.strictObject({ kind: z.literal('distribution').describe('Percentage per antwoord'), ...tableBase }),
    z.strictObject({
      kind: z.literal('multiple_response'),
      percentOf: z.enum(['respondents', 'answers']),
      ...tableBase,
    }),
  ])
  .meta({ id: 'Statistic', description: 'Maat in de tabellen' });

const noteSchema = z
  .strictObject({
    kind: z.enum(['wording', 'base', 'scale', 'sampling', 'other']),
    text: languageTextSchema,
  })
  .meta({
    id: 'Note',
    description: 'Opmerking over deze meting, getoond bij een vergelijking met andere jaren',
  });

const forTables = {
  label: languageTextSchema.exactOptional().describe('Korte naam in tabellen'),
  themes: z.array(nameSchema).exactOptional(),
  reportTable: z.string().exactOptional().describe('Nummer van de tabel in het rapport'),
  statistic: statisticSchema.exactOptional(),
  notes: z.array(noteSchema).exactOptional(),
  source: z.array(z.enum(SOURCES)).min(1).exactOptional().describe('Herkomst van de formulering'),
  sourceNote: z.string().exactOptional(),
};

const asked = {
  id: idSchema,
  text: respondentTextSchema,
  when: conditionSchema.exactOptional().describe('Alleen vragen als deze voorwaarde geldt'),
  hidden: z
    .array(z.union([z.literal(97), z.literal(98), z.literal(99)]))
    .exactOptional()
    .describe('Codes die de enquêteur mag kiezen zonder ze voor te lezen; zonder opgave alle drie'),
};

const checkSchema = z
  .strictObject({
    wrongWhen: conditionSchema.describe('Wanneer het antwoord niet kan, of vreemd is'),
    severity: z
      .enum(['ask', 'refuse'])
      .describe('ask: de enquêteur vraagt na en mag bevestigen; refuse: het antwoord wordt niet aangenomen'),
    message: languageTextSchema.describe('Wat de enquêteur te zien krijgt'),
  })
  .meta({ id: 'Check', description: 'Controle van dit antwoord tegen andere antwoorden' });

const common = {
  ...asked,
  ...forTables,
  probe: respondentTextSchema.exactOptional().describe('Doorvraag: voorlezen als er weinig komt'),
  help: languageTextSchema.exactOptional().describe('Toelichting als de respondent erom vraagt'),
  checks: z.array(checkSchema).min(1).exactOptional().describe('Controles die over meer vragen gaan'),
  instruction: languageTextSchema
    .exactOptional()
    .describe('ENQ: aanwijzing voor de enquêteur, niet voorlezen'),
  interviewerOnly: z.literal(true).exactOptional().describe('De enquêteur antwoordt zelf; niets voorlezen'),
  store: z
    .literal('contact')
    .exactOptional()
    .describe('Het antwoord hoort bij de contactgegevens, niet bij de antwoorden'),
};

const choice = {
  options: optionsSchema,
  readOptions: z.boolean().exactOptional().describe('Antwoorden voorlezen; zonder opgave niet'),
};

const rotatedOptions = {
  rotateOptions: z
    .literal(true)
    .exactOptional()
    .describe(
      'Antwoorden per gesprek in een andere volgorde; wat sluit, anders is of niet wordt voorgelezen blijft staan',
    ),
};

const statementSchema = z
  .strictObject({ ...asked, ...forTables })
  .meta({ id: 'Statement', description: 'Stelling; een eigen variabele in de gegevens' });

const codeFrameSchema = z.array(z.strictObject({ code: codeSchema, label: languageTextSchema })).min(1);

/** What one question may look like. */
export const questionSchema = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('single'), ...common, ...choice, ...rotatedOptions }),
    z.strictObject({ type: z.literal('multiple'), ...common, ...choice, ...rotatedOptions }),
    z.strictObject({
      type: z.literal('number'),
      ...common,
      unit: languageTextSchema,
      decimals: z.int().min(0).max(3),
      min: z.number(),
      max: z.number(),
      softMin: z.number().exactOptional().describe('Daaronder vraagt het programma of het klopt'),
      softMax: z.number().exactOptional().describe('Daarboven vraagt het programma of het klopt'),
    }),
    z.strictObject({ type: z.literal('grade'), ...common }),
    z.strictObject({ type: z.literal('date'), ...common }),
    z.strictObject({
      type: z.literal('open'),
      ...common,
      codeFrame: codeFrameSchema.exactOptional().describe('Codes om de antwoorden later in te delen'),
    }),
    z.strictObject({
      type: z.literal('grid'),
      ...common,
      ...choice,
      statements: z.array(statementSchema).min(1),
      rotateStatements: z
        .literal(true)
        .exactOptional()
        .describe('Stellingen per gesprek in een andere volgorde'),
    }),
    z.strictObject({ type: z.literal('text'), ...asked, instruction: common.instruction }),
  ])
  .meta({ id: 'Question', description: 'Vraag, reeks stellingen of tekst om voor te lezen' });

const blockSchema = z
  .strictObject({
    id: idSchema,
    title: languageTextSchema,
    when: conditionSchema.exactOptional(),
    countsTowardsCompleteness: z.boolean().exactOptional().describe('Zonder opgave telt het blok mee'),
    questions: z.array(questionSchema).min(1),
  })
  .meta({ id: 'Block' });

const fillSchema = z
  .union([
    z.strictObject({ value: z.enum(FILL_VALUES), otherwise: respondentTextSchema.exactOptional() }),
    z.strictObject({
      cases: z
        .array(z.strictObject({ when: conditionSchema.exactOptional(), text: respondentTextSchema }))
        .min(1)
        .describe('De eerste die geldt; de laatste staat zonder voorwaarde'),
    }),
  ])
  .meta({ id: 'Fill', description: 'Wat er voor {naam} in een tekst komt' });

const sourcesSchema = z.array(idSchema).min(1);
const computedBase = { id: idSchema, label: languageTextSchema };
const minimumAnswered = z
  .int()
  .min(1)
  .exactOptional()
  .describe('Zoveel vragen moeten een getal hebben; zonder opgave allemaal');

export const computedSchema = z
  .union([
    z.strictObject({
      ...computedBase,
      cases: z
        .array(z.strictObject({ when: conditionSchema.exactOptional(), value: z.number() }))
        .min(1)
        .describe('De eerste die geldt; geldt er geen, dan is er geen waarde'),
    }),
    z.strictObject({ ...computedBase, sum: sourcesSchema, minimumAnswered }),
    z.strictObject({ ...computedBase, mean: sourcesSchema, minimumAnswered }),
    z.strictObject({
      ...computedBase,
      count: z
        .strictObject({ of: sourcesSchema, codes: z.array(codeSchema).min(1) })
        .describe('Bij hoeveel van deze vragen een van deze codes is gegeven'),
    }),
  ])
  .meta({ id: 'Computed', description: 'Berekende waarde: wordt niet gevraagd, volgt uit antwoorden' });

const thresholdSchema = z.strictObject({
  required: z.array(idSchema).exactOptional().describe('Moeten beantwoord zijn als ze op de route liggen'),
  answeredShare: z.number().min(0).max(1).describe('Beantwoord deel van de vragen op de route, 0 tot 1'),
});

/** What a questionnaire file may look like. Descriptions are Dutch: they show up in the researcher's editor. */
export const questionnaireSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    title: languageTextSchema,
    description: languageTextSchema.exactOptional(),
    purpose: z
      .enum(['proposal', 'example'])
      .exactOptional()
      .describe('Voorstel of voorbeeld; zonder opgave een vragenlijst voor een meting'),
    previous: z.string().exactOptional().describe('De vragenlijst van de vorige meting'),
    languages: z.array(z.string().regex(/^[a-z]{2,3}$/)).min(1),
    respondents: z.array(z.enum(RESPONDENTS)).min(1),
    themes: z.record(nameSchema, languageTextSchema).exactOptional(),
    fills: z.record(nameSchema, fillSchema).exactOptional(),
    notes: z.array(noteSchema).exactOptional(),
    completeness: z.strictObject({ complete: thresholdSchema, partial: thresholdSchema }),
    computed: z.array(computedSchema).min(1).exactOptional(),
    blocks: z.array(blockSchema).min(1),
  })
  .meta({ title: 'Vragenlijst van Veldwerk' });
