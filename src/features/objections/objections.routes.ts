import type { Response } from 'express';
import { uploadedFiles } from '../../web/forms.js';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther, type Visit } from '../../web/visit.js';
import { UserProblem } from '../../errors.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { checkSubjects, typedSubject } from './objections.forms.js';
import { objectionsPage, type ObjectionsInput, objectionsView } from './objections.pages.js';
import {
  type AddedObjections,
  addToList,
  countObjections,
  findObjections,
  importObjections,
  REMOVAL_REASONS,
  removeObjection,
  type StoredObjection,
} from './objections.service.js';

const OBJECTIONS = '/objections';

export const objectionRoutes: readonly Route[] = [
  {
    method: 'get',
    path: OBJECTIONS,
    access: 'objection.manage',
    async handle(visit, _request, response) {
      await show(visit, response, { typed: typedSubject({}) });
    },
  },
  {
    // One form with two buttons: look whether it is on the list, or put it there. Nothing of it comes into an address.
    method: 'post',
    path: OBJECTIONS,
    access: 'objection.manage',
    async handle(visit, request, response) {
      const fields = formFields(request);
      const typed = typedSubject(fields);
      const form = checkSubjects(typed);
      if (!form.ok) {
        response.status(422);
        await show(visit, response, { typed, errors: form.errors });
        return;
      }
      if (fields['step'] === 'add') {
        const added = await addToList(visit.app, visit.actor, form.values, 'by_hand');
        await tellOnNextPage(visit, addedText(added));
        seeOther(response, OBJECTIONS);
        return;
      }
      const found = new Map<string, StoredObjection>();
      for (const subject of form.values) {
        for (const one of await findObjections(visit.app, visit.actor, subject)) found.set(one.id, one);
      }
      await show(visit, response, { typed, found: [...found.values()] });
    },
  },
  {
    method: 'post',
    path: `${OBJECTIONS}/import`,
    access: 'objection.manage',
    takesFile: true,
    async handle(visit, request, response) {
      const [file] = uploadedFiles(request);
      if (file === undefined) {
        response.status(422);
        await show(visit, response, { typed: typedSubject({}), errors: { file: 'Kies een bestand.' } });
        return;
      }
      const result = await importObjections(visit.app, visit.actor, file.bytes);
      if (!result.ok) {
        response.status(422);
        const errors = {
          file: 'Er is niets toegevoegd. Verbeter de regels hieronder en kies het bestand opnieuw.',
        };
        await show(visit, response, { typed: typedSubject({}), errors, faults: result.faults });
        return;
      }
      await tellOnNextPage(visit, addedText(result.added));
      seeOther(response, OBJECTIONS);
    },
  },
  {
    method: 'post',
    path: `${OBJECTIONS}/:objection/remove`,
    access: 'objection.manage',
    async handle(visit, request, response) {
      const id = pathParameter(request, 'objection');
      const given = formFields(request)[`reason-${id}`];
      const reason = REMOVAL_REASONS.find((one) => one === given);
      if (reason === undefined) throw new UserProblem('invalid_input', 'Kies waarom dit van de lijst mag.');
      await removeObjection(visit.app, visit.actor, { id, reason });
      await tellOnNextPage(visit, 'Dit staat niet meer op de bezwaarlijst.');
      seeOther(response, OBJECTIONS);
    },
  },
];

function addedText({ added, known }: AddedObjections): string {
  const already = known === 0 ? '' : ` Er ${known === 1 ? 'stond' : 'stonden'} er al ${String(known)} op.`;
  return `Toegevoegd aan de bezwaarlijst: ${String(added)}.${already}`;
}

async function show(visit: Visit, response: Response, shown: Omit<ObjectionsInput, 'counts'>): Promise<void> {
  const counts = await countObjections(visit.app.database.read);
  render(response, objectionsView, objectionsPage({ counts, ...shown }));
}
