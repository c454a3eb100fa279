import { createScanner, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { z } from 'zod';
import { sayAny } from '#platform/i18n/say.ts';
import type { ImportProblem, PlannedChapter } from '../model.ts';
import { isRemark } from '../rules.ts';
import { knownFields, Programme } from '../schema.ts';
import { checkProgramme } from './check-programme.ts';

export type ReadProgramme = { programme: Programme; /** What was not taken, without being wrong. */ passedOver: readonly ImportProblem[] };
export type Path = readonly PropertyKey[];
export type Fault = { path: Path; code: string; detail?: Readonly<Record<string, string | number>> };

/** A programme from the text of its file, or every problem with its field and line. */
export function readProgramme(text: string): { ok: true; value: ReadProgramme } | { ok: false; problems: ImportProblem[] } {
  const deep = tooDeepAt(text);
  if (deep !== null) return { ok: false, problems: [problem({ path: [], code: 'programme.problem.too_deep' }, lineOf(text, deep))] };
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true });
  if (!tree && errors.length === 0) return { ok: false, problems: [problem({ path: [], code: 'programme.problem.empty' }, 1)] };
  if (!tree || errors.length > 0) return { ok: false, problems: errors.map((e) => problem({ path: [], code: 'programme.problem.not_json', detail: { fault: printParseErrorCode(e.error) } }, lineOf(text, e.offset))) };
  const placed = (faults: readonly Fault[]) => faults.map((fault) => problem(fault, lineAt(text, tree, fault.path)));
  const doubled = duplicates(tree, []);
  if (doubled.length > 0) return { ok: false, problems: doubled.map(({ path, offset }) => problem({ path, code: 'programme.problem.twice' }, lineOf(text, offset))) };
  const read = Programme.safeParse(plainValue(tree), { reportInput: true });
  if (!read.success) return { ok: false, problems: placed(read.error.issues.map((issue) => faultOf(innermost(issue)))) };
  const faults = checkProgramme(read.data);
  if (faults.length > 0) return { ok: false, problems: placed(faults) };
  return { ok: true, value: { programme: read.data, passedOver: placed([...unknownFields(tree), ...remarks(read.data)]) } };
}

/** A programme nests some eight deep; what nests without end would take its reader's stack down with it. */
const deepest = 100;

/** Where a text nests deeper than any programme; null where it does not. */
function tooDeepAt(text: string): number | null {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (scanner.scan(); scanner.getTokenLength() > 0; scanner.scan()) {
    const token = text.slice(scanner.getTokenOffset(), scanner.getTokenOffset() + scanner.getTokenLength());
    if (token === '{' || token === '[') depth += 1;
    if (token === '}' || token === ']') depth -= 1;
    if (depth > deepest) return scanner.getTokenOffset();
  }
  return null;
}

/** A problem in words, for the command line and for the journal of an import; pages say it in the reader's language. */
function problem({ path, code, detail = {} }: Fault, line: number): ImportProblem {
  return { path: path.map(String).join('.'), line, code, detail, says: sayAny('en', code, detail) };
}

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

const propertyOf = (node: Node | undefined, name: string): Node | undefined => (node?.type === 'object' ? node.children?.find((p) => p.children?.[0]?.value === name)?.children?.[1] : undefined);

/** The line of a field, or of the nearest thing around it that is there. */
function lineAt(text: string, tree: Node, path: Path): number {
  let node = tree;
  for (const step of path) {
    const next = typeof step === 'number' ? node.children?.[step] : propertyOf(node, String(step));
    if (!next) break;
    node = next;
  }
  return lineOf(text, node.offset);
}

/** Plain values of a tree; a field named `__proto__` stays an ordinary field. */
function plainValue(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(plainValue);
  if (node.type !== 'object') return node.value;
  return Object.fromEntries((node.children ?? []).flatMap(({ children: [key, value] = [] }) => (key && value ? [[String(key.value), plainValue(value)]] : [])));
}

