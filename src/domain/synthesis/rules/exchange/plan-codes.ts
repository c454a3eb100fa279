import type { Code } from '../../model.ts';
import { codeGuidIn, isUuid } from './guid.ts';
import type { BroughtCode } from './model.ts';

/** What differs where a code of ours is known under the same GUID, or by its name; ours stands. */
export type CodeConflict = 'renamed' | 'moved' | 'described';
/** Why a code is not taken over. */
export type CodeLeft = 'name' | 'no-guid' | 'twice' | 'under';
export type CodePlan = { brought: BroughtCode; /** The id it has here, or gets. */ id: string | null; /** What it stands under here. */ parentId: string | null } & (
  | { is: 'new' | 'same' }
  | { is: 'conflict'; why: CodeConflict[]; ours: { label: string; description: string } }
  | { is: 'left'; why: CodeLeft });

export type OurCodes = { seriesId: string; codes: readonly Code[]; /** Where merged codes went, chains followed. */ merged: ReadonlyMap<string, string>; /** Ids that codes of other series have. */ taken: ReadonlySet<string> };

const maxLabel = 120;
const maxDescription = 4_000;

/**
 * What a tree of codes that was brought would become in ours: told by GUID, else by its name under the same parent.
 * Nothing of ours is changed by it.
 */
export function planCodes({ seriesId, codes, merged, taken }: OurCodes, brought: readonly BroughtCode[]): CodePlan[] {
  const ours = new Map(codes.map((code) => [code.id, code]));
  const byPlace = new Map(codes.map(({ id, parentId, label }) => [placeKey(parentId, label), id]));
  const ids = new Map<string, string | null>();
  return brought.map((raw): CodePlan => {
    const code = { ...raw, name: raw.name.replace(/\s+/gu, ' ').trim() };
    const parentId = code.parent === null ? null : (ids.get(code.parent) ?? null);
    const left = (why: CodeLeft): CodePlan => {
      if (!ids.has(code.guid)) ids.set(code.guid, null);
      return { brought: code, id: null, parentId, is: 'left', why };
    };
    if (code.guid === '') return left('no-guid');
    if (ids.has(code.guid)) return left('twice');
    if (code.parent !== null && parentId === null) return left('under');
    if (code.name === '' || code.name.length > maxLabel || code.description.length > maxDescription) return left('name');
    const settle = (id: string, plan: { is: 'new' | 'same' } | { is: 'conflict'; why: CodeConflict[]; ours: { label: string; description: string } }): CodePlan => {
      ids.set(code.guid, id);
      return { brought: code, id, parentId, ...plan };
    };
    const led = merged.get(code.guid);
    if (led) return settle(led, { is: 'same' });
    const known = ours.get(code.guid) ?? ours.get(codeGuidIn(seriesId, code.guid));
    if (known) {
      const why = [...(known.label === code.name ? [] : ['renamed' as const]), ...(known.parentId === parentId ? [] : ['moved' as const]), ...(sameText(known.description, code.description) ? [] : ['described' as const])];
      return settle(known.id, why.length > 0 ? { is: 'conflict', why, ours: known } : { is: 'same' });
    }
    const named = byPlace.get(placeKey(parentId, code.name));
    const there = named === undefined ? undefined : ours.get(named);
    if (named !== undefined) return settle(named, there && code.description && !sameText(there.description, code.description) ? { is: 'conflict', why: ['described'], ours: there } : { is: 'same' });
    const id = taken.has(code.guid) || !isUuid(code.guid) ? codeGuidIn(seriesId, code.guid) : code.guid;
    byPlace.set(placeKey(parentId, code.name), id);
    return settle(id, { is: 'new' });
  });
}

const placeKey = (parentId: string | null, label: string): string => `${parentId ?? ''} ${label.toLowerCase()}`;
const sameText = (a: string, b: string): boolean => a.replace(/\s+/gu, ' ').trim() === b.replace(/\s+/gu, ' ').trim();
