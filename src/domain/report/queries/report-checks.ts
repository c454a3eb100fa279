import type { Locale } from '#platform/i18n/locales.ts';
import type { Context } from '../../context.ts';
import type { Marking } from '../../disclosure/model.ts';
import { openAccounts } from '../../synthesis/queries/open-accounts.ts';
import { asksFor, hasBeenTold, standingOfRequest } from '../../synthesis/rules/quotation.ts';
import { isExact, isTraceable } from '../../synthesis/rules.ts';
import type { Check, Paragraph } from '../model.ts';
import { namesFinding, romanIn, weightTyped, withoutRoman } from '../rules/sentences.ts';
import { loadTranslations } from '../store.ts';
import { type LeakIn, leaksOf } from './leaks.ts';
import { type WholeForum, type WholeReport, wholeReport } from './whole-report.ts';

const ceiling = 'TLP:CLEAR';
/** What is worth another look and stands in nobody's way. */
const advice: readonly Check['code'][] = ['weight', 'draft', 'proposal'];
/** Whether the report is published with it. */
export const blocks = ({ code }: Check): boolean => !advice.includes(code);

/** What still stands in the way of publishing a report in a language, each with where it is mended; null for no such series. */
export async function reportChecks(ctx: Context, slug: string, locale: Locale): Promise<Check[] | null> {
  const whole = await wholeReport(ctx, slug);
  return whole && checksOf(ctx, whole, locale);
}

export async function checksOf(ctx: Context, whole: WholeReport, locale: Locale): Promise<Check[]> {
  const { series, forums, paragraphs } = whole;
  const leakIn = leaksOf(forums, ceiling, ctx.now);
  const found: Check[] = [];
  for (const forum of forums) found.push(...(await openOf(forum)), ...findingChecks(forum, locale, series.slug, leakIn), ...quotationChecks(forum, ctx.now));
  const translations = await loadTranslations(ctx, series.id, locale);
  for (const paragraph of paragraphs) {
    found.push(...paragraphChecks(paragraph, whole, leakIn));
    const translation = translations.get(paragraph.id);
    if (locale === 'en') continue;
    const at = { ref: nameOf(paragraph, forums), text: paragraph.sentences[0]?.text ?? '', href: `/s/${series.slug}/report/translate/${locale}#${paragraph.id}` };
    if (!translation) found.push({ code: 'untranslated', ...at });
    else if (translation.version !== paragraph.version) found.push({ code: 'stale', ...at });
    else if (!translation.reviewed) found.push({ code: 'unreviewed', ...at });
    const leak = translation?.texts.map(leakIn).find((reference) => reference !== null);
    if (leak) found.push({ code: 'leak', ...at, text: leak });
  }
  const proposals = await ctx.db.selectFrom('wording_proposal').select(['id', 'reference', 'before']).where('series_id', '=', series.id).where('decision', 'is', null).execute();
  return [...found, ...proposals.map(({ reference, before }): Check => ({ code: 'proposal', ref: reference ?? '', text: before.slice(0, 120), href: `/s/${series.slug}/report/proposals` }))];
}

/** Where a paragraph stands, in no language: its forum and place. */
export const nameOf = ({ forumId, position }: Paragraph, forums: readonly WholeForum[]): string => `${forums.find(({ forum }) => forum.id === forumId)?.roman ?? ''} ¶ ${position}`.trim();

async function openOf({ inside, roman, forum }: WholeForum): Promise<Check[]> {
  const letter = (ref: string) => ref.slice(0, 1);
  return (await openAccounts(inside)).map((ref): Check => ({ code: 'open', ref: `${roman}/${ref}`, text: '', href: `/f/${forum.key}/bench/${letter(ref)}?c=${ref.replace('·', '-')}` }));
}

function findingChecks({ findings, excerpts, roman, forum }: WholeForum, locale: Locale, slug: string, leakIn: LeakIn): Check[] {
  return findings.flatMap((finding) => {
    const mine = excerpts.filter(({ findingId }) => findingId === finding.id);
    const at = { ref: `${roman}/${finding.reference}`, href: `/f/${forum.key}/finding/${finding.reference}` };
    const found: Check[] = mine.filter((e) => !isExact(e)).map((e) => ({ code: 'quote', ...at, text: `${roman}/${e.code}·${e.number}` }));
    // Such a text is for those who were in the room; nothing outside rests on it.
    found.push(...mine.filter(({ marking }) => marking === 'TLP:RED').map((e): Check => ({ code: 'marking', ...at, text: `${roman}/${e.code}·${e.number}` })));
    const leak = leakIn(finding.text) ?? leakIn(finding.texts[locale] ?? '');
    if (leak) found.push({ code: 'leak', ...at, text: leak });
    if (finding.state === 'draft') return [...found, { code: 'draft', ...at, text: finding.text }];
    if (!isTraceable(finding, mine).ok) found.push({ code: 'support', ...at, text: finding.text });
    const there = { ref: at.ref, text: finding.text, href: `/s/${slug}/report/translate/${locale}#${roman}-${finding.reference}` };
    if (locale !== 'en' && finding.texts[locale] === undefined) found.push({ code: 'untranslated', ...there });
    else if (locale !== 'en' && !finding.reviewed.includes(locale)) found.push({ code: 'unreviewed', ...there });
    return found;
  });
}

/** Releases that wait for an answer, and States that were not told of their words or have not had their time. */
function quotationChecks({ excerpts, quotations, bylines, roman, forum }: WholeForum, now: Date): Check[] {
  const once = new Map(excerpts.map((e) => [e.id, e]));
  return [...once.values()].flatMap((e): Check[] => {
    const kind = asksFor(e.marking as Marking, bylines.get(e.contributionId) ?? null, ceiling);
    const standing = standingOfRequest(quotations.filter(({ excerptId }) => excerptId === e.id), e.quote, now);
    const at = { ref: `${roman}/${e.code}·${e.number}`, text: e.quote, href: `/f/${forum.key}/quotations#${e.id}` };
    if (kind === 'release') return standing === 'asked' ? [{ code: 'release', ...at, text: '' }] : [];
    return kind === 'notice' && e.visibility === 'shown' && !hasBeenTold(standing) ? [{ code: 'told', ...at }] : [];
  });
}

function paragraphChecks(paragraph: Paragraph, { series, forums }: WholeReport, leakIn: LeakIn): Check[] {
  const at = { ref: nameOf(paragraph, forums), href: `/s/${series.slug}/report/paragraph/${paragraph.id}` };
  return paragraph.sentences.flatMap(({ text, rests, editorial }): Check[] => {
    const leak = leakIn(text);
    const gone = rests.filter((reference) => !stands(reference, forums));
    const typed = weightTyped(text);
    return [
      ...(rests.length === 0 && !editorial ? [{ code: 'evidence' as const, ...at, text }] : []),
      ...gone.map((reference) => ({ code: 'gone' as const, ...at, text: reference })),
      ...(leak ? [{ code: 'leak' as const, ...at, text: leak }] : []),
      ...(typed ? [{ code: 'weight' as const, ...at, text: typed }] : []),
    ];
  });
}

/** Whether what a sentence rests on stands: a finding that is ready, a contribution that is shown. */
function stands(reference: string, forums: readonly WholeForum[]): boolean {
  const whole = forums.find(({ roman }) => roman === romanIn(reference));
  const ref = withoutRoman(reference);
  return namesFinding(reference) ? (whole?.findings.some((finding) => finding.reference === ref && finding.state === 'ready') ?? false) : (whole?.texts.some((text) => text.ref === ref && text.visibility === 'shown') ?? false);
}
