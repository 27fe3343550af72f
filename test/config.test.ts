import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../src/config.js';

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
});
