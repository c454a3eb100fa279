import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { PaperRefusal } from '../model.ts';
import { type Anchor, anchorAt, anchorOf, lengthOf, plainOf, sentencesOf } from '../rules/anchor.ts';
import type { AnnotationInput } from '../schema.ts';
import { circulatedVersions, holdPaper, loadPaper, loadParagraph } from '../store.ts';
import { keepPlaces, nextNumber, standingIn } from '../store/annotations.ts';

/**
 * A remark is anchored to a passage of a paragraph, in whichever language of the paper its words stand. One made on
 * an earlier version, because the next came while it was written, is settled in the newest at once.
 *
 * Refuses  `paper.not_yours`, `paper.no_such_paper` (also while it has not been circulated),
 *          `paper.no_such_paragraph`, `paper.quote_not_there`.
 */
export function annotateParagraph(ctx: ForumContext, input: AnnotationInput): Promise<Outcome<{ id: string; number: number }, PaperRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, input, async (ctx): Promise<Outcome<{ id: string; number: number }, PaperRefusal>> => {
    const { seat, forumId } = ctx.sight;
    if (!seat || !may(ctx.sight, 'annotate')) return refused('paper.not_yours');
    await holdPaper(ctx);
    const paper = await loadPaper(ctx);
    const circulated = paper ? await circulatedVersions(ctx, paper.id) : [];
    const newest = circulated.at(-1);
    if (!paper || newest === undefined) return refused('paper.no_such_paper');
    const version = circulated.find((n) => n === input.version) ?? newest;
    const texts = await loadParagraph(ctx, paper.id, version, input.paragraph);
    if (texts.length === 0) return refused('paper.no_such_paragraph');
    const found = passageIn(texts, input);
    if (!found) return refused('paper.quote_not_there');
    const [id, number] = [ctx.world.mint(), await nextNumber(ctx, paper.id, input.paragraph)];
    await ctx.db.insertInto('annotation').values({ forum_id: forumId, id, paper_id: paper.id, version, paragraph: input.paragraph, number, ...found.anchor, text_lang: found.locale, seat_id: seat.id, at: ctx.now, lang: input.lang, text: input.text, proposal: input.proposal ?? null }).execute();
    for (const later of circulated.filter((n) => n > version)) await keepPlaces(ctx, later, (await standingIn(ctx, paper.id, later)).filter((note) => note.id === id));
    await journal(ctx, { kind: events.annotated, forumId, subject: id, facts: { paragraph: input.paragraph, version }, commit: { text: input.text, author: seat.id } });
    return granted({ id, number });
  });
}

/** The passage in the language it was read in, else in any the paragraph has. */
function passageIn(texts: readonly { locale: string; html: string }[], input: AnnotationInput): { locale: string; anchor: Anchor } | null {
  const rank = (locale: string) => (locale === input.in ? 0 : locale === input.lang ? 1 : 2);
  for (const { locale, html } of [...texts].sort((a, b) => rank(a.locale) - rank(b.locale))) {
    const text = plainOf(html);
    const sentence = input.quote === undefined ? sentencesOf(text, locale)[input.sentence ?? -1] : undefined;
    const anchor = sentence ? anchorOf(text, sentence.start, lengthOf(sentence.text)) : input.quote === undefined ? null : anchorAt(text, input.quote, { before: input.before ?? '' });
    if (anchor) return { locale, anchor };
  }
  return null;
}
