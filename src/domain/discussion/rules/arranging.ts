import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Role } from '../../accreditation/model.ts';
import { may } from '../../rights.ts';
import type { ArrangeRefusal, RelocationKind } from '../model.ts';

export type ArrangingFacts = {
  roles: readonly Role[];
  subject: { questionId: string; rootId: string; reply: boolean };
  /** The question it would stand in. */
  toQuestion: string;
  /** What it would be put under; null where it begins a thread of its own. */
  under: { rootId: string; /** Whether that is part of what would be moved. */ within: boolean } | null;
};

/** Whether a moderator may move, split off or put under another; refuses what changes nothing and what cannot be. */
export function mayArrange({ roles, subject, toQuestion, under }: ArrangingFacts, kind: RelocationKind): Outcome<null, ArrangeRefusal> {
  if (!may({ roles }, 'arrange')) return refused('discussion.not_yours');
  if (kind === 'move') return toQuestion === subject.questionId ? refused('discussion.already_so') : granted(null);
  if (kind === 'split') return subject.reply ? granted(null) : refused('discussion.already_so');
  if (!under) return refused('discussion.no_such_contribution');
  if (under.within) return refused('discussion.under_itself');
  return under.rootId === subject.rootId ? refused('discussion.already_so') : granted(null);
}

export type UndoFacts = { roles: readonly Role[]; undone: boolean; /** Whether anything of it, or the thread it came from, was moved again. */ movedSince: boolean };

/** Whether a relocation may be taken back: the latest first, so that everything returns to exactly where it stood. */
export function mayUndoRelocation({ roles, undone, movedSince }: UndoFacts): Outcome<null, ArrangeRefusal> {
  if (!may({ roles }, 'arrange')) return refused('discussion.not_yours');
  if (undone) return refused('discussion.already_so');
  return movedSince ? refused('discussion.moved_since') : granted(null);
}
