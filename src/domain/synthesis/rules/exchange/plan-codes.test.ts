import { describe, expect, it } from 'vitest';
import { codeGuidIn, guidOf } from './guid.ts';
import { type OurCodes, planCodes } from './plan-codes.ts';

const [keep, under, merged, into, elsewhere] = ['keep', 'under', 'merged', 'into', 'elsewhere'].map((name) => guidOf(name)) as [string, string, string, string, string];
const code = (id: string, label: string, parentId: string | null = null, description = '') => ({ id, parentId, label, description, colour: null, uses: 0 });
const ours: OurCodes = { seriesId: 's', codes: [code(keep, 'Preservation'), code(under, 'Orders', keep, 'By whom'), code(into, 'Hosting')], merged: new Map([[merged, into]]), taken: new Set([elsewhere]) };
const brought = (guid: string, name: string, parent: string | null = null, description = '') => ({ guid, name, description, colour: null, parent });
const plan = (...codes: ReturnType<typeof brought>[]) => planCodes(ours, codes).map((one) => ({ is: one.is, id: one.id, ...('why' in one ? { why: one.why } : {}) }));

describe('a code that was brought', () => {
  it('is the same by its GUID, by its name under the same parent, or by the code it was merged into', () => {
    expect(plan(brought(keep, 'Preservation'), brought(guidOf('x'), 'ORDERS', keep, 'By whom'), brought(merged, 'Old name'))).toEqual([{ is: 'same', id: keep }, { is: 'same', id: under }, { is: 'same', id: into }]);
  });
  it('is new under what it stands under there, with its own GUID, or one made of it where that is taken or no UUID', () => {
    const fresh = guidOf('fresh');
    expect(planCodes(ours, [brought(keep, 'Preservation'), brought(fresh, 'Costs', keep)])[1]).toMatchObject({ is: 'new', id: fresh, parentId: keep });
    expect(plan(brought(elsewhere, 'Costs'))).toEqual([{ is: 'new', id: codeGuidIn('s', elsewhere) }]);
    expect(plan(brought('11111111-1111-1111-1111-111111111111', 'Costs'))).toEqual([{ is: 'new', id: codeGuidIn('s', '11111111-1111-1111-1111-111111111111') }]);
    // Taken over once, it is known under that GUID the next time.
    const later = { ...ours, codes: [...ours.codes, code(codeGuidIn('s', elsewhere), 'Costs')] };
    expect(planCodes(later, [brought(elsewhere, 'Costs')])[0]).toMatchObject({ is: 'same' });
  });
  it('is in conflict where its name, place or description is another; ours stands', () => {
    expect(plan(brought(under, 'Warrants', null, 'Something else'))).toEqual([{ is: 'conflict', id: under, why: ['renamed', 'moved', 'described'] }]);
  });
  it('is left with its reason where it cannot be kept, and so is what stands under it', () => {
    expect(plan(brought('', 'No GUID'), brought(guidOf('a'), ' '), brought(guidOf('b'), 'Under it', guidOf('a')), brought(keep, 'Preservation'), brought(keep, 'Again'))).toEqual([
      { is: 'left', id: null, why: 'no-guid' }, { is: 'left', id: null, why: 'name' }, { is: 'left', id: null, why: 'under' }, { is: 'same', id: keep }, { is: 'left', id: null, why: 'twice' },
    ]);
  });
  it('of two siblings with one name makes one', () => {
    const [first, second] = planCodes(ours, [brought(guidOf('p'), 'Costs'), brought(guidOf('q'), 'costs')]);
    expect([first?.is, second?.is, second?.id]).toEqual(['new', 'same', first?.id]);
  });
});
