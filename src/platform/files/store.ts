import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export type Files = { put(bytes: Uint8Array): Promise<{ sha256: Buffer }>; get(sha256: Uint8Array): Promise<Buffer | null>; /** Takes a file away, for good; one that is not there is no fault. */ remove(sha256: Uint8Array): Promise<void> };

/** Files kept under the hash of their bytes: the same bytes are kept once, and a changed file cannot pass for the old one. */
export function filesIn(folder: string): Files {
  const pathOf = (hex: string) => join(folder, hex.slice(0, 2), hex);
  return {
    async put(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest();
      const path = pathOf(sha256.toString('hex'));
      if (await exists(path)) return { sha256 };
      await mkdir(dirname(path), { recursive: true });
      await writeWhole(path, bytes);
      return { sha256 };
    },
    async get(sha256) {
      const path = pathOf(Buffer.from(sha256).toString('hex'));
      if (!(await exists(path))) return null;
      const bytes = await readFile(path);
      const found = createHash('sha256').update(bytes).digest();
      if (!found.equals(sha256)) throw new Error(`file ${Buffer.from(sha256).toString('hex')} does not hold what its name says`);
      return bytes;
    },
    remove: (sha256) => rm(pathOf(Buffer.from(sha256).toString('hex')), { force: true }),
  };
}

/** Either the whole file is there or none: written beside, flushed to disk, then renamed. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const beside = `${path}.${process.pid}.part`;
  const handle = await open(beside, 'w');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, path);
}

const exists = (path: string): Promise<boolean> => stat(path).then(
  () => true,
  () => false,
);
