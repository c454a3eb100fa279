/** A group of people, and how many of them did something. */
export type Share<K> = { key: K; of: number; did: number };

/**
 * How many of each group did what nobody is told of anyone: a number only where at least k did and at least k did not,
 * so that neither "all of them" nor "none of them" says it of each; null where it is not told.
 *
 * Shape    `wholeIsTold` where the number of all the groups together stands elsewhere: what is hidden could then be had
 *          by subtraction, and must be as wide as what may be told; the total given here goes with the first hidden one.
 */
export function tellShares<K>(shares: readonly Share<K>[], k: number, { wholeIsTold = false } = {}): { told: Map<K, number | null>; total: number | null } {
  const tellable = ({ of, did }: { of: number; did: number }) => of === 0 || (did >= k && of - did >= k);
  const hidden = shares.filter((share) => !tellable(share));
  const sum = (pick: (share: Share<K>) => number) => hidden.reduce((n, share) => n + pick(share), 0);
  const safe = !wholeIsTold || hidden.length === 0 || (hidden.length > 1 && tellable({ of: sum(({ of }) => of), did: sum(({ did }) => did) }));
  return {
    told: new Map(shares.map((share) => [share.key, safe && tellable(share) ? share.did : null])),
    total: hidden.length === 0 ? shares.reduce((n, { did }) => n + did, 0) : null,
  };
}
