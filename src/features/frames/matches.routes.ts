import type { Response } from 'express';
import { checkForm } from '../../web/form-errors.js';
import { formFields, pathParameter, queryFields, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther, type Visit } from '../../web/visit.js';
import type { Study } from '../studies/studies.service.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { studyOf } from './frame-visit.js';
import { matchPage, type MatchVisit, matchView } from './match.pages.js';
import { decisionForm, lastPairOf, pairFilterOf, pairKindOf, pairPlaceOf } from './matches.forms.js';
import { matchesPage, matchesPath, matchesView, type PairList, PAIRS_ON_PAGE } from './matches.pages.js';
import {
  countMatches,
  decideMatch,
  getMatch,
  listMatches,
  nextOpenMatch,
  openMatch,
  type PairFilter,
  type PairPlace,
  undoMatch,
} from './matches.service.js';

export const matchRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/studies/:study/frames/matches',
    access: 'frame.view',
    async handle(visit, request, response) {
      const study = await studyOf(visit, request);
      const fields = queryFields(request);
      const list = await pairList(visit, study, pairFilterOf(fields), pairPlaceOf(fields));
      const counts = await countMatches(visit.app.database.read, study);
      render(response, matchesView, matchesPage(study, visit.actor.roles, { counts, list }));
    },
  },
  {
    method: 'get',
    path: '/studies/:study/frames/matches/:pair',
    access: 'frame.match',
    async handle(visit, request, response) {
      const study = await studyOf(visit, request);
      const fields = queryFields(request);
      const lastKey = lastPairOf(fields);
      const last = lastKey === null ? null : await getMatch(visit.app.database.read, study, lastKey);
      await showPair(visit, response, study, {
        key: pathParameter(request, 'pair'),
        kind: pairKindOf(fields),
        last: last?.decision === null ? null : last,
        refusal: null,
      });
    },
  },
  {
    method: 'post',
    path: '/studies/:study/frames/matches/:pair/decide',
    access: 'frame.match',
    async handle(visit, request, response) {
      const { app, actor } = visit;
      const study = await studyOf(visit, request);
      const key = pathParameter(request, 'pair');
      const fields = formFields(request);
      const kind = pairKindOf(fields);
      const form = checkForm(decisionForm, fields);
      if (!form.ok) {
        seeOther(response, matchesPath(study, key));
        return;
      }
      const refusal = await decideMatch(app, actor, study.slug, { key, ...form.values });
      if (refusal !== null) {
        response.status(422);
        await showPair(visit, response, study, { key, kind, last: null, refusal });
        return;
      }
      const { position } = await getMatch(app.database.read, study, key);
      const next = await nextOpenMatch(app.database.read, study, { after: position, kind });
      if (next === null) await tellOnNextPage(visit, 'Over alle paren is besloten.');
      const ofKind = kind === null ? '' : `&kind=${kind}`;
      seeOther(
        response,
        next === null
          ? `${matchesPath(study)}?state=decided`
          : `${matchesPath(study, next.key)}?last=${key}${ofKind}`,
      );
    },
  },
  {
    method: 'post',
    path: '/studies/:study/frames/matches/:pair/undo',
    access: 'frame.match',
    async handle(visit, request, response) {
      const study = await studyOf(visit, request);
      const key = pathParameter(request, 'pair');
      const kind = pairKindOf(formFields(request));
      await undoMatch(visit.app, visit.actor, study.slug, key);
      await tellOnNextPage(visit, 'Het besluit is ongedaan gemaakt.');
      seeOther(response, `${matchesPath(study, key)}${kind === null ? '' : `?kind=${kind}`}`);
    },
  },
];

async function showPair(
  visit: Visit,
  response: Response,
  study: Study,
  shown: Pick<MatchVisit, 'kind' | 'last' | 'refusal'> & { readonly key: string },
): Promise<void> {
  const { app, actor, session } = visit;
  const { key, ...around } = shown;
  const pair = await openMatch(app, actor, study, key);
  const csrfToken = session?.csrfToken ?? '';
  render(response, matchView, matchPage(study, pair, { ...around, roles: actor.roles, csrfToken }));
}

/** One pair more than a page on the side that is asked for tells whether there is more. */
async function pairList(
  { app }: Visit,
  study: Study,
  filter: PairFilter,
  place: PairPlace,
): Promise<PairList> {
  const db = app.database.read;
  const found = await listMatches(db, study, { ...filter, ...place, limit: PAIRS_ON_PAGE + 1 });
  const isBefore = 'before' in place;
  const pairs = isBefore ? found.slice(-PAIRS_ON_PAGE) : found.slice(0, PAIRS_ON_PAGE);
  const hasMore = found.length > PAIRS_ON_PAGE;
  return {
    filter,
    pairs,
    hasPrevious: isBefore ? hasMore : place.after > 0,
    hasNext: isBefore || hasMore,
  };
}
