import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { SynthesisRefusal } from '../model.ts';
import type { FindingTranslation } from '../schema.ts';
import { holdFinding } from '../store.ts';

/**
 * A finding's present wording gets another language; it is to be reviewed by another person before it is printed.
 *
 * Refuses  `synthesis.not_yours`, `synthesis.no_such_finding`; `synthesis.finding_stale` where the wording translated is no longer the present one.
 */
export function translateFinding(ctx: ForumContext, reference: string, input: FindingTranslation): Promise<Outcome<null, SynthesisRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, SynthesisRefusal>> => {
    if (!may(ctx.sight, 'write-report')) return refused('synthesis.not_yours');
    const { forumId } = ctx.sight;
    const finding = await holdFinding(ctx, reference);
    if (!finding) return refused('synthesis.no_such_finding');
    if (finding.version !== input.version) return refused('synthesis.finding_stale');
    const made = { text: input.text, made_at: ctx.now, made_by: ctx.actor.personId, reviewed_at: null };
    await ctx.db.insertInto('finding_version').values({ forum_id: forumId, finding_id: finding.id, number: finding.version, locale: input.locale, ...made }).onConflict((c) => c.columns(['forum_id', 'finding_id', 'number', 'locale']).doUpdateSet(made)).execute();
    await journal(ctx, { kind: events.findingTranslated, forumId, subject: finding.id, facts: { reference, version: finding.version, locale: input.locale }, commit: { text: input.text } });
    return granted(null);
  });
}

/**
 * Another person than its translator has reviewed the translation of a finding.
 *
 * Refuses  `synthesis.not_yours`, `synthesis.no_such_finding`, `synthesis.no_such_translation`, `synthesis.own_translation`.
 */
export function reviewTranslation(ctx: ForumContext, reference: string, locale: string): Promise<Outcome<null, SynthesisRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, SynthesisRefusal>> => {
    if (!may(ctx.sight, 'review-translation')) return refused('synthesis.not_yours');
    const { forumId } = ctx.sight;
    const finding = await holdFinding(ctx, reference);
    if (!finding) return refused('synthesis.no_such_finding');
    const at = { forum_id: forumId, finding_id: finding.id, number: finding.version, locale };
    const row = await ctx.db.selectFrom('finding_version').select('made_by').where((eb) => eb.and(at)).where('locale', '<>', 'en').executeTakeFirst();
    if (!row) return refused('synthesis.no_such_translation');
    if (row.made_by !== null && row.made_by === ctx.actor.personId) return refused('synthesis.own_translation');
    await ctx.db.updateTable('finding_version').set({ reviewed_at: ctx.now }).where((eb) => eb.and(at)).execute();
    await journal(ctx, { kind: events.translationReviewed, forumId, subject: finding.id, facts: { reference, version: finding.version, locale } });
    return granted(null);
  });
}
