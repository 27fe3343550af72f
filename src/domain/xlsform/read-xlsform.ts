import { type Computed, type Questionnaire } from '../questionnaire/model.js';
import { type Finding } from '../questionnaire/finding.js';
import { readShape } from '../questionnaire/shape-findings.js';
import { layOut } from './form-layout.js';
import { FormReading } from './form-reading.js';
import { readComputed } from './read-computed.js';
import { readQuestion } from './read-question.js';
import { type XlsForm, type XlsFormLoss } from './xlsform.js';

/** An XLSForm as a questionnaire, or what keeps it from being one. */
export interface ReadXlsForm {
  readonly questionnaire: Questionnaire | null;
  readonly losses: readonly XlsFormLoss[];
  readonly findings: readonly Finding[];
}

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
  for (const field of layout.fields) reading.announce(field);
  const blocks = layout.blocks.flatMap(({ id, row, relevant, fields }): Block[] => {
    const questions = fields.flatMap((field) => readQuestion(reading, field) ?? []);
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
  return {
    questionnaire: shape.ok ? shape.questionnaire : null,
    losses: reading.losses(),
    findings: shape.ok ? [] : shape.findings,
  };
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
