import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../src/config.js';
import { TWILIO } from './support/fake-twilio.js';

describe('the configuration', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toMatchObject({
      database: { engine: 'sqlite', file: 'data/veldwerk.sqlite' },
      port: 3000,
      key: { fromEnvironment: null, file: 'data/veldwerk.sqlite.key' },
    });
  });

  it('takes a variable that is empty as one that is not there', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '' }).port).toBe(3000);
  });

  it('takes PostgreSQL, with a key file of its own', () => {
    const config = readConfig({ DATABASE_URL: 'postgres://veldwerk@localhost/veldwerk' });
    expect(config.database).toEqual({ engine: 'postgres', url: 'postgres://veldwerk@localhost/veldwerk' });
    expect(config.key.file).toBe('data/veldwerk.key');
  });

  it('names every variable that is wrong, and what it must be', () => {
    const env = { DATABASE_URL: 'mysql://x', PORT: 'abc', VELDWERK_PUBLIC_URL: 'veldwerk' };
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(() => readConfig(env)).toThrow(
      /DATABASE_URL: must be sqlite:PATH[\s\S]*PORT: must be a number[\s\S]*VELDWERK_PUBLIC_URL/,
    );
  });

  describe('of a telephone provider', () => {
    const account = {
      VELDWERK_TELEPHONY: 'twilio',
      VELDWERK_PUBLIC_URL: 'https://veldwerk.example.org/',
      TWILIO_ACCOUNT_SID: TWILIO.accountSid,
      TWILIO_AUTH_TOKEN: TWILIO.authToken,
      TWILIO_API_KEY_SID: TWILIO.apiKeySid,
      TWILIO_API_KEY_SECRET: TWILIO.apiKeySecret,
      TWILIO_APPLICATION_SID: TWILIO.applicationSid,
      TWILIO_CALLER_ID: TWILIO.callerId,
      TWILIO_SMS_SENDER: TWILIO.smsSender ?? '',
    };

    it('is read only when calls go through it, in Ireland unless told otherwise', () => {
      expect(readConfig({ ...account, VELDWERK_TELEPHONY: 'manual' }).twilio).toBeNull();
      expect(readConfig(account).twilio).toEqual(TWILIO);
    });

    it('names everything that is missing or wrong at once', () => {
      const env = {
        ...account,
        VELDWERK_PUBLIC_URL: 'http://veldwerk.example.org',
        TWILIO_AUTH_TOKEN: '',
        TWILIO_API_KEY_SID: TWILIO.accountSid,
        TWILIO_CALLER_ID: '010-1234567',
        TWILIO_SMS_SENDER: 'Gemeente Verzonnen',
      };
      const lines = [
        'TWILIO_AUTH_TOKEN: is missing',
        'TWILIO_API_KEY_SID: must be SK and 32 hexadecimal characters',
        'TWILIO_CALLER_ID: must be a number in the form +31101234567',
        'TWILIO_SMS_SENDER: must be a number of the account in the form +31612345678, or a name of at most 11 letters and digits',
        'VELDWERK_PUBLIC_URL: must begin with https://',
      ];
      for (const line of lines) expect(() => readConfig(env)).toThrow(line);
    });
  });
});
