import { type ExclusionRate, exclusionRates, FEWEST_CLIENTS } from '../../domain/checks/exclusion-rates.js';
import type { Cell, DataTable } from '../../web/components.js';
import { formatCount, formatPercentage } from '../../web/dutch-format.js';
import type { Study } from '../studies/studies.service.js';
import type { OrganisationCheck } from './checks.service.js';

/**
 * How often each organisation that has answered excludes, beside the others of its domain; `null` as long as nobody
 * has.
 */
export function rateTable(study: Study, checks: readonly OrganisationCheck[]): DataTable | null {
  const answered = checks.filter(({ returnedAt }) => returnedAt !== null);
  if (answered.length === 0) return null;
  return {
    id: 'rates',
    caption: 'Hoe vaak organisaties uitsluiten',
    columns: [
      { label: 'Organisatie' },
      { label: 'Op de lijst', numeric: true },
      { label: 'Uitgesloten', numeric: true },
      { label: 'Anderen in het domein', numeric: true },
      { label: 'Verschil' },
    ],
    rows: study.domains.flatMap(({ id, label }) =>
      domainRows(
        label,
        answered.filter(({ domainId }) => domainId === id),
      ),
    ),
    empty: '',
    notes: [
      'Alleen wat de organisatie zelf uitsloot. Wie in het verslagjaar geen hulp had, hoort niet in het onderzoek en telt hier niet mee, ook niet op de lijst.',
      `“Valt op”: bij toeval alleen komt zo’n verschil in minder dan 5 van de 100 keer voor (exacte binomiale toets tegen de rest van het domein, met correctie volgens Holm). Onder de ${formatCount(FEWEST_CLIENTS)} cliënten wordt niet vergeleken.`,
      'Dit is voor de onderzoeker: een organisatie die veel uitsluit, kan de uitkomst beïnvloeden. Vraag na waarom.',
    ],
  };
}

function domainRows(domain: string, checks: readonly OrganisationCheck[]): readonly (readonly Cell[])[] {
  const rates = exclusionRates(
    checks.map(({ organisationId, listedCount, markedCount, ineligibleCount }) => ({
      organisationId,
      listedCount: listedCount - ineligibleCount,
      excludedCount: markedCount,
    })),
  );
  return rates.map((rate) => {
    const check = checks.find(({ organisationId }) => organisationId === rate.organisationId);
    return [
      { text: check?.name ?? '', detail: domain },
      { text: formatCount(rate.listedCount) },
      { text: formatCount(rate.excludedCount), detail: shareText(rate.rate) },
      { text: shareText(rate.restRate) },
      verdictOf(rate),
    ];
  });
}

function shareText(share: number | null): string {
  return share === null ? '–' : formatPercentage(share);
}

function verdictOf({ standsOut, pValue }: ExclusionRate): Cell {
  if (pValue === null) return { text: 'te weinig om te vergelijken' };
  if (standsOut === null) return { text: 'valt niet op', detail: pText(pValue) };
  const text = standsOut === 'higher' ? 'valt op: vaker' : 'valt op: minder vaak';
  return { text: '', badge: { text, tone: 'warning' }, detail: pText(pValue) };
}

function pText(pValue: number): string {
  return pValue < 0.001 ? 'p < 0,001' : `p = ${pValue.toFixed(3).replace('.', ',')}`;
}
