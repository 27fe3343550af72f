import type { Alert, ChoiceGroup, SelectField, TextArea, TextField } from '../../web/components.js';
import { formatCount } from '../../web/dutch-format.js';
import { type FieldErrors, fieldError } from '../../web/form-errors.js';
import type { InterviewedCount } from '../interviewed-persons/interviewed-persons.service.js';
import type { Study } from '../studies/studies.service.js';
import { studyPath } from '../studies/study-navigation.js';
import type { StudyStratum } from './draw-strata.js';
import { sizeField } from './samples.forms.js';
import type { StoredDraw } from './samples.service.js';

/** The form of a draw. */
export interface DrawFormModel {
  readonly action: string;
  readonly title: string;
  readonly explanation: string;
  /** What the sizes come from, when they come from a plan. */
  readonly planned: string | null;
  /** Pairs of persons who may be one: the draw takes them as two. */
  readonly undecided: Alert | null;
  readonly plan: string;
  readonly sizes: readonly TextField[];
  readonly bySegment: boolean;
  /** The same form with the segments apart, or together. */
  readonly other: { readonly label: string; readonly href: string } | null;
  readonly method: ChoiceGroup;
  readonly shares: TextField;
  readonly leaveOut: SelectField | null;
  readonly seed: TextField;
  readonly reason: TextArea | null;
  readonly button: string;
}

/** What is known where a draw is filled in. */
export interface DrawFormSeen {
  readonly strata: readonly StudyStratum[];
  /** Persons in the frame per code of a stratum. */
  readonly stratumSizes: Readonly<Record<string, number>>;
  readonly interviewed: readonly InterviewedCount[];
  /** Pairs of persons who may be one, and about whom nobody decided. */
  readonly openMatchCount: number;
  /** Sizes of the plan that the address brings, and its settings. */
  readonly planned: {
    readonly query: string;
    readonly summary: string;
    readonly sizes: Readonly<Record<string, number>>;
  } | null;
}

/** What was typed, and what is wrong with it. */
export interface TypedDraw {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly errors: FieldErrors;
}

export function drawFormModel(
  study: Study,
  given: { seen: DrawFormSeen; current: StoredDraw | null; typed: TypedDraw },
): DrawFormModel {
  const { seen, current, typed } = given;
  return {
    action: `${studyPath(study.slug, 'samples')}/draw`,
    ...(current === null ? FIRST_DRAW : NEXT_DRAW),
    planned: seen.planned?.summary ?? null,
    undecided: current === null ? undecidedAlert(study, seen) : null,
    plan: seen.planned?.query ?? '',
    sizes: seen.strata.map((stratum) => sizeOf(stratum, given)),
    ...segmentsOf(study, seen),
    method: methodOf(typed, current),
    shares: {
      name: 'shares',
      label: 'Deelsteekproeven (%)',
      description: 'Deel 1 gaat bij de start het veld in; de rest is reserve. Bijvoorbeeld 70 15 15.',
      value: textOf(typed.fields['shares'], sharesText(current)),
      inputMode: 'numeric',
      width: 'medium',
      optional: true,
      ...fieldError(typed.errors, 'shares'),
    },
    leaveOut: leaveOutOf(seen, typed, current),
    seed: {
      name: 'seed',
      label: 'Startgetal',
      description: 'Een heel getal. Laat leeg om er een te laten kiezen; het wordt bewaard.',
      value: textOf(typed.fields['seed'], ''),
      inputMode: 'numeric',
      width: 'medium',
      optional: true,
      ...fieldError(typed.errors, 'seed'),
    },
    reason: current === null ? null : reasonOf(typed),
  };
}

const FIRST_DRAW = {
  title: 'Steekproef trekken',
  explanation: 'Na de trekking kunnen er geen cliëntbestanden meer bij.',
  button: 'Trekken',
};
const NEXT_DRAW = {
  title: 'Opnieuw trekken',
  explanation: 'De huidige steekproef blijft bewaard als eerdere trekking. Zij wordt niet meer gebruikt.',
  button: 'Opnieuw trekken',
};

