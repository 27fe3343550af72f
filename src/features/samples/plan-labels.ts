import type { PlanRuleName } from './plan.forms.js';

const RULE_LABELS: Readonly<Record<PlanRuleName, string>> = {
  proportional: 'Evenredig met het kader',
  equal: 'Gelijk over de domeinen',
  fixed: 'Vaste aantallen per domein',
  neyman: 'Neyman: meer waar antwoorden meer verschillen',
  power: 'Power (Bankier): tussen gelijk en evenredig in',
  cost: 'Kosten: minder waar een interview meer bellen kost',
  margin: 'Nodig voor een foutmarge per domein',
  difference: 'Nodig om een verschil met vorig jaar te vinden',
};

/** The name of a rule of allocation on the screen and in the report. */
export function ruleLabel(rule: PlanRuleName): string {
  return RULE_LABELS[rule];
}
