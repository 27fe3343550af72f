import { formatDate, formatDecimal } from '../../web/dutch-format.js';
import { studyPath } from '../studies/study-navigation.js';
import type { StudyCurves } from './curve.service.js';
import { type DefinitionGroup, OWN_RULE, shareExample } from './definition.js';
import { filledFormula } from './filled-formula.js';
import { MUNICIPAL_FORMULA } from './rate-definitions.js';

const PLAN_FORMULA = 'doel × veldwerkdag / veldwerkdagen';

/** What stands on the page with curves. */
export function curveDefinitions({ study, days, daysSoFar, curves }: StudyCurves): DefinitionGroup {
  const [whole] = curves;
  const day = daysSoFar - 1;
  const on = days[day];
  return {
    id: 'verloop',
    title: 'Het verloop van het veldwerk',
    intro: 'Getallen die per veldwerkdag oplopen.',
    page: { label: 'Verloop', href: studyPath(study.slug, 'response/curve') },
    definitions: [
      {
        id: 'veldwerkdag',
        term: 'Veldwerkdag',
        meaning:
          'Een dag waarop volgens de belregels gebeld mag worden, geteld vanaf het begin van het veldwerk. De dag van het eerste telefoontje is er altijd een. Een eerder onderzoek staat er op dezelfde veldwerkdag naast, geteld vanaf zijn eigen begin.',
        formula: null,
        example:
          on === undefined
            ? 'Er is nog niet gebeld.'
            : `Het verloop loopt tot en met veldwerkdag ${String(daysSoFar)}, ${formatDate(on)}.`,
        source: OWN_RULE,
      },
      {
        id: 'cumulatief',
        term: 'Respons tot en met een dag',
        meaning:
          'Interviews tot en met die dag, gedeeld door wie tot en met die dag voor het eerst is gebeld. Op de laatste dag is dat de respons van de gemeente.',
        formula: MUNICIPAL_FORMULA,
        example: shareExample(
          MUNICIPAL_FORMULA,
          {
            interviews: whole?.measured.interviews[day] ?? 0,
            benaderd: whole?.measured.approached[day] ?? 0,
          },
          whole?.measured.response[day] ?? null,
        ),
        source: 'Als de respons van de gemeente.',
      },
      {
        id: 'plan',
        term: 'Interviews volgens het plan',
        meaning:
          'Het doel, gelijk verdeeld over de veldwerkdagen van de eerste tot en met de laatste dag van het veldwerk.',
        formula: PLAN_FORMULA,
        example: planExample(whole?.plan ?? [], day),
        source: OWN_RULE,
      },
    ],
  };
}

function planExample(plan: readonly number[], day: number): string {
  const target = plan.at(-1);
  if (target === undefined) return 'Geen plan: nog niet elk domein heeft een doel, of er zijn geen datums.';
  const reached = Math.min(day + 1, plan.length);
  const values = { doel: target, veldwerkdag: reached, veldwerkdagen: plan.length };
  return `${filledFormula(PLAN_FORMULA, values)} = ${formatDecimal(plan[reached - 1] ?? 0)}`;
}
