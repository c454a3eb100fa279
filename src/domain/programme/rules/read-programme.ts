import { getNodePath, type Node, parseTree, printParseErrorCode, type ParseError } from 'jsonc-parser';
import { granted, type Outcome } from '#platform/outcome.ts';
import type { ImportProblem, PlannedChapter } from '../model.ts';
import { Programme } from '../schema.ts';

export type ReadProgramme = { programme: Programme; /** What was not understood and therefore not taken, without being wrong. */ passedOver: readonly ImportProblem[] };

/**
 * A programme from the text of its file, or every problem with its field and line.
 */
export function readProgramme(text: string): { ok: true; value: ReadProgramme } | { ok: false; problems: ImportProblem[] } {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true });
  if (errors.length > 0 || !tree) {
    return { ok: false, problems: errors.length > 0 ? errors.map((e) => ({ path: '', line: lineOf(text, e.offset), says: `this is not JSON (${printParseErrorCode(e.error)})` })) : [{ path: '', line: 1, says: 'the file is empty' }] };
  }
  const doubled = duplicateKeys(tree).map((node) => ({ path: getNodePath(node.children?.[1] ?? node).join('.'), line: lineOf(text, node.offset), says: 'this field stands twice' }));
  if (doubled.length > 0) return { ok: false, problems: doubled };
  const read = Programme.safeParse(valueOf(tree));
  if (!read.success) return { ok: false, problems: read.error.issues.map((issue) => ({ path: issue.path.join('.'), line: lineAt(text, tree, issue.path), says: issue.message })) };
  return { ok: true, value: { programme: read.data, passedOver: unknownFields(text, tree) } };
}

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** The line of a field, or of the nearest thing around it that is there. */
function lineAt(text: string, tree: Node, path: readonly PropertyKey[]): number {
  let node: Node = tree;
  for (const step of path) {
    const next = typeof step === 'number' ? node.children?.[step] : node.children?.find((p) => p.children?.[0]?.value === String(step))?.children?.[1];
    if (!next) break;
    node = next;
  }
  return lineOf(text, node.offset);
}

/** Plain values of a tree; names such as `__proto__` stay ordinary names. */
function valueOf(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(valueOf);
  if (node.type !== 'object') return node.value;
  const object: Record<string, unknown> = Object.create(null);
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    if (key && value) object[String(key.value)] = valueOf(value);
  }
  return { ...object };
}

function duplicateKeys(node: Node): Node[] {
  const seen = new Set<string>();
  const found: Node[] = [];
  for (const child of node.children ?? []) {
    if (node.type === 'object') {
      const key = String(child.children?.[0]?.value);
      if (seen.has(key)) found.push(child);
      seen.add(key);
    }
    found.push(...duplicateKeys(child));
  }
  return found;
}

const knownFields: Readonly<Record<string, readonly string[]>> = {
  series: ['title', 'slug', 'short_heading_on_event_pages', 'year', 'organiser', 'organiser_short', 'organization', 'demonstration', 'purpose', 'final_output'],
  forum: ['number', 'event_page_title', 'report_title', 'theme_in_series_list', 'short_title', 'opens', 'closes', 'timezone', 'dates_invented', 'framing', 'goal', 'focus_aspects', 'audience', 'tags', 'allowed_regimes', 'default_regime', 'default_marking'],
};

function unknownFields(text: string, tree: Node): ImportProblem[] {
  const property = (node: Node | undefined, name: string) => node?.children?.find((p) => p.children?.[0]?.value === name)?.children?.[1];
  const check = (node: Node | undefined, known: readonly string[]) =>
    (node?.children ?? []).filter((p) => !known.includes(String(p.children?.[0]?.value))).map((p) => ({ path: getNodePath(p.children?.[1] ?? p).join('.'), line: lineOf(text, p.offset), says: 'not taken: this field has no place in a programme' }));
  return [...check(property(tree, 'series'), knownFields['series'] ?? []), ...(property(tree, 'forums')?.children ?? []).flatMap((forum) => check(forum, knownFields['forum'] ?? []))];
}

/** The report's outline: chapters by title and order; a line such as "I.1 p11" stands for the aspect of that key. */
export function readOutline(entries: readonly unknown[], aspectKeys: ReadonlySet<string>): Outcome<PlannedChapter[]> {
  const chapter = (entry: unknown): PlannedChapter | { aspect: string } | null => {
    if (typeof entry === 'string') {
      const key = entry.split(' ')[0] ?? '';
      return aspectKeys.has(key) ? { aspect: key } : { number: null, title: entry, children: [] };
    }
    if (typeof entry !== 'object' || entry === null || !('title' in entry)) return null;
    const { title, n, children } = entry as { title: unknown; n?: unknown; children?: unknown };
    return { number: typeof n === 'string' ? n : null, title: String(title), children: (Array.isArray(children) ? children : []).map(chapter).filter((c) => c !== null) };
  };
  return granted(entries.map(chapter).filter((c): c is PlannedChapter => c !== null && 'title' in c));
}
