import {
  type Figure,
  type FigureRow,
  type FigureTable,
  HIDDEN,
  HIDDEN_TEXT,
  HIDING_NOTE,
} from '../../documents/figure-table.js';
import { minutesUntilLate } from '../../domain/calling/appointment-grid.js';
import { CASE_ATTENTION_LABELS, CASE_ATTENTIONS } from '../../domain/calling/case-attention.js';
import { outcomeLabel } from '../../domain/contact/study-outcomes.js';
import { CALL_SHARE_TEXTS, type ShownShare } from '../../domain/quality/outcome-mix.js';
import type { ShownCalls } from '../../domain/quality/shown-calls.js';
import { formatMinutes } from '../../web/dutch-format.js';
import { studyPath } from '../studies/study-navigation.js';
import { type CallPatterns, TURNS } from './patterns.service.js';

const WEEKDAYS = ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag'];

/** 1 is Monday. */
export function weekdayName(weekday: number): string {
  return WEEKDAYS[weekday - 1] ?? '';
}

/** The tables of the page, in its order; that of the week first. */
export function patternTables(found: CallPatterns): readonly [FigureTable, ...FigureTable[]] {
  return [
    weekTable(found),
    turnsTable(found),
    waitTable(found),
    limitsTable(found),
    numbersTable(found),
    appointmentsTable(found),
  ];
}

function count(value: number | null): Figure {
  return { value: value ?? HIDDEN, as: 'count' };
}

function shareFigure(share: ShownShare): Figure {
  if (share === 'none') return { value: null, as: 'whole' };
  return { value: share === 'few' ? HIDDEN : share.part / share.whole, as: 'whole' };
}

function callFigures({ calls, shares }: ShownCalls): readonly Figure[] {
  return [count(calls), shareFigure(shares.contact), shareFigure(shares.cooperation)];
}

const DOMAINS_HIDING_NOTE = `${HIDING_NOTE} Daarom staat ${HIDDEN_TEXT} soms ook bij een groter getal, of bij een domein waarmee een ander te berekenen zou zijn.`;

function weekTable({ pattern, week, study }: CallPatterns): FigureTable {
  const { dayParts, weekdays } = pattern;
  const isCallable = (code: string, day: number): boolean =>
    study.rules.calling.dayParts.some((part) => part.code === code && part.weekdays.includes(day));
  const row = (part: string, day: string, calls: ShownCalls | undefined): FigureRow[] =>
    calls === undefined
      ? []
      : [{ label: part, figures: [{ value: day, as: 'text' }, ...callFigures(calls)] }];
  return {
    id: 'week',
    caption: 'Telefoontjes naar dagdeel en dag',
    columns: [
      { label: 'Dagdeel' },
      { label: 'Dag', isText: true },
      { label: 'Telefoontjes' },
      { label: CALL_SHARE_TEXTS.contact.label },
      { label: CALL_SHARE_TEXTS.cooperation.label },
    ],
    rows: dayParts.flatMap(({ code, label }, at) => [
      ...weekdays.flatMap((day, column) => {
        const isUsed = pattern.cells[at]?.[column]?.calls !== 0;
        return isUsed || isCallable(code, day) ? row(label, weekdayName(day), week.cells[at]?.[column]) : [];
      }),
      ...row(label, 'alle dagen', week.rows[at]),
    ]),
    totals: [
      ...weekdays.flatMap((day, column) => row('alle dagdelen', weekdayName(day), week.columns[column])),
      ...row('alle dagdelen', 'alle dagen', week.all),
    ],
    notes: [
      CALL_SHARE_TEXTS.contact.definition,
      CALL_SHARE_TEXTS.cooperation.definition,
      DOMAINS_HIDING_NOTE,
    ],
  };
}

function turnsTable({ turns }: CallPatterns): FigureTable {
  return {
    id: 'beurten',
    caption: 'Telefoontjes naar het hoeveelste van de casus',
    columns: [
      { label: 'Telefoontje' },
      { label: 'Telefoontjes' },
      { label: CALL_SHARE_TEXTS.contact.label },
      { label: CALL_SHARE_TEXTS.cooperation.label },
    ],
    rows: turns.map((turn, at) => ({
      label: at + 1 === TURNS ? `${String(TURNS)}e en later` : `${String(at + 1)}e`,
      figures: callFigures(turn),
    })),
    notes: [
      'Elk gekozen nummer telt, ook als het bezet was. Een casus met weinig telefoontjes staat dus vooral in de eerste regels.',
      DOMAINS_HIDING_NOTE,
    ],
  };
}

function waitTable({ wait }: CallPatterns): FigureTable {
  return {
    id: 'eerste-telefoontje',
    caption: 'Van vrijgave tot het eerste telefoontje',
    columns: [{ label: 'Gewacht' }, { label: 'Casussen' }],
    rows: wait.spans.map(({ fromDays, untilDays, count: cases }) => ({
      label: spanLabel(fromDays, untilDays),
      figures: [count(cases)],
    })),
    totals: [
      { label: 'Gebeld', figures: [count(wait.called)] },
      {
        label: 'Nog niet gebeld',
        figures: [count(wait.notCalled)],
      },
    ],
    notes: [
      ...(wait.medianDays === null
        ? []
        : [
            `De helft van de gebelde casussen had het eerste telefoontje binnen ${dayWords(wait.medianDays)}.`,
          ]),
      'In dagen van de kalender, zondagen en feestdagen meegeteld. Afgesloten casussen die nooit zijn gebeld, tellen niet mee.',
    ],
  };
}

