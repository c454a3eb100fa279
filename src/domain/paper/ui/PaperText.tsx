import type { VNode } from 'preact';
import { endonyms, type Locale, locales } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { onWhen } from '#platform/i18n/time.ts';
import { Icon } from '#ui/Icon.tsx';
import { Callout, RefChip, Tag } from '#ui/marks.tsx';
import type { PageParagraph, PaperPage } from '../queries/paper-page.ts';
import { markPassages } from '../rules/mark-passages.ts';
import { Note, ParagraphPanel } from './ParagraphPanel.tsx';

type Reader = { locale: Locale; zone: string; /** `/en/f/internet-2012-2` */ base: string };

/** The number of a paragraph as it is called; a heading has none. */
export const nameOf = (locale: Locale, number: string): string => (number ? say(locale, 'paper.paragraph', { number }) : say(locale, 'paper.heading'));

/** Title, symbol, version, to whom it was circulated when, what changed, and the languages it is written in. */
export function PaperHead({ page, locale, zone, base }: { page: PaperPage } & Reader): VNode {
  const notes = page.paragraphs.reduce((sum, { annotations }) => sum + annotations.length, 0) + page.orphans.length;
  const newest = page.versions.at(-1) ?? page.version;
  const before = page.versions[page.versions.indexOf(page.version) - 1];
  const earlier = page.fates.carried + page.fates.moved + page.fates.orphaned;
  return (
    <header class="paperhead">
      <p class="kicker">{[say(locale, 'terms.discussionPaper'), page.symbol, say(locale, 'paper.version', { number: page.version })].filter(Boolean).join(' · ')}</p>
      <h1 lang={page.locale}>{page.title}</h1>
      <div class="row"><span class="meta">{say(locale, 'paper.paragraphCount', { count: page.paragraphs.filter(({ number }) => number).length })} · {say(locale, 'paper.annotations', { count: notes })}</span>{before ? <a class="btn btn--s push noprint" href={`${base}/paper/changes?from=${before}&to=${page.version}&lang=${page.locale}`}>{say(locale, 'paper.changes.link', { version: page.version })}</a> : null}</div>
      {circulationsOf(page, locale, zone).map((line) => <p class="meta">{line}</p>)}
      {page.circulations.some(({ version }) => version === page.version) ? null : <p class="meta">{say(locale, 'paper.notCirculated', { version: page.version })}</p>}
      {page.countedFrom ? <p class="meta" data-controller="opened" data-opened-url-value={`${base}/paper/opened`} data-opened-key-value={`opened:${base.slice(4)}:${page.version}`}>{say(locale, 'paper.opened.counted', { k: page.countedFrom })}</p> : null}
      {earlier > 0 ? <p class="meta">{say(locale, 'paper.fates', { total: earlier, ...page.fates })}</p> : null}
      {page.locales.length > 1 ? (
        <nav aria-label={say(locale, 'paper.languages')}>
          <ul class="row">{locales.filter((to) => page.locales.includes(to)).map((to) => <li>{to === page.locale ? <b lang={to} aria-current="true">{endonyms[to]}</b> : <a href={`${base}/paper?lang=${to}&v=${page.version}`} lang={to} hreflang={to} {...(to === page.original ? { 'data-original': '' } : {})}>{endonyms[to]}</a>}{to === page.original ? <span class="meta"> ({say(locale, 'paper.original')})</span> : null}</li>)}</ul>
          <p class="meta noprint">{say(locale, 'paper.beside.lead')} {locales.filter((to) => page.locales.includes(to) && to !== page.locale).map((to) => <>{to === page.beside?.locale ? <b lang={to} aria-current="true">{endonyms[to]}</b> : <a href={`${base}/paper?lang=${page.locale}&beside=${to}&v=${page.version}`} lang={to}>{endonyms[to]}</a>} </>)}{page.beside ? <a href={`${base}/paper?lang=${page.locale}&v=${page.version}`}>{say(locale, 'paper.beside.one')}</a> : null}</p>
        </nav>
      ) : null}
      {page.version < newest ? <Callout tone="plain"><p>{say(locale, 'paper.older', { version: page.version, newest })} <a href={`${base}/paper?lang=${page.locale}`}>{say(locale, 'paper.version', { number: newest })}</a></p></Callout> : null}
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

/** Two languages beside each other, paragraph by paragraph; on a narrow page one under the other. */
export function PaperBeside({ page, locale, base }: { page: PaperPage } & Omit<Reader, 'zone'>): VNode {
  const other = new Map(page.beside?.paragraphs.map((paragraph) => [paragraph.id, paragraph]));
  return (
    <article class="paper paper--beside" aria-label={say(locale, 'paper.text')}>
      {page.paragraphs.map((paragraph) => {
        const second = other.get(paragraph.id);
        return (
          <div class="para" id={paragraph.id}>
            <span class="para__n"><a href={`#${paragraph.id}`} aria-label={say(locale, 'paper.linkTo', { number: paragraph.number || nameOf(locale, '') })}>{paragraph.number || '§'}</a></span>
            <div><Words paragraph={paragraph} on={false} /><Translation paragraph={paragraph} page={page} locale={locale} base={base} /></div>
            {second ? <div><div lang={second.lang} dangerouslySetInnerHTML={{ __html: second.html }}></div><Translation paragraph={second} page={page} locale={locale} base={base} /></div> : null}
          </div>
        );
      })}
    </article>
  );
}

/** The numbered paragraphs, each with the questions it raises; the chosen one tinted, its remarks and their form beside it. */
export function PaperText({ page, locale, base, chosen, wordingOnly }: { page: PaperPage; chosen: string | null; wordingOnly: boolean } & Omit<Reader, 'zone'>): VNode {
  const known = page.paragraphs.some(({ id }) => id === chosen);
  return (
    <article class={`paper${known ? ' paper--side' : ''}`} aria-label={say(locale, 'paper.text')} data-controller={known ? 'keys passage' : 'keys'}>
      {page.paragraphs.map((paragraph) => {
        const on = paragraph.id === chosen;
        return (
          <>
            <div class={`para${on ? ' is-on' : ''}`} id={paragraph.id}>
              <span class="para__n"><a href={`#${paragraph.id}`} aria-label={say(locale, 'paper.linkTo', { number: paragraph.number || nameOf(locale, '') })}>{paragraph.number || '§'}</a></span>
              <div>
                <Words paragraph={paragraph} on={on} />
                <Translation paragraph={paragraph} page={page} locale={locale} base={base} />
                {paragraph.questions.length ? <div class="meta">{say(locale, 'paper.raises')}: {paragraph.questions.map((code) => <> <RefChip href={`${base}/q/${code}`}>{code}</RefChip></>)}</div> : null}
                {page.canWrite && page.version === page.newestVersion ? <p class="meta noprint"><a href={`${base}/paper/${paragraph.id}/edit?lang=${page.locale}`}>{say(locale, 'paper.edit.link')}<span class="vh"> {nameOf(locale, paragraph.number)}</span></a></p> : null}
              </div>
              {page.canAnnotate || paragraph.annotations.length ? (
                <a class={`para__c noprint${paragraph.annotations.length ? ' has' : ''}`} data-comment href={`${base}/paper?lang=${page.locale}&v=${page.version}&p=${paragraph.id}#${paragraph.id}`}>
                  <Icon name="reply" />{paragraph.annotations.length || null}<span class="vh"> {say(locale, 'paper.annotate.title', { number: paragraph.number || nameOf(locale, '') })}</span>
                </a>
              ) : null}
            </div>
            {on ? <ParagraphPanel page={page} paragraph={paragraph} wordingOnly={wordingOnly} locale={locale} base={base} /> : null}
          </>
        );
      })}
    </article>
  );
}

function Words({ paragraph, on }: { paragraph: PageParagraph; on: boolean }): VNode {
  const here = paragraph.annotations.flatMap(({ id, textLang, place }) => (place.fate === 'orphaned' || textLang !== paragraph.lang ? [] : [{ start: place.start, length: place.length, id: `m-${id}` }]));
  return <div lang={paragraph.lang} {...(on ? { 'data-passage-target': 'text', 'data-action': 'mouseup->passage#take keyup->passage#take' } : {})} dangerouslySetInnerHTML={{ __html: on ? markPassages(paragraph.html, here) : paragraph.html }}></div>;
}

function Translation({ paragraph, page, locale, base }: { paragraph: Pick<PageParagraph, 'id' | 'translation'>; page: PaperPage } & Omit<Reader, 'zone'>): VNode | null {
  if (paragraph.translation === 'missing') return <p class="meta"><Tag>{say(locale, 'paper.translation.missing')}</Tag></p>;
  if (paragraph.translation !== 'stale') return null;
  return <p class="meta"><Tag tone="now">{say(locale, 'paper.translation.stale')}</Tag> <a href={`${base}/paper?lang=${page.original}&v=${page.version}#${paragraph.id}`}>{say(locale, 'paper.original')}</a></p>;
}

/** Remarks whose words are no longer in the text: kept with their quotation, and with the way to where they were made. */
export function Orphans({ page, locale, base }: { page: PaperPage } & Omit<Reader, 'zone'>): VNode | null {
  if (page.orphans.length === 0) return null;
  return (
    <section aria-labelledby="h-orphans" class="content--read">
      <h2 id="h-orphans">{say(locale, 'paper.orphans.title')}</h2>
      <p class="meta">{say(locale, 'paper.orphans.lead')}</p>
      {page.orphans.map((note) => <Note note={note} version={page.version} locale={locale} base={base} />)}
    </section>
  );
}
