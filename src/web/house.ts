import type { Marking } from '#domain/disclosure/model.ts';
import type { Keeping } from '#domain/discussion/commands/attach-file.ts';
import type { FrameFacts } from '#domain/discussion/queries/forum-frame.ts';
import type { DbPool } from '#platform/db/pool.ts';
import type { Files } from '#platform/files/store.ts';
import type { Provider } from '#platform/openid.ts';
import type { Listener } from '#platform/live/listen.ts';
import type { Vault } from '#platform/vault.ts';
import type { World } from '#platform/world.ts';
import type { PageCache } from './page-cache.ts';
import type { Sessions } from './session.ts';
import type { ShortMemory } from './short-memory.ts';

/** Names of the built script and style, with the hash of what they hold in the name. */
export type Assets = { folder: string; manifest: Readonly<Record<string, string>> };

/** What the web process owns and its routes may use. */
export type House = {
  origin: string;
  pool: DbPool;
  world: World;
  live: Listener;
  files: Files;
  /** Where attached files are kept, and whether a scanner looks at them first. */
  attachments: Keeping;
  /** Up to which marking texts may go to the site's translator; null where it has none. */
  translates: Marking | null;
  assets: Assets;
  pages: PageCache;
  sessions: Sessions;
  /** Seals what must not be read from the database. */
  vault: Vault;
  trustedProxies?: readonly string[];
  /** The site's identity provider, where it has one. */
  provider: Provider | null;
  /** The ids of forums by their address, and what frames are made of. */
  forumIds: ShortMemory<string | null>;
  frames: ShortMemory<FrameFacts>;
  /** The instant rehearsed, when this is a rehearsal: shown in a banner. */
  rehearsal: () => boolean;
  log: { info(event: string, fields: Record<string, string | number | boolean>): void; error(event: string, fields: Record<string, string | number | boolean>): void };
};
