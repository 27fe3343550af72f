import { CODE_LENGTH } from '../../domain/checks/check-link.js';
import type { ErrorSummary, PageHeading, TextField } from '../../web/components.js';
import { errorSummary, fieldError } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import type { LinkDoor } from './contact-sessions.service.js';

interface LinkCodePage {
  readonly title: string;
  readonly studyName: string;
  readonly heading: PageHeading;
  readonly errors: ErrorSummary;
  readonly code: TextField;
}

interface LeftPage {
  readonly title: string;
  readonly heading: PageHeading;
}

export const linkCodeView = view<LinkCodePage>('checks/link-code');
export const leftView = view<LeftPage>('checks/left');

/** Asks the code. The form posts to the address that it is on, so that the token is not in the page as well. */
export function linkCodePage({ study, organisation }: LinkDoor, guessesLeft: number | null): LinkCodePage {
  const errors = guessesLeft === null ? {} : { code: wrongCode(guessesLeft) };
  return {
    title: 'Vul uw code in',
    studyName: study.name,
    heading: {
      title: 'Vul uw code in',
      intro: `U gaat voor ${organisation.name} na wie niet gebeld mag worden voor het onderzoek ${study.name}.`,
    },
    errors: errorSummary(errors),
    code: {
      name: 'code',
      label: 'Code',
      description: `De ${String(CODE_LENGTH)} letters en cijfers die u apart van de link kreeg. Hoofdletters en streepjes maken niet uit.`,
      value: '',
      width: 'short',
      autocomplete: 'one-time-code',
      maxLength: 20,
      ...fieldError(errors, 'code'),
    },
  };
}

function wrongCode(guessesLeft: number): string {
  const left = guessesLeft === 1 ? 'nog één keer' : `nog ${String(guessesLeft)} keer`;
  return `Deze code klopt niet. Kijk hem na; u kunt het ${left} proberen. Daarna gaat de link op slot.`;
}

export function leftPage(): LeftPage {
  return {
    title: 'U hebt de lijst gesloten',
    heading: {
      title: 'U hebt de lijst gesloten',
      intro:
        'Wat u hebt opgeslagen, is bewaard. Open uw link opnieuw om verder te gaan. U kunt dit venster sluiten.',
    },
  };
}
