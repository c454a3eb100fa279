import { WaysToSignIn } from '#domain/account/ui/WaysToSignIn.tsx';
import { statusOf } from '#platform/http-status.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import { ErrorSummary } from '#ui/fields.tsx';
import { type Answer, showAgain, type Visit } from './door.tsx';
import { sitePage } from './pages.tsx';

/** Signing in by a device or by the provider did not work: why, and every other way. */
export function notSignedIn(visit: Visit, code: string, locale = visit.locale): Answer {
  const title = say(locale, 'account.signIn.title');
  return showAgain(sitePage({ ...visit, locale }, {
    title,
    children: (
      <div class="narrow stack">
        <h1>{title}</h1>
        <ErrorSummary locale={locale} form={{ refusal: sayRefusal(locale, { code }) }} />
        <WaysToSignIn locale={locale} provider={visit.house.provider?.label ?? null} />
        <p><a href={`/${locale}/sign-in`}>{say(locale, 'account.signIn.byLetter')}</a></p>
      </div>
    ),
  }), statusOf(code));
}
