import { bylineText } from '#domain/disclosure/byline-text.ts';
import { isTwoKeyed } from '#domain/disclosure/rules.ts';
import { forOneself, forSeats } from '#domain/disclosure/outputs.ts';
import { draftPosition } from '#domain/discussion/commands/draft-position.ts';
import { keepDraft } from '#domain/discussion/commands/keep-draft.ts';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { reviseContribution, withdrawContribution } from '#domain/discussion/commands/revise-contribution.ts';
import { type ThreadPage, threadPage } from '#domain/discussion/queries/thread-page.ts';
import { newIn } from '#domain/discussion/queries/whats-new.ts';
import { mine, revisePage, writePage } from '#domain/discussion/queries/write-page.ts';
import { anchorOf, readRef } from '#domain/discussion/rules.ts';
import { ContributionInput, DraftInput, PositionInput, RevisionInput } from '#domain/discussion/schema.ts';
import { Composer } from '#domain/discussion/ui/Composer.tsx';
import { DelegationDesk } from '#domain/discussion/ui/DelegationDesk.tsx';
import { Contribution } from '#domain/discussion/ui/Contribution.tsx';
import { may } from '#domain/rights.ts';
import { statusOf } from '#platform/http-status.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import { timeOf, when } from '#platform/i18n/time.ts';
import { renderMarkdown } from '#platform/text/markdown.ts';
import { ErrorSummary, type FormState, SubmissionId, TextArea } from '#ui/fields.tsx';
import { Callout, Empty } from '#ui/marks.tsx';
import { absent, bytes, type Door, type ForumVisit, goTo, kept, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { forumPage } from '../pages.tsx';
import { renderPage } from '../render.ts';
import { MarkAll } from './reading.tsx';

const smallCell = 5;

export function questionRoutes(door: Door): void {
  door.page('/f/:forum/q/:code', forSeats('question page'), 'read', async (visit) => {
    const inside = await visit.forum();
    const code = visit.params['code'] ?? '';
    const found = inside?.frame.parts.flatMap((p) => p.questions).find((q) => q.code === code);
    if (!inside || !found) return absent();
    // One page for all readers of one sight: nothing in the key, and nothing on the page, says who asks.
    const minute = Math.floor(visit.ctx.now.getTime() / 60_000);
    const key = ['q', found.id, found.revision, visit.locale, visit.theme, minute, inside.ctx.sight.roles.join('+'), visit.house.rehearsal()].join('|');
    const page = await visit.house.pages.page(key, [`question:${found.id}`, `forum:${inside.ctx.sight.forumId}`], async () => {
      const thread = await threadPage(inside.ctx, code, smallCell);
      return renderPage(questionPage(visit, inside, thread ?? { question: { id: found.id, code, text: '', shortText: '', kind: 'question', paragraph: null, letter: '', aspectTitle: null, revision: 0 }, raisedBy: null, threads: [], count: 0, announced: null }));
    });
    return kept(page);
  });
  door.page('/f/:forum/q/:code/mine', forOneself('own in a question', 'fragment'), 'read', async (visit) => {
    const inside = await visit.forum();
    const code = visit.params['code'] ?? '';
    const own = inside && (await mine(inside.ctx, code));
    if (!inside || !own) return absent();
    const fresh = await newIn(inside.ctx, code);
    const { locale } = visit;
    const base = `/${locale}/f/${inside.frame.forum.key}`;
    return show(
      <html lang={locale}><head><title>{say(locale, 'discussion.mine.title')}</title></head><body><turbo-frame id="mine">
        {own.delegation ? <DelegationDesk locale={locale} base={base} code={code} zone={inside.frame.forum.zone} desk={own.delegation} /> : null}
        {fresh.length ? (
          <section data-controller="unread" data-unread-url-value={`${base}/new/read`} data-unread-anchors-value={fresh.join(' ')} data-unread-label-value={say(locale, 'discussion.new.word')}>
            <p><a class="btn btn--s btn--quiet" href={`#${fresh[0]}`} data-turbo="false">{say(locale, 'discussion.new.here', { count: fresh.length })}</a></p>
            <MarkAll visit={visit} base={base} question={code} />
          </section>
        ) : null}
        {own.refs.length || own.draft ? (
          <section><h2>{say(locale, 'discussion.mine.title')}</h2>
            {own.draft ? <p class="meta">{say(locale, 'discussion.mine.draft')}</p> : null}
            <ul class="docs">{own.refs.map((r) => <li><a href={`#${r.anchor}`} data-turbo="false">{r.ref}</a>{r.canRevise ? <> · <a href={`${base}/c/${r.anchor}/edit`} data-turbo-frame="_top">{say(locale, 'discussion.write.edit', { ref: r.ref })}</a></> : null}</li>)}</ul>
          </section>
        ) : null}
      </turbo-frame></body></html>,
    );
  });
  door.page('/f/:forum/q/:code/write', forSeats('composer'), 'post', async (visit) => {
    const inside = await visit.forum();
    return inside ? composer(visit, inside, {}) : absent();
  });
  door.deed('/f/:forum/q/:code/write', forSeats('contribute', 'answer'), 'post', async (visit) => {
    const inside = await visit.forum();
    return inside ? contribute(visit, inside) : absent();
  });
  door.deed('/f/:forum/q/:code/write/draft', forOneself('keep a draft', 'answer'), 'post', async (visit) => {
    const inside = await visit.forum();
    const form = readForm(DraftInput, visit.form);
    if (!inside) return absent();
    // Asked by script, which shows the words and keeps the text on the device.
    if (!form.ok) return bytes('text/plain; charset=utf-8', say(visit.locale, 'web.field.malformed'), { status: 422 });
    const saved = await keepDraft(inside.ctx, visit.params['code'] ?? '', form.value);
    if (!saved.ok) return absent();
    return bytes('text/plain; charset=utf-8', say(visit.locale, 'discussion.draft.saved', { time: timeOf(visit.locale, new Date(saved.value.savedAt), inside.frame.forum.zone) }));
  });
  door.page('/f/:forum/c/:ref/edit', forOneself('edit a contribution'), 'revise', async (visit) => {
    const inside = await visit.forum();
    const page = inside && (await revisePage(inside.ctx, visit.params['ref'] ?? ''));
    return inside && page ? show(editPage(visit, inside, page)) : absent();
  });
  door.deed('/f/:forum/c/:ref/edit', forOneself('edit or withdraw', 'answer'), 'revise', async (visit) => {
    const inside = await visit.forum();
    const ref = visit.params['ref'] ?? '';
    const page = inside && (await revisePage(inside.ctx, ref));
    if (!inside || !page) return absent();
    const back = `/f/${inside.frame.forum.key}/q/${page.code}#${ref}`;
    if (visit.form['deed'] === 'withdraw') {
      const withdrawn = await withdrawContribution(inside.ctx, ref);
      return withdrawn.ok ? goTo(back) : showAgain(editPage(visit, inside, page, { refusal: sayRefusal(visit.locale, withdrawn.refusal) }));
    }
    const { deed: _, ...fields } = visit.form;
    const form = readForm(RevisionInput, fields);
    if (!form.ok) return showAgain(editPage(visit, inside, page, { typed: form.typed, errors: form.errors }));
    const revised = await reviseContribution(inside.ctx, ref, form.value);
    return revised.ok ? goTo(back) : showAgain(editPage(visit, inside, page, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, revised.refusal) }));
  });
}

