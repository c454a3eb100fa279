import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { ForumContext } from '#domain/context.ts';
import type { Marking, Regime } from '#domain/disclosure/model.ts';
import { type ArchiveBatch, beginArchive, endArchive, enterBatch, indexArchive, type Run } from '#domain/discussion/commands/import-archive.ts';
import type { ArchiveLetter, ArchiveRefusal, Omitted } from '#domain/discussion/rules/archive.ts';
import { detectLanguage } from '#platform/text/language.ts';
import type { Outcome } from '#platform/outcome.ts';
import { lettersOfMbox, type MboxLetter } from './mbox.ts';
import { openReaders } from './readers.ts';

export type Progress = { run: Run; bytes: number; stage: 'reading' | 'indexing' };
export type Import = { file: string; code: string; regime: Regime; marking: Marking; /** How many processes read. */ readers?: number; /** How many letters enter in one transaction. */ batch?: number; told?(progress: Progress): void };

/** So many letters go to a process at a time, or as many as make a megabyte. */
const perChunk = { letters: 100, bytes: 1024 * 1024 };

/**
 * Brings an archive in, from where it stopped before: read by several processes ahead, entered in batches in the order
 * of the file, each batch whole or not at all; then made findable.
 */
export async function importArchive(inside: ForumContext, { file, code, regime, marking, readers: count = Math.max(1, Math.min(4, availableParallelism())), batch = 500, told = () => undefined }: Import): Promise<Outcome<Run, ArchiveRefusal>> {
  const { size: bytes } = statSync(file);
  const now = (): ForumContext => ({ ...inside, now: inside.world.now() });
  const begun = await beginArchive(now(), { code, regime, marking, fileHash: await hashOf(file), bytes });
  if (!begun.ok || begun.value.finished) return begun;
  let run = begun.value;
  const readers = openReaders(count);
  try {
    let letters: (ArchiveLetter | Omitted)[] = [];
    const enter = async (toByte: number): Promise<Outcome<Run, ArchiveRefusal>> => {
      const entered = await enterBatch(now(), run.id, { fromByte: run.nextByte, toByte, letters } satisfies ArchiveBatch);
      letters = [];
      if (entered.ok) {
        run = entered.value;
        told({ run, bytes, stage: 'reading' });
      }
      return entered;
    };
    const chunks = chunksOf(lettersOfMbox(createReadStream(file, { start: run.nextByte, highWaterMark: 1 << 20 }), { begin: run.nextByte }));
    for await (const { read, toByte } of ahead(chunks, 2 * count, (chunk) => readChunk(readers, chunk, inside.world.now()))) {
      letters.push(...read);
      if (letters.length < batch) continue;
      const entered = await enter(toByte);
      if (!entered.ok) return entered;
    }
    if (run.nextByte < bytes) {
      const entered = await enter(bytes);
      if (!entered.ok) return entered;
    }
  } finally {
    readers.end();
  }
  run = await indexArchive(now(), run, (run) => told({ run, bytes, stage: 'indexing' }));
  return endArchive(now(), run.id);
}

async function hashOf(file: string): Promise<Buffer> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(piece as Buffer);
  return hash.digest();
}

async function* chunksOf(letters: AsyncIterable<MboxLetter>): AsyncGenerator<MboxLetter[]> {
  let [chunk, bytes] = [[] as MboxLetter[], 0];
  for await (const letter of letters) {
    chunk.push(letter);
    bytes += letter.raw?.length ?? 0;
    if (chunk.length < perChunk.letters && bytes < perChunk.bytes) continue;
    yield chunk;
    [chunk, bytes] = [[], 0];
  }
  if (chunk.length > 0) yield chunk;
}

type Read = { read: (ArchiveLetter | Omitted)[]; toByte: number };

async function readChunk(readers: ReturnType<typeof openReaders>, chunk: readonly MboxLetter[], now: Date): Promise<Read> {
  const raws = chunk.flatMap(({ raw }) => (raw ? [raw] : []));
  const found = await readers.read(raws);
  let next = 0;
  const read = chunk.map(({ atByte, partedAt, raw }): ArchiveLetter | Omitted => {
    const one = raw ? found[next++] : { omitted: 'too-large' as const };
    if (!one || 'omitted' in one) return { atByte, omitted: one?.omitted ?? 'unreadable' };
    // A sender's clock may be wrong; the list's own instant stands on the parting line.
    const at = [one.at === null ? null : new Date(one.at), partedAt].find((instant) => instant && instant <= now);
    return at ? { ...one, atByte, at, lang: one.lang ?? detectLanguage(one.text) ?? 'en' } : { atByte, omitted: 'no-date' };
  });
  return { read, toByte: chunk.at(-1)?.toByte ?? 0 };
}

/** Works ahead of whoever takes the results, some at a time, and gives them in order. */
async function* ahead<T, R>(source: AsyncIterable<T>, atOnce: number, work: (one: T) => Promise<R>): AsyncGenerator<R> {
  const begun: Promise<R>[] = [];
  for await (const one of source) {
    const result = work(one);
    // Waited for below, in its turn; until then its fault is nobody's.
    result.catch(() => undefined);
    begun.push(result);
    if (begun.length >= atOnce) yield await (begun.shift() as Promise<R>);
  }
  for (const result of begun) yield await result;
}
