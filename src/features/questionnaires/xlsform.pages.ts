import type { Respondent } from '../../domain/questionnaire/model.js';
import type { XlsFormLoss } from '../../domain/xlsform/xlsform.js';
import type { Breadcrumb, ButtonLink, DataTable, PageHeading } from '../../web/components.js';
import { type PageModel, view } from '../../web/views.js';
import { DRAFTS_LINKS, draftPath } from './draft-path.js';
import { lossTable } from './loss-table.js';
import type { ShownQuestionnaire } from './shown-questionnaire.js';
import { shownTop } from './shown-top.pages.js';

interface XlsFormPage extends PageModel {
  readonly breadcrumb: Breadcrumb;
  readonly heading: PageHeading;
  readonly losses: DataTable;
}

export const xlsFormView = view<XlsFormPage>('questionnaires/xlsform');

const WHOM: Readonly<Record<Respondent, string>> = { parent: 'ouder', youth: 'jongere' };

/** What goes to other programs, and what stays behind. */
export function exportPage(
  shown: ShownQuestionnaire,
  losses: readonly XlsFormLoss[],
  respondent: Respondent,
): XlsFormPage {
  const { base, questionnaire } = shown;
  const files = questionnaire.respondents.map((who): ButtonLink => ({
    label: `XLSForm downloaden, zoals de ${WHOM[who]} haar hoort`,
    href: `${base}/xlsform/file?as=${who}`,
    kind: who === respondent ? 'primary' : 'secondary',
  }));
  const { breadcrumb } = shownTop(shown, 'read');
  return {
    title: 'Naar XLSForm',
    breadcrumb: {
      items: [...breadcrumb.items, { label: breadcrumb.current, href: base }],
      current: 'Naar XLSForm',
    },
    heading: {
      title: 'Naar XLSForm',
      intro:
        'XLSForm is een Excel-bestand dat ODK, KoboToolbox en andere programma’s kunnen lezen. Niet alles van deze vragenlijst is daarin te zeggen.',
      actions: files,
    },
    losses: lossTable(losses),
  };
}

/** What of a file that was read in did not come along. */
export function importedPage(draftId: string, losses: readonly XlsFormLoss[]): XlsFormPage {
  return {
    title: 'XLSForm ingelezen',
    breadcrumb: { items: DRAFTS_LINKS, current: 'XLSForm ingelezen' },
    heading: {
      title: 'XLSForm ingelezen',
      intro:
        'Het concept is gemaakt. Kijk na wat er niet is overgenomen; de lijst staat alleen op deze pagina.',
      actions: [{ label: 'Naar het concept', href: draftPath(draftId), kind: 'primary' }],
    },
    losses: lossTable(losses),
  };
}
