import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { notify } from '#platform/live/notify.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { addJob } from '#platform/queue/add-job.ts';
import { renderMarkdown } from '#platform/text/markdown.ts';
import type { Translator } from '#platform/translate.ts';
import type { Context, ForumContext } from '../../context.ts';
import type { Marking } from '../../disclosure/model.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { TranslationRefusal } from '../model.ts';
import { inPieces, isStale, mayTranslate } from '../rules/translation.ts';
import { readRef } from '../rules.ts';
import type { TranslationReviewInput } from '../schema.ts';
import { isCovered } from '../store/covers.ts';
import { askTranslation, hashOf, loadAsked, loadTranslation, setTranslation } from '../store/translations.ts';
import { bumpThread, type ContributionRow, loadContribution, loadRevisions } from '../store.ts';

type Refused = TranslationRefusal;

/**
 * A reader asks that a contribution be translated by the site's translator; the worker sends it there.
 *
 * Writes   the translation as asked for, and a job. One that stands and is not stale is not asked for twice.
 * Refuses  as `mayTranslate` does, `discussion.already_so` for one that stands or waits.
 */
export function askForTranslation(ctx: ForumContext, ref: string, into: string, ceiling: Marking | null): Promise<Outcome<{ code: string }, Refused>> {
  return atomically(ctx, async (ctx): Promise<Outcome<{ code: string }, Refused>> => {
    const asked = readRef(ref);
    const contribution = asked && (await loadContribution(ctx, asked, { lock: true }));
    if (!contribution || !may(ctx.sight, 'translate')) return refused('discussion.no_such_contribution');
    const ruling = mayTranslate({ ...contribution, covered: await isCovered(ctx, contribution.id) }, into, ceiling);
    if (!ruling.ok) return ruling;
    const sourceHash = hashOf(await wordingOf(ctx, contribution));
    const there = await loadTranslation(ctx, contribution.id, into, { lock: true });
    if (there && there.status !== 'failed' && !isStale(there.sourceHash, sourceHash)) return refused('discussion.already_so');
    await askTranslation(ctx, { contributionId: contribution.id, locale: into, revision: contribution.revision, sourceHash });
    await addJob(ctx, 'translate-contribution', { forumId: ctx.sight.forumId, contributionId: contribution.id, locale: into }, { key: `translate:${contribution.id}:${into}` });
    await changed(ctx, contribution.questionId);
    return granted({ code: contribution.code });
  });
}

/** Translations that wait for the translator: for the clock. */
export const askedTranslations = (ctx: Pick<Context, 'db'>) => loadAsked(ctx);

/**
 * The site's translator translates what was asked for, bound to the wording it got; whether the text may go there is
 * asked again, since its marking or the site's mind may have changed.
 *
 * Writes   the translation, labelled as a machine's, with a journal entry; or that it failed, so that it can be asked for anew.
 */
export async function translateContribution(ctx: ForumContext, { translate, ceiling }: { translate: Translator; ceiling: Marking }, id: string, into: string): Promise<Outcome<null, Refused>> {
  const contribution = await loadContribution(ctx, { id });
  const waiting = await loadTranslation(ctx, id, into);
  if (!contribution || waiting?.status !== 'asked') return refused('discussion.no_such_translation');
  const ruling = mayTranslate({ ...contribution, covered: await isCovered(ctx, id) }, into, ceiling);
  const markdown = await wordingOf(ctx, contribution);
  const { pieces, join } = inPieces(markdown);
  const made = ruling.ok ? await translate(pieces, contribution.lang, into).then(join, () => null) : null;
  return atomically(ctx, async (ctx): Promise<Outcome<null, Refused>> => {
    const row = await loadTranslation(ctx, id, into, { lock: true });
    if (row?.status !== 'asked') return refused('discussion.no_such_translation');
    const { forumId } = ctx.sight;
    if (made === null) await setTranslation(ctx, row, { status: 'failed' });
    else {
      await setTranslation(ctx, row, { status: 'machine', revision: contribution.revision, source_hash: hashOf(markdown), markdown: made, html: renderMarkdown(made) });
      await journal(ctx, { kind: events.translated, forumId, subject: id, facts: { locale: into, revision: contribution.revision }, commit: { text: hashOf(made).toString('hex') } });
    }
    await changed(ctx, contribution.questionId);
    return granted(null);
  });
}

/**
 * A person has read a machine's translation against the original and takes it as it is, or corrects it.
 *
 * Refuses  `discussion.no_such_translation`, `discussion.translation_stale` where the original is another by now.
 */
export function reviewTranslation(ctx: ForumContext, ref: string, into: string, { submissionId, text }: TranslationReviewInput): Promise<Outcome<{ code: string }, Refused | 'platform.submission_reused'>> {
  const html = renderMarkdown(text);
  return once(ctx, submissionId, { ref, into, text }, async (ctx): Promise<Outcome<{ code: string }, Refused>> => {
    const asked = readRef(ref);
    const contribution = asked && (await loadContribution(ctx, asked));
    if (contribution?.visibility !== 'shown' || !may(ctx.sight, 'review-translation')) return refused('discussion.no_such_translation');
    const row = await loadTranslation(ctx, contribution.id, into, { lock: true });
    if (!row || row.markdown === null) return refused('discussion.no_such_translation');
    if (isStale(row.sourceHash, hashOf(await wordingOf(ctx, contribution)))) return refused('discussion.translation_stale');
    const corrected = text.trim() !== row.markdown.trim();
    await setTranslation(ctx, row, { status: 'reviewed', corrected, markdown: text, html });
    await journal(ctx, { kind: events.translationReviewed, forumId: ctx.sight.forumId, subject: contribution.id, facts: { locale: into, revision: row.revision, corrected }, commit: { text: hashOf(text).toString('hex') } });
    await changed(ctx, contribution.questionId);
    return granted({ code: contribution.code });
  });
}

async function wordingOf(ctx: ForumContext, { id, revision }: ContributionRow): Promise<string> {
  return (await loadRevisions(ctx, id)).find(({ number }) => number === revision)?.markdown ?? '';
}

async function changed(ctx: ForumContext, questionId: string): Promise<void> {
  await notify(ctx, { topic: `question:${questionId}`, what: 'changed' });
  await bumpThread(ctx, questionId);
}
