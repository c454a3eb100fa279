import type { Locale } from '#platform/i18n/locales.ts';
import { rolesInSeries } from '../../accreditation/queries/roles-in-series.ts';
import type { Context } from '../../context.ts';
import type { PlannedChapter } from '../../programme/model.ts';
import { may } from '../../rights.ts';
import type { Check, Lineage, Paragraph, Section } from '../model.ts';
import { defaultOutline, isRecommendations, romanInTitle, sectionOf, titleIn } from '../rules/chapters.ts';
import { sentenceWith, writeSentences } from '../rules/sentences.ts';
import { wordsOf } from './printed-part.ts';
import { checksOf } from './report-checks.ts';
import { type WholeForum, type WholeReport, wholeReport } from './whole-report.ts';

/** Where text may be added: what the form sends back. */
export type PlaceInOutline = { forum: number | null; section: Section; aspect: string | null };
export type ParagraphLine = { id: string; position: number; version: number; sentences: { text: string; rests: readonly string[]; editorial: boolean }[] };
/** A line of the outline with what stands there. `place` is null where text cannot be added. */
export type OutlineLine = { id: string; depth: number; title: string; lang: string | null; place: PlaceInOutline | null; paragraphs: ParagraphLine[]; findings: { ref: string; text: string; ready: boolean; href: string }[] };
export type EditPage = { title: string; demonstration: boolean; lines: OutlineLine[]; checks: Check[]; lineage: Lineage[]; recommendations: string[]; references: string[]; canCompile: boolean };

/** The outline of a report with its text, and what stands in the way of publishing it in a language. */
export async function editPage(ctx: Context, slug: string, locale: Locale, published: Locale): Promise<EditPage | null> {
  const held = await rolesInSeries(ctx, slug);
  const whole = may(held, 'write-report') ? await wholeReport(ctx, slug) : null;
  if (!whole) return null;
  const { series, forums, paragraphs, lineage } = whole;
  const wordOf = await wordsOf(ctx, paragraphs, forums, 'en');
  const lineOf = (paragraph: Paragraph): ParagraphLine => ({ id: paragraph.id, position: paragraph.position, version: paragraph.version, sentences: paragraph.sentences.map(({ text, rests, editorial }, i) => ({ text: sentenceWith(text, wordOf(paragraph.id, i).said), rests, editorial })) });
  const outline = series.report.outline.length > 0 ? series.report.outline : defaultOutline(forums.map(({ forum, roman }) => ({ aspects: forum.aspects, roman })));
  const references = forums.flatMap(({ roman, findings }) => findings.map(({ reference }) => `${roman}/${reference}`));
  return {
    title: series.report.title ?? series.title,
    demonstration: series.demonstration,
    lines: outline.flatMap((chapter, i) => linesOf(chapter, { id: `c${i + 1}`, depth: 0, forum: null, locale, whole, lineOf })),
    checks: await checksOf(ctx, whole, published),
    lineage,
    recommendations: references.filter((reference) => reference.includes('/R-')),
    references,
    canCompile: may(held, 'compile-report'),
  };
}

type Walk = { id: string; depth: number; forum: WholeForum | null; locale: Locale; whole: WholeReport; lineOf: (paragraph: Paragraph) => ParagraphLine };

function linesOf(planned: PlannedChapter | { aspect: string }, walk: Walk): OutlineLine[] {
  const { whole, depth, locale, lineOf, id } = walk;
  if ('aspect' in planned) return [aspectLine(planned.aspect, walk)];
  const roman = romanInTitle(planned.title);
  const forum = roman ? (whole.forums.find((one) => one.roman === roman) ?? null) : walk.forum;
  const { title, lang } = titleIn(planned.title, locale);
  const section = isRecommendations(planned.title) ? null : sectionOf(planned.title);
  const place = section && section !== 'discussions' ? { forum: forum?.forum.number ?? null, section, aspect: null } : null;
  const here = place ? whole.paragraphs.filter((p) => p.section === section && p.aspectId === null && p.forumId === (forum?.forum.id ?? null)) : [];
  const findings = isRecommendations(planned.title) ? (forum ? [forum] : whole.forums).flatMap((one) => findingsOf(one, ({ kind }) => kind === 'recommendation')) : [];
  const line: OutlineLine = { id, depth, title: planned.number ? `${planned.number} ${title}` : title, lang: lang ?? null, place, paragraphs: here.map(lineOf), findings };
  return [line, ...planned.children.flatMap((child, i) => linesOf(child, { ...walk, id: `${id}-${i + 1}`, depth: depth + 1, forum }))];
}

