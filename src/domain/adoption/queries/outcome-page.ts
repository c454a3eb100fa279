import { dayIn } from '#platform/instant.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import { participates } from '../../accreditation/queries/seats-page.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { excerptsOf, type FindingRow, findingsOf } from '../../synthesis/queries/findings.ts';
import type { RatingValue, SilenceState } from '../model.ts';
import { endOf, mayObject, silenceState } from '../rules.ts';
import { loadProcedures, type Procedure } from '../store.ts';

export type Recommendation = FindingRow & {
  excerpts: number;
  ratings: Record<RatingValue, number>;
  silence: { state: SilenceState; opensAt: Date; endsAt: Date; objections: { state: string; kind: string; text: string | null; at: Date }[]; reservations: { state: string; text: string }[]; numberIssued: string | null } | null;
  canObject: boolean;
  canPropose: boolean;
};

/** A forum's recommendations with their ratings and where each stands under silence. `canObject` asks the command's own rule. */
export async function outcomePage(ctx: ForumContext, locale: Locale): Promise<{ recommendations: Recommendation[]; canRate: boolean; actsFor: string | null }> {
  const { seat, forumId } = ctx.sight;
  const [findings, procedures, excerpts, ratings, states] = await Promise.all([
    findingsOf(ctx),
    loadProcedures(ctx),
    excerptsOf(ctx),
    ctx.db.selectFrom('rating').select((eb) => ['finding_id', 'value', eb.fn.countAll<number>().as('n')]).where('forum_id', '=', forumId).groupBy(['finding_id', 'value']).execute(),
    ctx.db.selectFrom('state').select(['id', 'names']).execute(),
  ]);
  const stateId = seat?.stateId ?? null;
  const participating = stateId !== null && (await participates(ctx, stateId, dayIn(ctx.now, 'Europe/Vienna')));
  const nameOf = (id: string): string => String((states.find((s) => s.id === id)?.names as Record<string, string> | undefined)?.[locale] ?? '');
  const standing = (p: Procedure | undefined): Recommendation['silence'] => p ? { state: silenceState(p, ctx.now), opensAt: p.opensAt, endsAt: endOf(p), objections: p.objections.map((o) => ({ state: nameOf(o.stateId), kind: o.kind, text: o.text, at: o.madeAt })), reservations: p.reservations.map((r) => ({ state: nameOf(r.stateId), text: r.text })), numberIssued: p.numberIssued } : null;
  return {
    recommendations: findings.filter(({ kind }) => kind === 'recommendation').map((finding) => {
      const procedure = procedures.find(({ findingId }) => findingId === finding.id);
      const count = (value: RatingValue) => ratings.find((r) => r.finding_id === finding.id && r.value === value)?.n ?? 0;
      return {
        ...finding,
        text: finding.texts[locale] ?? finding.text,
        excerpts: excerpts.filter(({ findingId }) => findingId === finding.id).length,
        ratings: { support: count('support'), 'can-accept': count('can-accept'), 'have-concerns': count('have-concerns'), 'cannot-accept': count('cannot-accept') },
        silence: standing(procedure),
        canObject: procedure !== undefined && mayObject(procedure, { stateId, speaksForState: seat?.speaksForState ?? false, participating }, ctx.now).ok,
        canPropose: may(ctx.sight, 'open-silence') && finding.state === 'ready' && (!procedure || ['broken', 'withdrawn'].includes(silenceState(procedure, ctx.now))),
      };
    }),
    canRate: seat !== null && may(ctx.sight, 'rate'),
    actsFor: stateId && seat?.speaksForState ? nameOf(stateId) : null,
  };
}
