import { enter } from '#domain/accreditation/sight.ts';
import { type Deed, may } from '#domain/rights.ts';
import type { Answer, ForumVisit, Visit } from './door.tsx';
import { stream } from './door.tsx';
import { hashToken } from './session.ts';

/** What a stream tells of: any of these topics; at most once in a while; as long as its reader holds the right. */
type Telling = { topics: readonly string[]; data: string; deed: Deed; quietMs?: number };

/**
 * A stream that says "changed" when one of its topics does: ids only, the page is asked for again, as this reader.
 * It ends when the session, the seat or the right does.
 */
export function liveStream({ house, token }: Visit, inside: ForumVisit, { topics, data, deed, quietMs = 0 }: Telling): Answer {
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
    let waiting: NodeJS.Timeout | null = null;
    const tell = () => line.send(`event: changed\ndata: ${data}\n\n`);
    const hear = () => {
      if (quietMs === 0) return tell();
      waiting ??= setTimeout(() => { waiting = null; tell(); }, quietMs);
    };
    // Its session, its seat, or everyone's: whatever ends the reader's access ends the stream. Other people's do not.
    const off = [...topics.map((topic) => house.live.subscribe(topic, hear)), house.live.subscribe('session', ({ what }) => { if (what === own || what === seat || what === 'all') check(); })];
    const beat = setInterval(() => { line.send(': here\n\n'); check(); }, 25_000);
    line.send('retry: 2000\n\n');
    line.onEnd(() => {
      for (const leave of off) leave();
      clearInterval(beat);
      if (waiting) clearTimeout(waiting);
    });
  });
}
