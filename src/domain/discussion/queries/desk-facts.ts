import { census } from '../../accreditation/queries/seats-page.ts';
import { turnout, type Turnout } from '../../accreditation/queries/turnout.ts';
import type { ForumContext } from '../../context.ts';
import { countParticipation, type Participation } from '../../disclosure/custody.ts';
import { categories, type Category } from '../../disclosure/model.ts';
import type { Aspect, Forum } from '../../programme/model.ts';
import { forumAspects, forumFacts } from '../../programme/queries/forum-facts.ts';
import type { DeskFacts } from '../rules/desk-tasks.ts';
import { countTexts, loadUnanswered, type TextCounts } from '../store/tasks.ts';

/** The audience: every category but the secretariat's own. */
export const audience = categories.filter((category) => category !== 'staff');

export type DeskSources = { forum: Forum; aspects: Aspect[]; people: Turnout[]; spoken: Participation; texts: TextCounts; facts: DeskFacts };

/**
 * All that the desk knows of a forum, in numbers. Inside a transaction, since voices are counted by custody.
 * A category too small to be shown with a text is too small to be counted as having spoken by one.
 */
export async function deskSources(ctx: ForumContext): Promise<DeskSources | null> {
  const { forumId } = ctx.sight;
  const forum = await forumFacts(ctx, forumId);
  if (!forum) return null;
  const seats = await census(ctx, forumId);
  const wide = audience.filter((category) => (seats[category] ?? 0) >= forum.smallCell);
  const aspects = await forumAspects(ctx, forumId);
  const [people, texts, unanswered] = [await turnout(ctx), await countTexts(ctx, wide), await loadUnanswered(ctx)];
  const spoken = await countParticipation(ctx, forumId, wide);
  const registered = (category: Category) => people.filter((p) => p.category === category).reduce((n, p) => n + p.registered, 0);
  const voices = (category: Category) => spoken.byCategory.filter((c) => c.category === category).reduce((n, c) => n + c.open + c.closed, 0);
  return {
    forum, aspects, people, spoken, texts,
    facts: {
      opensAt: forum.opensAt, closesAt: forum.closesAt, zone: forum.zone,
      parts: aspects.map(({ letter, questions }) => ({ letter, questions: questions.map(({ id, code }) => ({ code, contributions: texts.byQuestion.get(id) ?? 0 })) })),
      categories: audience.map((category) => ({ category, seats: registered(category), voices: voices(category) })),
      unanswered,
    },
  };
}
