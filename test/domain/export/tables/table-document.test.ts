import { describe, expect, it } from 'vitest';
import { tableHtml } from '../../../../src/domain/export/tables/table-html.js';
import { baseText } from '../../../../src/domain/export/tables/table-document.js';
import { expectValidHtml } from '../../../support/valid-html.js';
import { exampleDocument } from './table-example.js';

const document = exampleDocument();

describe('a table for a report', () => {
  it('has the sections that have figures', () => {
    expect(document.sections.map(({ title, rows }) => [title, rows.length])).toEqual([
      ['Tevredenheid', 2],
      ['Toegang & hulp', 4],
    ]);
  });
  it('writes shares as whole percentages and means with a comma, with base and letters', () => {
    const [b1, b2] = document.sections[0]?.rows ?? [];
    expect(b1?.cells.map(({ text, letters }) => [text, letters])).toEqual([
      ['84%', 'a'],
      ['82%', 'a'],
      ['82%', 'a'],
      ['83%', ''],
      ['83%', ''],
    ]);
    expect(b2?.cells[0]?.text).toBe('6,5');
    expect(b1?.cells.map(baseText)[0]).toBe('n = 256');
  });
  it('says what is hidden and what is indicative', () => {
    const rows = document.sections[1]?.rows ?? [];
    const oneChild = rows.find(({ question }) => question === 'G1')?.cells[2];
    expect(oneChild).toMatchObject({ value: null, text: 'verborgen', letters: '', isHidden: true });
    const few = rows.find(({ question }) => question === 'C1')?.cells[2];
    expect(few && baseText(few)).toBe('n = 22, indicatief');
  });
  it('has under each table the notes that concern it', () => {
    const notes = document.sections.map((section) => section.notes.join(' '));
    expect(notes[0]).toContain('B1: de vraag is anders gesteld.');
    expect(notes[1]).not.toContain('de vraag is anders gesteld.');
    expect(notes.map((text) => text.includes('verborgen'))).toEqual([false, true]);
    expect(notes.map((text) => text.includes('indicatief'))).toEqual([false, true]);
  });
});

describe('the tables as HTML', () => {
  const html = tableHtml(document);
  it('are valid, in Dutch, and need nothing from elsewhere', async () => {
    // The pages of the program may have no style of their own; a file that stands alone must.
    await expectValidHtml(html.replace(/<style>[^<]*<\/style>/, ''));
    expect(html).toContain('<html lang="nl">');
    expect(html).not.toMatch(/(src|href)="(?!#)/);
  });
  it('escape what labels hold', () => {
    expect(html).toContain('tevreden over de jeugdhulp (ı &amp; &lt;ü&gt;)');
  });
  it('draw shares and means of each table below it, each with a table above', () => {
    const figures = [...html.matchAll(/<figure>(.*?)<\/figure>/gs)].map(([, figure = '']) => figure);
    expect(figures.map((figure) => /<title>([^<]*)<\/title>/.exec(figure)?.[1])).toEqual([
      'Tevredenheid',
      'Tevredenheid',
      'Toegang &amp; hulp',
    ]);
    const [shares = '', means = '', access = ''] = figures;
    expect(shares).toContain('>84%</text>');
    expect(means).toMatch(/>\d,\d<\/text>/);
    // The one child of the second table has a line and a word, no mark, no figure.
    expect(access).toContain('>verborgen</text>');
    expect(access).not.toContain('>5%</text>');
  });
  it('raise the letters and do not show what is hidden', () => {
    expect(html).toContain('<span>84%</span> <sup>a</sup>');
    expect(html).toContain('<span>verborgen</span>');
    expect(html).not.toContain('5%</span><small>n = 20');
  });
});
