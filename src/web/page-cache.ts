import { brotliCompress, constants, gzip } from 'node:zlib';
import { promisify } from 'node:util';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** A finished page in each form it is sent in; a reader's sight is checked before it is, on every request. */
export type KeptPage = { plain: Buffer; br: Buffer; gzip: () => Promise<Buffer> };

export type PageCache = {
  /**
   * The page kept under `key`, or made now. It is dropped as soon as one of its topics changes.
   * A page whose topics changed while it was being made is answered once and not kept.
   */
  page(key: string, topics: readonly string[], make: () => Promise<string>): Promise<KeptPage>;
  drop(topic: string): void;
  dropAll(): void;
};

/** Keeps shared pages in memory, already compressed: compressing costs more than everything else a page takes. */
export function pageCache({ maxPages = 500 } = {}): PageCache {
  const kept = new Map<string, { page: KeptPage; topics: readonly string[] }>();
  const changes = new Map<string, number>();
  let epoch = 0;
  const generation = (topics: readonly string[]) => `${epoch}:${topics.map((topic) => changes.get(topic) ?? 0).join()}`;

  return {
    async page(key, topics, make) {
      const found = kept.get(key);
      if (found) return found.page;
      const before = generation(topics);
      const page = await finish(await make());
      if (generation(topics) === before) {
        // The oldest goes first; a Map remembers the order of arrival.
        if (kept.size >= maxPages) for (const oldest of kept.keys()) { kept.delete(oldest); break; }
        kept.set(key, { page, topics });
      }
      return page;
    },
    drop(topic) {
      changes.set(topic, (changes.get(topic) ?? 0) + 1);
      for (const [key, { topics }] of kept) if (topics.includes(topic)) kept.delete(key);
    },
    dropAll() {
      epoch += 1;
      kept.clear();
    },
  };
}

async function finish(html: string): Promise<KeptPage> {
  const plain = Buffer.from(html);
  const br = await brotli(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } });
  let zipped: Promise<Buffer> | null = null;
  // Every current browser takes Brotli; gzip is made for the first that does not.
  const asGzip = () => {
    zipped ??= zip(plain, { level: 6 });
    return zipped;
  };
  return { plain, br, gzip: asGzip };
}
