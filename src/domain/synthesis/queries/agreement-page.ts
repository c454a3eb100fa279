import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { type Agreement, agreementOn, type CodedUnit, pooled, unitsOf } from '../rules/agreement.ts';
import { linesOf } from '../rules/code-tree.ts';
import { sentencesOf } from '../rules.ts';
import { loadCodes, seriesOf } from '../store/codes.ts';
import { type CodedExcerpt, loadCodedExcerpts, loadWordings, numberCoders } from '../store/exchange.ts';

/** A coder by number; nobody is named. */
export type Coder = { number: number; own: boolean };
export type AgreementPage = {
  coders: Coder[];
  /** The two compared; null where fewer than two have coded. */
  pair: [Coder, Coder] | null;
  /** Texts that both have coded, their sentences, and texts that one of the two has coded alone. */
  texts: number;
  sentences: number;
  alone: number;
  codes: { path: string; agreement: Agreement }[];
  overall: Agreement;
};

/**
 * How far two rapporteurs agree. The unit is a sentence of a text in which both have put a code on something; it bears
 * a code when a passage so coded touches it. A text that one of them has not coded says nothing of agreement.
 */
export async function agreementPage(ctx: ForumContext, asked: { a?: number | undefined; b?: number | undefined }): Promise<AgreementPage | null> {
  if (!may(ctx.sight, 'excerpt')) return null;
  const [excerpts, codes] = await Promise.all([loadCodedExcerpts(ctx), seriesOf(ctx).then((series) => loadCodes(ctx, series))]);
  const numbers = numberCoders(ctx.sight.forumId, excerpts);
  const active = new Set(excerpts.flatMap(({ codings }) => codings.map(({ seatId }) => seatId)));
  const seats = [...numbers].filter(([seat]) => active.has(seat)).map(([seatId, number]) => ({ seatId, number, own: seatId === ctx.sight.seat?.id })).sort((x, y) => x.number - y.number);
  const find = (number: number | undefined) => seats.find((seat) => seat.number === number);
  const a = find(asked.a) ?? seats.find(({ own }) => own) ?? seats[0];
  const b = (find(asked.b) === a ? undefined : find(asked.b)) ?? seats.find((seat) => seat !== a);
  const coders = seats.map(({ number, own }) => ({ number, own }));
  if (!a || !b) return { coders, pair: null, texts: 0, sentences: 0, alone: 0, codes: [], overall: pooled([]) };

  const { shared, alone } = textsOf(excerpts, a.seatId, b.seatId);
  const wordings = new Map((await loadWordings(ctx, [...new Set(shared.map(({ contributionId }) => contributionId))])).map((row) => [keyOf(row), row]));
  const units = shared.flatMap((text): CodedUnit[] => {
    const wording = wordings.get(keyOf(text));
    const coded = text.excerpts.flatMap(({ start, end, codings }) => codings.flatMap(({ code, seatId }) => (seatId === a.seatId || seatId === b.seatId ? [{ start, end, code, by: seatId === a.seatId ? ('a' as const) : ('b' as const) }] : [])));
    return wording ? unitsOf(sentencesOf(wording.text, wording.lang), coded) : [];
  });
  const used = new Set(units.flatMap((unit) => [...unit.a, ...unit.b]));
  const lines = linesOf(codes).filter(({ id }) => used.has(id)).map(({ id, path }) => ({ path, agreement: agreementOn(units, id) }));
  return { coders, pair: [{ number: a.number, own: a.own }, { number: b.number, own: b.own }], texts: shared.length, sentences: units.length, alone, codes: lines, overall: pooled(lines.map(({ agreement }) => agreement)) };
}

const keyOf = ({ contributionId, revision }: { contributionId: string; revision: number }): string => `${contributionId} ${revision}`;

function textsOf(excerpts: readonly CodedExcerpt[], a: string, b: string): { shared: { contributionId: string; revision: number; excerpts: CodedExcerpt[] }[]; alone: number } {
  const texts = new Map<string, CodedExcerpt[]>();
  for (const excerpt of excerpts) texts.set(keyOf(excerpt), [...(texts.get(keyOf(excerpt)) ?? []), excerpt]);
  const has = (of: readonly CodedExcerpt[], seat: string) => of.some(({ codings }) => codings.some(({ seatId }) => seatId === seat));
  const groups = [...texts.values()];
  const shared = groups.filter((of) => has(of, a) && has(of, b)).flatMap((of) => (of[0] ? [{ contributionId: of[0].contributionId, revision: of[0].revision, excerpts: of }] : []));
  return { shared, alone: groups.filter((of) => has(of, a) !== has(of, b)).length };
}
