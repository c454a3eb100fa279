import { createHash } from 'node:crypto';
import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { renderMarkdown } from '#platform/text/markdown.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { PaperRefusal } from '../model.ts';
import { paragraphsOf, stableIds, withoutMarker } from '../rules.ts';
import type { PaperInput } from '../schema.ts';
import { allIds, holdPaper, loadPaper, loadParagraphs, localesOf, type PaperRow, savePaper } from '../store.ts';

type Written = { version: number; paragraphs: number };

/**
 * A version of the discussion paper is written: Markdown in, numbered paragraphs out. Another language of the same
 * version takes the ids of the paragraphs at its places, so that the languages stay aligned.
 *
 * Shape    `sameVersion`: the text is a further language of the newest version.
 * Refuses  `paper.not_yours`, `paper.nothing_written`; for a further language `paper.no_such_paper`,
 *          `paper.language_exists`, `paper.paragraphs_differ`.
 */
export function writePaper(ctx: ForumContext, input: PaperInput, { sameVersion = false } = {}): Promise<Outcome<Written, PaperRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, { ...input, sameVersion }, async (ctx): Promise<Outcome<Written, PaperRefusal>> => {
    if (!may(ctx.sight, 'write-paper')) return refused('paper.not_yours');
    const { forumId } = ctx.sight;
    await holdPaper(ctx);
    const found = await loadPaper(ctx);
    const paragraphs = paragraphsOf(input.markdown);
    if (paragraphs.every((text) => withoutMarker(text) === '')) return refused('paper.nothing_written');
    const placed = sameVersion ? await placesOf(ctx, found, input.locale, paragraphs) : granted(await idsOf(ctx, found, input.locale, paragraphs));
    if (!placed.ok) return placed;
    const id = found?.id ?? ctx.world.mint();
    const version = (found?.version ?? 0) + (sameVersion ? 0 : 1);
    await savePaper(ctx, { id, version, title: input.title, symbol: input.symbol ?? found?.symbol ?? null, locale: input.locale, markdown: input.markdown }, found);
    await ctx.db
      .insertInto('paper_paragraph')
      .values(paragraphs.map(withoutMarker).map((markdown, i) => ({ forum_id: forumId, paper_id: id, version, locale: input.locale, stable_id: placed.value[i] ?? '', position: i + 1, markdown, html: renderMarkdown(markdown) })))
      .execute();
    await journal(ctx, { kind: events.written, forumId, subject: id, facts: { version, locale: input.locale, paragraphs: paragraphs.length }, commit: { text: createHash('sha256').update(input.markdown).digest('hex') } });
    return granted({ version, paragraphs: paragraphs.length });
  });
}

/** Ids for a new version, by what the version before it had in this language, or else in the language it was first written in. */
async function idsOf(ctx: ForumContext, found: PaperRow | null, locale: string, paragraphs: readonly string[]): Promise<string[]> {
  if (!found) return stableIds([], paragraphs, []);
  const written = await localesOf(ctx, found.id, found.version);
  const before = await loadParagraphs(ctx, found.id, found.version, written.includes(locale) ? locale : (written[0] ?? locale));
  return stableIds(before, paragraphs, await allIds(ctx, found.id));
}

/** Ids for a further language: those of the paragraphs at the same places. */
async function placesOf(ctx: ForumContext, found: PaperRow | null, locale: string, paragraphs: readonly string[]): Promise<Outcome<string[], PaperRefusal>> {
  if (!found || found.version === 0) return refused('paper.no_such_paper');
  const written = await localesOf(ctx, found.id, found.version);
  if (written.includes(locale)) return refused('paper.language_exists');
  const aligned = await loadParagraphs(ctx, found.id, found.version, written[0] ?? locale);
  if (aligned.length !== paragraphs.length) return refused('paper.paragraphs_differ', { wanted: aligned.length, given: paragraphs.length });
  return granted(aligned.map(({ id }) => id));
}
