import { settingsPage, settingsView } from '../../../src/features/study-settings/study-settings.pages.js';
import { example } from './example.js';
import { ALL_ROLES, EARLIER_STUDY, NEW_STUDY, STUDY } from './invented-study.js';

export const STUDY_SETTINGS_EXAMPLES = [
  example(settingsView, settingsPage(NEW_STUDY, ALL_ROLES), 'before the draw'),
  example(settingsView, settingsPage(STUDY, ALL_ROLES), 'during fieldwork'),
  example(settingsView, settingsPage(EARLIER_STUDY, ['veldwerkleider']), 'for who may not change them'),
  example(
    settingsView,
    settingsPage(NEW_STUDY, ALL_ROLES, {
      given: { 'consent-ownConsentFromAge': ['14'], 'calling-hours-1': ['9-5'] },
      errors: {
        'consent-ownConsentFromAge': 'Een jongere beslist vanaf 16 jaar zelf. Kies 16, 17 of 18.',
        'calling-hours-1': 'Vul tijden in als 09:00-20:30.',
        'calling-closedHolidays': 'Kies een dag.',
      },
    }),
    'with mistakes',
  ),
];
