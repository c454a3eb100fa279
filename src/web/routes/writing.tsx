import { render } from 'preact-render-to-string';
import { z } from 'zod';
import { isTwoKeyed } from '#domain/disclosure/rules.ts';
import { forOneself, forSeats } from '#domain/disclosure/outputs.ts';
import { draftPosition } from '#domain/discussion/commands/draft-position.ts';
import { keepDraft, settleDraft } from '#domain/discussion/commands/keep-draft.ts';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { reviseContribution, withdrawContribution } from '#domain/discussion/commands/revise-contribution.ts';
import { tightenRegime } from '#domain/discussion/commands/tighten-regime.ts';
import { type BeforeSending, beforeSending } from '#domain/discussion/queries/before-sending.ts';
import { renderText } from '#domain/discussion/queries/render-text.ts';
import { type RevisePage, revisePage, writePage } from '#domain/discussion/queries/write-page.ts';
import { anchorOf, readRef } from '#domain/discussion/rules.ts';
import { ContributionInput, DraftChoice, DraftInput, PositionInput, RevisionInput, TighteningInput } from '#domain/discussion/schema.ts';
import { Composer, recognised } from '#domain/discussion/ui/Composer.tsx';
import { Notices } from '#domain/discussion/ui/Notices.tsx';
import { OtherTexts } from '#domain/discussion/ui/OtherTexts.tsx';
import { TightenForm } from '#domain/discussion/ui/TightenForm.tsx';
import { statusOf } from '#platform/http-status.ts';
import { endonyms, locales } from '#platform/i18n/locales.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import { timeOf } from '#platform/i18n/time.ts';
import type { Refusal } from '#platform/outcome.ts';
import { detectLanguage, languageOf } from '#platform/text/language.ts';
import { ErrorSummary, type FormState, Select, SubmissionId, TextArea } from '#ui/fields.tsx';
import { absent, bytes, type Door, type ForumVisit, goTo, show, showAgain, type Visit } from '../door.tsx';
import { dressingFor } from '../dressing.ts';
import { readForm, typedIn } from '../form.ts';
import { forumPage } from '../pages.tsx';

/** Where contributions are written, drafted, edited and taken back. */
export function writingRoutes(door: Door): void {
  door.page('/f/:forum/q/:code/write', forSeats('composer'), 'post', async (visit) => {
    const inside = await visit.forum();
    return inside ? composer(visit, inside, { quoted: visit.query['quote'] === 'yes' }) : absent();
  });
  door.deed('/f/:forum/q/:code/write', forSeats('contribute', 'answer'), 'post', async (visit) => {
    const inside = await visit.forum();
    return inside ? contribute(visit, inside) : absent();
  });
  door.deed('/f/:forum/q/:code/write/draft', forOneself('keep a draft', 'answer'), 'post', async (visit) => {
    const inside = await visit.forum();
    return inside ? savedForScript(visit, inside) : absent();
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
    const back = `/f/${inside.frame.forum.key}/c/${ref}`;
    if (visit.form['deed'] === 'withdraw') {
      const withdrawn = await withdrawContribution(inside.ctx, ref);
      return withdrawn.ok ? goTo(back) : showAgain(editPage(visit, inside, page, { refusal: sayRefusal(visit.locale, withdrawn.refusal) }));
    }
    if (visit.form['deed'] === 'tighten') return tighten(visit, inside, page, back);
    const { deed: _, ...fields } = visit.form;
    const form = readForm(RevisionInput, fields);
    if (!form.ok) return showAgain(editPage(visit, inside, page, { typed: form.typed, errors: form.errors }));
    const revised = await reviseContribution(inside.ctx, ref, form.value);
    return revised.ok ? goTo(back) : showAgain(editPage(visit, inside, page, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, revised.refusal) }));
  });
}

