import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { sourceGuid, userGuid } from '../rules/exchange/guid.ts';
import type { Brought, LeftKind } from '../rules/exchange/model.ts';
import { type CodePlan, planCodes } from '../rules/exchange/plan-codes.ts';
import { type OurText, planSelections, type SelectionPlan } from '../rules/exchange/plan-codings.ts';
import type { ExchangeInput } from '../schema.ts';
import { loadFindings } from '../store.ts';
import { loadCodedExcerpts, loadCoders, loadOurCodes, loadWordings } from '../store/exchange.ts';

export type ExchangePreview = {
  origin: string | null;
  kind: Brought['kind'];
  codes: CodePlan[];
  selections: SelectionPlan[];
  /** What has no place here, by kind; notes that are findings of ours are not among it. */
  left: Record<LeftKind, number>;
  /** What taking it over would write; null where there is nothing to write. */
  plan: Omit<ExchangeInput, 'submissionId'> | null;
};

/** What taking over a file would change, before anything is written; null for who is no rapporteur. */
export async function exchangePreview(ctx: ForumContext, brought: Brought): Promise<ExchangePreview | null> {
  if (!may(ctx.sight, 'excerpt')) return null;
  const codes = planCodes(await loadOurCodes(ctx, brought.codes.map(({ guid }) => guid).filter(Boolean)), brought.codes);
  const [selections, findings] = await Promise.all([brought.sources.some((source) => source.selections.length > 0) ? selectionsOf(ctx, brought, codes) : [], loadFindings(ctx)]);
  const own = new Set(findings.map(({ id }) => id));
  const fresh = codes.filter(({ is }) => is === 'new');
  const marks = selections.flatMap(({ guid, is, place, codes }) => (is === 'new' && place ? [{ guid, contribution: place.contributionId, revision: place.revision, start: place.start, end: place.end, quote: place.quote, codes }] : []));
  return {
    origin: brought.origin,
    kind: brought.kind,
    codes,
    selections,
    left: { ...brought.left, notes: brought.left.notes - brought.notes.filter((guid) => own.has(guid)).length },
    // All codes go along: the tree is compared anew when it is written, and what is new stands under what is not.
    plan: fresh.length + marks.length === 0 ? null : { codes: codes.flatMap(({ brought, is }) => (is === 'left' ? [] : [brought])), selections: marks },
  };
}

async function selectionsOf(ctx: ForumContext, brought: Brought, codes: readonly CodePlan[]): Promise<SelectionPlan[]> {
  const { forumId } = ctx.sight;
  const [wordings, excerpts, coders] = await Promise.all([loadWordings(ctx), loadCodedExcerpts(ctx), loadCoders(ctx)]);
  const texts = wordings.map(({ contributionId, ref, revision, text, shown, marking }): OurText => ({ contributionId, ref, revision, guid: sourceGuid(contributionId, revision), text, quotable: shown && marking !== 'TLP:RED' }));
  // The first code of a GUID counts, as it does where the codes are planned.
  const codeIds = new Map([...codes].reverse().map(({ brought: { guid }, id }) => [guid, id]));
  return planSelections({ texts, excerpts: excerpts.map((one) => ({ ...one, codings: one.codings.map(({ code, seatId }) => ({ code, user: userGuid(forumId, seatId) })) })), codeIds, ...coders }, brought.sources);
}
