import type MarkdownIt from 'markdown-it';

// A passage behind a description: `::: what is in it` on a line of its own, the passage, `:::`. Shown as an element that
// opens by itself, without script. Never one inside another: the outer one covers what the inner would.

const fence = /^:{3,}[ \t]*(.*)$/;

/** Teaches Markdown covers. */
export function covers(markdown: InstanceType<typeof MarkdownIt>): void {
  markdown.block.ruler.before('fence', 'cover', (state, startLine, endLine, silent) => {
    const lineAt = (line: number) => state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
    const description = fence.exec(lineAt(startLine))?.[1]?.trim();
    if (!description || state.env.covered) return false;
    if (silent) return true;
    let end = startLine + 1;
    while (end < endLine && fence.exec(lineAt(end))?.[1]?.trim() !== '') end += 1;
    state.push('cover_open', 'details', 1).content = description;
    const [lineMax, parent] = [state.lineMax, state.parentType];
    state.lineMax = end;
    state.env.covered = true;
    state.md.block.tokenize(state, startLine + 1, end);
    state.env.covered = false;
    state.lineMax = lineMax;
    state.parentType = parent;
    state.push('cover_close', 'details', -1);
    // Left open, it covers all that follows.
    state.line = Math.min(end + 1, endLine);
    return true;
  }, { alt: ['paragraph', 'reference', 'blockquote', 'list'] });
  markdown.renderer.rules['cover_open'] = (tokens, i) => coverBegins(tokens[i]?.content ?? '');
  markdown.renderer.rules['cover_close'] = () => coverEnds;
}

const coverBegins = (description: string): string => `<details class="covered"><summary>${escaped(description)}</summary>`;
const coverEnds = '</details>';
const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** The top-level blocks of a rendered text, in order. */
export function blocksOf(html: string): string[] {
  const blocks: string[] = [];
  let depth = 0;
  let from = 0;
  for (const { 0: tag, 1: close, 2: name, index } of html.matchAll(/<(\/?)([a-z0-9]+)[^>]*>/g)) {
    if (name !== 'br' && name !== 'hr') depth += close ? -1 : 1;
    if (depth > 0) continue;
    const end = index + tag.length;
    blocks.push(html.slice(from, end).trim());
    from = end;
  }
  return blocks;
}

/** A rendered text with blocks of it behind a cover; half-open, the whole where no range is given. */
export function coverBlocks(html: string, description: string, range: { from: number; to: number } | null): string {
  const blocks = blocksOf(html);
  const { from, to } = range ?? { from: 0, to: blocks.length };
  const inner = blocks.slice(from, to).map(uncovered).join('\n');
  return [...blocks.slice(0, from), `${coverBegins(description)}\n${inner}\n${coverEnds}`, ...blocks.slice(to)].join('\n');
}

const uncovered = (html: string): string => html.replace(/<details class="covered"><summary>.*?<\/summary>|<\/details>/gs, '');

/** A text as it was written, without what it puts behind covers. */
export const withoutCovers = (text: string): string => text.replace(/^:{3,}[ \t]*\S.*$[\s\S]*?(^:{3,}[ \t]*$|(?![\s\S]))/gm, '…');
