/** Paragraphs of a Markdown text: what blank lines part. */
export const paragraphsOf = (markdown: string): string[] => markdown.split(/\n\s*\n/).map((p) => p.trim()).filter((p) => p !== '');

/** A paragraph's own word for which it is: `[#p7]` at its end. */
const marker = /\s*\[#(p\d{1,4})\]$/;

/** The paragraph as it is printed, without the mark of which it is. */
export const withoutMarker = (paragraph: string): string => paragraph.replace(marker, '').trim();

/** Words two texts share, as a share of all their words: 1 for the same, 0 for nothing in common. */
function likeness(a: string, b: string): number {
  const words = (text: string) => new Set(text.toLowerCase().match(/\p{L}+/gu) ?? []);
  const [x, y] = [words(a), words(b)];
  const common = [...x].filter((word) => y.has(word)).length;
  return common / Math.max(1, x.size + y.size - common);
}

type Known = readonly { id: string; markdown: string }[];

/**
 * Ids for the paragraphs of a new version: one that says which it is, is unchanged, or is more alike than not, keeps
 * its id; a new one gets an id never used before, so that no reference ever comes to mean another paragraph.
 */
export function stableIds(before: Known, paragraphs: readonly string[], everUsed: readonly string[]): string[] {
  const free = new Map(before.map(({ id, markdown }) => [id, markdown]));
  const ids: (string | null)[] = paragraphs.map(() => null);
  const settle = (find: (text: string) => string | null) =>
    paragraphs.forEach((text, i) => {
      const id = ids[i] ? null : find(text);
      if (id && free.delete(id)) ids[i] = id;
    });
  settle((text) => marker.exec(text)?.[1] ?? null);
  settle((text) => [...free].find(([, markdown]) => markdown === withoutMarker(text))?.[0] ?? null);
  settle((text) => mostAlike(free, withoutMarker(text)));
  let next = Math.max(0, ...everUsed.map((id) => Number(id.slice(1)) || 0));
  return ids.map((id) => {
    if (id) return id;
    next += 1;
    return `p${next}`;
  });
}

function mostAlike(free: ReadonlyMap<string, string>, text: string): string | null {
  const [best] = [...free].map(([id, markdown]) => ({ id, share: likeness(markdown, text) })).sort((a, b) => b.share - a.share);
  return best && best.share > 0.5 ? best.id : null;
}

/**
 * Whether a forum counts how many opened its paper. Where views are not attributed as a rule there are no receipts of
 * reading at all; elsewhere they are numbers only.
 */
export const countsReadings = ({ defaultRegime }: { defaultRegime: string }): boolean => defaultRegime !== 'unattributed';
