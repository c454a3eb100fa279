import type { Locale } from '#platform/i18n/locales.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Context, ForumContext } from '../../context.ts';
import { type Marking as Door, replyAddress } from '../../accreditation/rules/reply-address.ts';
import type { Marking } from '../../disclosure/model.ts';
import { mayRelease } from '../../disclosure/rules.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import { output, paperParts } from '../letters/paper-text.ts';
import { plainOf } from '../rules/anchor.ts';
import { excerptFrom, type LetterParagraph } from '../rules/excerpt.ts';
import { circulatedVersion, loadPaper, loadParagraphs, titlesOf } from '../store.ts';
import { inLanguage } from './paper-page.ts';

/** The paper circulated last as a letter may carry it, in the reader's language as far as it is translated. */
export type PaperByLetter = { id: string; title: string; symbol: string | null; version: number; marking: Marking; /** Whether its marking lets it go by letter. */ goesOut: boolean; paragraphs: readonly LetterParagraph[] };

/** The paper as somebody in the forum reads it by letter: what was circulated last, for organisers too; null while nothing was. */
export async function paperByLetter(ctx: ForumContext, locale: Locale): Promise<PaperByLetter | null> {
  const [forum, paper] = await Promise.all([forumFacts(ctx, ctx.sight.forumId), loadPaper(ctx)]);
  const version = paper ? await circulatedVersion(ctx, paper.id) : 0;
  if (!forum || !paper || version === 0) return null;
  const [titles, original, translated] = await Promise.all([titlesOf(ctx, paper.id, version), loadParagraphs(ctx, paper.id, version, paper.locale), locale === paper.locale ? [] : loadParagraphs(ctx, paper.id, version, locale)]);
  const shown = inLanguage(original, paper.locale, locale === paper.locale ? null : { locale, rows: translated });
  return {
    id: paper.id, title: titles.find((one) => one.locale === locale)?.title ?? paper.title, symbol: paper.symbol, version,
    marking: forum.defaultMarking, goesOut: mayRelease(forum.defaultMarking, output.ceiling),
    paragraphs: shown.map(({ id, number, html, lang, translation }) => ({ id, number, text: plainOf(html), lang, isOlder: translation === 'stale' })),
  };
}

/** The paper as it is sent to who asked for it; null where there is none, a refusal's code where none of it can be sent. */
export async function paperAnswer(ctx: ForumContext, { locale, from, address, link }: { locale: Locale; /** The number of the first paragraph; null: from the beginning. */ from: string | null; address: string; link: string }): Promise<Outcome<string[], 'paper.not_by_letter' | 'paper.no_such_number' | 'paper.no_such_paper'>> {
  const paper = await paperByLetter(ctx, locale);
  if (!paper) return refused('paper.no_such_paper');
  if (!paper.goesOut) return refused('paper.not_by_letter');
  const excerpt = excerptFrom(paper.paragraphs, from);
  if (!excerpt) return refused('paper.no_such_number', { number: from ?? '' });
  return granted(paperParts({ ...paper, excerpt, address, annotates: may(ctx.sight, 'annotate'), link }, locale));
}

/** Papers whose ids lie in a range, as a reply address names them. */
export const papersIn = ({ db }: Pick<Context, 'db'>, { first, last }: { first: string; last: string }): Promise<{ id: string; forumId: string }[]> =>
  db.selectFrom('paper').select(['id', 'forum_id as forumId']).where('id', '>=', first).where('id', '<=', last).limit(20).execute();

/** With so many signs the text stands in the letter that announces it; a longer one is sent to who asks for it. */
const longestWithin = 6_000;

/**
 * What a notice says of the paper to its reader: the text itself where it is short and `whole` asks for it, and where
 * to ask for it or to annotate it by letter. Empty while there is none, and where letters do not come in.
 */
export async function paperInNotice(ctx: ForumContext, { locale, door, link, whole }: { locale: Locale; door: Door | null; link: string; whole: boolean }): Promise<string[]> {
  const paper = await paperByLetter(ctx, locale);
  if (!paper) return [];
  const { personId } = ctx.actor;
  const address = door && personId && ctx.sight.seat ? replyAddress(door, { personId, forumId: ctx.sight.forumId, place: { kind: 'paper', id: paper.id }, voice: 'own' }) : null;
  const within = whole && paper.goesOut && paper.paragraphs.reduce((sum, { text }) => sum + text.length, 0) <= longestWithin;
  return paperParts({ ...paper, excerpt: within ? excerptFrom(paper.paragraphs, null) : null, address, annotates: may(ctx.sight, 'annotate'), link }, locale);
}
