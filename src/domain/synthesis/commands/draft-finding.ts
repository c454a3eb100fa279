import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { countVoices } from '../../disclosure/custody.ts';
import { forumAspects } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { SynthesisRefusal } from '../model.ts';
import { findingRef, isTraceable, weightOf } from '../rules.ts';
import type { FindingInput } from '../schema.ts';
import { backToDraft, loadExcerpts, loadFindings, nextReference } from '../store.ts';

/**
 * A rapporteur drafts a finding of a kind under a focus aspect. It stays in draft until it rests on excerpts.
 *
 * Refuses  `synthesis.not_yours`, `synthesis.no_such_aspect`.
 */
export function draftFinding(ctx: ForumContext, input: FindingInput, translations: Readonly<Record<string, string>> = {}): Promise<Outcome<{ findingId: string; reference: string }, SynthesisRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, input, async (ctx): Promise<Outcome<{ findingId: string; reference: string }, SynthesisRefusal>> => {
    if (!may(ctx.sight, 'draft-finding')) return refused('synthesis.not_yours');
    const { forumId } = ctx.sight;
    const aspect = (await forumAspects(ctx, forumId)).find(({ letter }) => letter === input.part);
    if (!aspect) return refused('synthesis.no_such_aspect');
    const reference = findingRef(input.kind, await nextReference(ctx, input.kind === 'recommendation' ? 'R' : 'F'));
    const findingId = ctx.world.mint();
    await ctx.db.insertInto('finding').values({ forum_id: forumId, id: findingId, reference, kind: input.kind, aspect_id: aspect.id, addressee: input.addressee ?? null, organization_role: input.organizationRole === 'yes' }).execute();
    await ctx.db.insertInto('finding_version').values([{ forum_id: forumId, finding_id: findingId, number: 1, locale: 'en', text: input.text, made_at: ctx.now }, ...Object.entries(translations).map(([locale, text]) => ({ forum_id: forumId, finding_id: findingId, number: 1, locale, text, made_at: ctx.now, made_by: ctx.actor.personId }))]).execute();
    await journal(ctx, { kind: events.findingDrafted, forumId, subject: findingId, facts: { reference, kind: input.kind }, commit: { text: input.text } });
    return granted({ findingId, reference });
  });
}

/**
 * An excerpt is put under a finding, in support or as a contrary view.
 *
 * Refuses  `synthesis.not_yours`, `synthesis.no_such_finding`, `synthesis.no_such_excerpt`.
 */
export function attachExcerpt(ctx: ForumContext, reference: string, excerptId: string, opposing = false): Promise<Outcome<null, SynthesisRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, SynthesisRefusal>> => {
    if (!may(ctx.sight, 'draft-finding')) return refused('synthesis.not_yours');
    const { forumId } = ctx.sight;
    const [finding] = await loadFindings(ctx, { reference });
    if (!finding) return refused('synthesis.no_such_finding');
    const excerpt = await ctx.db.selectFrom('excerpt').select('id').where('forum_id', '=', forumId).where('id', '=', excerptId).executeTakeFirst();
    if (!excerpt) return refused('synthesis.no_such_excerpt');
    const known = await ctx.db.selectFrom('finding_excerpt').select('opposing').where('forum_id', '=', forumId).where('finding_id', '=', finding.id).where('excerpt_id', '=', excerptId).executeTakeFirst();
    if (known?.opposing === opposing) return granted(null);
    await ctx.db.insertInto('finding_excerpt').values({ forum_id: forumId, finding_id: finding.id, excerpt_id: excerptId, opposing }).onConflict((c) => c.columns(['forum_id', 'finding_id', 'excerpt_id']).doUpdateSet({ opposing })).execute();
    await backToDraft(ctx, finding.id);
    return granted(null);
  });
}

/**
 * A finding leaves draft: its trace is complete and its weight is counted in distinct voices.
 *
 * Refuses  as `isTraceable` does: it stays in draft, with the reason.
 */
export function readyFinding(ctx: ForumContext, reference: string): Promise<Outcome<{ weight: string | null }, SynthesisRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<{ weight: string | null }, SynthesisRefusal>> => {
    if (!may(ctx.sight, 'draft-finding')) return refused('synthesis.not_yours');
    const { forumId } = ctx.sight;
    const [finding] = await loadFindings(ctx, { reference });
    if (!finding) return refused('synthesis.no_such_finding');
    const excerpts = await loadExcerpts(ctx, finding.id);
    const ruling = isTraceable(finding, excerpts);
    if (!ruling.ok) return ruling;
    const of = (opposing: boolean) => excerpts.filter((e) => e.opposing === opposing).map(({ contributionId }) => contributionId);
    const voices = await countVoices(ctx, forumId, [...new Set(of(false))]);
    const addressed = await countVoices(ctx, forumId, [...new Set([...of(false), ...of(true)])]);
    const weight = weightOf(voices, addressed);
    await ctx.db.updateTable('finding').set({ state: 'ready', weight, ...(finding.state === 'ready' ? {} : { ready_at: ctx.now }) }).where('forum_id', '=', forumId).where('id', '=', finding.id).execute();
    await journal(ctx, { kind: events.findingReady, forumId, subject: finding.id, facts: { reference, version: finding.version, excerpts: excerpts.map(({ id }) => id), weight } });
    return granted({ weight });
  });
}