async function contribute(visit: Visit, inside: ForumVisit) {
  const code = visit.params['code'] ?? '';
  const { deed, ...fields } = visit.form;
  const typed = typedIn(fields);
  if (deed === 'preview') return composer(visit, inside, { form: { typed }, preview: renderMarkdown(String(fields['text'] ?? '')) });
  if (deed === 'draft') {
    const draft = readForm(DraftInput, fields);
    if (draft.ok) await keepDraft(inside.ctx, code, draft.value);
    return composer(visit, inside, { form: { typed } });
  }
  const form = readForm(ContributionInput, { ...fields, code });
  if (!form.ok) return composer(visit, inside, { form: { typed, errors: form.errors }, status: 422 });
  const { capacity } = form.value;
  if (isTwoKeyed(capacity)) return beginPosition(visit, inside, capacity, fields);
  const posted = await postContribution(inside.ctx, form.value);
  if (posted.ok) {
    const asked = readRef(posted.value.ref);
    return goTo(`/f/${inside.frame.forum.key}/q/${code}#${asked ? anchorOf(asked.code, asked.number) : ''}`);
  }
  // Refused: the text is kept as a draft, in a transaction of its own, and said so.
  await keepDraft(inside.ctx, code, form.value, posted.refusal.code);
  return composer(visit, inside, { form: { typed, refusal: sayRefusal(visit.locale, posted.refusal) }, status: statusOf(posted.refusal.code) });
}

