import type { Finding } from '../../domain/questionnaire/finding.js';
import type { Questionnaire } from '../../domain/questionnaire/model.js';
import type { QuestionnaireVersion } from '../../questionnaire-library.js';
import { draftPath } from './draft-path.js';
import type { Draft } from './drafts.service.js';

/** A questionnaire that can be read, drawn, compared, tried and printed: a version, or a draft as it stands now. */
export interface ShownQuestionnaire {
  readonly questionnaire: Questionnaire;
  readonly findings: readonly Finding[];
  /** A file of the program, published here, or still being written. */
  readonly origin: QuestionnaireVersion['origin'] | 'draft';
  /** Address of its pages. */
  readonly base: string;
}

export function shownVersion({ questionnaire, findings, origin }: QuestionnaireVersion): ShownQuestionnaire {
  return { questionnaire, findings, origin, base: pathOf(questionnaire) };
}

export function shownDraft({ id, questionnaire, findings }: Draft): ShownQuestionnaire {
  return { questionnaire, findings, origin: 'draft', base: draftPath(id) };
}

export function pathOf({ id }: Pick<Questionnaire, 'id'>): string {
  return `/questionnaires/${id}`;
}
