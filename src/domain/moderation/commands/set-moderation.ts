import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { RegisterInput, UrgentInput } from '../schema.ts';
import { saveSettings } from '../store/duty.ts';

type Refused = 'moderation.not_yours' | 'platform.submission_reused';

/** After how many minutes in nobody's hands an urgent case goes to everyone. Refuses `moderation.not_yours`. */
export function setUrgentMinutes(ctx: ForumContext, { submissionId, minutes }: UrgentInput): Promise<Outcome<null, Refused>> {
  return once(ctx, submissionId, { minutes }, async (ctx): Promise<Outcome<null, 'moderation.not_yours'>> => {
    if (!may(ctx.sight, 'keep-roster')) return refused('moderation.not_yours');
    await saveSettings(ctx, { urgent_minutes: minutes });
    await journal(ctx, { kind: events.urgentMinutesSet, forumId: ctx.sight.forumId, subject: ctx.sight.forumId, facts: { minutes } });
    return granted(null);
  });
}

/** Opens the register of decisions to everyone, or keeps it for those inside. Refuses `moderation.not_yours`. */
export function setRegister(ctx: ForumContext, { submissionId, open }: RegisterInput): Promise<Outcome<null, Refused>> {
  return once(ctx, submissionId, { open }, async (ctx): Promise<Outcome<null, 'moderation.not_yours'>> => {
    if (!may(ctx.sight, 'edit-programme')) return refused('moderation.not_yours');
    await saveSettings(ctx, { decisions_public: open === 'yes' });
    await journal(ctx, { kind: events.registerOpened, forumId: ctx.sight.forumId, subject: ctx.sight.forumId, facts: { open: open === 'yes' } });
    return granted(null);
  });
}
