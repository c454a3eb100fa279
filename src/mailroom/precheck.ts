/** Why a letter is refused before any parser sees it. */
export type Malformed = 'header-missing' | 'header-too-long' | 'line-too-long' | 'control-characters' | 'from-missing' | 'from-twice' | 'from-ambiguous' | 'field-twice' | 'nested-too-deep';
export type Precheck = { ok: true; from: string; headers: Headers } | { ok: false; why: Malformed; headers: Headers };
/** Field bodies by lower-case name, unfolded, in the order they stand. */
export type Headers = ReadonlyMap<string, readonly string[]>;

/** Real headers with all their traces and signatures stay under a quarter of it. */
const maxHeaderBytes = 64 * 1024;
/** The standard says 998; some software folds nothing, and this much harms nobody. */
const maxLineBytes = 4_096;
const maxFields = 400;
/** A letter forwarded ten times has some twenty; parsers work on each. */
const maxBoundaries = 32;
/** Fields of which a second one makes two readers of the letter see two letters. */
const onlyOnce = ['from', 'sender', 'reply-to', 'message-id', 'subject', 'date', 'content-type', 'content-transfer-encoding', 'mime-version', 'in-reply-to'];

/**
 * Looks at the raw header block before any parser does: parsers disagree on letters with two senders, and each
 * reads a zero byte in its own way.
 *
 * Shape    `from` is the one address of the one From field, in lower case.
 * Refuses  what is not a header block of ordinary size, without control characters, with exactly one From that has
 *          exactly one address, and with no other field twice that may stand only once.
 */
export function precheck(raw: Buffer): Precheck {
  const block = headerBlock(raw);
  const headers = fieldsOf(block ?? '');
  const malformed = (why: Malformed): Precheck => ({ ok: false, why, headers });
  if (block === null) return malformed('header-too-long');
  if (headers.size === 0) return malformed('header-missing');
  // A carriage return that ends no line ends one for some readers; anything else below a space is nobody's name.
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\r(?!\n)/.test(block)) return malformed('control-characters');
  if (block.split('\n').some((line) => line.length > maxLineBytes)) return malformed('line-too-long');
  if (block.split('\n').length > maxFields * 8) return malformed('header-too-long');
  const froms = headers.get('from') ?? [];
  if (froms.length === 0) return malformed('from-missing');
  if (froms.length > 1) return malformed('from-twice');
  if (onlyOnce.some((name) => (headers.get(name)?.length ?? 0) > 1)) return malformed('field-twice');
  const from = oneAddress(froms[0] ?? '');
  if (from === null) return malformed('from-ambiguous');
  if (boundariesIn(raw) > maxBoundaries) return malformed('nested-too-deep');
  return { ok: true, from, headers };
}

/** Everything up to the first empty line, byte for byte; null where none comes in good time. */
function headerBlock(raw: Buffer): string | null {
  const head = raw.subarray(0, maxHeaderBytes + 4).toString('latin1');
  const end = /\r?\n\r?\n/.exec(head)?.index ?? (raw.length <= maxHeaderBytes ? raw.length : -1);
  return end < 0 || end > maxHeaderBytes ? null : head.slice(0, end);
}

function fieldsOf(block: string): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  let last: string[] | null = null;
  for (const line of block.split(/\r?\n/)) {
    if (/^[ \t]/.test(line)) {
      if (last) last.push(`${last.pop() ?? ''} ${line.trim()}`);
      continue;
    }
    const colon = line.indexOf(':');
    // Blanks before the colon were once allowed, and some readers still take them: the field counts.
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    if (colon < 1 || !/^[\x21-\x39\x3b-\x7e]+$/.test(name)) {
      last = null;
      continue;
    }
    last = fields.get(name) ?? [];
    last.push(line.slice(colon + 1).trim());
    fields.set(name, last);
  }
  return fields;
}

/**
 * The address of a From field that has one, in lower case; null for none, several, a group, and every form that
 * readers take differently: a quoted local part, a comment, a second pair of brackets.
 */
export function oneAddress(field: string): string | null {
  const plain = /^[^\s<>()",:;@\\[\]]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;
  // A display name between quotes may hold anything; it is taken out whole, and nothing in it counts.
  const bare = field.replace(/"(?:[^"\\]|\\.)*"/g, '""').trim();
  const [, name = '', inside = null] = /^([^<>]*)<([^<>]*)>$/.exec(bare) ?? [];
  if (inside === null) return plain.test(bare) ? bare.toLowerCase() : null;
  // An address in the name beside the address is how one is taken for the other.
  if (/[,:;@()\\]/.test(name)) return null;
  return plain.test(inside.trim()) ? inside.trim().toLowerCase() : null;
}

/** How often a letter declares a boundary: each is a level or a part that a parser has to keep. */
function boundariesIn(raw: Buffer): number {
  let count = 0;
  for (let at = raw.indexOf('boundary'); at >= 0 && count <= maxBoundaries; at = raw.indexOf('boundary', at + 8)) count += 1;
  for (let at = raw.indexOf('BOUNDARY'); at >= 0 && count <= maxBoundaries; at = raw.indexOf('BOUNDARY', at + 8)) count += 1;
  return count;
}

/** The first body of a field; empty where there is none. */
export const headerOf = (headers: Headers, name: string): string => headers.get(name)?.[0] ?? '';
