import type { Request, Response } from 'express';
import type { Instant } from '../../domain/calendar/instant.js';
import { findSpokenLanguage } from '../../domain/consent/spoken-language.js';
import { OUTCOME_CODES, type OutcomeCode } from '../../domain/contact/outcome.js';
import { legalOutcomes } from '../../domain/contact/legal-outcomes.js';
import { UserProblem } from '../../errors.js';
import { FAILURE_LABELS, type FailureKind } from '../../telephony/provider.js';
import { type CheckedForm, checkForm } from '../../web/form-errors.js';
import { formFields, pathParameter, queryFields, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther, userIdOf, type Visit } from '../../web/visit.js';
import { findNextMoment, listOwnCases, takeNextCase } from '../cases/case-claims.service.js';
import { openCallOf } from '../cases/case-outcomes.service.js';
import { getOwnCaseFile, holdOwnCase, type OwnCase, type OwnCaseKey } from '../cases/own-case.service.js';
import { findRecentCase } from '../cases/recent-case.service.js';
import { listRunningPauses, pauseOf } from '../field-pauses/field-pauses.service.js';
import { findOwnOutcome } from '../outcome-undo/outcome-undo.service.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { getStudy, listStudies, type Study } from '../studies/studies.service.js';
import { agreedDayErrors } from './agreed-day.js';
import { findAppointmentConflict } from './appointment-conflict.service.js';
import { casePath } from './case-path.js';
import { conversationPage, conversationView } from './conversation.pages.js';
import {
  decideConsent,
  giveBack,
  isRecorded,
  keepNote,
  openConversation,
  type OutcomeForm,
  recordConversationOutcome,
} from './conversation.service.js';
import { dialByHand, placeCall } from './dialling.service.js';
import {
  checkOutcome,
  consentForm,
  nextCaseForm,
  noteForm,
  outcomeFields,
  type OutcomeFields,
} from './fieldwork.forms.js';
import { callingPage, callingView, noCasePage, noCaseView } from './fieldwork.pages.js';
import { momentTyped, outcomePage, outcomeView } from './outcome.pages.js';

const CASE = '/fieldwork/cases/:case';

export const fieldworkRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/fieldwork',
    access: 'fieldwork.interview',
    async handle(visit, _request, response) {
      const db = visit.app.database.read;
      const studies = (await listStudies(db)).filter(({ status }) => status === 'fieldwork');
      const [held] = await listOwnCases(db, userIdOf(visit));
      render(
        response,
        callingView,
        callingPage(studies, held ?? null, {
          csrfToken: csrfTokenOf(visit),
          isOnline: visit.app.telephony.provider !== null,
          recent: await findRecentCase(visit.app, db, { interviewerId: userIdOf(visit) }),
          last: held === undefined ? await findOwnOutcome(visit.app, userIdOf(visit)) : null,
        }),
      );
    },
  },
  {
    method: 'post',
    path: '/fieldwork/next',
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      const { study: slug } = nextCaseForm.parse(formFields(request));
      const study = await getStudyInFieldwork(visit, slug);
      const record = await takeNextCase(visit.app, study, userIdOf(visit));
      seeOther(response, record === null ? `/fieldwork/waiting/${slug}` : casePath(record.caseNumber));
    },
  },
  {
    method: 'get',
    path: '/fieldwork/waiting/:study',
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      const study = await getStudyInFieldwork(visit, pathParameter(request, 'study'));
      const nextAt = await findNextMoment(visit.app, study, userIdOf(visit));
      const pauses = await listRunningPauses(visit.app.database.read, study.id);
      const isPaused = study.domains.every(({ id }) => pauseOf(pauses, id) !== null);
      render(response, noCaseView, noCasePage(study, { nextAt, isPaused }, csrfTokenOf(visit)));
    },
  },
  {
    method: 'get',
    path: CASE,
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      const conversation = await openConversation(visit.app, visit.actor, keyOf(visit, request));
      const query = queryFields(request);
      const heard = {
        identified: textOf(query['identity']),
        language: findSpokenLanguage(textOf(query['language']))?.tag ?? null,
      };
      render(response, conversationView, conversationPage(conversation, heard));
    },
  },
  {
    method: 'post',
    path: `${CASE}/hold`,
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      response.json(await holdOwnCase(visit.app, keyOf(visit, request)));
    },
  },
  {
    method: 'post',
    path: `${CASE}/call`,
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      const key = keyOf(visit, request);
      const { failure } = await placeCall(visit.app, visit.actor, key);
      if (failure !== null) await tellOnNextPage(visit, failureText(failure), 'warning');
      seeOther(response, casePath(key.caseNumber));
    },
  },
  {
    method: 'post',
    path: `${CASE}/by-hand`,
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      const key = keyOf(visit, request);
      await dialByHand(visit.app, visit.actor, key);
      seeOther(response, casePath(key.caseNumber));
    },
  },
  {
    method: 'post',
    path: `${CASE}/consent`,
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      const key = keyOf(visit, request);
      const form = checkForm(consentForm, formFields(request));
      if (!form.ok) {
        throw new UserProblem('invalid_input', form.errors['language'] ?? 'Kies een van de antwoorden.');
      }
      const { choice, language } = form.values;
      await decideConsent(visit.app, visit.actor, key, { code: choice, language });
      // After permission somebody else comes to the telephone: that person is not known yet, and is asked who they are.
      const said = new URLSearchParams(language === null ? {} : { language });
      const { verdict } = (await getOwnCaseFile(visit.app, key)).file;
      const stays = choice === 'agree' || choice === 'instead';
      if (stays && verdict.kind === 'ask') said.set('identity', verdict.askFor);
      seeOther(response, `${casePath(key.caseNumber)}?${said.toString()}`);
    },
  },
  {
    method: 'get',
    path: `${CASE}/outcome/:outcome`,
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      const own = await getOwnCaseFile(visit.app, keyOf(visit, request));
      const code = outcomeCodeOf(pathParameter(request, 'outcome'));
      const { state, verdict } = own.file;
      if (!legalOutcomes(state, verdict, own.study.rules.outcomes).includes(code))
        throw new UserProblem('wrong_state');
      const typed = {
        ...NOTHING_TYPED,
        code,
        attemptId: state.heldBy?.attemptId ?? '',
        callId: openCallOf(state)?.callId ?? '',
      };
      render(response, outcomeView, outcomePage(own, typed));
    },
  },
  {
    method: 'post',
    path: `${CASE}/outcome`,
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      const key = keyOf(visit, request);
      const typed = outcomeFields.safeParse(formFields(request));
      if (!typed.success) throw new UserProblem('invalid_input', 'Kies een uitkomst.');
      await recordTyped(visit, response, key, typed.data);
    },
  },
  {
    method: 'post',
    path: `${CASE}/note`,
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      const key = keyOf(visit, request);
      const form = checkForm(noteForm, formFields(request));
      if (!form.ok) throw new UserProblem('invalid_input', form.errors['note'] ?? null);
      await keepNote(visit.app, visit.actor, key, form.values.note);
      await tellOnNextPage(visit, 'De notitie is bewaard.');
      seeOther(response, casePath(key.caseNumber));
    },
  },
  {
    method: 'post',
    path: `${CASE}/give-back`,
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      const key = keyOf(visit, request);
      await giveBack(visit.app, visit.actor, key);
      await tellOnNextPage(visit, `Casus ${key.caseNumber} is teruggegeven.`);
      seeOther(response, '/fieldwork');
    },
  },
];

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function failureText(failure: FailureKind): string {
  return `${FAILURE_LABELS[failure]} De casus blijft van u: kies Met de hand bellen.`;
}

