import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Code, CodeLine, SynthesisRefusal } from '../model.ts';

/** The tree of codes as lines in reading order: each under its parent, siblings by name; `path` leads from the top. */
export function linesOf(codes: readonly Code[]): CodeLine[] {
  const children = new Map<string | null, Code[]>();
  const known = new Set(codes.map(({ id }) => id));
  for (const code of codes) {
    const parent = code.parentId !== null && known.has(code.parentId) ? code.parentId : null;
    children.set(parent, [...(children.get(parent) ?? []), code]);
  }
  const walk = (parent: string | null, depth: number, path: string): CodeLine[] =>
    (children.get(parent) ?? [])
      .sort((a, b) => (a.label < b.label ? -1 : 1))
      .flatMap((code) => {
        const here = path ? `${path} › ${code.label}` : code.label;
        return [{ ...code, depth, path: here }, ...walk(code.id, depth + 1, here)];
      });
  return walk(null, 0, '');
}

/** Whether a code stands somewhere under another, or is that code. */
export function isWithin(codes: readonly Code[], id: string, ancestor: string): boolean {
  const parentOf = new Map(codes.map((code) => [code.id, code.parentId]));
  for (let at: string | null | undefined = id, steps = 0; at && steps <= codes.length; at = parentOf.get(at), steps += 1) if (at === ancestor) return true;
  return false;
}

/** Whether a code may stand under another (null: at the top): never under itself or what stands under it. */
export function mayStandUnder(codes: readonly Code[], id: string, parentId: string | null): Outcome<null, SynthesisRefusal> {
  if (!codes.some((code) => code.id === id)) return refused('synthesis.no_such_code');
  if (parentId === null) return granted(null);
  if (!codes.some((code) => code.id === parentId)) return refused('synthesis.no_such_code');
  return isWithin(codes, parentId, id) ? refused('synthesis.code_under_itself') : granted(null);
}

/** Whether siblings may have this name: no other under the same parent has it, in capitals or not. */
export function isFree(codes: readonly Code[], label: string, parentId: string | null, except: string | null): Outcome<null, SynthesisRefusal> {
  const same = codes.some((code) => code.id !== except && code.parentId === parentId && code.label.toLowerCase() === label.toLowerCase());
  return same ? refused('synthesis.code_exists', { label }) : granted(null);
}
