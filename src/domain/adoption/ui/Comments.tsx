import type { VNode } from 'preact';
import { endonyms, type Locale, locales } from '#platform/i18n/locales.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import { stamp } from '#platform/i18n/time.ts';
import { wordDiff } from '#platform/text/word-diff.ts';
import { Choices, type FormState, Select, SubmissionId, TextArea } from '#ui/fields.tsx';
import { Callout, Tag } from '#ui/marks.tsx';
import { Diff } from '#ui/WordDiff.tsx';
import { takenValues } from '../model.ts';
import type { RecommendationPage, SeenComment } from '../queries/recommendation-page.ts';

type Props = { locale: Locale; zone: string; /** Address of the recommendation. */ own: string; page: RecommendationPage; /** The deed whose form is shown: `comment`, or `answer-3`. */ doing: string | null; form?: FormState | undefined };

/** What was said of a recommendation, each with its answer; the form to say more. */
export function Comments({ locale, zone, own, page, doing, form }: Props): VNode {
  const { r, comments } = page;
  return (
    <section aria-labelledby="comments"><h2 id="comments">{say(locale, 'adopt.comments.title', { count: comments.length })}</h2>
      {comments.length === 0 ? <p class="meta">{say(locale, 'adopt.comments.empty')}</p> : null}
      {comments.map((comment) => <Comment {...{ locale, zone, own, comment, r, canAnswer: page.canAnswer, answering: doing === `answer-${comment.number}`, form: doing === `answer-${comment.number}` ? form : undefined }} />)}
      {(page.canComment && (doing === null || doing === 'comment')) || (doing === 'comment' && form) ? <CommentForm {...{ locale, own, page, form: doing === 'comment' ? form : undefined }} /> : page.canComment ? <p class="mt-4 noprint"><a href={`${own}?do=comment#h-comment`}>{say(locale, 'adopt.comment.title', { ref: r.reference })}</a></p> : page.commentRefusal ? <p class="meta mt-4">{sayRefusal(locale, { code: page.commentRefusal })}</p> : null}
    </section>
  );
}

function Comment({ locale, zone, own, comment: c, r, canAnswer, answering, form }: { locale: Locale; zone: string; own: string; comment: SeenComment; r: RecommendationPage['r']; canAnswer: boolean; answering: boolean; form?: FormState | undefined }): VNode {
  const ref = `${r.reference}·${c.number}`;
  return (
    <article class="note" id={`c-${c.number}`} aria-label={ref}>
      <p class="note__who"><span class="meta nowrap">{ref}</span> <span>{c.by}{c.at ? <span class="meta"> · {stamp(locale, c.at, zone)}</span> : null}</span></p>
      {c.quote ? <blockquote lang={c.textLang}>“{c.quote}”</blockquote> : <p class="meta">{say(locale, 'adopt.comments.whole')}</p>}
      {c.place === 'changed' || c.place === 'gone' ? <p class="meta"><Tag tone="now">{say(locale, c.place === 'changed' ? 'adopt.comments.changed' : 'adopt.comments.gone', { version: c.version })}</Tag></p> : null}
      <p class="pre" lang={c.lang}>{c.text}</p>
      {c.proposal ? <details open><summary><Tag tone="accent">{say(locale, 'paper.proposed')}</Tag></summary><div lang={c.textLang}>{c.quote ? <Diff locale={locale} changes={wordDiff(c.quote, c.proposal)} /> : <Diff locale={locale} changes={wordDiff(r.texts[c.textLang] ?? r.text, c.proposal)} />}</div></details> : null}
      {c.answer ? <Callout tone={c.answer.taken === 'not-taken' ? 'plain' : 'ok'} icon={c.answer.taken === 'not-taken' ? 'file' : 'check'}><b>{say(locale, `adopt.answer.${c.answer.taken}`)}</b> <span class="meta">{say(locale, 'adopt.answer.given', { when: stamp(locale, c.answer.at, zone) })}</span>{c.answer.reason ? <p class="pre" lang="en">{c.answer.reason}</p> : null}</Callout> : <p class="meta">{say(locale, 'adopt.answer.none')}</p>}
      {canAnswer && !answering ? <p class="noprint"><a href={`${own}?do=answer-${c.number}#c-${c.number}`}>{say(locale, 'adopt.answer.button', { ref })}</a></p> : null}
      {canAnswer && answering ? (
        <form method="post" action={`${own}/comments/${c.number}`} class="form mt-4 noprint"><SubmissionId value={form?.typed?.['submissionId']} />
          <Choices locale={locale} name="taken" label={say(locale, 'adopt.answer.label')} value={c.answer?.taken} options={takenValues.map((value) => ({ value, text: say(locale, `adopt.answer.${value}`) }))} form={form} />
          <TextArea locale={locale} name="reason" rows={3} label={say(locale, 'adopt.answer.reason')} value={c.answer?.reason ?? ''} form={form} />
          <p class="row"><button class="btn">{say(locale, 'adopt.answer.button', { ref })}</button> <a href={`${own}#c-${c.number}`}>{say(locale, 'ui.cancel')}</a></p></form>
      ) : null}
    </article>
  );
}

function CommentForm({ locale, own, page: { r, regimes, defaultRegime }, form }: { locale: Locale; own: string; page: RecommendationPage; form?: FormState | undefined }): VNode {
  return (
    <form method="post" action={`${own}/comment`} class="form mt-6 noprint" aria-labelledby="h-comment"><h3 id="h-comment">{say(locale, 'adopt.comment.title', { ref: r.reference })}</h3>
      <SubmissionId value={form?.typed?.['submissionId']} /><input type="hidden" name="version" value={r.version} /><input type="hidden" name="in" value={r.texts[locale] ? locale : 'en'} /><input type="hidden" name="before" data-passage-target="before" value={form?.typed?.['before'] ?? ''} />
      <TextArea locale={locale} name="quote" rows={2} lang={r.texts[locale] ? locale : 'en'} label={say(locale, 'adopt.comment.quote')} hint={say(locale, 'adopt.comment.quote.hint')} data={{ 'data-passage-target': 'quote' }} form={form} />
      <TextArea locale={locale} name="text" rows={4} label={say(locale, 'adopt.comment.text')} form={form} />
      <TextArea locale={locale} name="proposal" rows={3} label={say(locale, 'adopt.comment.proposal')} hint={say(locale, 'adopt.comment.proposal.hint')} form={form} />
      <Choices locale={locale} name="regime" label={say(locale, 'discussion.write.shown')} value={defaultRegime} options={regimes.map((value) => ({ value, text: say(locale, `ui.regime.${value}`), hint: say(locale, `ui.regime.${value}.consequence`) }))} form={form} />
      <Select locale={locale} name="lang" label={say(locale, 'paper.write.language')} value={locale} options={locales.map((value) => ({ value, text: endonyms[value] }))} form={form} />
      <button class="btn btn--primary">{say(locale, 'adopt.comment.button')}</button></form>
  );
}
