import type { ForumContext } from '../../context.ts';
import type { ReferralPart } from '../model.ts';

export type ReferralRow = { id: string; authority: string; basis: string; note: string; locale: string; askedBy: string; askedAt: Date; confirmedBy: string | null; confirmedAt: Date | null; parts: ReferralPart[]; sha256: Buffer | null; purgedAt: Date | null };

export async function loadReferrals({ db, sight }: ForumContext, quarantineId: string): Promise<ReferralRow[]> {
  const found = await db.selectFrom('referral').selectAll().where('forum_id', '=', sight.forumId).where('quarantine_id', '=', quarantineId).orderBy('asked_at').orderBy('id').execute();
  return found.map((r) => ({ id: r.id, authority: r.authority, basis: r.basis, note: r.note, locale: r.locale, askedBy: r.asked_by, askedAt: r.asked_at, confirmedBy: r.confirmed_by, confirmedAt: r.confirmed_at, parts: r.parts as ReferralPart[], sha256: r.sha256, purgedAt: r.purged_at }));
}

export async function insertReferral({ db, sight, now, world }: ForumContext, quarantineId: string, r: Pick<ReferralRow, 'authority' | 'basis' | 'note' | 'locale' | 'askedBy'>): Promise<string> {
  const id = world.mint();
  await db.insertInto('referral').values({ forum_id: sight.forumId, id, quarantine_id: quarantineId, authority: r.authority, basis: r.basis, note: r.note, locale: r.locale, asked_by: r.askedBy, asked_at: now }).execute();
  return id;
}

export async function setReferred({ db, sight, now }: ForumContext, id: string, made: { confirmedBy: string; parts: ReferralPart[]; sha256: Buffer }): Promise<void> {
  await db.updateTable('referral').set({ confirmed_by: made.confirmedBy, confirmed_at: now, parts: JSON.stringify(made.parts), sha256: made.sha256 }).where('forum_id', '=', sight.forumId).where('id', '=', id).execute();
}

/** The packages of material that goes: their bytes are nobody's any more. Shape: their hashes. */
export async function purgeReferrals({ db, sight, now }: ForumContext, quarantineId: string): Promise<Buffer[]> {
  const made = (await loadReferrals({ db, sight, now } as ForumContext, quarantineId)).flatMap(({ sha256 }) => (sha256 ? [sha256] : []));
  await db.updateTable('referral').set({ sha256: null, purged_at: now }).where('forum_id', '=', sight.forumId).where('quarantine_id', '=', quarantineId).execute();
  return made;
}
