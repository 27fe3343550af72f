import { element, textElement } from '../domain/export/xml-text.js';
import type { ReportDocument, ReportSection, ReportTable } from './report-word.js';

const STYLE = `
body { color: #14232b; font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding-inline: 1rem; }
table { border-collapse: collapse; inline-size: 100%; margin-block: 1rem; }
caption { font-weight: 600; padding-block: 0.5rem; text-align: start; }
th, td { border-block-end: 1px solid #c9ced6; padding: 0.4rem 0.6rem; text-align: start; vertical-align: top; }
.getal { font-variant-numeric: tabular-nums; text-align: end; }
small { color: #465861; display: block; }
svg { block-size: auto; max-inline-size: 100%; }
section { margin-block: 2rem; overflow-x: auto; }
@media print { body { margin: 0; max-width: none; } section { break-inside: avoid; } }
`;

/**
 * The report as one HTML page that needs no other file: to read, to print, to send on.
 * @param drawings SVG by the title of the section under which it stands
 */
export function reportHtml(report: ReportDocument, drawings: ReadonlyMap<string, string>): string {
  const head = element('head', [
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    textElement('title', report.title),
    `<style>${STYLE}</style>`,
  ]);
  const body = element('body', [
    element('main', [
      textElement('h1', report.title),
      textElement('p', report.subtitle),
      ...report.sections.map((section) => sectionHtml(section, drawings.get(section.title) ?? '')),
    ]),
  ]);
  return `<!doctype html>\n${element('html', [head, body], { lang: 'nl' })}\n`;
}

function sectionHtml({ title, paragraphs, facts, tables }: ReportSection, drawing: string): string {
  const factList = facts.map(({ label, value }) =>
    element('tr', [textElement('th', label, { scope: 'row' }), textElement('td', value)]),
  );
  return element('section', [
    textElement('h2', title),
    ...paragraphs.map((text) => textElement('p', text)),
    drawing,
    ...(factList.length === 0 ? [] : [element('table', [element('tbody', factList)])]),
    ...tables.map(tableHtml),
  ]);
}

function tableHtml({ caption, columns, rows, notes }: ReportTable): string {
  const classOf = (at: number): string | null => (columns[at]?.numeric === true ? 'getal' : null);
  const heading = columns.map(({ label }, at) =>
    textElement('th', label, { scope: 'col', class: classOf(at) }),
  );
  const body = rows.map((row) =>
    element(
      'tr',
      row.map(({ text, detail }, at) => {
        const content = [
          textElement('span', text),
          ...(detail === undefined ? [] : [textElement('small', detail)]),
        ];
        return at === 0
          ? element('th', content, { scope: 'row' })
          : element('td', content, { class: classOf(at) });
      }),
    ),
  );
  return [
    element('table', [
      textElement('caption', caption),
      element('thead', [element('tr', heading)]),
      ...(body.length === 0 ? [] : [element('tbody', body)]),
    ]),
    ...notes.map((note) => element('p', [textElement('small', note)])),
  ].join('');
}
