import { mayDo } from '../../domain/access/permission.js';
import type { Role } from '../../domain/access/role.js';
import type { QuestionnaireVersion } from '../../questionnaire-library.js';
import type { DataTable, PageHeading } from '../../web/components.js';
import { formatCount } from '../../web/dutch-format.js';
import { type PageModel, view } from '../../web/views.js';
import { DRAFTS_PATH } from './draft-path.js';
import { remarkCount } from './findings.pages.js';
import { languageNames, PURPOSES, questionCount, titleOf } from './shown-top.pages.js';
import { pathOf } from './shown-questionnaire.js';

interface ListPage extends PageModel {
  readonly heading: PageHeading;
  readonly questionnaires: DataTable;
}

export const listView = view<ListPage>('questionnaires/list');

/** @param studyCounts number of studies per questionnaire */
export function listPage(
  versions: readonly QuestionnaireVersion[],
  studyCounts: ReadonlyMap<string, number>,
  roles: readonly Role[],
): ListPage {
  const mayDesign = mayDo(roles, 'questionnaire.design');
  return {
    title: 'Vragenlijsten',
    heading: {
      title: 'Vragenlijsten',
      intro:
        'Elke versie is een bestand dat niet meer verandert. Lees haar zoals mensen haar horen, probeer haar uit of vergelijk haar met een andere.',
      ...(mayDesign
        ? { actions: [{ label: 'Concepten en nieuwe vragenlijst', href: DRAFTS_PATH, kind: 'primary' }] }
        : {}),
    },
    questionnaires: {
      id: 'questionnaires',
      caption: 'Versies waarmee een onderzoek kan werken',
      columns: [
        { label: 'Vragenlijst' },
        { label: 'Soort' },
        { label: 'Talen' },
        { label: 'Vragen', numeric: true },
        { label: 'Herkomst' },
        { label: 'Onderzoeken', numeric: true },
      ],
      rows: versions.map(({ questionnaire, origin, findings }) => [
        {
          text: titleOf(questionnaire),
          href: pathOf(questionnaire),
          detail: questionnaire.id,
          ...(findings.length > 0
            ? { badge: { text: remarkCount(findings.length), tone: 'warning' as const } }
            : {}),
        },
        { text: '', badge: PURPOSES[questionnaire.purpose ?? 'measurement'] },
        { text: languageNames(questionnaire) },
        { text: formatCount(questionCount(questionnaire)) },
        { text: origin === 'file' ? 'hoort bij het programma' : 'hier gepubliceerd' },
        { text: formatCount(studyCounts.get(questionnaire.id) ?? 0) },
      ]),
      empty: 'Er zijn nog geen vragenlijsten.',
    },
  };
}
