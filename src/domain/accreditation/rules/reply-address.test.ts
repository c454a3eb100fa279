import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase32, toBase32 } from '#platform/base32.ts';
import { vaultOf } from '#platform/vault.ts';
import { addressState, idsFrom, isMarkedFor, placeKinds, type ReplyTo, readReplyToken, replyAddress } from './reply-address.ts';

const door = { domain: 'forum.example.org', mark: vaultOf(new Uint8Array(32).fill(7)).mark };
const elsewhere = { domain: 'forum.example.org', mark: vaultOf(new Uint8Array(32).fill(8)).mark };
const wish: fc.Arbitrary<ReplyTo> = fc.record({ personId: fc.uuid(), forumId: fc.uuid(), place: fc.record({ kind: fc.constantFrom(...placeKinds), id: fc.uuid() }), voice: fc.constantFrom('own', 'delegation') });
const tokenOf = (address: string) => /^reply\+([a-z2-7]+)@forum\.example\.org$/.exec(address)?.[1] ?? '';

describe('a reply address', () => {
  it('fits what mail servers take, and comes back whatever they do to its case', () => {
    fc.assert(fc.property(wish, (to) => {
      const address = replyAddress(door, to);
      expect(address.indexOf('@')).toBeLessThanOrEqual(64);
      const token = readReplyToken(tokenOf(address).toUpperCase());
      expect(token && isMarkedFor(token, to, door)).toBe(true);
      expect(token).toMatchObject({ kind: to.place.kind, voice: to.voice });
      const { first, last } = idsFrom(token?.person ?? '');
      expect(first <= to.personId && to.personId <= last).toBe(true);
    }));
  });

  it('is of no use for another person, forum, thing or voice, nor at another site', () => {
    fc.assert(fc.property(wish, wish, (to, other) => {
      const token = readReplyToken(tokenOf(replyAddress(door, to)));
      if (!token) throw new Error('no token');
      for (const changed of [{ ...to, personId: other.personId }, { ...to, forumId: other.forumId }, { ...to, place: { ...to.place, id: other.place.id } }]) expect(isMarkedFor(token, changed, door)).toBe(false);
      expect(isMarkedFor(token, { ...to, voice: to.voice === 'own' ? 'delegation' : 'own' }, door)).toBe(false);
      expect(isMarkedFor(token, { ...to, place: { ...to.place, kind: placeKinds[(placeKinds.indexOf(to.place.kind) + 1) % placeKinds.length] ?? 'question' } }, door)).toBe(false);
      expect(isMarkedFor(token, to, elsewhere)).toBe(false);
    }));
  });

  it('with one sign changed is no address of ours, whichever sign it is', () => {
    const to: ReplyTo = { personId: '00000000-0000-4000-8000-000000001001', forumId: '00000000-0000-4000-8000-000000000002', place: { kind: 'question', id: '00000000-0000-4000-8000-0000000000a1' }, voice: 'own' };
    const token = tokenOf(replyAddress(door, to));
    for (let i = 0; i < token.length; i += 1) {
      const forged = readReplyToken(token.slice(0, i) + (token[i] === 'a' ? 'b' : 'a') + token.slice(i + 1));
      // A flag or an id changed is another wish, for which the mark does not hold.
      expect(forged !== null && isMarkedFor(forged, { ...to, voice: forged.voice, place: { ...to.place, kind: forged.kind } }, door) && forged.person === '0000000000004000' && forged.place === '0000000000004000', `sign ${i}`).toBe(false);
    }
    for (const nonsense of ['', 'abc', '!', token.slice(1), `${token}a`, '0'.repeat(53)]) expect(readReplyToken(nonsense)).toBeNull();
  });

  it('ends with its forum: late from the closing instant on, over a fortnight later', () => {
    const closesAt = new Date('2012-07-06T15:00:00Z');
    expect(addressState({ closesAt }, new Date('2012-07-06T14:59:59.999Z'))).toBe('open');
    expect(addressState({ closesAt }, closesAt)).toBe('late');
    expect(addressState({ closesAt }, new Date('2012-07-20T14:59:59.999Z'))).toBe('late');
    expect(addressState({ closesAt }, new Date('2012-07-20T15:00:00Z'))).toBe('over');
    expect(addressState({ closesAt: null }, closesAt)).toBe('open');
  });
});

describe('base32', () => {
  it('gives back the bytes, and takes no other spelling of them', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      expect(fromBase32(toBase32(bytes))).toEqual(bytes);
      expect(fromBase32(`${toBase32(bytes)}=`)).toBeNull();
    }));
    expect(toBase32(Buffer.from('foobar'))).toBe('mzxw6ytboi');
    expect(fromBase32('mz')).toBeNull();
  });
});
