import type { EncodingName } from '../../domain/frame/file-encoding.js';
import type { Study } from '../studies/studies.service.js';

const DELIMITER_NAMES: Readonly<Record<string, string>> = {
  ';': 'puntkomma',
  ',': 'komma',
  '\t': 'tab',
  '|': 'streep',
};

/** How the text of a file was recognised: `UTF-8, puntkomma`. */
export function readAs({ encoding, delimiter }: { encoding: EncodingName; delimiter: string }): string {
  const name = { 'utf-8': 'UTF-8', 'utf-16': 'UTF-16', cp1252: 'Windows-1252' }[encoding];
  return `${name}, ${DELIMITER_NAMES[delimiter] ?? delimiter}`;
}

/** The domain of a file, in words. */
export function domainLabel(study: Study, { domainId }: { domainId: string }): string {
  return study.domains.find(({ id }) => id === domainId)?.label ?? '';
}
