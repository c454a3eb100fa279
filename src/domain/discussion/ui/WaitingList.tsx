import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { RefChip } from '#ui/marks.tsx';
import type { Waiting } from '../queries/waiting.ts';

/** For whoever facilitates: where nobody has spoken, and what has waited a day for a reply. */
export function WaitingList({ locale, base, waiting: { silent, unanswered } }: { locale: Locale; base: string; waiting: Waiting }): VNode {
  return (
    <section class="sec" aria-labelledby="h-waiting">
      <h2 id="h-waiting">{say(locale, 'discussion.unheard.title')}</h2>
      {silent.length + unanswered.length === 0 ? <p class="meta">{say(locale, 'discussion.unheard.none')}</p> : null}
      {silent.length ? <><h3 class="mt-2">{say(locale, 'discussion.unheard.silent', { count: silent.length })}</h3><ul class="docs">{silent.map((q) => <li><a href={`${base}/q/${q.code}`}><span class="code num">{q.code}</span> <span lang="en">{q.shortText}</span></a></li>)}</ul></> : null}
      {unanswered.length ? <><h3 class="mt-4">{say(locale, 'discussion.unheard.unanswered', { count: unanswered.length })}</h3><p>{unanswered.map(({ ref, anchor }) => <><RefChip href={`${base}/c/${anchor}`}>{ref}</RefChip> </>)}</p></> : null}
    </section>
  );
}
