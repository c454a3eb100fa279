import type { Locale } from '#platform/i18n/locales.ts';
import { rolesInSeries } from '../../accreditation/queries/roles-in-series.ts';
import type { Context } from '../../context.ts';
import { may } from '../../rights.ts';
import { loadTranslations } from '../store.ts';
import { nameOf } from './report-checks.ts';
import { wholeReport } from './whole-report.ts';

export type TranslationState = 'missing' | 'stale' | 'unreviewed' | 'reviewed';
/** One text to translate: a finding by its reference with a hyphen, `II-R-03`, or a paragraph by its id. */
export type ToTranslate = { subject: string; name: string; version: number; original: string; translation: string; state: TranslationState };
export type TranslatePage = { demonstration: boolean; items: ToTranslate[]; left: number };

/** What the report says in English, and its translation into a language, each with where it stands. */
export async function translatePage(ctx: Context, slug: string, locale: Locale): Promise<TranslatePage | null> {
  const whole = may(await rolesInSeries(ctx, slug), 'write-report') ? await wholeReport(ctx, slug) : null;
  if (!whole || locale === 'en') return null;
  const translations = await loadTranslations(ctx, whole.series.id, locale);
  const findings = whole.forums.flatMap(({ roman, findings }) => findings.filter(({ state }) => state === 'ready').map((finding): ToTranslate => {
    const text = finding.texts[locale];
    return { subject: `${roman}-${finding.reference}`, name: `${roman}/${finding.reference}`, version: finding.version, original: finding.text, translation: text ?? '', state: text === undefined ? 'missing' : finding.reviewed.includes(locale) ? 'reviewed' : 'unreviewed' };
  }));
  const paragraphs = whole.paragraphs.map((paragraph): ToTranslate => {
    const known = translations.get(paragraph.id);
    const state = !known ? 'missing' : known.version !== paragraph.version ? 'stale' : known.reviewed ? 'reviewed' : 'unreviewed';
    return { subject: paragraph.id, name: nameOf(paragraph, whole.forums), version: paragraph.version, original: paragraph.sentences.map(({ text }) => text).join('\n'), translation: known?.texts.join('\n') ?? '', state };
  });
  const items = [...findings, ...paragraphs];
  return { demonstration: whole.series.demonstration, items, left: items.filter(({ state }) => state !== 'reviewed').length };
}
