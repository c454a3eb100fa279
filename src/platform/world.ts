import { createHash, randomBytes } from 'node:crypto';
import { type Kysely, sql } from 'kysely';

/** What a program may not take from thin air: time and chance. Injected, so that a run can be repeated. */
export type World = {
  /** Instant by the forum's clock, as this process knows it; good for reading. */
  now(): Date;
  /** Instant by the database's clock, read inside the transaction that writes; what counts for deadlines. */
  receipt(db: Kysely<never>): Promise<Date>;
  /** A random identifier (UUID, version 4 layout) that says nothing of when or by whom it was made. */
  mint(): string;
  /** Random bytes for tokens and salts. */
  bytes(length: number): Uint8Array;
};

/** The real world: the database's clock (rehearsed where a rehearsal clock is set) and the system's randomness. */
export function realWorld(clock: { now(): Date }): World {
  return {
    now: clock.now,
    receipt: async (db) => {
      const { rows } = await sql<{ at: Date }>`select now_in_forum() as at`.execute(db);
      const at = rows[0]?.at;
      if (!at) throw new Error('the database did not tell the time');
      return at;
    },
    mint: () => uuid(randomBytes(16)),
    bytes: (length) => randomBytes(length),
  };
}

/** A world that repeats itself: fixed instants and a seeded stream of chance, for tests and rehearsals. */
export function seededWorld(seed: number, now: () => Date): World {
  const next = stream(seed);
  const bytes = (length: number) => Uint8Array.from({ length }, () => next() & 0xff);
  return { now, receipt: async () => now(), mint: () => uuid(bytes(16)), bytes };
}

/** A world for one of several things done side by side: what chance gives it is settled now, whichever of them comes first. */
export function worldApart(world: World): World {
  const seed = world.bytes(32);
  let drawn = 0;
  const block = () => {
    drawn += 1;
    return createHash('sha256').update(seed).update(`${drawn}`).digest();
  };
  const bytes = (length: number) => new Uint8Array(Buffer.concat(Array.from({ length: Math.ceil(length / 32) }, block)).subarray(0, length));
  return { ...world, bytes, mint: () => uuid(bytes(16)) };
}

/** Sixteen bytes as a UUID of version 4 (RFC 9562, section 5.4). */
function uuid(bytes: Uint8Array): string {
  const b = Uint8Array.from(bytes);
  b[6] = ((b[6] ?? 0) & 0x0f) | 0x40;
  b[8] = ((b[8] ?? 0) & 0x3f) | 0x80;
  const hex = Buffer.from(b).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A small seeded generator (mulberry32): for repeatable runs only, never for secrets in earnest. */
function stream(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
}
