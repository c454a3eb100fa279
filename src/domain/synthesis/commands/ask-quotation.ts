import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { mergeNotice, queueNotice } from '#platform/mail/outbox.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { answerableFor } from '../../disclosure/custody-of-voices.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { titleOf } from '../../programme/rules.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { SynthesisRefusal } from '../model.ts';
import { quotationsOf } from '../queries/quotations.ts';
import { asksFor, lapseOf, type QuotationKind, sha256Of, standingOfRequest } from '../rules/quotation.ts';
import { loadQuoted, type QuotedExcerpt } from '../store/quotations.ts';

export const quotationNotice = 'synthesis.quotation';

/**
 * The author of exact words is asked to release them for the report, or the State they are of is told that they will
 * be quoted and may reply: by letter and on their page.
 *
 * Refuses  `synthesis.not_yours`, `synthesis.no_such_excerpt`; `synthesis.release_not_needed` where nothing is to be
 *          asked; `synthesis.already_asked` for the same words, whatever the answer was; `synthesis.nobody_to_ask` for
 *          a text that is not attributed, and where the author has left.
 */
export function askQuotation(ctx: ForumContext, excerptId: string): Promise<Outcome<{ kind: QuotationKind }, SynthesisRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<{ kind: QuotationKind }, SynthesisRefusal>> => {
    if (!may(ctx.sight, 'write-report')) return refused('synthesis.not_yours');
    const excerpt = (await loadQuoted(ctx, excerptId))[0];
    if (excerpt?.visibility !== 'shown') return refused('synthesis.no_such_excerpt');
    const kind = asksFor(excerpt.marking, excerpt.outside, 'TLP:CLEAR');
    if (!kind) return refused('synthesis.release_not_needed');
    const known = (await quotationsOf(ctx)).filter((one) => one.excerptId === excerptId);
    if (standingOfRequest(known, excerpt.quote, ctx.now) !== 'none') return refused('synthesis.already_asked');
    return ask(ctx, excerpt, kind);
  });
}

/** Every State whose words the findings of a forum quote is told, once for each quotation; answers with how many were. Refuses `synthesis.not_yours`. */
export function tellStates(ctx: ForumContext): Promise<Outcome<{ told: number }, SynthesisRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<{ told: number }, SynthesisRefusal>> => {
    if (!may(ctx.sight, 'write-report')) return refused('synthesis.not_yours');
    const [quoted, known] = [await loadQuoted(ctx), await quotationsOf(ctx)];
    let told = 0;
    for (const excerpt of quoted) {
      if (excerpt.visibility !== 'shown' || asksFor(excerpt.marking, excerpt.outside, 'TLP:CLEAR') !== 'notice') continue;
      if (standingOfRequest(known.filter((one) => one.excerptId === excerpt.id), excerpt.quote, ctx.now) !== 'none') continue;
      if ((await ask(ctx, excerpt, 'notice')).ok) told += 1;
    }
    return granted({ told });
  });
}

async function ask(ctx: ForumContext, excerpt: QuotedExcerpt, kind: QuotationKind): Promise<Outcome<{ kind: QuotationKind }, SynthesisRefusal>> {
  const { forumId } = ctx.sight;
  const bodyShown = excerpt.byline?.shows === 'affiliation';
  const people = await answerableFor(ctx, forumId, excerpt.contributionId, bodyShown);
  if (people.length === 0) return refused('synthesis.nobody_to_ask');
  const id = ctx.world.mint();
  const lapsesAt = lapseOf(ctx.now);
  await ctx.db.insertInto('quotation_request').values({ forum_id: forumId, id, excerpt_id: excerpt.id, kind, quote_sha256: Buffer.from(sha256Of(excerpt.quote), 'hex'), asked_at: ctx.now, lapses_at: lapsesAt }).execute();
  const forum = await forumFacts(ctx, forumId);
  for (const person of new Map(people.map((one) => [one.personId, one])).values()) {
    const to = { forumId, personId: person.personId, kind: quotationNotice, notAfter: lapsesAt };
    if (await mergeNotice(ctx, to, (waiting) => ({ requests: [...(waiting as { requests: string[] }).requests, id] }))) continue;
    await queueNotice(ctx, { ...to, address: person.email, locale: person.locale, about: { requests: [id] }, list: forum?.key ?? '', ...(forum ? { sender: titleOf(forum) } : {}) });
  }
  await journal(ctx, { kind: events.quotationAsked, forumId, subject: id, facts: { excerpt: excerpt.id, kind } });
  return granted({ kind });
}
