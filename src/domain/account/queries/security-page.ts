import type { Context } from '../../context.ts';
import type { Device, Method } from '../model.ts';
import { stands } from '../rules/session.ts';
import { findLink } from '../store.ts';
import { mayUseLink } from '../rules.ts';

export type SessionLine = { id: string; device: Device; method: Method; startedAt: Date; lastUsedAt: Date; here: boolean };
export type SecurityPage = { sessions: SessionLine[]; oneTimePassword: boolean; recoveryCodesLeft: number };

/** How a person signs in and where they are signed in, for their own page; `here` is the session that asks. */
export async function securityPage(ctx: Context, here: string): Promise<SecurityPage> {
  const personId = ctx.actor.personId ?? '';
  const [sessions, totp, codes] = await Promise.all([
    ctx.db.selectFrom('session').select(['id', 'browser', 'system', 'method', 'started_at', 'last_used_at', 'expires_at']).where('person_id', '=', personId).orderBy('last_used_at', 'desc').execute(),
    ctx.db.selectFrom('totp').select('person_id').where('person_id', '=', personId).where('confirmed_at', 'is not', null).executeTakeFirst(),
    ctx.db.selectFrom('recovery_code').select((eb) => eb.fn.countAll<number>().as('n')).where('person_id', '=', personId).where('used_at', 'is', null).executeTakeFirstOrThrow(),
  ]);
  const standing = sessions.filter((s) => stands({ startedAt: s.started_at, lastUsedAt: s.last_used_at, expiresAt: s.expires_at }, ctx.now));
  return {
    sessions: standing.map((s) => ({ id: s.id, device: { browser: s.browser, system: s.system }, method: s.method as Method, startedAt: s.started_at, lastUsedAt: s.last_used_at, here: s.id === here })).sort((a, b) => Number(b.here) - Number(a.here)),
    oneTimePassword: totp !== undefined,
    recoveryCodesLeft: codes.n,
  };
}

/** Whether a link to a new address can be used; looking does not use it. */
export async function addressLinkState(ctx: Context, token: string) {
  const link = await findLink(ctx, { token });
  return mayUseLink(link?.newAddress ? link : null, ctx.now);
}

/** Whether a recovery of a person half signed in may be taken up now. */
export async function recoveryIsReady(ctx: Context, personId: string): Promise<boolean> {
  const row = await ctx.db.selectFrom('recovery').select('id').where('person_id', '=', personId).where('ended_at', 'is', null).where('ready_at', '<=', ctx.now).executeTakeFirst();
  return row !== undefined;
}

/** Whether a person half signed in has a one-time password to give, or a passkey alone. */
export async function hasOneTimePassword(ctx: Context, personId: string): Promise<boolean> {
  const row = await ctx.db.selectFrom('totp').select('person_id').where('person_id', '=', personId).where('confirmed_at', 'is not', null).executeTakeFirst();
  return row !== undefined;
}
