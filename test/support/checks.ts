import type { Express } from 'express';
import request, { type Agent, type Response } from 'supertest';
import type { Seed } from '../../src/domain/sampling/random.js';
import { createLink, type NewLink } from '../../src/features/checks/check-links.service.js';
import { listOrganisationChecks, startCheck } from '../../src/features/checks/checks.service.js';
import { drawStudySample } from '../../src/features/samples/samples.service.js';
import { getStudy, type Study } from '../../src/features/studies/studies.service.js';
import { COMMAND, type TestApplication } from './application.js';
import { importExamples, makeStudy } from './frames.js';

/** Two organisations of one domain, and a sample of their clients. */
const TWO_ORGANISATIONS = ['specialistisch/aanbieder-10.csv', 'specialistisch/aanbieder-12.csv'];

/** A study in which the organisations check. */
export async function checkingStudy(
  app: TestApplication,
  { files = TWO_ORGANISATIONS, size = 60, name = 'CEO jeugd, verslagjaar 2025' } = {},
): Promise<Study> {
  const study = await makeStudy(app, name);
  await importExamples(app, study, files);
  const sizes = { specialistisch: size };
  await drawStudySample(app, COMMAND, study.slug, { seed: 42 as Seed, sizes, reason: null });
  await startCheck(app, COMMAND, study.slug);
  return getStudy(app.database.read, study.slug);
}

export async function organisationIdOf(app: TestApplication, study: Study, name: string): Promise<string> {
  const checks = await listOrganisationChecks(app.database.read, study);
  const check = checks.find((one) => one.name === name);
  if (check === undefined) throw new Error(`no drawn clients at ${name}`);
  return check.organisationId;
}

/** The contact of an organisation, with a browser in which the link was opened. */
export interface ContactBrowser {
  readonly link: NewLink;
  readonly organisationId: string;
  get(path: string): Promise<Response>;
  post(path: string, fields?: Record<string, string>): Promise<Response>;
  /** What the script of the page sends for one choice. */
  choose(field: string, reason: string, shown?: string): Promise<Response>;
}

/** Makes a link for the contact of an organisation and opens it with its code. */
export async function openAsContact(
  app: TestApplication,
  web: Express,
  { study, organisation }: { study: Study; organisation: string },
): Promise<ContactBrowser> {
  const organisationId = await organisationIdOf(app, study, organisation);
  const link = await createLink(app, COMMAND, { slug: study.slug, organisationId, label: 'secretariaat' });
  const agent = request.agent(web);
  await agent.post(`/check/open/${link.token}`).type('form').send({ code: link.code }).expect(303);
  return browserOf(agent, link, organisationId);
}

async function browserOf(agent: Agent, link: NewLink, organisationId: string): Promise<ContactBrowser> {
  const csrf = csrfOf(await agent.get('/check/list'));
  const send = (path: string, fields: Record<string, string>) =>
    agent
      .post(path)
      .type('form')
      .send({ ...fields, _csrf: csrf });
  return {
    link,
    organisationId,
    get: (path) => agent.get(path),
    post: (path, fields = {}) => send(path, fields),
    choose: (field, reason, shown = '') =>
      send('/check/list/marks', { [field]: reason, [field.replace('reason-', 'was-')]: shown }).set(
        'Accept',
        'application/json',
      ),
  };
}

/** The token of the form on a page. */
function csrfOf({ text }: Response): string {
  return /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
}

/** The fields with a reason on a page of the list, in its order. */
export function reasonFields({ text }: Response): readonly string[] {
  return [...text.matchAll(/<select[^>]*name="(reason-[0-9a-f]{16})"/g)].map((match) => match[1] ?? '');
}
