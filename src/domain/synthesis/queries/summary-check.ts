import type { Refusal } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import type { Marking } from '../../disclosure/model.ts';
import { renderText } from '../../discussion/queries/render-text.ts';
import { namesAuthor } from '../../discussion/rules/self-naming.ts';
import { paragraphsByNumber } from '../../paper/queries/paragraph-sources.ts';
import type { SummaryRefusal } from '../model.ts';
import { mayStand, phraseIn, sentencesIn, shownKey, type Source } from '../rules/summary.ts';
import { namesInForum, type PublishedSentence, type SourceRow, sourcesByKey } from '../store/summaries.ts';

/** A sentence as it would be published, with what keeps it from that; `shownRefs` as people read them. */
export type CheckedSentence = PublishedSentence & { shownRefs: string[]; problem: Refusal<SummaryRefusal> | null };

/**
 * The sentences of a summary as they are typed, each with its sources as they stand now and the first thing that keeps
 * it from being published. The rendering is the one that is stored: a preview is this and nothing else.
 */
export async function checkedSummary(ctx: ForumContext, { lines, marking }: { lines: string; marking: Marking }): Promise<CheckedSentence[]> {
  const typed = sentencesIn(lines);
  const keys = [...new Set(typed.flatMap((one) => one.keys))];
  const rows = await sourcesByKey(ctx, keys.filter((key) => !key.startsWith('¶')));
  const paragraphs = await paragraphsByNumber(ctx, keys.filter((key) => key.startsWith('¶')).map((key) => key.slice(1)));
  const sources: Source[] = [
    ...rows.map((row): Source => ({ key: row.key, shown: row.shown, marking: row.marking, unattributed: row.unattributed, texts: [row.markdown] })),
    ...paragraphs.map((one): Source => ({ key: `¶${one.number}`, shown: true, marking: null, unattributed: false, texts: one.texts })),
  ];
  const names = sources.some((source) => source.unattributed) ? await namesFinder(ctx) : () => null;
  const idOf = new Map(rows.map((row: SourceRow) => [row.key, row.id]));
  const checked: CheckedSentence[] = [];
  for (const [i, sentence] of typed.entries()) {
    const ruling = mayStand({ ...sentence, number: i + 1 }, sources, { marking, names });
    checked.push({
      text: sentence.text, html: await renderText(ctx, sentence.text), remark: sentence.remark, refs: sentence.keys.flatMap((key) => idOf.get(key) ?? []),
      paragraphs: sentence.keys.filter((key) => key.startsWith('¶')).map((key) => key.slice(1)), shownRefs: sentence.keys.map(shownKey), problem: ruling.ok ? null : ruling.refusal,
    });
  }
  return checked;
}

/** Finds the first name of a person, body or State of the forum in some words; States with what is derived from them. */
async function namesFinder(ctx: ForumContext): Promise<(text: string) => string | null> {
  const { phrases, states } = await namesInForum(ctx);
  return (text) => phraseIn(text, phrases) ?? namesAuthor(text, { name: '', email: '', bodies: [], abbreviation: null, states }, ['body'])[0]?.words ?? null;
}
