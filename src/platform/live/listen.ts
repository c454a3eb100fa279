import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { type LiveEvent, liveChannel } from './notify.ts';

export type Listener = { subscribe(topic: string, hear: (event: LiveEvent) => void): () => void; onGap(hear: () => void): void; end(): Promise<void> };

/**
 * One listening connection for the whole process. After a lost connection it listens again and tells of the
 * gap, so that whoever keeps pages in memory can drop them all rather than show an old one.
 */
export async function listen(url: string): Promise<Listener> {
  const topics = new Map<string, Set<(event: LiveEvent) => void>>();
  const gaps: (() => void)[] = [];
  let ended = false;
  let client: pg.Client | null = null;

  const hear = (payload: string) => {
    const event = JSON.parse(payload) as LiveEvent;
    for (const topic of [event.topic, '*']) for (const listener of topics.get(topic) ?? []) listener(event);
  };
  const connect = async () => {
    const fresh = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, keepAlive: true, application_name: 'colloquy live' });
    fresh.on('error', () => {});
    fresh.on('notification', (n) => hear(n.payload ?? '{}'));
    await fresh.connect();
    await fresh.query(`listen ${liveChannel}`);
    // Only a connection that once stood is mourned: one that never came up is tried again by the loop that tried it.
    fresh.on('end', () => void comeBack());
    client = fresh;
  };
  let comingBack = false;
  const comeBack = async () => {
    if (comingBack) return;
    comingBack = true;
    while (!ended) {
      await pause(250);
      try {
        await connect();
        for (const tell of gaps) tell();
        for (const listener of topics.get('gap') ?? []) listener({ topic: 'gap', what: 'all' });
        break;
      } catch {
        // The database is still away.
      }
    }
    comingBack = false;
  };

  await connect();
  return {
    subscribe(topic, listener) {
      const set = topics.get(topic) ?? new Set();
      topics.set(topic, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0) topics.delete(topic);
      };
    },
    onGap: (tell) => void gaps.push(tell),
    end: async () => {
      ended = true;
      await client?.end();
    },
  };
}
