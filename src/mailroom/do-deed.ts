import { createHash } from 'node:crypto';
import { acceptByLetter } from '#domain/accreditation/commands/accept-invitation.ts';
import { breakSilence } from '#domain/adoption/commands/break-silence.ts';
import { rateFinding } from '#domain/adoption/commands/rate-finding.ts';
import type { Context, ForumContext } from '#domain/context.ts';
import { confirmLetter, discardLetter, noteDone, takeWaiting } from '#domain/discussion/commands/settle-letter.ts';
import { submissionOfLetter } from '#domain/discussion/rules/by-letter.ts';
import { lodgeAppeal } from '#domain/moderation/commands/appeal.ts';
import { flagContribution } from '#domain/moderation/commands/flag-contribution.ts';
import { annotateParagraph } from '#domain/paper/commands/annotate-paragraph.ts';
import { annotationByLetter } from '#domain/paper/queries/annotation-by-letter.ts';
import type { InboundRow } from '#platform/mail/inbox.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { type DeedInput, readDeed } from './deed-input.ts';
import { type DeedTarget, heldTarget } from './deed-target.ts';
import type { Annotation } from './paper-words.ts';

/** What was done, as a message says it; whose letter that was from now on. */
export type Done = { says: string; detail: Readonly<Record<string, string>>; personId: string | null };

/**
 * Does what a letter asks for, by the commands the web calls, as its writer.
 *
 * Refuses  as those commands do; of several ratings or annotations one refused undoes all.
 */
export async function doDeed(ctx: Context, deed: DeedTarget, input: DeedInput, identity: Uint8Array): Promise<Outcome<Done, string>> {
  if (input.kind === 'accept') return answerInvitation(ctx, deed, input);
  const { inside } = deed;
  if (!inside) return refused('mail.no_such_address');
  const here: ForumContext = { ...inside, ...ctx, actor: inside.actor, sight: inside.sight };
  return input.kind === 'confirm' ? settleOwn(here, deed, input.yes) : carryOut(here, deed, input, identity);
}

type Direct = Exclude<DeedInput, { kind: 'accept' | 'confirm' }>;

async function carryOut(ctx: ForumContext, deed: DeedTarget, input: Direct, identity: Uint8Array): Promise<Outcome<Done, string>> {
  const submissionId = submissionOfLetter(identity);
  const done = (detail: Done['detail'] = {}): Outcome<Done, string> => granted({ says: `byletter.done.${input.kind}`, detail: { ref: deed.ref, ...detail }, personId: deed.person.id });
  switch (input.kind) {
    case 'appeal': {
      const lodged = await lodgeAppeal(ctx, deed.caseNumber, { submissionId, text: input.text });
      return lodged.ok ? done() : lodged;
    }
    case 'flag': {
      const flagged = await flagContribution(ctx, deed.ref, { submissionId, rule: input.rule, sentence: input.sentence });
      return flagged.ok ? done() : flagged;
    }
    case 'object': {
      const broken = await breakSilence(ctx, deed.ref, { submissionId, authorised: 'yes', ...input.objection });
      return broken.ok ? done() : broken;
    }
    case 'rate': {
      for (const { reference, value, comment } of input.ratings) {
        const own = submissionOfLetter(createHash('sha256').update(identity).update(reference).digest());
        const rated = await rateFinding(ctx, reference, { submissionId: own, value, ...(comment ? { comment } : {}) });
        if (!rated.ok) return rated;
      }
      return done({ refs: input.ratings.map(({ reference }) => reference).join(', ') });
    }
    case 'paper': {
      if ('send' in input) return granted({ says: 'byletter.paper.sent', detail: {}, personId: deed.person.id });
      return annotate(ctx, deed, input.annotations, identity);
    }
    default:
      return input satisfies never;
  }
}

async function annotate(ctx: ForumContext, { person }: DeedTarget, annotations: readonly Annotation[], identity: Uint8Array): Promise<Outcome<Done, string>> {
  const refs: string[] = [];
  for (const [i, one] of annotations.entries()) {
    const read = await annotationByLetter(ctx, one, person.locale);
    if (!read.ok) return read;
    const own = submissionOfLetter(createHash('sha256').update(identity).update(`${i}`).digest());
    const made = await annotateParagraph(ctx, { submissionId: own, ...read.value });
    if (!made.ok) return made;
    refs.push(`P${one.number}·${made.value.number}`);
  }
  return granted({ says: 'byletter.done.paper', detail: { refs: refs.join(', ') }, personId: person.id });
}

/** The writer of a letter that waits has answered what we asked: it is done, or nothing is. */
async function settleOwn(ctx: ForumContext, { id, person }: DeedTarget, yes: boolean): Promise<Outcome<Done, string>> {
  const waiting = await takeWaiting(ctx, id);
  if (!waiting.ok) return waiting;
  const letter: InboundRow = waiting.value;
  if (!yes) {
    const discarded = await discardLetter(ctx, id);
    return discarded.ok ? granted({ says: 'byletter.done.discarded', detail: {}, personId: person.id }) : discarded;
  }
  if (letter.deed === null) {
    const posted = await confirmLetter(ctx, id, { text: letter.kept ?? '' });
    if (!posted.ok) return posted;
    return granted('ref' in posted.value ? { says: 'byletter.done.posted', detail: { ref: posted.value.ref }, personId: person.id } : { says: 'byletter.done.waits', detail: {}, personId: person.id });
  }
  const asked = letter.deed as { kind: DeedTarget['kind']; id: string };
  const target = await heldTarget(ctx, asked, person);
  const input = target && readDeed(asked.kind, letter.kept ?? '');
  if (!target || !input || input.kind === 'accept' || input.kind === 'confirm') return refused('discussion.letter_already_settled');
  const done = await carryOut(ctx, target, input, letter.identity);
  if (done.ok) await noteDone(ctx, id);
  return done;
}

async function answerInvitation(ctx: Context, { id, forum }: DeedTarget, { yes, name }: { yes: boolean; name: string | null }): Promise<Outcome<Done, string>> {
  const answered = await acceptByLetter(ctx, { forumId: forum.id, id, accepts: yes, name });
  if (!answered.ok) return answered;
  return granted({ says: yes ? 'byletter.done.accepted' : 'byletter.done.declined', detail: {}, personId: answered.value.personId });
}
