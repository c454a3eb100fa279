/** What is remembered for a moment, so that a busy reader does not cost the same queries again and again. */
export type ShortMemory<T> = {
  /** What is known under `key`, or is found out now; two who ask at once share one answer. A failure is not kept. */
  get(key: string, find: () => Promise<T>): Promise<T>;
  forgetAll(): void;
};

/** Nothing in here is trusted for longer than this: a change elsewhere is seen by the next second's reader. */
const trustMs = 1_000;

/** A memory for facts that are the same for all readers; never for what depends on who asks. */
export function shortMemory<T>({ most = 1_000 } = {}): ShortMemory<T> {
  const known = new Map<string, { answer: Promise<T>; until: number }>();
  return {
    get(key, find) {
      const found = known.get(key);
      if (found && found.until > performance.now()) return found.answer;
      if (known.size >= most) known.clear();
      const answer = find();
      known.set(key, { answer, until: performance.now() + trustMs });
      answer.catch(() => known.delete(key));
      return answer;
    },
    forgetAll: () => known.clear(),
  };
}
