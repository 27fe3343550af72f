import { BACKGROUND_LABELS } from '../../domain/privacy/background-labels.js';
import type { Background } from '../../domain/privacy/k-anonymity.js';
import type { Study } from '../studies/studies.service.js';

/** Who says something, in words: "Ouder, Specialistische hulp, 12 t/m 15 jaar"; `''` when nothing may be told. */
export function backgroundText(study: Study, background: Background | null): string {
  if (background === null) return '';
  const domain = study.domains.find(({ id }) => id === background.domain);
  const segment = domain?.segments.find(({ code }) => code === background.segment);
  const parts = [
    labelOf(BACKGROUND_LABELS.respondent, background.respondent),
    domain?.label,
    segment?.label,
    labelOf(BACKGROUND_LABELS.measure, background.measure),
    labelOf(BACKGROUND_LABELS.ageBand, background.ageBand),
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

function labelOf(labels: Readonly<Record<string, string>>, code: string | null): string | undefined {
  return code === null ? undefined : labels[code];
}
