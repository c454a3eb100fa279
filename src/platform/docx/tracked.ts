/** A paragraph that bears a bookmark, without its tracked changes and with them, and what was remarked on it. */
export type Tracked = { bookmarks: string[]; before: string; after: string; comments: string[] };

type Tag = { name: string; attributes: string; closes: boolean; empty: boolean };

/**
 * The bookmarked paragraphs of a Word document that somebody changed with changes tracked, or commented on. Who did it
 * is left where it stands: the file's names are not taken over.
 *
 * Shape    `before`: what was deleted and without what was inserted; `after`: the other way round. Moves are both.
 *          Changes to the look are none. Notes and boxes inside a paragraph are passed over.
 */
export function trackedOf(body: string, comments: string): Tracked[] {
  const remarks = remarksOf(comments);
  const found: Tracked[] = [];
  let paragraph: (Tracked & { changed: boolean }) | null = null;
  let [inserted, deleted, aside, showing] = [0, 0, 0, false];
  for (const piece of piecesOf(body)) {
    if (typeof piece === 'string') {
      if (!paragraph || !showing || aside > 0) continue;
      if (inserted === 0) paragraph.before += piece;
      if (deleted === 0) paragraph.after += piece;
      continue;
    }
    const { name, closes, empty, attributes } = piece;
    const step = empty ? 0 : closes ? -1 : 1;
    if (name === 'w:p' && !empty && aside === 0) {
      if (closes && paragraph) {
        const { changed, ...rest } = paragraph;
        if (rest.bookmarks.length > 0 && ((changed && rest.before !== rest.after) || rest.comments.length > 0)) found.push(rest);
      }
      paragraph = closes ? null : { bookmarks: [], before: '', after: '', comments: [], changed: false };
    } else if (name === 'w:txbxContent') aside += step;
    else if (name === 'w:ins' || name === 'w:moveTo') inserted = Math.max(0, inserted + step);
    else if (name === 'w:del' || name === 'w:moveFrom') deleted = Math.max(0, deleted + step);
    else if (name === 'w:t' || name === 'w:delText') showing = !closes && !empty;
    else if (paragraph && aside === 0 && !closes) {
      if (name === 'w:bookmarkStart') paragraph.bookmarks.push(...attributeOf(attributes, 'w:name'));
      else if (name === 'w:commentReference') paragraph.comments.push(...attributeOf(attributes, 'w:id').flatMap((id) => remarks.get(id) ?? []));
      else if (name === 'w:tab' || name === 'w:br') for (const side of ['before', 'after'] as const) paragraph[side] += ' ';
    }
    if (paragraph && inserted + deleted > 0) paragraph.changed = true;
  }
  return found.map(({ bookmarks, before, after, comments }) => ({ bookmarks, before: before.trim(), after: after.trim(), comments }));
}

/** Each comment's words by its number. */
function remarksOf(xml: string): Map<string, string> {
  const remarks = new Map<string, string>();
  let [id, showing]: [string | null, boolean] = [null, false];
  for (const piece of piecesOf(xml)) {
    if (typeof piece === 'string') {
      if (id !== null && showing) remarks.set(id, (remarks.get(id) ?? '') + piece);
    } else if (piece.name === 'w:comment') id = piece.closes ? null : (attributeOf(piece.attributes, 'w:id')[0] ?? null);
    else if (piece.name === 'w:t') showing = !piece.closes && !piece.empty;
    else if (piece.name === 'w:p' && piece.closes && id !== null) remarks.set(id, `${remarks.get(id) ?? ''} `);
  }
  return new Map([...remarks].map(([key, text]) => [key, text.trim()]));
}

/** Tags and texts in their order. No entity is known but the five of XML and numbers, so none can grow. */
function* piecesOf(xml: string): Generator<Tag | string> {
  let at = 0;
  while (at < xml.length) {
    const open = xml.indexOf('<', at);
    if (open < 0) return;
    if (open > at) yield decoded(xml.slice(at, open));
    const close = xml.indexOf('>', open);
    if (close < 0) return;
    const inside = xml.slice(open + 1, close);
    const [, slash = '', name = '', attributes = ''] = /^(\/?)([\w:]+)([\s\S]*)$/.exec(inside) ?? [];
    if (name) yield { name, attributes, closes: slash === '/', empty: inside.endsWith('/') };
    at = close + 1;
  }
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const decoded = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gi, (all, hex: string | undefined, number: string | undefined, name: string | undefined) => {
    if (name) return named[name.toLowerCase()] ?? all;
    const code = hex ? Number.parseInt(hex, 16) : Number(number);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
  });

const attributeOf = (attributes: string, name: string): string[] => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1];
  return found === undefined ? [] : [decoded(found)];
};
