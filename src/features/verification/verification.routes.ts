import type { Request } from 'express';
import { z } from 'zod';
import { VERIFICATION_OUTCOMES } from '../../domain/verification/verification-outcome.js';
import { checkForm } from '../../web/form-errors.js';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther, userIdOf, type Visit } from '../../web/visit.js';
import { exportFigures } from '../figure-files/figure-files.service.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { taskPage, taskView } from './task.pages.js';
import { verificationPath, verificationTables } from './verification-tables.js';
import { verificationPage, verificationView } from './verification.pages.js';
import {
  chooseShare,
  getVerification,
  openTask,
  recordVerification,
  startCall,
  type VerificationKey,
} from './verification.service.js';

const VERIFICATION = '/studies/:study/quality/verification';
const PERCENT = 'Vul een heel getal in van 0 tot en met 100.';

const shareForm = z.object({
  percent: z
    .string()
    .trim()
    .regex(/^\d{1,3}$/, PERCENT)
    .transform(Number)
    .refine((percent) => percent <= 100, PERCENT),
});

const outcomeForm = z.object({
  callId: z.string().max(60),
  outcome: z.enum(VERIFICATION_OUTCOMES, 'Kies wat eruit kwam.'),
});

export const verificationRoutes: readonly Route[] = [
  {
    method: 'get',
    path: VERIFICATION,
    access: 'contact.reveal',
    async handle({ app, actor }, request, response) {
      const found = await getVerification(app, pathParameter(request, 'study'));
      render(response, verificationView, verificationPage(found, actor.roles));
    },
  },
  {
    method: 'post',
    path: VERIFICATION,
    access: 'contact.reveal',
    async handle(visit, request, response) {
      const { app, actor } = visit;
      const slug = pathParameter(request, 'study');
      const fields = formFields(request);
      const form = checkForm(shareForm, fields);
      if (!form.ok) {
        const percent = typeof fields['percent'] === 'string' ? fields['percent'] : '';
        const typed = { percent, errors: form.errors };
        response.status(422);
        render(
          response,
          verificationView,
          verificationPage(await getVerification(app, slug), actor.roles, typed),
        );
        return;
      }
      await chooseShare(app, actor, { slug, ...form.values });
      await tellOnNextPage(visit, `Van de interviews wordt ${String(form.values.percent)}% gecontroleerd.`);
      seeOther(response, verificationPath(slug));
    },
  },
  {
    method: 'get',
    path: `${VERIFICATION}/files/:name`,
    access: 'contact.reveal',
    async handle({ app, actor }, request, response) {
      const found = await getVerification(app, pathParameter(request, 'study'));
      const file = await exportFigures(app, actor, {
        study: found.study,
        tables: verificationTables(found),
        name: pathParameter(request, 'name'),
      });
      response.attachment(file.fileName).type(file.contentType).send(file.bytes);
    },
  },
  {
    method: 'get',
    path: `${VERIFICATION}/:case`,
    access: 'contact.reveal',
    async handle(visit, request, response) {
      const task = await openTask(visit.app, visit.actor, keyOf(visit, request));
      render(response, taskView, taskPage(task, visit.actor.roles));
    },
  },
  {
    method: 'post',
    path: `${VERIFICATION}/:case/call`,
    access: 'contact.reveal',
    async handle(visit, request, response) {
      const key = keyOf(visit, request);
      await startCall(visit.app, visit.actor, key);
      seeOther(response, verificationPath(key.slug, key.caseNumber));
    },
  },
  {
    method: 'post',
    path: `${VERIFICATION}/:case/outcome`,
    access: 'contact.reveal',
    async handle(visit, request, response) {
      const { app, actor } = visit;
      const key = keyOf(visit, request);
      const form = checkForm(outcomeForm, formFields(request));
      if (!form.ok) {
        response.status(422);
        render(response, taskView, taskPage(await openTask(app, actor, key), actor.roles, form.errors));
        return;
      }
      await recordVerification(app, actor, key, form.values);
      await tellOnNextPage(visit, `De controle van casus ${key.caseNumber} is vastgelegd.`);
      seeOther(response, verificationPath(key.slug));
    },
  },
];

function keyOf(visit: Visit, request: Request): VerificationKey {
  return {
    slug: pathParameter(request, 'study'),
    caseNumber: pathParameter(request, 'case'),
    userId: userIdOf(visit),
  };
}
