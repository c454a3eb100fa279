import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { forumAspects, forumFacts } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import { findingsOf } from '../../synthesis/queries/findings.ts';
import { events } from '../events.ts';

export type ParagraphInput = { section: 'background' | 'challenges' | 'discussions'; aspect: string | null; text: string; findings: readonly string[]; position: number };

/**
 * Running text of a forum's chapter is written; it names the findings it rests on, or is the editor's own.
 *
 * Refuses  `report.not_yours`, `synthesis.no_such_finding`, `synthesis.no_such_aspect`.
 */
export function writeParagraph(ctx: ForumContext, input: ParagraphInput): Promise<Outcome<null, 'report.not_yours' | 'synthesis.no_such_finding' | 'synthesis.no_such_aspect'>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, 'report.not_yours' | 'synthesis.no_such_finding' | 'synthesis.no_such_aspect'>> => {
    if (!may(ctx.sight, 'write-report')) return refused('report.not_yours');
    const { forumId } = ctx.sight;
    const [forum, aspects, findings] = [await forumFacts(ctx, forumId), await forumAspects(ctx, forumId), await findingsOf(ctx)];
    const aspect = input.aspect === null ? null : aspects.find(({ key }) => key === input.aspect);
    if (!forum || aspect === undefined) return refused('synthesis.no_such_aspect');
    const ids = input.findings.map((reference) => findings.find((f) => f.reference === reference)?.id);
    if (ids.includes(undefined)) return refused('synthesis.no_such_finding');
    const id = ctx.world.mint();
    await ctx.db.insertInto('chapter_paragraph').values({ series_id: forum.seriesId, id, forum_id: forumId, section: input.section, aspect_id: aspect?.id ?? null, position: input.position, text: input.text, findings: ids.filter((x) => x !== undefined), editorial: ids.length === 0 }).execute();
    await journal(ctx, { kind: events.paragraphWritten, forumId, subject: id, facts: { section: input.section, findings: input.findings.length }, commit: { text: input.text } });
    return granted(null);
  });
}
