import type { Role } from '../../domain/access/role.js';
import type { Cell, DataTable, Link, SubNavigation } from '../../web/components.js';
import { view } from '../../web/views.js';
import { studyNavigation } from '../studies/study-navigation.js';
import { interviewerDefinitions } from './calling-definitions.js';
import { curveDefinitions } from './curve-definitions.js';
import type { Definition, DefinitionGroup } from './definition.js';
import type { DefinedFigures } from './definitions.service.js';
import { funnelDefinitions } from './funnel-definitions.js';
import { nonResponseDefinitions } from './non-response-definitions.js';
import { outlookDefinitions } from './outlook-definitions.js';
import {
  conversationDefinitions,
  patternDefinitions,
  verificationDefinitions,
} from './quality-definitions.js';
import { responseDefinitions } from './rate-definitions.js';

interface DefinitionsPage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly contents: readonly Link[];
  readonly groups: readonly ShownGroup[];
}

interface ShownGroup {
  readonly id: string;
  readonly intro: string;
  readonly page: Link;
  readonly table: DataTable;
}

export const definitionsView = view<DefinitionsPage>('response-rates/definitions');

export function definitionsPage(figures: DefinedFigures, roles: readonly Role[]): DefinitionsPage {
  const { study } = figures;
  const groups = definitionGroups(figures);
  return {
    title: 'Wat de getallen betekenen',
    studyName: study.name,
    navigation: studyNavigation(study.slug, roles, 'response/definitions'),
    contents: groups.map(({ id, title }) => ({ label: title, href: `#${id}` })),
    groups: groups.map((group) => ({ ...group, table: tableOf(group) })),
  };
}

/** Every definition, in the order of the page. */
function definitionGroups({
  study,
  total,
  curves,
  funnel,
  nonResponse,
  calling,
}: DefinedFigures): readonly DefinitionGroup[] {
  return [
    ...responseDefinitions(study.slug, total),
    curveDefinitions(curves),
    funnelDefinitions(funnel),
    nonResponseDefinitions(nonResponse),
    ...(calling === null
      ? []
      : [
          outlookDefinitions(calling.live),
          interviewerDefinitions(study.slug, calling),
          patternDefinitions(calling.patterns),
          conversationDefinitions(calling.conversations),
          verificationDefinitions(calling.verification),
        ]),
  ];
}

function tableOf({ id, title, definitions }: DefinitionGroup): DataTable {
  return {
    id,
    caption: title,
    columns: [
      { label: 'Getal', wide: true },
      { label: 'Formule, en ingevuld voor dit onderzoek', wide: true },
      { label: 'Bron', wide: true },
    ],
    rows: definitions.map(cellsOf),
    empty: '',
  };
}

function cellsOf({ id, term, meaning, formula, example, source }: Definition): readonly Cell[] {
  return [
    { id, text: term, detail: meaning },
    formula === null ? { text: example } : { text: formula, detail: example },
    { text: source },
  ];
}
