import { apiTokenRoutes } from '../features/api-tokens/api-tokens.routes.js';
import { auditRoutes } from '../features/audit/audit.routes.js';
import { appointmentRoutes } from '../features/fieldwork/appointments.routes.js';
import { caseAppointmentRoutes } from '../features/fieldwork/case-appointment.routes.js';
import { concernRoutes } from '../features/concerns/concerns.routes.js';
import { fieldworkRoutes } from '../features/fieldwork/fieldwork.routes.js';
import { supervisionRoutes } from '../features/fieldwork/supervision.routes.js';
import { interviewerRoutes } from '../features/interviewers/interviewers.routes.js';
import { interviewRoutes } from '../features/interviews/interviews.routes.js';
import { caseListRoutes } from '../features/case-list/case-list.routes.js';
import { caseActionRoutes } from '../features/case-actions/case-actions.routes.js';
import { caseDecisionRoutes } from '../features/case-actions/case-decisions.routes.js';
import { fieldPauseRoutes } from '../features/field-pauses/field-pauses.routes.js';
import { casePageRoutes } from '../features/case-page/case-page.routes.js';
import { checkLinkRoutes } from '../features/checks/check-links.routes.js';
import { checkSettingsRoutes } from '../features/checks/check-settings.routes.js';
import { checkRoutes } from '../features/checks/checks.routes.js';
import { codeFrameRoutes } from '../features/coding/code-frame.routes.js';
import { codingRoutes } from '../features/coding/coding.routes.js';
import { deliveryRoutes } from '../features/frames/deliveries.routes.js';
import { frameReportRoutes } from '../features/frames/frame-report.routes.js';
import { contactListRoutes } from '../features/checks/contact-list.routes.js';
import { frameRoutes } from '../features/frames/frames.routes.js';
import { livePageRoutes } from '../features/live-page/live-page.routes.js';
import { matchRoutes } from '../features/frames/matches.routes.js';
import { importRoutes } from '../features/frames/imports.routes.js';
import { uploadRoutes } from '../features/frames/uploads.routes.js';
import { outcomeUndoRoutes } from '../features/outcome-undo/outcome-undo.routes.js';
import { objectionRoutes } from '../features/objections/objections.routes.js';
import { retentionRoutes } from '../features/retention/retention.routes.js';
import { responseRatesRoutes } from '../features/response-rates/response-rates.routes.js';
import { responsesRoutes } from '../features/responses/responses.routes.js';
import { sampleRoutes } from '../features/samples/samples.routes.js';
import { qualityInterviewerRoutes } from '../features/quality/interviewers.routes.js';
import { conversationRoutes } from '../features/quality/conversations.routes.js';
import { nonResponseRoutes } from '../features/quality/non-response.routes.js';
import { qualityPatternRoutes } from '../features/quality/patterns.routes.js';
import { questionnaireRoutes } from '../features/questionnaires/questionnaires.routes.js';
import { secondFactorRoutes } from '../features/second-factors/second-factors.routes.js';
import { signInStepRoutes } from '../features/second-factors/sign-in-steps.routes.js';
import { sessionRoutes } from '../features/sessions/sessions.routes.js';
import { simulationRoutes } from '../features/simulation/simulation.routes.js';
import { studySettingsRoutes } from '../features/study-settings/study-settings.routes.js';
import { calendarFeedRoutes } from '../features/calendar-feed/calendar-feed.routes.js';
import { quoteRoutes } from '../features/quotes/quotes.routes.js';
import { practiceRoutes } from '../features/practice/practice.routes.js';
import { studyRoutes } from '../features/studies/studies.routes.js';
import { tablesRoutes } from '../features/tables/tables.routes.js';
import { telephonyOverviewRoutes } from '../features/telephony/overview.routes.js';
import { telephonyRoutes } from '../features/telephony/telephony.routes.js';
import { telephonyWebhookRoutes } from '../features/telephony/webhook.routes.js';
import { weightsRoutes } from '../features/weights/weights.routes.js';
import { accountRoutes } from '../features/users/account.routes.js';
import { userRoutes } from '../features/users/users.routes.js';
import { verificationRoutes } from '../features/verification/verification.routes.js';
import { withdrawalRoutes } from '../features/withdrawals/withdrawals.routes.js';
import type { Route } from './route.js';
import { styleGuideRoutes } from './style-guide-routes.js';

/** Every page and action of the program. */
export const ROUTES: readonly Route[] = [
  ...sessionRoutes,
  ...signInStepRoutes,
  ...secondFactorRoutes,
  ...accountRoutes,
  ...apiTokenRoutes,
  ...userRoutes,
  ...questionnaireRoutes,
  ...auditRoutes,
  ...styleGuideRoutes,
  ...practiceRoutes,
  ...studyRoutes,
  ...studySettingsRoutes,
  ...matchRoutes,
  ...frameReportRoutes,
  ...frameRoutes,
  ...uploadRoutes,
  ...importRoutes,
  ...deliveryRoutes,
  ...sampleRoutes,
  ...checkSettingsRoutes,
  ...checkRoutes,
  ...checkLinkRoutes,
  ...contactListRoutes,
  ...responsesRoutes,
  ...responseRatesRoutes,
  ...qualityInterviewerRoutes,
  ...qualityPatternRoutes,
  ...conversationRoutes,
  ...verificationRoutes,
  ...nonResponseRoutes,
  ...codingRoutes,
  ...quoteRoutes,
  ...codeFrameRoutes,
  ...weightsRoutes,
  ...tablesRoutes,
  ...appointmentRoutes,
  ...caseAppointmentRoutes,
  ...calendarFeedRoutes,
  ...interviewerRoutes,
  ...simulationRoutes,
  ...fieldworkRoutes,
  ...telephonyRoutes,
  ...telephonyWebhookRoutes,
  ...telephonyOverviewRoutes,
  ...concernRoutes,
  ...interviewRoutes,
  ...livePageRoutes,
  ...supervisionRoutes,
  ...caseListRoutes,
  ...casePageRoutes,
  ...outcomeUndoRoutes,
  ...caseActionRoutes,
  ...caseDecisionRoutes,
  ...fieldPauseRoutes,
  ...withdrawalRoutes,
  ...objectionRoutes,
  ...retentionRoutes,
];
