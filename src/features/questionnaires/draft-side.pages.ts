import type { Finding } from '../../domain/questionnaire/finding.js';
import type { Block, Question, Questionnaire } from '../../domain/questionnaire/model.js';
import type { Badge } from '../../web/components.js';
import { draftPath } from './draft-path.js';
import { editorWords, findingsSummary } from './findings.pages.js';
import { type ReadQuestion, readQuestion } from './reading.pages.js';

/** One finding, and where to mend it. */
interface SideFinding {
  readonly place: string;
  readonly href: string | null;
  readonly badge: Badge;
  readonly reason: string;
  readonly remedy: string;
}

/** What stands beside a form: what the check says, and how the question reads. */
export interface EditSide {
  readonly title: string;
  readonly summary: string;
  readonly findings: readonly SideFinding[];
  readonly question: ReadQuestion | null;
}

/** The findings of a whole draft, each with a link to what it is about. */
export function draftSide(draft: {
  readonly id: string;
  readonly questionnaire: Questionnaire;
  readonly findings: readonly Finding[];
}): EditSide {
  return {
    title: 'Controle',
    summary: findingsSummary(draft.findings),
    findings: draft.findings.map((finding) => sideFinding(finding, hrefOf(draft, finding))),
    question: null,
  };
}

/** The findings about one question, and the question as it reads. */
export function questionSide(
  questionnaire: Questionnaire,
  question: Question,
  findings: readonly Finding[],
): EditSide {
  const own = findings.filter(({ path }) => questionAt(questionnaire, path)?.id === question.id);
  const others = findings.length - own.length;
  const elsewhere = others === 0 ? '' : ` Elders in het concept: ${String(others)}.`;
  return {
    title: 'Controle van deze vraag',
    summary: `${findingsSummary(own)}${elsewhere}`,
    findings: own.map((finding) => sideFinding(finding, null)),
    question: readQuestion(questionnaire, question, questionnaire.languages[0] ?? 'nl'),
  };
}

function sideFinding(finding: Finding, href: string | null): SideFinding {
  const isError = finding.severity === 'error';
  return {
    ...editorWords(finding),
    href,
    badge: isError ? { text: 'fout', tone: 'danger' } : { text: 'let op', tone: 'warning' },
  };
}

/** The page on which a finding is mended. */
function hrefOf(
  { id, questionnaire }: { readonly id: string; readonly questionnaire: Questionnaire },
  { path }: Finding,
): string {
  const question = questionAt(questionnaire, path);
  if (question !== undefined) return draftPath(id, 'questions', question.id);
  const block = blockAt(questionnaire, path);
  if (block !== undefined) return draftPath(id, 'blocks', block.id);
  const [top, name] = path;
  if (top === 'fills' && typeof name === 'string') return draftPath(id, 'fills', name);
  const computed =
    top === 'computed' && typeof name === 'number' ? questionnaire.computed?.[name] : undefined;
  return computed === undefined ? draftPath(id, 'settings') : draftPath(id, 'computed', computed.id);
}

function questionAt({ blocks }: Questionnaire, path: Finding['path']): Question | undefined {
  const [top, block, , question] = path;
  if (top !== 'blocks' || typeof block !== 'number' || typeof question !== 'number') return undefined;
  return blocks[block]?.questions[question];
}

function blockAt({ blocks }: Questionnaire, path: Finding['path']): Block | undefined {
  const [top, block] = path;
  return top === 'blocks' && typeof block === 'number' ? blocks[block] : undefined;
}
