import { mayDo } from '../../domain/access/permission.js';
import type { Role } from '../../domain/access/role.js';
import type {
  Alert,
  Cell,
  DataTable,
  ErrorSummary,
  FileField,
  KeyFigures,
  PageHeading,
  SelectField,
  SubNavigation,
  TextField,
} from '../../web/components.js';
import { formatCount, formatDate, formatPercentage } from '../../web/dutch-format.js';
import { errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import type { Study } from '../studies/studies.service.js';
import { domainLabel, readAs, rejectedCount } from './delivery.pages.js';
import { type FrameCounts, interviewDayOf } from './frame-report.service.js';
import type { TypedDelivery } from './frames.forms.js';
import type { Delivery } from './frames.service.js';

interface FramesPage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly heading: PageHeading;
  readonly failures: Alert | null;
  readonly errors: ErrorSummary;
  readonly form: DeliveryFormModel | null;
  readonly closed: string | null;
  readonly figures: KeyFigures | null;
  readonly notices: readonly Alert[];
  readonly persons: DataTable | null;
  readonly ages: DataTable | null;
  readonly files: DataTable;
}

interface DeliveryFormModel {
  readonly action: string;
  readonly domain: SelectField;
  readonly organisation: TextField;
  readonly files: FileField;
}

export const framesView = view<FramesPage>('frames/list');
/** What went wrong with a form: the fields, and the files that could not be imported. */
export interface DeliveryMistakes {
  readonly typed: TypedDelivery;
  readonly errors: FieldErrors;
  readonly failures: readonly string[];
  readonly importedCount: number;
}

export const NO_MISTAKES: DeliveryMistakes = {
  typed: { domain: '', organisation: '' },
  errors: {},
  failures: [],
  importedCount: 0,
};

export function framesPage(
  study: Study,
  seen: { roles: readonly Role[]; deliveries: readonly Delivery[]; counts: FrameCounts },
  mistakes: DeliveryMistakes = NO_MISTAKES,
): FramesPage {
  const { roles, deliveries, counts } = seen;
  const hasPersons = counts.persons.total > 0;
  const isOpen = study.status === 'design';
  return {
    title: 'Steekproefkader',
    studyName: study.name,
    navigation: studyNavigation(study.slug, roles, 'frames'),
    heading: {
      title: 'Steekproefkader',
      intro: 'De cliënten van alle organisaties samen. Wie in meer bestanden staat, telt één keer.',
    },
    failures: failuresAlert(mistakes),
    errors: errorSummary(mistakes.errors),
    form: isOpen && mayDo(roles, 'frame.import') ? deliveryFormModel(study, mistakes) : null,
    closed: isOpen ? null : 'De steekproef is getrokken. Het steekproefkader verandert niet meer.',
    figures: hasPersons ? figuresOf(counts) : null,
    notices: hasPersons ? noticesOf(counts) : [],
    persons: hasPersons ? personTable(study, counts) : null,
    ages: hasPersons ? ageTable(study, counts) : null,
    files: fileTable(study, deliveries),
  };
}

function failuresAlert({ failures, importedCount }: DeliveryMistakes): Alert | null {
  if (failures.length === 0) return null;
  return {
    tone: 'danger',
    title:
      failures.length === 1
        ? 'Eén bestand is niet ingelezen'
        : `${formatCount(failures.length)} bestanden zijn niet ingelezen`,
    text:
      importedCount === 0
        ? 'Er is niets gewijzigd.'
        : `${formatCount(importedCount)} andere ${importedCount === 1 ? 'bestand is' : 'bestanden zijn'} wel ingelezen.`,
    items: failures,
  };
}

function deliveryFormModel(study: Study, { typed, errors }: DeliveryMistakes): DeliveryFormModel {
  return {
    action: `${studyPath(study.slug, 'frames')}/import`,
    domain: {
      name: 'domain',
      label: 'Domein',
      value: typed.domain,
      blank: 'Kies een domein',
      options: study.domains.map(({ code, label }) => ({ value: code, label })),
      ...fieldError(errors, 'domain'),
    },
    organisation: {
      name: 'organisation',
      label: 'Organisatie',
      description:
        'Laat leeg om de naam van het bestand te gebruiken. Zo leest u veel bestanden in één keer in.',
      value: typed.organisation,
      optional: true,
      autocomplete: 'off',
      ...fieldError(errors, 'organisation'),
    },
    files: {
      name: 'files',
      label: 'Cliëntbestanden',
      description:
        'Tekstbestanden (csv), zoals de organisatie ze aanlevert. Codering, scheidingsteken en kolommen worden herkend.',
      accept: '.csv,.txt,.tsv',
      multiple: true,
      ...fieldError(errors, 'files'),
    },
  };
}

