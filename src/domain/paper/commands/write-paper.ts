import { endonyms } from '#platform/i18n/locales.ts';
import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { renderMarkdown } from '#platform/text/markdown.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { PaperRefusal } from '../model.ts';
import { idsOf, placesOf } from '../queries/placing.ts';
import { paragraphsOf, withoutMarker } from '../rules.ts';
import type { PaperInput } from '../schema.ts';
import { holdPaper, loadPaper, savePaper } from '../store.ts';
import { copyTranslations, hashOf } from '../store/draft.ts';

type Written = { version: number; paragraphs: number };

/**
 * A version of the discussion paper is written: Markdown in, numbered paragraphs out. It is written in the language
 * the paper is authoritative in, that of its first writing; its translations come along for the paragraphs that stay.
 * Another language of the same version takes the ids of the paragraphs at its places, so that the languages stay aligned.
 *
 * Shape    `sameVersion`: the text is a further language of the newest version.
 * Refuses  `paper.not_yours`, `paper.nothing_written`, `paper.original_first`; for a further language
 *          `paper.no_such_paper`, `paper.language_exists`, `paper.paragraphs_differ`.
 */
export function writePaper(ctx: ForumContext, input: PaperInput, { sameVersion = false } = {}): Promise<Outcome<Written, PaperRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, { ...input, sameVersion }, async (ctx): Promise<Outcome<Written, PaperRefusal>> => {
    if (!may(ctx.sight, 'write-paper')) return refused('paper.not_yours');
    const { forumId } = ctx.sight;
    await holdPaper(ctx);
    const found = await loadPaper(ctx);
    const paragraphs = paragraphsOf(input.markdown.replace(/\r\n?/g, '\n'));
    if (paragraphs.every((text) => withoutMarker(text) === '')) return refused('paper.nothing_written');
    if (found && found.version > 0 && !sameVersion && input.locale !== found.locale) return refused('paper.original_first', { language: endonyms[found.locale as keyof typeof endonyms] ?? found.locale });
    const placed = sameVersion ? await placesOf(ctx, found, input.locale, paragraphs) : granted(await idsOf(ctx, found, paragraphs));
    if (!placed.ok) return placed;
    const id = found?.id ?? ctx.world.mint();
    const version = (found?.version ?? 0) + (sameVersion ? 0 : 1);
    await savePaper(ctx, { id, version, title: input.title, symbol: input.symbol ?? found?.symbol ?? null, locale: input.locale, markdown: input.markdown }, found);
    await ctx.db
      .insertInto('paper_paragraph')
      .values(paragraphs.map(withoutMarker).map((markdown, i) => ({ forum_id: forumId, paper_id: id, version, locale: input.locale, stable_id: placed.value[i]?.id ?? '', position: i + 1, label: placed.value[i]?.label ?? '', source_hash: placed.value[i]?.sourceHash ?? null, markdown, html: renderMarkdown(markdown) })))
      .execute();
    if (found && found.version > 0 && !sameVersion) await copyTranslations(ctx, found, { from: found.version, to: version });
    await journal(ctx, { kind: events.written, forumId, subject: id, facts: { version, locale: input.locale, paragraphs: paragraphs.length }, commit: { text: hashOf(input.markdown) } });
    return granted({ version, paragraphs: paragraphs.length });
  });
}
