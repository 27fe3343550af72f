import type { Application } from '../../application.js';
import { UserProblem } from '../../errors.js';
import type { CheckedForm } from '../../web/form-errors.js';
import type { Study } from '../studies/studies.service.js';
import { marginChoices, sourceOf } from './checked-settings.js';
import { designOf } from './study-design.service.js';
import { UNKNOWN } from './weighting-groups.js';
import { checkedTrim, readNumber, weightName, type WeightSettings } from './weights.forms.js';
import { type ChosenMargin, totalField } from './weights.pages.js';
import * as queries from './weights.queries.js';

/** The backgrounds that were chosen, with who has each level now. */
export interface PresentMargins {
  readonly margins: readonly ChosenMargin[];
  readonly interviews: number;
}

/** Counts the interviews of a study per level of the chosen backgrounds; what the study does not have is left out. */
export async function presentMargins(
  app: Application,
  study: Study,
  by: readonly string[],
): Promise<PresentMargins> {
  const db = app.database.read;
  const choices = marginChoices(app.questionnaires.get(study.questionnaireId), study).filter(({ key }) =>
    by.includes(key),
  );
  const people = await queries.listPeople(db, study.id, choices.map(sourceOf));
  const design = await designOf(db, study);
  const known = new Map(
    study.domains.map(({ id, code }) => [code, design.populationOf(design.stratumOf(id, null))]),
  );
  const margins = choices.map((choice, at): ChosenMargin => {
    const levels = new Map<string, { interviews: number; weighted: number }>();
    for (const { levels: own, designWeight } of people) {
      const level = own[at] === '' ? UNKNOWN : (own[at] ?? UNKNOWN);
      const before = levels.get(level) ?? { interviews: 0, weighted: 0 };
      levels.set(level, {
        interviews: before.interviews + 1,
        weighted: before.weighted + designWeight,
      });
    }
    const named = [...choice.levels, { key: UNKNOWN, label: 'Niet bekend' }];
    return {
      ...choice,
      present: named.flatMap(({ key, label }) => {
        const own = levels.get(key);
        const size = choice.key === 'domain' ? (known.get(key) ?? null) : null;
        return own === undefined ? [] : [{ key, label, ...own, known: size }];
      }),
    };
  });
  return { margins, interviews: people.length };
}

interface MakeInput {
  readonly name: string;
  readonly settings: WeightSettings;
}

/** Reads the form that makes weights, or says at which field something is wrong. */
export function readMakeForm(
  { margins }: PresentMargins,
  typed: Readonly<Record<string, string | readonly string[]>>,
): CheckedForm<MakeInput> {
  const errors: Record<string, string> = {};
  const text = (field: string): string => [typed[field] ?? ''].flat().join(' ');
  const name = weightName.safeParse(text('name'));
  if (!name.success) errors['name'] = name.error.issues[0]?.message ?? '';
  const known = margins.map(({ key, present }) => ({
    by: key,
    totals: Object.fromEntries(
      present.map((level) => {
        const field = totalField(key, level.key);
        const total = readNumber(text(field));
        if (total === null || total <= 0)
          errors[field] = `Vul voor ${level.label} een aantal cliënten boven 0 in.`;
        return [level.key, total ?? 0];
      }),
    ),
  }));
  const trim = readLimits(text('lowest'), text('highest'), errors);
  if (!name.success || Object.keys(errors).length > 0) return { ok: false, errors };
  const isRaked = margins.length > 1 || text('method') === 'raked';
  const settings: WeightSettings = {
    cells: [typed['cells'] ?? []].flat(),
    method: margins.length === 0 ? 'none' : isRaked ? 'raked' : 'post-stratified',
    margins: known,
    trim,
  };
  return { ok: true, values: { name: name.data, settings } };
}

function readLimits(low: string, high: string, errors: Record<string, string>): WeightSettings['trim'] {
  if (low.trim() === '' && high.trim() === '') return null;
  try {
    return checkedTrim(low, high);
  } catch (error) {
    if (!(error instanceof UserProblem)) throw error;
    errors['lowest'] = error.detail ?? '';
    return null;
  }
}
