import { localTime } from '../../domain/calendar/instant.js';
import { CONTACT_ROLE_LABELS } from '../../domain/consent/consent-record.js';
import { explainConsent } from '../../domain/consent/explain-consent.js';
import { CASE_STATUS_TABLE } from '../../domain/contact/case-status.js';
import type { OutcomeCode } from '../../domain/contact/outcome.js';
import { studyOutcomes } from '../../domain/contact/study-outcomes.js';
import type { Alert, Badge, Link, TextArea } from '../../web/components.js';
import type { ConversationBar } from '../../web/interview-components.js';
import { formatMoment } from '../../web/dutch-format.js';
import { view } from '../../web/views.js';
import { casePath } from './case-path.js';
import {
  type ConversationSteps,
  conversationSteps,
  type Heard,
  NOTHING_HEARD,
} from './conversation-steps.pages.js';
import type { Conversation } from './conversation.service.js';
import { isQuick } from './fieldwork.forms.js';
import { callPanel, type CallPanel, suggestedCode } from './call-panel.pages.js';
import { personLabel } from '../../domain/consent/person-label.js';

export interface ConversationPage extends ConversationSteps {
  readonly title: string;
  readonly studyName: string;
  readonly caseNumber: string;
  readonly badge: Badge;
  readonly path: string;
  readonly reason: string;
  /** Who may be asked what, and why. */
  readonly rule: string;
  readonly person: string | null;
  /** The telephone during a call. */
  readonly call: CallPanel;
  /** What the telephone does, before the call: which number it will be. */
  readonly beforeCall: { readonly whose: string; readonly masked: string } | null;
  readonly noCall: Alert | null;
  readonly resumeInterview: Link | null;
  readonly outcomes: {
    readonly attemptId: string;
    readonly callId: string;
    readonly quick: readonly {
      readonly value: string;
      readonly label: string;
      readonly suggested: boolean;
    }[];
    readonly others: readonly Link[];
  };
  readonly mayGiveBack: boolean;
  readonly history: readonly string[];
  readonly notes: readonly { readonly when: string; readonly text: string }[];
  readonly note: TextArea;
  readonly conversationBar: ConversationBar;
}

export const conversationView = view<ConversationPage>('fieldwork/case');

export function conversationPage(conversation: Conversation, heard: Heard = NOTHING_HEARD): ConversationPage {
  const { file, study, call } = conversation;
  const { record, state, verdict } = file;
  const path = casePath(record.caseNumber);
  return {
    title: `Casus ${record.caseNumber}`,
    studyName: study.name,
    caseNumber: record.caseNumber,
    badge: { text: call === null ? CASE_STATUS_TABLE[state.status].label : 'aan de lijn', tone: 'info' },
    path,
    reason: conversation.reason,
    rule: explainConsent(verdict, study.rules.consent),
    person: personOf(conversation),
    call: callPanel(conversation, path),
    beforeCall: beforeCallOf(conversation),
    noCall: noCallOf(conversation),
    ...conversationSteps(conversation, heard),
    resumeInterview:
      state.status === 'interviewing' && call !== null
        ? { label: 'Terug naar het interview', href: `${path}/interview` }
        : null,
    outcomes: outcomesOf(conversation),
    mayGiveBack: call === null,
    history: historyOf(conversation),
    notes: conversation.notes.map(({ writtenAt, text }) => ({ when: formatMoment(writtenAt), text })),
    note: { name: 'note', label: 'Notitie voor de volgende enquêteur', rows: 2, value: '', maxLength: 2000 },
    conversationBar: { exits: [{ label: 'Zorgsignaal', href: `${path}/concern`, tone: 'danger' }] },
  };
}

function personOf({ contact, askFor, person }: Conversation): string | null {
  return askFor === null ? null : personLabel(contact.fullName, askFor, person);
}

function beforeCallOf({ call, toDial }: Conversation): ConversationPage['beforeCall'] {
  if (call !== null || toDial?.number === undefined || toDial.number === null) return null;
  return {
    whose: `nummer van de ${CONTACT_ROLE_LABELS[toDial.kind]}`,
    masked: `eindigt op ${toDial.number.slice(-2)}`,
  };
}

function noCallOf({ call, askFor, toDial, file }: Conversation): Alert | null {
  if (call !== null) return askFor === null && file.verdict.kind === 'ask' ? OTHER_PARENT : null;
  if (askFor === null) {
    const text = 'Kies hieronder de uitkomst die past, of geef de casus terug.';
    return { tone: 'warning', title: 'Niemand mag nu worden gebeld', text };
  }
  if (toDial !== null) return null;
  return {
    tone: 'warning',
    title: 'Er is geen nummer dat nu mag worden gebeld',
    text: 'Geef de casus terug.',
  };
}

const OTHER_PARENT: Alert = {
  tone: 'warning',
  title: 'Vraag op dit nummer niets meer',
  text: 'Dit is niet het nummer van de ouder die eerder besliste, en alleen die ouder wordt nog gevraagd. Rond het gesprek af en leg vast: doelpersoon niet aanwezig, of de uitkomst die past.',
};

/** An interview ends on its own last page. */
const ELSEWHERE: readonly OutcomeCode[] = ['complete', 'partial'];

function outcomesOf(conversation: Conversation): ConversationPage['outcomes'] {
  const { outcomes, call, file, study } = conversation;
  const table = studyOutcomes(study.rules.outcomes);
  const { heldBy, status } = file.state;
  const offered = outcomes.filter((code) => !ELSEWHERE.includes(code));
  const suggested = suggestedCode(conversation);
  const path = casePath(file.record.caseNumber);
  return {
    attemptId: heldBy?.attemptId ?? '',
    callId: call?.id ?? '',
    quick: offered.filter(isQuick).map((code) => ({
      value: code,
      label: table[code].label,
      suggested: code === suggested,
    })),
    others: offered
      .filter((code) => !isQuick(code) && (status !== 'interviewing' || code !== 'broken_off'))
      .map((code) => ({ label: table[code].label, href: `${path}/outcome/${code}` })),
  };
}

const HISTORY_LINES = 2;

function historyOf({ file, study, breakOff }: Conversation): readonly string[] {
  const table = studyOutcomes(study.rules.outcomes);
  const earlier = file.state.dials.filter(({ outcome }) => outcome !== null);
  const lines = earlier
    .slice(-HISTORY_LINES)
    .reverse()
    .map(({ at, outcome }) => {
      const label = outcome === null ? '' : table[outcome].label.toLowerCase();
      return `${formatMoment(at)}: ${label}`;
    });
  if (lines.length === 0) return ['Er is nog niet gebeld.'];
  const days = new Set(earlier.map(({ at }) => localTime(at).date)).size;
  const count = `${String(earlier.length)} keer gebeld op ${String(days)} ${days === 1 ? 'dag' : 'dagen'}.`;
  return [...breakOffLine(breakOff), count, ...lines];
}

function breakOffLine(breakOff: Conversation['breakOff']): readonly string[] {
  if (breakOff === null) return [];
  const { answeredScreens, totalScreens } = breakOff.progress;
  const answered = `${String(answeredScreens)} van ${String(totalScreens)} vragen zijn beantwoord`;
  return [`Het interview brak af bij vraag ${breakOff.questionId}; ${answered}.`];
}
