export const DRAFTS_PATH = '/questionnaire-drafts';

/** Address of a draft, or of a page below it. */
export function draftPath(id: string, ...parts: readonly string[]): string {
  return [DRAFTS_PATH, id, ...parts].join('/');
}

/** What stands above every page of a draft. */
export const DRAFTS_LINKS = [
  { label: 'Vragenlijsten', href: '/questionnaires' },
  { label: 'Concepten', href: DRAFTS_PATH },
];