/** The author shows less of themselves. */
async function tighten(visit: Visit, inside: ForumVisit, page: RevisePage, back: string) {
  const form = readForm(TighteningInput, visit.form);
  if (!form.ok) return showAgain(editPage(visit, inside, page, { typed: form.typed, errors: form.errors }));
  const done = await tightenRegime(inside.ctx, page.ref, form.value);
  return done.ok ? goTo(back) : showAgain(editPage(visit, inside, page, { refusal: sayRefusal(visit.locale, done.refusal) }));
}

/** A draft as script hands it over: what it says to the person, and what is to stand beside their text. */
async function savedForScript(visit: Visit, { ctx, frame }: ForumVisit) {
  const { locale } = visit;
  const form = readForm(DraftInput, visit.form);
  if (!form.ok) return bytes('text/plain; charset=utf-8', say(locale, 'web.field.malformed'), { status: 422 });
  const saved = await keepDraft(ctx, visit.params['code'] ?? '', form.value);
  if (!saved.ok) return absent();
  const { zone } = frame.forum;
  const { text = '', lang: chosen, regime = '', parent = null } = form.value;
  const own = ownLanguage(visit);
  const lang = languageOf(text, chosen, own);
  const notices = await beforeSending(ctx, text, { regime, lang, parent });
  const time = timeOf(locale, new Date(saved.value.savedAt), zone);
  const aside = render(<><OtherTexts locale={locale} zone={zone} others={saved.value.others} /><Notices locale={locale} base={`/${locale}/f/${frame.forum.key}`} regime={regime} lang={lang} notices={notices} /></>);
  return bytes('application/json; charset=utf-8', JSON.stringify({ said: say(locale, 'discussion.draft.saved', { time }), time, version: saved.value.version, lang, recognised: recognised(locale, detectLanguage(text), own), aside }));
}

type Sent = { deed: string; byScript: boolean; windowId: string; noticed: readonly string[]; fields: Readonly<Record<string, unknown>>; typed: Readonly<Record<string, string>> };

/** What was sent, with what is the form's own set apart from what its author typed and chose. */
function sentBy(visit: Visit): Sent {
  const { deed, by, window, version, noticed, text, ...rest } = visit.form;
  // A form without script sends lines with two signs at their end, script with one: it is the same text.
  const fields = { ...rest, ...(typeof text === 'string' ? { text: text.replace(/\r\n?/g, '\n') } : {}) };
  const windowId = z.uuid().safeParse(window);
  return { deed: String(deed ?? 'post'), byScript: by === 'script', windowId: windowId.success ? windowId.data : visit.ctx.world.mint(), noticed: String(noticed ?? '').split(' '), fields, typed: { ...typedIn(fields), ...(version === undefined ? {} : { version: String(version) }) } };
}

async function contribute(visit: Visit, inside: ForumVisit) {
  const code = visit.params['code'] ?? '';
  const sent = sentBy(visit);
  const { deed, windowId, fields, typed } = sent;
  if (deed === 'preview') return composer(visit, inside, { windowId, form: { typed }, preview: dressingFor(visit)(await renderText(inside.ctx, (typed['text'] ?? '').trim())) });
  const [choice, which] = deed.split(' ');
  const chosen = DraftChoice.safeParse({ deed: choice, which });
  if (deed === 'draft' || chosen.success) {
    const draft = readForm(DraftInput, { ...fields, version: typed['version'], window: windowId });
    if (!draft.ok) return composer(visit, inside, { windowId, form: { typed, errors: draft.errors }, status: 422 });
    const kept = chosen.success ? await settleDraft(inside.ctx, code, draft.value, chosen.data) : await keepDraft(inside.ctx, code, draft.value);
    return kept.ok ? composer(visit, inside, { windowId, form: { typed: { ...typed, text: kept.value.text, version: String(kept.value.version) } } }) : absent();
  }
  const lang = typed['lang'] && typed['lang'] !== 'auto' ? typed['lang'] : languageOf(typed['text'] ?? '', undefined, ownLanguage(visit));
  const form = readForm(ContributionInput, { ...fields, code, lang });
  if (!form.ok) return keptAndShown(visit, inside, sent, null, { errors: form.errors });
  const { capacity } = form.value;
  if (isTwoKeyed(capacity)) return beginPosition(visit, inside, capacity, sent, lang);
  if (await isHeld(inside, sent, form.value)) return composer(visit, inside, { windowId, form: { typed }, held: true });
  const posted = await postContribution(inside.ctx, form.value, 'web', windowId);
  if (!posted.ok) return keptAndShown(visit, inside, sent, posted.refusal);
  if ('waitsUntil' in posted.value) return gone(visit, sent, `/f/${inside.frame.forum.key}/q/${code}/waiting`);
  const asked = readRef(posted.value.ref);
  return gone(visit, sent, asked ? `/f/${inside.frame.forum.key}/c/${anchorOf(asked.code, asked.number)}` : `/f/${inside.frame.forum.key}/q/${code}`);
}

