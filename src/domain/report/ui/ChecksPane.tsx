import type { VNode } from 'preact';
import { endonyms, type Locale, locales } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { Callout } from '#ui/marks.tsx';
import { type Check, type CheckCode, checkCodes } from '../model.ts';

type Props = { locale: Locale; base: string; checks: readonly Check[]; /** The language it would be published in. */ published: Locale; canCompile: boolean };
const advice: readonly CheckCode[] = ['weight', 'draft', 'proposal'];

/** What still stands in the way of publication in a language, each with a link to where it is mended; and the button when nothing does. */
export function ChecksPane({ locale, base, checks, published, canCompile }: Props): VNode {
  const standing = checks.filter(({ code }) => !advice.includes(code));
  return (
    <section aria-labelledby="h-checks" id="checks" class="stack"><h2 id="h-checks">{say(locale, 'report.checks.title')}</h2>
      <p class="row"><span>{say(locale, 'report.checks.language')}</span>{locales.map((one) => (one === published ? <b key={one} lang={one}>{endonyms[one]}</b> : <a key={one} href={`${base}/edit?for=${one}#checks`} lang={one}>{endonyms[one]}</a>))}</p>
      {standing.length === 0 ? (
        <Callout tone="ok"><p>{say(locale, 'report.checks.none')}</p>{canCompile ? <form method="post" action={`/${published}${base.replace(/^\/[a-z]{2}/, '')}`} data-turbo="false"><button class="btn btn--primary">{say(locale, 'report.page.compile')}</button></form> : null}</Callout>
      ) : <Callout tone="now"><p>{say(locale, 'report.checks.count', { count: standing.length })}</p></Callout>}
      {checkCodes.map((code) => <Group key={code} locale={locale} code={code} checks={checks.filter((check) => check.code === code)} />)}
    </section>
  );
}

function Group({ locale, code, checks }: { locale: Locale; code: CheckCode; checks: readonly Check[] }): VNode | null {
  if (checks.length === 0) return null;
  return (
    <details open={checks.length <= 6}><summary>{say(locale, `report.check.${code}`)} <span class="meta">({checks.length})</span></summary>
      <ul class="docs">{checks.map(({ ref, text, href }) => <li><a href={`/${locale}${href}`}>{ref}</a>{text ? <> <span class="meta">{text.length > 140 ? `${text.slice(0, 140)} …` : text}</span></> : null}</li>)}</ul></details>
  );
}
