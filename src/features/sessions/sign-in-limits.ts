import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { UserProblem } from '../../errors.js';

const QUARTER_OF_AN_HOUR = 15 * 60;

/** Wrong passwords for one account, from wherever they come. */
const perAccount = new RateLimiterMemory({ points: 6, duration: QUARTER_OF_AN_HOUR });
/** Wrong passwords from one address, for whichever accounts: an office shares one. */
const perAddress = new RateLimiterMemory({ points: 60, duration: QUARTER_OF_AN_HOUR });

/** @throws UserProblem `too_many_attempts` when the account or the address has used up its attempts */
export async function ensureMayTry(email: string, address: string): Promise<void> {
  const [account, network] = await Promise.all([perAccount.get(email), perAddress.get(address)]);
  if (isUsedUp(account, perAccount.points) || isUsedUp(network, perAddress.points)) {
    throw new UserProblem('too_many_attempts');
  }
}

export async function countFailure(email: string, address: string): Promise<void> {
  await Promise.allSettled([perAccount.consume(email), perAddress.consume(address)]);
}

export async function forgetFailures(email: string): Promise<void> {
  await perAccount.delete(email);
}

function isUsedUp(counted: RateLimiterRes | null, points: number): boolean {
  return counted !== null && counted.consumedPoints >= points;
}