/** Fields that stand twice in one object: a reader would take the last, a writer may have meant the first. */
function duplicates(node: Node, path: Path): { path: Path; offset: number }[] {
  if (node.type === 'array') return (node.children ?? []).flatMap((child, i) => duplicates(child, [...path, i]));
  if (node.type !== 'object') return [];
  const seen = new Set<string>();
  return (node.children ?? []).flatMap(({ offset, children: [key, value] = [] }) => {
    const name = String(key?.value);
    const twice = seen.has(name) ? [{ path: [...path, name], offset }] : [];
    seen.add(name);
    return [...twice, ...(value ? duplicates(value, [...path, name]) : [])];
  });
}

/** Of several ways a value could have been right, the one that got furthest tells most about what is wrong. */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue;
  const deepest = issue.errors.flat().sort((a, b) => b.path.length - a.path.length)[0];
  return deepest && deepest.path.length > 0 ? innermost({ ...deepest, path: [...issue.path, ...deepest.path] }) : issue;
}

function faultOf(issue: z.core.$ZodIssue): Fault {
  const { path } = issue;
  const of = (code: string, detail: Fault['detail'] = {}): Fault => ({ path, code: `programme.problem.${code}`, detail });
  if (issue.code === 'invalid_type') return issue.input === undefined ? of('missing') : of('wrong_kind', { expected: issue.expected });
  if (issue.code === 'too_big') return of('too_long', { max: Number(issue.maximum) });
  if (issue.code === 'too_small') return of('too_short');
  if (issue.code === 'invalid_value') return of('not_offered', { values: issue.values.map(String).join(', ') });
  if (issue.code === 'unrecognized_keys') return { path: [...path, issue.keys[0] ?? ''], code: 'programme.problem.unknown_field' };
  return of('malformed');
}

/** Every field that has no place in a programme, at whatever depth, so that nothing is dropped in silence. */
function unknownFields(tree: Node): Fault[] {
  const beyond = (node: Node | undefined, path: Path, known: readonly string[]): Fault[] =>
    (node?.type === 'object' ? (node.children ?? []) : []).map((p) => String(p.children?.[0]?.value)).filter((name) => !known.includes(name)).map((name) => ({ path: [...path, name], code: 'programme.problem.unknown_field' }));
  const forums = propertyOf(tree, 'forums')?.children ?? [];
  return [
    ...beyond(tree, [], knownFields.programme),
    ...beyond(propertyOf(tree, 'series'), ['series'], knownFields.series),
    ...forums.flatMap((forum, i) => [
      ...beyond(forum, ['forums', i], knownFields.forum),
      ...(propertyOf(forum, 'focus_aspects')?.children ?? []).flatMap((aspect, n) => beyond(aspect, ['forums', i, 'focus_aspects', n], knownFields.aspect)),
    ]),
    ...beyond(propertyOf(tree, 'report'), ['report'], knownFields.report),
  ];
}

const remarks = ({ forums }: Programme): Fault[] =>
  forums.flatMap((forum, i) => forum.focus_aspects.flatMap((aspect, n) => aspect.questions.flatMap((q, k) => (isRemark(typeof q === 'string' ? q : q.text) ? [{ path: ['forums', i, 'focus_aspects', n, 'questions', k], code: 'programme.problem.remark' }] : []))));

/** The report's outline: chapters by title and order; a line such as "I.1 p11" stands for the aspect of that key. */
export function readOutline(entries: readonly unknown[], aspectKeys: ReadonlySet<string>): PlannedChapter[] {
  const chapter = (entry: unknown): PlannedChapter | { aspect: string } | null => {
    if (typeof entry === 'string') {
      const key = entry.split(' ')[0] ?? '';
      return aspectKeys.has(key) ? { aspect: key } : { number: null, title: entry, children: [] };
    }
    if (typeof entry !== 'object' || entry === null || !('title' in entry)) return null;
    const { title, n, children } = entry as { title: unknown; n?: unknown; children?: unknown };
    return { number: typeof n === 'string' ? n : null, title: String(title), children: (Array.isArray(children) ? children : []).map(chapter).filter((c) => c !== null) };
  };
  return entries.map(chapter).filter((c): c is PlannedChapter => c !== null && 'title' in c);
}
