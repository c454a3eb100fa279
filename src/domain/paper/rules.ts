/** Paragraphs of a Markdown text: what blank lines part. */
export const paragraphsOf = (markdown: string): string[] => markdown.split(/\n\s*\n/).map((p) => p.trim()).filter((p) => p !== '');

/** Words two texts share, as a share of all their words: 1 for the same, 0 for nothing in common. */
function likeness(a: string, b: string): number {
  const words = (text: string) => new Set(text.toLowerCase().match(/\p{L}+/gu) ?? []);
  const [x, y] = [words(a), words(b)];
  const common = [...x].filter((word) => y.has(word)).length;
  return common / Math.max(1, x.size + y.size - common);
}

/**
 * Ids for the paragraphs of a new version: one that is unchanged, or more alike than not, keeps its id; a new one
 * gets an id never used before, so that no reference ever comes to mean another paragraph.
 */
export function stableIds(before: readonly { id: string; markdown: string }[], paragraphs: readonly string[], everUsed: readonly string[]): string[] {
  const free = new Set(before.map(({ id }) => id));
  const taken: (string | null)[] = paragraphs.map((text) => {
    const same = before.find(({ id, markdown }) => free.has(id) && markdown === text);
    if (same) free.delete(same.id);
    return same?.id ?? null;
  });
  let next = Math.max(0, ...everUsed.map((id) => Number(id.slice(1)) || 0)) + 1;
  return paragraphs.map((text, i) => {
    const kept = taken[i];
    if (kept) return kept;
    const alike = before.filter(({ id }) => free.has(id)).map((p) => ({ id: p.id, share: likeness(p.markdown, text) })).sort((a, b) => b.share - a.share)[0];
    if (alike && alike.share > 0.5) {
      free.delete(alike.id);
      return alike.id;
    }
    next += 1;
    return `p${next - 1}`;
  });
}
