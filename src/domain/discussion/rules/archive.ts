import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Regime } from '../../disclosure/model.ts';

/** A letter of an archive as it was read: what came of parsing it, and nothing of how it was written. */
export type ArchiveLetter = {
  /** Where it begins in the file. */
  atByte: number;
  /** Its Message-ID; a hash of its bytes where it has none. */
  name: string;
  /** The names of what it answers, the nearest first. */
  answers: readonly string[];
  /** Its subject without marks of reply; null where it says nothing. */
  subject: string | null;
  isReply: boolean;
  at: Date;
  from: { address: string; name: string };
  text: string;
  lang: string;
  attachments: number;
};

export const skipReasons = ['duplicate', 'empty', 'automatic'] as const;
export const refuseReasons = ['malformed', 'unreadable', 'too-heavy', 'too-large', 'too-long', 'no-author', 'no-date'] as const;
export type OmitReason = (typeof skipReasons)[number] | (typeof refuseReasons)[number];
/** A letter that does not come in, and why. */
export type Omitted = { atByte: number; omitted: OmitReason };
export const fateOf = (reason: OmitReason): 'skipped' | 'refused' => (skipReasons.some((one) => one === reason) ? 'skipped' : 'refused');

export type ArchiveRefusal = 'discussion.not_yours' | 'discussion.no_such_question' | 'discussion.regime_not_allowed' | 'discussion.archive_not_closed' | 'discussion.archive_among_others' | 'discussion.archive_otherwise' | 'discussion.archive_already_moving';

/**
 * Whether an archive may be brought into a forum: by the operator, into one that is closed, under a regime it allows,
 * and never among what people said there themselves.
 */
export function mayImportArchive(actor: { kind: string }, forum: { closesAt: Date | null; allowedRegimes: readonly Regime[] }, { regime, spoken }: { regime: Regime; /** Whether somebody said something here. */ spoken: boolean }, now: Date): Outcome<null, ArchiveRefusal> {
  if (actor.kind !== 'operator') return refused('discussion.not_yours');
  if (forum.closesAt === null || now < forum.closesAt) return refused('discussion.archive_not_closed');
  if (!forum.allowedRegimes.includes(regime)) return refused('discussion.regime_not_allowed');
  return spoken ? refused('discussion.archive_among_others') : granted(null);
}

/** A letter that stands already, with the first of its thread. */
export type Standing = { id: string; root: string };
export type Placed = { letter: ArchiveLetter; id: string; parentId: string | null; root: string };

/**
 * Where the letters of a batch are to stand. A reply stands under the nearest letter it answers that is there; one that
 * names none that is there, under the last with its subject.
 *
 * Shape   each letter is in exactly one of the two lists; what is answered stands before its answers, otherwise the
 *         order stays. `standing` and `bySubject` are looked up by name and by subject.
 */
export function placeLetters(letters: readonly ArchiveLetter[], { standing, bySubject, mint }: { standing: ReadonlyMap<string, Standing>; bySubject: ReadonlyMap<string, Standing>; mint(): string }): { placed: Placed[]; duplicates: Omitted[] } {
  const duplicates: Omitted[] = [];
  const here = new Map<string, ArchiveLetter>();
  for (const letter of letters) {
    if (standing.has(letter.name) || here.has(letter.name)) duplicates.push({ atByte: letter.atByte, omitted: 'duplicate' });
    else here.set(letter.name, letter);
  }
  const known = new Map(standing);
  const subjects = new Map(bySubject);
  const placed: Placed[] = [];
  const begun = new Set<string>();
  const place = (letter: ArchiveLetter): void => {
    if (begun.has(letter.name)) return;
    // Two letters that answer each other are a forgery or an accident: the first read stands first.
    begun.add(letter.name);
    const nearest = letter.answers.find((name) => known.has(name) || here.has(name));
    const before = nearest ? here.get(nearest) : undefined;
    if (before) place(before);
    const parent = (nearest ? known.get(nearest) : undefined) ?? (letter.isReply && letter.subject ? subjects.get(letter.subject) : undefined);
    const id = mint();
    const one = { letter, id, parentId: parent?.id ?? null, root: parent?.root ?? id };
    placed.push(one);
    known.set(letter.name, { id, root: one.root });
    if (letter.subject) subjects.set(letter.subject, { id, root: one.root });
  };
  for (const letter of here.values()) place(letter);
  return { placed, duplicates };
}

/** A name as it may be kept and shown: one line, no signs that turn or hide letters. */
export const plainName = (name: string): string | null => {
  const plain = name.normalize('NFC').replace(/[\p{C}\p{Zl}\p{Zp}<>]/gu, ' ').replace(/\s+/g, ' ').trim().slice(0, 120);
  // An address in place of a name is no name, and is shown to nobody.
  return plain === '' || plain.includes('@') || / at \S+\.\S+$/.test(plain) ? null : plain;
};