function spanLabel(from: number, until: number | null): string {
  if (until === null) return `${String(from)} dagen of langer`;
  if (from === until) return from === 0 ? 'Op dezelfde dag' : dayWords(from);
  return `${String(from)} tot en met ${String(until)} dagen`;
}

function dayWords(days: number): string {
  if (days === 0) return 'de dag van de vrijgave';
  return days === 1 ? '1 dag' : `${String(days)} dagen`;
}

function limitsTable({ study, domain, attention }: CallPatterns): FigureTable {
  const domains = study.domains.filter(({ id }) => domain === null || domain.id === id);
  const path = studyPath(study.slug, 'cases');
  return {
    id: 'grenzen',
    caption: 'Casussen bij een grens',
    columns: [{ label: 'Domein' }, ...CASE_ATTENTIONS.map((one) => ({ label: LIMIT_LABELS[one] }))],
    rows: domains.map(({ id, code, label }) => ({
      label,
      figures: CASE_ATTENTIONS.map((one) => {
        const value = attention.find((found) => found.domainId === id && found.attention === one)?.count ?? 0;
        const query = new URLSearchParams({ domain: code, attention: one }).toString();
        return { value, as: 'count', href: `${path}?${query}` };
      }),
    })),
    notes: [
      'Laatste poging: nog één poging, dan is de grens van de belregels bereikt. Wacht op besluit: u beslist of er pogingen bij komen of dat de casus sluit. Elk getal opent de casussen.',
    ],
  };
}

const LIMIT_LABELS: Readonly<Record<(typeof CASE_ATTENTIONS)[number], string>> = {
  decide: capital(CASE_ATTENTION_LABELS.decide),
  paused: capital(CASE_ATTENTION_LABELS.paused),
  last_attempt: capital(CASE_ATTENTION_LABELS.last_attempt),
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function numbersTable({ study, domain, week, failed, unreachable }: CallPatterns): FigureTable {
  const query = new URLSearchParams({
    status: 'unreachable',
    ...(domain === null ? {} : { domain: domain.code }),
  }).toString();
  return {
    id: 'nummers',
    caption: 'Nummers die niet werken',
    columns: [
      { label: 'Uitkomst' },
      { label: 'Telefoontjes' },
      { label: 'Deel van alle telefoontjes' },
      { label: 'Nummers' },
      { label: 'Casussen' },
    ],
    rows: failed.map(({ outcome, calls, numbers, cases }) => ({
      label: outcomeLabel(study.rules.outcomes, outcome),
      figures: [
        count(calls),
        { value: partOf(calls, week.all.calls), as: 'share' },
        count(numbers),
        count(cases),
      ],
    })),
    totals: [
      {
        label: 'Casussen zonder werkend nummer',
        figures: [
          { value: null, as: 'count' },
          { value: null, as: 'share' },
          { value: null, as: 'count' },
          { value: unreachable, as: 'count', href: `${studyPath(study.slug, 'cases')}?${query}` },
        ],
      },
    ],
    notes: [
      'Een nummer dat bij een organisatie vaak niet werkt, is verouderd: vraag de organisatie om nieuwe nummers.',
      DOMAINS_HIDING_NOTE,
    ],
  };
}

function partOf(part: number | null, whole: number | null): Figure['value'] {
  if (part === null || whole === null) return HIDDEN;
  return whole === 0 ? null : part / whole;
}

function appointmentsTable({ study, appointments }: CallPatterns): FigureTable {
  const kinds = [
    ['Vast', appointments.hard],
    ['Zacht', appointments.soft],
  ] as const;
  const rules = study.rules.calling;
  const hardLate = formatMinutes(minutesUntilLate('hard', rules));
  const softLate = formatMinutes(minutesUntilLate('soft', rules));
  return {
    id: 'afspraken',
    caption: 'Afspraken die zijn nagekomen',
    columns: [
      'Afspraak',
      'Gemaakt',
      'Te vroeg gebeld',
      'Op tijd gebeld',
      'Te laat gebeld',
      'Niet gebeld',
      'Op tijd',
      'Gesproken, van op tijd',
    ].map((label) => ({ label })),
    rows: kinds.map(([label, { made, early, onTime, late, notCalled, kept, spoken }]) => ({
      label,
      figures: [...[made, early, onTime, late, notCalled].map(count), shareFigure(kept), shareFigure(spoken)],
    })),
    notes: [
      `Van afspraken waarvan de tijd ten minste ${softLate} voorbij is. Op tijd is vanaf ${formatMinutes(rules.appointments.hardEarlyMinutes)} ervoor: een vaste afspraak tot ${hardLate} erna, een zachte tot ${softLate} erna.`,
      'Het eerste telefoontje nadat de afspraak was gemaakt, telt; wie eerder belt dan afgesproken, komt de afspraak niet na. Afspraken die zijn hersteld of door een veldwerkleider zijn gemaakt, verzet of afgezegd, tellen niet.',
      DOMAINS_HIDING_NOTE,
    ],
  };
}
