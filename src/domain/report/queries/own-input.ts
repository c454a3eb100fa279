import { enter } from '../../accreditation/sight.ts';
import type { Context } from '../../context.ts';
import { wholeSeries } from '../../programme/queries/forum-facts.ts';
import { titleOf } from '../../programme/rules.ts';
import { type OwnQuotation, ownQuotations } from '../../synthesis/queries/own-quotations.ts';
import { type OwnEnd, ownEnds } from '../../synthesis/queries/own-ends.ts';
import { romanOf } from '../rules.ts';
import { loadParagraphs } from '../store.ts';
import { publishedSince } from './publication.ts';

export type OwnInput = { key: string; title: string; roman: string; ends: (OwnEnd & { /** Sentences of the report that rest on it. */ sentences: number })[]; quotations: OwnQuotation[] };
export type OwnInputPage = { title: string; slug: string; demonstration: boolean; published: boolean; forums: OwnInput[]; /** Whether something may have been said that no page lists. */ unattributed: boolean };

/** What became of what one said, in each forum of a series, for one's own eyes; null for no such series. */
export async function ownInputPage(ctx: Context, slug: string): Promise<OwnInputPage | null> {
  const whole = await wholeSeries(ctx, slug);
  if (!whole) return null;
  const paragraphs = await loadParagraphs(ctx, whole.series.id);
  const forums: OwnInput[] = [];
  for (const forum of whole.forums) {
    const inside = await enter(ctx, forum.id);
    if (!inside?.sight.seat) continue;
    const roman = romanOf(forum.number);
    const [ends, quotations] = [await ownEnds(inside), await ownQuotations(inside)];
    const resting = (ref: string) => paragraphs.reduce((sum, { sentences }) => sum + sentences.filter(({ rests }) => rests.includes(`${roman}/${ref}`)).length, 0);
    forums.push({ key: forum.key, title: titleOf(forum), roman, ends: ends.map((end) => ({ ...end, sentences: resting(end.ref) })), quotations });
  }
  return { title: whole.series.report.title ?? whole.series.title, slug, demonstration: whole.series.demonstration, published: (await publishedSince(ctx, whole.series.id)) !== null, forums, unattributed: whole.forums.some(({ allowedRegimes }) => allowedRegimes.includes('unattributed')) };
}
