import type { AnswerOption, InterviewBar } from './interview-components.js';
import { resultsTable } from './style-guide-results.js';
import type { InterviewExamplePage, StyleGuidePage } from './style-guide.js';

const INTERVIEW_BAR: InterviewBar = {
  next: 'Volgende vraag',
  back: { href: '#gesprek' },
  stop: { href: '#stoppen' },
};

/** Invented content for the style page. */
export const STYLE_GUIDE_EXAMPLE: StyleGuidePage = {
  title: 'Stijlgids',
  studyName: 'CEO jeugd, verslagjaar 2025',
  breadcrumb: { items: [{ label: 'Onderzoeken', href: '/studies' }], current: 'Stijlgids' },
  heading: {
    title: 'Stijlgids',
    intro: 'Alle onderdelen waaruit de schermen zijn opgebouwd, met verzonnen inhoud.',
    badge: { text: 'Veldwerk loopt', tone: 'info' },
    actions: [
      { label: 'Exporteren', href: '#tabel', kind: 'secondary' },
      { label: 'Onderzoek maken', href: '#formulier', kind: 'primary' },
    ],
  },
  subNavigation: {
    label: 'Onderzoek',
    items: [
      { label: 'Overzicht', href: '#inhoud', current: false },
      { label: 'Opzet', href: '#stappen', current: false },
      { label: 'Veldwerk', href: '#cijfers', current: true },
      { label: 'Uitkomsten', href: '#tabel', current: false },
    ],
    within: {
      label: 'Veldwerk',
      items: [
        { label: 'Voortgang', href: '#cijfers', current: true },
        { label: 'Vragenlijst', href: '#gesprek', current: false },
      ],
    },
  },
  alerts: [
    { tone: 'info', text: 'De steekproef is getrokken. Stuur nu de controlelijsten naar de organisaties.' },
    { tone: 'success', text: '886 cliënten zijn vrijgegeven voor het veldwerk.' },
    {
      tone: 'warning',
      title: '3 organisaties hebben nog niet gereageerd',
      text: 'Zolang een organisatie niet heeft gecontroleerd, worden haar cliënten niet gebeld.',
      link: { label: 'Bekijk welke organisaties', href: '#tabel' },
    },
    {
      tone: 'danger',
      title: 'Het bestand is niet ingelezen',
      text: 'Twee verplichte kolommen ontbreken. Vul ze aan en lees het bestand opnieuw in.',
      items: ['geboortedatum', 'postcode'],
    },
  ],
  badges: [
    { text: 'Nieuw', tone: 'neutral' },
    { text: 'Afspraak', tone: 'info' },
    { text: 'Voltooid', tone: 'success' },
    { text: 'Besluit nodig', tone: 'warning' },
    { text: 'Uitgesloten', tone: 'danger' },
  ],
  buttons: [
    { label: 'Opslaan', kind: 'primary' },
    { label: 'Voorbeeld bekijken', kind: 'secondary' },
    { label: 'Annuleren', kind: 'subtle' },
    { label: 'Trekking vervangen', kind: 'danger' },
  ],
  buttonLink: { label: 'Naar de volgende stap', href: '#stappen', kind: 'secondary' },
  chart: {
    id: 'staven',
    title: 'Interviews en doel',
    sentences: ['Basishulp is het verst: 180 van de 256 interviews.'],
    src: '/style-guide/chart.svg',
    alt: 'Staven: interviews per domein, met het doel als streep.',
  },
  figures: {
    figures: [
      { label: 'Gesprekken', value: '614', detail: 'doel: 887', href: '#tabel' },
      { label: 'Respons', value: '69%', detail: '614 van 886 benaderde cliënten' },
      { label: 'Weigeringen', value: '121', detail: '14% van de benaderde cliënten' },
      { label: 'Gemiddeld rapportcijfer', value: '7,3', detail: 'betrouwbaarheidsinterval 7,1 – 7,5' },
    ],
  },
  table: resultsTable(),
  emptyTable: {
    ...resultsTable(),
    id: 'lege-tabel',
    caption: 'Afspraken van vandaag',
    rows: [],
    totals: [],
    notes: [],
  },
  pagination: {
    label: 'Pagina’s met cliënten',
    summary: 'Rij 51 tot en met 100 van 886',
    previous: '#tabel',
    next: '#tabel',
    pages: [1, 2, 3].map((number) => ({ number, href: '#tabel', current: number === 2 })),
  },
  steps: {
    label: 'Stappen van het onderzoek',
    steps: [
      { label: 'Steekproefkader', href: '#tabel', state: 'done', detail: '18 bestanden, 3.412 cliënten' },
      { label: 'Trekking', href: '#tabel', state: 'done', detail: '887 cliënten op 3 maart 2026' },
      {
        label: 'Controle door organisaties',
        href: '#tabel',
        state: 'current',
        detail: '14 van 17 lijsten terug',
      },
      { label: 'Vragenlijst', state: 'blocked', detail: 'De tekst voor ouders ontbreekt bij vraag B3.' },
      { label: 'Veldwerk', state: 'to-do' },
      { label: 'Afgesloten', state: 'to-do' },
    ],
  },
  summary: {
    items: [
      { label: 'Verslagjaar', value: '2025' },
      {
        label: 'Veldwerk',
        value: '1 april 2026 tot en met 30 juni 2026',
        action: { label: 'Wijzigen', href: '#formulier', about: 'de periode van het veldwerk' },
      },
      {
        label: 'Vragenlijst',
        value: 'CEO jeugd 2016, versie 3',
        badge: { text: 'Vastgesteld', tone: 'success' },
      },
    ],
  },
  progress: {
    id: 'voortgang',
    label: 'Bestanden inlezen',
    value: 11,
    max: 18,
    text: '11 van 18 bestanden ingelezen',
  },
  emptyState: {
    title: 'Nog geen bestanden',
    text: 'Lees van elke organisatie het cliëntenbestand in. Daarna kunt u de steekproef trekken.',
    action: { label: 'Bestand inlezen', href: '#formulier', kind: 'primary' },
  },
  errorSummary: {
    errors: [
      { field: 'name', message: 'Vul een naam voor het onderzoek in' },
      { field: 'procedure', message: 'Kies een toets' },
    ],
  },
  name: {
    name: 'name',
    label: 'Naam van het onderzoek',
    description: 'Zoals die in rapporten staat.',
    value: '',
    error: 'Vul een naam in, bijvoorbeeld: CEO jeugd 2025.',
  },
  startsOn: {
    name: 'starts-on',
    label: 'Begin van het veldwerk',
    type: 'date',
    width: 'medium',
    value: '2026-04-01',
  },
  explanation: { name: 'explanation', label: 'Toelichting', optional: true, value: '' },
  organisation: {
    name: 'organisation',
    label: 'Organisatie',
    value: '',
    blank: 'Kies een organisatie',
    options: [
      { value: 'a', label: 'Wijkteam Noord' },
      { value: 'b', label: 'Stichting De Zonnewijzer' },
    ],
  },
  file: {
    name: 'file',
    label: 'Cliëntenbestand',
    description: 'CSV of tekst, hoogstens 20 MB. U ziet eerst een voorbeeld; daarna leest u het in.',
    accept: '.csv,.txt',
  },
  domains: {
    kind: 'checkbox',
    name: 'domains',
    label: 'Domeinen',
    options: [
      { value: 'basishulp', label: 'Basishulp', description: 'De wijkteams.', checked: true },
      { value: 'specialistisch', label: 'Specialistische hulp', checked: true },
      { value: 'jb_jr', label: 'Jeugdbescherming en jeugdreclassering', checked: false },
    ],
  },
  procedure: {
    kind: 'radio',
    name: 'procedure',
    label: 'Toets',
    error: 'Kies hoe verschillen worden getoetst.',
    options: [
      {
        value: 'spss',
        label: 'Zoals in eerdere rapporten',
        description: 'Zonder weging en steekproefontwerp.',
        checked: false,
      },
      { value: 'design', label: 'Met weging en steekproefontwerp', checked: false },
    ],
  },
  mayCallOnSaturday: {
    name: 'saturday',
    label: 'Er mag op zaterdag worden gebeld',
    value: 'yes',
    checked: true,
  },
  question: {
    name: 'B3',
    code: 'B3',
    section: 'Bejegening',
    language: 'nl',
    text: 'Hoe vaak nam de hulpverlener voldoende tijd voor u?',
    instructions: ['Bij meer hulpverleners: vraag naar de hulpverlener die het langst betrokken was.'],
    kind: 'single',
    readOptions: true,
    options: numbered(['Nooit', 'Soms', 'Vaak', 'Altijd'], 'Vaak'),
    unread: unread('B3'),
    value: '',
  },
  statement: {
    name: 'C1',
    code: 'C1b',
    section: 'Resultaat van de hulp · stelling 2 van 6',
    language: 'nl',
    lead: 'Ik lees u een aantal stellingen voor. Zegt u steeds of u het daarmee eens bent.',
    text: 'Door de hulp gaat het thuis beter.',
    instructions: [],
    kind: 'multiple',
    readOptions: false,
    options: numbered(['Thuis', 'Op school', 'Met vrienden'], ''),
    unread: [],
    value: '',
  },
  interviewBar: INTERVIEW_BAR,
};

/** The screen of one question, with an answer that cannot be right. */
export const INTERVIEW_EXAMPLE: InterviewExamplePage = {
  title: 'Vraag D1',
  studyName: 'CEO jeugd, verslagjaar 2025',
  question: {
    name: 'D1',
    code: 'D1',
    section: 'Oordeel',
    language: 'nl',
    text: 'Welk rapportcijfer geeft u de hulp, van 1 tot 10?',
    instructions: [],
    kind: 'number',
    readOptions: false,
    options: [],
    unread: unread('D1'),
    value: '12',
    error: 'Het cijfer ligt tussen 1 en 10. Vraag het nog een keer.',
  },
  interviewBar: INTERVIEW_BAR,
};

function numbered(labels: readonly string[], chosen: string): AnswerOption[] {
  return labels.map((label, index) => {
    const key = String(index + 1);
    return { value: key, label, key, checked: label === chosen };
  });
}

function unread(question: string): AnswerOption[] {
  return [
    { value: `${question}-dk`, label: 'Weet niet', key: 'w', checked: false },
    { value: `${question}-rf`, label: 'Wil niet zeggen', key: 'z', checked: false },
  ];
}
