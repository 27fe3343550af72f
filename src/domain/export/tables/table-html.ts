import { element, textElement } from '../xml-text.js';
import {
  baseText,
  type QuoteSection,
  type SectionCell,
  type SectionRow,
  type TableDocument,
  type TableSection,
} from './table-document.js';

const STYLE = `
body { font-family: system-ui, sans-serif; line-height: 1.5; color: #1a1a1a; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: 0.5rem 0 0.75rem; font-variant-numeric: tabular-nums; }
caption { text-align: start; font-weight: 700; font-size: 1.15rem; padding-block: 0.5rem; }
th, td { padding: 0.35rem 0.6rem; border-block-end: 1px solid #c9ced6; vertical-align: top; text-align: start; }
thead th { border-block-end: 2px solid #1a1a1a; }
td, thead th:not(:first-child) { text-align: end; white-space: nowrap; }
thead th:not(:first-child) { white-space: normal; }
th[scope="row"] { font-weight: 400; min-width: 14rem; }
small { display: block; color: #4d5663; }
figure { margin: 1rem 0; break-inside: avoid; overflow-x: auto; }
figure svg { max-width: 100%; min-width: 40rem; height: auto; }
figcaption { color: #4d5663; font-size: 0.9rem; }
blockquote { margin: 0.5rem 0 0; max-width: 50rem; }
sup { font-size: 0.75em; line-height: 0; }
section { margin-block: 2.5rem; overflow-x: auto; }
@media print { body { max-width: none; margin: 0; } figure svg { min-width: 0; } section { break-inside: avoid; } }
`;

/**
 * The tables as one HTML page that needs no other file: to read, to print, or to paste into a document.
 * @example tableHtml(document).startsWith('<!doctype html>') // true
 */
export function tableHtml(document: TableDocument): string {
  const head = element('head', [
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    textElement('title', document.title),
    `<style>${STYLE}</style>`,
  ]);
  const body = element('body', [
    textElement('h1', document.title),
    textElement('p', `Gemaakt op ${dutchDate(document.madeOn)}.`),
    ...document.legend.map((line) => textElement('p', line)),
    element('nav', [element('ul', document.sections.map(indexLine))], { 'aria-label': 'Tabellen' }),
    element('main', [...document.sections.map(sectionHtml), ...(document.quotes ?? []).map(quotesHtml)]),
  ]);
  return `<!doctype html>\n${element('html', [head, body], { lang: 'nl' })}\n`;
}

function dutchDate(date: string): string {
  return date.split('-').reverse().join('-');
}

function indexLine({ name, title }: TableSection, at: number): string {
  return element('li', [textElement('a', `${name}. ${title}`, { href: `#${sectionId(at)}` })]);
}

function sectionId(at: number): string {
  return `tabel-${String(at + 1)}`;
}

function sectionHtml({ name, title, columns, rows, notes, charts = [] }: TableSection, at: number): string {
  const heading = [
    textElement('th', 'Vraag', { scope: 'col' }),
    ...columns.map((column) => textElement('th', column, { scope: 'col' })),
  ];
  const table = element('table', [
    textElement('caption', `${name}. ${title}`),
    element('thead', [element('tr', heading)]),
    element('tbody', rows.map(rowHtml)),
  ]);
  const list =
    notes.length === 0
      ? ''
      : element(
          'ul',
          notes.map((note) => textElement('li', note)),
        );
  const figures = charts.map((chart) =>
    element('figure', [
      chart,
      textElement('figcaption', `${name}. ${title}: de cijfers van de tabel, met hun interval`),
    ]),
  );
  return element('section', [table, list, ...figures], { id: sectionId(at) });
}

function quotesHtml({ title, quotes }: QuoteSection): string {
  const said = quotes.map(({ text, background }) =>
    element('li', [
      textElement('blockquote', `“${text}”`),
      background === '' ? '' : textElement('small', background),
    ]),
  );
  return element('section', [textElement('h2', `Citaten: ${title}`), element('ul', said)]);
}

function rowHtml({ label, question, measure, cells }: SectionRow): string {
  const detail = [question, measure].filter((text) => text !== '').join(' · ');
  const name = textElement('span', label) + textElement('small', detail);
  return element('tr', [element('th', [name], { scope: 'row' }), ...cells.map(cellHtml)]);
}

function cellHtml(cell: SectionCell): string {
  const figure = cell.isIndicative ? textElement('em', cell.text) : textElement('span', cell.text);
  const letters = cell.letters === '' ? '' : ` ${textElement('sup', cell.letters)}`;
  const base = baseText(cell);
  return element('td', [figure, letters, base === '' ? '' : textElement('small', base)]);
}
