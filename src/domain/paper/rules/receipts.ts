/** How a body stands with a version of the paper. */
export type ReceiptState = 'confirmed' | 'sent' | 'waiting' | 'failed' | 'not-sent';

/** What is known of one letter: sent, still waiting, or given up. */
export type LetterFate = 'sent' | 'waiting' | 'failed';

/** A body's word settles it; else one letter that left is enough, and only all failed is a failure. */
export function receiptState({ confirmed, letters }: { confirmed: boolean; letters: readonly LetterFate[] }): ReceiptState {
  if (confirmed) return 'confirmed';
  if (letters.length === 0) return 'not-sent';
  if (letters.includes('sent')) return 'sent';
  return letters.includes('waiting') ? 'waiting' : 'failed';
}

const dayMs = 86_400_000;

/** Bodies are asked again at most once a day, and not those that have answered. */
export const mayBeReminded = ({ confirmed, lastAt }: { confirmed: boolean; lastAt: Date | null }, now: Date): boolean => !confirmed && (lastAt === null || now.getTime() - lastAt.getTime() >= dayMs);
