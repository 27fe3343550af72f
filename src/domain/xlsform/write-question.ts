import { type Question, type QuestionOf, type Statement } from '../questionnaire/model.js';
import { HIDDEN_CODES } from '../questionnaire/schema.js';
import { type FormSheets } from './form-sheets.js';
import { writeCondition } from './write-condition.js';
import { questionLosses } from './write-losses.js';
import { hiddenLabel, languageHeading, type SheetRow, TYPE_COLUMN, UNIT_COLUMN } from './xlsform.js';

/** Writes the rows of one question, and its answers. */
export function writeQuestion(sheets: FormSheets, question: Question): void {
  for (const what of questionLosses(question)) sheets.lose(question.id, what);
  if (question.type === 'grid') {
    writeGrid(sheets, question);
    return;
  }
  sheets.survey({
    type: typeOf(sheets, question),
    name: question.id,
    ...sheets.heard(question.id, question.text),
    ...ofInterviewer(sheets, question),
    ...sheets.relevance(question.id, question.when),
    ...requirement(sheets, question),
    ...constraints(sheets, question),
    ...unit(sheets, question),
    ...(question.type === 'grade' ? { [TYPE_COLUMN]: 'grade' } : {}),
    ...('rotateOptions' in question ? { parameters: 'randomize=true' } : {}),
  });
  writeOthers(sheets, question);
}

function typeOf(sheets: FormSheets, question: Exclude<Question, { type: 'grid' }>): string {
  switch (question.type) {
    case 'single':
      return `select_one ${listOf(sheets, question)}`;
    case 'multiple':
      return `select_multiple ${listOf(sheets, question)}`;
    case 'number':
      return question.decimals === 0 ? 'integer' : 'decimal';
    case 'grade':
      return 'integer';
    case 'date':
      return 'date';
    case 'open':
      return 'text';
    case 'text':
      return 'note';
  }
}

type Choice = QuestionOf<'single' | 'multiple' | 'grid'>;

function listOf(sheets: FormSheets, question: Choice, hidden = question.hidden): string {
  const { languages } = sheets.questionnaire;
  const rows: SheetRow[] = question.options.map(({ code, label }) => ({
    name: String(code),
    ...sheets.inLanguages('label', label),
  }));
  const never = (hidden ?? HIDDEN_CODES).map((code) => ({
    name: String(code),
    ...sheets.inLanguages(
      'label',
      Object.fromEntries(languages.map((language) => [language, hiddenLabel(code, language)])),
    ),
  }));
  return sheets.list(question.id, [...rows, ...never]);
}

function ofInterviewer(sheets: FormSheets, question: Question): Record<string, string> {
  return {
    ...(question.instruction === undefined ? {} : sheets.inLanguages('hint', question.instruction)),
    ...(question.type === 'text' || question.help === undefined
      ? {}
      : sheets.inLanguages('guidance_hint', question.help)),
  };
}

/** Answers that are never read aloud are answers there; where nothing can be chosen, the field may stay empty. */
function requirement(sheets: FormSheets, question: Question): Record<string, string> {
  if (question.type === 'text') return {};
  const hidden = question.hidden ?? HIDDEN_CODES;
  if ('options' in question || hidden.length === 0) return { required: 'yes' };
  if (hidden.length < HIDDEN_CODES.length) {
    sheets.lose(
      question.id,
      'Welke van 97, 98 en 99 mogen is niet te zeggen; het antwoord mag leeg blijven.',
    );
  }
  return {};
}

function constraints(sheets: FormSheets, question: Question): Record<string, string> {
  const refused =
    question.type === 'text' ? [] : (question.checks ?? []).filter(({ severity }) => severity === 'refuse');
  const ofChecks = refused.flatMap(({ wrongWhen }) => {
    const wrong = writeCondition(sheets.questionnaire, wrongWhen);
    if (wrong === null) sheets.lose(question.id, 'Een controle kan niet worden overgenomen.');
    return wrong === null ? [] : [`not(${wrong})`];
  });
  const [first, second] = refused;
  if (second !== undefined) sheets.lose(question.id, 'De controles delen de melding van de eerste.');
  const all = [...ownConstraints(question), ...ofChecks];
  return {
    ...(all.length === 0
      ? {}
      : { constraint: all.length === 1 ? (all[0] ?? '') : all.map((one) => `(${one})`).join(' and ') }),
    ...(first === undefined ? {} : sheets.inLanguages('constraint_message', first.message)),
  };
}

