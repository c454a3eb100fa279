/** What a device keeps of a text the server has not received. */
export type Copy = { text: string; version: string; window: string };

const prefix = 'colloquy.draft.';
const off = 'colloquy.no-copies';
const keyOf = (owner: string, place: string): string => `${prefix}${owner}.${place}`;

/** Runs what touches the device's storage; null where it has none, is full, or forbids it. */
function tried<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

export const keepsCopies = (): boolean => tried(() => localStorage.getItem(off)) !== 'yes';

/** Keeps a copy; false where this device keeps none. */
export const putCopy = (owner: string, place: string, copy: Copy): boolean =>
  keepsCopies() && tried(() => {
    localStorage.setItem(keyOf(owner, place), JSON.stringify(copy));
    return true;
  }) === true;

export const takeCopy = (owner: string, place: string): Copy | null => tried(() => JSON.parse(localStorage.getItem(keyOf(owner, place)) ?? 'null') as Copy | null);

export const dropCopy = (owner: string, place: string): void => void tried(() => localStorage.removeItem(keyOf(owner, place)));

/** Drops every copy but those of one person: whoever writes next finds nothing of somebody else. */
export const dropCopies = (but = ''): void => void tried(() => {
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix) && !(but && key.startsWith(`${prefix}${but}.`))) localStorage.removeItem(key);
});

/** Whether this device keeps copies from now on; where it does not, those it has are dropped. */
export function keepCopies(keep: boolean): void {
  tried(() => (keep ? localStorage.removeItem(off) : localStorage.setItem(off, 'yes')));
  if (!keep) dropCopies();
}
