import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { readTelephone, telephoneFaultMessages } from '../../domain/telephone/telephone-number.js';
import { UserProblem } from '../../errors.js';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther, userIdOf } from '../../web/visit.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { chooseTelephone, findDeskNumber } from './desk.service.js';
import { findCallForSoftphone, lineOf, passForCall } from './softphone.service.js';
import { softphonePage, softphoneView, telephonePage, telephoneView } from './telephone.pages.js';

const tokenForm = z.object({ call: z.string().max(100).catch('') });
const numberForm = z.object({ number: z.string().trim().max(40).catch('') });

/** The browser part of the provider, from its package: only who calls in the browser loads it. */
const VOICE_SDK = path.resolve(
  createRequire(import.meta.url).resolve('@twilio/voice-sdk'),
  '../../dist/twilio.min.js',
);

export const telephonyRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/telephony/softphone',
    access: 'fieldwork.interview',
    async handle(visit, _request, response) {
      const { provider } = visit.app.telephony;
      const callId = await findCallForSoftphone(visit.app, userIdOf(visit));
      render(response, softphoneView, softphonePage(callId, provider?.edge ?? null));
    },
  },
  {
    method: 'get',
    path: '/telephony/voice-sdk.js',
    access: 'fieldwork.interview',
    handle({ app }, _request, response) {
      if (app.telephony.provider === null) throw new UserProblem('not_found');
      response.setHeader('Cache-Control', 'private, max-age=86400');
      response.sendFile(VOICE_SDK);
    },
  },
  {
    method: 'post',
    path: '/telephony/token',
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      const { call } = tokenForm.parse(formFields(request));
      response.json(await passForCall(visit.app, visit.actor, { userId: userIdOf(visit), callId: call }));
    },
  },
  {
    method: 'get',
    path: '/telephony/calls/:call',
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      response.json(await lineOf(visit.app, userIdOf(visit), pathParameter(request, 'call')));
    },
  },
  {
    method: 'get',
    path: '/telephony/telephone',
    access: 'fieldwork.interview',
    async handle(visit, _request, response) {
      const { app } = visit;
      const desk = await findDeskNumber(app, app.database.read, userIdOf(visit));
      const setting = { isOnline: app.telephony.provider !== null, hasDesk: desk !== null };
      render(response, telephoneView, telephonePage(setting, desk ?? ''));
    },
  },
  {
    method: 'post',
    path: '/telephony/telephone',
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      const { app, actor, session } = visit;
      const { number: typed } = numberForm.parse(formFields(request));
      const reading = typed === '' ? null : readTelephone(typed);
      if (reading?.kind === 'unusable') {
        response.status(422);
        const setting = { isOnline: app.telephony.provider !== null, hasDesk: false };
        const errors = { number: telephoneFaultMessages[reading.fault] };
        render(response, telephoneView, telephonePage(setting, typed, errors));
        return;
      }
      await chooseTelephone(app, actor, userIdOf(visit), reading?.number ?? null);
      const text = reading === null ? 'U belt via de browser.' : 'U belt met uw eigen telefoon.';
      await tellOnNextPage({ app, session }, text);
      seeOther(response, '/fieldwork');
    },
  },
];
