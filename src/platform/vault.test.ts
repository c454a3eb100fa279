import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { vaultIn, vaultOf } from './vault.ts';

describe('a sealed secret', () => {
  const vault = vaultOf(Buffer.alloc(32, 7));
  it('opens with its key and for its person only', () => {
    const sealed = vault.seal('JBSWY3DPEHPK3PXP', 'anna');
    expect(vault.open(sealed, 'anna')).toBe('JBSWY3DPEHPK3PXP');
    expect(sealed.includes('JBSWY3DPEHPK3PXP')).toBe(false);
    expect(() => vault.open(sealed, 'ben')).toThrow();
    expect(() => vaultOf(Buffer.alloc(32, 8)).open(sealed, 'anna')).toThrow();
    sealed[14] = (sealed[14] ?? 0) ^ 1;
    expect(() => vault.open(sealed, 'anna')).toThrow();
  });
  it('is sealed differently each time, so that equal secrets do not show', () => {
    expect(vault.seal('a', 'anna').equals(vault.seal('a', 'anna'))).toBe(false);
  });
});

describe('the key of an installation', () => {
  it('is made once, readable by its owner alone, and kept', () => {
    const folder = mkdtempSync(join(tmpdir(), 'vault-'));
    const sealed = vaultIn(folder, null).seal('secret', 'x');
    expect(vaultIn(folder, null).open(sealed, 'x')).toBe('secret');
    expect(statSync(join(folder, 'secrets', 'key')).mode & 0o777).toBe(0o600);
    expect(vaultIn('nowhere', readFileSync(join(folder, 'secrets', 'key'), 'utf8').trim()).open(sealed, 'x')).toBe('secret');
  });
});
