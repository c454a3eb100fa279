import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { outcomePage } from '../../adoption/queries/outcome-page.ts';
import { bylineText } from '../../disclosure/byline-text.ts';
import type { Byline, Marking } from '../../disclosure/model.ts';
import { mayRelease } from '../../disclosure/rules.ts';
import { type Behind, weightsOf } from '../../synthesis/queries/cited-texts.ts';
import { mayPrint, sha256Of, standingOfRequest } from '../../synthesis/rules/quotation.ts';
import type { Context } from '../../context.ts';
import type { PrintedFinding, Source, Span, Trace } from '../manuscript.ts';
import type { Paragraph, Sentence } from '../model.ts';
import type { Part, PrintedParagraph } from '../rules/chapters.ts';
import { namesFinding, romanIn, sentenceWith, withoutRoman } from '../rules/sentences.ts';
import type { ParagraphTranslation } from '../store.ts';
import type { LeakIn } from './leaks.ts';
import type { ExcerptOf, WholeForum } from './whole-report.ts';

export type Printing = { locale: Locale; ceiling: Marking; now: Date; /** Markings of what is quoted, gathered on the way. */ quoted: Marking[]; leakIn: LeakIn };

/** How a contribution is referred to where its words are not quoted. */
export function sourceOf(whole: WholeForum, { id, ref, lang }: { id: string; ref: string; lang: string }, { locale }: Pick<Printing, 'locale'>): Source {
  const by: Byline = whole.bylines.get(id) ?? { shows: 'nobody', rule: 'unattributed' };
  return { reference: `${whole.roman}/${ref}`, byline: by, bylineText: bylineText(by, locale), lang, quote: null };
}

/** A forum's findings that are ready, each with its trace; exact words only where they may be printed. */
export async function printedPart(whole: WholeForum, printing: Printing): Promise<Part> {
  const { forum, roman, inside } = whole;
  const { locale, ceiling, quoted, now, leakIn } = printing;
  const outcome = await outcomePage(inside, locale);
  const standingOf = (e: ExcerptOf) => standingOfRequest(whole.quotations.filter(({ excerptId }) => excerptId === e.id), e.quote, now);
  const isPrinted = (e: ExcerptOf) => e.visibility === 'shown' && mayPrint(e.marking as Marking, standingOf(e), ceiling);
  const quotation = (e: ExcerptOf): Source => {
    const marking = e.marking as Marking;
    const prints = isPrinted(e);
    // What its author released is released for this output, and no further.
    if (prints) quoted.push(mayRelease(marking, ceiling) ? marking : ceiling);
    return { ...sourceOf(whole, { id: e.contributionId, ref: `${e.code}·${e.number}`, lang: e.lang }, printing), quote: prints ? e.quote : null };
  };
  const findings = whole.findings.filter(({ state, text, texts, reviewed }) => state === 'ready' && !leakIn(text) && !(reviewed.includes(locale) && leakIn(texts[locale] ?? ''))).map((row): Part['findings'][number] => {
    const of = (opposing: boolean) => whole.excerpts.filter((e) => e.findingId === row.id && e.opposing === opposing);
    const sources = of(false).map(quotation);
    const silence = outcome.recommendations.find((r) => r.id === row.id)?.silence ?? null;
    const [reference, anchor] = [`${roman}/${row.reference}`, `${roman}-${row.reference}`];
    const translated = locale !== 'en' && row.reviewed.includes(locale) ? row.texts[locale] : undefined;
    const printed: PrintedFinding = {
      reference,
      anchor,
      kind: row.kind,
      kindText: say(locale, `synthesis.kind.${row.kind}`),
      addressee: row.addressee,
      aspect: forum.aspects.find(({ id }) => id === row.aspectId)?.reportTitle ?? row.aspectKey,
      text: translated ?? row.text,
      lang: translated === undefined ? 'en' : locale,
      weight: row.weight ? say(locale, `synthesis.weight.${row.weight}`) : null,
      standing: silence ? [silence.numberIssued, say(locale, `report.standing.${silence.state}`)].filter((part) => part !== null).join(' · ') : null,
      reservations: silence?.reservations.map(({ state, kind, text }) => ({ body: `${state} (${say(locale, kind === 'reservation' ? 'terms.reservation' : 'terms.interpretativeStatement')})`, text })) ?? [],
      // A reply to words that are not printed would say whose they are.
      replies: repliesTo([...of(false), ...of(true)].filter(isPrinted), whole, locale),
      opposing: of(true).map(quotation),
      trace: { reference, anchor, sentence: say(locale, 'report.trace.sentence', { passages: sources.length, refs: [...new Set(sources.map(({ reference }) => reference))].join(', ') }), sources },
    };
    return { aspectId: row.aspectId, printed };
  });
  return { forumId: forum.id, roman, aspects: forum.aspects, findings };
}

