import { atomically } from '#platform/atomically.ts';
import { mergeNotice, queueNotice } from '#platform/mail/outbox.ts';
import { lettersSince, noteTold, toldAlready } from '#platform/mail/told.ts';
import { granted, type Outcome } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import type { Forum } from '../../programme/model.ts';
import { titleOf } from '../../programme/rules.ts';
import { type PersonToTell, peopleToTell } from '../queries/people-to-tell.ts';
import { mostLettersADay } from '../rules/notice-step.ts';

/** One thing to be told: the key under which each is told once, since when it holds, and what its writer loads. */
export type ToTell = { key: string; at: Date; about: Readonly<Record<string, unknown>> };
export type TellAll = {
  kind: string;
  items: readonly ToTell[];
  /** Until when the letter says something. */
  notAfter: Date;
  conversation?: string;
  /** Whom it is for; without it everybody. */
  whom?: (person: PersonToTell) => boolean;
  /** Whom it must reach whatever they chose; without it nobody. */
  mustReach?: (person: PersonToTell) => boolean;
};

const dayMs = 86_400_000;

/**
 * Tells the people of a forum, each in a transaction of their own: what somebody was told of they are not told again,
 * and all that is new to them goes into one letter. Who came in after something happened found it so.
 *
 * Writes   who was told of what, and the letters, together or not at all. No journal entry: a record of who is written
 *          to about what would be a record of persons.
 * Shape    the number of letters. Who had too many that day is told the next, if it still holds.
 */
export async function tellAll(ctx: ForumContext, forum: Forum, telling: TellAll): Promise<number> {
  if (telling.items.length === 0) return 0;
  const told = await toldAlready(ctx, telling.kind, telling.items.map(({ key }) => key));
  let letters = 0;
  for (const person of await peopleToTell(ctx, forum.id)) {
    const must = telling.mustReach?.(person) ?? false;
    if (!must && !person.wantsLetters) continue;
    if (telling.whom && !telling.whom(person)) continue;
    const items = telling.items.filter(({ key, at }) => (must || person.accreditedAt <= at) && !told.has(`${person.personId} ${key}`));
    if (items.length === 0) continue;
    const done = await atomically(ctx, async (ctx): Promise<Outcome<boolean, never>> => granted(await tellOne(ctx, forum, person, { ...telling, items }, must)));
    if (done.ok && done.value) letters += 1;
  }
  return letters;
}

async function tellOne(ctx: ForumContext, forum: Forum, person: PersonToTell, { kind, items, notAfter, conversation }: TellAll, must: boolean): Promise<boolean> {
  if (!must && (await lettersSince(ctx, person.personId, new Date(ctx.now.getTime() - dayMs))) >= mostLettersADay) return false;
  const fresh = new Set(await noteTold(ctx, person.personId, kind, items.map(({ key }) => key)));
  const about = items.filter(({ key }) => fresh.has(key)).map((item) => item.about);
  if (about.length === 0) return false;
  const merged = await mergeNotice(ctx, { forumId: forum.id, personId: person.personId, kind, notAfter }, (waiting) => ({ items: [...(waiting as { items: unknown[] }).items, ...about] }));
  if (merged) return false;
  await queueNotice(ctx, { forumId: forum.id, personId: person.personId, address: person.email, kind, locale: person.locale, about: { items: about }, ...(conversation ? { conversation } : {}), list: forum.key, sender: titleOf(forum), notAfter });
  return true;
}
