import { enter } from '#domain/accreditation/sight.ts';
import type { Context, ForumContext } from '#domain/context.ts';
import type { Posted, Waits } from '#domain/discussion/commands/post-contribution.ts';
import { releaseWaiting } from '#domain/discussion/commands/release-waiting.ts';
import type { Outcome } from '#platform/outcome.ts';
import type { World } from '#platform/world.ts';
import type { DemoForum, DemoPeople } from './demonstration-data.ts';

export type Deed = { at: Date; what: string; run: () => Promise<unknown> };
export type Table = { codes: Map<string, string>; ctx: (person: string, at: Date) => Promise<ForumContext>; people: DemoPeople; slug: string };

export const hyphens = (text: string): string => text.replaceAll('_', '-');
export const later = (at: Date, days: number): Date => new Date(at.getTime() + days * 86_400_000);

/** What a deed was refused is a mistake in the data or in the program: loading stops there, naming it. */
export async function must<V>(what: string, outcome: Promise<Outcome<V>>): Promise<V> {
  const done = await outcome;
  if (!done.ok) throw new Error(`demonstration data, ${what}: ${done.refusal.code} ${JSON.stringify(done.refusal.detail ?? {})}`);
  return done.value;
}

/** A contribution with its number; one that waits is released by the clock at the hour announced for it. */
export async function entered(what: string, ctx: ForumContext, posting: Promise<Outcome<Posted | Waits>>): Promise<Pick<Posted, 'ref'>> {
  const posted = await must(what, posting);
  if ('ref' in posted) return posted;
  const inside = await enter({ ...wound(ctx, new Date(posted.waitsUntil)), actor: { kind: 'clock', personId: null, administrator: false } }, ctx.sight.forumId);
  if (!inside) throw new Error(`demonstration data: no sight for ${what}`);
  const [ref] = (await must(what, releaseWaiting(inside))).refs;
  return { ref: ref ?? '' };
}

/** The same world, its clock stopped at one instant. */
export const wound = (ctx: Context, at: Date): Context => {
  const world: World = { ...ctx.world, now: () => at, receipt: async () => at };
  return { ...ctx, world, now: at };
};

export type Mint = (person: string, at: Date) => Promise<{ ctx: ForumContext; submissionId: string }>;
export const staff = { organiser: 'weiss', rapporteur: 'osei' };

export const refOf = (key: string): string => key.replace('-', '·');

/** Whether its author takes it back the day after; what moderators withheld is not the author's doing. */
export const isWithdrawn = (forum: DemoForum, key: string): boolean => forum.dispositions.some((d) => d.contribution === key && d.fate === 'withdrawn') && !forum.moderation.cases.some((c) => c.contribution === key);

/** The authorised sender of a person's delegation: the focal point, else the delegation's first person. */
export function sender({ people, bodies }: DemoPeople, key: string): string {
  const body = people.find((p) => p.key === key)?.body ?? bodies.find((b) => b.key === key || b.state === key)?.key;
  const delegates = people.filter((p) => p.body === body);
  return (delegates.find((p) => p.focalPoint) ?? delegates[0])?.key ?? key;
}

export const senderOf = (world: DemoPeople, state: string): string | null => {
  const body = world.bodies.find((b) => b.category === 'delegations' && b.state === state);
  return body && world.people.some((p) => p.body === body.key) ? sender(world, body.key) : null;
};
