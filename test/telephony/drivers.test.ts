import { describe, expect, it } from 'vitest';
import { openTelephony } from '../../src/telephony/open-telephony.js';
import { simulatorDriver } from '../../src/telephony/simulator.js';
import type { LineResult } from '../../src/domain/telephone/line-result.js';
import { openTwilio } from '../../src/telephony/twilio/twilio-provider.js';
import { TWILIO } from '../support/fake-twilio.js';

const provider = openTwilio(TWILIO);

describe('the way of calling', () => {
  it.each([
    { isDemo: false, isPractice: false, has: null, deskNumber: null, driver: 'manual' },
    { isDemo: false, isPractice: false, has: provider, deskNumber: null, driver: 'twilio' },
    { isDemo: false, isPractice: false, has: provider, deskNumber: '+31107654321', driver: 'twilio_bridge' },
    { isDemo: false, isPractice: true, has: provider, deskNumber: null, driver: 'simulator' },
    { isDemo: false, isPractice: true, has: provider, deskNumber: '+31107654321', driver: 'simulator' },
    { isDemo: true, isPractice: false, has: provider, deskNumber: '+31107654321', driver: 'simulator' },
  ])(
    'is $driver (practice: $isPractice, demo: $isDemo, desk: $deskNumber)',
    ({ isDemo, isPractice, has, deskNumber, driver }) => {
      const telephony = openTelephony({ isDemo, provider: has });
      expect(telephony.driverFor({ isPractice, deskNumber }).name).toBe(driver);
      if (isDemo) expect(telephony.provider).toBeNull();
    },
  );
});

async function resultOf(seed: string, number: string, earlierDials: number): Promise<LineResult | undefined> {
  const { simulated } = await simulatorDriver(seed).place({ callId: 'any', number, earlierDials });
  return simulated?.result;
}

describe('a simulated respondent', () => {
  const numbers = Array.from({ length: 400 }, (_, index) => `+316${String(10_000_000 + index)}`);

  it('does the same for the same seed, number and dial', async () => {
    const once = await Promise.all(numbers.map((number) => resultOf('a', number, 1)));
    expect(await Promise.all(numbers.map((number) => resultOf('a', number, 1)))).toEqual(once);
    expect(await Promise.all(numbers.map((number) => resultOf('b', number, 1)))).not.toEqual(once);
  });

  it('meets every ending: answers about half the time, and the rest in all other ways', async () => {
    const results = await Promise.all(numbers.map((number) => resultOf('a', number, 0)));
    const kinds = new Set(results);
    const everything: LineResult[] = [
      'answered',
      'no_answer',
      'answering_machine',
      'busy',
      'not_in_service',
      'failed',
    ];
    expect([...kinds].toSorted()).toEqual(everything.toSorted());
    const answered = results.filter((result) => result === 'answered').length;
    // 90 of 100 numbers are homes that answer half the time, and 5 answer as a wrong number: half of all, within chance.
    expect(answered / results.length).toBeGreaterThan(0.4);
    expect(answered / results.length).toBeLessThan(0.6);
  });

  it('keeps a dead number dead, while a home answers another time', async () => {
    const dials = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
    const lives = await Promise.all(
      numbers.map(
        async (number) => new Set(await Promise.all(dials.map((dial) => resultOf('a', number, dial)))),
      ),
    );
    const dead = lives.filter((results) => results.has('not_in_service'));
    expect(dead.length).toBeGreaterThan(5);
    expect(dead.every((results) => results.size === 1)).toBe(true);
    expect(lives.some((results) => results.has('no_answer') && results.has('answered'))).toBe(true);
  });
});
