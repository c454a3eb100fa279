export type Compared = { id: string; number: string; was: string | null; is: string | null; kind: 'same' | 'changed' | 'added' | 'removed' };

type Side = readonly { id: string; number: string; markdown: string }[];

/**
 * Two versions side by side, paragraph by paragraph, in the order of the later; what was taken out stands where it
 * stood, after the paragraph before it.
 */
export function comparePapers(before: Side, after: Side): Compared[] {
  const old = new Map(before.map((p) => [p.id, p]));
  const kept = new Set(after.map(({ id }) => id));
  const gone = new Map<string | null, Compared[]>();
  let anchor: string | null = null;
  for (const { id, number, markdown } of before) {
    if (kept.has(id)) anchor = id;
    else gone.set(anchor, [...(gone.get(anchor) ?? []), { id, number, was: markdown, is: null, kind: 'removed' }]);
  }
  const now = after.flatMap(({ id, number, markdown }): Compared[] => {
    const was = old.get(id)?.markdown ?? null;
    return [{ id, number, was, is: markdown, kind: was === null ? 'added' : was === markdown ? 'same' : 'changed' }, ...(gone.get(id) ?? [])];
  });
  return [...(gone.get(null) ?? []), ...now];
}
