import type { VNode } from 'preact';
import { endonyms, type Locale, locales } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { ErrorSummary, type FormState, Select, SubmissionId, TextArea } from '#ui/fields.tsx';
import { Icon } from '#ui/Icon.tsx';
import { Empty, Tag } from '#ui/marks.tsx';
import { relations } from '../model.ts';
import type { EditPage, OutlineLine, ParagraphLine } from '../queries/edit-page.ts';
import { ChecksPane } from './ChecksPane.tsx';

type Props = { locale: Locale; base: string; page: EditPage; published: Locale; form?: FormState | undefined; /** Which line's form the typed text belongs to. */ at?: string | undefined };

/** The outline of the report with its text, each chapter with what stands there and a field for more, and what stands in the way. */
export function EditView({ locale, base, page, published, form, at }: Props): VNode {
  return (
    <div class="shell">
      <nav class="rail noprint" aria-label={say(locale, 'report.word.contents')}><details open data-controller="rail"><summary><Icon name="menu" /> {say(locale, 'report.word.contents')}</summary>
        <ul>{page.lines.map((line) => <li key={line.id}><a href={`#${line.id}`} lang={line.lang ?? undefined}>{line.depth > 0 ? <span aria-hidden="true">{'·'.repeat(line.depth)}</span> : null}{line.title}{line.paragraphs.length > 0 ? <span class="count">{line.paragraphs.length}</span> : null}</a></li>)}</ul></details></nav>
      <div class="content content--split">
        <div class="stack-6">
          <header class="stack"><h1>{say(locale, 'report.edit.title')}</h1><p class="read">{page.title}</p>
            <p class="row"><a href="#checks">{say(locale, 'report.checks.title')}</a><a href={base}>{say(locale, 'report.edit.reader')}</a><a href={`${base}/draft`}>{say(locale, 'report.edit.draft')}</a><a href={`${base}/proposals`}>{say(locale, 'report.proposals.title')}</a>{locales.filter((one) => one !== 'en').map((one) => <a href={`${base}/translate/${one}`} lang={one}>{endonyms[one]}</a>)}</p></header>
          <ErrorSummary locale={locale} form={form} />
          <p class="hint">{say(locale, 'report.edit.how', { weight: '{weight}', other: '{many: …}' })}</p>
          {page.lines.map((line) => <Line key={line.id} locale={locale} base={base} line={line} form={at === line.id ? form : undefined} />)}
          <LineageForm locale={locale} base={base} page={page} form={at === 'lineage' ? form : undefined} />
        </div>
        <aside class="aside aside--sticky"><ChecksPane locale={locale} base={base} checks={page.checks} published={published} canCompile={page.canCompile} /></aside>
      </div>
    </div>
  );
}

function Line({ locale, base, line, form }: { locale: Locale; base: string; line: OutlineLine; form: FormState | undefined }): VNode {
  const Heading = (['h2', 'h3', 'h4', 'h5'] as const)[Math.min(line.depth, 3)] ?? 'h5';
  return (
    <section aria-labelledby={`h-${line.id}`} id={line.id} class="stack">
      <Heading id={`h-${line.id}`} lang={line.lang ?? undefined}>{line.title}</Heading>
      {line.paragraphs.map((paragraph) => <Written key={paragraph.id} locale={locale} base={base} paragraph={paragraph} />)}
      {line.findings.length > 0 ? <ul class="docs">{line.findings.map(({ ref, text, ready, href }) => <li><a href={`/${locale}${href}`}>{ref}</a> <span lang="en">{text}</span>{ready ? null : <> <Tag>{say(locale, 'adoption.page.draft')}</Tag></>}</li>)}</ul> : null}
      {line.place ? (
        <details open={form !== undefined}><summary>{say(locale, 'report.edit.add', { title: line.title })}</summary>
          <form method="post" action={`${base}/edit`} class="form"><SubmissionId value={form?.typed?.['submissionId']} />
            <input type="hidden" name="at" value={line.id} /><input type="hidden" name="section" value={line.place.section} />
            {line.place.forum ? <input type="hidden" name="forum" value={line.place.forum} /> : null}
            {line.place.aspect ? <input type="hidden" name="aspect" value={line.place.aspect} /> : null}
            <TextArea locale={locale} name="text" rows={5} label={say(locale, 'report.edit.text')} lang="en" form={form} />
            <button class="btn">{say(locale, 'report.edit.save')}</button></form></details>
      ) : null}
    </section>
  );
}

function Written({ locale, base, paragraph }: { locale: Locale; base: string; paragraph: ParagraphLine }): VNode {
  return (
    <div class="stack" id={paragraph.id}>
      <p class="read" lang="en">{paragraph.sentences.map(({ text, rests, editorial }) => <>{text} {editorial ? <Tag>{say(locale, 'report.edit.editorial')}</Tag> : rests.length === 0 ? <Tag tone="danger">{say(locale, 'report.edit.bare')}</Tag> : <span class="meta">[{rests.join(', ')}]</span>} </>)}</p>
      <p class="row"><a href={`${base}/paragraph/${paragraph.id}`}>{say(locale, 'report.edit.change')}</a><span class="meta">{say(locale, 'paper.version', { number: paragraph.version })}</span></p>
    </div>
  );
}

function LineageForm({ locale, base, page, form }: { locale: Locale; base: string; page: EditPage; form: FormState | undefined }): VNode {
  const choice = (all: readonly string[]) => all.map((value) => ({ value, text: value }));
  return (
    <section aria-labelledby="h-lineage" class="stack" id="lineage"><h2 id="h-lineage">{say(locale, 'report.lineage.title')}</h2><p>{say(locale, 'report.lineage.how')}</p>
      {page.lineage.length > 0 ? <ul>{page.lineage.map(({ later, earlier, relation }) => <li>{say(locale, `report.lineage.${relation}`, { later, earlier })}</li>)}</ul> : <Empty><p>{say(locale, 'report.lineage.none')}</p></Empty>}
      <form method="post" action={`${base}/lineage`} class="form">
        <Select locale={locale} name="later" label={say(locale, 'report.lineage.later')} options={choice(page.references)} form={form} />
        <Select locale={locale} name="relation" label={say(locale, 'report.lineage.relation')} options={[...relations, 'none' as const].map((value) => ({ value, text: say(locale, `report.relation.${value}`) }))} form={form} />
        <Select locale={locale} name="earlier" label={say(locale, 'report.lineage.earlier')} options={choice(page.references)} form={form} />
        <button class="btn">{say(locale, 'report.edit.save')}</button></form>
    </section>
  );
}