/** A delegation's word begins as a draft on a page of its own; what was typed goes with it. */
async function beginPosition(visit: Visit, inside: ForumVisit, voice: 'delegation' | 'group', { capacity: _, ...fields }: Record<string, unknown>) {
  const form = readForm(PositionInput, { ...fields, code: visit.params['code'] ?? '', voice });
  if (!form.ok) return composer(visit, inside, { form: { typed: form.typed, errors: form.errors }, status: 422 });
  const drafted = await draftPosition(inside.ctx, form.value);
  if (drafted.ok) return goTo(`/f/${inside.frame.forum.key}/position/${drafted.value.id}`);
  return composer(visit, inside, { form: { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, drafted.refusal) }, status: statusOf(drafted.refusal.code) });
}

async function composer(visit: Visit, inside: ForumVisit, { form, preview, status = 200 }: { form?: FormState; preview?: string; status?: number }) {
  const code = visit.params['code'] ?? '';
  const to = visit.query['to'] ?? form?.typed?.['parent'] ?? null;
  const page = await writePage(inside.ctx, code, to);
  if (!page) return absent();
  const { locale } = visit;
  const title = page.parentRef ? say(locale, 'discussion.reply.button', { ref: page.parentRef }) : say(locale, 'discussion.contribute.button', { question: code });
  const action = `/${locale}/f/${inside.frame.forum.key}/q/${code}/write`;
  const readerLanguage = visit.person?.locale ?? locale;
  return show(
    forumPage(visit, inside.frame, {
      title,
      current: `q:${code}`,
      children: <div class="stack"><h1>{title}</h1><p class="lead" lang="en">{page.question.text}</p><turbo-frame id="composer"><Composer locale={locale} readerLanguage={readerLanguage} action={action} page={page} form={form} preview={preview} /></turbo-frame></div>,
    }),
    { status },
  );
}

