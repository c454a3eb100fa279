export type Passage = { start: number; length: number; id: string };

/**
 * A paragraph with passages marked in it: whole elements stay whole, and a passage over several becomes several marks,
 * the first with the passage's id. Marks are put in by place, so that the words themselves are never searched as HTML.
 *
 * Shape  `html` is what `renderMarkdown` made; places are code points of `plainOf(html)`.
 */
export function markPassages(html: string, passages: readonly Passage[]): string {
  if (passages.length === 0) return html;
  const begun = new Set<string>();
  let [out, at, marked, space] = ['', 0, false, true];
  const within = (point: number) => passages.filter(({ start, length }) => start <= point && point < start + length);
  const mark = (on: boolean, point: number) => {
    if (marked && !on) out += '</mark>';
    if (!marked && on) {
      const fresh = within(point).find(({ id }) => !begun.has(id));
      if (fresh) begun.add(fresh.id);
      out += `<mark class="hl"${fresh ? ` id="${fresh.id}"` : ''}>`;
    }
    marked = on;
  };
  for (const [piece] of html.matchAll(/<[^>]*>|&(?:lt|gt|quot|amp);|./gsu)) {
    if (piece.startsWith('<')) {
      mark(false, at);
      out += piece;
      // What parts blocks is read as one space, unless there is one already or the text has not begun.
      if (!space && /^<\/?(?:p|li|ul|ol|blockquote|pre|br|hr|h\d|tr|td|th|table|thead|tbody)\b/.test(piece)) [at, space] = [at + 1, true];
      continue;
    }
    const blank = /^\s$/u.test(piece);
    if (blank && space) {
      out += piece;
      continue;
    }
    const inside = within(at);
    // A passage that begins inside another begins a mark of its own, so that it can be linked to.
    if (marked && inside.some(({ start, id }) => start === at && !begun.has(id))) mark(false, at);
    mark(inside.length > 0, at);
    out += piece;
    [at, space] = [at + 1, blank];
  }
  mark(false, at);
  return out;
}
