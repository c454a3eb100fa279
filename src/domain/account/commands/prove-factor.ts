import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { queueLetter } from '#platform/mail/outbox.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Vault } from '#platform/vault.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';
import { noticeLetter } from '../letters/notice.ts';
import type { CodeRefusal, Device, Method, TooMany } from '../model.ts';
import { plainCode, stepOf } from '../rules/one-time-password.ts';
import { hashOf } from '../rules/token.ts';
import { countTry, personById, spendLink } from '../store.ts';
import { checkCode, countCode, type Typed } from './sign-in.ts';
import { startSession } from './start-session.ts';

export type Proof = { personId: string; session: string; typed: string; device?: Device | null };
type Proved = Outcome<{ session: string }, 'account.password_wrong' | TooMany>;

/**
 * Somebody half signed in gives the second factor, a one-time password or a recovery code, and is signed in whole,
 * under a new session id. An open recovery ends: the factor is not lost.
 *
 * Writes   the step or the recovery code as used, the new session for the old one, one journal entry.
 * Refuses  `account.password_wrong`; `account.tries_too_many`.
 */
export async function proveSecondFactor(ctx: Context, vault: Vault, proof: Proof): Promise<Proved> {
  if (!(await counted(ctx, proof.personId))) return refused('account.tries_too_many');
  return atomically(ctx, async (ctx): Promise<Proved> => {
    if (!(await fits(ctx, vault, proof))) return refused('account.password_wrong');
    const half = await ctx.db.deleteFrom('session').where('token_hash', '=', hashOf(proof.session)).where('person_id', '=', proof.personId).returning('method').executeTakeFirst();
    if (!half) return refused('account.password_wrong');
    await ctx.db.updateTable('recovery').set({ ended_at: ctx.now, ending: 'cancelled' }).where('person_id', '=', proof.personId).where('ended_at', 'is', null).execute();
    return granted({ session: await startSession(ctx, proof.personId, { method: half.method as Method, device: proof.device ?? null, factors: 2 }) });
  });
}

/**
 * A person signed in proves again who they are, by a one-time password.
 * Refuses as `proveSecondFactor` does.
 */
export async function confirmByPassword(ctx: Context, vault: Vault, proof: Proof): Promise<Outcome<null, 'account.password_wrong' | TooMany>> {
  if (!(await counted(ctx, proof.personId))) return refused('account.tries_too_many');
  return atomically(ctx, async (ctx): Promise<Outcome<null, 'account.password_wrong'>> => {
    if (!(await fits(ctx, vault, proof))) return refused('account.password_wrong');
    return granted(await noteProof(ctx, proof.session));
  });
}

/** The same by the six digits of a letter, for one who has no second factor. Refuses as `useSignInCode` does. */
export async function confirmByCode(ctx: Context, session: string, typed: Typed): Promise<Outcome<null, CodeRefusal | TooMany>> {
  const tried = await countCode(ctx, typed);
  if (!tried.ok) return tried;
  return atomically(ctx, async (ctx): Promise<Outcome<null, CodeRefusal>> => {
    const checked = await checkCode(ctx, typed);
    if (!checked.ok) return checked;
    if (checked.value.personId !== ctx.actor.personId) return refused('account.code_wrong');
    await spendLink(ctx, checked.value);
    return granted(await noteProof(ctx, session));
  });
}

/** Notes that the person of a session has just proved who they are; for every way of asking again. */
export async function noteProof(ctx: Context, session: string): Promise<null> {
  await ctx.db.updateTable('session').set({ confirmed_at: ctx.now, last_used_at: ctx.now }).where('token_hash', '=', hashOf(session)).execute();
  return null;
}

/** Counted apart, so that the refusal that may follow does not undo it. */
async function counted(ctx: Context, personId: string): Promise<boolean> {
  const allowed = await atomically(ctx, async (ctx) => granted(await countTry(ctx, 'factor-by-person', personId)));
  return allowed.ok && allowed.value;
}

async function fits(ctx: Context, vault: Vault, { personId, typed }: Proof): Promise<boolean> {
  const kept = await ctx.db.selectFrom('totp').selectAll().where('person_id', '=', personId).where('confirmed_at', 'is not', null).forUpdate().executeTakeFirst();
  if (!kept) return false;
  const plain = plainCode(typed);
  if (!/^\d{6}$/.test(plain)) return useRecoveryCode(ctx, vault, personId, plain);
  const step = stepOf(vault.open(kept.secret, personId), plain, ctx.now, kept.last_step);
  if (step === null) return false;
  await ctx.db.updateTable('totp').set({ last_step: step }).where('person_id', '=', personId).execute();
  return true;
}

async function useRecoveryCode(ctx: Context, vault: Vault, personId: string, plain: string): Promise<boolean> {
  const { numUpdatedRows } = await ctx.db.updateTable('recovery_code').set({ used_at: ctx.now }).where('person_id', '=', personId).where('code_hash', '=', vault.mark(plain, personId)).where('used_at', 'is', null).executeTakeFirst();
  const person = Number(numUpdatedRows) === 1 ? await personById(ctx, personId) : null;
  if (!person) return false;
  await journal({ ...ctx, actor: { ...ctx.actor, personId } }, { kind: events.recoveryCodeUsed, forumId: null, subject: null });
  await queueLetter(ctx, { ...noticeLetter('recoveryCodeUsed', person.locale), forumId: null, personId, address: person.email, kind: 'account.notice', locale: person.locale });
  return true;
}
