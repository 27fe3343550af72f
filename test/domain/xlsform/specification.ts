import {
  type SheetRow,
  TYPE_COLUMN,
  UNIT_COLUMN,
  type XlsForm,
} from '../../../src/domain/xlsform/xlsform.js';

/** Question types of the reference table of XLSForm (xlsform.org/en/ref-table) that a questionnaire can need. */
const TYPES =
  /^(integer|decimal|text|date|note|calculate|begin_group|end_group|select_one \S+|select_multiple \S+)$/;

const SURVEY_COLUMNS = /^(type|name|appearance|required|relevant|constraint|calculation|parameters)$/;
const TRANSLATED_COLUMNS = /^(label|hint|guidance_hint|constraint_message)::[\p{L}]+ \([a-z]{2,3}\)$/u;
const NAME = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

/**
 * Holds a form against what xlsform.org says of it, sharing no code with what wrote it.
 * @returns what is wrong, in English; nothing when the form is right
 */
export function breachesOfSpecification({ survey, choices, settings }: XlsForm): string[] {
  const lists = new Set(choices.map(({ list_name: list = '' }) => list));
  const names = survey.filter(({ type }) => type !== 'end_group').map(({ name = '' }) => name);
  const formId = settings[0]?.['form_id'] ?? '';
  return [
    ...choiceBreaches(choices),
    ...survey.flatMap((row, place) =>
      rowBreaches(row, lists).map((what) => `row ${String(place + 2)}: ${what}`),
    ),
    ...repeated(names).map((name) => `the name ${name} stands twice`),
    ...groupBreaches(survey),
    ...survey.flatMap((row) => expressionBreaches(row, new Set(names))),
    ...(settings.length === 1 && /^[A-Za-z0-9_.-]+$/.test(formId) ? [] : ['settings']),
  ];
}

function choiceBreaches(choices: readonly SheetRow[]): string[] {
  const keys = choices.map(({ list_name: list = '', name = '' }) => `${list} › ${name}`);
  const spaced = choices.filter(({ name = '' }) => name === '' || /\s/.test(name));
  return [...repeated(keys), ...spaced.map(({ list_name: list = '' }) => list)].map(
    (what) => `choice ${what}`,
  );
}

function repeated(items: readonly string[]): string[] {
  return items.filter((item, place) => items.indexOf(item) !== place);
}

function rowBreaches(row: SheetRow, lists: ReadonlySet<string>): string[] {
  const { type = '', name = '' } = row;
  const list = /^select_\w+ (\S+)$/.exec(type)?.[1];
  const hasLabel = Object.keys(row).some((column) => column.startsWith('label'));
  const checks: readonly (readonly [isWrong: boolean, what: string])[] = [
    [!TYPES.test(type), `type ${type}`],
    [!NAME.test(name), `name ${name}`],
    [list !== undefined && !lists.has(list), `no list ${list ?? ''}`],
    [type === 'calculate' && (row['calculation'] ?? '') === '', 'no calculation'],
    [!/^(calculate|begin_group|end_group)$/.test(type) && !hasLabel, 'no label'],
    ...Object.keys(row).map((column) => [!isColumn(column), `column ${column}`] as const),
  ];
  return checks.filter(([isWrong]) => isWrong).map(([, what]) => what);
}

function isColumn(column: string): boolean {
  return (
    SURVEY_COLUMNS.test(column) ||
    TRANSLATED_COLUMNS.test(column) ||
    column === TYPE_COLUMN ||
    column.startsWith(`${UNIT_COLUMN}_`)
  );
}

function groupBreaches(survey: readonly SheetRow[]): string[] {
  const open: string[] = [];
  const wrong = survey.filter(({ type, name = '' }) => {
    if (type === 'begin_group') open.push(name);
    return type === 'end_group' && open.pop() !== name;
  });
  return [
    ...wrong.map(({ name = '' }) => `the group ${name} does not end there`),
    ...open.map((name) => `${name} is open`),
  ];
}

function expressionBreaches(row: SheetRow, names: ReadonlySet<string>): string[] {
  return ['relevant', 'constraint', 'calculation'].flatMap((column) => {
    const expression = row[column] ?? '';
    const used = [...expression.matchAll(/\$\{([^}]*)\}/g)].map(([, name = '']) => name);
    const outside = expression.replaceAll(/'[^']*'|"[^"]*"/g, '');
    const isBalanced = outside.split('(').length === outside.split(')').length;
    return [
      ...used.filter((name) => !names.has(name)).map((name) => `no field ${name} for ${expression}`),
      ...(isBalanced ? [] : [`brackets of ${expression}`]),
    ];
  });
}
