import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { PaperRefusal } from '../model.ts';
import { paragraphsOf, withoutMarker } from '../rules.ts';
import { numbersOf } from '../rules/numbers.ts';
import type { NewParagraphInput, ParagraphInput, RemovalInput } from '../schema.ts';
import { allNumbers, holdPaper, loadPaper, loadParagraphs, type PaperRow, type ParagraphRow } from '../store.ts';
import { beginLanguage, deleteParagraph, gatherText, hashOf, openDraft, questionsOf, saveParagraph, shiftAfter } from '../store/draft.ts';

type Edited = { version: number; paragraph: string };
type Refused = PaperRefusal | 'platform.submission_reused';
type Draft = { ctx: ForumContext; paper: PaperRow; version: number; original: ParagraphRow[]; place: ParagraphRow };

/**
 * One paragraph is reworded in one language, in the draft of the next version; the first edit after a circulation
 * begins that draft. A translation so written is made of the original as it now stands.
 *
 * Refuses  `paper.not_yours`, `paper.no_such_paper`, `paper.no_such_paragraph`, `paper.one_paragraph`,
 *          `paper.paragraph_stale` (somebody changed it since its editor read it).
 */
export function editParagraph(ctx: ForumContext, paragraph: string, input: ParagraphInput): Promise<Outcome<Edited, Refused>> {
  return inDraft(ctx, paragraph, input, async ({ ctx, paper, version, place }) => {
    const markdown = onlyParagraph(input.markdown);
    if (markdown === null) return refused('paper.one_paragraph');
    const translated = input.locale !== paper.locale;
    const now = translated ? (await loadParagraphs(ctx, paper.id, version, input.locale)).find(({ id }) => id === paragraph) : place;
    if ((input.was ?? '') !== (now ? hashOf(now.markdown) : '')) return refused('paper.paragraph_stale');
    if (translated) await beginLanguage(ctx, paper, version, input.locale);
    await saveParagraph(ctx, { paperId: paper.id, version, locale: input.locale, id: paragraph, position: place.position, label: place.number, markdown, sourceHash: translated ? hashOf(place.markdown) : null });
    return granted({ paragraph, change: 'edited', locale: input.locale, text: markdown });
  });
}

/**
 * A paragraph is put into the draft after another, in the language the paper is authoritative in. The numbers of all
 * others stay.
 *
 * Refuses  as `editParagraph`, but for `paper.paragraph_stale`.
 */
export function addParagraph(ctx: ForumContext, after: string, input: NewParagraphInput): Promise<Outcome<Edited, Refused>> {
  return inDraft(ctx, after, input, async ({ ctx, paper, version, original, place }) => {
    const markdown = onlyParagraph(input.markdown);
    if (markdown === null) return refused('paper.one_paragraph');
    const used = await allNumbers(ctx, paper.id);
    const id = `p${Math.max(0, ...used.map((known) => Number(known.id.slice(1)) || 0)) + 1}`;
    const then = [...original.slice(0, place.position), { id, markdown }, ...original.slice(place.position)];
    const label = numbersOf(then, used)[place.position] ?? '';
    await shiftAfter(ctx, paper.id, version, { position: place.position, by: 1 });
    await saveParagraph(ctx, { paperId: paper.id, version, locale: paper.locale, id, position: place.position + 1, label, markdown, sourceHash: null });
    return granted({ paragraph: id, change: 'added', locale: paper.locale, text: markdown });
  });
}

/**
 * A paragraph is taken out of the draft in every language. Its number is not used again, and remarks on it are kept.
 *
 * Refuses  `paper.not_yours`, `paper.no_such_paper`, `paper.no_such_paragraph`, `paper.nothing_written` for the last
 *          one, `paper.raises_questions` while a guiding question opens from it.
 */
export function removeParagraph(ctx: ForumContext, paragraph: string, input: RemovalInput): Promise<Outcome<Edited, Refused>> {
  return inDraft(ctx, paragraph, input, async ({ ctx, paper, version, original, place }) => {
    if (original.length < 2) return refused('paper.nothing_written');
    const questions = await questionsOf(ctx, paragraph);
    if (questions.length > 0) return refused('paper.raises_questions', { questions: questions.join(', ') });
    await deleteParagraph(ctx, paper.id, version, paragraph);
    await shiftAfter(ctx, paper.id, version, { position: place.position, by: -1 });
    return granted({ paragraph, change: 'removed', locale: paper.locale, text: '' });
  });
}

type Change = { paragraph: string; change: 'edited' | 'added' | 'removed'; locale: string; text: string };

/** What every change of a draft shares: one writer at a time, the draft opened, the whole text gathered, the entry. */
function inDraft(ctx: ForumContext, paragraph: string, input: { submissionId: string }, change: (draft: Draft) => Promise<Outcome<Change, PaperRefusal>>): Promise<Outcome<Edited, Refused>> {
  return once(ctx, input.submissionId, { ...input, paragraph }, async (ctx): Promise<Outcome<Edited, PaperRefusal>> => {
    if (!may(ctx.sight, 'write-paper')) return refused('paper.not_yours');
    await holdPaper(ctx);
    const paper = await loadPaper(ctx);
    if (!paper || paper.version === 0) return refused('paper.no_such_paper');
    const version = await openDraft(ctx, paper);
    const original = await loadParagraphs(ctx, paper.id, version, paper.locale);
    const place = original.find(({ id }) => id === paragraph);
    if (!place) return refused('paper.no_such_paragraph');
    const changed = await change({ ctx, paper, version, original, place });
    if (!changed.ok) return changed;
    await gatherText(ctx, paper.id, version);
    const { text, ...facts } = changed.value;
    await journal(ctx, { kind: events.edited, forumId: ctx.sight.forumId, subject: paper.id, facts: { version, ...facts }, commit: { text: hashOf(text) } });
    return granted({ version, paragraph: facts.paragraph });
  });
}

function onlyParagraph(markdown: string): string | null {
  const [only, ...more] = paragraphsOf(markdown.replace(/\r\n?/g, '\n')).map(withoutMarker);
  return only && more.length === 0 ? only : null;
}