function aspectLine(key: string, { whole, forum, depth, id, lineOf }: Walk): OutlineLine {
  const owner = forum ?? whole.forums.find(({ forum }) => forum.aspects.some((one) => one.key === key)) ?? null;
  const aspect = owner?.forum.aspects.find((one) => one.key === key);
  return {
    id,
    depth,
    title: aspect?.reportTitle ?? aspect?.announcedTitle ?? key,
    lang: 'en',
    place: owner && aspect ? { forum: owner.forum.number, section: 'discussions', aspect: key } : null,
    paragraphs: whole.paragraphs.filter((p) => p.section === 'discussions' && p.aspectId !== null && p.aspectId === aspect?.id).map(lineOf),
    findings: owner ? findingsOf(owner, ({ kind, aspectId }) => kind !== 'recommendation' && aspectId === aspect?.id) : [],
  };
}

const findingsOf = ({ findings, roman, forum }: WholeForum, which: (finding: WholeForum['findings'][number]) => boolean): OutlineLine['findings'] =>
  findings.filter(which).map(({ reference, text, state }) => ({ ref: `${roman}/${reference}`, text, ready: state === 'ready', href: `/f/${forum.key}/finding/${reference}` }));

export type ParagraphPage = { id: string; version: number; position: number; typed: string; roman: string | null; section: Section; demonstration: boolean; earlier: { version: number; text: string }[]; computed: { text: string; word: string | null }[]; evidence: { reference: string; text: string | null }[]; /** What came back in Word documents and is not declined. */ proposals: { before: string; after: string; comments: string[] }[] };

/** One paragraph as it is edited: its sentences as they are typed, the computed words, what it rests on. */
export async function paragraphPage(ctx: Context, slug: string, id: string, locale: Locale): Promise<ParagraphPage | null> {
  const whole = may(await rolesInSeries(ctx, slug), 'write-report') ? await wholeReport(ctx, slug) : null;
  const paragraph = whole?.paragraphs.find((one) => one.id === id);
  if (!whole || !paragraph) return null;
  const roman = whole.forums.find(({ forum }) => forum.id === paragraph.forumId)?.roman ?? null;
  const [wordOf, proposals, earlier] = await Promise.all([wordsOf(ctx, [paragraph], whole.forums, locale), ctx.db.selectFrom('wording_proposal').select(['before', 'after', 'comments']).where('series_id', '=', whole.series.id).where('subject_id', '=', id).where((eb) => eb.or([eb('decision', 'is', null), eb('decision', '=', 'taken')])).orderBy('proposed_at', 'desc').limit(20).execute(), ctx.db.selectFrom('chapter_paragraph_version').select(['number', 'sentences']).where('series_id', '=', whole.series.id).where('paragraph_id', '=', id).where('number', '<', paragraph.version).orderBy('number', 'desc').execute()]);
  const rests = [...new Set(paragraph.sentences.flatMap((sentence) => sentence.rests))];
  return {
    id, version: paragraph.version, position: paragraph.position, typed: writeSentences(paragraph.sentences, roman), roman, section: paragraph.section, demonstration: whole.series.demonstration,
    earlier: earlier.map(({ number, sentences }) => ({ version: number, text: writeSentences(sentences as unknown as Paragraph['sentences'], roman) })),
    computed: paragraph.sentences.flatMap(({ text }, i) => (text.includes('{weight}') ? [{ text, word: wordOf(id, i).computed }] : [])),
    proposals: proposals.map(({ before, after, comments }) => ({ before, after, comments: comments as unknown as string[] })),
    evidence: rests.map((reference) => ({ reference, text: whole.forums.flatMap((one) => one.findings.filter((finding) => `${one.roman}/${finding.reference}` === reference))[0]?.text ?? null })),
  };
}