function questionPage(visit: Visit, { ctx, frame }: ForumVisit, { question, raisedBy, threads, count, announced }: ThreadPage) {
  const { locale } = visit;
  const base = `/${locale}/f/${frame.forum.key}`;
  const canWrite = may(ctx.sight, 'post') && frame.forum.phase === 'open';
  const shared = { locale, zone: frame.forum.zone, base, code: question.code, defaultMarking: frame.forum.defaultMarking, canReply: canWrite };
  const words = [...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => say(locale, 'discussion.live.more', { count: n })), say(locale, 'discussion.live.many')].join('|');
  return forumPage(visit, frame, {
    title: `${question.code}: ${question.shortText}`,
    current: `q:${question.code}`,
    children: (
      <div class="content--split" data-controller="live keys" data-live-url-value={`${base}/live?topic=${question.id}`} data-live-words-value={words}>
        <div>
          <header class="q-head">
            <p class="kicker">{say(locale, 'discussion.question.part', { code: question.code, part: question.letter })}{question.aspectTitle ? <>, <span lang="en">{question.aspectTitle}</span></> : null}</p>
            <h1 lang="en">{question.text}</h1>
            <p class="meta">{say(locale, 'discussion.home.count', { count })}{raisedBy ? <> · <a class="pararef" href={`${base}/paper${raisedBy.onlyIn ? `?v=${raisedBy.onlyIn}` : ''}#${raisedBy.id}`}>{say(locale, 'discussion.fromPaper')} {raisedBy.number ? `¶ ${raisedBy.number}` : ''}</a></> : null}</p>
          </header>
          <div class="livepill" aria-live="polite" data-live-target="pill" hidden><button class="btn btn--s btn--primary" type="button" data-live-target="button" data-action="live#show"></button></div>
          <h2 class="vh">{say(locale, 'discussion.contributions')}</h2>
          {threads.length === 0 ? <Empty><p>{say(locale, 'discussion.question.empty')}</p></Empty> : null}
          <ol class="thread">
            {threads.map(({ first, replies }) => <li><Contribution {...shared} contribution={first} />{replies.length ? <ol class="replies">{replies.map((reply) => <li><Contribution {...shared} contribution={reply} /></li>)}</ol> : null}</li>)}
          </ol>
          {announced ? announced.by.map((by) => <Callout tone="now"><p>{say(locale, 'discussion.announced', { when: when(locale, announced.until, frame.forum.zone, { year: true }), byline: bylineText(by, locale) })}</p></Callout>) : null}
          {canWrite ? <section class="noprint mt-6" aria-labelledby="h-write"><h2 id="h-write" class="mb-4">{say(locale, 'discussion.contribute.button', { question: question.code })}</h2><turbo-frame id="composer" src={`${base}/q/${question.code}/write`} loading="lazy"><a class="btn btn--primary" href={`${base}/q/${question.code}/write`}>{say(locale, 'discussion.contribute.button', { question: question.code })}</a></turbo-frame></section> : null}
          {frame.forum.phase === 'open' ? null : <Callout tone="plain">{say(locale, `programme.phase.${frame.forum.phase}`)}</Callout>}
        </div>
        <aside class="aside aside--sticky noprint" aria-label={say(locale, 'ui.account')}>
          <turbo-frame id="mine" src={`${base}/q/${question.code}/mine`}><a href={`${base}/q/${question.code}/mine`}>{say(locale, 'discussion.mine.title')}</a></turbo-frame>
          <section><p class="meta">{say(locale, 'discussion.keys')}</p><button class="linkish" type="button" data-action="keys#toggle">{say(locale, 'discussion.keys.toggle')}</button></section>
        </aside>
      </div>
    ),
  });
}

function editPage(visit: Visit, { frame }: ForumVisit, page: { ref: string; code: string; markdown: string; lang: string }, form?: FormState) {
  const { locale } = visit;
  const title = say(locale, 'discussion.write.edit', { ref: page.ref });
  return forumPage(visit, frame, {
    title,
    current: `q:${page.code}`,
    children: (
      <div class="stack"><h1>{title}</h1><ErrorSummary locale={locale} form={form} />
        <form method="post" class="form"><SubmissionId value={form?.typed?.['submissionId']} /><TextArea locale={locale} name="text" label={say(locale, 'discussion.write.text', { question: page.code })} rows={12} reading lang={page.lang} value={page.markdown} form={form} />
          <div class="btns"><button class="btn btn--primary" name="deed" value="save">{say(locale, 'ui.save')}</button><button class="btn btn--danger" name="deed" value="withdraw">{say(locale, 'discussion.write.withdraw', { ref: page.ref })}</button></div>
        </form></div>
    ),
  });
}
