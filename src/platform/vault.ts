import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Seals small secrets under a key that is not in the database: a stolen database or its backup opens none of them. */
export type Vault = {
  /** Shape  nonce (12), AES-256-GCM ciphertext, tag (16). `bound` is what the secret belongs to: elsewhere it does not open. */
  seal(plain: string, bound: string): Buffer;
  /** Throws  when key or `bound` is another, or the bytes were changed. */
  open(sealed: Uint8Array, bound: string): string;
  /** A keyed hash, for codes too short to be hashed alone. */
  mark(text: string, bound: string): Buffer;
};

/** A vault of one key; sealing and marking use keys derived from it (HKDF, RFC 5869). */
export function vaultOf(key: Uint8Array): Vault {
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', key, new Uint8Array(0), `colloquy ${use}`, 32));
  const [sealing, marking] = [derive('seal'), derive('mark')];
  return {
    seal(plain, bound) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(bound));
      return Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed, bound) {
      const bytes = Buffer.from(sealed);
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, 12), { authTagLength: 16 }).setAAD(Buffer.from(bound)).setAuthTag(bytes.subarray(-16));
      return decipher.update(bytes.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
    },
    mark: (text, bound) => createHmac('sha256', marking).update(`${bound}\0${text}`).digest(),
  };
}

/**
 * The key of this installation: the one given, else the one kept in the data folder, made at the first start.
 * Nodes that share a database share the key.
 */
export function vaultIn(dataDir: string, given: string | null): Vault {
  if (given) return vaultOf(Buffer.from(given, 'base64'));
  const folder = join(dataDir, 'secrets');
  const path = join(folder, 'key');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(path, `${randomBytes(32).toString('base64')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    // It is there already: made at an earlier start, or by another process a moment ago.
    if ((error as { code?: string }).code !== 'EEXIST') throw error;
  }
  chmodSync(path, 0o600);
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64');
  if (key.length !== 32) throw new Error(`${path} does not hold a key of 32 bytes`);
  return vaultOf(key);
}