/** Something to do before the draw, which does not wait for it. */
function undecidedAlert({ slug }: Study, { openMatchCount: pairs }: DrawFormSeen): Alert | null {
  if (pairs === 0) return null;
  return {
    tone: 'warning',
    title: `Over ${formatCount(pairs)} ${pairs === 1 ? 'paar' : 'paren'} cliënten is niet besloten`,
    text: 'Misschien is het dezelfde persoon. Trekt u nu, dan tellen zij als twee personen; daarna kunt u dat niet meer veranderen.',
    link: { label: 'Eerst beslissen', href: `${studyPath(slug, 'frames')}/matches` },
  };
}

/** Whether segments are apart in this form, and the way to the other form. */
function segmentsOf(study: Study, { strata }: DrawFormSeen): Pick<DrawFormModel, 'bySegment' | 'other'> {
  const path = studyPath(study.slug, 'samples');
  const bySegment = strata.some(({ segment }) => segment !== null);
  if (study.domains.every(({ segments }) => segments.length === 0)) return { bySegment, other: null };
  return {
    bySegment,
    other: bySegment
      ? { label: 'Per domein trekken', href: `${path}?substrata=no#trekken` }
      : { label: 'Segmenten apart trekken', href: `${path}?substrata=yes#trekken` },
  };
}

function reasonOf({ fields, errors }: TypedDraw): TextArea {
  return {
    name: 'reason',
    label: 'Waarom trekt u opnieuw?',
    value: textOf(fields['reason'], ''),
    rows: 3,
    maxLength: 500,
    ...fieldError(errors, 'reason'),
  };
}

function sizeOf(
  { code, label }: StudyStratum,
  { seen, current, typed }: { seen: DrawFormSeen; current: StoredDraw | null; typed: TypedDraw },
): TextField {
  const name = sizeField(code);
  const drawn = current?.strata.find(({ stratum }) => stratum === code)?.sampleSize;
  const known = seen.planned === null ? drawn : (seen.planned.sizes[code] ?? 0);
  return {
    name,
    label,
    description: `${formatCount(seen.stratumSizes[code] ?? 0)} in het kader`,
    value: textOf(typed.fields[name], known === undefined ? '' : String(known)),
    inputMode: 'numeric',
    width: 'short',
    optional: true,
    ...fieldError(typed.errors, name),
  };
}

function methodOf({ fields, errors }: TypedDraw, current: StoredDraw | null): ChoiceGroup {
  const chosen = textOf(fields['method'], current?.settings.method ?? 'simple');
  return {
    kind: 'radio',
    name: 'method',
    label: 'Hoe wordt er getrokken?',
    options: [
      { value: 'simple', label: 'Enkelvoudig: ieder lot apart', checked: chosen !== 'systematic' },
      {
        value: 'systematic',
        label: 'Systematisch: met vaste stappen door de lijst',
        description: 'Op volgorde van organisatie, segment en leeftijd, zodat elk daarvan zijn deel krijgt.',
        checked: chosen === 'systematic',
      },
    ],
    ...fieldError(errors, 'method'),
  };
}

function sharesText(current: StoredDraw | null): string {
  const shares = current?.settings.replicateShares ?? [1];
  return shares.length === 1 ? '' : shares.join(' ');
}

function leaveOutOf(
  { interviewed }: DrawFormSeen,
  { fields, errors }: TypedDraw,
  current: StoredDraw | null,
): SelectField | null {
  if (interviewed.length === 0) return null;
  const before = current?.settings.leaveOutSince ?? null;
  return {
    name: 'leaveOutSince',
    label: 'Niet trekken wie is geïnterviewd',
    description: 'Over eerdere jaren is alleen een code bewaard, geen naam.',
    value: textOf(fields['leaveOutSince'], before === null ? '' : String(before)),
    options: interviewed.map(({ reportYear, persons }) => ({
      value: String(reportYear),
      label: `sinds verslagjaar ${String(reportYear)} (${formatCount(persons)} geïnterviewd over dat jaar)`,
    })),
    blank: 'Iedereen mag worden getrokken',
    optional: true,
    ...fieldError(errors, 'leaveOutSince'),
  };
}

function textOf(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}
