import type { Role } from '../../domain/access/role.js';
import { outcomeLabel } from '../../domain/contact/study-outcomes.js';
import { CONTRADICTION_TEXTS } from '../../domain/telephone/line-result.js';
import { FAILURE_LABELS } from '../../telephony/provider.js';
import type { Alert, DataTable, KeyFigures, PostButton, SubNavigation } from '../../web/components.js';
import { formatCount, formatMoment, formatPrice, formatSeconds } from '../../web/dutch-format.js';
import type { FigureSection } from '../../web/figure-tables.js';
import { view } from '../../web/views.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import { costsSection } from './costs.pages.js';
import type { TelephonyOverview } from './overview.service.js';
import type { Comparison } from './reconcile.service.js';

/** Minutes and costs of a study, and where the ledger and the provider do not agree. */
export interface TelephonyPage {
  readonly title: string;
  readonly studyName: string;
  readonly subNavigation: SubNavigation;
  readonly offline: Alert | null;
  readonly total: KeyFigures;
  readonly compare: PostButton | null;
  readonly reminders: { readonly text: string; readonly button: PostButton | null } | null;
  readonly mismatches: readonly DataTable[];
  readonly cases: FigureSection;
}

export const telephonyView = view<TelephonyPage>('telephony/overview');

export function telephonyOverviewPage(
  overview: TelephonyOverview,
  { roles, csrfToken }: { readonly roles: readonly Role[]; readonly csrfToken: string },
): TelephonyPage {
  const { study, isOnline } = overview;
  return {
    title: 'Telefonie',
    studyName: study.name,
    subNavigation: studyNavigation(study.slug, roles, 'telephony'),
    offline: isOnline ? null : OFFLINE,
    total: figuresOf(overview),
    compare: isOnline
      ? {
          action: `${studyPath(study.slug, 'telephony')}/compare`,
          csrfToken,
          label: 'Nu vergelijken met de telefoondienst',
          kind: 'secondary',
        }
      : null,
    reminders: isOnline ? remindersOf(overview, csrfToken) : null,
    mismatches: [contradictionsOf(overview), withoutLegOf(overview), unknownOf(overview)],
    cases: costsSection(overview),
  };
}

const OFFLINE: Alert = {
  tone: 'info',
  text: 'Er wordt niet via een telefoondienst gebeld. De minuten en kosten hieronder zijn van eerder, of leeg.',
};

function figuresOf({ total, leftAtProvider }: TelephonyOverview): KeyFigures {
  return {
    figures: [
      { label: 'Telefoontjes', value: formatCount(total.calls), detail: 'via de telefoondienst' },
      { label: 'Gesprekstijd', value: formatSeconds(total.seconds), detail: 'met de personen zelf' },
      {
        label: 'Kosten',
        value: formatPrice(total.price, total.priceUnit),
        detail: 'voor zover de telefoondienst ze al opgeeft',
      },
      {
        label: 'Nog te wissen',
        value: formatCount(leftAtProvider),
        detail: 'bij de telefoondienst, van casussen zonder contactgegevens',
      },
    ],
  };
}

function remindersOf({ study, reminders }: TelephonyOverview, csrfToken: string): TelephonyPage['reminders'] {
  const { isOn, canSend } = reminders;
  const button: PostButton = {
    action: `${studyPath(study.slug, 'telephony')}/reminders`,
    csrfToken,
    label: isOn ? 'Geen herinneringen meer sturen' : 'Herinneringen gaan sturen',
    kind: 'secondary',
    fields: [{ name: 'choice', value: isOn ? 'off' : 'on' }],
  };
  return {
    text: `${canSend ? choiceText(isOn) : NO_SENDER} ${figuresText(reminders)}`,
    button: canSend || isOn ? button : null,
  };
}

function choiceText(isOn: boolean): string {
  return isOn
    ? 'Wie een vaste afspraak heeft, krijgt een dag van tevoren een sms.'
    : 'Er worden geen sms’jes verstuurd.';
}

const NO_SENDER =
  'Er worden geen sms’jes verstuurd: er is geen afzender voor ingesteld. Vraag de beheerder om TWILIO_SMS_SENDER in te stellen.';

function figuresText({ sent, underway, failed, price, priceUnit }: TelephonyOverview['reminders']): string {
  const counts = `Verstuurd: ${formatCount(sent)}. Onderweg: ${formatCount(underway)}. Niet gelukt: ${formatCount(failed)}.`;
  return priceUnit === null ? counts : `${counts} Kosten: ${formatPrice(price, priceUnit)}.`;
}

function contradictionsOf({ study, contradictions }: TelephonyOverview): DataTable {
  return {
    id: 'contradictions',
    caption: 'Uitkomst en verbinding kloppen niet met elkaar',
    columns: [
      { label: 'Casus' },
      { label: 'Gebeld' },
      { label: 'Uitkomst' },
      { label: 'Gesprek', numeric: true },
      { label: 'Wat er niet klopt', wide: true },
    ],
    rows: contradictions.map(({ caseNumber, dialledAt, outcome, seconds, kind }) => [
      { text: caseNumber },
      { text: formatMoment(dialledAt) },
      { text: outcomeLabel(study.rules.outcomes, outcome) },
      { text: formatSeconds(seconds) },
      { text: CONTRADICTION_TEXTS[kind] },
    ]),
    empty: 'Alle uitkomsten passen bij wat de telefoondienst heeft gemeten.',
  };
}

function withoutLegOf({ withoutLeg }: TelephonyOverview): DataTable {
  return {
    id: 'without-leg',
    caption: 'Wel in ons logboek, niet bij de telefoondienst',
    columns: [{ label: 'Casus' }, { label: 'Bellen gekozen' }],
    rows: withoutLeg.map(({ caseNumber, dialledAt }) => [
      { text: caseNumber },
      { text: formatMoment(dialledAt) },
    ]),
    empty: 'Van elk telefoontje in het logboek is er een verbinding.',
  };
}

function unknownOf({ unknown }: TelephonyOverview): DataTable {
  return {
    id: 'unknown',
    caption: 'Wel bij de telefoondienst, niet in ons logboek (van alle onderzoeken samen)',
    columns: [{ label: 'Kenmerk' }, { label: 'Gezien' }, { label: 'Gesprek', numeric: true }],
    rows: unknown.map(({ reference, firstSeenAt, seconds }) => [
      { text: reference },
      { text: formatMoment(firstSeenAt) },
      { text: seconds === null ? 'onbekend' : formatSeconds(seconds) },
    ]),
    empty: 'De telefoondienst heeft geen telefoontjes die wij niet kennen.',
  };
}

/** What a comparison came to, in one sentence. */
export function comparisonText({ checked, unknown, failure }: Comparison): string {
  if (failure !== null) return `${FAILURE_LABELS[failure]} De vergelijking gaat later vanzelf verder.`;
  const legs = checked === 1 ? '1 verbinding' : `${formatCount(checked)} verbindingen`;
  const found = unknown === 0 ? 'geen onbekende telefoontjes' : `${formatCount(unknown)} onbekend`;
  return `Vergeleken met de telefoondienst: ${legs} nagevraagd, ${found}.`;
}
