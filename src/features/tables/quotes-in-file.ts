import type { Request } from 'express';
import type { QuoteSection } from '../../domain/export/tables/table-document.js';
import { pathParameter, queryFields } from '../../web/route.js';
import type { Visit } from '../../web/visit.js';
import { quotesForFile } from '../quotes/quotes.service.js';
import { getStudy } from '../studies/studies.service.js';

/** The quotes that the address of a file asks for. */
export async function quotesAskedFor(
  { app, actor }: Visit,
  request: Request,
): Promise<readonly QuoteSection[]> {
  if (queryFields(request)['quotes'] !== 'yes') return [];
  const study = await getStudy(app.database.read, pathParameter(request, 'study'));
  return quotesForFile(app, actor, study);
}
