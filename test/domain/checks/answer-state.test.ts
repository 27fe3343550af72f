import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { instant } from '../../../src/domain/calendar/instant.js';
import {
  type SentList,
  type Waiting,
  waitingFor,
  type WaitingState,
} from '../../../src/domain/checks/answer-state.js';

const NOW = instant('2026-04-14T12:00:00+02:00');
const MARCH = instant('2026-03-28T23:30:00+01:00');
const APRIL = instant('2026-04-01T00:15:00+02:00');
const NOTHING: SentList = { exportedAt: null, links: [], pendingCount: 0 };

function waiting(state: WaitingState, sinceOn: string | null, days: number | null): Waiting {
  return { state, sinceOn: sinceOn === null ? null : civilDate(sinceOn), days };
}

describe('an organisation that has not answered', () => {
  it.each<[string, SentList, Waiting]>([
    ['has nothing yet', NOTHING, waiting('not_sent', null, null)],
    ['has a file', { ...NOTHING, exportedAt: APRIL }, waiting('list_sent', '2026-04-01', 13)],
    [
      'did not open its link, which was made before the clock went forward',
      { ...NOTHING, exportedAt: APRIL, links: [{ state: 'unopened', createdAt: MARCH }] },
      waiting('link_unopened', '2026-03-28', 17),
    ],
    [
      'is at work, though another link ended',
      {
        ...NOTHING,
        links: [
          { state: 'expired', createdAt: MARCH },
          { state: 'opened', createdAt: APRIL },
        ],
      },
      waiting('begun', '2026-03-28', 17),
    ],
    [
      'has a link that ended',
      { ...NOTHING, links: [{ state: 'locked', createdAt: APRIL }] },
      waiting('link_ended', '2026-04-01', 13),
    ],
    [
      'has a file, and had a link that was taken back',
      { ...NOTHING, exportedAt: APRIL, links: [{ state: 'revoked', createdAt: APRIL }] },
      waiting('list_sent', '2026-04-01', 13),
    ],
    [
      'began on the screen, and then the link ended',
      { exportedAt: APRIL, links: [{ state: 'expired', createdAt: APRIL }], pendingCount: 2 },
      waiting('link_ended', '2026-04-01', 13),
    ],
  ])('%s', (_what, list, expected) => {
    expect(waitingFor(list, NOW)).toEqual(expected);
  });
});