/** What bodies replied to their words being quoted, each reply once. */
function repliesTo(excerpts: readonly ExcerptOf[], whole: WholeForum, locale: Locale): NonNullable<PrintedFinding['replies']> {
  const found = excerpts.flatMap((e) => whole.quotations.filter((q) => q.excerptId === e.id && q.quoteSha256 === sha256Of(e.quote)).flatMap(({ reply }) => (reply ? [{ body: bylineText(whole.bylines.get(e.contributionId) ?? { shows: 'nobody', rule: 'unattributed' }, locale), ...reply }] : [])));
  return found.filter((one, i) => found.findIndex(({ body, text }) => body === one.body && text === one.text) === i);
}

/** What stands behind a sentence: of findings the support, with contrary views against it; of contributions themselves. */
export function behindOf({ rests }: Sentence, forums: readonly WholeForum[]): Behind {
  const all = { for: [] as string[], against: [] as string[] };
  for (const reference of rests) {
    const whole = forums.find(({ roman }) => roman === romanIn(reference));
    const ref = withoutRoman(reference);
    if (!whole) continue;
    if (!namesFinding(reference)) {
      all.for.push(...whole.texts.filter((text) => text.ref === ref).map(({ id }) => id));
      continue;
    }
    const finding = whole.findings.find(({ reference }) => reference === ref);
    for (const e of whole.excerpts.filter(({ findingId }) => findingId === finding?.id)) (e.opposing ? all.against : all.for).push(e.contributionId);
  }
  return all;
}

export type WordOf = (paragraphId: string, sentence: number) => { computed: string | null; said: string | null };

/** The weight words of all sentences that ask for one, in the language of print. */
export async function wordsOf(ctx: Context, paragraphs: readonly Paragraph[], forums: readonly WholeForum[], locale: Locale): Promise<WordOf> {
  const asked = paragraphs.flatMap(({ id, sentences }) => sentences.flatMap((sentence, i) => (sentence.text.includes('{weight}') ? [{ key: `${id} ${i}`, sentence }] : [])));
  const computed = await weightsOf(ctx, Object.fromEntries(asked.map(({ key, sentence }) => [key, behindOf(sentence, forums)])));
  const inWords = new Map(asked.map(({ key, sentence }) => {
    const weight = computed.get(key) ?? null;
    const word = weight ? say(locale, `synthesis.weight.${weight}`) : null;
    return [key, { computed: word, said: sentence.word ? say(locale, `synthesis.weight.${sentence.word.said}`) : word }];
  }));
  return (paragraphId, sentence) => inWords.get(`${paragraphId} ${sentence}`) ?? { computed: null, said: null };
}

/**
 * A paragraph in the language of print: each sentence closes with what it rests on. A sentence that holds exact words
 * which were not released is not printed at all.
 */
export function printedParagraph(paragraph: Paragraph, translation: ParagraphTranslation | undefined, wordOf: WordOf, making: { forums: readonly WholeForum[]; parts: readonly Part[] } & Printing): PrintedParagraph {
  const { locale, forums, parts } = making;
  const translated = locale !== 'en' && translation?.reviewed && translation.version === paragraph.version ? translation.texts : null;
  const spans = paragraph.sentences.flatMap((sentence, i): Span[] => {
    // Of a Russian contribution the exact words may stand in the Russian translation only.
    if (making.leakIn(sentence.text) || making.leakIn(translated?.[i] ?? '')) return [];
    const text = sentenceWith(translated?.[i] ?? sentence.text, wordOf(paragraph.id, i).said);
    const traces = sentence.rests.flatMap((reference): Trace[] => traceOf(reference, forums, parts, making));
    return [{ text: i > 0 ? ` ${text}` : text, ...(translated === null && locale !== 'en' ? { lang: 'en' } : {}) }, ...traces.map((trace) => ({ text: ` [${trace.reference}]`, trace }))];
  });
  return { forumId: paragraph.forumId, section: paragraph.section, aspectId: paragraph.aspectId, anchor: anchorOf(paragraph.id), spans };
}

/** Where a paragraph is found again in a document that comes back. */
export const anchorOf = (id: string): string => `p-${id.replaceAll('-', '').slice(-12)}`;

function traceOf(reference: string, forums: readonly WholeForum[], parts: readonly Part[], printing: Printing): Trace[] {
  const whole = forums.find(({ roman }) => roman === romanIn(reference));
  if (namesFinding(reference)) return parts.flatMap(({ findings }) => findings.filter(({ printed }) => printed.reference === reference).map(({ printed }) => printed.trace));
  const text = whole?.texts.find(({ ref, visibility }) => ref === withoutRoman(reference) && visibility === 'shown');
  return whole && text ? [{ reference, anchor: null, sentence: say(printing.locale, 'report.trace.contribution'), sources: [sourceOf(whole, text, printing)] }] : [];
}
