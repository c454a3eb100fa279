import type { ForumContext } from '../../context.ts';
import { type FindingRow, holdFinding, loadExcerpts, loadFindings } from '../store.ts';

/** Findings of a forum, for adoption and report. */
export const findingsOf = (ctx: ForumContext, reference?: string): Promise<FindingRow[]> => loadFindings(ctx, reference ? { reference } : {});

/** One finding, held against edits until the transaction ends: for what is decided on its wording. */
export const findingHeld = (ctx: ForumContext, reference: string): Promise<FindingRow | null> => holdFinding(ctx, reference);

/** Excerpts of a forum's findings with what they were cut from. */
export const excerptsOf = (ctx: ForumContext, findingId?: string) => loadExcerpts(ctx, findingId);
export type { FindingRow } from '../store.ts';
