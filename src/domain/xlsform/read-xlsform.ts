import { type Computed, type Questionnaire } from '../questionnaire/model.js';
import { type Finding } from '../questionnaire/finding.js';
import { readShape } from '../questionnaire/shape-findings.js';
import { layOut } from './form-layout.js';
import { typeOf } from './form-field.js';
import { FormReading } from './form-reading.js';
import { isFarTooLarge } from './form-size.js';
import { readComputed } from './read-computed.js';
import { readQuestions } from './read-question.js';
import { tellUnread } from './unread-columns.js';
import { type XlsForm, type XlsFormLoss } from './xlsform.js';

/** An XLSForm as a questionnaire, or what keeps it from being one: a Dutch sentence that says what to do. */
export type ReadXlsForm = (
  | { readonly questionnaire: Questionnaire; readonly why: null }
  | { readonly questionnaire: null; readonly why: string }
) & {
  readonly losses: readonly XlsFormLoss[];
  readonly findings: readonly Finding[];
};

type Block = Questionnaire['blocks'][number];

/**
 * Reads an XLSForm as a questionnaire; what parent and youth hear is the same.
 * @param form its sheets, each row by the headings of the columns
 * @returns everything of the form that a questionnaire cannot say, with the row; it does not throw on any sheets
 * @example readXlsForm({ survey: [], choices: [], settings: [] }).questionnaire // null
 */
export function readXlsForm(form: XlsForm): ReadXlsForm {
  const reading = new FormReading(form);
  const layout = layOut(form.survey, reading);
  if (isFarTooLarge(layout.fields, reading.lists)) {
    return { questionnaire: null, why: TOO_LARGE, losses: [], findings: [] };
  }
  for (const field of layout.fields) reading.announce(field);
  tellOfWhole(reading, form);
  const blocks = layout.blocks.flatMap(({ id, row, relevant, fields }): Block[] => {
    const questions = fields.flatMap((field) => readQuestions(reading, field));
    if (questions.length === 0) return [];
    const title = row === null ? {} : reading.languages.text(row, 'label');
    return [{ id, title, ...reading.condition(relevant, `blok ${id}`), questions }];
  });
  const computed = layout.fields.flatMap((field): Computed[] => readComputed(reading, field));
  const value = {
    ...identity(form, reading.languages.codes),
    respondents: ['parent', 'youth'],
    completeness: { complete: { answeredShare: 1 }, partial: { answeredShare: 0.5 } },
    ...(computed.length === 0 ? {} : { computed }),
    blocks,
  };
  const shape = readShape(value, () => null);
  const losses = reading.losses();
  return shape.ok
    ? { questionnaire: shape.questionnaire, why: null, losses, findings: [] }
    : { questionnaire: null, why: NOTHING_TO_ASK, losses, findings: shape.findings };
}

const NOTHING_TO_ASK = 'In dit bestand staat geen vraag die hier gesteld kan worden.';
const TOO_LARGE =
  'Dit formulier is veel te groot: de vragen hebben samen meer dan 50.000 antwoorden. Kort lange lijsten in choices in, of verdeel het formulier.';

/** What stands on no row of the survey: settings, lists that no question has, and other sheets. */
function tellOfWhole(reading: FormReading, { survey, settings, otherSheets = [] }: XlsForm): void {
  tellUnread(reading, 'settings', settings[0] ?? {}, [
    'form_title',
    'form_id',
    'id_string',
    'default_language',
  ]);
  const used = new Set(survey.map((row) => typeOf(row).split(' ')[1]));
  for (const name of reading.lists.keys()) {
    if (!used.has(name)) reading.lose(`lijst ${name}`, 'Geen vraag heeft deze lijst; zij is weggelaten.');
  }
  for (const name of otherSheets) reading.lose(`werkblad ${name}`, 'Dit werkblad wordt niet gelezen.');
}

/** The name of the form, and its languages. */
function identity({ settings }: XlsForm, languages: readonly string[]) {
  const { form_id: id, id_string: older, form_title: title = '' } = settings[0] ?? {};
  const name = title.trim() === '' ? 'Zonder naam' : title.trim();
  return { id: formId(id ?? older ?? ''), title: { [languages[0] ?? 'nl']: name }, languages };
}

function formId(text: string): string {
  const id = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-$/, '');
  return id === '' ? 'xlsform' : id;
}
