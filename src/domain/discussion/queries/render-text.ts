import { firstWords, renderMarkdown } from '#platform/text/markdown.ts';
import type { ForumContext } from '../../context.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { keyOf, keysIn, referencePattern } from '../rules/references.ts';
import { loadReferences } from '../store/references.ts';

/**
 * A text as it is kept and shown: Markdown rendered, its references made links with a word on where they lead. The
 * same for all readers of the forum, so only what each of them may see is a link; a preview is this and nothing else.
 *
 * Shape   addresses without a language, so that each reader is led in their own. A contribution is described by its
 *         question, never by its words: those may be withheld or withdrawn, and must not live on in somebody's link.
 */
export async function renderText(ctx: ForumContext, text: string): Promise<string> {
  const keys = keysIn(text);
  if (keys.length === 0) return renderMarkdown(text);
  const [references, forum] = await Promise.all([loadReferences(ctx, keys), forumFacts(ctx, ctx.sight.forumId)]);
  const known = new Map(references.map((one) => [one.key, { href: one.reach === 'public' ? one.place : `/f/${forum?.key ?? ''}${one.place}`, title: firstWords(one.hint, 120) }]));
  return renderMarkdown(text, { pattern: referencePattern(), linkOf: (match) => known.get(keyOf(match)) ?? null });
}
