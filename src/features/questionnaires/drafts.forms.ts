import { z } from 'zod';
import type { StructureEdit } from '../../domain/questionnaire/editing.js';
import type { Fields } from './condition-form.js';

const questionnaireId = z
  .string()
  .trim()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Gebruik kleine letters, cijfers en streepjes, zoals ceo-jeugd-2027.')
  .max(60, 'Maak de code korter dan 60 tekens.');

const title = z.string().trim().min(1, 'Vul een naam in.').max(200, 'Maak de naam korter dan 200 tekens.');

export const newDraftForm = z.object({ questionnaireId, title, copyOf: z.string().catch('') });

const yes = z
  .string()
  .optional()
  .transform((ticked) => ticked === 'yes');

const PERCENTAGE = 'Vul een percentage van 0 tot en met 100 in.';

const share = z
  .string(PERCENTAGE)
  .trim()
  .regex(/^\d{1,3}([.,]\d+)?$/, PERCENTAGE)
  .transform((typed) => Number(typed.replace(',', '.')) / 100)
  .refine((part) => part <= 1, PERCENTAGE);

export const settingsForm = z
  .object({
    questionnaireId,
    title,
    description: z.string().trim().catch(''),
    languages: z
      .string()
      .transform((text) => text.split(/[\s,;]+/).filter((code) => code !== ''))
      .pipe(
        z
          .array(
            z.string().regex(/^[a-z]{2,3}$/, 'Schrijf talen als code van twee letters, zoals nl, en of tr.'),
          )
          .min(1, 'Vul ten minste één taal in.'),
      ),
    parent: yes,
    youth: yes,
    complete: share,
    partial: share,
    previous: z.string().trim().max(60).catch(''),
    purpose: z.enum(['', 'proposal', 'example']).catch(''),
  })
  .refine(({ parent, youth }) => parent || youth, { path: ['parent'], message: 'Kies wie er antwoordt.' });

export const blockForm = z.object({
  id: z
    .string()
    .trim()
    .regex(/^[A-Z][A-Za-z0-9]*(_[A-Za-z0-9]+)*$/, 'Begin met een hoofdletter, zoals A of Slot.'),
  doesNotCount: yes,
});

/** Every form of a draft says on which revision it was made. */
export const revisionForm = z.object({ revision: z.coerce.number().int().catch(-1) });

const target = z.string().max(100);
const structureSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('add_block') }),
  z.object({
    kind: z.literal('add_question'),
    blockId: target,
    type: z.enum(['single', 'multiple', 'number', 'grade', 'date', 'open', 'grid', 'text']),
  }),
  z.object({
    kind: z.enum(['move_block', 'move_question']),
    id: target,
    by: z.enum(['-1', '1']).transform((by): -1 | 1 => (by === '-1' ? -1 : 1)),
  }),
  z.object({ kind: z.enum(['copy_block', 'copy_question', 'remove_block', 'remove_question']), id: target }),
]);

/** A button says what it does in its value: `move_question:-1`. */
export function structureEditOf(fields: Fields): StructureEdit | null {
  const [kind, by] = (fields['edit'] ?? '').split(':');
  const read = structureSchema.safeParse({ ...fields, kind, by });
  return read.success ? read.data : null;
}

/** What an edit of the structure is called in the history. */
export function editWords(edit: StructureEdit): string {
  const words: Readonly<Record<StructureEdit['kind'], string>> = {
    add_block: 'blok toegevoegd',
    add_question: 'vraag toegevoegd',
    move_block: 'blok verplaatst',
    move_question: 'vraag verplaatst',
    copy_block: 'blok gekopieerd',
    copy_question: 'vraag gekopieerd',
    remove_block: 'blok verwijderd',
    remove_question: 'vraag verwijderd',
  };
  return 'id' in edit ? `${words[edit.kind]} (${edit.id})` : words[edit.kind];
}

/** The text fields of a form. */
export function textFieldsOf(fields: Readonly<Record<string, unknown>>): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
