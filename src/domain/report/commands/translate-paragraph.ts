import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { rolesInSeries } from '../../accreditation/queries/roles-in-series.ts';
import type { Context } from '../../context.ts';
import { wholeSeries } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { Paragraph, ReportRefusal } from '../model.ts';
import type { ParagraphTranslationInput } from '../schema.ts';
import { loadParagraphs } from '../store.ts';

/**
 * A paragraph's present wording is put into another language, sentence by sentence; another person is to review it.
 *
 * Refuses  `report.not_yours`, `report.no_such_paragraph`, `report.paragraph_stale`; `report.sentences_differ` where the
 *          translation has another number of sentences or drops the word of weight.
 */
export function translateParagraph(ctx: Context, slug: string, id: string, input: ParagraphTranslationInput): Promise<Outcome<null, ReportRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, ReportRefusal>> => {
    if (!may(await rolesInSeries(ctx, slug), 'write-report')) return refused('report.not_yours');
    const found = await held(ctx, slug, id);
    if (!found) return refused('report.no_such_paragraph');
    const { seriesId, paragraph } = found;
    if (paragraph.version !== input.version) return refused('report.paragraph_stale');
    const texts = input.text.split(/\r\n?|\n/).map((line) => line.trim()).filter(Boolean);
    const weighs = (text: string | undefined) => text?.includes('{weight}') ?? false;
    if (texts.length !== paragraph.sentences.length || paragraph.sentences.some(({ text }, i) => weighs(text) !== weighs(texts[i]))) return refused('report.sentences_differ', { count: paragraph.sentences.length });
    const made = { version: paragraph.version, texts: JSON.stringify(texts), made_by: ctx.actor.personId, made_at: ctx.now, reviewed_at: null };
    await ctx.db.insertInto('chapter_paragraph_translation').values({ series_id: seriesId, paragraph_id: id, locale: input.locale, ...made }).onConflict((c) => c.columns(['series_id', 'paragraph_id', 'locale']).doUpdateSet(made)).execute();
    await journal(ctx, { kind: events.paragraphTranslated, forumId: paragraph.forumId, subject: id, facts: { version: paragraph.version, locale: input.locale }, commit: { text: texts.join('\n') } });
    return granted(null);
  });
}

/**
 * Another person than its translator has reviewed the translation of a paragraph.
 *
 * Refuses  `report.not_yours`, `report.no_such_paragraph`, `report.no_such_translation`, `report.own_translation`,
 *          `report.paragraph_stale` where the wording has changed since.
 */
export function reviewParagraph(ctx: Context, slug: string, id: string, locale: string): Promise<Outcome<null, ReportRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, ReportRefusal>> => {
    if (!may(await rolesInSeries(ctx, slug), 'review-translation')) return refused('report.not_yours');
    const found = await held(ctx, slug, id);
    if (!found) return refused('report.no_such_paragraph');
    const { seriesId, paragraph } = found;
    const at = { series_id: seriesId, paragraph_id: id, locale };
    const row = await ctx.db.selectFrom('chapter_paragraph_translation').select(['version', 'made_by']).where((eb) => eb.and(at)).executeTakeFirst();
    if (!row) return refused('report.no_such_translation');
    if (row.version !== paragraph.version) return refused('report.paragraph_stale');
    if (row.made_by !== null && row.made_by === ctx.actor.personId) return refused('report.own_translation');
    await ctx.db.updateTable('chapter_paragraph_translation').set({ reviewed_at: ctx.now }).where((eb) => eb.and(at)).execute();
    await journal(ctx, { kind: events.translationReviewed, forumId: paragraph.forumId, subject: id, facts: { version: paragraph.version, locale } });
    return granted(null);
  });
}

async function held(ctx: Context, slug: string, id: string): Promise<{ seriesId: string; paragraph: Paragraph } | null> {
  const whole = await wholeSeries(ctx, slug);
  const [paragraph] = whole ? await loadParagraphs(ctx, whole.series.id, { id, lock: true }) : [];
  return whole && paragraph ? { seriesId: whole.series.id, paragraph } : null;
}
