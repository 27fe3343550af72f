import { type Computed, type Fill, type Questionnaire } from './model.js';
import { renameReferences } from './editing.js';

/**
 * Puts a fill in the questionnaire; under another name the texts that use it follow.
 * @param was the name of the fill that it takes the place of, `null` for a new one
 * @example withFill(questionnaire, null, 'jaar', { value: 'reportYear' }).fills // { jaar: { value: 'reportYear' } }
 */
export function withFill(
  questionnaire: Questionnaire,
  was: string | null,
  name: string,
  fill: Fill,
): Questionnaire {
  const before = Object.entries(questionnaire.fills ?? {});
  const isNew = was === null || !before.some(([one]) => one === was);
  const entries = isNew
    ? [...before, [name, fill] as const]
    : before.map((entry) => (entry[0] === was ? ([name, fill] as const) : entry));
  const changed = { ...questionnaire, fills: Object.fromEntries(entries) };
  return isNew || was === name ? changed : renameFill(changed, was, name);
}

function renameFill(questionnaire: Questionnaire, from: string, to: string): Questionnaire {
  return JSON.parse(JSON.stringify(questionnaire), (_key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll(`{${from}}`, `{${to}}`) : value,
  ) as Questionnaire;
}

/** Takes a fill out; the texts that use it keep `{name}`, and the check says so. */
export function withoutFill(questionnaire: Questionnaire, name: string): Questionnaire {
  const { fills = {}, ...rest } = questionnaire;
  const left = Object.entries(fills).filter(([one]) => one !== name);
  return left.length === 0 ? rest : { ...rest, fills: Object.fromEntries(left) };
}

/**
 * Puts a computed value in the questionnaire; under another code the conditions that look at it follow.
 * @param was the code of the value that it takes the place of, `null` for a new one
 */
export function withComputed(
  questionnaire: Questionnaire,
  was: string | null,
  computed: Computed,
): Questionnaire {
  const before = questionnaire.computed ?? [];
  const isNew = was === null || !before.some(({ id }) => id === was);
  const values = isNew ? [...before, computed] : before.map((one) => (one.id === was ? computed : one));
  const changed = { ...questionnaire, computed: values };
  return isNew || was === computed.id ? changed : renameReferences(changed, new Map([[was, computed.id]]));
}

/** Takes a computed value out; the conditions that look at it stay, and the check says so. */
export function withoutComputed(questionnaire: Questionnaire, id: string): Questionnaire {
  const { computed = [], ...rest } = questionnaire;
  const left = computed.filter((one) => one.id !== id);
  return left.length === 0 ? rest : { ...rest, computed: left };
}
