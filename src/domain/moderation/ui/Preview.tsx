import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import type { LetterText } from '#platform/mail/outbox.ts';
import { Callout } from '#ui/marks.tsx';
import type { PreviewView } from '../queries/preview.ts';
import { takesFromView } from '../rules/docket.ts';

/** What each person will read if this is decided: the letters themselves, and what stands in the thread. */
export function Preview({ locale, view, author, flagger }: PreviewView & { locale: Locale }): VNode {
  const letter = (text: LetterText) => <div class="panel panel__body stack"><p><b>{text.subject}</b></p>{text.body.split('\n\n').map((line) => <p>{line}</p>)}</div>;
  const readers = takesFromView(view.measure) ? say(locale, 'moderation.withheld.short', { ref: view.ref, rule: view.rule }) : view.measure === 'label' ? `${say(locale, 'moderation.label.by')} ${view.detail ?? ''}` : view.measure === 'cover' || view.measure === 'marking-changed' ? (view.detail ?? '') : say(locale, 'moderation.preview.unchanged');
  return (
    <section class="stack" aria-labelledby="preview-h"><h2 id="preview-h">{say(locale, 'moderation.decide.preview')}</h2>
      <Callout tone="plain" icon="warning"><p role="status">{say(locale, 'moderation.preview.lead')}</p></Callout>
      {author ? <><h3>{say(locale, 'moderation.preview.author')}</h3>{letter(author)}</> : null}
      <h3>{say(locale, 'moderation.preview.flagger')}</h3>{letter(flagger)}
      <h3>{say(locale, 'moderation.preview.readers')}</h3><div class="panel panel__body"><p>{readers}</p></div>
    </section>
  );
}
