import { createHash } from 'node:crypto';
import type { Locale } from '#platform/i18n/locales.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { excerptsOf, type FindingRow, findingsOf } from '../../synthesis/queries/findings.ts';
import type { RatingValue, SilenceState, StatementKind } from '../model.ts';
import { endOf, mayObject, type Objector, silenceState } from '../rules.ts';
import { consultationState } from '../rules/consultation.ts';
import { type NextStep, nextStep } from '../rules/next-step.ts';
import { loadProcedures, type Procedure } from '../store.ts';
import { type ConsultationRow, countComments, loadConsultations } from '../store/comments.ts';
import { authorisedStates, objectorOf, seesWhoBroke } from './acting.ts';

/** An objection or amendment; its State and words are null for those who may not see them. */
export type SeenObjection = { state: string | null; kind: string | null; text: string | null; lang: string | null; at: Date; withdrawnAt: Date | null };
export type SeenStatement = { state: string; kind: StatementKind; text: string; lang: string | null };
export type SeenSilence = { state: SilenceState; opensAt: Date; endsAt: Date; temporaryTitle: string; wording: string; objections: SeenObjection[]; reservations: SeenStatement[]; numberIssued: string | null; withdrawnReason: string | null; received: number };
export type Recommendation = FindingRow & {
  excerpts: number;
  ratings: Record<RatingValue, number>;
  silence: SeenSilence | null;
  comments: { comments: number; taken: number; unanswered: number };
  consultation: { opensAt: Date; endsAt: Date; state: 'to-come' | 'open' | 'over' } | null;
  next: NextStep;
  canObject: boolean;
  canPropose: boolean;
};
export type OutcomePage = {
  recommendations: Recommendation[];
  canRate: boolean;
  actsFor: string | null;
  canConsult: boolean;
  /** Delegations whose word is waited for under silence; how many there are with an authorised sender. */
  delegations: number;
  /** Texts under silence that the reader's delegation has not yet said it has. */
  toConfirm: number;
};

/** A forum's recommendations with what was said and where each stands. The `can…` flags ask the commands' own rules. */
export async function outcomePage(ctx: ForumContext, locale: Locale): Promise<OutcomePage> {
  const { seat, forumId } = ctx.sight;
  const [findings, procedures, excerpts, ratings, comments, consultations, objector, nameOf, senders] = await Promise.all([
    findingsOf(ctx), loadProcedures(ctx), excerptsOf(ctx),
    ctx.db.selectFrom('rating').select((eb) => ['finding_id', 'value', eb.fn.countAll<number>().as('n')]).where('forum_id', '=', forumId).groupBy(['finding_id', 'value']).execute(),
    countComments(ctx), loadConsultations(ctx), objectorOf(ctx), stateNames(ctx, locale),
    authorisedStates(ctx),
  ]);
  const own = objector.participating ? objector.stateId : null;
  return {
    recommendations: findings.filter(({ kind }) => kind === 'recommendation').map((finding) => {
      const count = (value: RatingValue) => ratings.find((r) => r.finding_id === finding.id && r.value === value)?.n ?? 0;
      const of = procedures.filter(({ findingId }) => findingId === finding.id);
      const said = comments.get(finding.id) ?? { comments: 0, taken: 0, unanswered: 0 };
      return {
        ...finding,
        text: finding.texts[locale] ?? finding.text,
        excerpts: excerpts.filter(({ findingId }) => findingId === finding.id).length,
        ratings: { support: count('support'), 'can-accept': count('can-accept'), 'have-concerns': count('have-concerns'), 'cannot-accept': count('cannot-accept') },
        comments: said,
        ...standing(ctx, { finding, procedures: of, consultations: consultations.filter(({ findings: f }) => f.includes(finding.id)), unanswered: said.unanswered, objector, nameOf }),
      };
    }),
    canRate: seat !== null && may(ctx.sight, 'rate'),
    actsFor: own && objector.speaksForState ? nameOf(own) : null,
    canConsult: may(ctx.sight, 'open-consultation'),
    delegations: senders.size,
    toConfirm: own === null ? 0 : procedures.filter((p) => silenceState(p, ctx.now) === 'running' && !p.received.includes(own)).length,
  };
}

export type NameOf = (stateId: string) => string;

/** What States are called in a language. */
export async function stateNames({ db }: Pick<ForumContext, 'db'>, locale: string): Promise<NameOf> {
  const names = new Map((await db.selectFrom('state').select(['id', 'names']).execute()).map((row) => [row.id, row.names as Record<string, string>]));
  return (id) => names.get(id)?.[locale] ?? names.get(id)?.['en'] ?? '';
}

type Facts = { finding: FindingRow; /** The newest first. */ procedures: readonly Procedure[]; consultations: readonly ConsultationRow[]; unanswered: number; objector: Objector; nameOf: NameOf };

/** Where one recommendation stands, what is next, and what its reader may do. */
export function standing(ctx: ForumContext, { finding, procedures, consultations, unanswered, objector, nameOf }: Facts): Pick<Recommendation, 'silence' | 'consultation' | 'next' | 'canObject' | 'canPropose'> {
  const [newest] = procedures;
  const last = consultations.at(-1);
  const consultation = last ? { opensAt: last.opensAt, endsAt: last.endsAt, state: consultationState(last, ctx.now) } : null;
  const state = newest ? silenceState(newest, ctx.now) : null;
  const words = createHash('sha256').update(finding.text).digest('hex');
  const objectedAsItIs = procedures.some((p) => p.wording === words && p.objections.some(({ withdrawnAt }) => withdrawnAt === null));
  const next = nextStep({ ready: finding.state === 'ready', consultation: consultation?.state ?? null, unanswered, silence: state, issued: newest ? newest.issuedAt !== null : false, objectedAsItIs });
  return {
    silence: newest ? seenSilence(ctx, newest, { objector, nameOf }) : null,
    consultation, next,
    canObject: newest !== undefined && mayObject(newest, objector, ctx.now).ok,
    canPropose: may(ctx.sight, 'open-silence') && next === 'propose',
  };
}

/** A procedure as its reader may see it. */
export function seenSilence(ctx: ForumContext, p: Procedure, { objector, nameOf }: { objector: Objector; nameOf: NameOf }): SeenSilence {
  const sees = seesWhoBroke(ctx, objector);
  return {
    state: silenceState(p, ctx.now), opensAt: p.opensAt, endsAt: endOf(p), temporaryTitle: p.temporaryTitle, wording: p.wording, numberIssued: p.numberIssued, withdrawnReason: p.withdrawnReason, received: p.received.length,
    objections: p.objections.map((o) => ({ at: o.madeAt, withdrawnAt: o.withdrawnAt, ...(sees ? { state: nameOf(o.stateId), kind: o.kind, text: o.text, lang: o.lang } : { state: null, kind: null, text: null, lang: null }) })),
    reservations: p.reservations.map((r) => ({ state: nameOf(r.stateId), kind: r.kind, text: r.text, lang: r.lang })),
  };
}
