import { SAMPLE_VARIABLES, type SampleVariable, listComparisons } from '../questionnaire/condition.js';
import { type Block, type Questionnaire, type Respondent } from '../questionnaire/model.js';
import { listConditions } from '../questionnaire/placed-conditions.js';
import { FormSheets } from './form-sheets.js';
import { calculation } from './write-computed.js';
import { writeQuestion } from './write-question.js';
import { generalLosses } from './write-losses.js';
import {
  FACT_FIELDS,
  FACT_GROUP,
  FACT_PREFIX,
  languageHeading,
  type XlsForm,
  type XlsFormLoss,
} from './xlsform.js';

/**
 * A questionnaire as XLSForm, for a program that works with that.
 * @param respondent whose words the labels get, for XLSForm has one text per language
 * @returns the sheets, and everything that the questionnaire says and XLSForm cannot
 * @example writeXlsForm(questionnaire, 'parent').form.survey[0] // { type: 'begin_group', name: 'A', … }
 */
export function writeXlsForm(
  questionnaire: Questionnaire,
  respondent: Respondent,
): { readonly form: XlsForm; readonly losses: readonly XlsFormLoss[] } {
  const sheets = new FormSheets(questionnaire, respondent);
  for (const loss of generalLosses(questionnaire, respondent)) sheets.lose(loss.place, loss.what);
  writeFacts(sheets);
  for (const block of questionnaire.blocks) writeBlock(sheets, block);
  for (const computed of questionnaire.computed ?? []) {
    const { expression, losses } = calculation(questionnaire, computed);
    for (const what of losses) sheets.lose(computed.id, what);
    if (expression === null) continue;
    sheets.survey({
      type: 'calculate',
      name: computed.id,
      ...sheets.inLanguages('label', computed.label),
      calculation: expression,
    });
  }
  const language = questionnaire.languages[0] ?? 'nl';
  const settings = {
    form_title: questionnaire.title[language] ?? Object.values(questionnaire.title)[0] ?? questionnaire.id,
    form_id: questionnaire.id,
    default_language: languageHeading(language),
  };
  return { form: { ...sheets.rows(), settings: [settings] }, losses: sheets.losses() };
}

/** The facts of the case that conditions look at become fields that come first. */
function writeFacts(sheets: FormSheets): void {
  const used = usedFacts(sheets.questionnaire);
  if (used.length === 0) return;
  const label = (text: string): Record<string, string> =>
    sheets.inLanguages('label', Object.fromEntries(sheets.questionnaire.languages.map((one) => [one, text])));
  sheets.survey({ type: 'begin_group', name: FACT_GROUP, ...label('Gegevens van de cliënt') });
  for (const fact of used) {
    const field = FACT_FIELDS[fact];
    const list = `${FACT_PREFIX}${fact}`;
    sheets.survey({
      type: field.type === 'select_one' ? `select_one ${list}` : field.type,
      name: list,
      ...label(field.label),
    });
    for (const value of field.values) sheets.choice({ list_name: list, name: value, ...label(value) });
  }
  sheets.survey({ type: 'end_group', name: FACT_GROUP });
}

function usedFacts(questionnaire: Questionnaire): SampleVariable[] {
  const used = new Set(
    listConditions(questionnaire)
      .flatMap(({ condition }) => listComparisons(condition))
      .flatMap((comparison) => ('sample' in comparison ? [comparison.sample] : [])),
  );
  return SAMPLE_VARIABLES.filter((name) => used.has(name));
}

function writeBlock(sheets: FormSheets, block: Block): void {
  const name = sheets.groupName(block.id);
  sheets.survey({
    type: 'begin_group',
    name,
    ...sheets.inLanguages('label', block.title),
    ...sheets.relevance(block.id, block.when),
  });
  for (const question of block.questions) writeQuestion(sheets, question);
  sheets.survey({ type: 'end_group', name });
}
