import type { Kysely } from 'kysely';
import type { DB } from '#platform/db/schema.ts';
import type { World } from '#platform/world.ts';
import type { ForumSight } from './accreditation/model.ts';

/** Who acts. `clock` is the worker at a set hour, `operator` the command line. */
export type Actor = { kind: 'visitor' | 'person' | 'clock' | 'operator'; personId: string | null; administrator: boolean };

/** What every command and query is handed: the same things, everywhere. */
export type Context = {
  db: Kysely<DB>;
  actor: Actor;
  /** The instant of the request; inside a transaction, the server's receipt. */
  now: Date;
  /** Time and chance, injected. */
  world: World;
  requestId: string;
};

/** A context within one forum, with the proof that its actor may see it. */
export type ForumContext = Context & { sight: ForumSight };
