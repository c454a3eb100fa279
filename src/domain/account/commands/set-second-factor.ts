import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { queueLetter } from '#platform/mail/outbox.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Vault } from '#platform/vault.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';
import { noticeLetter } from '../letters/notice.ts';
import type { TooMany } from '../model.ts';
import { addressOf, freshRecoveryCode, freshSecret, plainCode, stepOf } from '../rules/one-time-password.ts';
import { hashOf } from '../rules/token.ts';
import { countTry, endSessions, personById } from '../store.ts';

export type Setting = { secret: string; address: string };

/**
 * Begins to set up a one-time password, or shows again what was begun: the page may be loaded twice.
 *
 * Writes   the secret, sealed, not yet in use.
 * Refuses  `account.second_factor_already_set`.
 */
export function beginSecondFactor(ctx: Context, vault: Vault, personId: string): Promise<Outcome<Setting, 'account.second_factor_already_set' | 'account.no_such_person'>> {
  return atomically(ctx, async (ctx): Promise<Outcome<Setting, 'account.second_factor_already_set' | 'account.no_such_person'>> => {
    const person = await personById(ctx, personId);
    if (!person) return refused('account.no_such_person');
    const fresh = { person_id: personId, secret: vault.seal(freshSecret(ctx), personId), made_at: ctx.now };
    await ctx.db.insertInto('totp').values(fresh).onConflict((c) => c.doNothing()).execute();
    const kept = await ctx.db.selectFrom('totp').select(['secret', 'confirmed_at']).where('person_id', '=', personId).forUpdate().executeTakeFirstOrThrow();
    if (kept.confirmed_at) return refused('account.second_factor_already_set');
    const secret = vault.open(kept.secret, personId);
    return granted({ secret, address: addressOf(secret, person.email) });
  });
}

type Confirmed = Outcome<{ recoveryCodes: string[] }, 'account.password_wrong' | 'account.second_factor_already_set' | 'account.no_such_person' | TooMany>;

/**
 * The first password shows that the secret arrived: from now on it is asked for. Other sessions end.
 *
 * Writes   the secret as in use, ten recovery codes (hashed), one journal entry, a notice to the person.
 * Refuses  `account.password_wrong`; `account.second_factor_already_set`; `account.tries_too_many`.
 */
export async function confirmSecondFactor(ctx: Context, vault: Vault, { personId, session, typed }: { personId: string; session: string; typed: string }): Promise<Confirmed> {
  const allowed = await atomically(ctx, async (ctx) => granted(await countTry(ctx, 'factor-by-person', personId)));
  if (!allowed.ok || !allowed.value) return refused('account.tries_too_many');
  return atomically(ctx, async (ctx): Promise<Confirmed> => {
    const [kept, person] = [await ctx.db.selectFrom('totp').selectAll().where('person_id', '=', personId).forUpdate().executeTakeFirst(), await personById(ctx, personId)];
    if (!person) return refused('account.no_such_person');
    if (kept?.confirmed_at) return refused('account.second_factor_already_set');
    const step = kept ? stepOf(vault.open(kept.secret, personId), typed, ctx.now, kept.last_step) : null;
    if (step === null) return refused('account.password_wrong');
    await ctx.db.updateTable('totp').set({ confirmed_at: ctx.now, last_step: step }).where('person_id', '=', personId).execute();
    await ctx.db.updateTable('session').set({ factors: 2, confirmed_at: ctx.now }).where('token_hash', '=', hashOf(session)).execute();
    await endSessions(ctx, personId, { but: hashOf(session) });
    const recoveryCodes = await freshCodes(ctx, vault, personId);
    await journal(ctx, { kind: events.secondFactorSet, forumId: null, subject: null });
    await queueLetter(ctx, { ...noticeLetter('factorSet', person.locale), forumId: null, personId, address: person.email, kind: 'account.notice', locale: person.locale });
    return granted({ recoveryCodes });
  });
}

/** Ten new recovery codes; older ones are void. They are shown once and kept as keyed hashes. */
export async function freshCodes(ctx: Context, vault: Vault, personId: string): Promise<string[]> {
  const codes = Array.from({ length: 10 }, () => freshRecoveryCode(ctx));
  await ctx.db.deleteFrom('recovery_code').where('person_id', '=', personId).execute();
  await ctx.db.insertInto('recovery_code').values(codes.map((code) => ({ person_id: personId, code_hash: vault.mark(plainCode(code), personId) }))).execute();
  return codes;
}

/**
 * A person has ten new recovery codes made, for the day the old ones are used up or may have been read; the door asks
 * for a recent proof first. The old ones are void from then on, used or not.
 *
 * Writes   the codes (hashed) for the older ones, one journal entry, a notice to the person.
 * Refuses  `account.signed_out`; `account.no_such_second_factor` where no one-time password is in use.
 */
export function renewRecoveryCodes(ctx: Context, vault: Vault): Promise<Outcome<{ recoveryCodes: string[] }, 'account.signed_out' | 'account.no_such_second_factor'>> {
  return atomically(ctx, async (ctx): Promise<Outcome<{ recoveryCodes: string[] }, 'account.signed_out' | 'account.no_such_second_factor'>> => {
    const person = ctx.actor.personId ? await personById(ctx, ctx.actor.personId) : null;
    if (!person) return refused('account.signed_out');
    // Locked: codes made twice at once would be ten that are shown and ten that serve.
    const kept = await ctx.db.selectFrom('totp').select('confirmed_at').where('person_id', '=', person.id).where('confirmed_at', 'is not', null).forUpdate().executeTakeFirst();
    if (!kept) return refused('account.no_such_second_factor');
    const recoveryCodes = await freshCodes(ctx, vault, person.id);
    await journal(ctx, { kind: events.recoveryCodesRenewed, forumId: null, subject: null });
    await queueLetter(ctx, { ...noticeLetter('recoveryCodesRenewed', person.locale), forumId: null, personId: person.id, address: person.email, kind: 'account.notice', locale: person.locale });
    return granted({ recoveryCodes });
  });
}

/**
 * A person takes their one-time password away; the door asks for a recent proof first. Refuses `account.signed_out`.
 * Where the house asks staff for a second factor they are asked to set one up at the next sign-in.
 */
export function removeSecondFactor(ctx: Context): Promise<Outcome<null, 'account.signed_out'>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, 'account.signed_out'>> => {
    const person = ctx.actor.personId ? await personById(ctx, ctx.actor.personId) : null;
    if (!person) return refused('account.signed_out');
    await takeAwayFactors(ctx, person.id);
    await journal(ctx, { kind: events.secondFactorRemoved, forumId: null, subject: null });
    await queueLetter(ctx, { ...noticeLetter('factorRemoved', person.locale), forumId: null, personId: person.id, address: person.email, kind: 'account.notice', locale: person.locale });
    return granted(null);
  });
}

/** Takes away what stands as a person's second factor. Passkeys stay, which have a page of their own; a recovery takes them too. */
export async function takeAwayFactors(ctx: Context, personId: string): Promise<void> {
  await ctx.db.deleteFrom('totp').where('person_id', '=', personId).execute();
  await ctx.db.deleteFrom('recovery_code').where('person_id', '=', personId).execute();
}
