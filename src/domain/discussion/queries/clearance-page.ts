import { atomically } from '#platform/atomically.ts';
import { granted, type Outcome } from '#platform/outcome.ts';
import { hashOf } from '../../account/rules/token.ts';
import type { Context } from '../../context.ts';
import type { Marking } from '../../disclosure/model.ts';
import { copyOfToken } from '../store/clearance.ts';
import { forDelegation, loadPosition, loadWording } from '../store/positions.ts';

export type ClearancePage = { markdown: string; marking: Marking; lang: string; expiresAt: Date };

/** The one text a link opens, with its handling: nothing of the forum, the delegation or its other wordings. */
export async function clearancePage(ctx: Context, token: string): Promise<ClearancePage | null> {
  const found = await atomically(ctx, async (ctx): Promise<Outcome<ClearancePage | null>> => {
    const copy = await copyOfToken(ctx, hashOf(token));
    if (!copy) return granted(null);
    return granted(await forDelegation(ctx, copy.bodyId, async () => {
      const position = await loadPosition(ctx, copy.forumId, copy.positionId);
      if (!position || position.state === 'released' || position.state === 'withdrawn') return null;
      const { markdown, marking, lang } = await loadWording(ctx, position, copy.wording);
      return { markdown, marking, lang, expiresAt: copy.expiresAt };
    }));
  });
  return found.ok ? found.value : null;
}
