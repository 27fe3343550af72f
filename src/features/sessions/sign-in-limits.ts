import { RateLimiterMemory } from 'rate-limiter-flexible';
import { UserProblem } from '../../errors.js';

const QUARTER_OF_AN_HOUR = 15 * 60;

/** For one account from one address: who guesses shuts out themselves, and not the owner somewhere else. */
const perAccountAndAddress = new RateLimiterMemory({ points: 6, duration: QUARTER_OF_AN_HOUR });
/** From one address, for whichever accounts: an office shares one. */
const perAddress = new RateLimiterMemory({ points: 60, duration: QUARTER_OF_AN_HOUR });
/** For one account, from wherever: more than one address can use up. */
const perAccount = new RateLimiterMemory({ points: 60, duration: QUARTER_OF_AN_HOUR });

/**
 * Counts an attempt before the password is looked at, so that attempts sent at the same moment count as well.
 * @throws UserProblem `too_many_attempts` when the account or the address has used up its attempts
 */
export async function countAttempt(email: string, address: string): Promise<void> {
  try {
    await perAccountAndAddress.consume(pairOf(email, address));
    await perAddress.consume(address);
    await perAccount.consume(email);
  } catch (error) {
    if (error instanceof Error) throw error;
    throw new UserProblem('too_many_attempts');
  }
}

/** After the right password: the attempts of this person do not count, those of others still do. */
export async function forgetAttempts(email: string, address: string): Promise<void> {
  await perAccountAndAddress.delete(pairOf(email, address));
  await perAddress.reward(address);
  await perAccount.reward(email);
}

function pairOf(email: string, address: string): string {
  return `${address} ${email}`;
}
