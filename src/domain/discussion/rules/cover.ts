/** Blocks of a rendered wording, half-open; null for the whole. */
export type BlockRange = { from: number; to: number } | null;
export type CoverFacts = { /** The wording whose blocks are counted. */ revision: number; range: BlockRange; description: string };

/**
 * The covers to lay on one wording, the last in the text first, so that laying one does not move the next. Covers that
 * touch become one with both descriptions; a cover made on another wording lies on the whole of this one: an edit never
 * uncovers anything.
 */
export function coversOn(covers: readonly CoverFacts[], revision: number): { description: string; range: BlockRange }[] {
  if (covers.length === 0) return [];
  const together = (some: readonly { description: string }[]) => [...new Set(some.map(({ description }) => description))].join('; ');
  if (covers.some((cover) => cover.range === null || cover.revision !== revision)) return [{ description: together(covers), range: null }];
  const merged: { from: number; to: number; of: CoverFacts[] }[] = [];
  for (const cover of [...covers].sort((a, b) => (a.range?.from ?? 0) - (b.range?.from ?? 0))) {
    const { from, to } = cover.range ?? { from: 0, to: 0 };
    const last = merged.at(-1);
    if (last && from < last.to) Object.assign(last, { to: Math.max(last.to, to), of: [...last.of, cover] });
    else merged.push({ from, to, of: [cover] });
  }
  return merged.reverse().map(({ from, to, of }) => ({ description: together(of), range: { from, to } }));
}
