import type { VNode } from 'preact';
import { endonyms, type Locale, locales } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { onWhen } from '#platform/i18n/time.ts';
import { Icon } from '#ui/Icon.tsx';
import { RefChip, Tag } from '#ui/marks.tsx';
import type { Annotation } from '../model.ts';
import type { PaperPage } from '../queries/paper-page.ts';

type Reader = { locale: Locale; zone: string; /** `/en/f/internet-2012-2` */ base: string };

/** Title, symbol, version, to whom it was circulated when, and the languages it is written in. */
export function PaperHead({ page, locale, zone, base }: { page: PaperPage } & Reader): VNode {
  return (
    <header class="paperhead">
      <p class="kicker">{[say(locale, 'terms.discussionPaper'), page.symbol, say(locale, 'paper.version', { number: page.version })].filter(Boolean).join(' · ')}</p>
      <h1 lang={page.locale}>{page.title}</h1>
      <p class="meta">{say(locale, 'paper.paragraphCount', { count: page.paragraphs.length })}</p>
      {circulationsOf(page, locale, zone).map((line) => <p class="meta">{line}</p>)}
      {page.circulations.some(({ version }) => version === page.version) ? null : <p class="meta">{say(locale, 'paper.notCirculated', { version: page.version })}</p>}
      {page.countedFrom ? <p class="meta" data-controller="opened" data-opened-url-value={`${base}/paper/opened`} data-opened-key-value={`opened:${base.slice(4)}:${page.version}`}>{say(locale, 'paper.opened.counted', { k: page.countedFrom })}</p> : null}
      {page.locales.length > 1 ? (
        <nav aria-label={say(locale, 'paper.languages')}>
          <ul class="row">{locales.filter((to) => page.locales.includes(to)).map((to) => <li>{to === page.locale ? <b lang={to} aria-current="true">{endonyms[to]}</b> : <a href={`${base}/paper?lang=${to}`} lang={to} hreflang={to}>{endonyms[to]}</a>}</li>)}</ul>
        </nav>
      ) : null}
    </header>
  );
}

function circulationsOf({ circulations }: PaperPage, locale: Locale, zone: string): string[] {
  const groups = Map.groupBy(circulations, ({ version, at }) => `${version} ${at.toISOString()}`);
  return [...groups.values()].map((group) => {
    const [first] = group;
    const audiences = group.map(({ audience }) => say(locale, `paper.audience.${audience}` as 'paper.audience.partners')).join(', ');
    return first ? say(locale, 'paper.circulated.to', { version: first.version, onWhen: onWhen(locale, first.at, zone, { year: true }), audiences }) : '';
  });
}

/** The numbered paragraphs, each with the questions it raises and the remarks made on it. */
export function PaperText({ page, locale, base }: { page: PaperPage } & Omit<Reader, 'zone'>): VNode {
  return (
    <article class="paper" aria-label={say(locale, 'paper.text')}>
      {page.paragraphs.map((paragraph) => (
        <div class="para" id={paragraph.id}>
          <span class="para__n"><a href={`#${paragraph.id}`} aria-label={say(locale, 'paper.linkTo', { number: paragraph.number })}>{paragraph.number}</a></span>
          <div>
            <div lang={page.locale} dangerouslySetInnerHTML={{ __html: paragraph.html }}></div>
            {paragraph.questions.length ? <div class="meta">{say(locale, 'paper.raises')}: {paragraph.questions.map((code) => <> <RefChip href={`${base}/q/${code}`}>{code}</RefChip></>)}</div> : null}
            {paragraph.annotations.length ? (
              <details>
                <summary class="meta">{say(locale, 'paper.annotations', { count: paragraph.annotations.length })}</summary>
                {paragraph.annotations.map((note) => <Note note={note} locale={locale} />)}
              </details>
            ) : null}
          </div>
          {page.canAnnotate && page.circulations.length ? (
            <a class={`para__c noprint${paragraph.annotations.length ? ' has' : ''}`} href={`${base}/paper/${paragraph.id}?lang=${page.locale}`}>
              <Icon name="reply" />{paragraph.annotations.length || null}<span class="vh"> {say(locale, 'paper.annotate.title', { number: paragraph.number })}</span>
            </a>
          ) : null}
        </div>
      ))}
    </article>
  );
}

function Note({ note, locale }: { note: Annotation; locale: Locale }): VNode {
  return (
    <div class="note">
      <blockquote>{note.quote}</blockquote>
      <p lang={note.lang}>{note.text}</p>
      {note.proposal ? <p lang={note.lang}><Tag tone="accent">{say(locale, 'paper.proposed')}</Tag> {note.proposal}</p> : null}
    </div>
  );
}
