import { RateLimiterMemory } from 'rate-limiter-flexible';
import { UserProblem } from './errors.js';

/** Counts guesses at passwords, at sign-in and at the account page alike. */
export interface PasswordAttempts {
  /**
   * Counts an attempt before the password is looked at, so that attempts sent at the same moment count as well.
   * @throws UserProblem `too_many_attempts` when the account or the address has used up its attempts
   */
  count(email: string, address: string): Promise<void>;
  /** After the right password: the attempts of this person do not count, those of others still do. */
  forget(email: string, address: string): Promise<void>;
}

const QUARTER_OF_AN_HOUR = 15 * 60;

/** Counts kept in this process: each server process counts for itself. */
export function openPasswordAttempts(): PasswordAttempts {
  /** For one account from one address: who guesses shuts out themselves, and not the owner somewhere else. */
  const perAccountAndAddress = new RateLimiterMemory({ points: 6, duration: QUARTER_OF_AN_HOUR });
  /** From one address, for whichever accounts: an office shares one. */
  const perAddress = new RateLimiterMemory({ points: 60, duration: QUARTER_OF_AN_HOUR });
  /** For one account, from wherever: more than one address can use up. */
  const perAccount = new RateLimiterMemory({ points: 60, duration: QUARTER_OF_AN_HOUR });

  return {
    async count(email, address) {
      const account = email.toLowerCase();
      try {
        await perAccountAndAddress.consume(pairOf(account, address));
        await perAddress.consume(address);
        await perAccount.consume(account);
      } catch (error) {
        if (error instanceof Error) throw error;
        throw new UserProblem('too_many_attempts');
      }
    },

    async forget(email, address) {
      const account = email.toLowerCase();
      await perAccountAndAddress.delete(pairOf(account, address));
      await perAddress.reward(address);
      await perAccount.reward(account);
    },
  };
}

function pairOf(account: string, address: string): string {
  return `${address} ${account}`;
}
