import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import type { Change } from '#platform/text/word-diff.ts';

const words = (changes: readonly Change[], kind: Change['kind']): number => changes.filter((c) => c.kind === kind).reduce((sum, { text }) => sum + (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0), 0);

/** What was changed, word by word: struck out and underlined, in words for whoever does not see that, and counted. */
export function Diff({ locale, changes, title = say(locale, 'discussion.diff.title') }: { locale: Locale; changes: readonly Change[]; title?: string }): VNode {
  return (
    <div>
      <p class="meta">{title} · {say(locale, 'discussion.diff.figures', { added: words(changes, 'added'), removed: words(changes, 'removed') })}</p>
      <div class="diff read diff--text">
        {changes.map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? <ins><span class="vh">{say(locale, 'discussion.diff.added')} </span>{text}<span class="vh">]</span></ins> : <del><span class="vh">{say(locale, 'discussion.diff.removed')} </span>{text}<span class="vh">]</span></del>))}
      </div>
    </div>
  );
}
