import { type Computed, type Questionnaire } from '../questionnaire/model.js';
import { findVariable, hiddenCodesOf } from '../questionnaire/variables.js';
import { writeCondition } from './write-condition.js';

/**
 * A computed value as a calculation of XLSForm.
 * @returns the expression, `null` when it cannot be said, and what it says differently
 * @example calculation(questionnaire, { id: 'T', label: {}, sum: ['N1', 'N2'] }).expression // '${N1} + ${N2}'
 */
export function calculation(
  questionnaire: Questionnaire,
  computed: Computed,
): { readonly expression: string | null; readonly losses: readonly string[] } {
  if ('cases' in computed) return ofCases(questionnaire, computed.cases);
  if ('count' in computed) {
    const parts = computed.count.of.map((id) => counted(questionnaire, id, computed.count.codes));
    return { expression: parts.join(' + '), losses: [] };
  }
  const ids = 'sum' in computed ? computed.sum : computed.mean;
  const sum = ids.map((id) => `\${${id}}`).join(' + ');
  const losses = [
    ...(computed.minimumAnswered === undefined ? [] : ['Hoeveel vragen een getal moeten hebben.']),
    ...(ids.some((id) => hasHiddenOption(questionnaire, id))
      ? ['De codes 97, 98 en 99 tellen daar mee als getal.']
      : []),
  ];
  return { expression: 'sum' in computed ? sum : `(${sum}) div ${String(ids.length)}`, losses };
}

function ofCases(
  questionnaire: Questionnaire,
  cases: Extract<Computed, { cases: unknown }>['cases'],
): { readonly expression: string | null; readonly losses: readonly string[] } {
  let expression = "''";
  for (const { when, value } of [...cases].reverse()) {
    if (when === undefined) {
      expression = String(value);
      continue;
    }
    const condition = writeCondition(questionnaire, when);
    if (condition === null) {
      return {
        expression: null,
        losses: ['De berekening kan niet worden overgenomen: een voorwaarde is daar niet te zeggen.'],
      };
    }
    expression = `if(${condition}, ${String(value)}, ${expression})`;
  }
  return { expression, losses: [] };
}

function counted(questionnaire: Questionnaire, id: string, codes: readonly number[]): string {
  const isSeveral = findVariable(questionnaire, id)?.question.type === 'multiple';
  const parts = codes.map((code) =>
    isSeveral ? `selected(\${${id}}, '${String(code)}')` : `\${${id}} = '${String(code)}'`,
  );
  return `if(${parts.join(' or ')}, 1, 0)`;
}

function hasHiddenOption(questionnaire: Questionnaire, id: string): boolean {
  const variable = findVariable(questionnaire, id);
  return variable !== null && 'options' in variable.question && hiddenCodesOf(variable).length > 0;
}