function figuresOf({ persons, families, atSecretAddress, withoutNumber }: FrameCounts): KeyFigures {
  const share = (count: number): string => formatPercentage(count / persons.total);
  return {
    figures: [
      { label: 'Cliënten', value: formatCount(persons.total), detail: 'verschillende personen' },
      { label: 'Gezinnen', value: formatCount(families) },
      {
        label: 'In meer domeinen',
        value: formatCount(persons.in_more_than_one_domain),
        detail: `${share(persons.in_more_than_one_domain)} van de cliënten`,
      },
      {
        label: 'Zonder bruikbaar nummer',
        value: formatCount(withoutNumber),
        detail: `${share(withoutNumber)} van de cliënten`,
      },
      { label: 'Geheim adres', value: formatCount(atSecretAddress), detail: 'worden niet benaderd' },
    ],
  };
}

function noticesOf({ uncertainMatches }: FrameCounts): readonly Alert[] {
  if (uncertainMatches === 0) return [];
  const text =
    'Zij lijken op iemand anders in het kader, maar niet zeker genoeg. Zij tellen als aparte personen.';
  return [
    {
      tone: 'warning',
      title: `${formatCount(uncertainMatches)} cliënten staan er misschien dubbel in`,
      text,
    },
  ];
}

function personTable(study: Study, { persons }: FrameCounts): DataTable {
  const total = Object.values(persons.per_domain_after_priority).reduce((sum, count) => sum + count, 0);
  return {
    id: 'persons',
    caption: 'Cliënten per domein',
    columns: [
      { label: 'Domein' },
      { label: 'Komt er voor', numeric: true },
      { label: 'Te trekken', numeric: true },
    ],
    rows: study.domains.map(({ code, label }) => [
      { text: label },
      { text: formatCount(persons.per_domain[code] ?? 0) },
      { text: formatCount(persons.per_domain_after_priority[code] ?? 0) },
    ]),
    totals: [[{ text: 'Totaal' }, { text: '' }, { text: formatCount(total) }]],
    empty: '',
    notes: ['Wie in meer domeinen voorkomt, is te trekken in het domein met de hoogste voorrang.'],
  };
}

function ageTable(study: Study, { persons }: FrameCounts): DataTable {
  const rows: readonly (readonly [keyof typeof persons.per_age_band, string])[] = [
    ['0-11', 'Onder 12: de ouder'],
    ['12-15', '12 tot en met 15: de ouder of de jongere'],
    ['16+', '16 en ouder: de jongere'],
  ];
  return {
    id: 'ages',
    caption: `Wie er gevraagd wordt, naar leeftijd op ${formatDate(interviewDayOf(study))}`,
    columns: [{ label: 'Leeftijd' }, { label: 'Cliënten', numeric: true }, { label: 'Deel', numeric: true }],
    rows: rows.map(([band, label]) => [
      { text: label },
      { text: formatCount(persons.per_age_band[band]) },
      { text: formatPercentage(persons.per_age_band[band] / persons.total) },
    ]),
    empty: '',
  };
}

function fileTable(study: Study, deliveries: readonly Delivery[]): DataTable {
  const sum = (count: (delivery: Delivery) => number): Cell => ({
    text: formatCount(deliveries.reduce((total, delivery) => total + count(delivery), 0)),
  });
  return {
    id: 'deliveries',
    caption: 'Ingelezen bestanden',
    columns: [
      { label: 'Bestand' },
      { label: 'Organisatie' },
      { label: 'Regels', numeric: true },
      { label: 'Aanvaard', numeric: true },
      { label: 'Personen', numeric: true },
      { label: 'Afgekeurd', numeric: true },
      { label: 'Buiten het jaar', numeric: true },
      { label: 'Opmerkingen', numeric: true },
    ],
    rows: deliveries.map((delivery) => [
      {
        text: delivery.fileName,
        href: `${studyPath(study.slug, 'frames')}/${delivery.id}`,
        detail: readAs(delivery),
      },
      { text: delivery.organisationName, detail: domainLabel(study, delivery) },
      { text: formatCount(delivery.dataRows) },
      { text: formatCount(delivery.acceptedRows) },
      { text: formatCount(delivery.personCount) },
      { text: formatCount(rejectedCount(delivery)) },
      { text: formatCount(delivery.notInReportYear) },
      { text: formatCount(delivery.problemCount) },
    ]),
    ...(deliveries.length > 1
      ? {
          totals: [
            [
              { text: 'Totaal' },
              { text: '' },
              sum(({ dataRows }) => dataRows),
              sum(({ acceptedRows }) => acceptedRows),
              { text: '' },
              sum(rejectedCount),
              sum(({ notInReportYear }) => notInReportYear),
              sum(({ problemCount }) => problemCount),
            ],
          ],
        }
      : {}),
    empty: 'Er zijn nog geen bestanden ingelezen.',
  };
}
