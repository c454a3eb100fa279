import type { ForumContext } from '../../context.ts';
import type { ThreadState } from '../model.ts';
import { threadState } from '../store.ts';

/** The state of a thread in one word, `14.37`: what a live event carries, and what a browser that comes back names. */
export const stateWord = ({ count, revision }: ThreadState): string => `${count}.${revision}`;

/** The state of a question's thread now, in one word. */
export const threadStateNow = async (ctx: Pick<ForumContext, 'db' | 'sight'>, questionId: string): Promise<string> => stateWord(await threadState(ctx, questionId));
