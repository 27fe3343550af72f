import { type Condition } from '../questionnaire/condition.js';
import { fillNames, replaceFills } from '../questionnaire/fills.js';
import {
  type Fill,
  type LanguageText,
  type Questionnaire,
  type Respondent,
  type RespondentText,
} from '../questionnaire/model.js';
import { listVariables } from '../questionnaire/variables.js';
import { writeCondition } from './write-condition.js';
import { languageHeading, type SheetRow, type XlsForm, type XlsFormLoss } from './xlsform.js';

/** The sheets of a form while they are written, with what could not be said on the way. */
export class FormSheets {
  readonly questionnaire: Questionnaire;
  readonly respondent: Respondent;
  readonly #survey: SheetRow[] = [];
  readonly #choices: SheetRow[] = [];
  readonly #losses: XlsFormLoss[] = [];
  readonly #lists = new Map<string, string>();
  readonly #taken: ReadonlySet<string>;

  constructor(questionnaire: Questionnaire, respondent: Respondent) {
    this.questionnaire = questionnaire;
    this.respondent = respondent;
    this.#taken = new Set([
      ...listVariables(questionnaire).flatMap(({ id, question }) => [id, question.id]),
      ...(questionnaire.computed ?? []).map(({ id }) => id),
    ]);
  }

  survey(row: SheetRow): void {
    this.#survey.push(row);
  }

  choice(row: SheetRow): void {
    this.#choices.push(row);
  }

  lose(place: string, what: string): void {
    this.#losses.push({ place, what });
  }

  rows(): Pick<XlsForm, 'survey' | 'choices'> {
    return { survey: this.#survey, choices: this.#choices };
  }

  losses(): readonly XlsFormLoss[] {
    return this.#losses;
  }

  /** The name of a list of answers; the same answers have the same list. */
  list(name: string, rows: readonly SheetRow[]): string {
    const key = JSON.stringify(rows);
    const known = this.#lists.get(key);
    if (known !== undefined) return known;
    this.#lists.set(key, name);
    for (const row of rows) this.choice({ list_name: name, ...row });
    return name;
  }

  /** Groups and questions share their names there; here a block may be called as a question. */
  groupName(id: string): string {
    if (!this.#taken.has(id)) return id;
    this.lose(`blok ${id}`, `De naam van het blok werd blok_${id}, want een vraag heet ook ${id}.`);
    return `blok_${id}`;
  }

  /** One column per language. */
  inLanguages(column: string, text: LanguageText): Record<string, string> {
    return Object.fromEntries(
      this.questionnaire.languages.flatMap((language) => {
        const words = text[language];
        return words === undefined ? [] : [[`${column}::${languageHeading(language)}`, words] as const];
      }),
    );
  }

  /** What the respondent hears, with the words that the fills have without knowing anything of the case. */
  heard(place: string, text: RespondentText): Record<string, string> {
    const own = this.#ownText(place, text);
    const names = [...new Set(Object.values(own).flatMap(fillNames))].filter(
      (name) => this.questionnaire.fills?.[name] !== undefined,
    );
    for (const name of names) this.lose(place, `De invulling {${name}} is vervangen door vaste woorden.`);
    const filled = Object.entries(own).map(([language, words]) => [
      language,
      replaceFills(words, (name) => this.#fixedWords(name, language) ?? `{${name}}`),
    ]);
    return this.inLanguages('label', Object.fromEntries(filled) as LanguageText);
  }

  /** A question that is never put to this respondent has the words of the other one. */
  #ownText(place: string, text: RespondentText): LanguageText {
    const isParent = this.respondent === 'parent';
    const other = text[isParent ? 'youth' : 'parent'] ?? text.both;
    const own = text[this.respondent] ?? text.both ?? other ?? {};
    if (this.questionnaire.respondents.length > 1 && JSON.stringify(own) !== JSON.stringify(other ?? own)) {
      this.lose(place, `De tekst voor de ${isParent ? 'jongere' : 'ouder'} staat er niet bij.`);
    }
    return own;
  }

  #fixedWords(name: string, language: string): string | undefined {
    const fill = this.questionnaire.fills?.[name];
    if (fill === undefined) return undefined;
    const text = 'cases' in fill ? fill.cases.at(-1)?.text : otherwiseOf(fill);
    const heard = text?.[this.respondent] ?? text?.both;
    return heard?.[language] ?? '…';
  }

  /** The column with a condition. */
  relevance(place: string, when: Condition | undefined): Record<string, string> {
    if (when === undefined) return {};
    const relevant = writeCondition(this.questionnaire, when);
    if (relevant !== null) return { relevant };
    this.lose(place, 'De voorwaarde kan niet worden overgenomen: dit wordt nu altijd gevraagd.');
    return {};
  }
}

function otherwiseOf(fill: Exclude<Fill, { cases: unknown }>): RespondentText | undefined {
  return fill.value === 'reportYear' ? undefined : fill.otherwise;
}
