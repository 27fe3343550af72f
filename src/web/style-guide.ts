import type {
  Alert,
  Badge,
  Breadcrumb,
  Button,
  ButtonLink,
  Chart,
  Checkbox,
  ChoiceGroup,
  DataTable,
  EmptyState,
  ErrorSummary,
  FileField,
  KeyFigures,
  PageHeading,
  Pagination,
  Progress,
  SelectField,
  Steps,
  SubNavigation,
  SummaryList,
  TextArea,
  TextField,
} from './components.js';
import type { InterviewBar, Question } from './interview-components.js';
import { type PageModel, view } from './views.js';

/** Every component once, for who builds pages. */
export interface StyleGuidePage extends PageModel {
  readonly breadcrumb: Breadcrumb;
  readonly heading: PageHeading;
  readonly subNavigation: SubNavigation;
  readonly alerts: readonly Alert[];
  readonly badges: readonly Badge[];
  readonly buttons: readonly Button[];
  readonly buttonLink: ButtonLink;
  readonly figures: KeyFigures;
  readonly chart: Chart;
  readonly table: DataTable;
  readonly emptyTable: DataTable;
  readonly pagination: Pagination;
  readonly steps: Steps;
  readonly summary: SummaryList;
  readonly progress: Progress;
  readonly emptyState: EmptyState;
  readonly errorSummary: ErrorSummary;
  readonly name: TextField;
  readonly startsOn: TextField;
  readonly explanation: TextArea;
  readonly organisation: SelectField;
  readonly file: FileField;
  readonly domains: ChoiceGroup;
  readonly procedure: ChoiceGroup;
  readonly mayCallOnSaturday: Checkbox;
  readonly question: Question;
  readonly statement: Question;
  readonly interviewBar: InterviewBar;
}

export const styleGuidePage = view<StyleGuidePage>('style-guide/index');

/** The screen of one question, as the interviewer has it. */
export interface InterviewExamplePage extends PageModel {
  readonly question: Question;
  readonly interviewBar: InterviewBar;
}

export const interviewExamplePage = view<InterviewExamplePage>('style-guide/interview');
