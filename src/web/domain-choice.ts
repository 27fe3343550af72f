import type { Request } from 'express';
import type { SelectField } from './components.js';
import { queryFields } from './route.js';

/** Something with a code and a name to choose by. */
interface Named {
  readonly code: string;
  readonly label: string;
}

/** The field with which a page about all domains becomes one about a single domain. */
export function domainField(domains: readonly Named[], chosen: Named | null): SelectField {
  return {
    name: 'domain',
    label: 'Domein',
    value: chosen?.code ?? '',
    options: [
      { value: '', label: 'Alle domeinen' },
      ...domains.map(({ code, label }) => ({ value: code, label })),
    ],
  };
}

/** The code of the domain that an address asks for; `null` for all. */
export function askedDomain(request: Request): string | null {
  const { domain } = queryFields(request);
  return typeof domain === 'string' && domain !== '' ? domain : null;
}
