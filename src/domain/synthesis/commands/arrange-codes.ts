import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { SynthesisRefusal } from '../model.ts';
import { isFree, isWithin, mayStandUnder } from '../rules/code-tree.ts';
import type { CodeInput } from '../schema.ts';
import { holdCodes } from '../store/codes.ts';

/**
 * A code is added to the tree of the series, at the top or under another.
 *
 * Refuses  `synthesis.not_yours`, `synthesis.no_such_code` for the parent, `synthesis.code_exists`.
 */
export function addCode(ctx: ForumContext, input: CodeInput): Promise<Outcome<{ codeId: string }, SynthesisRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, input, async (ctx): Promise<Outcome<{ codeId: string }, SynthesisRefusal>> => {
    if (!may(ctx.sight, 'excerpt')) return refused('synthesis.not_yours');
    const { seriesId, codes } = await holdCodes(ctx);
    const parentId = input.parent ?? null;
    if (parentId && !codes.some(({ id }) => id === parentId)) return refused('synthesis.no_such_code');
    const free = isFree(codes, input.label, parentId, null);
    if (!free.ok) return free;
    const codeId = ctx.world.mint();
    await ctx.db.insertInto('code').values({ series_id: seriesId, id: codeId, parent_id: parentId, label: input.label, description: input.description ?? '' }).execute();
    await journal(ctx, { kind: events.codeAdded, forumId: ctx.sight.forumId, subject: codeId, facts: { parent: parentId }, commit: { label: input.label } });
    return granted({ codeId });
  });
}

/** A code gets another name. Refuses `synthesis.not_yours`, `synthesis.no_such_code`, `synthesis.code_exists`. */
export function renameCode(ctx: ForumContext, codeId: string, label: string): Promise<Outcome<null, SynthesisRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, SynthesisRefusal>> => {
    if (!may(ctx.sight, 'excerpt')) return refused('synthesis.not_yours');
    const { codes } = await holdCodes(ctx);
    const code = codes.find(({ id }) => id === codeId);
    if (!code) return refused('synthesis.no_such_code');
    const free = isFree(codes, label, code.parentId, codeId);
    if (!free.ok) return free;
    await ctx.db.updateTable('code').set({ label }).where('id', '=', codeId).execute();
    await journal(ctx, { kind: events.codeRenamed, forumId: ctx.sight.forumId, subject: codeId, commit: { label } });
    return granted(null);
  });
}

/**
 * A code is put under another, with all that stands under it; null puts it at the top.
 *
 * Refuses  `synthesis.not_yours`; as `mayStandUnder` does; `synthesis.code_exists`.
 */
export function moveCode(ctx: ForumContext, codeId: string, parentId: string | null): Promise<Outcome<null, SynthesisRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, SynthesisRefusal>> => {
    if (!may(ctx.sight, 'excerpt')) return refused('synthesis.not_yours');
    const { codes } = await holdCodes(ctx);
    const ruling = mayStandUnder(codes, codeId, parentId);
    if (!ruling.ok) return ruling;
    const free = isFree(codes, codes.find(({ id }) => id === codeId)?.label ?? '', parentId, codeId);
    if (!free.ok) return free;
    await ctx.db.updateTable('code').set({ parent_id: parentId }).where('id', '=', codeId).execute();
    await journal(ctx, { kind: events.codeMoved, forumId: ctx.sight.forumId, subject: codeId, facts: { parent: parentId } });
    return granted(null);
  });
}

/**
 * A code is merged into another: its excerpts and what stands under it go there, in all forums of the series. Its name
 * stays as a signpost for files that still know it.
 *
 * Refuses  `synthesis.not_yours`, `synthesis.no_such_code`; `synthesis.code_under_itself` into what stands under it;
 *          `synthesis.code_exists` when both have one of the same name under them: merge those first.
 */
export function mergeCodes(ctx: ForumContext, codeId: string, intoId: string): Promise<Outcome<null, SynthesisRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, SynthesisRefusal>> => {
    if (!may(ctx.sight, 'excerpt')) return refused('synthesis.not_yours');
    const { codes } = await holdCodes(ctx);
    if (!codes.some(({ id }) => id === codeId) || !codes.some(({ id }) => id === intoId)) return refused('synthesis.no_such_code');
    if (isWithin(codes, intoId, codeId)) return refused('synthesis.code_under_itself');
    const children = codes.filter(({ parentId }) => parentId === codeId);
    for (const child of children) {
      const free = isFree(codes, child.label, intoId, codeId);
      if (!free.ok) return free;
    }
    const { db } = ctx;
    await db.updateTable('code').set({ merged_into: intoId, parent_id: null }).where('id', '=', codeId).execute();
    if (children.length > 0) await db.updateTable('code').set({ parent_id: intoId }).where('id', 'in', children.map(({ id }) => id)).execute();
    const codings = await db.deleteFrom('excerpt_code').where('code_id', '=', codeId).returningAll().execute();
    for (const coding of codings) await db.insertInto('excerpt_code').values({ ...coding, code_id: intoId }).onConflict((c) => c.doNothing()).execute();
    await journal(ctx, { kind: events.codeMerged, forumId: ctx.sight.forumId, subject: codeId, facts: { into: intoId, codings: codings.length } });
    return granted(null);
  });
}