/** From here to the closing nobody is shown what others have said: there is no time to read it. */
const tooLateToRead = 5 * 60_000;

/** Whether there is something to tell the author before it is sent that the form has not told yet. Once told, it is sent. */
async function isHeld({ ctx, frame }: ForumVisit, { noticed }: Sent, { text, regime, lang, parent }: ContributionInput): Promise<boolean> {
  const { phase, closesAt } = frame.forum;
  if (phase !== 'open') return false;
  const { telling, marks } = await beforeSending(ctx, text, { regime, lang, parent: parent ?? null });
  const told = closesAt && closesAt.getTime() - ctx.now.getTime() < tooLateToRead ? marks.slice(0, telling.length) : marks;
  return told.some((mark) => !noticed.includes(mark));
}

/** Not taken: the text is kept as a draft, in a transaction of its own, and the page says why and that it is kept. */
async function keptAndShown(visit: Visit, inside: ForumVisit, { windowId, fields, typed }: Sent, refusal: Refusal | null, { errors }: Pick<FormState, 'errors'> = {}) {
  const draft = readForm(DraftInput, { ...fields, version: typed['version'], window: windowId });
  const kept = draft.ok && draft.value.text ? await keepDraft(inside.ctx, visit.params['code'] ?? '', draft.value, refusal?.code ?? null) : null;
  const form = { typed: { ...typed, ...(kept?.ok ? { version: String(kept.value.version) } : {}) }, ...(errors ? { errors } : {}), ...(refusal ? { refusal: sayRefusal(visit.locale, refusal) } : {}) };
  return composer(visit, inside, { windowId, form, status: refusal ? statusOf(refusal.code) : 422 });
}

/** Done: on to another page. Script is told where, so that it drops the device's copy before it goes. */
const gone = (visit: Visit, { byScript }: Sent, to: string) => (byScript ? bytes('application/json; charset=utf-8', JSON.stringify({ to: `/${visit.locale}${to}` })) : goTo(to));

/** A delegation's word begins as a draft on a page of its own; what was typed goes with it. */
async function beginPosition(visit: Visit, inside: ForumVisit, voice: 'delegation' | 'group', sent: Sent, lang: string) {
  const { capacity: _, ...fields } = sent.fields;
  const form = readForm(PositionInput, { ...fields, lang, code: visit.params['code'] ?? '', voice });
  if (!form.ok) return keptAndShown(visit, inside, sent, null, { errors: form.errors });
  const drafted = await draftPosition(inside.ctx, form.value, sent.windowId);
  return drafted.ok ? gone(visit, sent, `/f/${inside.frame.forum.key}/position/${drafted.value.id}`) : keptAndShown(visit, inside, sent, drafted.refusal);
}

/** A draft with a quotation at its end, unless it holds it already. */
const withQuote = (draft: string, quote: string | null): string => (!quote || draft.includes(quote.trim()) ? draft : draft.trim() ? `${draft.trimEnd()}\n\n${quote}` : quote);

const ownLanguage = ({ person, locale }: Visit) => person?.locale ?? locale;

