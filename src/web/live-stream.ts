import { enter } from '#domain/accreditation/sight.ts';
import { type Deed, may } from '#domain/rights.ts';
import type { LiveEvent } from '#platform/live/notify.ts';
import type { Answer, ForumVisit, Visit } from './door.tsx';
import { stream } from './door.tsx';
import { hashToken } from './session.ts';

/**
 * What a stream tells of: any of these topics; at most once in a while; as long as its reader holds the right.
 * `now` is the state of a topic that has one: it names every event, and tells a reader who comes back what was missed.
 */
type Telling = { topics: readonly string[]; data: string; deed: Deed; quietMs?: number; now?: () => Promise<string> };

const beatMs = 25_000;

/**
 * A stream that says "changed" when one of its topics does: ids only, the page is asked for again, as this reader.
 * A browser that comes back names the last event it had, one that comes first the state its page was made of: where
 * the state is another now, it is told at once. It needs no list of past events, so none is ever too old; a state
 * that is ahead of ours (a database brought back from a copy) is answered with "reload".
 * It ends when the session, the seat or the right does, and when this node may have missed something.
 */
export function liveStream({ house, token, lastEventId, query }: Visit, inside: ForumVisit, { topics, data, deed, quietMs = 0, now }: Telling): Answer {
  const own = token ? hashToken(token).toString('hex') : '';
  const seat = `seat:${inside.ctx.sight.seat?.id ?? ''}`;
  return stream((line) => {
    const stillHere = async () => {
      house.sessions.forget(own);
      const person = await house.sessions.find(token ?? undefined, house.world.now());
      const entered = person ? await enter({ ...inside.ctx, now: house.world.now() }, inside.ctx.sight.forumId) : null;
      return entered !== null && may(entered.sight, deed);
    };
    const check = () => void stillHere().then((here) => (here ? undefined : line.end()), () => line.end());
    const tell = (at: string | undefined, event = 'changed') => line.send(`${at ? `id: ${at}\n` : ''}event: ${event}\ndata: ${at ?? data}\n\n`);
    let waiting: NodeJS.Timeout | null = null;
    const hear = ({ at }: LiveEvent) => {
      if (quietMs === 0) return tell(now ? at : undefined);
      waiting ??= setTimeout(() => { waiting = null; tell(undefined); }, quietMs);
    };
    // Its session, its seat, or everyone's: whatever ends the reader's access ends the stream. Other people's do not.
    const off = [...topics.map((topic) => house.live.subscribe(topic, hear)), house.live.subscribe('session', ({ what }) => { if (what === own || what === seat || what === 'all') check(); }), house.live.subscribe('gap', () => line.end())];
    const beat = setInterval(() => { line.send(': here\n\n'); check(); }, beatMs);
    // Not all at the same instant, when a node went and its readers come back to this one.
    line.send(`retry: ${2_000 + (house.world.bytes(1)[0] ?? 0) * 8}\n\n`);
    void missed(lastEventId ?? query['since'] ?? null, lastEventId !== null, now).then((what) => what && tell(what.at, what.event), () => line.end());
    line.onEnd(() => {
      for (const leave of off) leave();
      clearInterval(beat);
      if (waiting) clearTimeout(waiting);
    });
  });
}

/** What somebody who had `since` is to be told: nothing, that it changed, or to ask for all again. */
async function missed(since: string | null, cameBack: boolean, now: Telling['now']): Promise<{ at: string | undefined; event: string } | null> {
  // Without a state, whoever comes back may have missed something; who comes first has not.
  if (!now) return cameBack ? { at: undefined, event: 'changed' } : null;
  if (since === null) return null;
  const at = await now();
  if (at === since) return null;
  const [had, is] = [since, at].map((word) => Number(/^\d{1,9}\.(\d{1,9})$/.exec(word)?.[1] ?? Infinity));
  return { at, event: (had ?? Infinity) > (is ?? 0) ? 'reload' : 'changed' };
}
