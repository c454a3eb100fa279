import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import type { RelocationKind } from '../model.ts';
import type { Note, Stub } from '../queries/relocation-lines.ts';

const stubKeys = { move: 'discussion.moved.away', split: 'discussion.moved.splitOff', merge: 'discussion.moved.putUnder' } as const satisfies Record<RelocationKind, string>;
const noteKeys = { elsewhere: 'discussion.moved.from', under: 'discussion.moved.wasUnder', thread: 'discussion.moved.wasThread' } as const satisfies Record<Note['was'], string>;

/** The line where something stood: old links end here, and one click leads on. */
export function MovedFrom({ locale, base, stub, named }: { locale: Locale; base: string; stub: Stub; /** Whether this line answers to the contribution's own anchor. */ named: boolean }): VNode {
  const { ref, anchor, kind, count, to, reason } = stub;
  return (
    <div class="moved" {...(named ? { id: anchor } : {})}>
      <p>{say(locale, stubKeys[kind], { ref, to, count: count - 1 })} <a href={`${base}/c/${anchor}`}>{say(locale, 'discussion.moved.go', { ref })}</a></p>
      <p class="meta">{say(locale, 'discussion.moved.reason', { reason })}</p>
    </div>
  );
}

/** The line above what was moved. */
export function MovedHere({ locale, note }: { locale: Locale; note: Note }): VNode {
  return <p class="moved__note meta">{say(locale, noteKeys[note.was], { from: note.from })} {say(locale, 'discussion.moved.reason', { reason: note.reason })}</p>;
}
