import { describe, expect, it } from 'vitest';
import { mayArrange, mayUndoRelocation } from './arranging.ts';

const facts = { roles: ['moderator'] as const, subject: { questionId: 'A1', rootId: 'one', reply: true }, toQuestion: 'B1', under: null };

describe('what a moderator may rearrange', () => {
  it('is what would change something, and nothing under itself', () => {
    expect(mayArrange(facts, 'move').ok).toBe(true);
    expect(mayArrange({ ...facts, toQuestion: 'A1' }, 'move')).toMatchObject({ refusal: { code: 'discussion.already_so' } });
    expect(mayArrange({ ...facts, subject: { ...facts.subject, reply: false } }, 'split')).toMatchObject({ refusal: { code: 'discussion.already_so' } });
    expect(mayArrange({ ...facts, under: { rootId: 'one', within: true } }, 'merge')).toMatchObject({ refusal: { code: 'discussion.under_itself' } });
    expect(mayArrange({ ...facts, under: { rootId: 'one', within: false } }, 'merge')).toMatchObject({ refusal: { code: 'discussion.already_so' } });
    expect(mayArrange({ ...facts, under: { rootId: 'two', within: false } }, 'merge').ok).toBe(true);
  });

  it('is nobody else’s to move or to take back, and is taken back once and in its order', () => {
    for (const roles of [['participant'], ['rapporteur'], ['organiser'], []] as const) {
      expect(mayArrange({ ...facts, roles }, 'move')).toMatchObject({ refusal: { code: 'discussion.not_yours' } });
      expect(mayUndoRelocation({ roles, undone: false, movedSince: false })).toMatchObject({ refusal: { code: 'discussion.not_yours' } });
    }
    expect(mayUndoRelocation({ roles: ['moderator'], undone: true, movedSince: false })).toMatchObject({ refusal: { code: 'discussion.already_so' } });
    expect(mayUndoRelocation({ roles: ['moderator'], undone: false, movedSince: true })).toMatchObject({ refusal: { code: 'discussion.moved_since' } });
    expect(mayUndoRelocation({ roles: ['moderator'], undone: false, movedSince: false }).ok).toBe(true);
  });
});
