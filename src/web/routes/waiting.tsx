import { forOneself } from '#domain/disclosure/outputs.ts';
import { takeBackWaiting } from '#domain/discussion/commands/take-back-waiting.ts';
import { type WaitingPage, waitingPage } from '#domain/discussion/queries/waiting-page.ts';
import { say } from '#platform/i18n/say.ts';
import { when } from '#platform/i18n/time.ts';
import { Callout, Empty, Tlp } from '#ui/marks.tsx';
import { absent, type Door, type ForumVisit, goTo, show, type Visit } from '../door.tsx';
import { dressingFor } from '../dressing.ts';
import { forumPage } from '../pages.tsx';

/** What of one's own waits to be released with others, and how it is taken back. */
export function waitingRoutes(door: Door): void {
  door.page('/f/:forum/q/:code/waiting', forOneself('own texts that wait'), 'read', async (visit) => {
    const inside = await visit.forum();
    const page = inside && (await waitingPage(inside.ctx, visit.params['code'] ?? ''));
    return inside && page ? show(waiting(visit, inside, page)) : absent();
  });
  door.deed('/f/:forum/q/:code/waiting', forOneself('take a waiting text back', 'answer'), 'post', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const code = visit.params['code'] ?? '';
    const taken = /^[0-9a-f-]{36}$/.test(String(visit.form['text'])) ? await takeBackWaiting(inside.ctx, code, String(visit.form['text'])) : null;
    // One that was released in the meantime is on the question's page; the list shows what still waits.
    return goTo(`/f/${inside.frame.forum.key}/q/${code}/${taken?.ok ? (taken.value.parent ? `write?to=${taken.value.parent}` : 'write') : 'waiting'}`);
  });
}

function waiting(visit: Visit, { frame }: ForumVisit, { question, texts, authors, zone }: WaitingPage) {
  const { locale } = visit;
  const base = `/${locale}/f/${frame.forum.key}`;
  const title = say(locale, 'discussion.waiting.title', { question: question.code });
  return forumPage(visit, frame, {
    title,
    current: `q:${question.code}`,
    children: (
      <div class="stack-5">
        <header><h1>{title}</h1><p class="lead" lang="en">{question.text}</p></header>
        {texts.length ? <Callout tone="plain"><p>{say(locale, 'discussion.waiting.what', { authors })}</p></Callout> : <Empty><p>{say(locale, 'discussion.waiting.none')}</p></Empty>}
        {texts.map((text) => (
          <section class="panel" aria-label={say(locale, 'discussion.waiting.until', { when: when(locale, text.until, zone, { year: false }) })}>
            <div class="panel__head"><h2>{say(locale, 'discussion.waiting.until', { when: when(locale, text.until, zone, { year: false }) })}</h2>{text.parentRef ? <span class="meta">{say(locale, 'discussion.replyTo', { ref: text.parentRef })}</span> : null}<Tlp label={text.marking} /></div>
            <div class="panel__body read" lang={text.lang} dangerouslySetInnerHTML={{ __html: dressingFor(visit)(text.html) }} />
            {text.canTakeBack ? <form method="post" class="panel__body btns"><input type="hidden" name="text" value={text.id} /><button class="btn btn--s">{say(locale, 'discussion.waiting.takeBack')}</button></form> : null}
          </section>
        ))}
        <p><a class="btn btn--quiet" href={`${base}/q/${question.code}`}>{say(locale, 'discussion.waiting.back', { question: question.code })}</a></p>
      </div>
    ),
  });
}
