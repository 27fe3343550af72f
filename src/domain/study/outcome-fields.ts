import { OUTCOME_LIST } from '../contact/outcome-table.js';
import type { Outcome, OutcomeCode } from '../contact/outcome.js';
import { mayBeDivided, mayBeLeftOut } from '../contact/study-outcomes.js';
import type { SettingField } from './setting-field.js';
import type { StudyRules } from './study-rules.js';
import type { SettingExplanation } from './study-settings.js';

/** Outcomes that stand on the settings page: all but the care concern, which has its own form. */
const SHOWN: readonly Outcome[] = OUTCOME_LIST.filter(({ code }) => code !== 'care_concern');

/** What the settings page says about each outcome. */
export const OUTCOME_SETTINGS: readonly SettingExplanation[] = SHOWN.map((outcome) => ({
  setting: `outcomes.${outcome.code}`,
  label: outcome.label,
  reason: countsAs(outcome),
}));

function countsAs({ aaporCode, group }: Outcome): string {
  const as =
    aaporCode === null ? 'Is geen eindstand' : `Telt als AAPOR ${aaporCode}, groep ${group ?? 'geen'}`;
  return `${as}; dat verandert niet, zodat de respons te vergelijken blijft.`;
}

/** Per outcome: what it is called, whether it is offered, how it is divided, and how long is waited after it. */
export function outcomeFields(): readonly SettingField[] {
  return SHOWN.flatMap((outcome) => [
    labelField(outcome),
    ...(mayBeLeftOut(outcome.code) ? [offeredField(outcome)] : []),
    ...(mayBeDivided(outcome.code) ? [substatusField(outcome)] : []),
    ...(outcome.delayMinutes === null ? [] : [delayField(outcome, outcome.delayMinutes)]),
  ]);
}

function labelField({ code, label: standard }: Outcome): SettingField {
  return {
    name: `outcomes.labels.${code}`,
    setting: `outcomes.${code}`,
    label: 'Naam op de knop',
    kind: 'text',
    options: [],
    show: ({ outcomes }) => [outcomes.labels[code] ?? standard],
    fill(rules, [text = '']) {
      const label = text.trim();
      const others = Object.entries(rules.outcomes.labels).filter(([one]) => one !== code);
      const own = label === '' || label === standard ? [] : [[code, label] as const];
      return withOutcomes(rules, { labels: Object.fromEntries([...others, ...own]) });
    },
  };
}

function offeredField({ code }: Outcome): SettingField {
  return {
    name: `outcomes.offered.${code}`,
    setting: `outcomes.${code}`,
    label: 'Enquêteurs kunnen deze uitkomst kiezen',
    kind: 'yes_no',
    options: [],
    show: ({ outcomes }) => (outcomes.notOffered.includes(code) ? [] : ['yes']),
    fill(rules, given) {
      const others: readonly OutcomeCode[] = rules.outcomes.notOffered.filter((one) => one !== code);
      return withOutcomes(rules, {
        notOffered: given.includes('yes') ? others : [...others, code].toSorted(),
      });
    },
  };
}

function substatusField({ code }: Outcome): SettingField {
  return {
    name: `outcomes.substatuses.${code}`,
    setting: `outcomes.${code}`,
    label: 'Nadere uitkomsten, een per regel',
    kind: 'lines',
    options: [],
    show: ({ outcomes }) => [(outcomes.substatuses?.[code] ?? []).join('\n')],
    fill(rules, [text = '']) {
      const lines = text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
      const others = Object.entries(rules.outcomes.substatuses ?? {}).filter(([one]) => one !== code);
      const own = lines.length === 0 ? [] : [[code, lines] as const];
      return withOutcomes(rules, { substatuses: Object.fromEntries([...others, ...own]) });
    },
  };
}

function delayField({ code }: Outcome, standard: number): SettingField {
  return {
    name: `calling.delayMinutes.${code}`,
    setting: `outcomes.${code}`,
    label: 'Minuten wachten voor er opnieuw wordt gebeld',
    kind: 'number',
    options: [],
    show: ({ calling }) => [String(calling.delayMinutes[code] ?? standard)],
    fill(rules, [text = '']) {
      if (!/^\d{1,5}$/.test(text)) return 'Vul een heel aantal minuten in.';
      const others = Object.entries(rules.calling.delayMinutes).filter(([one]) => one !== code);
      const own = Number(text) === standard ? [] : [[code, Number(text)] as const];
      const delayMinutes = Object.fromEntries([...others, ...own]);
      return { ...rules, calling: { ...rules.calling, delayMinutes } };
    },
  };
}

function withOutcomes(rules: StudyRules, change: Partial<StudyRules['outcomes']>): StudyRules {
  return { ...rules, outcomes: { ...rules.outcomes, ...change } };
}
