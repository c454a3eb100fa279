import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { noteUse } from '#domain/account/commands/note-use.ts';
import { who } from '#domain/account/queries/who.ts';
import { followClock } from '#platform/clock.ts';
import { readConfig } from '#platform/config.ts';
import { openPool } from '#platform/db/pool.ts';
import { filesIn } from '#platform/files/store.ts';
import { listen } from '#platform/live/listen.ts';
import { openLog } from '#platform/log.ts';
import { providerAt } from '#platform/openid.ts';
import { vaultIn } from '#platform/vault.ts';
import { realWorld } from '#platform/world.ts';
import { readAssets } from './assets.ts';
import { providerReturn } from './routes/oidc.tsx';
import { pageCache } from './page-cache.ts';
import { buildServer } from './server.ts';
import { sessionsBy } from './session.ts';
import { shortMemory } from './short-memory.ts';

// The web's process: composition only. Everything it decides is decided elsewhere.
const read = readConfig(process.env);
if (!read.ok || !read.config.databaseUrl) {
  console.error(read.ok ? 'DATABASE_URL is not set; npm start sets it, or set it to your PostgreSQL' : read.problems.join('\n'));
  process.exit(2);
}
const { config } = read;
const databaseUrl = read.config.databaseUrl;
const log = openLog(config.logLevel);
const pool = openPool(databaseUrl, { max: 12, onError: (error) => log.warn('web.connection_lost', { fault: error.name }) });
const live = await listen(databaseUrl);
const clock = await followClock(pool.db, live);
const pages = pageCache();
const sessions = sessionsBy((hash, now) => who({ db: pool.db }, hash, now, config.staffSecondFactor), (hash, now) => noteUse({ db: pool.db }, hash, now));
live.subscribe('*', ({ topic, what }) => {
  pages.drop(topic);
  if (topic === 'session') /^[0-9a-f]{64}$/.test(what) ? sessions.forget(what) : sessions.forgetAll();
  if (topic === 'clock') pages.dropAll();
});
// Whoever may have missed a change forgets everything rather than show an old page.
live.onGap(() => {
  pages.dropAll();
  sessions.forgetAll();
});

const { app } = await buildServer({
  origin: config.origin,
  pool,
  world: realWorld(clock),
  live,
  files: filesIn(join(config.dataDir, 'files')),
  attachments: { files: filesIn(join(config.dataDir, 'files', 'attachments')), scanner: config.scannerUrl !== null },
  translates: config.translator?.ceiling ?? null,
  assets: readAssets(fileURLToPath(new URL('../assets', import.meta.url))),
  pages,
  sessions,
  vault: vaultIn(config.dataDir, config.secretKey),
  trustedProxies: config.trustedProxies,
  provider: config.identityProvider ? providerAt(config.identityProvider, providerReturn(config.origin)) : null,
  forumIds: shortMemory(),
  frames: shortMemory(),
  rehearsal: clock.rehearsing,
  log,
});
await app.listen({ host: config.host, port: config.port });
log.info('web.started', { origin: config.origin });

const stop = async () => {
  await app.close();
  await live.end();
  await pool.end();
  process.exit(0);
};
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
// Started by the supervising process: when that is gone, so are we.
if (process.send) process.on('disconnect', () => void stop());
process.send?.('ready');
