/** A cell of a table on a page. */
export interface HtmlCell {
  /** Without the second line. */
  readonly text: string;
  readonly href: string | null;
}

/** A table as a reader sees it. */
export interface HtmlTable {
  readonly id: string;
  readonly columns: readonly string[];
  /** The first cell of a row is its heading. */
  readonly rows: readonly (readonly HtmlCell[])[];
  readonly totals: readonly (readonly HtmlCell[])[];
}

/** The tables of a page that the components made. */
export function tablesOf(html: string): readonly HtmlTable[] {
  return [...html.matchAll(/<table class="[^"]*" id="([^"]+)">([\s\S]*?)<\/table>/g)].map(
    ([, id, inside]) => ({
      id: id ?? '',
      columns: partOf(inside, 'thead')
        .flat()
        .map(({ text }) => text),
      rows: partOf(inside, 'tbody'),
      totals: partOf(inside, 'tfoot'),
    }),
  );
}

function partOf(table: string | undefined, part: string): readonly (readonly HtmlCell[])[] {
  const inside = new RegExp(`<${part}>([\\s\\S]*?)</${part}>`).exec(table ?? '')?.[1] ?? '';
  return [...inside.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row]) =>
    [...(row ?? '').matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell]) => cellOf(cell ?? '')),
  );
}

function cellOf(html: string): HtmlCell {
  const [first = ''] = html.split('<span class="veldwerk-detail">');
  return {
    text: decoded(first.replaceAll(/<[^>]+>/g, '')).trim(),
    href: decoded(/<a href="([^"]+)"/.exec(first)?.[1] ?? '') || null,
  };
}

function decoded(text: string): string {
  return text
    .replaceAll('&#39;', "'")
    .replaceAll('&#34;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** The number of a cell: `1.204` is 1204; `null` for a percentage or a dash. */
export function countIn({ text }: HtmlCell): number | null {
  return /^[\d.]+$/.test(text) ? Number(text.replaceAll('.', '')) : null;
}
