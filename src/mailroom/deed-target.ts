import { holderAmong, invitationByLetter } from '#domain/accreditation/queries/letter-holder.ts';
import { idsFrom, type ReplyToken } from '#domain/accreditation/rules/reply-address.ts';
import { enter, enterAsParty } from '#domain/accreditation/sight.ts';
import { decisionsIn, decisionToAppeal } from '#domain/moderation/queries/deeds-by-letter.ts';
import { silencesIn, silenceToBreak } from '#domain/adoption/queries/deeds-by-letter.ts';
import type { Context, ForumContext } from '#domain/context.ts';
import type { Marking, Regime } from '#domain/disclosure/model.ts';
import { contributionById, contributionsIn } from '#domain/discussion/queries/contribution-facts.ts';
import type { LetterTargetRefusal } from '#domain/discussion/queries/letter-target.ts';
import { refOf } from '#domain/discussion/rules.ts';
import { paperByLetter, papersIn } from '#domain/paper/queries/paper-by-letter.ts';
import type { Forum } from '#domain/programme/model.ts';
import { forumFacts, forumsIn } from '#domain/programme/queries/forum-facts.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import { waitingInbound } from '#platform/mail/inbox.ts';
import type { MailDoor } from '#platform/mail/mail-door.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';

/** What a letter can ask for beside posting. */
export type DeedKind = 'appeal' | 'rate' | 'object' | 'flag' | 'confirm' | 'accept' | 'paper';
export const placeOfDeed = { appeal: 'decision', rate: 'findings', object: 'silence', flag: 'flag', confirm: 'waiting', accept: 'invitation', paper: 'paper' } as const satisfies Readonly<Record<DeedKind, ReplyToken['kind']>>;

/** Who asks for what, of which thing. */
export type DeedTarget = {
  kind: DeedKind;
  /** The thing's id: a decision, a forum, a procedure, a contribution, a letter, an invitation, a paper. */
  id: string;
  /** The forum as the writer sees it; null for somebody invited, who sees none yet. */
  inside: ForumContext | null;
  forum: Forum;
  person: { id: string | null; email: string; name: string; locale: Locale };
  /** The thing's name for people: a reference; empty where it has none. */
  ref: string;
  marking: Marking;
  /** The regime of the writer's own text that this is about; null where it is about none. */
  regime: Regime | null;
  /** The case's number, where it is about one. */
  caseNumber: number;
  /** The end of the time for it; null where it has none of its own. */
  closesAt: Date | null;
  /** Why it could not be done now, as the command would say it; null where nothing speaks against it. */
  against: string | null;
};

/**
 * The person and the thing a reply address was made for, where it is for a deed.
 *
 * Refuses  as `letterTarget` does, and with the same words: what is not there and what is not one's own are one.
 */
export async function deedTarget(ctx: Context, token: ReplyToken, from: string, door: MailDoor): Promise<Outcome<DeedTarget, LetterTargetRefusal>> {
  if (token.kind === 'invitation') return invitedTarget(ctx, token, from, door);
  const holder = await holderAmong(ctx, token, await candidates(ctx, token), door);
  if (!holder) return refused('mail.no_such_address');
  if (holder.person.email.toLowerCase() !== from.toLowerCase()) return refused('mail.another_sender');
  const inside = await (token.kind === 'decision' ? enterAsParty : enter)({ ...ctx, actor: { kind: 'person', personId: holder.person.id, administrator: false } }, holder.forumId);
  const forum = inside && (await forumFacts(ctx, holder.forumId));
  if (!inside?.sight.seat || !forum) return refused('mail.no_such_address');
  const facts = await factsOf(inside, token.kind, holder.placeId);
  if (!facts) return refused('mail.no_such_address');
  return granted({ id: holder.placeId, inside, forum, person: holder.person, marking: forum.defaultMarking, ref: '', regime: null, caseNumber: 0, closesAt: null, against: null, ...facts });
}

/** The thing that a letter which waited asked for, as it stands now. */
export async function heldTarget(inside: ForumContext, { kind, id }: { kind: DeedKind; id: string }, person: DeedTarget['person']): Promise<DeedTarget | null> {
  const [forum, facts] = [await forumFacts(inside, inside.sight.forumId), await factsOf(inside, placeOfDeed[kind], id)];
  return forum && facts && { id, inside, forum, person, marking: forum.defaultMarking, ref: '', regime: null, caseNumber: 0, closesAt: null, against: null, ...facts };
}

async function candidates(ctx: Context, token: ReplyToken): Promise<readonly { id: string; forumId: string }[]> {
  const range = idsFrom(token.place);
  switch (token.kind) {
    case 'decision': return decisionsIn(ctx, range);
    case 'findings': return forumsIn(ctx, range);
    case 'silence': return silencesIn(ctx, range);
    case 'flag': return contributionsIn(ctx, range);
    case 'waiting': return waitingInbound(ctx, range);
    case 'paper': return papersIn(ctx, range);
    default: return [];
  }
}

async function factsOf(inside: ForumContext, kind: ReplyToken['kind'], id: string): Promise<(Pick<DeedTarget, 'kind'> & Partial<DeedTarget>) | null> {
  if (kind === 'decision') {
    const decision = await decisionToAppeal(inside, id);
    return decision && { kind: 'appeal', ref: decision.ref, marking: decision.marking, regime: decision.regime, caseNumber: decision.caseNumber, closesAt: decision.appealUntil };
  }
  if (kind === 'silence') {
    const silence = await silenceToBreak(inside, id);
    return silence && { kind: 'object', ref: silence.reference, closesAt: silence.endsAt, against: silence.ruling.ok ? null : silence.ruling.refusal.code };
  }
  if (kind === 'flag') {
    const contribution = await contributionById(inside, id);
    return contribution?.visibility === 'shown' ? { kind: 'flag', ref: refOf(contribution.code, contribution.number), marking: contribution.marking } : null;
  }
  if (kind === 'paper') return (await paperByLetter(inside, 'en'))?.id === id ? { kind: 'paper' } : null;
  if (kind === 'findings') return { kind: 'rate' };
  return kind === 'waiting' ? { kind: 'confirm' } : null;
}

async function invitedTarget(ctx: Context, token: ReplyToken, from: string, door: MailDoor): Promise<Outcome<DeedTarget, LetterTargetRefusal>> {
  const invited = await invitationByLetter(ctx, token, door);
  const forum = invited && (await forumFacts(ctx, invited.forumId));
  if (!invited || !forum) return refused('mail.no_such_address');
  if (invited.email.toLowerCase() !== from.toLowerCase()) return refused('mail.another_sender');
  return granted({ kind: 'accept', id: invited.id, inside: null, forum, person: { id: null, email: invited.email, name: invited.name, locale: invited.locale }, ref: '', marking: 'TLP:CLEAR', regime: null, caseNumber: 0, closesAt: null, against: null });
}
