import type { Context, ForumContext } from '../../context.ts';
import type { Role } from '../../accreditation/model.ts';
import type { Marking } from '../../disclosure/model.ts';
import type { LifeFacts, Phase } from '../../programme/model.ts';
import { forumAspects, forumByKey, forumFacts, seriesById } from '../../programme/queries/forum-facts.ts';
import { phaseOf } from '../../programme/rules.ts';

export type FrameQuestion = { id: string; code: string; shortText: string; kind: 'question' | 'role'; count: number; revision: number };
export type ForumFrame = {
  series: { slug: string; title: string; shortTitle: string; organization: string; demonstration: boolean };
  forum: { id: string; key: string; number: number; title: string; shortTitle: string; phase: Phase; opensAt: Date | null; closesAt: Date | null; zone: string; defaultMarking: Marking };
  parts: { letter: string; title: string; questions: FrameQuestion[] }[];
  roles: readonly Role[];
};

/** The id of a forum named by the address; null when there is none. */
export const forumIdOf = async (ctx: Context, key: string): Promise<string | null> => (await forumByKey(ctx, key))?.id ?? null;

/** What a frame is made of: the same for everyone inside, whatever the minute. */
export type FrameFacts = Omit<ForumFrame, 'roles' | 'forum'> & { forum: Omit<ForumFrame['forum'], 'phase'>; life: LifeFacts };

/** What every page of a forum shows around its text: where it stands, its questions, how many contributions each has. */
export const forumFrame = async (ctx: ForumContext): Promise<ForumFrame> => frameAt(await frameFacts(ctx), ctx);

/** The frame at this instant for one who holds these roles. */
export const frameAt = ({ life, forum, ...facts }: FrameFacts, { sight, now }: ForumContext): ForumFrame => ({ ...facts, forum: { ...forum, phase: phaseOf(life, now) }, roles: sight.roles });

/** The facts of a frame, which may be remembered for a moment. */
export async function frameFacts(ctx: ForumContext): Promise<FrameFacts> {
  const { forumId } = ctx.sight;
  const [forum, aspects, threads] = await Promise.all([
    forumFacts(ctx, forumId),
    forumAspects(ctx, forumId),
    ctx.db.selectFrom('thread').select(['question_id', 'last_number', 'moved', 'revision']).where('forum_id', '=', forumId).execute(),
  ]);
  if (!forum) throw new Error('a forum in sight that is not there');
  const series = await seriesById(ctx, forum.seriesId);
  if (!series) throw new Error('a forum without its series');
  const threadOf = new Map(threads.map((thread) => [thread.question_id, thread]));
  return {
    series: { slug: series.slug, title: series.title, shortTitle: series.shortTitle, organization: series.organization, demonstration: series.demonstration },
    forum: { id: forum.id, key: forum.key, number: forum.number, title: forum.announcedTitle ?? forum.reportTitle ?? forum.shortTitle, shortTitle: forum.shortTitle, opensAt: forum.opensAt, closesAt: forum.closesAt, zone: forum.zone, defaultMarking: forum.defaultMarking },
    parts: aspects.map((aspect) => ({
      letter: aspect.letter,
      title: aspect.announcedTitle ?? aspect.reportTitle ?? aspect.key,
      questions: aspect.questions.map((q) => ({ id: q.id, code: q.code, shortText: q.shortText, kind: q.kind, count: (threadOf.get(q.id)?.last_number ?? 0) + (threadOf.get(q.id)?.moved ?? 0), revision: threadOf.get(q.id)?.revision ?? 1 })),
    })),
    life: forum.life,
  };
}