const NOTHING_TYPED = {
  date: '',
  time: '',
  askFor: '',
  number: '',
  newNumber: '',
  acceptedConflict: '',
  language: '',
  substatus: '',
  note: '',
  neverAgain: '',
};

async function recordTyped(
  visit: Visit,
  response: Response,
  key: OwnCaseKey,
  typed: OutcomeFields,
): Promise<void> {
  const { app, actor } = visit;
  if (await isRecorded(app, typed)) {
    seeOther(response, '/fieldwork');
    return;
  }
  const own = await getOwnCaseFile(app, key);
  const form = checkTyped(own, typed, app.clock());
  if (!form.ok) {
    response.status(422);
    render(response, outcomeView, outcomePage(own, typed, form.errors));
    return;
  }
  const { appointment } = form.values;
  if (appointment !== null && typed.acceptedConflict !== momentTyped(typed)) {
    const conflict = await findAppointmentConflict(app, { ...own, ...appointment }, own.interviewerId);
    if (conflict !== null) {
      response.status(422);
      render(response, outcomeView, outcomePage(own, typed, {}, conflict));
      return;
    }
  }
  const next = await recordConversationOutcome(app, actor, key, form.values);
  const isNextNumber = next === 'next_number';
  const text = isNextNumber
    ? 'De uitkomst is vastgelegd. Er is nog een ander nummer.'
    : `De uitkomst van casus ${key.caseNumber} is vastgelegd.`;
  await tellOnNextPage(visit, text);
  seeOther(response, isNextNumber ? casePath(key.caseNumber) : '/fieldwork');
}

function checkTyped(own: OwnCase, typed: OutcomeFields, now: Instant): CheckedForm<OutcomeForm> {
  const { rules, fieldworkEndsOn: endsOn } = own.study;
  const substatuses = rules.outcomes.substatuses?.[typed.code] ?? [];
  const form = checkOutcome(typed, { rules: rules.calling, substatuses, now, endsOn });
  if (!form.ok) return form;
  const errors = agreedDayErrors(own, form.values.appointment);
  return Object.keys(errors).length === 0 ? form : { ok: false, errors };
}

function keyOf(visit: Visit, request: Request): OwnCaseKey {
  return { interviewerId: userIdOf(visit), caseNumber: pathParameter(request, 'case') };
}

function outcomeCodeOf(text: string): OutcomeCode {
  const code = OUTCOME_CODES.find((one) => one === text);
  if (code === undefined) throw new UserProblem('not_found');
  return code;
}

async function getStudyInFieldwork({ app }: Visit, slug: string): Promise<Study> {
  const study = await getStudy(app.database.read, slug);
  if (study.status === 'fieldwork') return study;
  throw new UserProblem('wrong_state', 'Dit onderzoek is niet in veldwerk.');
}

function csrfTokenOf({ session }: Visit): string {
  return session?.csrfToken ?? '';
}
