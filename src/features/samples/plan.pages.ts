import type { Role } from '../../domain/access/role.js';
import type {
  ButtonLink,
  Checkbox,
  ChoiceGroup,
  EmptyState,
  ErrorSummary,
  PageHeading,
  SelectField,
  SubNavigation,
  TextField,
} from '../../web/components.js';
import { formatCount, formatDecimal } from '../../web/dutch-format.js';
import { errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import type { Domain, Study } from '../studies/studies.service.js';
import { type DomainField, domainField, minimumField, PLAN_DEFAULTS, PLAN_RULES } from './plan.forms.js';
import { ruleLabel } from './plan-labels.js';
import type { PlanBasis, SourcedFigure } from './plan-basis.service.js';
import { type PlanFigures } from './plan-figures.pages.js';
import { studyHasNobody } from './samples.pages.js';

/** A field with the rules of allocation in which it means something; `null` for all. */
interface RuledField {
  readonly rules: string | null;
  readonly field: TextField;
}

/** What can be set for one domain beside the allocation: folded away until something is typed in it. */
interface DomainFieldset {
  readonly label: string;
  readonly description: string;
  readonly isOpen: boolean;
  readonly fields: readonly TextField[];
  /** Smallest numbers per segment; empty when the domain has no segments. */
  readonly minima: readonly TextField[];
}

interface PlanFormModel {
  readonly action: string;
  readonly rule: SelectField;
  readonly counts: ChoiceGroup;
  readonly sizes: readonly RuledField[];
  readonly precision: readonly TextField[];
  readonly earlier: SelectField | null;
  readonly question: SelectField | null;
  readonly substrata: Checkbox | null;
  readonly domains: readonly DomainFieldset[];
  readonly reason: TextField;
}

/** The planning page. */
export interface PlanPage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly heading: PageHeading;
  readonly errors: ErrorSummary;
  readonly empty: EmptyState | null;
  readonly form: PlanFormModel | null;
  readonly figures: PlanFigures | null;
}

export const planView = view<PlanPage>('samples/plan');

/** What the planning page shows beside the study. */
export interface PlanSeen {
  readonly roles: readonly Role[];
  readonly frameSizes: Readonly<Record<string, number>>;
  readonly basis: PlanBasis;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly errors: FieldErrors;
  readonly figures: PlanFigures | null;
}

export function planPage(study: Study, seen: PlanSeen): PlanPage {
  const hasFrame = Object.values(seen.frameSizes).some((size) => size > 0);
  const back: ButtonLink = {
    label: 'Naar de trekking',
    href: studyPath(study.slug, 'samples'),
    kind: 'secondary',
  };
  return {
    title: 'Steekproef plannen',
    studyName: study.name,
    navigation: studyNavigation(study.slug, seen.roles, 'samples'),
    heading: {
      title: 'Steekproef plannen',
      intro: 'Reken door hoeveel cliënten nodig zijn en wat dat oplevert. Plannen legt niets vast.',
      actions: [back],
    },
    errors: errorSummary(seen.errors),
    empty: hasFrame ? null : studyHasNobody(study),
    form: hasFrame ? formOf(study, seen) : null,
    figures: hasFrame ? seen.figures : null,
  };
}

function formOf(study: Study, seen: PlanSeen): PlanFormModel {
  return {
    action: `${studyPath(study.slug, 'samples')}/plan`,
    rule: {
      name: 'rule',
      label: 'Verdeling',
      value: typedIn(seen, 'rule'),
      options: PLAN_RULES.map((rule) => ({ value: rule, label: ruleLabel(rule) })),
      ...fieldError(seen.errors, 'rule'),
    },
    counts: countsOf(seen),
    sizes: [
      general(seen, {
        name: 'total',
        label: 'Totaal',
        description: 'Over alle domeinen samen',
        rules: 'proportional equal neyman power cost',
      }),
      general(seen, {
        name: 'power',
        label: 'Exponent',
        description: '0 is gelijke precisie, 1 is Neyman',
        rules: 'power',
      }),
      general(seen, { name: 'margin', label: 'Foutmarge in procentpunt', rules: 'margin' }),
      general(seen, { name: 'p1', label: 'Vorig jaar verwacht (%)', rules: 'difference' }),
      general(seen, { name: 'p2', label: 'Nu verwacht (%)', rules: 'difference' }),
      ...study.domains.flatMap((domain) => sizeFields(domain, seen)),
    ],
    precision: [
      plain(seen, 'proportion', 'Verwacht percentage', '50% vraagt het meest'),
      plain(seen, 'confidence', 'Betrouwbaarheid (%)', 'Van de foutmarge'),
      plain(seen, 'detectionPower', 'Onderscheidingsvermogen (%)', 'Kans om een verschil te vinden'),
      plain(seen, 'significance', 'Significantie (%)', 'Tweezijdig'),
    ],
    earlier: earlierOf(seen),
    question: questionOf(seen),
    substrata: substrataOf(study, seen),
    domains: study.domains.map((domain) => domainFieldset(domain, seen)),
    reason: {
      name: 'reason',
      label: 'Waar komen de ingevulde percentages vandaan?',
      description: 'Nodig als u bij een domein zelf uitsluiting of respons invult.',
      value: typedIn(seen, 'reason'),
      optional: true,
      maxLength: 300,
      ...fieldError(seen.errors, 'reason'),
    },
  };
}

