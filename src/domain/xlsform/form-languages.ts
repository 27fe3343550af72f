import { type LanguageText } from '../questionnaire/model.js';
import { languageOfHeading, type SheetRow, type XlsForm } from './xlsform.js';

/** Columns of which there is one per language. */
const TRANSLATED = ['label', 'hint', 'guidance_hint', 'constraint_message', 'required_message'];

/** The languages of a form, and which columns are in them. */
export class FormLanguages {
  /** Codes in the order of the sheet. */
  readonly codes: readonly string[];
  /** Headings with a language that this program does not know. */
  readonly unknown: readonly string[];
  readonly #fallback: string;

  constructor({ survey, choices, settings }: XlsForm) {
    const headings = new Set([...survey, ...choices].flatMap((row) => Object.keys(row)));
    const named = [...headings].flatMap((heading) => nameIn(heading) ?? []);
    const codes = [...new Set(named.flatMap((name) => languageOfHeading(name) ?? []))];
    this.unknown = [...new Set(named.filter((name) => languageOfHeading(name) === null))];
    const chosen = languageOfHeading(settings[0]?.['default_language'] ?? '');
    this.#fallback = chosen ?? codes[0] ?? 'nl';
    const isPlain = [...headings].some((heading) => heading === 'label' || heading === 'hint');
    const all = codes.length === 0 || (isPlain && chosen !== null) ? [this.#fallback, ...codes] : codes;
    const first = chosen !== null && all.includes(chosen) ? [chosen] : [];
    this.codes = [...new Set([...first, ...all])];
  }

  /** The texts of a column; a column without a language is in the first one. */
  text(row: SheetRow, column: string): LanguageText {
    const texts: Record<string, string> = {};
    for (const [heading, value] of Object.entries(row)) {
      if (value.trim() === '') continue;
      if (heading === column) texts[this.#fallback] ??= value.trim();
      const name = nameIn(heading);
      const code = name === null ? null : languageOfHeading(name);
      if (code !== null && heading.startsWith(column) && columnOf(heading) === column)
        texts[code] = value.trim();
    }
    return texts;
  }
}

function columnOf(heading: string): string {
  return (heading.split(/::?/)[0] ?? '').trim();
}

/** The language in a heading: `label::Dutch (nl)`, or with one colon as older forms have. */
function nameIn(heading: string): string | null {
  const [, column = '', name = ''] = /^([^:]+)::?(.+)$/.exec(heading) ?? [];
  return TRANSLATED.includes(column.trim()) ? name.trim() : null;
}
