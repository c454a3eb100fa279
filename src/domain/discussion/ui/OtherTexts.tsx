import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { timeOf } from '#platform/i18n/time.ts';
import { Callout } from '#ui/marks.tsx';
import type { OtherText } from '../rules/draft.ts';

/** What one's other windows wrote, whole, each to go on with or to drop; stands inside the composer's form. */
export function OtherTexts({ locale, zone, others }: { locale: Locale; zone: string; others: readonly OtherText[] }): VNode | null {
  if (others.length === 0) return null;
  return (
    <div class="stack">
      <Callout tone="now"><b>{say(locale, 'discussion.draft.twoWindows')}</b></Callout>
      {others.map(({ which, markdown, savedAt }) => (
        <section class="panel" aria-labelledby={`other-${which}`}>
          <div class="panel__head"><h3 id={`other-${which}`}>{say(locale, 'discussion.draft.other', { time: timeOf(locale, savedAt, zone) })}</h3></div>
          <p class="panel__body read pre">{markdown}</p>
          <div class="panel__body btns">
            <button class="btn btn--s" name="deed" value={`take ${which}`} aria-describedby={`other-${which}`}>{say(locale, 'discussion.draft.take')}</button>
            <button class="btn btn--s btn--quiet" name="deed" value={`drop ${which}`} aria-describedby={`other-${which}`}>{say(locale, 'discussion.draft.drop')}</button>
          </div>
        </section>
      ))}
    </div>
  );
}
