import type { ComparisonTable } from '../../domain/tables/comparison-table.js';
import type { TableInput } from '../../domain/tables/table-input.js';
import type { Checkbox, SelectField } from '../../web/components.js';
import {
  ADJUSTMENTS,
  INTERVALS,
  LETTERS,
  LEVELS,
  LONELY_UNITS,
  MEAN_TESTS,
  type TableChoices,
} from './tables.forms.js';

/** How differences are tested and shown: what most people leave as it is. */
export interface TestChoicesForm {
  readonly fields: readonly SelectField[];
  readonly different: Checkbox;
  /** Whether something is not as usual, so that the part stands open. */
  readonly isOpen: boolean;
}

type Texts<Value extends string> = Readonly<Record<Value, string>>;

const ADJUSTMENT_TEXTS: Texts<(typeof ADJUSTMENTS)[number]> = {
  usual: 'zoals gebruikelijk bij de toets',
  none: 'geen',
  bonferroni: 'Bonferroni',
  holm: 'Holm',
  'benjamini-hochberg': 'Benjamini en Hochberg',
};

const LEVEL_TEXTS: Texts<(typeof LEVELS)[number]> = { '0.05': '5%', '0.01': '1%', '0.10': '10%' };

const LONELY_TEXTS: Texts<(typeof LONELY_UNITS)[number]> = {
  refuse: 'geen foutmarge geven',
  certainty: 'telt niet mee in de foutmarge',
  average: 'krijgt het gemiddelde van de andere groepen',
  adjust: 'afwijking van het gemiddelde van iedereen',
};

const INTERVAL_TEXTS: Texts<(typeof INTERVALS)[number]> = {
  logit: 'logit',
  beta: 'Korn en Graubard (beta)',
};

const MEAN_TEXTS: Texts<(typeof MEAN_TESTS)[number]> = {
  pairs: 'elk paar apart',
  tukey: 'Tukey (bij toetsen zoals SPSS)',
};

const LETTER_TEXTS: Texts<(typeof LETTERS)[number]> = {
  shared: 'zelfde letter: geen verschil',
  smaller: 'letter van de kolom die kleiner is',
};

/**
 * The fields, with what was chosen.
 * @param weightNames names of the weights that were made for the study
 */
export function testChoicesForm(
  choices: TableChoices,
  {
    table,
    input,
    weightNames,
  }: { table: ComparisonTable; input: TableInput; weightNames: readonly string[] },
): TestChoicesForm {
  const references = levelsIn(table, input);
  const fields: SelectField[] = [
    select(
      { name: 'adjustment', label: 'Correctie voor meer vergelijkingen' },
      ADJUSTMENTS,
      ADJUSTMENT_TEXTS,
      choices.adjustment,
    ),
    select({ name: 'level', label: 'Onbetrouwbaarheid' }, LEVELS, LEVEL_TEXTS, choices.level),
    select({ name: 'means', label: 'Gemiddelden' }, MEAN_TESTS, MEAN_TEXTS, choices.means),
    select(
      { name: 'interval', label: 'Interval van een percentage' },
      INTERVALS,
      INTERVAL_TEXTS,
      choices.interval,
    ),
    select({ name: 'lonely', label: 'Groep met één interview' }, LONELY_UNITS, LONELY_TEXTS, choices.lonely),
    select({ name: 'letters', label: 'Letters' }, LETTERS, LETTER_TEXTS, choices.letters),
    {
      name: 'reference',
      label: 'Vergelijk alleen met',
      value: references.some(({ value }) => value === choices.reference) ? choices.reference : '',
      options: [{ value: '', label: 'alle kolommen met elkaar' }, ...references],
    },
    ...(weightNames.length === 0 ? [] : [weightsField(weightNames, choices.weights)]),
  ];
  return {
    fields,
    different: {
      name: 'different',
      label: 'Letters alleen waar iets verschilt',
      value: 'yes',
      checked: choices.different === 'yes',
      optional: true,
    },
    isOpen: choices.different === 'yes' || fields.some(({ value, options }) => value !== options[0]?.value),
  };
}

function weightsField(names: readonly string[], chosen: string): SelectField {
  return {
    name: 'weights',
    label: 'Gewichten (bij toetsen met het ontwerp)',
    value: names.includes(chosen) ? chosen : '',
    options: [
      { value: '', label: 'zoals gebruikelijk: per stratum' },
      ...names.map((name) => ({ value: name, label: name })),
    ],
  };
}

function select<Value extends string>(
  field: Pick<SelectField, 'name' | 'label'>,
  values: readonly Value[],
  texts: Texts<Value>,
  value: Value,
): SelectField {
  return { ...field, value, options: values.map((one) => ({ value: one, label: texts[one] })) };
}

/** Years and levels that a column can be compared with. */
function levelsIn(
  { options }: ComparisonTable,
  { years, domains, breakdowns }: TableInput,
): readonly { readonly value: string; readonly label: string }[] {
  const headings = options.columns.flatMap((axis) => {
    if (axis === 'year') return years;
    if (axis === 'domain') return domains;
    return breakdowns.find(({ key }) => key === axis)?.levels ?? [];
  });
  return headings.map(({ key, label }) => ({ value: key, label }));
}
