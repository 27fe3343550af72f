import { UserProblem } from '../../errors.js';
import { formatCount } from '../../web/dutch-format.js';
import { checkForm } from '../../web/form-errors.js';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther } from '../../web/visit.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { getStudy } from '../studies/studies.service.js';
import { studyPath } from '../studies/study-navigation.js';
import { replicatesPage, replicatesView } from './replicates.pages.js';
import { releaseStudyReplicate, replicatesOf } from './replicates.service.js';
import { releaseForm } from './samples.forms.js';

export const replicateRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/studies/:study/samples/replicates',
    access: 'sample.view',
    async handle({ app, actor }, request, response) {
      const study = await getStudy(app.database.read, pathParameter(request, 'study'));
      render(response, replicatesView, replicatesPage(await replicatesOf(app, study), actor.roles));
    },
  },
  {
    method: 'post',
    path: '/studies/:study/samples/replicates/release',
    access: 'sample.release',
    async handle({ app, actor, session }, request, response) {
      const study = await getStudy(app.database.read, pathParameter(request, 'study'));
      const fields = formFields(request);
      const form = checkForm(releaseForm, fields);
      if (!form.ok) {
        const { reason, ...others } = form.errors;
        if (reason === undefined) {
          throw new UserProblem('invalid_input', Object.values(others)[0] ?? null);
        }
        response.status(422);
        const typed = {
          reason: typeof fields['reason'] === 'string' ? fields['reason'] : '',
          errors: { reason },
        };
        render(response, replicatesView, replicatesPage(await replicatesOf(app, study), actor.roles, typed));
        return;
      }
      const { replicate, cases, reason } = form.values;
      const wanted = { replicate, reason, expectedCases: cases };
      const released = await releaseStudyReplicate(app, actor, study.slug, wanted);
      const text = `Deel ${String(replicate)} is vrijgegeven: ${formatCount(released)} casussen.`;
      await tellOnNextPage({ app, session }, text);
      seeOther(response, `${studyPath(study.slug, 'samples')}/replicates`);
    },
  },
];
