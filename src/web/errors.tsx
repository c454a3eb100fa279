import type { VNode } from 'preact';
import { Page } from '#ui/Page.tsx';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import type { Assets } from './house.ts';

export type ErrorStatus = 403 | 404 | 413 | 415 | 422 | 429 | 500 | 503;

/** What went wrong, whether the reader's text is safe, what to do next; and the number to quote when asking. */
export function errorPage(locale: Locale, status: ErrorStatus, requestId: string, assets: Assets): VNode {
  return (
    <Page locale={locale} title={say(locale, `ui.error.${status}.title`)} theme="auto" assets={assets.manifest} path="/">
      <div class="read stack">
        <h1>{say(locale, `ui.error.${status}.title`)}</h1>
        <p>{say(locale, `ui.error.${status}.text`)}</p>
        <p class="meta">{say(locale, 'ui.error.requestId', { requestId })}</p>
      </div>
    </Page>
  );
}
