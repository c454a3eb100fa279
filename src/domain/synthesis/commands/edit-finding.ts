import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { forumAspects } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { SynthesisRefusal } from '../model.ts';
import type { FindingEdit } from '../schema.ts';
import { backToDraft, holdFinding } from '../store.ts';

/**
 * A finding gets another wording, addressee or aspect: edits are taken in turns. Its earlier wordings stay, and it is
 * in draft again. Where only its place or addressee changes, its translations go with it.
 *
 * Shape    `version`: the one that was read.
 * Refuses  `synthesis.not_yours`, `synthesis.no_such_finding`, `synthesis.no_such_aspect`; `synthesis.finding_stale`
 *          when somebody saved another version meanwhile; `synthesis.finding_frozen` under silence and once adopted.
 */
export function editFinding(ctx: ForumContext, reference: string, input: FindingEdit): Promise<Outcome<{ version: number }, SynthesisRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<{ version: number }, SynthesisRefusal>> => {
    if (!may(ctx.sight, 'draft-finding')) return refused('synthesis.not_yours');
    const { forumId } = ctx.sight;
    const finding = await holdFinding(ctx, reference);
    if (!finding) return refused('synthesis.no_such_finding');
    if (finding.version !== input.version) return refused('synthesis.finding_stale');
    if (finding.frozen) return refused('synthesis.finding_frozen');
    const aspect = (await forumAspects(ctx, forumId)).find(({ letter }) => letter === input.part);
    if (!aspect) return refused('synthesis.no_such_aspect');
    const version = finding.version + 1;
    const texts = input.text === finding.text ? finding.texts : { en: input.text };
    const known = await ctx.db.selectFrom('finding_version').select(['locale', 'made_by', 'reviewed_at']).where('forum_id', '=', forumId).where('finding_id', '=', finding.id).where('number', '=', finding.version).execute();
    const of = (locale: string) => known.find((row) => row.locale === locale);
    await ctx.db.insertInto('finding_version').values(Object.entries(texts).map(([locale, text]) => ({ forum_id: forumId, finding_id: finding.id, number: version, locale, text, made_at: ctx.now, made_by: of(locale)?.made_by ?? null, reviewed_at: input.text === finding.text ? (of(locale)?.reviewed_at ?? null) : null }))).execute();
    await ctx.db.updateTable('finding').set({ version, addressee: input.addressee ?? null, aspect_id: aspect.id }).where('forum_id', '=', forumId).where('id', '=', finding.id).execute();
    await backToDraft(ctx, finding.id);
    await journal(ctx, { kind: events.findingEdited, forumId, subject: finding.id, facts: { reference, version, part: input.part }, commit: { text: input.text, addressee: input.addressee ?? '' } });
    return granted({ version });
  });
}

/**
 * The wording of a finding is held while delegations have it before them, and let go when silence was broken.
 * For the stage that puts it to them, in its transaction.
 */
export async function freezeFinding({ db, sight }: ForumContext, findingId: string, frozen: boolean): Promise<void> {
  await db.updateTable('finding').set({ frozen }).where('forum_id', '=', sight.forumId).where('id', '=', findingId).execute();
}
