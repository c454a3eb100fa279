import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { SynthesisRefusal } from '../model.ts';
import { isUuid } from '../rules/exchange/guid.ts';
import { planCodes } from '../rules/exchange/plan-codes.ts';
import { sliceByCodePoints } from '../rules.ts';
import type { ExchangeInput } from '../schema.ts';
import { loadOurCodes, loadWordings } from '../store/exchange.ts';

type Taken = { codes: number; excerpts: number; codings: number };

/**
 * A rapporteur takes over codes and coded passages that another program made, as previewed: new codes enter the tree,
 * passages become excerpts with the rapporteur's own codings. What stands here is not changed.
 *
 * Writes   codes, excerpts, codings, one journal entry.
 * Refuses  `synthesis.not_yours`; `synthesis.text_changed` when a text may no longer be quoted; `synthesis.quote_differs`
 *          when a range holds other words by so much as a byte; `synthesis.no_such_code`. A refusal undoes all of it.
 */
export function importCoding(ctx: ForumContext, input: ExchangeInput): Promise<Outcome<Taken, SynthesisRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, input, async (ctx): Promise<Outcome<Taken, SynthesisRefusal>> => {
    const { seat, forumId } = ctx.sight;
    if (!seat || !may(ctx.sight, 'excerpt')) return refused('synthesis.not_yours');
    const tree = await loadOurCodes(ctx, input.codes.map(({ guid }) => guid), { hold: true });
    const fresh = planCodes(tree, input.codes).flatMap(({ is, id, parentId, brought }) => (is === 'new' && id ? [{ series_id: tree.seriesId, id, parent_id: parentId, label: brought.name, description: brought.description, colour: brought.colour }] : []));
    if (fresh.length > 0) await ctx.db.insertInto('code').values(fresh).execute();
    const known = new Set([...tree.codes.map(({ id }) => id), ...fresh.map(({ id }) => id)]);
    const marked = await markAll(ctx, { seatId: seat.id, known }, input.selections);
    if (!marked.ok) return marked;
    const taken = { codes: fresh.length, ...marked.value };
    await journal(ctx, { kind: events.codingImported, forumId, subject: input.submissionId, facts: { ...taken, ids: fresh.map(({ id }) => id) }, commit: { labels: JSON.stringify(fresh.map(({ label }) => label)), passages: JSON.stringify(input.selections) } });
    return granted(taken);
  });
}

async function markAll(ctx: ForumContext, { seatId, known }: { seatId: string; known: ReadonlySet<string> }, selections: ExchangeInput['selections']): Promise<Outcome<Omit<Taken, 'codes'>, SynthesisRefusal>> {
  const { db, now, world, sight: { forumId } } = ctx;
  if (selections.length === 0) return granted({ excerpts: 0, codings: 0 });
  const wordings = new Map((await loadWordings(ctx, [...new Set(selections.map(({ contribution }) => contribution))])).map((row) => [`${row.contributionId} ${row.revision}`, row]));
  const existing = await db.selectFrom('excerpt').select(['id', 'contribution_id', 'revision', 'range_start', 'range_end']).where('forum_id', '=', forumId).execute();
  const at = new Map(existing.map((e) => [`${e.contribution_id} ${e.revision} ${e.range_start} ${e.range_end}`, e.id]));
  const used = new Set(existing.map(({ id }) => id));
  const excerpts = [];
  const codings = new Map<string, { forum_id: string; excerpt_id: string; code_id: string; seat_id: string; coded_at: Date }>();
  for (const { guid, contribution, revision, start, end, quote, codes } of selections) {
    const wording = wordings.get(`${contribution} ${revision}`);
    if (!wording) return refused('synthesis.no_such_contribution');
    if (!wording.shown || wording.marking === 'TLP:RED') return refused('synthesis.text_changed', { ref: wording.ref });
    if (sliceByCodePoints(wording.text, start, end) !== quote) return refused('synthesis.quote_differs');
    if (!codes.every((code) => known.has(code))) return refused('synthesis.no_such_code');
    const place = `${contribution} ${revision} ${start} ${end}`;
    const id = at.get(place) ?? (isUuid(guid) && !used.has(guid) ? guid : world.mint());
    if (!at.has(place)) excerpts.push({ forum_id: forumId, id, contribution_id: contribution, revision, range_start: start, range_end: end, quote, seat_id: seatId, made_at: now });
    at.set(place, id);
    used.add(id);
    for (const code of codes) codings.set(`${id} ${code}`, { forum_id: forumId, excerpt_id: id, code_id: code, seat_id: seatId, coded_at: now });
  }
  for (let i = 0; i < excerpts.length; i += 1_000) await db.insertInto('excerpt').values(excerpts.slice(i, i + 1_000)).execute();
  let written = 0;
  const rows = [...codings.values()];
  for (let i = 0; i < rows.length; i += 1_000) written += (await db.insertInto('excerpt_code').values(rows.slice(i, i + 1_000)).onConflict((c) => c.doNothing()).returning('code_id').execute()).length;
  return granted({ excerpts: excerpts.length, codings: written });
}
