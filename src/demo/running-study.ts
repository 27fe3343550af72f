import type { Actor } from '../application.js';
import { openStream, type RandomStream, type Seed } from '../domain/sampling/random.js';
import type { ExclusionReason } from '../domain/checks/exclusion-reason.js';
import { listCasesWithStatus } from '../features/cases/cases.service.js';
import { listOrganisationChecks, readCheckList } from '../features/checks/checks.service.js';
import { applyMarks, type CaseMark } from '../features/checks/exclusions.service.js';
import { exportCheckList } from '../features/checks/lists-out.service.js';
import { startFieldwork } from '../features/fieldwork/fieldwork-start.service.js';
import { importDelivery } from '../features/frames/frames.service.js';
import { drawStudySample } from '../features/samples/samples.service.js';
import { createStudy, getStudy, setTargets, type Study } from '../features/studies/studies.service.js';
import { DEMO_SEED, type DemoCalendar, morningOf, type PastApplication } from './demo-time.js';
import { pick } from '../domain/invented/invented-families.js';
import { syntheticClientFiles } from '../domain/invented/synthetic-clients.js';

const SLUG = 'ceo-lopend';
const FAMILIES = 4200;

/** Cases released per domain, as many as were approached for CEO 2016, and what it came to then. */
const DOMAINS = {
  basishulp: { drawn: 384, released: 356, target: 256 },
  specialistisch: { drawn: 424, released: 395, target: 257 },
  jb_jr: { drawn: 150, released: 136, target: 101 },
} as const;

type DomainCode = keyof typeof DOMAINS;

/** Why organisations take clients out, the usual reasons more than once. */
const REASONS: readonly ExclusionReason[] = [
  'niet_geschikt',
  'niet_geschikt',
  'niet_geschikt',
  'zonder_medeweten_ouders',
  'zonder_medeweten_ouders',
  'geheim_adres',
  'verhuisd_buiten_regio',
  'geen_client_in_jaar',
  'bezwaar',
];

/**
 * A study from its client files to the first day of fieldwork, step by step through the services.
 * @returns the study and how many cases were released
 */
export async function startRunningStudy(
  app: PastApplication,
  actors: { readonly researcher: Actor; readonly supervisor: Actor },
  calendar: DemoCalendar,
): Promise<{ readonly study: Study; readonly released: number }> {
  const { researcher, supervisor } = actors;
  const { fieldworkStart, fieldworkEnd, lastYear } = calendar;
  app.goTo(morningOf(fieldworkStart, -32));
  const reportYear = lastYear;
  const study = await createStudy(app, researcher, {
    name: `CEO jeugd ${String(reportYear)}`,
    slug: SLUG,
    reportYear,
    questionnaireId: 'ceo-jeugd-2016',
    isPractice: false,
    fieldworkStartsOn: fieldworkStart,
    fieldworkEndsOn: fieldworkEnd,
  });
  await setTargets(app, researcher, SLUG, {
    basishulp: DOMAINS.basishulp.target,
    specialistisch: DOMAINS.specialistisch.target,
    jb_jr: DOMAINS.jb_jr.target,
  });
  app.goTo(morningOf(fieldworkStart, -27));
  for (const file of syntheticClientFiles({ seed: DEMO_SEED, reportYear, familyCount: FAMILIES })) {
    const { fileName: name, domain, organisation } = file;
    await importDelivery(app, researcher, study, {
      name,
      domain,
      organisation,
      bytes: Buffer.from(file.text),
    });
  }
  app.goTo(morningOf(fieldworkStart, -24));
  await drawStudySample(app, researcher, SLUG, {
    seed: 42 as Seed,
    sizes: {
      basishulp: DOMAINS.basishulp.drawn,
      specialistisch: DOMAINS.specialistisch.drawn,
      jb_jr: DOMAINS.jb_jr.drawn,
    },
    reason: null,
  });
  await checkByOrganisations(app, researcher, calendar);
  app.goTo(morningOf(fieldworkStart, 0));
  const released = await startFieldwork(app, supervisor, SLUG);
  return { study: await getStudy(app.database.read, SLUG), released };
}

/** Organisations mark so many of their clients that in the end each domain has the cases that it should have. */
async function checkByOrganisations(
  app: PastApplication,
  researcher: Actor,
  { fieldworkStart }: DemoCalendar,
): Promise<void> {
  const random = openStream(DEMO_SEED, 'check');
  const study = await getStudy(app.database.read, SLUG);
  const organisations = await listOrganisationChecks(app.database.read, study);
  app.goTo(morningOf(fieldworkStart, -22));
  for (const { organisationId } of organisations) {
    await exportCheckList(app, researcher, { slug: SLUG, organisationId, format: 'csv' });
  }
  for (const [index, { organisationId, domainId }] of organisations.entries()) {
    app.goTo(morningOf(fieldworkStart, -14 + index));
    const inDomain = await casesOfDomain(app, study, domainId);
    const organisationsLeft = organisations.slice(index).filter((one) => one.domainId === domainId).length;
    const clients = await readCheckList(app, researcher, { slug: SLUG, organisationId });
    const markable = clients.filter(({ caseNumber }) => inDomain.has(caseNumber));
    const surplus = inDomain.size - releasedIn(study, domainId);
    const marks = someOf(markable, Math.round(surplus / organisationsLeft), random).map(
      ({ caseNumber }): CaseMark => ({ caseNumber, reason: pick(random, REASONS) }),
    );
    await applyMarks(app, researcher, { slug: SLUG, organisationId, marks });
  }
}

/** Numbers of the cases of a domain that nobody took out until now. */
async function casesOfDomain(
  app: PastApplication,
  study: Study,
  domainId: string,
): Promise<ReadonlySet<string>> {
  const cases = await listCasesWithStatus(app.database.read, study, ['unreleased']);
  return new Set(cases.filter((one) => one.domainId === domainId).map(({ caseNumber }) => caseNumber));
}

function releasedIn(study: Study, domainId: string): number {
  const code = study.domains.find(({ id }) => id === domainId)?.code ?? '';
  return DOMAINS[code as DomainCode].released;
}

function someOf<Item>(items: readonly Item[], count: number, random: RandomStream): readonly Item[] {
  return items
    .map((item) => ({ item, place: random.below(1_000_000_000) }))
    .sort((one, other) => one.place - other.place)
    .slice(0, count)
    .map(({ item }) => item);
}
