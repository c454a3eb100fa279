import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { when } from '#platform/i18n/time.ts';
import { SubmissionId } from '#ui/fields.tsx';
import { Tag } from '#ui/marks.tsx';
import { bylineText } from '../../disclosure/byline-text.ts';
import type { DelegationDesk as Desk, DelegationTexts } from '../queries/delegation-desk.ts';

type Props = { locale: Locale; base: string; code: string; zone: string; desk: Desk };

/** What a delegation has to do with one question, for its people's eyes: each deed in one action. */
export function DelegationDesk({ locale, base, code, zone, desk }: Props): VNode {
  const { positions, reserve, alignable } = desk;
  return (
    <div class="stack">
      <p><a href={`${base}/delegation/texts`} data-turbo-frame="_top">{say(locale, 'discussion.texts.title')}</a></p>
      {positions.length ? <section><h2>{say(locale, 'discussion.texts.mine')}</h2><ul class="docs">{positions.map((p) => <li><a href={`${base}/position/${p.id}`} data-turbo-frame="_top">{p.words}</a> <Tag>{say(locale, `discussion.position.state.${p.state}`)}</Tag></li>)}</ul></section> : null}
      {reserve ? (
        <section>
          <h2>{say(locale, 'discussion.reserve.title')}</h2>
          <p class="meta">{say(locale, reserve.announcedAt ? 'discussion.reserve.done' : 'discussion.reserve.hint', { when: when(locale, reserve.until, zone, { year: true }) })}</p>
          {reserve.canAnnounce ? <form method="post" action={`${base}/q/${code}/reserve`} data-turbo-frame="_top"><SubmissionId /><button class="btn btn--s">{say(locale, 'discussion.reserve.button', { question: code })}</button></form> : null}
        </section>
      ) : null}
      {alignable.length ? (
        <section>
          <h2>{say(locale, 'discussion.align.title')}</h2>
          <ul class="docs">{alignable.map((one) => (
            <li>
              <a href={`#${one.anchor}`} data-turbo="false">{one.ref}</a> {bylineText(one.byline, locale)}
              <form method="post" action={`${base}/c/${one.anchor}/align`} data-turbo-frame="_top"><SubmissionId /><input type="hidden" name="aligned" value={one.aligned ? 'no' : 'yes'} /><button class="btn btn--s">{say(locale, one.aligned ? 'discussion.align.end' : 'discussion.align.button', { ref: one.ref })}</button></form>
            </li>
          ))}</ul>
        </section>
      ) : null}
    </div>
  );
}

/** All texts of a delegation with their state and capacity, for its people. */
export function DelegationTextsPage({ locale, base, texts }: { locale: Locale; base: string; texts: DelegationTexts }): VNode {
  const head = (last: string) => <thead><tr><th scope="col">{say(locale, 'terms.guidingQuestion')}</th><th scope="col">{say(locale, 'discussion.texts.text')}</th><th scope="col">{say(locale, 'discussion.write.capacity')}</th><th scope="col">{last}</th></tr></thead>;
  return (
    <div class="stack-6">
      <header><h1>{say(locale, 'discussion.texts.title')}</h1><p class="lead">{texts.body}</p></header>
      <section aria-labelledby="h-positions">
        <h2 id="h-positions">{say(locale, 'discussion.texts.positions')}</h2>
        <p class="meta">{say(locale, 'discussion.position.seenBy')}</p>
        {texts.positions.length === 0 ? <p>{say(locale, 'discussion.texts.none')}</p> : (
          <div class="tablewrap"><table class="table">{head(say(locale, 'discussion.texts.state'))}<tbody>{texts.positions.map((p) => (
            <tr><td>{p.code}</td><th scope="row"><a href={`${base}/position/${p.id}`}>{p.words}</a></th><td>{say(locale, `discussion.capacity.${p.voice}`)}{p.groupName ? `: ${p.groupName}` : ''}</td><td>{say(locale, `discussion.position.state.${p.state}`)}{p.ref ? <> · <a href={`${base}/c/${p.anchor}`}>{p.ref}</a></> : null}</td></tr>
          ))}</tbody></table></div>
        )}
      </section>
      <section aria-labelledby="h-shown">
        <h2 id="h-shown">{say(locale, 'discussion.texts.shown')}</h2>
        <p class="meta">{say(locale, 'discussion.texts.shown.hint')}</p>
        {texts.shown.length === 0 ? null : (
          <div class="tablewrap"><table class="table">{head(say(locale, 'discussion.write.shown'))}<tbody>{texts.shown.map((c) => (
            <tr><td><a href={`${base}/c/${c.anchor}`}>{c.ref}</a></td><th scope="row">{c.words}</th><td>{c.capacity ? say(locale, `discussion.capacity.${c.capacity}`) : ''}</td><td>{bylineText(c.byline, locale)}{c.late ? <> · {say(locale, 'discussion.late.mark')}</> : null}</td></tr>
          ))}</tbody></table></div>
        )}
      </section>
    </div>
  );
}
