import { z } from 'zod';

/** What the authors of PDQ advise: below this quality two pictures are alike by chance, above this distance they are two. */
const advised = { minQuality: 50, maxDistance: 31 };
/** Lists for the whole of a trade have some hundred thousand entries; all are compared with each picture. */
export const maxEntries = 300_000;
const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const HashEntry = z.strictObject({ id: z.string().trim().min(1).max(100), sha256: hash.optional(), pdq: hash.optional() }).refine(({ sha256, pdq }) => sha256 !== undefined || pdq !== undefined);

/** A list of known material as a file brings it: docs/reference/hash-list-format.md. */
export const HashListFile = z
  .strictObject({
    format: z.literal('colloquy-hash-list/1'),
    name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/),
    source: z.string().trim().min(1).max(200),
    /** In how many of 256 bits a picture may differ from an entry, and how much must be to be told apart in it. */
    maxDistance: z.int().min(0).max(64).default(advised.maxDistance),
    minQuality: z.int().min(0).max(100).default(advised.minQuality),
    entries: z.array(HashEntry).min(1).max(maxEntries),
  })
  .superRefine(({ entries }, check) => {
    const seen = new Set<string>();
    for (const [i, { id }] of entries.entries()) {
      if (seen.has(id)) check.addIssue({ code: 'custom', path: ['entries', i, 'id'], message: 'twice' });
      seen.add(id);
    }
  });
export type HashListFile = z.output<typeof HashListFile>;
