import { expect, it } from 'vitest';
import {
  type InterviewFigures,
  interviewerFigures,
} from '../../../src/domain/interview/interviewer-figures.js';

const one: InterviewFigures = {
  interviewerId: 'a',
  seconds: 900,
  answered: 40,
  notApplicable: 4,
  dontKnow: 3,
  refused: 1,
  changed: 2,
  revisited: 1,
  overridden: 1,
  timed: 30,
  tooFast: 3,
};

it('adds up the interviews of each interviewer, and takes shares of the sums', () => {
  const other = { ...one, seconds: 600, answered: 10, dontKnow: 0, refused: 1, timed: 10, tooFast: 5 };
  const [a, b] = interviewerFigures([one, { ...one, interviewerId: 'b' }, other]);
  expect(a).toEqual({
    interviewerId: 'a',
    interviews: 2,
    lengths: [600, 900],
    medianSeconds: 750,
    answered: 50,
    notApplicable: 8,
    dontKnow: 3,
    refused: 2,
    itemNonResponse: 0.1,
    changed: 4,
    revisited: 2,
    overridden: 2,
    timed: 40,
    tooFast: 8,
    tooFastShare: 0.2,
  });
  expect(b).toMatchObject({ interviewerId: 'b', interviews: 1, medianSeconds: 900 });
});

it('has no shares where nothing was counted', () => {
  const nothing = { ...one, answered: 0, dontKnow: 0, refused: 0, timed: 0, tooFast: 0 };
  expect(interviewerFigures([nothing])[0]).toMatchObject({ itemNonResponse: null, tooFastShare: null });
  expect(interviewerFigures([])).toEqual([]);
});
