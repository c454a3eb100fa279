/** A stretch of a text with the marks that cover it, in the order they begin. */
export type Layer<M> = { start: number; end: number; text: string; marks: M[]; /** Marks that begin here. */ begins: M[] };

/**
 * A text cut where marks begin and end, so that each piece knows all that cover it: overlaps are shown, not dropped.
 *
 * Shape    `start`, `end` in code points, half-open; the pieces together are the text. A mark beyond the end is cut to it.
 */
export function layersOf<M extends { start: number; end: number }>(text: string, marks: readonly M[]): Layer<M>[] {
  const letters = [...text];
  const whole = letters.length;
  const inside = marks.filter(({ start, end }) => start < whole && end > start).sort((a, b) => a.start - b.start || b.end - a.end);
  const cuts = [...new Set([0, ...inside.flatMap(({ start, end }) => [start, Math.min(end, whole)]), whole])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, i) => {
    const end = cuts[i + 1] ?? whole;
    return { start, end, text: letters.slice(start, end).join(''), marks: inside.filter((m) => m.start < end && m.end > start), begins: inside.filter((m) => m.start === start) };
  });
}
