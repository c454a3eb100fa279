import type { VNode } from 'preact';
import { isPicture } from '#platform/incoming/model.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { Callout } from '#ui/marks.tsx';
import type { HeldContent } from '../../discussion/model.ts';
import type { KnownMatch } from '../aids/known.ts';

/** Why a list says a file is known: which entry, by which method, how near. */
export const matchWords = (locale: Locale, { entry, list, version, method, distance }: KnownMatch): string => say(locale, 'quarantine.match', { entry, list, version, method: say(locale, `quarantine.method.${method}`), distance });

type Props = { locale: Locale; here: string; content: HeldContent; view: string };

/**
 * What is in quarantine, for one of two people, so that it does as little harm as can be: its description first, what it
 * is behind a cover, a picture in grey and small until its reader wants it otherwise. Without a script.
 */
export function Material({ locale, here, content, view }: Props): VNode {
  return (
    <section class="stack" aria-labelledby="material-h"><h2 id="material-h">{say(locale, 'quarantine.material.title')}</h2>
      <Callout tone="now"><p>{say(locale, 'quarantine.material.care')}</p></Callout>
      {content.kind === 'attachment' ? <><p><b>{say(locale, 'quarantine.material.described')}</b> {content.description}</p><File {...{ locale, here, content, view }} /></> : <Text locale={locale} content={content} />}
    </section>
  );
}

function File({ locale, here, content, view }: Props & { content: Extract<HeldContent, { kind: 'attachment' }> }): VNode {
  const at = `${here}/material/${view}`;
  return (
    <div class="stack">
      {isPicture(content.type) ? (
        <details class="covered"><summary><b>{say(locale, 'quarantine.material.showPicture')}</b></summary>
          {/* The picture is not fetched before the cover is opened. */}
          <div class="greyed"><input type="checkbox" id="in-colour" class="greyed__choice" /> <label for="in-colour">{say(locale, 'quarantine.material.colour')}</label><img class="greyed__picture" src={at} alt={say(locale, 'quarantine.material.pictureAlt')} loading="lazy" /></div>
        </details>
      ) : null}
      {content.words ? <details class="covered"><summary><b>{say(locale, 'quarantine.material.showWords')}</b></summary><div class="read files__words">{content.words}</div></details> : null}
      {isPicture(content.type) ? null : <details class="covered"><summary><b>{say(locale, 'quarantine.material.fetch')}</b></summary><p><a href={at} data-turbo="false" download>{say(locale, 'quarantine.material.fetchLink', { type: content.type.toUpperCase() })}</a></p></details>}
    </div>
  );
}

function Text({ locale, content }: { locale: Locale; content: Extract<HeldContent, { kind: 'text' }> }): VNode {
  return <div class="stack">{content.wordings.map(({ number, markdown }) => <details class="covered"><summary><b>{say(locale, 'quarantine.material.showText', { number })}</b></summary><div class="read files__words" lang={content.lang}>{markdown}</div></details>)}</div>;
}
