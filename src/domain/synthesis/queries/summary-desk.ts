import type { ForumContext } from '../../context.ts';
import { type Marking, markings } from '../../disclosure/model.ts';
import { nameless } from '../../discussion/queries/write-page.ts';
import { forumAspects } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import { lineOf, shownKey } from '../rules/summary.ts';
import { loadSummaryDraft, saidBetween, type SummaryDraft } from '../store/summaries.ts';
import { type CheckedSentence, checkedSummary } from './summary-check.ts';
import { summaryTimes } from './summary-hour.ts';
import { summaryPage } from './summary-page.ts';

export type DayText = { ref: string; lang: string; words: string; linked: boolean };
export type PartOfDay = { letter: string; title: string; questions: { code: string; shortText: string; /** What was said under it that day. */ said: number }[] };

export type SummaryDesk = {
  day: string; days: string[]; zone: string; hour: string; at: Date; isOver: boolean;
  draft: SummaryDraft | null;
  /** What the editor holds: the draft, else what stands published, else nothing but what was not addressed. */
  text: { lines: string; lang: string; marking: Marking; notAddressed: readonly string[]; correction: string };
  signedByYou: boolean; publishedRevision: number | null; isPublishedAsItIs: boolean;
  checked: CheckedSentence[];
  texts: DayText[]; parts: PartOfDay[]; markings: readonly Marking[];
  /** Under what names a device keeps what the server has not received; both say nothing. */
  device: { owner: string; place: string };
};

/** A summary's editor for those who write summaries: the day's contributions, the text with its sources, what was not addressed. */
export async function summaryDesk(ctx: ForumContext, day: string, typed: { lines: string; marking: Marking } | null = null): Promise<SummaryDesk | null> {
  const times = may(ctx.sight, 'write-summary') ? await summaryTimes(ctx) : null;
  if (!times?.days.includes(day)) return null;
  const { from, to } = times.of(day);
  const [draft, published, said, aspects] = [await loadSummaryDraft(ctx, day), await summaryPage(ctx, day), await saidBetween(ctx, from, to), await forumAspects(ctx, ctx.sight.forumId)];
  const saidUnder = (id: string) => said.filter(({ questionId }) => questionId === id).length;
  const parts = aspects.map(({ letter, announcedTitle, reportTitle, key, questions }) => ({ letter, title: announcedTitle ?? reportTitle ?? key, questions: questions.map(({ id, code, shortText }) => ({ code, shortText, said: saidUnder(id) })) }));
  const silent = parts.flatMap(({ questions }) => questions.filter((one) => one.said === 0).map(({ code }) => code));
  const fresh = published.publishedAt === null
    ? { lines: '', lang: 'en', marking: times.forum.defaultMarking, notAddressed: silent, correction: '' }
    : { lines: published.sentences.filter((one) => !one.hidden).map((one) => lineOf({ ...one, refs: [...one.refs, ...one.paragraphs.map((n) => `¶ ${n}`)] })).join('\n'), lang: published.lang, marking: published.marking, notAddressed: published.notAddressed, correction: '' };
  const text = draft ? { lines: draft.lines, lang: draft.lang, marking: draft.marking, notAddressed: draft.notAddressed, correction: draft.correction } : fresh;
  const checked = await checkedSummary(ctx, typed ?? text);
  const linked = new Set(checked.flatMap(({ refs }) => refs));
  return {
    day, days: times.days, zone: times.forum.zone, hour: times.hour, at: times.at(day), isOver: times.at(day) <= ctx.now, draft, text,
    signedByYou: draft?.signedBy !== undefined && draft?.signedBy === ctx.sight.seat?.id,
    publishedRevision: published.publishedAt ? published.revision : null,
    isPublishedAsItIs: draft === null || draft.publishedVersion === draft.version,
    checked,
    texts: said.map(({ id, key, lang, markdown }) => ({ ref: shownKey(key), lang, words: firstLine(markdown), linked: linked.has(id) })),
    parts, markings,
    device: { owner: nameless('owner', ctx.actor.personId ?? ''), place: nameless('place', ctx.sight.forumId, 'summary', day) },
  };
}

/** Enough of a text to know it by. */
const firstLine = (markdown: string): string => {
  const words = markdown.replace(/^[>#\s*-]+/gm, '').replace(/\*+/g, '').replace(/\s+/g, ' ').trim();
  return words.length > 160 ? `${words.slice(0, 160)}…` : words;
};