/** The limits of a number, and answers that exclude others. */
function ownConstraints(question: Question): string[] {
  if (question.type === 'grade') return ['. >= 1', '. <= 10'];
  if (question.type === 'number') {
    const { min, max, decimals } = question;
    const precision = decimals === 0 ? [] : [`round(., ${String(decimals)}) = .`];
    return [`. >= ${String(min)}`, `. <= ${String(max)}`, ...precision];
  }
  if (question.type !== 'multiple') return [];
  const alone = question.options.filter(({ exclusive }) => exclusive === true);
  return alone.map(({ code }) => `not(selected(., '${String(code)}') and count-selected(.) > 1)`);
}

function unit(sheets: FormSheets, question: Question): Record<string, string> {
  if (question.type !== 'number') return {};
  return Object.fromEntries(
    sheets.questionnaire.languages.flatMap((language) => {
      const words = question.unit[language];
      return words === undefined ? [] : [[`${UNIT_COLUMN}_${language}`, words] as const];
    }),
  );
}

/** “Anders, namelijk” asks for a text: a field of its own there. */
function writeOthers(sheets: FormSheets, question: Exclude<Question, { type: 'grid' }>): void {
  if (!('options' in question)) return;
  const others = question.options.filter(({ other }) => other === true);
  for (const { code, label } of others) {
    const name = `${question.id}_other${others.length === 1 ? '' : String(code)}`;
    const chosen =
      question.type === 'multiple'
        ? `selected(\${${question.id}}, '${String(code)}')`
        : `\${${question.id}} = '${String(code)}'`;
    sheets.survey({ type: 'text', name, ...sheets.inLanguages('label', label), relevant: chosen });
  }
}

function writeGrid(sheets: FormSheets, grid: QuestionOf<'grid'>): void {
  sheets.survey({
    type: 'begin_group',
    name: grid.id,
    ...sheets.heard(grid.id, grid.text),
    ...ofInterviewer(sheets, grid),
    ...sheets.relevance(grid.id, grid.when),
    appearance: 'table-list',
  });
  for (const statement of grid.statements) writeStatement(sheets, grid, statement);
  sheets.survey({ type: 'end_group', name: grid.id });
}

/** The rows of a table share one list: what a statement offers differently is lost. */
function writeStatement(sheets: FormSheets, grid: QuestionOf<'grid'>, statement: Statement): void {
  if (statement.hidden !== undefined && String(statement.hidden) !== String(grid.hidden ?? HIDDEN_CODES)) {
    sheets.lose(statement.id, 'Welke van 97, 98 en 99 mogen is gelijk aan die van de andere stellingen.');
  }
  sheets.survey({
    type: `select_one ${listOf(sheets, grid)}`,
    name: statement.id,
    ...sheets.heard(statement.id, statement.text),
    ...sheets.relevance(statement.id, statement.when),
    required: 'yes',
  });
}

/** Headings of columns, in the order of the reference table of XLSForm. */
export function surveyColumns(languages: readonly string[]): readonly string[] {
  const each = (column: string): string[] =>
    languages.map((language) => `${column}::${languageHeading(language)}`);
  return [
    'type',
    'name',
    ...each('label'),
    ...each('hint'),
    ...each('guidance_hint'),
    'appearance',
    'required',
    'relevant',
    'constraint',
    ...each('constraint_message'),
    'calculation',
    'parameters',
    ...languages.map((language) => `${UNIT_COLUMN}_${language}`),
    TYPE_COLUMN,
  ];
}