function typedIn({ fields }: PlanSeen, name: string): string {
  const value: unknown = fields[name];
  const last: unknown = Array.isArray(value) ? value.at(-1) : value;
  return typeof last === 'string' ? last : (PLAN_DEFAULTS[name] ?? '');
}

function plain(seen: PlanSeen, name: string, label: string, description?: string): TextField {
  return {
    name,
    label,
    ...(description === undefined ? {} : { description }),
    value: typedIn(seen, name),
    inputMode: 'decimal',
    width: 'short',
    ...fieldError(seen.errors, name),
  };
}

function general(
  seen: PlanSeen,
  { rules, name, label, description }: { rules: string; name: string; label: string; description?: string },
): RuledField {
  return { rules, field: plain(seen, name, label, description) };
}

function countsOf(seen: PlanSeen): ChoiceGroup {
  const chosen = typedIn(seen, 'counts');
  return {
    kind: 'radio',
    name: 'counts',
    label: 'De aantallen zijn',
    options: [
      {
        value: 'interviews',
        label: 'interviews',
        description: 'Er wordt meer getrokken, voor uitval.',
        checked: chosen === 'interviews',
      },
      { value: 'drawn', label: 'te trekken cliënten', checked: chosen === 'drawn' },
    ],
    ...fieldError(seen.errors, 'counts'),
  };
}

function earlierOf(seen: PlanSeen): SelectField | null {
  if (seen.basis.earlierStudies.length === 0) return null;
  return {
    name: 'earlier',
    label: 'Vergelijken met',
    description: 'Uitval en bellen gaan uit van dat jaar, waar het bekend is. Kies daarna “Reken door”.',
    value: seen.basis.earlier?.slug ?? '',
    options: seen.basis.earlierStudies.map(({ slug, name }) => ({ value: slug, label: name })),
    blank: 'Geen eerder jaar',
    optional: true,
  };
}

function questionOf(seen: PlanSeen): SelectField | null {
  if (seen.basis.questions.length === 0) return null;
  return {
    name: 'question',
    label: 'Spreiding van de vraag',
    description: 'Standaarddeviatie en gemiddelde per domein, uit het eerdere jaar.',
    value: typedIn(seen, 'question'),
    options: seen.basis.questions.map(({ key, label }) => ({ value: key, label: `${key} ${label}` })),
    blank: 'Zelf invullen',
    optional: true,
  };
}

function substrataOf(study: Study, seen: PlanSeen): Checkbox | null {
  if (study.domains.every(({ segments }) => segments.length === 0)) return null;
  return {
    name: 'substrata',
    label: 'Segmenten apart trekken',
    description: 'Elk segment krijgt zijn deel, en ten minste het aantal dat u bij het domein invult.',
    value: 'yes',
    checked: typedIn(seen, 'substrata') === 'yes',
  };
}

const SPREAD_RULES = 'neyman power cost';

/** What the rules want to know of a domain. */
function sizeFields({ code, label }: Domain, seen: PlanSeen): RuledField[] {
  const spread = seen.basis.questions.find(({ key }) => key === typedIn(seen, 'question'))?.spread[code];
  const known = (value: number | undefined): { description?: string } =>
    value === undefined ? {} : { description: `Leeg: ${formatDecimals(value)} (uit de vraag)` };
  const field = (name: DomainField, text: string): TextField =>
    plain(seen, domainField(name, code), `${text} ${label}`);
  return [
    { rules: 'fixed', field: field('fixed', 'Aantal') },
    {
      rules: SPREAD_RULES,
      field: { ...field('deviation', 'Standaarddeviatie'), ...known(spread?.deviation), optional: true },
    },
    { rules: 'power', field: { ...field('mean', 'Gemiddelde'), ...known(spread?.mean), optional: true } },
  ];
}

function domainFieldset({ code, label, segments }: Domain, seen: PlanSeen): DomainFieldset {
  const basis = seen.basis.domains[code];
  const field = (name: string, text: string, description?: string): TextField => ({
    ...plain(seen, name, text, description),
    optional: true,
  });
  const known = (figure: SourcedFigure | undefined, shown: (value: number) => string): string =>
    figure === undefined ? '' : `Leeg: ${shown(figure.value)} (${figure.source})`;
  const percentage = (value: number): string => `${formatDecimal(value * 100)}%`;
  const fields = [
    field(domainField('floor', code), 'Ten minste'),
    field(domainField('cap', code), 'Ten hoogste'),
    field(domainField('exclusion', code), 'Uitgesloten (%)', known(basis?.exclusionRate, percentage)),
    field(domainField('response', code), 'Respons (%)', known(basis?.responseRate, percentage)),
    field(domainField('calls', code), 'Bellen per casus', known(basis?.callsPerCase, formatDecimal)),
  ];
  const parts = segments.length === 0 ? [] : [...segments, { code: '', label: 'Zonder segment' }];
  const minima = parts.map((segment) => field(minimumField(code, segment.code), segment.label));
  return {
    label,
    description: `${formatCount(seen.frameSizes[code] ?? 0)} in het kader`,
    isOpen: [...fields, ...minima].some(({ value, error }) => value !== '' || error !== undefined),
    fields,
    minima,
  };
}

/** With two decimals: `0,37`. */
function formatDecimals(value: number): string {
  return value.toFixed(2).replace('.', ',');
}
