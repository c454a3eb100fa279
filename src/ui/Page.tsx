import type { ComponentChildren, VNode } from 'preact';
import { endonyms, type Locale, locales } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { Icon, Mark, Sprite } from './Icon.tsx';

export type Crumb = { text: string; href: string | null };
export type PageProps = {
  locale: Locale;
  title: string;
  theme: 'light' | 'dark' | 'auto';
  /** Names of the built files: `app.js`, `app.css`, `font`. */
  assets: Readonly<Record<string, string>>;
  /** This page's address without its language, for the language menu. */
  path: string;
  /** Handling label of the page: `TLP:AMBER`. */
  tlp?: string | undefined;
  crumbs?: readonly Crumb[];
  /** Banners above everything: demonstration data, rehearsal clock. */
  banners?: readonly string[];
  strip?: ComponentChildren;
  rail?: ComponentChildren;
  signedIn?: boolean;
  /** Where this page's search box leads; without it there is none. */
  searchAt?: string | undefined;
  /** Extra elements for the head: feeds, descriptions. */
  head?: ComponentChildren;
  /** Whether the page is only read: it then comes without script, and sooner. */
  still?: boolean;
  /** Whether the page fills the window, as the workbench does. */
  wide?: boolean;
  children: ComponentChildren;
};

/** The whole document, the same for every page: what comes before the text, the text, what comes after it. */
export function Page(p: PageProps): VNode {
  return (
    <html lang={p.locale} {...(p.theme === 'auto' ? {} : { 'data-theme': p.theme })}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${p.title} – Colloquy`}</title>
        <meta name="turbo-refresh-method" content="morph" />
        <meta name="turbo-refresh-scroll" content="preserve" />
        <meta name="color-scheme" content="light dark" />
        {p.assets['font'] ? <link rel="preload" href={`/assets/${p.assets['font']}`} as="font" type="font/woff2" crossorigin="anonymous" /> : null}
        <link rel="stylesheet" href={`/assets/${p.assets['app.css']}`} />
        {p.still ? null : <script src={`/assets/${p.assets['app.js']}`} defer></script>}
        <link rel="icon" href={`/assets/${p.assets['icon.svg']}`} type="image/svg+xml" />
        {locales.map((locale) => (
          <link rel="alternate" hreflang={locale} href={`/${locale}${p.path}`} />
        ))}
        {p.head}
      </head>
      <body data-tlp={p.tlp?.replace('TLP:', '').toLowerCase()}>
        <a class="skip" href="#main">{say(p.locale, 'ui.skip')}</a>
        {p.tlp ? <p class="print-mark">{p.tlp}</p> : null}
        <TopBar {...p} />
        {p.banners?.length ? <div class="banner" role="note">{p.banners.map((text) => <p>{text}</p>)}</div> : null}
        {p.strip}
        {p.rail ? (
          <div class="shell">
            {p.rail}
            <main id="main" tabIndex={-1} class={p.wide ? '' : 'content'}>{p.children}</main>
          </div>
        ) : (
          <main id="main" tabIndex={-1} class={p.wide ? '' : 'page'}>{p.children}</main>
        )}
        <footer class="foot noprint">
          <ul>
            <li>Colloquy</li>
            <li><a href={`/${p.locale}/`}>{say(p.locale, 'ui.forums')}</a></li>
            <li><a href={`/${p.locale}/privacy`}>{say(p.locale, 'ui.foot.keeping')}</a></li>
          </ul>
        </footer>
        {p.tlp ? <p class="print-mark">{p.tlp}</p> : null}
        <Sprite />
      </body>
    </html>
  );
}

function TopBar({ locale, path, crumbs = [], signedIn, theme, searchAt }: PageProps): VNode {
  return (
    <header class="topbar">
      <div class="topbar__in">
        <a class="brand" href={`/${locale}/`}><Mark /><span>Colloquy</span></a>
        <nav class="crumbs" aria-label={say(locale, 'ui.whereYouAre')}>
          <ol>{crumbs.map(({ text, href }) => <li>{href ? <a href={href}>{text}</a> : <span aria-current="page">{text}</span>}</li>)}</ol>
        </nav>
        <div class="topbar__tools">
          {searchAt ? <a class="searchbox" href={searchAt} data-controller="search-key"><Icon name="search" />{say(locale, 'ui.search')}<kbd>/</kbd></a> : null}
          {searchAt ? <a class="btn btn--s btn--quiet btn--icon only-narrow" href={searchAt}><Icon name="search" /><span class="vh">{say(locale, 'ui.search')}</span></a> : null}
          <details class="menu" data-controller="menu">
            <summary class="btn btn--s btn--quiet"><Icon name="language" /><span class="vh">{say(locale, 'ui.language')}: </span><span>{locale.toUpperCase()}</span></summary>
            <ul class="menu__list">{locales.map((to) => <li><a href={`/${to}${path}`} hreflang={to} lang={to} data-turbo="false" {...(to === locale ? { 'aria-current': 'true' as const } : {})}>{endonyms[to]}</a></li>)}</ul>
          </details>
          <details class="menu" data-controller="menu">
            <summary class="btn btn--s btn--quiet btn--icon"><Icon name="theme" /><span class="vh">{say(locale, 'ui.theme')}</span></summary>
            <form method="post" action={`/${locale}/theme`} class="menu__list" data-turbo="false">
              <input type="hidden" name="back" value={path} />
              {(['light', 'dark', 'auto'] as const).map((value) => <button name="theme" value={value} {...(value === theme ? { 'aria-current': 'true' as const } : {})}>{say(locale, `ui.theme.${value}`)}</button>)}
            </form>
          </details>
          {signedIn ? (
            <a class="btn btn--s btn--quiet" href={`/${locale}/me`}><Icon name="account" /><span class="not-narrow">{say(locale, 'ui.account')}</span><span class="vh only-narrow">{say(locale, 'ui.account')}</span></a>
          ) : (
            <a class="btn btn--s" href={`/${locale}/sign-in`}>{say(locale, 'ui.signIn')}</a>
          )}
        </div>
      </div>
    </header>
  );
}
