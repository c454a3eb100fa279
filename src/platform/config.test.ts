import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const problems = (env: Record<string, string>) => {
  const read = readConfig(env);
  return read.ok ? [] : read.problems;
};

describe('the settings', () => {
  it('have defaults that serve this machine only', () => {
    expect(readConfig({})).toMatchObject({ ok: true, config: { host: '127.0.0.1', port: 4600, origin: 'http://127.0.0.1:4600', databaseUrl: null } });
  });
  it('misspelt are reported with the name that was meant', () => {
    expect(problems({ DATABSE_URL: 'postgres://x' })).toEqual(['DATABSE_URL is no setting; did you mean DATABASE_URL?']);
    expect(problems({ COLLOQUY_PORT: '1' })[0]).toContain('COLLOQUY_PORT is no setting');
    expect(problems({ HOSTNAME: 'forum', SHELL: '/bin/sh', PATH: '/bin' })).toEqual([]);
  });
  it('refuse plain HTTP but on this machine', () => {
    expect(problems({ ORIGIN: 'http://forum.example.org' })[0]).toContain('not https');
    expect(problems({ ORIGIN: 'https://forum.example.org' })).toEqual([]);
    expect(problems({ ORIGIN: 'https://forum.example.org/path' })[0]).toContain('has a path');
  });
  it('refuse a default or short password to a database elsewhere', () => {
    expect(problems({ DATABASE_URL: 'postgres://colloquy:postgres@db.example.org/colloquy' })).toHaveLength(1);
    expect(problems({ DATABASE_URL: 'postgres://colloquy@db.example.org/colloquy' })).toHaveLength(1);
    expect(problems({ DATABASE_URL: 'postgres://colloquy:Gx7-quiet-harbour@db.example.org/colloquy' })).toEqual([]);
  });
  it('take an identity provider whole or not at all', () => {
    const whole = { OIDC_ISSUER: 'https://id.example.org', OIDC_CLIENT_ID: 'colloquy', OIDC_CLIENT_SECRET: 'quiet-harbour' };
    expect(readConfig({})).toMatchObject({ ok: true, config: { identityProvider: null } });
    expect(readConfig(whole)).toMatchObject({ ok: true, config: { identityProvider: { issuer: 'https://id.example.org', clientId: 'colloquy', label: 'id.example.org' } } });
    expect(readConfig({ ...whole, OIDC_LABEL: 'Ministry account' })).toMatchObject({ ok: true, config: { identityProvider: { label: 'Ministry account' } } });
    expect(problems({ ...whole, OIDC_CLIENT_SECRET: '' })).toEqual(['OIDC_CLIENT_SECRET missing: an identity provider needs OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET']);
    expect(problems({ OIDC_LABEL: 'Ministry account' })[0]).toContain('OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET missing');
    expect(problems({ ...whole, OIDC_ISSUER: 'http://id.example.org' })[0]).toContain('not https');
    expect(problems({ ...whole, OIDC_ISSUER: 'http://127.0.0.1:9000' })).toEqual([]);
    expect(problems({ ...whole, OIDC_ISUER: 'x' })[0]).toContain('did you mean OIDC_ISSUER');
  });
  it('say what is wrong with a port, a level, an address', () => {
    expect(problems({ PORT: 'many', LOG_LEVEL: 'loud', SMTP_URL: 'mail' })).toHaveLength(3);
  });
  it('of a key, a proxy or a policy are refused when they cannot be meant', () => {
    expect(problems({ SECRET_KEY: 'changeme' })[0]).toContain('32 bytes');
    expect(problems({ TRUSTED_PROXIES: 'everybody' })[0]).toContain('no list of addresses');
    expect(problems({ STAFF_SECOND_FACTOR: 'yes' })[0]).toContain('neither required nor optional');
    expect(readConfig({ TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8', STAFF_SECOND_FACTOR: 'required' })).toMatchObject({ ok: true, config: { trustedProxies: ['127.0.0.1', '10.0.0.0/8'], staffSecondFactor: 'required', secretKey: null } });
  });
});
