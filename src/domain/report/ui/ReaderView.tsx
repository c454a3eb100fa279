import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { type Option, Select } from '#ui/fields.tsx';
import { Empty, Tag } from '#ui/marks.tsx';
import type { Manuscript, PrintedFinding, Source } from '../manuscript.ts';
import type { ReaderPage } from '../queries/reader.ts';
import type { ReaderFilter } from '../schema.ts';

type Props = { locale: Locale; base: string; page: ReaderPage; filter: ReaderFilter; query: string };

/** What the published report found, narrowed by kind, addressee, forum and aspect; each with its own address. */
export function ReaderView({ locale, base, page, filter, query }: Props): VNode {
  const all: Option = { value: '', text: say(locale, 'report.reader.all') };
  const plain = (values: readonly string[]): Option[] => [all, ...values.map((value) => ({ value, text: value }))];
  return (
    <div class="page stack-6">
      <header class="stack"><h1>{say(locale, 'report.reader.title')}</h1><p class="read">{page.manuscript.title}</p><p><b>{page.manuscript.status}</b></p></header>
      <form method="get" action={`${base}/findings`} class="form">
        <Select locale={locale} name="kind" label={say(locale, 'report.reader.kind')} value={filter.kind ?? ''} options={[all, ...page.choices.kinds]} />
        <Select locale={locale} name="addressee" label={say(locale, 'terms.addressee')} value={filter.addressee ?? ''} options={plain(page.choices.addressees)} />
        <Select locale={locale} name="forum" label={say(locale, 'terms.forum')} value={filter.forum ?? ''} options={plain(page.choices.forums)} />
        <Select locale={locale} name="aspect" label={say(locale, 'terms.focusAspect')} value={filter.aspect ?? ''} options={plain(page.choices.aspects)} />
        <button class="btn">{say(locale, 'report.reader.narrow')}</button></form>
      <p role="status">{say(locale, 'report.reader.count', { count: page.findings.length, all: page.count })}</p>
      <p class="row"><a href={`${base}/data/csv${query}`} data-turbo="false">CSV</a><a href={`${base}/data/json${query}`} data-turbo="false">JSON</a><a href={base}>{say(locale, 'report.reader.whole')}</a></p>
      {page.findings.length === 0 ? <Empty><p>{say(locale, 'report.reader.none')}</p></Empty> : <ul class="docs">{page.findings.map((finding) => <li><a href={`${base}/finding/${finding.anchor}`}>{finding.kindText} {finding.reference}</a>{finding.standing ? <> <Tag>{finding.standing}</Tag></> : null}<p class="read" lang={finding.lang}>{finding.text}</p>{finding.addressee ? <p class="meta">{finding.addressee}</p> : null}</li>)}</ul>}
    </div>
  );
}

/** One finding at its own address, with all that stands with it and how it is cited. */
export function FindingPage({ locale, base, manuscript, finding, citation }: { locale: Locale; base: string; manuscript: Manuscript; finding: PrintedFinding; citation: string }): VNode {
  const { words } = manuscript;
  const said = (title: string, items: readonly { body: string; text: string; lang?: string }[]) => (items.length === 0 ? null : <section class="stack"><h2>{title}</h2><ul class="docs">{items.map(({ body, text, lang }) => <li><b>{body}</b> <span lang={lang}>{text}</span></li>)}</ul></section>);
  return (
    <div class="page stack-6" lang={manuscript.locale}>
      <header class="stack"><h1>{finding.kindText} {finding.reference}</h1><p class="meta">{manuscript.title} · {manuscript.status}</p></header>
      <p class="read" lang={finding.lang}>{finding.text}</p>
      <p class="row">{finding.standing ? <Tag>{finding.standing}</Tag> : null}{finding.addressee ? <span><b>{words.addressee}</b> {finding.addressee}</span> : null}{finding.weight ? <span><b>{words.weight}</b> {finding.weight}</span> : null}</p>
      {said(words.reservations, finding.reservations)}
      {said(words.replies ?? '', finding.replies ?? [])}
      {finding.opposing.length > 0 ? <section class="stack"><h2>{words.contraryViews}</h2><Sources sources={finding.opposing} /></section> : null}
      <section class="stack"><h2>{words.trace}</h2><p>{finding.trace.sentence}</p><Sources sources={finding.trace.sources} /></section>
      <section class="stack" lang={locale}><h2>{say(locale, 'report.cite.title')}</h2>
        <div class="field" data-controller="copy"><label for="f-cite">{say(locale, 'report.cite.label')}</label><textarea id="f-cite" class="textarea" rows={3} readonly lang={manuscript.locale} data-copy-target="text">{citation}</textarea><p><button type="button" class="btn" data-action="copy#copy" data-copy-target="button" hidden>{say(locale, 'report.cite.copy')}</button></p></div></section>
      <p class="row" lang={locale}><a href={`${base}#${finding.anchor}`}>{say(locale, 'report.reader.inReport')}</a><a href={`${base}/findings`}>{say(locale, 'report.reader.title')}</a></p>
    </div>
  );
}

const Sources = ({ sources }: { sources: readonly Source[] }): VNode => <ul class="docs">{sources.map(({ reference, bylineText, quote, lang }) => <li><b>{reference}</b> {bylineText}{quote === null ? null : <>: <q lang={lang}>{quote}</q></>}</li>)}</ul>;