async function composer(visit: Visit, inside: ForumVisit, { windowId = visit.ctx.world.mint(), form, preview, held = false, quoted = false, status = 200 }: { windowId?: string; form?: FormState; preview?: string; held?: boolean; quoted?: boolean; status?: number } = {}) {
  const code = visit.params['code'] ?? '';
  const to = visit.query['to'] ?? form?.typed?.['parent'] ?? null;
  const page = await writePage(inside.ctx, code, to);
  if (!page) return absent();
  const { locale } = visit;
  const window = { id: windowId, version: Number(form?.typed?.['version'] ?? page.draft?.version ?? 0) };
  const title = page.parentRef ? say(locale, 'discussion.reply.button', { ref: page.parentRef }) : say(locale, 'discussion.contribute.button', { question: code });
  const action = `/${locale}/f/${inside.frame.forum.key}/q/${code}/write`;
  const readerLanguage = ownLanguage(visit);
  const text = form?.typed?.['text'] ?? withQuote(page.draft?.markdown ?? '', quoted ? page.quote : null);
  const language = { told: detectLanguage(text), of: languageOf(text, form?.typed?.['lang'] ?? page.draft?.lang ?? undefined, readerLanguage) };
  const nothing: BeforeSending = { telling: [], similar: [], otherLanguage: null, marks: [] };
  const notices = text ? await beforeSending(inside.ctx, text, { regime: form?.typed?.['regime'] ?? page.draft?.regime ?? page.defaultRegime, lang: language.of, parent: page.parentRef }) : nothing;
  return show(
    forumPage(visit, inside.frame, {
      title,
      current: `q:${code}`,
      children: <div class="stack"><h1>{title}</h1><p class="lead" lang="en">{page.question.text}</p><turbo-frame id="composer"><Composer locale={locale} readerLanguage={readerLanguage} action={action} page={page} window={window} language={language} text={text} quoted={quoted} notices={notices} held={held} base={`/${locale}/f/${inside.frame.forum.key}`} form={form} preview={preview} /></turbo-frame></div>,
    }),
    { status },
  );
}

function editPage(visit: Visit, { frame }: ForumVisit, page: RevisePage, form?: FormState) {
  const { locale } = visit;
  const title = say(locale, page.onlyWithdraw ? 'discussion.write.withdraw' : 'discussion.write.edit', { ref: page.ref });
  return forumPage(visit, frame, {
    title,
    current: `q:${page.code}`,
    children: (
      <div class="stack"><h1>{title}</h1><ErrorSummary locale={locale} form={form} />
        <form method="post" class="form"><SubmissionId value={form?.typed?.['submissionId']} />
          {page.onlyWithdraw ? <p>{say(locale, 'discussion.waiting.withdraw')}</p> : (
            <>
              <TextArea locale={locale} name="text" label={say(locale, 'discussion.write.text', { question: page.code })} rows={12} reading lang={page.lang} value={page.markdown} form={form} />
              <Select locale={locale} name="lang" label={say(locale, 'discussion.write.language')} hint={say(locale, 'discussion.language.hint')} form={form} value={page.lang} options={locales.map((l) => ({ value: l, text: endonyms[l] }))} />
            </>
          )}
          <div class="btns">{page.onlyWithdraw ? null : <button class="btn btn--primary" name="deed" value="save">{say(locale, 'ui.save')}</button>}<button class="btn btn--danger" name="deed" value="withdraw">{say(locale, 'discussion.write.withdraw', { ref: page.ref })}</button>{page.onlyWithdraw ? null : <a class="btn" href={`/${locale}/f/${frame.forum.key}/c/${page.ref.replace('·', '-')}/attachments`}>{say(locale, 'attachment.open')}</a>}</div>
        </form>
        {page.stricter.length ? <section id="tighten" aria-labelledby="h-tighten"><h2 id="h-tighten" class="mb-4">{say(locale, 'discussion.tighten.title', { ref: page.ref })}</h2><TightenForm locale={locale} regime={page.regime} stricter={page.stricter} /></section> : null}
      </div>
    ),
  });
}
