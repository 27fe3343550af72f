import { expect, it } from 'vitest';
import { interviewerFigures } from '../../../src/domain/interview/interviewer-figures.js';
import { CALL_RESULTS } from '../../../src/domain/quality/outcome-mix.js';
import type { InterviewersOfStudy } from '../../../src/features/quality/interviewers.service.js';
import { interviewDefinitions } from '../../../src/features/response-rates/interview-definitions.js';
import { outlookDefinitions } from '../../../src/features/response-rates/outlook-definitions.js';
import { conversationDefinitions } from '../../../src/features/response-rates/quality-definitions.js';
import { RUNNING } from '../../web/examples/live-page.js';
import { CONVERSATIONS } from '../../web/examples/quality.js';

const NO_FIGURES = { notApplicable: 0, changed: 0, revisited: 0, overridden: 0 };

/** Interviews of so many seconds, each with ten answers of which one "don't know" and one "refused". */
function held(interviewerId: string, ...seconds: readonly number[]) {
  return seconds.map((length) => ({
    ...NO_FIGURES,
    ...{ interviewerId, seconds: length, answered: 10, dontKnow: 1, refused: 1, timed: 8, tooFast: 1 },
  }));
}

function examplesOf(definitions: readonly { readonly id: string; readonly example: string }[]) {
  return Object.fromEntries(definitions.map(({ id, example }) => [id, example]));
}

it('interviews are those of whom the table shows how many there were', () => {
  const figures = interviewerFigures([
    ...held('a', 600, 700, 800, 900, 1000),
    ...held('b', 60, 70, 80, 90),
    ...held('hidden', 10, 20, 30, 40, 50, 60),
  ]);
  const row = (id: string, isShown: boolean) => ({
    interviewerIds: [id],
    shown: CALL_RESULTS.map(() => isShown),
  });
  const found = {
    team: { rows: [row('a', true), row('b', true), row('hidden', false)] },
    interviews: new Map(figures.map((one) => [one.interviewerId, one])),
  } as unknown as InterviewersOfStudy;
  expect(examplesOf(interviewDefinitions(found))).toEqual({
    'interviews-van-begin-tot-eind': '5 interviews.',
    interviewlengte: 'Van 5 interviews is de middelste 13 min 20 s.',
    'weet-niet': '(5 + 5) / 50 = 20,0%',
    'te-snel': '5 / 40 = 12,5%',
  });
});

it('the first length that stands out is worked out', () => {
  // Half as long as usual, in a middle distance of a tenth: 0.6745 × ln 2 / 0.1 = 4.7.
  const example = examplesOf(
    conversationDefinitions({
      ...CONVERSATIONS,
      timed: 40,
      outlying: [{ of: { seconds: 600 } as never, side: 'short', medianSeconds: 1200, medianDeviation: 0.1 }],
    }).definitions,
  )['opvallende-lengte'];
  expect(example).toBe(
    '1 van 40 gemeten interviews. Het eerste, in seconden: |0,6745 × (ln(600) − ln(1.200)) / 0,1| = 4,7',
  );
});

it('pace and expected end are those of the page of the fieldwork', () => {
  const examples = examplesOf(outlookDefinitions(RUNNING).definitions);
  expect(examples['tempo']).toBe('1.434 / 10 = 143,4');
  expect(examples['verwacht-klaar']).toContain(
    '10 van de 100 keer klaar op 06-05-2026, 50 keer op 12-05-2026.',
  );
  expect(examples['vandaag-gebeld']).toBe('Geen gehoor: 88 / 143 = 61,5%');
});
