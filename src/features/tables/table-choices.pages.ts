import type { Checkbox, ChoiceGroup, SelectField } from '../../web/components.js';
import type { Study } from '../studies/studies.service.js';
import { listAxes } from './breakdowns.js';
import { partsOf, questionsIn } from './table-rows.js';
import { type TestChoicesForm, testChoicesForm } from './test-choices.pages.js';
import { axesIn, PROCEDURES, type TableChoices, TOTALS } from './tables.forms.js';
import type { StudyTable } from './tables.service.js';

/** The form in which a table is chosen. */
export interface TableChoicesForm {
  readonly columns: SelectField;
  readonly cross: SelectField;
  readonly parts: ChoiceGroup;
  readonly questions: ChoiceGroup;
  /** Whether the list of single questions stands open. */
  readonly hasQuestions: boolean;
  readonly procedure: ChoiceGroup;
  readonly totals: ChoiceGroup | null;
  readonly unknown: Checkbox;
  readonly intervals: Checkbox;
  readonly chart: Checkbox;
  readonly beside: ChoiceGroup | null;
  readonly tests: TestChoicesForm;
}

const PROCEDURE_TEXTS: Readonly<
  Record<(typeof PROCEDURES)[number], { readonly label: string; readonly description: string }>
> = {
  design: { label: 'Volgens de steekproef', description: 'gewogen, met de opzet van de steekproef' },
  spss: { label: 'Zoals SPSS', description: 'ongewogen, zoals in eerdere rapporten' },
};

const TOTALS_TEXTS: Readonly<Record<TableChoices['totals'], string>> = {
  all: 'Totaal van iedereen',
  both: 'Totaal, en totaal zonder JB/JR',
  without: 'Alles zonder JB/JR',
};

/** The fields of the form, with what was chosen. */
export function tableChoicesForm(
  { study, questionnaire, rows, table, input }: StudyTable,
  choices: TableChoices,
  { earlier, weightNames }: { readonly earlier: readonly Study[]; readonly weightNames: readonly string[] },
): TableChoicesForm {
  const axes = listAxes(questionnaire);
  const [first = 'domain', second = ''] = axesIn(
    choices,
    axes.map(({ key }) => key),
  );
  const options = axes.map(({ key, label }) => ({ value: key, label }));
  return {
    columns: { name: 'columns', label: 'Kolommen', value: first, options },
    cross: {
      name: 'cross',
      label: 'Gekruist met',
      value: second,
      options: [{ value: '', label: 'niets' }, ...options],
      optional: true,
    },
    parts: {
      name: 'part',
      label: 'Onderdelen',
      description: 'Zonder keuze staan alle vragen er.',
      kind: 'checkbox',
      optional: true,
      options: partsOf(rows).map(({ value, label }) => ({
        value,
        label,
        checked: choices.part.includes(value),
      })),
    },
    questions: {
      name: 'question',
      label: 'Losse vragen',
      description: 'Naast de gekozen onderdelen.',
      kind: 'checkbox',
      optional: true,
      options: questionsIn(rows).map(({ value, label }) => ({
        value,
        label,
        checked: choices.question.includes(value),
      })),
    },
    hasQuestions: choices.question.length > 0,
    procedure: {
      name: 'procedure',
      label: 'Toetsen',
      kind: 'radio',
      options: PROCEDURES.map((value) => ({
        value,
        ...PROCEDURE_TEXTS[value],
        checked: choices.procedure === value,
      })),
    },
    totals: totalsChoice(study, choices),
    unknown: {
      name: 'unknown',
      label: 'Laat weg van wie het kenmerk niet bekend is',
      value: 'left-out',
      checked: choices.unknown === 'left-out',
      optional: true,
    },
    intervals: ticked('intervals', 'Toon betrouwbaarheidsintervallen', choices.intervals === 'yes'),
    chart: ticked('chart', 'Toon een grafiek', choices.chart === 'yes'),
    beside: besideChoice(choices, earlier),
    tests: testChoicesForm(choices, { table, input, weightNames }),
  };
}

function ticked(name: string, label: string, checked: boolean): Checkbox {
  return { name, label, value: 'yes', checked, optional: true };
}

function totalsChoice({ domains }: Study, { totals }: TableChoices): ChoiceGroup | null {
  if (!domains.some(({ code }) => code === 'jb_jr')) return null;
  return {
    name: 'totals',
    label: 'Jeugdbescherming en jeugdreclassering',
    kind: 'radio',
    options: TOTALS.map((value) => ({
      value,
      label: TOTALS_TEXTS[value],
      checked: totals === value,
    })),
  };
}

function besideChoice({ beside }: TableChoices, earlier: readonly Study[]): ChoiceGroup | null {
  if (earlier.length === 0) return null;
  return {
    name: 'beside',
    label: 'Eerdere jaren',
    description: 'Zonder keuze alle jaren, als jaren in de kolommen staan.',
    kind: 'checkbox',
    optional: true,
    options: earlier.map(({ slug, name }) => ({
      value: slug,
      label: name,
      checked: beside.includes(slug),
    })),
  };
}
