import { atomically } from '#platform/atomically.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import { journal } from '#platform/journal.ts';
import { queueLetter } from '#platform/mail/outbox.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { freshToken, hashOf } from '../../account/rules/token.ts';
import type { Context } from '../../context.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { titleOf } from '../../programme/rules.ts';
import { events } from '../events.ts';
import { applicationLetter } from '../letters/application.ts';
import { type ApplicationRefusal, applicationState, confirmHours, mayDo } from '../rules/application.ts';
import type { ApplicationForm } from '../schema.ts';
import { applicationOf, takesApplications } from '../store/applications.ts';

/**
 * Somebody applies for a seat. The secretariat sees it once the address is confirmed; the answer is the same whether
 * the address is known, sits at the table or waits already.
 *
 * Writes   the application and a letter; one not yet confirmed is replaced, one that waits stays as it is.
 * Refuses  `application.no_such_application` where the forum takes none.
 */
export function apply(ctx: Context, forumId: string, input: ApplicationForm, { locale, origin }: { locale: Locale; origin: string }): Promise<Outcome<null, ApplicationRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, ApplicationRefusal>> => {
    const forum = await forumFacts(ctx, forumId);
    if (!forum || !(await takesApplications(ctx, forumId))) return refused('application.no_such_application');
    await ctx.db.deleteFrom('application').where('forum_id', '=', forumId).where((eb) => eb(eb.fn<string>('lower', ['email']), '=', input.email)).where('confirmed_at', 'is', null).execute();
    const token = freshToken(ctx);
    const id = ctx.world.mint();
    const confirmUntil = new Date(ctx.now.getTime() + confirmHours * 3_600_000);
    const added = await ctx.db
      .insertInto('application')
      .values({ forum_id: forumId, id, email: input.email, name: input.name, body: input.body, category: input.category, reason: input.reason, locale, token_hash: hashOf(token), applied_at: ctx.now, confirm_until: confirmUntil })
      .onConflict((c) => c.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!added) return granted(null);
    const letter = applicationLetter({ what: 'confirm', forum: titleOf(forum), marking: 'TLP:CLEAR', link: `${origin}/${locale}/apply/${token}`, until: confirmUntil, zone: forum.zone }, locale);
    await queueLetter(ctx, { ...letter, sender: titleOf(forum), forumId, personId: null, address: input.email, kind: 'accreditation.application', locale });
    return granted(null);
  });
}

/** An applicant's address is confirmed, by the deed and not by looking. Refuses as `mayDo` does. */
export function confirmApplication(ctx: Context, token: string): Promise<Outcome<null, ApplicationRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, ApplicationRefusal>> => {
    const application = await applicationOf(ctx, hashOf(token), { lock: true });
    if (!application) return refused('application.no_such_application');
    const ruling = mayDo('confirm', applicationState(application, ctx.now));
    if (!ruling.ok) return ruling;
    await ctx.db.updateTable('application').set({ confirmed_at: ctx.now }).where('forum_id', '=', application.forumId).where('id', '=', application.id).execute();
    await journal(ctx, { kind: events.applied, forumId: application.forumId, subject: application.id, facts: { category: application.category }, commit: { address: application.email } });
    return granted(null);
  });
}
