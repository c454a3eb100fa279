import type { ForumContext } from '../../context.ts';
import { type ArchiveAuthor, archivedAuthors, type ArchiveKey, saveArchivedAuthors } from '../../disclosure/custody-archive.ts';
import { plainName } from '../rules/archive.ts';
import type { Traits } from '../rules/self-naming.ts';
import { seatsByAddress } from './archives.ts';

type From = { address: string; name: string };
export type Authors = { of(address: string): ArchiveAuthor; traits(from: From): Traits };

/** The authors of some letters: those with a seat in the forum, those archived before, and new archived ones, who hold no account. */
export async function authorsOf(ctx: ForumContext, key: ArchiveKey, froms: readonly From[]): Promise<Authors> {
  const named = new Map<string, string | null>();
  for (const { address, name } of froms) named.set(address, named.get(address) ?? plainName(name));
  const seats = await seatsByAddress(ctx, [...named.keys()]);
  const keyOf = new Map([...named.keys()].filter((address) => !seats.has(address)).map((address) => [address, key(address)]));
  const known = await archivedAuthors(ctx, ctx.sight.forumId, [...keyOf.values()]);
  const fresh = [...keyOf].filter(([, hash]) => !known.has(hash.toString('hex'))).map(([address, hash]) => ({ id: ctx.world.mint(), key: hash, name: named.get(address) ?? null }));
  await saveArchivedAuthors(ctx, ctx.sight.forumId, fresh);
  for (const { id, key: hash, name } of fresh) known.set(hash.toString('hex'), { id, name });
  return {
    of: (address) => {
      const seat = seats.get(address);
      if (seat) return { seatId: seat.seatId };
      const archived = known.get(keyOf.get(address)?.toString('hex') ?? '');
      if (!archived) throw new Error('a letter of an archive without its author');
      return { archivedId: archived.id };
    },
    traits: ({ address, name }) => seats.get(address)?.traits ?? { name, email: address, bodies: [], abbreviation: null, states: [] },
  };
}
