import type { Role } from '../../domain/access/role.js';
import { unconfirmedColumns } from '../../domain/frame/column-choices.js';
import { isFileProblem } from '../../domain/frame/file-problem.js';
import type { Badge, Breadcrumb, Cell, DataTable, PageHeading, SubNavigation } from '../../web/components.js';
import { formatCount } from '../../web/dutch-format.js';
import { view } from '../../web/views.js';
import { studyNavigation } from '../studies/study-navigation.js';
import type { Study } from '../studies/studies.service.js';
import { sizeText } from './columns.pages.js';
import type { UploadInHand } from './columns.service.js';
import { readAs } from './file-words.js';
import { framePath } from './frame-visit.js';

interface UploadsPage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly breadcrumb: Breadcrumb;
  readonly heading: PageHeading;
  readonly importReady: { readonly action: string; readonly label: string } | null;
  readonly files: DataTable;
}

export const uploadsView = view<UploadsPage>('frames/uploads');

export function uploadsPage(
  study: Study,
  roles: readonly Role[],
  files: readonly UploadInHand[],
  csrfToken: string,
): UploadsPage {
  const readyCount = files.filter(isForBatch).length;
  return {
    title: 'Bestanden inlezen',
    studyName: study.name,
    navigation: studyNavigation(study.slug, roles, 'frames'),
    breadcrumb: {
      items: [{ label: 'Steekproefkader', href: framePath(study) }],
      current: 'Bestanden inlezen',
    },
    heading: {
      title: 'Bestanden inlezen',
      intro:
        'Deze bestanden zijn ontvangen en staan versleuteld klaar. Er is nog niets ingelezen. Na een dag worden ze verwijderd.',
    },
    importReady:
      readyCount === 0
        ? null
        : {
            action: framePath(study, 'uploads', 'import-ready'),
            label: readyCount === 1 ? '1 bestand inlezen' : `${formatCount(readyCount)} bestanden inlezen`,
          },
    files: {
      id: 'uploads',
      caption: 'Ontvangen bestanden',
      columns: [
        { label: 'Bestand' },
        { label: 'Organisatie' },
        { label: 'Domein' },
        { label: 'Stand' },
        { label: '' },
      ],
      rows: files.map((inHand) => fileRow(study, inHand, csrfToken)),
      empty: 'Er staan geen bestanden klaar.',
      notes: ['Klik op een bestand om te zien hoe de kolommen worden gelezen.'],
    },
  };
}

/** A corrected delivery is looked at on its own: it takes something away too. */
export function isForBatch({ isReady, upload }: UploadInHand): boolean {
  return isReady && upload.replacesDeliveryId === null;
}

function fileRow(study: Study, inHand: UploadInHand, csrfToken: string): Cell[] {
  const { upload, organisation, domain, preview } = inHand;
  const path = framePath(study, 'uploads', upload.id);
  const reading = isFileProblem(preview)
    ? ''
    : `${readAs({ encoding: upload.encoding.name, delimiter: preview.delimiter })}, `;
  return [
    { text: upload.fileName, href: path, detail: `${reading}${sizeText(upload.sizeBytes)}` },
    { text: organisation },
    { text: study.domains.find(({ code }) => code === domain)?.label ?? 'nog te kiezen' },
    { text: '', badge: stateOf(inHand) },
    {
      text: '',
      action: {
        action: `${path}/discard`,
        csrfToken,
        label: 'Weghalen',
        about: upload.fileName,
        kind: 'subtle',
      },
    },
  ];
}

function stateOf({ preview, domain, isReady, upload }: UploadInHand): Badge {
  if (isFileProblem(preview) || preview.problem !== null) {
    return { text: 'kolommen aanwijzen', tone: 'danger' };
  }
  const asked = unconfirmedColumns(preview.columns).length;
  if (asked > 0) {
    const text = asked === 1 ? '1 kolom bevestigen' : `${formatCount(asked)} kolommen bevestigen`;
    return { text, tone: 'warning' };
  }
  if (domain === null) return { text: 'domein kiezen', tone: 'warning' };
  if (upload.replacesDeliveryId !== null) return { text: 'vervangt een levering', tone: 'info' };
  return isReady ? { text: 'klaar', tone: 'success' } : { text: 'bekijken', tone: 'warning' };
}
